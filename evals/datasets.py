"""Reads other people's question sets, each in its own format, into documents and questions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


class DataError(Exception):
    """A set that is not there or not in its format; says which file is wanted."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text that may be found, in a document of parts: a paragraph, or an abstract."""

    id: str
    document: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the parts that answer it and the spans in them that do, where known."""

    id: str
    text: str
    parts: frozenset[str]
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set to search; `published` are figures that others report, with their sources."""

    name: str
    parts: tuple[Part, ...]
    questions: tuple[Question, ...]
    published: tuple[str, ...]

    def sample(self, limit: int, *, small: bool) -> Dataset:
        """So many questions, evenly spaced; if `small`, with the parts that answer them alone."""
        if not limit or limit >= len(self.questions):
            return self
        step = len(self.questions) / limit
        chosen = tuple(self.questions[int(number * step)] for number in range(limit))
        wanted = {part for question in chosen for part in question.parts}
        parts = tuple(one for one in self.parts if one.id in wanted) if small else self.parts
        return replace(self, questions=chosen, parts=parts)


@dataclass(frozen=True, slots=True)
class Halves:
    """Titles of `squad_open`: those to index, and among them those to choose thresholds on."""

    indexed: frozenset[str]
    calibration: frozenset[str]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question in a conversation, and as people wrote it to stand alone."""

    topic: str
    before: tuple[str, ...]
    question: str
    rewrite: str


def squad_open(folder: Path) -> Dataset:
    """SQuAD 1.1 dev as one collection of paragraphs (Rajpurkar et al. 2016)."""
    parts = tuple(Part(one["id"], one["title"], one["title"], one["text"])
                  for one in _lines(folder / "squad_open" / "passages.jsonl.gz"))
    spans = {one["id"]: (one["passage"], one["start"], one["end"])
             for one in _lines(folder / "squad_open" / "sentences.jsonl.gz")}
    questions = tuple(
        Question(one["id"], one["question"], frozenset([one["gold"]]),
                 tuple(spans[name] for name in one["gold_sentences"]))
        for one in _lines(folder / "squad_open" / "questions.jsonl.gz"))
    return Dataset("squad-open", parts, questions, (
        "BM25 on all 10,570 questions: sentence hit@1 64.9 %, passage hit@1 76.9 % "
        "(measured by those who made the set)",))


def squad_halves(folder: Path) -> Halves:
    """The articles of `squad_open` that are to be indexed, and those that choose thresholds."""
    found = _json(folder / "squad_open" / "splits.json")
    return Halves(frozenset(found["in_corpus"]), frozenset(found["calibration"]))


def scifact(folder: Path) -> Dataset:
    """SciFact's test claims in BEIR's layout (Wadden et al. 2020, Thakur et al. 2021)."""
    parts = tuple(Part(one["_id"], one["_id"], one["title"], one["text"])
                  for one in _lines(folder / "scifact" / "corpus.jsonl.gz"))
    relevant: dict[str, set[str]] = {}
    for query, document, score in _rows(folder / "scifact" / "qrels_test.tsv"):
        if int(score) > 0:
            relevant.setdefault(query, set()).add(document)
    questions = tuple(
        Question(one["_id"], one["text"], frozenset(relevant[one["_id"]]))
        for one in _lines(folder / "scifact" / "queries_test.jsonl.gz") if one["_id"] in relevant)
    return Dataset("scifact", parts, questions, (
        "nDCG@10, BM25: .665 (BEIR, Thakur et al. 2021) to .679 (Anserini)",
        "nDCG@10, all-MiniLM-L6-v2: .645 (MTEB)",
        "nDCG@10, BM25 and the re-ranker ms-marco-MiniLM-L-6: .688 (BEIR)"))


def qed(folder: Path) -> Dataset:
    """Natural Questions with the one sentence that answers (QED dev, Lamm et al. 2021)."""
    parts: list[Part] = []
    questions: list[Question] = []
    numbers: dict[str, str] = {}
    for one in _lines(folder / "qed" / "dev.jsonl.gz"):
        # Several people asked about one paragraph.
        number = numbers.setdefault(one["text"], f"q{len(numbers)}")
        if number == f"q{len(parts)}":
            parts.append(Part(number, number, one["title"], one["text"]))
        if one.get("gold_sent") is not None:
            start, end = one["sents"][one["gold_sent"]]
            questions.append(Question(one["id"], one["question"], frozenset([number]),
                                      ((number, start, end),)))
    return Dataset("qed", tuple(parts), tuple(questions), (
        "none for this task: QED's authors report the explanation and not the ranking",))


DATASETS = {"squad-open": squad_open, "scifact": scifact, "qed": qed}


def canard(folder: Path) -> tuple[FollowUp, ...]:
    """The follow-ups of CANARD's dev set (Elgohary et al. 2019), first questions left out."""
    found = []
    for one in _json(folder / "canard" / "dev.json.gz"):
        title, _, *turns = one["History"]
        if turns:
            found.append(FollowUp(title, tuple(turns[::2]), one["Question"], one["Rewrite"]))
    return tuple(found)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in _text(path).splitlines():
        yield json.loads(line)


def _json(path: Path) -> Any:
    return json.loads(_text(path))


def _rows(path: Path) -> Iterator[list[str]]:
    for line in _text(path).splitlines()[1:]:
        yield line.split("\t")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path} is missing; give the folder of the sets with --data") from None
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")

"""Reads other people's question sets, each in its own format, into documents and questions."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

Read = TypeVar("Read")


class DataError(Exception):
    """A set that is not there or not in its format; says which file is wanted."""


# What others report of SciFact.
_SCIFACT = (
    "nDCG@10, BM25: .665 (BEIR, Thakur et al. 2021) to .679 (Anserini)",
    "nDCG@10, all-MiniLM-L6-v2: .645 (MTEB)",
    "nDCG@10, BM25 and the re-ranker ms-marco-MiniLM-L-6: .688 (BEIR)",
)


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


def strictly(read: Callable[[Path], Read]) -> Callable[[Path], Read]:
    """Turn whatever a broken set leads to into a `DataError` with the folder."""

    @wraps(read)
    def reading(folder: Path) -> Read:
        try:
            return read(folder)
        except (
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            EOFError,
            zlib.error,
            gzip.BadGzipFile,
        ) as error:
            lack = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            name = read.__name__.replace("_", "-")
            raise DataError(
                f"{name} in {folder} is not in its format ({lack}); fetch it again or "
                "see evals/README.md for what is read"
            ) from None

    return reading


@strictly
def squad_open(folder: Path) -> Dataset:
    """SQuAD 1.1 dev as one collection of paragraphs (Rajpurkar et al. 2016).

    Read from files of passages, sentences and questions, else from SQuAD's own JSON; of version
    2.0 the questions with an answer.
    """
    passages = found(
        folder,
        "squad_open/passages.jsonl.gz",
        "squad/dev-v1.1.json.gz",
        "dev-v1.1.json",
        "squad/dev-v2.0.json",
        "dev-v2.0.json",
    )
    if not passages.name.startswith("passages"):
        return _squad_json(passages)
    parts = tuple(
        Part(one["id"], one["title"], one["title"], one["text"]) for one in _lines(passages)
    )
    spans = {
        one["id"]: (one["passage"], one["start"], one["end"])
        for one in _lines(found(folder, "squad_open/sentences.jsonl.gz"))
    }
    questions = tuple(
        Question(
            one["id"],
            one["question"],
            frozenset([one["gold"]]),
            tuple(spans[name] for name in one["gold_sentences"]),
        )
        for one in _lines(found(folder, "squad_open/questions.jsonl.gz"))
    )
    return Dataset(
        "squad-open",
        parts,
        questions,
        (
            "BM25 on all 10,570 questions: sentence hit@1 64.9 %, passage hit@1 76.9 % "
            "(measured by those who made the set)",
        ),
    )


def _squad_json(path: Path) -> Dataset:
    """Paragraphs as parts; the spans are the answers, each in the sentence that is to be found."""
    parts: list[Part] = []
    questions: list[Question] = []
    paragraphs = (
        (article["title"], one) for article in _json(path)["data"] for one in article["paragraphs"]
    )
    for number, (title, paragraph) in enumerate(paragraphs):
        part = Part(f"p{number}", title, title.replace("_", " "), paragraph["context"])
        parts.append(part)
        for one in paragraph["qas"]:
            spans = {
                (part.id, answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                for answer in one["answers"]
            }
            if spans:
                questions.append(
                    Question(one["id"], one["question"], frozenset([part.id]), tuple(sorted(spans)))
                )
    return Dataset("squad-open", tuple(parts), tuple(questions), ())


@strictly
def squad_halves(folder: Path) -> Halves:
    """The articles of `squad_open` that are to be indexed, and those that choose thresholds."""
    halves = _json(found(folder, "squad_open/splits.json"))
    return Halves(frozenset(halves["in_corpus"]), frozenset(halves["calibration"]))


@strictly
def scifact(folder: Path) -> Dataset:
    """SciFact's test claims, or another set in BEIR's layout (Wadden 2020, Thakur 2021)."""
    corpus = found(folder, "scifact/corpus.jsonl.gz", "corpus.jsonl")
    queries = found(
        folder, "scifact/queries_test.jsonl.gz", "scifact/queries.jsonl", "queries.jsonl"
    )
    judged = found(folder, "scifact/qrels_test.tsv", "scifact/qrels/test.tsv", "qrels/test.tsv")
    parts = tuple(
        Part(one["_id"], one["_id"], one.get("title") or one["_id"], one["text"])
        for one in _lines(corpus)
    )
    relevant: dict[str, set[str]] = {}
    for query, document, score in _rows(judged):
        if int(score) > 0:
            relevant.setdefault(query, set()).add(document)
    questions = tuple(
        Question(one["_id"], one["text"], frozenset(relevant[one["_id"]]))
        for one in _lines(queries)
        if one["_id"] in relevant
    )
    return Dataset("scifact", parts, questions, _SCIFACT if "scifact" in corpus.parts else ())


@strictly
def qed(folder: Path) -> Dataset:
    """Natural Questions with the one sentence that answers (QED dev, Lamm et al. 2021)."""
    parts: list[Part] = []
    questions: list[Question] = []
    numbers: dict[str, str] = {}
    for one in _lines(found(folder, "qed/dev.jsonl.gz")):
        # Several people asked about one paragraph.
        number = numbers.setdefault(one["text"], f"q{len(numbers)}")
        if number == f"q{len(parts)}":
            parts.append(Part(number, number, one["title"], one["text"]))
        if one.get("gold_sent") is not None:
            start, end = one["sents"][one["gold_sent"]]
            questions.append(
                Question(one["id"], one["question"], frozenset([number]), ((number, start, end),))
            )
    return Dataset(
        "qed",
        tuple(parts),
        tuple(questions),
        ("none for this task: QED's authors report the explanation and not the ranking",),
    )


DATASETS = {"squad-open": squad_open, "scifact": scifact, "qed": qed}


@strictly
def canard(folder: Path) -> tuple[FollowUp, ...]:
    """The follow-ups of CANARD's dev set (Elgohary et al. 2019), first questions left out."""
    asked = []
    for one in _json(found(folder, "canard/dev.json.gz")):
        title, _, *turns = one["History"]
        if turns:
            asked.append(FollowUp(title, tuple(turns[::2]), one["Question"], one["Rewrite"]))
    return tuple(asked)


def found(folder: Path, *names: str) -> Path:
    """The first of some files that is there, packed by gzip or not.

    Raises:
        DataError: when none is; it names all that would do.
    """
    for name in names:
        plain = name.removesuffix(".gz")
        for path in (folder / f"{plain}.gz", folder / plain):
            if path.is_file():
                return path
    others = f"; there {' or '.join(names[1:])} would do too" if names[1:] else ""
    raise DataError(
        f"{folder / names[0]} is missing; give the folder of the sets with --data{others}"
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return (
        _parsed(path, line, f", line {number}")
        for number, line in enumerate(_text(path).split("\n"), start=1)
        if line.strip()
    )


def _json(path: Path) -> Any:
    return _parsed(path, _text(path))


def _parsed(path: Path, text: str, where: str = "") -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise DataError(f"{path}{where}: broken JSON ({error}); fetch the file again") from None


def _rows(path: Path) -> Iterable[list[str]]:
    return (line.split("\t") for line in _text(path).split("\n")[1:] if line.strip())


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (EOFError, zlib.error, UnicodeDecodeError, gzip.BadGzipFile) as error:
        raise DataError(f"{path} is damaged ({error}); fetch the file again") from None

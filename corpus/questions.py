"""Reads the questions that sentences are known to answer: files → checked, keyed records.

`corpus/questions/<slug>.toml` belongs to the article of that slug; a record's key is the sentence
itself. A folder of TOML files and a JSON Lines file of the same content both read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import CorpusError, read_utf8
from corpus.slugs import slug_of

BUILT_IN_QUESTIONS = Path(__file__).parent / "questions"


@dataclass(frozen=True, slots=True)
class SentenceQuestions:
    """What people ask when this sentence of this article is the answer."""

    article: str
    sentence: str
    questions: tuple[str, ...]


def read_questions(path: Path) -> tuple[SentenceQuestions, ...]:
    """Read a folder of `<slug>.toml` files, one such file, or a `.jsonl` file, in stable order.

    Raises:
        CorpusError: with path and line, for what is not such a file.
    """
    if path.is_dir():
        return tuple(one for file in sorted(path.glob("*.toml")) for one in _read_toml(file))
    if path.suffix == ".toml":
        return tuple(_read_toml(path))
    if path.suffix == ".jsonl":
        return tuple(_read_json_lines(path))
    problem = "no questions here; give a folder of .toml files or a .jsonl file"
    raise CorpusError(path, None, problem)


def _read_toml(path: Path) -> Iterator[SentenceQuestions]:
    try:
        content = tomllib.loads(read_utf8(path))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(path, None, f"broken TOML: {error}") from None
    if unknown := set(content) - {"sentence"}:
        raise CorpusError(path, None, f"unknown key {sorted(unknown)}; use [[sentence]] tables")
    records = content.get("sentence", [])
    if not isinstance(records, list):
        raise CorpusError(path, None, '"sentence" must be [[sentence]] tables')
    for number, record in enumerate(records, start=1):
        where = f"[[sentence]] number {number}"
        if not isinstance(record, dict) or set(record) != {"text", "questions"}:
            raise CorpusError(path, None, f"{where} needs exactly the keys text and questions")
        yield _record(path, where, path.stem, record["text"], record["questions"])


def _read_json_lines(path: Path) -> Iterator[SentenceQuestions]:
    for number, line in enumerate(read_utf8(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            article, sentence = record["article"], record["sentence"]
            questions = record["questions"]
        except (ValueError, KeyError, TypeError):
            problem = "each line needs article, sentence and questions as one JSON object"
            raise CorpusError(path, number, problem) from None
        slug = slug_of(Path(str(article)).stem)
        yield _record(path, f"line {number}", slug, sentence, questions)


def _record(
    path: Path, where: str, article: str, sentence: Any, questions: Any
) -> SentenceQuestions:
    if (
        not _is_text(sentence)
        or not isinstance(questions, list)
        or not all(_is_text(question) for question in questions)
    ):
        raise CorpusError(path, None, f"{where}: give a sentence and a list of questions")
    folded = tuple(" ".join(question.split()) for question in questions)
    return SentenceQuestions(article, " ".join(sentence.split()), folded)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())

"""Writes a new case from a question and what a person says of the reply."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.rank.ranking import Evidence
from assistant.understand.query import AnswerKind
from corpus.article import Article, anchor_of
from corpus.questions import SentenceQuestions
from corpus.record.article import RECORD_SLUG
from corpus.unanswered import read_unanswered
from evals.cases.case import Case
from evals.cases.checking import problems
from evals.cases.gold import Placed, placed_sentences, sentence_key
from evals.cases.matching import missing, stated
from evals.cases.reading import read_cases
from evals.cases.table import CaseError
from index.files import write_whole
from index.store import Index

ADDED = "added.toml"
_ID_WORDS = 5
_VERDICT = re.compile(r"(Yes|No)\. ")
_COUNTED = re.compile(r" \(\d+ of \d+ found\)$")
_LISTED = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
# "Vladimir Komarov", "Soyuz TM-32"; no date and no sentence.
_NAME = re.compile(r"[A-Z][\w.'\u2019-]*(?: [A-Z\d][\w.'\u2019-]*)*")
# What a question was understood to want → the kind of its case.
KINDS: Mapping[AnswerKind, str] = {
    AnswerKind.HOW_MANY: "how-many",
    AnswerKind.HOW_MUCH: "how-much",
    AnswerKind.WHICH_MISSION: "which",
    AnswerKind.YES_NO: "yes-no",
}


def groups_of(line: str) -> list[list[str]]:
    """What was typed as groups of spellings: "Komarov; 24 April 1967 | 24.04.67" is two groups."""
    groups = [[one.strip() for one in group.split("|") if one.strip()] for group in line.split(";")]
    return [group for group in groups if group]


def suggested_says(text: str) -> str:
    """A short answer as it may be typed: the verdict apart, a group a name of a list of names.

    >>> suggested_says("Yes. Tito, Baturin and Musabayev")
    'Yes; Tito; Baturin; Musabayev'
    """
    found = _VERDICT.match(text)
    verdict = [found[1]] if found else []
    rest = _COUNTED.sub("", text[found.end() if found else 0 :])
    names = _LISTED.split(rest)
    return "; ".join([*verdict, *(names if all(map(_NAME.fullmatch, names)) else [rest])])


def ranks(evidence: Sequence[Evidence]) -> dict[str, int]:
    """Where the assistant placed each sentence, by its key."""
    return {
        sentence_key(one.candidate.passage.article, one.candidate.sentence.start): place
        for place, one in enumerate(evidence)
    }


def places_of(
    says: Sequence[Sequence[str]], articles: Mapping[str, Article], ranked: Mapping[str, int]
) -> list[Placed]:
    """Every sentence that holds all groups: as the assistant ranked them, then by place.

    "Yes" and "No" are the reply's own words; where nothing else is said, nothing is found.
    """
    groups = stated(says)
    found = [
        one
        for sentences in placed_sentences(articles).values()
        for one in sentences
        if groups and not missing(one.text, groups)
    ]
    return sorted(found, key=lambda one: ranked.get(one.key, len(ranked)))


def usual_source(cases: Iterable[Case], slug: str) -> str:
    """Where most cases that cite an article first have their facts from."""
    sources = Counter(case.source for case in cases if case.cites[:1] == (slug,))
    return sources.most_common(1)[0][0] if sources else "record"


def suggested_id(ask: str, slug: str, taken: Sequence[str]) -> str:
    """An id from the article and the question's words that no case has."""
    plain = "-".join(anchor_of(ask).split("-")[:_ID_WORDS])
    base = f"{slug}-{plain}" if slug else plain
    number, name = 2, base
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def case_toml(fields: Mapping[str, Any]) -> str:
    """A case as TOML; what is empty is left out, but for the section and the missions."""
    kept = {
        key: value
        for key, value in fields.items()
        if value or (key in ("section", "missions") and "says" in fields)
    }
    # A JSON text or list of texts is the same in TOML, but that DEL needs an escape there.
    written = {key: json.dumps(value, ensure_ascii=False) for key, value in kept.items()}
    lines = [f"{key} = {text}".replace("\x7f", "\\u007f") for key, text in written.items()]
    return "\n".join(["[[case]]", *lines]) + "\n"


def told_to(index: Index) -> tuple[tuple[SentenceQuestions, ...], tuple[str, ...]]:
    """The anticipated questions that an index knows, and those known to have no answer.

    Those of the mission record are made by patterns, so a case may ask one.
    """
    questions = [(index.sentences[one.sentence], one.text) for one in index.questions]
    built_in = RECORD_SLUG in index.articles
    return (
        tuple(
            SentenceQuestions(passage.article, passage.words_of(sentence), (text,))
            for (passage, sentence), text in questions
            if passage.article != RECORD_SLUG
        ),
        read_unanswered() if built_in else (),
    )


def add_case(folder: Path, fields: Mapping[str, Any], index: Index) -> Path:
    """Append a case to the folder's file of added ones.

    Raises:
        CaseError: when reading or checking would refuse the case; the file stays as it was.
    """
    path = folder / ADDED
    before = path.read_text(encoding="utf-8") if path.exists() else None
    opening = before if before is not None else "# Cases from questions that people asked.\n"
    write_whole(path, f"{opening.rstrip()}\n\n{case_toml(fields)}")
    try:
        # Of two that ask the same it is the new one that is wrong, wherever its file stands.
        cases = sorted(read_cases(folder, index.articles), key=lambda one: one.id == fields["id"])
        if problem := problems(cases, index.articles, *told_to(index)).get(fields["id"]):
            raise CaseError(path, None, f"{fields['id']} was not kept: {problem}")
    except CaseError:
        if before is None:
            path.unlink()
        else:
            write_whole(path, before)
        raise
    return path

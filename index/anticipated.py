"""Leads anticipated questions to the sentences that answer them; names those that lead nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus.questions import SentenceQuestions
from index.passages import Passage
from index.words import normalise

# A key that is not a sentence letter by letter may be one that reading repaired (a word broken at
# a line end, a folded space); below this similarity of 100 it is another sentence.
SAME_SENTENCE = 90.0


@dataclass(frozen=True, slots=True)
class AnticipatedQuestion:
    """A question and the number, in index order, of the sentence that answers it."""

    text: str
    sentence: int


def resolve(
    records: Sequence[SentenceQuestions], passages: Sequence[Passage]
) -> tuple[tuple[AnticipatedQuestion, ...], tuple[SentenceQuestions, ...]]:
    """The questions with their sentences, and the records whose sentence is not there."""
    exact: dict[tuple[str, str], int] = {}
    by_article: dict[str, dict[int, str]] = {}
    number = 0
    for passage in passages:
        for sentence in passage.sentences:
            text = " ".join(passage.words_of(sentence).split())
            exact.setdefault((passage.article, text), number)
            by_article.setdefault(passage.article, {})[number] = normalise(text)
            number += 1
    found: list[AnticipatedQuestion] = []
    lost: list[SentenceQuestions] = []
    for record in records:
        if record.article not in by_article:
            continue
        target = exact.get((record.article, record.sentence))
        if target is None:
            target = _similar(record.sentence, by_article[record.article])
        if target is None:
            lost.append(record)
        else:
            found += [AnticipatedQuestion(question, target) for question in record.questions]
    return tuple(found), tuple(lost)


def _similar(sentence: str, candidates: dict[int, str]) -> int | None:
    """The number of the text that holds the sentence or is nearly it."""
    plain = normalise(sentence)
    # A note is one unit of several sentences; a key may be any of them.
    for number, text in candidates.items():
        if plain in text:
            return number
    best = process.extractOne(plain, candidates, scorer=fuzz.ratio, score_cutoff=SAME_SENTENCE)
    return None if best is None else int(best[2])

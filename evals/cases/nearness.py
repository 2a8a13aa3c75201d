"""Finds questions that are near copies of known ones: these would measure memory, not answering.

Near is what has the same words, whatever their order and form, or nearly the same meaning with the
same numbers. Only questions that open a conversation are compared; the turns behind go with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.unanswered import read_unanswered
from evals.cases.case import Case
from index.encoder import Encoder, Vectors
from index.store import Index
from index.words import stems, words

# Of 356 openings by the first strangers 23 are nearer than this to an anticipated question with
# the same numbers, and nearly all of these ask the same; below 0.91 most pairs ask something else.
NEAR_COSINE = 0.93


@dataclass(frozen=True, slots=True)
class Known:
    """A question that the index or the evals know already, and from where."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Near:
    """A case that asks nearly what is known; `cosine` is 1 where the words are the same."""

    case: str
    ask: str
    known: Known
    cosine: float


def known_questions(index: Index, cases: Iterable[Case]) -> tuple[Known, ...]:
    """All that is known: cases, anticipated questions, and questions without an answer."""
    return (
        *(Known(case.ask, f"the case {case.id}") for case in cases if not case.leans),
        *(
            Known(one.text, f"an anticipated question of {_article(index, one.sentence)}")
            for one in index.questions
        ),
        *(Known(text, "corpus/unanswered.toml") for text in read_unanswered()),
    )


def near_copies(
    cases: Sequence[Case], known: Sequence[Known], index: Index, encoder: Encoder
) -> tuple[Near, ...]:
    """The opening questions that are near copies, each with what it is nearest to."""
    openings = [case for case in cases if not case.after]
    if not openings or not known:
        return ()
    same = {_stems(one.text): one for one in reversed(known)}
    numbers = [_numbers(one.text) for one in known]
    vectors = _vectors([one.text for one in known], index, encoder)
    cosines = encoder.encode([case.ask for case in openings]) @ vectors.T
    found = []
    for case, row in zip(openings, cosines, strict=True):
        key = _stems(case.ask)
        if key and key in same:
            found.append(Near(case.id, case.ask, same[key], 1.0))
            continue
        wanted = _numbers(case.ask)
        alike = np.array([one == wanted for one in numbers])
        best = int(np.argmax(np.where(alike, row, -1.0)))
        if alike[best] and row[best] >= NEAR_COSINE:
            found.append(Near(case.id, case.ask, known[best], float(row[best])))
    return tuple(found)


def without(cases: Sequence[Case], near: Iterable[Near]) -> tuple[Case, ...]:
    """The cases without near copies, and without the turns that follow one."""
    openings = {one.ask for one in near}
    return tuple(case for case in cases if (*case.after, case.ask)[0] not in openings)


def _vectors(texts: Sequence[str], index: Index, encoder: Encoder) -> Vectors:
    """The vectors of known questions; those that the index holds are not encoded again."""
    layer = index.layers["questions"].vectors.vectors
    held: Mapping[str, int] = {one.text: row for row, one in enumerate(index.questions)}
    new = [text for text in dict.fromkeys(texts) if text not in held]
    encoded = dict(zip(new, encoder.encode(new), strict=True)) if new else {}
    return np.array([layer[held[text]] if text in held else encoded[text] for text in texts])


def _article(index: Index, sentence: int) -> str:
    return index.sentences[sentence][0].article


def _stems(question: str) -> tuple[str, ...]:
    return tuple(sorted(stems(question)))


def _numbers(question: str) -> frozenset[str]:
    """The words with a number: "When was TM-31 launched?" asks of another flight than TM-32."""
    return frozenset(word for word in words(question) if any(map(str.isdigit, word)))

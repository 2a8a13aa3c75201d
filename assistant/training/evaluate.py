"""A trained reader → its figures on SQuAD, QED and the field's sections that were held apart.

What to trust is fitted on articles of SQuAD's training part that were held apart, never on the
development parts, which are only measured.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.reader.model import LearnedReader
from assistant.training.data import (
    Asked,
    Candidate,
    Dress,
    Paragraph,
    candidate,
    in_slice,
    read_qed,
)
from assistant.training.exchange import exchanges
from assistant.training.squad_score import f1, plain
from index import words

ROWS_AT_ONCE = 64
SHARES = (0.0, 0.25, 0.5, 1.0)
_SHOWN = Dress()

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Test:
    """A question on a paragraph with every answer that counts; no answers: there is none."""

    question: str
    paragraph: Paragraph
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the reader makes of one sentence of the paragraph."""

    score: float
    gain: float
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How a paragraph's answer is chosen: by score and this share of the span's lead, if above."""

    span_share: float
    threshold: float


def squad_tests(file: Path, every: int = 1) -> list[Test]:
    """The questions of a SQuAD development file, 1.1 or 2.0, or one in so many of them."""
    data = file.read_bytes()
    content = json.loads(gzip.decompress(data) if file.suffix == ".gz" else data)
    tests = (test for article in content["data"] for test in _article_tests(article))
    return [test for test in tests if in_slice(test.question, every)]


def slice_tests(asked: Sequence[Asked], count: int) -> list[tuple[Test, ...]]:
    """Training questions on their own paragraph, and for each a group that its text leaves open.

    Those are the question with a name, a number or the sense exchanged, or on a look-alike
    paragraph.
    """
    step = max(len(asked) // count, 1)
    some = asked[::step][:count]
    here = [(Test(one.question, one.paragraph, (_answer(one),)),) for one in some]
    nowhere = [_left_open(one, number) for number, one in enumerate(some)]
    return here + [group for group in nowhere if group]


def guesses(reader: LearnedReader, tests: Sequence[Test], progress: Progress) -> list[list[Guess]]:
    """For each test, the reader's guess in every sentence of its paragraph."""
    shown = [
        (number, candidate(test.question, test.paragraph, sentence, _SHOWN))
        for number, test in enumerate(tests)
        for sentence in range(len(test.paragraph.sentences))
    ]
    found: list[list[Guess]] = [[] for _ in tests]
    for (number, one), reading in zip(
        shown, read_candidates(reader, [one for _, one in shown], progress), strict=True
    ):
        text = one.context[reading.start : reading.end]
        found[number].append(Guess(reading.score, reading.span_score, text))
    return found


def calibrated(
    reader: LearnedReader, groups: Sequence[Sequence[Test]], progress: Progress
) -> Settings:
    """What to trust a reader's guesses by, on questions that it was not trained on."""
    found = iter(guesses(reader, [test for group in groups for test in group], progress))
    return fit(groups, [[next(found) for _ in group] for group in groups])


def fit(groups: Sequence[Sequence[Test]], found: Sequence[Sequence[Sequence[Guess]]]) -> Settings:
    """The settings with the best F1, where of each group the test counts that seems answered most.

    SQuAD 2.0's questions without an answer were written to seem answered (Rajpurkar et al. 2018);
    an exchange taken by chance is easier, and a threshold for it too low.
    """
    best = (-1.0, Settings(0.0, 0.0))
    for share in SHARES:
        leads = [
            max((_best(one, share) for one in group), key=lambda lead: lead[0]) for group in found
        ]
        answers = [group[0].answers for group in groups]
        worth = [f1(text, right) for right, (_, text) in zip(answers, leads, strict=True)]
        empty = [float(not right) for right in answers]
        order = sorted(range(len(groups)), key=lambda number: leads[number][0])
        total = sum(worth)
        for number in order:
            total += empty[number] - worth[number]
            if total > best[0]:
                best = (total, Settings(share, leads[number][0]))
    return best[1]


def squad_figures(
    reader: LearnedReader,
    tests: Mapping[str, Sequence[Test]],
    settings: Settings,
    progress: Progress,
) -> dict[str, dict[str, float]]:
    """The figures of each set of tests; one without unanswerable questions is always answered."""
    unique = list({_key(test): test for some in tests.values() for test in some}.values())
    found = dict(zip(map(_key, unique), guesses(reader, unique, progress), strict=True))
    figures = {}
    for name, some in tests.items():
        always = all(test.answers for test in some)
        chosen = replace(settings, threshold=float("-inf")) if always else settings
        figures[name] = exactness(some, [found[_key(test)] for test in some], chosen)
    return figures


def exactness(
    tests: Sequence[Test], found: Sequence[Sequence[Guess]], settings: Settings
) -> dict[str, float]:
    """Exact match and F1 in percent, in all and where there is an answer or none."""
    exact, close, answered = [], [], []
    for test, one in zip(tests, found, strict=True):
        lead, text = _best(one, settings.span_share)
        text = text if lead > settings.threshold else ""
        exact.append(float(any(plain(text) == plain(answer) for answer in test.answers or ("",))))
        close.append(f1(text, test.answers))
        answered.append(bool(test.answers))
    figures = {"questions": len(tests), "em": percent(exact), "f1": percent(close)}
    for name, wanted in (("f1_answerable", True), ("f1_unanswerable", False)):
        part = [value for value, has in zip(close, answered, strict=True) if has is wanted]
        if 0 < len(part) < len(close):
            figures[name] = percent(part)
    return figures


def qed_figures(
    reader: LearnedReader, file: Path, every: int, progress: Progress
) -> dict[str, float]:
    """How often the right sentence of the paragraph comes first: by shared words, by the reader."""
    asked = [one for one in read_qed(file) if in_slice(one.id, every)]
    tests = [Test(one.question, one.paragraph, (_answer(one),)) for one in asked]
    found = guesses(reader, tests, progress)
    read = [_first([guess.score for guess in one]) for one in found]
    shared = [_first(_overlaps(one)) for one in asked]
    right = [one.sentence for one in asked]
    return {
        "questions": len(asked),
        "shared_words": percent([float(a == b) for a, b in zip(shared, right, strict=True)]),
        "reader": percent([float(a == b) for a, b in zip(read, right, strict=True)]),
    }


def _left_open(asked: Asked, number: int) -> tuple[Test, ...]:
    exchanged = exchanges(asked.question, *asked.told, random.Random(number))
    elsewhere = [
        one for one in asked.elsewhere[:1] if _answer(asked).lower() not in one.text.lower()
    ]
    return (
        *(Test(one, asked.paragraph, ()) for one in exchanged),
        *(Test(asked.question, one, ()) for one in elsewhere),
    )


def _key(test: Test) -> tuple[str, str]:
    return test.question, test.paragraph.text


def _article_tests(article: dict[str, Any]) -> Iterator[Test]:
    title = article["title"].replace("_", " ")
    for one in article["paragraphs"]:
        text = one["context"]
        paragraph = Paragraph(title, text, tuple(words.sentences(text)))
        for asked in one["qas"]:
            answers = (
                ()
                if asked.get("is_impossible")
                else tuple(dict.fromkeys(answer["text"] for answer in asked["answers"]))
            )
            yield Test(asked["question"].strip(), paragraph, answers)


def read_candidates(
    reader: LearnedReader, shown: Sequence[Candidate], progress: Progress
) -> Iterator[Any]:
    """The readings of candidates, in their order; `progress` is told how many were read."""
    for first in range(0, len(shown), ROWS_AT_ONCE):
        some = shown[first : first + ROWS_AT_ONCE]
        yield from reader.read_pairs(
            [one.question for one in some],
            [one.context for one in some],
            [one.target for one in some],
        )
        progress(len(some))


def _best(found: Sequence[Guess], share: float) -> tuple[float, str]:
    """The lead and the words of the best sentence."""
    return max(((one.score + share * one.gain, one.text) for one in found), key=lambda one: one[0])


def _overlaps(asked: Asked) -> list[float]:
    wanted = set(words.stems(asked.question))
    return [
        float(len(wanted.intersection(words.stems(asked.paragraph.words_of(number)))))
        for number in range(len(asked.paragraph.sentences))
    ]


def _first(values: Sequence[float]) -> int:
    return max(range(len(values)), key=lambda number: values[number])


def _answer(asked: Asked) -> str:
    start, end = asked.answer
    return asked.paragraph.text[start:end]


def percent(values: Sequence[float]) -> float:
    """The mean of shares, in percent to one place."""
    return round(100 * statistics.mean(values), 1)

"""SQuAD and QED → lists of candidates, the right one first, for the reader to choose from.

The wrong ones are what a search really puts beside the right one: sentences of the same
paragraph, look-alike sentences of related paragraphs, and the right sentence under a question
whose name or number was exchanged.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.training.exchange import exchanges, slipped

Span = tuple[int, int]

WRONG_NEIGHBOURS = 3
EXCHANGED = 2
WRONG_IN_ALL = 7
# Shares of the lists, so that the reader copes with every form it may be given.
WITH_NEIGHBOURS = 0.3
WITHOUT_SUBJECT = 0.2
SUBJECT_READABLE = 0.3
WITHOUT_QUESTION_MARK = 0.2
WITH_A_SLIP = 0.1
# One article in thirty is kept from training: the "none of these" threshold is fitted on those.
THRESHOLD_SHARE = 30
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question with one context; the sentence that is judged, and the answer where it has one."""

    question: str
    context: str
    target: Span
    answer: Span | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates of one question, the right one first unless none is.

    `spans`: the answer's words are known; `answered`: one of the candidates is right.
    """

    candidates: tuple[Candidate, ...]
    spans: bool = True
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text with its sentences, and the name of what it is about."""

    title: str
    text: str
    sentences: tuple[Span, ...]

    def words_of(self, number: int) -> str:
        """The text of one sentence."""
        start, end = self.sentences[number]
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the sentence that answers it and related paragraphs that do not."""

    id: str
    question: str
    paragraph: Paragraph
    sentence: int
    answer: Span
    elsewhere: tuple[Paragraph, ...] = ()

    @property
    def told(self) -> tuple[str, tuple[str, ...]]:
        """What the right sentence tells with its title, and the texts beside it."""
        right = f"{self.paragraph.title} {self.paragraph.words_of(self.sentence)}"
        return right, tuple(one.text for one in (self.paragraph, *self.elsewhere))


@dataclass(frozen=True, slots=True)
class Dress:
    """How the sentences of one list are shown: behind their subject, among their neighbours."""

    subject: bool = True
    neighbours: bool = False
    subject_readable: bool = False


def read_squad(folder: Path) -> list[Asked]:
    """SQuAD's training questions whose answer lies inside one sentence, in file order."""
    paragraphs, asked = [], {}
    for line in json_lines(folder / "train_sentences.jsonl.gz"):
        paragraph = Paragraph(
            line["title"].replace("_", " "),
            line["text"],
            tuple((start, end) for start, end in line["sents"]),
        )
        paragraphs.append(paragraph)
        for name, question, answer, start, sentence, occurrences in line["qas"]:
            span = (start, start + len(answer))
            # An answer like "4" that stands in many places may be marked in the wrong one.
            if occurrences == 1 and span[1] <= paragraph.sentences[sentence][1]:
                asked[name] = Asked(name, question.strip(), paragraph, sentence, span)
    for name, _, *negatives in json_lines(folder / "train_hardneg.jsonl.gz"):
        if name in asked:
            elsewhere = tuple(paragraphs[number] for number in negatives)
            asked[name] = replace(asked[name], elsewhere=elsewhere)
    return list(asked.values())


def read_qed(file: Path) -> list[Asked]:
    """QED's questions that a single sentence answers, with one answer inside it."""
    asked = []
    for line in json_lines(file):
        if line["gold_sent"] is None or not line["answers"]:
            continue
        sentences = tuple((start, end) for start, end in line["sents"])
        start, end = line["answers"][0][:2]
        first, last = sentences[line["gold_sent"]]
        if first <= start and end <= last:
            paragraph = Paragraph(line["title"], line["text"], sentences)
            asked.append(
                Asked(line["id"], line["question"], paragraph, line["gold_sent"], (start, end))
            )
    return asked


def json_lines(file: Path) -> Iterator[Any]:
    """The values of a gzipped JSON Lines file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def in_slice(name: str, share: int) -> bool:
    """Whether a name is one in `share` that is held apart; the same on every machine."""
    return zlib.crc32(name.encode()) % share == 0


def dressed(paragraph: Paragraph, number: int, dress: Dress) -> tuple[str, Span, int]:
    """A sentence as the reader is shown it: context, the sentence's span, and the text's shift."""
    first = max(number - 1, 0) if dress.neighbours else number
    last = min(number + 1, len(paragraph.sentences) - 1) if dress.neighbours else number
    start, end = paragraph.sentences[first][0], paragraph.sentences[last][1]
    prefix = f"{paragraph.title}: " if dress.subject and paragraph.title else ""
    shift = len(prefix) - start
    begin, stop = paragraph.sentences[number]
    target = (0 if dress.subject_readable else begin + shift, stop + shift)
    return prefix + paragraph.text[start:end], target, shift


def candidate(
    question: str, paragraph: Paragraph, number: int, dress: Dress, answer: Span | None = None
) -> Candidate:
    """One sentence as a candidate; `answer` is in the paragraph's text."""
    context, target, shift = dressed(paragraph, number, dress)
    moved = (answer[0] + shift, answer[1] + shift) if answer else None
    return Candidate(question, context, target, moved)


def choice(asked: Asked, seed: int) -> Choice:
    """The right sentence and wrong ones; the same for the same question and seed."""
    chance = random.Random(f"{seed}:{asked.id}")
    dress = _random_dress(chance)
    question = asked.question
    if chance.random() < WITHOUT_QUESTION_MARK:
        question = question.rstrip("? ")
    if chance.random() < WITH_A_SLIP:
        question = slipped(question, chance)
    right = candidate(question, asked.paragraph, asked.sentence, dress, asked.answer)
    wrong = [
        candidate(question, asked.paragraph, number, dress)
        for number in _wrong_neighbours(asked, chance)[:WRONG_NEIGHBOURS]
    ]
    wrong += [
        replace(right, question=exchanged, answer=None)
        for exchanged in exchanges(question, *asked.told, chance)[:EXCHANGED]
    ]
    look_alikes = [
        candidate(question, paragraph, _closest(asked, paragraph), dress)
        for paragraph in asked.elsewhere
        if not _says(paragraph.text, asked)
    ]
    wrong += look_alikes[: WRONG_IN_ALL - len(wrong)]
    return Choice((right, *wrong))


def _random_dress(chance: random.Random) -> Dress:
    neighbours = chance.random() < WITH_NEIGHBOURS
    return Dress(
        subject=chance.random() >= WITHOUT_SUBJECT,
        neighbours=neighbours,
        subject_readable=not neighbours and chance.random() < SUBJECT_READABLE,
    )


def _wrong_neighbours(asked: Asked, chance: random.Random) -> list[int]:
    """Sentences of the paragraph without the answer, those beside the right one first."""
    others = [
        number
        for number in range(len(asked.paragraph.sentences))
        if number != asked.sentence and not _says(asked.paragraph.words_of(number), asked)
    ]
    chance.shuffle(others)
    return sorted(others, key=lambda number: abs(number - asked.sentence) > 1)


def _closest(asked: Asked, paragraph: Paragraph) -> int:
    """The sentence of a paragraph that shares most words with the question."""
    words = set(_WORD.findall(asked.question.lower()))
    shared = [
        len(words.intersection(_WORD.findall(paragraph.words_of(number).lower())))
        for number in range(len(paragraph.sentences))
    ]
    return shared.index(max(shared))


def _says(text: str, asked: Asked) -> bool:
    start, end = asked.answer
    return asked.paragraph.text[start:end].lower() in text.lower()


def without(asked: Sequence[Asked], share: int) -> tuple[list[Asked], list[Asked]]:
    """Questions for training, and those of the articles that are held apart."""
    kept = [one for one in asked if not in_slice(one.paragraph.title, share)]
    apart = [one for one in asked if in_slice(one.paragraph.title, share)]
    return kept, apart


def dealt(size: int, count: int, step: int, seed: int) -> list[tuple[int, int]]:
    """The `count` numbers below `size` that a step gets, each with how often all were dealt before.

    Each time all are dealt in another order.
    """
    turns = (divmod(step * count + one, size) for one in range(count))
    return [(turn, _order(size, turn, seed)[place]) for turn, place in turns]


@lru_cache(maxsize=8)
def _order(size: int, turn: int, seed: int) -> tuple[int, ...]:
    order = list(range(size))
    random.Random(f"{seed}:{turn}").shuffle(order)
    return tuple(order)

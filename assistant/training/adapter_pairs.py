"""The field's questions and SQuAD's → pairs that should lie close together, and what must not.

A step holds pairs of a question with another question of the same sentence, or with the sentence.
All other sentences of the step are wrong for it, but for those that tell the same: `alike` says
which. Neighbours of an article and of a paragraph are dealt together, because they are hardest.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.training.data import Asked
from assistant.training.exchange import slipped
from assistant.training.field import Field
from index import words

ARTICLES_A_STEP = 6
SENTENCES_AN_ARTICLE = 10
QUESTIONS_A_PARAGRAPH = 4
# A question is mostly paired with another one: that is how anticipated questions are met.
WITH_THE_SENTENCE = 0.35
WITH_NEIGHBOURS = 0.15
AS_FOLLOW_UP = 0.1
WITH_A_SLIP = 0.1
CARELESSLY = 0.1
# A sentence with this share of what the right one tells beyond the question answers as well.
SAME_ANSWER = 0.6


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the same as a follow-up or empty, and what its sentence tells beyond it."""

    text: str
    followed: str
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedSentence:
    """A sentence as it is embedded, the same among its neighbours, and what it answers."""

    group: str
    embedded: str
    among: str
    stems: frozenset[str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts that belong together, by place; `alike[i][j]`: the second of j is not wrong for i."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    alike: tuple[tuple[bool, ...], ...]


def of_field(field: Field, *, apart: bool = False) -> list[AskedSentence]:
    """The field's sentences that somebody asks for, of the sections that are trained on or not."""
    asked: dict[int, list[Question]] = {}
    for one in field.questions:
        if one.apart is apart:
            telling = field.stems[one.right].difference(words.stems(one.text))
            asked.setdefault(one.right, []).append(Question(one.text, one.followed, telling))
    sentences = field.sentences
    return [
        AskedSentence(
            sentences[number].article,
            sentences[number].embedded,
            _joined(
                (
                    f"{sentences[number].heading}:",
                    sentences[number].before,
                    sentences[number].text,
                    sentences[number].behind,
                )
            ),
            field.stems[number],
            tuple(questions),
        )
        for number, questions in sorted(asked.items())
    ]


def of_squad(asked: Iterable[Asked]) -> list[AskedSentence]:
    """The sentences of paragraphs behind their titles, each with all that is asked of it."""
    found: dict[tuple[str, int], list[Asked]] = {}
    for one in asked:
        found.setdefault((one.paragraph.text, one.sentence), []).append(one)
    return [
        AskedSentence(
            text,
            f"{some[0].paragraph.title}: {some[0].paragraph.words_of(number)}",
            f"{some[0].paragraph.title}: {text}",
            frozenset(),
            tuple(Question(one.question, "", frozenset()) for one in some),
        )
        for (text, number), some in found.items()
    ]


def field_pairs(sentences: Sequence[AskedSentence], count: int, chance: random.Random) -> Pairs:
    """`count` sentences: some of each of a few articles, the others from anywhere."""
    groups: dict[str, list[AskedSentence]] = {}
    for one in sentences:
        groups.setdefault(one.group, []).append(one)
    chosen: dict[str, AskedSentence] = {}
    for name in chance.sample(sorted(groups), min(ARTICLES_A_STEP, len(groups))):
        some = groups[name]
        for one in chance.sample(some, min(SENTENCES_AN_ARTICLE, len(some))):
            chosen.setdefault(one.embedded, one)
    for one in chance.sample(sentences, min(count, len(sentences))):
        chosen.setdefault(one.embedded, one)
    return _pairs([*chosen.values()][:count], chance)


def general_pairs(
    paragraphs: Sequence[Sequence[AskedSentence]], count: int, chance: random.Random
) -> Pairs:
    """`count` sentences, up to four of a paragraph, of other people's texts."""
    chosen: list[AskedSentence] = []
    while len(chosen) < count:
        some = chance.choice(paragraphs)
        chosen += chance.sample(some, min(QUESTIONS_A_PARAGRAPH, len(some)))
    return _pairs(
        [*{one.embedded: one for one in chosen}.values()][:count], chance, with_sentence=1.0
    )


def by_paragraph(sentences: Iterable[AskedSentence]) -> list[list[AskedSentence]]:
    """Sentences of one group together, in order."""
    groups: dict[str, list[AskedSentence]] = {}
    for one in sentences:
        groups.setdefault(one.group, []).append(one)
    return [*groups.values()]


def _pairs(
    sentences: Sequence[AskedSentence],
    chance: random.Random,
    with_sentence: float = WITH_THE_SENTENCE,
) -> Pairs:
    asked = [chance.choice(one.questions) for one in sentences]
    return Pairs(
        tuple(_as_typed(one, chance) for one in asked),
        tuple(
            _other(sentence, one, chance, with_sentence)
            for sentence, one in zip(sentences, asked, strict=True)
        ),
        tuple(
            tuple(
                here != there and tells(sentences[there], asked[here])
                for there in range(len(sentences))
            )
            for here in range(len(sentences))
        ),
    )


def tells(sentence: AskedSentence, question: Question) -> bool:
    """Whether a sentence says the greater part of what the right one tells beyond the question."""
    shared = len(question.telling & sentence.stems)
    return bool(question.telling) and shared >= SAME_ANSWER * len(question.telling)


def _as_typed(question: Question, chance: random.Random) -> str:
    """As a follow-up, with a slip, or carelessly; mostly as it is."""
    text = question.text
    if question.followed and chance.random() < AS_FOLLOW_UP:
        text = question.followed
    if chance.random() < WITH_A_SLIP:
        text = slipped(text, chance)
    return text.lower().rstrip("?.! ") if chance.random() < CARELESSLY else text


def _other(
    sentence: AskedSentence, question: Question, chance: random.Random, with_sentence: float
) -> str:
    drawn = chance.random()
    others = [one.text for one in sentence.questions if one is not question]
    if others and drawn >= with_sentence:
        return chance.choice(others)
    return sentence.among if chance.random() < WITH_NEIGHBOURS else sentence.embedded


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)

"""The field's questions → lists of candidates to choose from.

The wrong candidates are the field's own traps: the sentence beside the right one, the same
sentence about another mission, and the sentence for which people ask nearly the same. They are
searched once, before training. Where the words of an answer lie is not known here.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.reader.context import shown_sentence
from assistant.training.data import Candidate, Choice, in_slice
from assistant.training.exchange import slipped
from assistant.training.field import (
    APART_SHARE,
    Field,
    FieldQuestion,
    FieldSentence,
    Unanswered,
    asked_alike,
    pool,
)
from index import words

WRONG_NEAR = 3
WRONG_IN_ALL = 15
# A sentence with this share of the right one's words, beyond the question's, answers as well.
SAME_ANSWER = 0.6
# Of the questions, some are asked as follow-ups and some with a slip of the pen.
AS_FOLLOW_UP = 0.2
WITH_A_SLIP = 0.1

Form = Literal["shown", "alone", "heading", "bare"]
# How often each form is trained: mostly the one in which answering shows a sentence.
_FORMS: Mapping[Form, int] = {"shown": 7, "alone": 1, "heading": 1, "bare": 1}


@dataclass(frozen=True, slots=True)
class Search:
    """A question with its right sentence, None where none answers, and what a search finds.

    `near` stand beside the right one, `alike` come best first; none of both answers.
    """

    question: Unanswered
    right: int | None
    near: tuple[int, ...]
    alike: tuple[int, ...]


def search(field: Field, number: int) -> Search:
    """What question `number` finds of all that is trained."""
    question = field.questions[number]
    right = question.right
    section = field.sentences[right].section
    near = [
        one
        for one in range(right - 2, right + 3)
        if 0 <= one < len(field.sentences) and field.sentences[one].section == section
    ]
    return Search(
        question,
        right,
        tuple(one for one in near if _is_wrong(field, question, one)),
        tuple(
            one for one in look_alikes(field, question, number) if _is_wrong(field, question, one)
        ),
    )


def search_unanswered(field: Field, number: int) -> Search:
    """What unanswered question `number` finds of all that is trained."""
    question = field.unanswered[number]
    found = look_alikes(field, question, len(field.questions) + number)
    return Search(
        question,
        None,
        (),
        tuple(one for one in found if not in_slice(field.sentences[one].section, APART_SHARE)),
    )


def choice(sentences: Sequence[FieldSentence], searched: Search, seed: int) -> Choice:
    """The right sentence, some beside it, and look-alikes; the same for the same seed."""
    chance = random.Random(f"{seed}:{searched.right}:{searched.question.text}")
    form = chance.choices(list(_FORMS), list(_FORMS.values()))[0]
    asked = _asked(searched.question, chance)
    near = chance.sample(searched.near, min(WRONG_NEAR, len(searched.near)))
    wrong = list(dict.fromkeys([*near, *searched.alike]))[:WRONG_IN_ALL]
    right = [] if searched.right is None else [searched.right]
    shown = tuple(candidate(asked, sentences, one, form) for one in (*right, *wrong))
    return Choice(shown, spans=False, answered=bool(right))


def candidate(
    question: str, sentences: Sequence[FieldSentence], number: int, form: Form = "shown"
) -> Candidate:
    """A sentence of the field as the reader is shown it."""
    sentence = sentences[number]
    embedded, around = sentence.embedded, (sentence.before, sentence.behind)
    match form:
        case "alone":
            around = ("", "")
        case "heading":
            embedded = f"{sentence.heading}: {sentence.text}"
        case "bare":
            embedded, around = sentence.text, ("", "")
    return Candidate(question, *shown_sentence(embedded, sentence.text, *around))


def look_alikes(field: Field, question: Unanswered, place: int) -> list[int]:
    """What other people's questions and what words put first, in turn."""
    by_words = pool(field, question)
    by_questions = asked_alike(field, place)
    both = zip(by_questions, by_words, strict=False)
    return list(dict.fromkeys(one for pair in both for one in pair))


def _asked(question: Unanswered, chance: random.Random) -> str:
    shown = question.shown
    if question.followed and chance.random() < AS_FOLLOW_UP:
        shown = question.followed
    return slipped(shown, chance) if chance.random() < WITH_A_SLIP else shown


def _is_wrong(field: Field, question: FieldQuestion, number: int) -> bool:
    """Whether a sentence may be shown as a wrong one: trained on, and not saying the same."""
    right = question.right
    if number == right or in_slice(field.sentences[number].section, APART_SHARE):
        return False
    telling = field.stems[right].difference(words.stems(question.text))
    shared = len(telling & field.stems[number])
    return not telling or shared < SAME_ANSWER * len(telling)

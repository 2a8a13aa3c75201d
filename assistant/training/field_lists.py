"""The field's questions → lists of candidates to choose from.

The wrong candidates are the field's own traps: the sentence beside the right one, the same
sentence about another mission, and the sentence for which people ask nearly the same. Where the
words of an answer lie is not known here.
"""

from __future__ import annotations

import random
from typing import Literal

from assistant.shown import shown_sentence
from assistant.training.data import Candidate, Choice, in_slice
from assistant.training.field import (
    APART_SHARE,
    Field,
    FieldQuestion,
    Unanswered,
    asked_alike,
    closest,
    pool,
)
from index import words

WRONG_NEAR = 2
WRONG_IN_ALL = 4
# A sentence with this share of the right one's words, beyond the question's, answers as well.
SAME_ANSWER = 0.6
SHOWN_QUESTIONS = 2
# The right sentence is shown with two of its nearest questions, not always the two nearest: those
# who will ask were not there when its questions were written.
NEAREST = 4

Form = Literal["asked", "embedded", "heading", "bare", "neighbours"]
# How often each form is trained: mostly as answering shows a sentence, with questions and without.
_FORMS: tuple[Form, ...] = ("asked", "asked", "asked", "asked", "asked", "asked",
                            "embedded", "embedded", "heading", "neighbours")


def field_candidate(
    field: Field, question: Unanswered, number: int, form: Form = "embedded",
    questions: tuple[str, ...] = (),
) -> Candidate:
    """A sentence of the field as the reader is shown it, with these of its questions."""
    sentence = field.sentences[number]
    if form in ("asked", "embedded"):
        shown = questions if form == "asked" else ()
        context, target = shown_sentence(sentence.embedded, sentence.text, shown)
        return Candidate(question.shown, context, target)
    before = "" if form == "bare" else f"{sentence.heading}: "
    after = ""
    if form == "neighbours":
        before += f"{sentence.before} " if sentence.before else ""
        after = f" {sentence.after}" if sentence.after else ""
    target = (len(before), len(before) + len(sentence.text))
    return Candidate(question.shown, before + sentence.text + after, target)


def field_choice(field: Field, number: int, seed: int) -> Choice:
    """The right sentence, one or two beside it, and look-alikes from anywhere that is trained."""
    question = field.questions[number]
    right = question.right
    chance = random.Random(f"{seed}:{right}:{question.text}")
    form = chance.choice(_FORMS)
    section = field.sentences[right].section
    near = [one for one in range(right - 2, right + 3)
            if 0 <= one < len(field.sentences) and field.sentences[one].section == section]
    chance.shuffle(near)
    near = [one for one in near if _is_wrong(field, question, one)]
    alike = [one for one in look_alikes(field, question, number)
             if _is_wrong(field, question, one)]
    wrong = list(dict.fromkeys([*near[:WRONG_NEAR], *alike]))[:WRONG_IN_ALL]
    nearest = closest(field, number, right, NEAREST)
    kept = sorted(chance.sample(range(len(nearest)), min(SHOWN_QUESTIONS, len(nearest))))
    best = field_candidate(field, question, right, form, tuple(nearest[one] for one in kept))
    return Choice((best, *_wrong(field, number, question, wrong, form)), spans=False)


def unanswered_choice(field: Field, number: int) -> Choice:
    """What a question without an answer finds: nothing of it is right."""
    question = field.unanswered[number]
    place = len(field.questions) + number
    found = [one for one in look_alikes(field, question, place)
             if not in_slice(field.sentences[one].section, APART_SHARE)]
    wrong = _wrong(field, place, question, found[: WRONG_IN_ALL + 1], "asked")
    return Choice(tuple(wrong), spans=False, answered=False)


def shown_in_answering(field: Field, number: int, sentence: int) -> Candidate:
    """A sentence with its questions nearest to question `number`, as answering shows it."""
    shown = tuple(closest(field, number, sentence, SHOWN_QUESTIONS))
    return field_candidate(field, field.questions[number], sentence, "asked", shown)


def _wrong(
    field: Field, place: int, question: Unanswered, numbers: list[int], form: Form
) -> list[Candidate]:
    return [
        field_candidate(field, question, one, form,
                        tuple(closest(field, place, one, SHOWN_QUESTIONS)))
        for one in numbers
    ]


def look_alikes(field: Field, question: Unanswered, place: int) -> list[int]:
    """What other people's questions and what words put first, in turn."""
    by_words = pool(field, question)
    by_questions = asked_alike(field, place)
    both = zip(by_questions, by_words, strict=False)
    return list(dict.fromkeys(one for pair in both for one in pair))


def _is_wrong(field: Field, question: FieldQuestion, number: int) -> bool:
    """Whether a sentence may be shown as a wrong one: trained on, and not saying the same."""
    right = question.right
    if number == right or in_slice(field.sentences[number].section, APART_SHARE):
        return False
    telling = field.stems[right].difference(words.stems(question.text))
    shared = len(telling & field.stems[number])
    return not telling or shared < SAME_ANSWER * len(telling)

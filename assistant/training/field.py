"""The field's anticipated questions → lists of candidates, with whole sections held apart.

The wrong candidates are the field's own traps: the sentence beside the right one, and the same
sentence about another mission. Where the words of an answer lie is not known here.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.training.data import Candidate, Choice, in_slice
from corpus.article import Article
from corpus.missions import MissionRecord
from corpus.questions import SentenceQuestions
from index import anticipated, words
from index.passages import sentence_text_to_embed, split
from index.terms import TermIndex

APART_SHARE = 5
POOL = 24
WRONG_NEAR = 2
WRONG_IN_ALL = 5
LOOK_ALIKES = 40
# A sentence with this share of the right one's words, beyond the question's, answers as well.
SAME_ANSWER = 0.6

Form = Literal["embedded", "heading", "bare", "neighbours"]
# How often each form is trained: mostly as the index embeds a sentence, behind its missions.
_FORMS: tuple[Form, ...] = ("embedded", "embedded", "embedded", "heading", "bare", "neighbours")


@dataclass(frozen=True, slots=True)
class FieldSentence:
    """A sentence with what stands around it; `section` names its article and heading."""

    article: str
    section: str
    heading: str
    text: str
    embedded: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FieldQuestion:
    """A question and the number of the sentence that answers it; `apart` is never trained on."""

    text: str
    right: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Field:
    """The field's sentences and questions, with the sentences' stems and their index."""

    sentences: tuple[FieldSentence, ...]
    questions: tuple[FieldQuestion, ...]
    stems: tuple[frozenset[str], ...]
    terms: TermIndex


def read_field(
    articles: Iterable[Article], records: Sequence[SentenceQuestions], missions: MissionRecord
) -> Field:
    """All sentences of the articles, and the questions that lead to one of them."""
    passages = [passage for article in articles for passage in split(article, missions)]
    sentences: list[FieldSentence] = []
    for passage in passages:
        texts = [passage.words_of(one) for one in passage.sentences]
        for number, sentence in enumerate(passage.sentences):
            sentences.append(FieldSentence(
                passage.article,
                f"{passage.article}#{passage.section}",
                passage.section or passage.title,
                texts[number],
                sentence_text_to_embed(passage, sentence),
                " ".join(texts[max(number - 1, 0) : number]),
                " ".join(texts[number + 1 : number + 2]),
            ))
    found, _ = anticipated.resolve(records, passages)
    questions = tuple(
        FieldQuestion(
            one.text, one.sentence, in_slice(sentences[one.sentence].section, APART_SHARE)
        )
        for one in found
    )
    stems = [words.stems(one.embedded) for one in sentences]
    sets = tuple(map(frozenset, stems))
    return Field(tuple(sentences), questions, sets, TermIndex.build(stems))


def pool(field: Field, question: FieldQuestion, size: int = POOL) -> list[int]:
    """The sentences that BM25 puts first for a question, best first."""
    scores = field.terms.scores(words.stems(question.text))
    order = sorted(range(len(field.sentences)), key=lambda number: -scores[number])
    return order[:size]


def field_candidate(
    field: Field, question: FieldQuestion, number: int, form: Form = "embedded"
) -> Candidate:
    """A sentence of the field as the reader is shown it."""
    sentence = field.sentences[number]
    if form == "embedded":
        before = sentence.embedded.removesuffix(sentence.text)
    elif form == "bare":
        before = ""
    else:
        before = f"{sentence.heading}: "
    after = ""
    if form == "neighbours":
        before += f"{sentence.before} " if sentence.before else ""
        after = f" {sentence.after}" if sentence.after else ""
    target = (len(before), len(before) + len(sentence.text))
    return Candidate(question.text, before + sentence.text + after, target)


def field_choice(field: Field, question: FieldQuestion, seed: int) -> Choice:
    """The right sentence, one or two beside it, and look-alikes from anywhere that is trained."""
    chance = random.Random(f"{seed}:{question.right}:{question.text}")
    form = chance.choice(_FORMS)
    alike = pool(field, question, LOOK_ALIKES)
    wrong = [number for number in alike if _is_wrong(field, question, number)]
    section = field.sentences[question.right].section
    near = [
        number
        for number in range(question.right - 2, question.right + 3)
        if 0 <= number < len(field.sentences)
        and field.sentences[number].section == section
        and _is_wrong(field, question, number)
    ]
    chance.shuffle(near)
    numbers = list(dict.fromkeys([*near[:WRONG_NEAR], *wrong]))[:WRONG_IN_ALL]
    return Choice(
        tuple(field_candidate(field, question, one, form) for one in (question.right, *numbers)),
        spans=False,
    )


def _is_wrong(field: Field, question: FieldQuestion, number: int) -> bool:
    """Whether a sentence may be shown as a wrong one: trained on, and not saying the same."""
    if number == question.right or in_slice(field.sentences[number].section, APART_SHARE):
        return False
    telling = field.stems[question.right].difference(words.stems(question.text))
    shared = len(telling & field.stems[number])
    return not telling or shared < SAME_ANSWER * len(telling)

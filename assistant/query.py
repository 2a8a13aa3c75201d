"""Turns a question into a `Query`: what it names, and what kind of answer it wants."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from assistant.entities import Entities
from index.words import normalise

MAX_QUESTION_CHARACTERS = 512


class QuestionError(ValueError):
    """A question that cannot be asked; the message says why and what to do."""


class AnswerKind(StrEnum):
    """What would answer the question."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    WHICH_MISSION = "which mission"
    WHY = "why"
    YES_NO = "yes or no"
    LIST = "list"
    COMPARE = "compare"
    WHAT = "what"


class Reading(StrEnum):
    """How a question is to be met."""

    QUESTION = "question"
    SMALL_TALK = "small talk"


@dataclass(frozen=True, slots=True)
class Query:
    """A question that stands alone, with what it names and what it wants.

    `read_as` is in the words of who asked; `text` is the same with misspellings mended, to search.
    """

    read_as: str
    text: str
    kind: AnswerKind
    entities: Entities
    reading: Reading = Reading.QUESTION


_SMALL_TALK = re.compile(
    r"(?:hi|hello|hey|hallo|good (?:morning|evening|day|afternoon)|thanks?(?: you)?|thank you|"
    r"cheers|bye|goodbye|how are you|who are you|what can you do|help|ok(?:ay)?|great|nice|test)"
    r"(?: (?:there|all|cachet|very much|a lot|so much|everyone|you|doing|today))*"
)
# In order: the first pattern that is found decides.
_KINDS = (
    (AnswerKind.COMPARE, r"\bcompared?\b|\bdifferen(?:ce|t|ces)\b|\bdiffer(?:s|ed)?\b|\bversus\b|"
                         r"\bvs\b"),
    (AnswerKind.LIST, r"^list\b|\b(?:which|what) (?:\w+ )?(?:covers|missions|flights|"
                      r"cancels|postmarks|cachets|stamps|cards|items|launches|crews)\b|\ball (?:the )?"
                      r"(?:covers|missions|flights|stamps|postmarks)\b"),
    (AnswerKind.HOW_MUCH, r"\bhow much\b|\bprice|\bcosts?\b|\bworth\b|\bpay|\bpaid\b|\bexpensive"),
    (AnswerKind.HOW_MANY, r"\bhow (?:many|far|long|often|high|heavy|old)\b|\bnumber of\b|"
                          r"\bwhat (?:number|distance)\b"),
    (AnswerKind.WHEN, r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:date|day|year|month)\b|\bdates?\b|"
                      r"\bon what day\b"),
    (AnswerKind.WHY, r"\bwhy\b|\bhow come\b|\bwhat (?:was|is) the reason\b|\breason for\b|"
                     r"\bwhat caused\b"),
    (AnswerKind.WHICH_MISSION, r"\b(?:which|what) (?:\w+ )?(?:mission|flight|soyuz|spacecraft|"
                               r"expedition|launch|shuttle|craft|ship)\b"),
    (AnswerKind.WHERE, r"\bwhere\b|\bwhich (?:place|city|site)\b|\blanding (?:site|spot|place)\b"),
    (AnswerKind.WHO, r"\bwho(?:m|se)?\b|\bcrew\b|\bwhich (?:\w+ )?(?:cosmonauts?|astronauts?|"
                     r"person|people|dealer|collector|man|woman)\b|\bcommander\b|\bpilot\b|"
                     r"\bautographs?\b|\bsigned by\b|\bname of the\b"),
    (AnswerKind.YES_NO, r"^(?:so |and |but )?(?:is|are|was|were|did|does|do|has|have|had|can|could|"
                        r"will|would)\b"),
)


def cleaned(question: str) -> str:
    """The question as one line of visible characters.

    Raises:
        QuestionError: when it is empty, longer than 512 characters, or not text.
    """
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question)} characters; "
            f"ask in at most {MAX_QUESTION_CHARACTERS}"
        )
    if any(unicodedata.category(char) == "Cs" for char in question):
        raise QuestionError("the question holds broken characters (lone surrogates); type it again")
    visible = "".join(
        " " if unicodedata.category(char) == "Cc" else char
        for char in question if unicodedata.category(char) != "Cf"
    )
    one_line = " ".join(visible.split())
    if not any(char.isalnum() for char in one_line):
        raise QuestionError("the question is empty; type a question about a mission or a cover")
    return one_line


def understand(read_as: str, text: str, entities: Entities) -> Query:
    """Read a question that stands alone, whose misspellings are mended and names are found."""
    plain = " ".join(normalise(text).replace("\u2019", "'").split())
    bare = re.sub(r"[^\w\s]", "", plain)
    reading = Reading.QUESTION
    if not entities.any and _SMALL_TALK.fullmatch(bare):
        reading = Reading.SMALL_TALK
    return Query(read_as, text, kind_of(plain), entities, reading)


def kind_of(question: str) -> AnswerKind:
    """The kind of answer that a normalised question wants; `WHAT` when nothing tells."""
    for kind, pattern in _KINDS:
        if re.search(pattern, question):
            return kind
    return AnswerKind.WHAT

"""Turns a question into a `Query`: what it names, and what kind of answer it wants."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from assistant.rules import Rule, never, rule
from assistant.understand.entities import Entities
from corpus.lexicon import any_of, built_in, one_or_more_of, several_of
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
    `flights` are the missions of the people who are asked about, where no mission is named.
    `place` is the article and section that a follow-up goes on about, `leant_on` the missions that
    it leaves to the turns before.
    """

    read_as: str
    text: str
    kind: AnswerKind
    entities: Entities
    reading: Reading = Reading.QUESTION
    flights: tuple[str, ...] = ()
    place: tuple[str, str] | None = None
    leant_on: tuple[str, ...] = ()


_SMALL_TALK = re.compile(
    r"(?:(?:hi|hello|hey|hallo|good (?:morning|evening|day|afternoon)|thanks?(?: you)?|thank you|"
    r"cheers|bye|goodbye|good night|how are you|how(?:s| is) it going|who are you|what can you do|"
    r"what can i ask(?: you)?|(?:can you )?help(?: me)?|im new here|ok(?:ay)?|great|nice|test)"
    r"(?: (?:there|all|cachet|very much|a lot|so much|everyone|you|doing|today|mate|friend))*"
    r"(?: |$))+"
)
# What stands before the question proper: "and", "could you tell me", "who knows".
_PREAMBLE = re.compile(
    r"(?:(?:so|and|but|then|ok|well|please)\b,? |tell me (?=\w)|(?:who knows|do you know|"
    r"(?:can|could|would|will) you(?: please)?(?: tell me| say)?|is it known) "
    r"(?=(?:\w+ )?(?:who|when|where|why|how|what|which|list|compare|show|name)))*"
)
_OPENS_OPENLY = re.compile(r"(?:\w+ )?(?:what|which|how)\b")
# "What later flight", but not "what is Soyuz" nor "what the flight cost".
_WHICH = r"\b(?:which|what) (?:(?!(?:the|an?|is|was|are|were|do|does|did)\b)\w+ )?"
_WHAT_IS = r"\bwhat(?:'s| is| was| are| were) (?:the |its |his |her |their )?(?:\w+ )?"
_LEXICON = built_in()
_PERSON = (
    rf"(?:{one_or_more_of(_LEXICON.fliers)}|{any_of(_LEXICON.humans, _LEXICON.traders)}|"
    r"person|people|crew)"
)
_SEVERAL = several_of(("cover",), _LEXICON.marks, _LEXICON.journeys)
# In order, each a table: the first pattern that is found decides. The word that opens a question
# goes before what it is about: "Did the pilot die?" wants no name.
_OPENING = (
    (
        AnswerKind.COMPARE,
        r"\bcompared?\b|\bdifferen(?:ce|t|ces)\b|\bdiffer(?:s|ed)?\b|\bversus\b|"
        r"\bvs\b",
    ),
    (
        AnswerKind.WHO,
        rf"^(?:(?:with|by|from|for|to|of|on) )?(?:who(?:m|se)?\b|"
        rf"{_WHICH}{_PERSON}\b)",
    ),
    (AnswerKind.WHEN, r"^(?:since )?when\b"),
    (AnswerKind.WHERE, r"^(?:from )?where\b"),
    (AnswerKind.WHY, r"^why\b"),
    (
        AnswerKind.YES_NO,
        r"^(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)"
        r"(?:n't)?\b",
    ),
)
_ASKED_FOR = (
    (
        AnswerKind.LIST,
        rf"^list\b|{_WHICH}(?:{_SEVERAL}|cancels|cachets|cards|items|launches|crews)\b|"
        rf"\ball (?:the )?{_SEVERAL}\b",
    ),
    (AnswerKind.HOW_MUCH, r"\bhow much\b"),
    (
        AnswerKind.HOW_MANY,
        r"\bhow (?:many|far|long|often|high|heavy|old)\b|\bnumber of\b|"
        r"\bwhat (?:number|distance)\b",
    ),
    (
        AnswerKind.WHICH_MISSION,
        rf"{_WHICH}(?:{any_of(_LEXICON.journeys, _LEXICON.spacecraft)}|"
        r"craft|soyuz|expedition|launch|shuttle)\b",
    ),
    (AnswerKind.WHEN, rf"{_WHICH}(?:date|{any_of(_LEXICON.date_parts)})s?\b|{_WHAT_IS}dates?\b"),
    (
        AnswerKind.WHY,
        rf"\bhow come\b|{_WHICH}reason\b|{_WHAT_IS}reason\b|\breason for\b|"
        r"\bwhat caused\b",
    ),
    (
        AnswerKind.WHERE,
        rf"{_WHICH}(?:place|city|town|village|site|cosmodrome)\b|"
        r"\blanding (?:site|spot|place)\b",
    ),
    (
        AnswerKind.HOW_MUCH,
        r"^(?!(?:\w+ )?which\b).*(?:\bprice|\bcosts?\b|\bworth\b|\bpay|\bpaid\b|"
        r"\bexpensive)",
    ),
    (
        AnswerKind.WHO,
        rf"{_WHAT_IS}(?:crew|commander|pilot)\b(?!')|\bname of the\b|"
        r"\b(?:commander|pilot|man|woman)'s names?\b",
    ),
)
# Only where no "what", "which" or "how" opens: there these words are what the question is about.
_MENTIONED = (
    (
        AnswerKind.WHEN,
        rf"\bwhen\b|\bdates?\b|\b(?:{any_of(_LEXICON.happenings)}|start|lift-?off) day\b",
    ),
    (AnswerKind.WHY, r"\bwhy\b"),
    (AnswerKind.WHERE, r"\bwhere\b"),
    (AnswerKind.HOW_MUCH, r"\bpostage\b|\bface value\b"),
    (
        AnswerKind.WHO,
        r"\bwho(?:m|se)?\b|\bcrew\b|\bcommander\b|\bpilot\b|\bautographs?\b|"
        r"\bsigned by\b",
    ),
)


# "When did it land, and with whom?", "landing ship and date".
_TWOFOLD = re.compile(
    r"(?i)(?<=[\w,;] )and (?:(?:with|by|from|on|in|at|to) )?"
    r"(?:who|whom|when|where|what|which|why|how|date|place)\b(?!\s+(?:about|of)\b)"
)


@rule(Rule.TWO_THINGS_ASKED, never)
def asks_twice(query: Query) -> bool:
    """Whether a question wants two things that no one kind of span holds."""
    return _TWOFOLD.search(query.text) is not None


# Letters, digits and signs as they are typed with an East Asian keyboard.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def cleaned(question: str) -> str:
    """The question as one line of visible characters.

    Raises:
        QuestionError: when it is empty, longer than 512 characters, or not text.
    """
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question)} characters; ask in at most {MAX_QUESTION_CHARACTERS}"
        )
    if any(unicodedata.category(char) == "Cs" for char in question):
        raise QuestionError("the question holds broken characters (lone surrogates); type it again")
    question = question.translate(_FULL_WIDTH)
    visible = "".join(
        " " if unicodedata.category(char) == "Cc" else char
        for char in question
        if unicodedata.category(char) != "Cf"
    )
    one_line = " ".join(visible.split())
    if not any(char.isalnum() for char in one_line):
        raise QuestionError("the question is empty; type a question about a mission or a cover")
    return one_line


def understand(read_as: str, text: str, entities: Entities, flights: tuple[str, ...] = ()) -> Query:
    """Read a question that stands alone, whose misspellings are mended and names are found."""
    plain = " ".join(normalise(text).replace("\u2019", "'").split())
    reading = Reading.QUESTION
    if not entities.any and is_small_talk(text):
        reading = Reading.SMALL_TALK
    return Query(read_as, text, kind_of(plain), entities, reading, flights)


@rule(Rule.SMALL_TALK, never)
def is_small_talk(text: str) -> bool:
    """Whether the text is a greeting, thanks or the like and nothing else."""
    parts = [re.sub(r"[^\w\s]", "", part) for part in re.split(r"[,.;!?]+", normalise(text))]
    said = [" ".join(part.split()) for part in parts if part.strip()]
    return bool(said) and all(_SMALL_TALK.fullmatch(part) for part in said)


@rule(Rule.KIND_OF_ANSWER, lambda _: AnswerKind.WHAT)
def kind_of(question: str) -> AnswerKind:
    """The kind of answer that a normalised question wants; `WHAT` when nothing tells."""
    asked = _PREAMBLE.sub("", question, count=1)
    mentioned = () if _OPENS_OPENLY.match(asked) else _MENTIONED
    tables: tuple[tuple[AnswerKind, str], ...] = (*_OPENING, *_ASKED_FOR, *mentioned)
    for kind, pattern in tables:
        if re.search(pattern, asked):
            return kind
    return AnswerKind.WHAT

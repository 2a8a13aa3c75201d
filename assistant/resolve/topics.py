"""Names what earlier turns spoke of: the topic of a turn, and what a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.rules import Rule, nothing, rule
from corpus.lexicon import any_of, built_in

# Behind these the rest of a question stays as it is: "When did it land?", "In which ship did …?".
_QUESTION_WORDS = re.compile(
    r"(?i)\W*(?:(?:and|so|but|then|ok(?:ay)?)\b\W*)*"
    r"(?P<word>when|where|why|how(?: (?:many|much)(?: of (?:them|it|those)| [\w-]+s(?=\s))?)?|"
    r"(?:in|on|at|from|with|by|for|to) (?:whom|(?:which|what) [\w-]+))[?.!\s]*"
)
_COUNTED = re.compile(r"(?i)how (?:many|much)(?: of (?P<them>them|it|those)| (?P<thing>[\w-]+s))")
_END = re.compile(r"((?: \([^)]*\))?[ ?.!]*)$")
_LEXICON = built_in()
_OF_THE_MISSION = re.compile(
    r"(?i)(?:the )?(?:[\w-]+ )?"
    rf"{any_of(_LEXICON.journeys, _LEXICON.happenings, ('return', 'crew'))} of "
)
_KIND = any_of(_LEXICON.covers, _LEXICON.marks)
_WHICH_THING = re.compile(rf"(?i)\W*(?:which|what) (?:\w+ )?({_KIND})s?\b")
_AUXILIARY = re.compile(r"(?i)(?:did|was|were|is|are|does|do|has|have|had|will)\b")


def loosely(name: str) -> str:
    """A pattern for a mission's name with or without its programme, spaces and hyphens."""
    programme, _, number = name.partition(" ")
    loose = re.escape(number).replace(r"\-", r"[\s\-]?")
    return rf"\b(?:{re.escape(programme)}[\s\-]*)?{loose}\b" if number else re.escape(name)


def topic_of(read_as: str, missions: Sequence[str], heading: str) -> str:
    """What a turn was about; after an abstention the thing that was asked about."""
    if heading or not missions:
        return heading
    asked = re.search(
        rf"\bthe (?:[\w-]+ ){{0,2}}{_KIND}s? "
        rf"(?:of|from|for) {loosely(missions[0])}",
        read_as,
        re.IGNORECASE,
    )
    return asked[0] if asked else ", ".join(missions)


def asked_thing(read_as: str, missions: Sequence[str]) -> str:
    """What a question that these missions answer was about: "Which cover …?", their cover."""
    thing = _WHICH_THING.match(read_as)
    named = ", ".join(missions)
    return f"the {thing[1].lower()} of {named}" if thing else named


@rule(Rule.ANOTHER_QUESTION_WORD, nothing)
def in_other_words(question: str, before: str) -> str | None:
    """The question before with another question word: "and where?", "in which ship?"."""
    new = _QUESTION_WORDS.fullmatch(question)
    old = _QUESTION_WORDS.match(before)
    auxiliary = _AUXILIARY.match(before, old.end()) if old else None
    if new is None or old is None or auxiliary is None:
        return None
    rest = before[old.end() :]
    counted = _COUNTED.match(old["word"])
    if counted and not _COUNTED.match(new["word"]):
        # "And for whom?" after "How many experiments did she do?" is still asked of those.
        thing = "them" if counted["them"] else f"the {counted['thing']}"
        if auxiliary[0].lower() in ("did", "does", "do"):
            rest = _END.sub(rf" {thing}\1", rest, count=1)
        else:
            rest = f"{auxiliary[0]} {thing}{before[auxiliary.end() :]}"
    return f"{new['word'][:1].upper()}{new['word'][1:]} {rest}"


@rule(Rule.BARE_QUESTION_WORD, nothing)
def asked_on(question: str, before: str) -> str | None:
    """A bare question word with the question before behind it: "And when?", "by whom?"."""
    new = _QUESTION_WORDS.fullmatch(question)
    if new is None or not before or _QUESTION_WORDS.fullmatch(before):
        return None
    return f"{new['word'][:1].upper()}{new['word'][1:]}: {before[:1].lower()}{before[1:]}"


def in_place_of(pronoun: str, topic: str, missions: Sequence[str]) -> str:
    """What a pronoun stands for: "that flight" is the mission, "it" the thing last quoted."""
    plain = pronoun.lower()
    whole = re.search(any_of(_LEXICON.journeys, _LEXICON.vessels, ("ship", "crew")), plain)
    kind = re.search(_KIND, plain)
    flown = ", ".join(missions)
    if whole and flown:
        return f"the {'crew' if whole[0] == 'crew' else 'flight'} of {flown}"
    if kind and flown and kind[0] not in topic.lower():
        return f"the {kind[0]} of {flown}"
    if len(missions) == 1 and _OF_THE_MISSION.match(topic):
        # "Who went up on it?" after a section on its landing is asked of the mission.
        topic = missions[0]
    name = topic[:1].lower() + topic[1:] if topic.startswith(("The ", "A ")) else topic
    if plain != "its":
        return name
    # "The launch cover of Soyuz TMA-13 with Baikonur stamps" would own them itself.
    owner = re.split(r" (?:with|and|for) ", name)[0]
    return f"{owner}'" if owner.endswith("s") else f"{owner}'s"

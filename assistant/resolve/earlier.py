"""Finds the earlier subject that a follow-up returns to: "back to Soyuz 1", "the German one"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.rules import Rule, as_given, nothing, rule
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord

_LEXICON = built_in()
_BACK_TO = re.compile(
    r"(?i)^\W*(?:(?:ok(?:ay)?|and|so|but|now|thanks|well|again)\b\W*)*"
    r"(?:(?:let'?s|can we|let us|i want to) )?"
    r"(?:(?:go|going|get|getting|come|coming|switch|switching) )?(?:back|return(?:ing)?) to "
    r"(?P<what>[^:;,?\u2013]+?)(?: again)?(?:\s*(?:[:;,\u2013]| - )\s*(?P<rest>.+)|\W*$)"
)
_THINGS = one_or_more_of(
    _LEXICON.covers, _LEXICON.cards, _LEXICON.marks, _LEXICON.journeys, ("crew", "cachet")
)
_SPOKEN_OF = re.compile(
    rf"(?i)\b(?:the|that) (?P<which>(?:very )?first |last |previous |earlier |other )?"
    rf"(?P<what>(?:[\w-]+ )??(?P<noun>{_THINGS}))"
    r"(?: (?:that |which )?(?:we|you|i) (?:talked|spoke|asked|mentioned|discussed|began|started|"
    r"had|were talking|were speaking)(?: about| of| with| on)?(?: (?:first|before|earlier))?|"
    r" (?:from|of) (?:before|earlier|the beginning|the start))"
)
_AT_FIRST = re.compile(r"(?i)\b(?:first|beginning|start|started|began)\b")
_NATION = any_of(_LEXICON.nationalities)
_COMPATRIOT = re.compile(
    rf"(?i)\bthe (?P<nation>{_NATION})"
    r"(?: (?:one|guy|man|woman|lady|girl|cosmonaut|astronaut|tourist|guest|member)\b|"
    r"(?=['\u2019]s\b|,|\W*$| (?:did|was|is|had|has|and|who|with|land|fly|sign|go)\b))"
)


@rule(Rule.RETURN, nothing)
def returned_to(question: str) -> tuple[str, str] | None:
    """The subject that a question goes back to, and what is asked of it; None for any other.

    >>> returned_to("Back to Soyuz 1: who flew it?")
    ('Soyuz 1', 'who flew it?')
    """
    found = _BACK_TO.match(question)
    return (found["what"].strip(), (found["rest"] or "").strip()) if found else None


@rule(Rule.THING_SPOKEN_OF, as_given())
def spoken_of(question: str, names: Sequence[tuple[str, str]]) -> str:
    """The question with the name of "the first cover we talked about".

    `names` are of each turn, the first turn's first, its question with its topic, and the name of
    its subject.
    """
    found = _SPOKEN_OF.search(question)
    if found is None:
        return question
    noun = found["what"].lower().split()[-1].removesuffix("s")
    fitting = [name for said, name in names if noun in f"{said} {name}".lower() and name]
    kind = found["what"].lower()
    fitting = [name for name in fitting if kind in name.lower()] or fitting
    if not fitting:
        return question
    which = (found["which"] or "").strip().lower()
    apart = list(dict.fromkeys(fitting))
    at_first = _AT_FIRST.search(found[0]) is not None
    name = apart[0] if at_first or len(apart) == 1 else apart[-1]
    if which in ("previous", "other", "earlier") and len(apart) > 1:
        name = apart[-2]
    name = name[:1].lower() + name[1:] if name.startswith(("The ", "A ")) else name
    return f"{question[: found.start()]}{name}{question[found.end() :]}"


@rule(Rule.COMPATRIOT, as_given())
def with_compatriot(question: str, people: Iterable[Sequence[str]], record: MissionRecord) -> str:
    """The question with the name of "the German one", if one such person was spoken of.

    `people` are those of each turn and of its crews, the last turn's first.
    """
    found = _COMPATRIOT.search(question)
    if found is None:
        return question
    wanted = " ".join(word.capitalize() for word in found["nation"].split())
    nation = _LEXICON.nationalities[wanted]
    for names in people:
        known = [person for name in names if (person := record.person(name)) is not None]
        those = {person.name for person in known if (person.nation or "").endswith(nation)}
        if len(those) == 1:
            name = those.pop().split(" (")[0]
            return f"{question[: found.start()]}{name}{question[found.end() :]}"
    return question


@rule(Rule.FULL_NAME, as_given())
def with_full_name(question: str, people: Iterable[Sequence[str]], record: MissionRecord) -> str:
    """The question with a surname that several have as the full name of whom was spoken of."""
    said = {name for names in people for name in names}
    for mention in reversed(record.find_people(question)):
        those = [name for name in mention.names if name in said]
        if len(mention.names) > 1 and len(those) == 1:
            full = those[0].split(" (")[0]
            owned = "'s" if re.search(r"(?i)['\u2019]s$", mention.text) else ""
            question = f"{question[: mention.start]}{full}{owned}{question[mention.end :]}"
    return question

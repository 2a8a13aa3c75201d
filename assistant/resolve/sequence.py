"""Counts on from what was spoken of: the next mission, the second one, "and the last?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.resolve.cues import MAX_BARE_WORDS, PERSON, QUESTION_WORD, THING
from assistant.rules import Rule, as_given, nothing, rule
from corpus.lexicon import any_of, built_in
from corpus.record.missions import Mission, MissionRecord

NEXT = re.compile(
    r"(?i)\b(?:the )?(?:next|following) (?:one|flight|mission|launch|cover)\b|"
    r"\bthe (?:one|flight|mission) after(?: (?:that|it))?\b"
)
PREVIOUS = re.compile(
    r"(?i)\b(?:the )?previous (?:one|flight|mission|launch|cover)\b|"
    r"\bthe (?:one|flight|mission) before(?: (?:that|it))?\b"
)
_LEXICON = built_in()
_ORDINALS = _LEXICON.ordinals
_NTH = any_of(_ORDINALS)
# "The first day cover" is none of several.
_ORDINAL = re.compile(rf"(?i)(?<=\bthe )({any_of(_ORDINALS[:-1])})\b(?![ -]days?\b)")
_ONE_AFTER = re.compile(r"(?i)\b(?:next|following) one\b|\bthe one after\b|\bthe (?:very )?last\b")
# "And the second one, who was that?"
_THE_NTH = re.compile(
    rf"(?i)^(?:\W*(?:and|but|so|what about|how about)\b)*\W*the ({_NTH}|last)"
    r"(?: one)?(?:\W+(?:who|what|which)(?: one)? (?:was|is|were|are) (?:that|it|he|she|they))?\W*$|"
    rf"^(?:\W*(?:and|but|so)\b)*\W*(?:who|which|what) (?:was|is) the ({_NTH}|last)"
    r"(?: one)?\W*$"
)
# "The second one" of "five Mir postmarks".
_NTH_ONE = re.compile(rf"(?i)\b(the (?:{_NTH}|other)) one\b")
# "The flight before Soyuz TMA-4", "the crew after that of TM-34", the mission's name as "§".
_SOON = r"(?:(?:just|right|directly|immediately|next)\s+)*"
_FLOWN = any_of(_LEXICON.journeys, _LEXICON.spacecraft)
_BESIDE = re.compile(
    r"(?i)(?:(?:\bthe |^\W*)(?:(?:next|last|first|previous|following) )?|(?<!next )(?<!last )"
    r"(?<!first )(?<!previous )(?<!earlier )(?<!'s )(?<!his )(?<!her )(?<!their )\b)"
    r"(?:soyuz |crewed |manned )?"
    rf"(?P<what>{_FLOWN}|{any_of(_LEXICON.vessels)}|one|soyuz|crew) "
    rf"(?:that (?:flew|came|went up|was launched) )?{_SOON}"
    r"(?P<way>before|after|following|preceding) (?:(?:that|the (?:flight|mission|crew)) of )?§"
    r"(?!['\u2019]|\w|\s+(?:was|were|is|had|has|did|flew|undocked)\b)"
)
_CAME_BESIDE = re.compile(
    rf"(?i)\b(?P<who>who|which (?:soyuz )?(?:{_FLOWN}|soyuz)|which|what) "
    rf"(?:came|flew|went up|was launched|was) {_SOON}(?P<way>before|after) §(?=\W*$)"
)
_OF_YEAR = re.compile(
    rf"(?i)\b(?:the )?(?P<nth>{_NTH}|last) (?:soyuz[ -]?)?"
    rf"(?P<series>{any_of(_LEXICON.series)}|soyuz)? ?"
    r"(?:flight|mission|launch) (?:of|in) (?P<year>(?:19|20)\d\d)\b"
)
# Of their flights the record holds all; of the Shuttle's only those to Mir.
_WHOLE = _LEXICON.programmes
# "The docking one" of covers, "the definitive one" of stamps.
_SUCH_ONE = re.compile(
    rf"(?i)\b(?P<such>the (?!(?:next|previous|following|last|only|same|right|wrong|one|other|"
    rf"{_NTH})\b)(?P<how>[a-z-]+)) one\b"
)
_COLLECTED = (_LEXICON.covers, _LEXICON.cards, _LEXICON.marks, _LEXICON.imprints)
_ITEM = re.compile(rf"(?i)\b({any_of(*_COLLECTED)})s?\b")
_OF_STAMPS = ("definitive", "commemorative")
COUNTED_PERSON = re.compile(rf"(?i)\bthe (?:{_NTH}|last) (?:[\w-]+ )?{PERSON}")


@rule(Rule.NEXT_ORDINAL, nothing)
def counted_on(question: str, before: str) -> str | None:
    """The question before with the next ordinal: "And the next one?" after "the first of five"."""
    if (counted := _THE_NTH.search(question)) and _ORDINAL.search(before):
        return _ORDINAL.sub((counted[1] or counted[2]).lower(), before, count=1)
    asked_on = _ONE_AFTER.search(question)
    bare = len(question.split()) <= MAX_BARE_WORDS + 1 and not QUESTION_WORD.search(question)
    if not asked_on or not bare or not _ORDINAL.search(before):
        return None

    def following(found: re.Match[str]) -> str:
        if "last" in asked_on[0].lower():
            return "last"
        return _ORDINALS[_ORDINALS.index(found[0].lower()) + 1]

    return _ORDINAL.sub(following, before, count=1)


@rule(Rule.THE_SECOND_COVER, as_given())
def with_thing(question: str, before: str, topic: str = "") -> str:
    """The question with the thing that "the second one" is, as the question before has it.

    "The docking one" is such a thing as was asked about, else as the `topic` is.
    """
    if such := _SUCH_ONE.search(question):
        item = next(filter(None, (_ITEM.search(text) for text in (before, topic))), None)
        name = "stamp" if such["how"].lower() in _OF_STAMPS else item and item[1].lower()
        return _SUCH_ONE.sub(rf"\g<such> {name}", question, count=1) if name else question
    things = [found[0] for found in THING.finditer(before)]
    thing = next((one for one in things if one.endswith("s")), things[-1] if things else "")
    return (
        _NTH_ONE.sub(lambda found: f"{found[1]} {thing.removesuffix('s')}", question, count=1)
        if thing
        else question
    )


@rule(Rule.NAMED_BY_PLACE, as_given())
def named_by_place(question: str, record: MissionRecord) -> str:
    """The question with the name of "the flight before TMA-4" or "the last TMA flight of 2008"."""
    question = _OF_YEAR.sub(lambda found: _of_year(found, record) or found[0], question)
    for mention in reversed(record.find(question)):
        mission = record.get(mention.missions[0]) if len(mention.missions) == 1 else None
        if mission is not None and mission.programme in _WHOLE:
            marked = f"{question[: mention.start]}§{question[mention.end :]}"
            question = _by_neighbour(marked, mission, record) or question
    return question


def _by_neighbour(marked: str, mission: Mission, record: MissionRecord) -> str | None:
    """The question with the flight before or after "§", if it asks for one that there is."""
    for pattern, said in ((_BESIDE, _beside), (_CAME_BESIDE, _came_beside)):
        if found := pattern.search(marked):
            before = found["way"].lower() in ("before", "preceding")
            other = record.previous(mission) if before else record.next(mission)
            return pattern.sub(said(found, other.name), marked, count=1) if other else None
    return None


def _beside(found: re.Match[str], name: str) -> str:
    return f"the crew of {name}" if found["what"].lower() == "crew" else name


def _came_beside(found: re.Match[str], name: str) -> str:
    return f"who flew on {name}" if found["who"].lower() == "who" else f"what was {name}"


def _of_year(found: re.Match[str], record: MissionRecord) -> str | None:
    """The mission that was launched so many in a year; None where that is not certain."""
    flown = [one for one in record.missions if one.crewed and one.launch.year == int(found["year"])]
    series = (found["series"] or "").upper()
    if series in _LEXICON.series:
        flown = [one for one in flown if one.name.startswith(f"Soyuz {series}-")]
    elif any(one.programme != "Soyuz" for one in flown):
        return None
    nth = found["nth"].lower()
    place = len(flown) - 1 if nth == "last" else _ORDINALS.index(nth)
    return flown[place].name if 0 <= place < len(flown) else None


@rule(Rule.NEIGHBOURING_MISSION, nothing)
def neighbour(question: str, missions: Sequence[str], record: MissionRecord) -> str | None:
    """The mission that "the next one" or "the flight before" names, behind or before all."""
    known = sorted(filter(None, map(record.get, missions)), key=record.missions.index)
    other = None
    if known and NEXT.search(question):
        other = record.next(known[-1])
    elif known and PREVIOUS.search(question):
        other = record.previous(known[0])
    return other.name if other else None

"""Resolves a follow-up: what it leaves to the turns before it, as data.

Pure: what was asked and what was answered go in, a question comes out. The topic of a turn is the
heading that its answer came from ("the launch cover of Soyuz TM-32"), so "it" has a name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.resolve.among import of_those
from assistant.resolve.challenge import asks_why, challenged, is_yes_or_no
from assistant.resolve.conversation import (
    MAX_BACK,
    Conversation,
    Turn,
    place_spoken_of,
    turn_spoken_of,
)
from assistant.resolve.coreference import whom
from assistant.resolve.correction import meant_instead
from assistant.resolve.cues import (
    DEFINITE,
    OF_ALL,
    OPENERS,
    PERSON_PRONOUN,
    POINTS_ON,
    QUESTION_WORD,
    TELLS_OF_IT,
    THEY,
    THING_PRONOUN,
    has_own_antecedent,
    leans,
    leaves_out,
    names_elsewhere,
)
from assistant.resolve.ellipsis import with_its_verb
from assistant.resolve.enumeration import counted, listed
from assistant.resolve.landing_crews import who_landed
from assistant.resolve.predicates import (
    fragment,
    with_other_counted,
    with_other_event,
    with_other_thing,
)
from assistant.resolve.resolution import Resolution, Subject
from assistant.resolve.sequence import (
    COUNTED_PERSON,
    counted_on,
    named_by_place,
    neighbour,
    with_thing,
)
from assistant.resolve.substitution import (
    about_neighbour,
    is_bare,
    with_other_subject,
    with_other_term,
)
from assistant.resolve.topics import asked_on, in_other_words, in_place_of, topic_of
from assistant.rules import Rule, nothing, rule
from assistant.understand.entities import Entities, Finder
from assistant.understand.query import is_small_talk
from corpus.lexicon import built_in, one_or_more_of
from corpus.record.missions import MissionRecord

# "The postage on it": what has a part is not the part.
_PART_OF = re.compile(
    r"(?i)^\W*(?:and |what(?: is|'s| was)? |which |how much is )?the "
    r"[\w-]+ (?:on|of|in|under|for|from) $"
)
# "What about her cover?" asks for that of her flight; whom it shows or who signed is of her.
_THEIR_COVER = re.compile(rf"(?i) ((?:launch |landing )?{one_or_more_of(built_in().covers)})\b")
_COMPARES = re.compile(r"(?i)\b(?:compare|differ\w*|versus|vs|than)\b")


def resolve(
    question: str, conversation: Conversation, find: Finder, record: MissionRecord
) -> Resolution:
    """The question with what it leaves to earlier turns, and where its answer may stand."""
    resolution = _resolved(question, conversation, find, record)
    place = place_spoken_of(question, resolution.read_as, conversation, find)
    return replace(resolution, asked=question, place=place)


def _resolved(
    question: str, conversation: Conversation, find: Finder, record: MissionRecord
) -> Resolution:
    """What is left to earlier turns put in, or named as the subject."""
    question = named_by_place(question, record)
    last = turn_spoken_of(conversation)
    if last is None or is_small_talk(question):
        return Resolution(question, question)
    question = meant_instead(question, find)
    if names_elsewhere(question) and not find(question).missions:
        return _of_elsewhere(question)
    if anew := _of_the_answer(question, last, conversation):
        return Resolution(question, anew, certain=True)
    if anew := _asked_again(question, last, conversation, find):
        return Resolution(question, anew)
    return of_those(question, last, conversation, find) or _completed(
        question, last, conversation, find, record
    )


def _of_elsewhere(question: str) -> Resolution:
    """A question on a flight of another programme, which leans on nothing."""
    if QUESTION_WORD.search(OPENERS.sub("", question, count=1)):
        return Resolution(question, question)
    return Resolution(question, f"Tell me about {fragment(question)}", about=True)


def _completed(
    question: str, last: Turn, conversation: Conversation, find: Finder, record: MissionRecord
) -> Resolution:
    """A question of its own words, with the subject or the name that it leaves out."""
    question = with_thing(question, last.read_as, last.topic)
    named = find(question)
    if other := neighbour(question, last.missions, record):
        return Resolution(question, about_neighbour(question, other, last.read_as, find))
    if named.any and is_bare(question, named) and (named.missions or named.people):
        return Resolution(question, with_other_subject(last.read_as, question, named, find))
    of_no_mission = not last.missions or _COMPARES.search(question)
    if named.missions and of_no_mission and THING_PRONOUN.search(question):
        return _with_subject(question, last, named, conversation, record)
    if named.missions or (named.any and not leans(question)):
        return Resolution(question, question)
    return _leaning(question, last, named, conversation, find, record)


def _of_the_answer(question: str, last: Turn, conversation: Conversation) -> str | None:
    """What doubts the last answer, or counts or lists what the last answers told of."""
    earlier = [turn.read_as for turn in reversed(conversation.turns[-MAX_BACK:])]
    found = (way(question, before) for before in earlier for way in (counted, listed))
    return challenged(question, last.read_as) or next(filter(None, found), None)


def _asked_again(question: str, last: Turn, conversation: Conversation, find: Finder) -> str | None:
    """A question before in other words: its verb, another event or number."""
    before = last.read_as
    return (
        with_its_verb(question, before, find)
        or _as_before(question, last, conversation)
        or with_other_event(question, before)
    )


def _leaning(
    question: str,
    last: Turn,
    named: Entities,
    conversation: Conversation,
    find: Finder,
    record: MissionRecord,
) -> Resolution:
    """A question that names no mission of its own."""
    if anew := with_other_thing(question, last.read_as):
        # "And the docking cover?" after "Is the launch cover rare?" asks nothing by itself.
        return Resolution(question, anew, certain=is_yes_or_no(anew))
    if has_own_antecedent(question, find) or COUNTED_PERSON.search(question):
        return Resolution(question, question)
    if anew := with_other_term(question, last.read_as):
        return Resolution(question, who_landed(anew, last.read_as))
    completed = _with_subject(question, last, named, conversation, record)
    return replace(completed, text=who_landed(completed.text, last.read_as))


def _as_before(question: str, last: Turn, conversation: Conversation) -> str | None:
    """A question before asked again: with another question word, or of the next in number."""
    asked = "Why?" if asks_why(question) else question
    if anew := in_other_words(asked, last.read_as) or asked_on(asked, last.read_as):
        return anew
    earlier = [turn.read_as for turn in reversed(conversation.turns[-MAX_BACK:])]
    ways = (counted_on, with_other_counted)
    found = (way(question, before) for before in earlier for way in ways)
    return next(filter(None, found), None)


def _whom(pronoun: str, last: Turn, conversation: Conversation, record: MissionRecord) -> str:
    before = [turn.people for turn in reversed(conversation.turns[-MAX_BACK:]) if turn != last]
    return whom(pronoun, [last.people, *before], last.missions, record)


@rule(Rule.COVER_OF_THEIR_FLIGHT, nothing)
def _of_the_flight(
    name: str, behind: str, last: Turn, record: MissionRecord
) -> tuple[str, str] | None:
    """The cover of somebody's flight, the one spoken of or the only one, and what follows it."""
    noun = _THEIR_COVER.match(behind)
    flown = [one.name for one in record.flown_by(name) if name in one.crew_up]
    flights = [one for one in last.missions if one in flown] or flown
    if noun is None or len(flights) != 1:
        return None
    return f"the {noun[1].lower()} of {flights[0]}", behind[noun.end() :]


def _of_cover(question: str, start: int, cover: str, behind: str) -> Resolution:
    """The question with the name of a cover; of nothing else to be told of it."""
    alone = not OPENERS.sub("", question[:start]).strip() and not behind.strip(" ?.!")
    if alone:
        return Resolution(question, f"Tell me about {cover}", about=True)
    return Resolution(question, f"{question[:start]}{cover}{behind}")


def _with_subject(
    question: str, last: Turn, named: Entities, conversation: Conversation, record: MissionRecord
) -> Resolution:
    """The question with its pronoun named, or leaning on the last subject."""
    found = None if named.people else PERSON_PRONOUN.search(question)
    if found and (meant := _whom(found[0], last, conversation, record)):
        flight = _of_the_flight(meant, question[found.end() :], last, record)
        if flight:
            return _of_cover(question, found.start(), *flight)
        name = meant.split(" (")[0]
        possessive = found[0].lower() in ("his", "hers") or (
            found[0].lower() == "her" and re.match(r"\s+\w", question[found.end() :]) is not None
        )
        name += "'s" if possessive else ""
        return Resolution(question, question[: found.start()] + name + question[found.end() :])
    topic = topic_of(last.read_as, last.missions, last.topic)
    if not topic:
        return Resolution(question, question)
    found = THING_PRONOUN.search(question)
    before = question[: found.start()] if found else ""
    if found and (not DEFINITE.search(before) or _PART_OF.search(before)):
        meant = in_place_of(found[0], topic, last.missions)
        return Resolution(question, f"{before}{meant}{question[found.end() :]}")
    definite = DEFINITE.search(question) and not OF_ALL.match(question)
    points_back = (
        THEY.search(question)
        or definite
        or POINTS_ON.search(question)
        or (not named.people and PERSON_PRONOUN.search(question))
    )
    if points_back or (not named.any and leaves_out(question)):
        certain = bool(last.missions and not named.any and TELLS_OF_IT.match(question))
        return Resolution(question, question, Subject(last.missions, topic), certain=certain)
    return Resolution(question, question)

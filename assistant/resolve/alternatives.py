"""Says what a follow-up may mean beside how it was read, where that would be declined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reader.context import MAX_FLIGHTS
from assistant.resolve.conversation import Conversation, Turn, place_spoken_of, turn_spoken_of
from assistant.resolve.cues import QUESTION_WORD, has_own_antecedent, leans, leaves_out
from assistant.resolve.resolution import Resolution, Subject
from assistant.resolve.sequence import NEXT, PREVIOUS, with_thing
from assistant.resolve.substitution import is_only_a_name
from assistant.rules import Rule, none_of_them, rule
from assistant.understand.entities import Finder
from assistant.understand.query import is_small_talk


@rule(Rule.OTHER_READINGS, none_of_them)
def other_readings(
    resolution: Resolution, conversation: Conversation, find: Finder
) -> tuple[Resolution, ...]:
    """The same question about what was spoken of, and as it stands where it can stand alone.

    No pattern knows that "Who had to stay behind?" leans on the turn before, nor that "Who beat her
    record?" does not. A question that was left as it is and names what it is about means only that.
    """
    if resolution.certain:
        return ()
    question = resolution.asked
    return tuple(
        replace(one, place=place_spoken_of(question, one.read_as, conversation, find))
        for one in _others(question, resolution.read_as, conversation, find)
    )


@rule(Rule.ONE_OF_THEIR_FLIGHTS, none_of_them)
def with_a_flight(text: str, flights: Sequence[str]) -> tuple[Resolution, ...]:
    """The question about each of the flights of whom it asks, where they are few.

    >>> [one.read_as for one in with_a_flight("Tereshkova's call sign?", ["Vostok 6"])]
    ["Tereshkova's call sign (Vostok 6)?"]
    """
    few = flights if len(flights) <= MAX_FLIGHTS else ()
    return tuple(Resolution(text, text, Subject((name,))) for name in few)


def _others(
    question: str, read_as: str, conversation: Conversation, find: Finder
) -> tuple[Resolution, ...]:
    last = turn_spoken_of(conversation)
    if last is None or is_small_talk(question) or _goes_to_another(question, read_as, last, find):
        return ()
    is_whole = question == read_as or _is_nothing_alone(question, find)
    alone = () if is_whole else (Resolution(question, question),)
    text = with_thing(question, last.read_as, last.topic)
    named = find(text)
    if named.missions or named.people or named.stations or named.stamps:
        return alone
    before = _before_an_abstention(conversation)
    subjects = [Subject(last.missions), Subject(topic=last.topic), Subject(before)]
    readings = [Resolution(question, text, one) for one in dict.fromkeys(subjects) if one.name]
    return (*alone, *(one for one in readings if one.read_as != read_as))


def _goes_to_another(question: str, read_as: str, last: Turn, find: Finder) -> bool:
    """Whether "And on the next one?" was read as of a mission that neither turn names."""
    named = {*last.missions, *find(question).missions}
    asks_on = NEXT.search(question) or PREVIOUS.search(question)
    return asks_on is not None and not named.issuperset(find(read_as).missions)


def _before_an_abstention(conversation: Conversation) -> tuple[str, ...]:
    """The missions of the turn before one that was declined: it need not have ended the subject."""
    *_, before, last = (Turn(""), Turn(""), *conversation.turns)
    return () if last.article else before.missions


def _is_nothing_alone(question: str, find: Finder) -> bool:
    """Whether a question without its conversation is about nothing: "When was his cancelled?"."""
    if is_only_a_name(question, find(question)):
        return True
    if find(question).any or has_own_antecedent(question, find):
        return False
    # A bare "Maxicard?" may ask what that is; "In which city?" asks nothing by itself.
    return leans(question) or (leaves_out(question) and QUESTION_WORD.search(question) is not None)

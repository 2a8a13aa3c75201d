"""Says what a follow-up may mean beside how it was read, where that would be declined."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reader.context import MAX_FLIGHTS
from assistant.resolve.conversation import Conversation, Turn, turn_spoken_of
from assistant.resolve.cues import QUESTION_WORD, has_own_antecedent, leans, leaves_out
from assistant.resolve.sequence import NEXT, PREVIOUS, with_thing
from assistant.understand.entities import Finder
from assistant.understand.query import is_small_talk


def other_readings(
    question: str, read_as: str, conversation: Conversation, find: Finder
) -> tuple[str, ...]:
    """The same question about what was spoken of, and as it stands where it can stand alone.

    No pattern knows that "Who had to stay behind?" leans on the turn before, nor that "Who beat her
    record?" does not. A question that was left as it is and names what it is about means only that.
    """
    last = turn_spoken_of(conversation)
    if last is None or is_small_talk(question) or _goes_to_another(question, read_as, last, find):
        return ()
    alone = () if question == read_as or _is_nothing_alone(question, find) else (question,)
    question = with_thing(question, last.read_as, last.topic)
    named = find(question)
    if named.missions or named.people or named.stations or named.stamps:
        return alone
    bare = question.rstrip(" ?.!")
    before = _before_an_abstention(conversation)
    subjects = dict.fromkeys([", ".join(last.missions), last.topic, ", ".join(before)])
    readings = [f"{bare} ({subject})?" for subject in subjects if subject]
    return (*alone, *(one for one in readings if one != read_as))


def with_a_flight(read_as: str, flights: Sequence[str]) -> tuple[str, ...]:
    """The question about each of the flights of whom it asks, where they are few.

    >>> with_a_flight("Tereshkova's call sign?", ["Vostok 6"])
    ("Tereshkova's call sign (Vostok 6)?",)
    """
    few = flights if len(flights) <= MAX_FLIGHTS else ()
    return tuple(f"{read_as.rstrip(' ?.!')} ({name})?" for name in few)


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
    if find(question).any or has_own_antecedent(question, find):
        return False
    # A bare "Maxicard?" may ask what that is; "In which city?" asks nothing by itself.
    return leans(question) or (leaves_out(question) and QUESTION_WORD.search(question) is not None)

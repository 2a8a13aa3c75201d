"""A conversation as data: its turns, which of them is spoken of, and where its answer stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.rules import Rule, nothing, rule
from assistant.understand.entities import Finder
from assistant.understand.query import is_small_talk

# So many turns back somebody may be spoken of still, or something be counted on.
MAX_BACK = 4
Listed = Literal["mission", "person", "cover", "stamp"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was read, what it named, and what the answer was about.

    `missions` and `people` are those of the question, else of its answer; `topic` is the heading
    of the quote, which stood in `section` of `article`: all three are empty after an abstention.
    `members` are the labels of what a list held, which are all of the sort `listed`: missions,
    people, covers or stamps.
    """

    read_as: str
    missions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topic: str = ""
    article: str = ""
    section: str = ""
    listed: Listed | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    def then(self, turn: Turn) -> Conversation:
        """The conversation with one more turn."""
        return Conversation((*self.turns, turn))


def turn_spoken_of(conversation: Conversation) -> Turn | None:
    """The turn that a follow-up goes on from.

    Thanks do not end a subject, nor does one question that was declined and named nothing.
    """
    about = [turn for turn in conversation.turns if not is_small_talk(turn.read_as)]
    named = (turn for turn in reversed(about[-2:]) if turn.missions or turn.people or turn.topic)
    return next(named, about[-1] if about else None)


@rule(Rule.PLACE_SPOKEN_OF, nothing)
def place_spoken_of(
    question: str, read_as: str, conversation: Conversation, find: Finder
) -> tuple[str, str] | None:
    """The article and section where the answer to a follow-up is likely to stand.

    That is where the last answer stood, for a question that was completed from it or that names
    nothing, unless another mission is asked about. One abstention does not end a subject.
    """
    if is_small_talk(question) or (read_as == question and find(question).any):
        return None
    named = find(read_as).missions
    for turn in reversed(conversation.turns[-2:]):
        if turn.article:
            goes_on = not turn.missions or set(named) <= set(turn.missions)
            return (turn.article, turn.section) if goes_on else None
    return None

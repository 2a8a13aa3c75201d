"""Resolves a follow-up: what it leaves to the turns before it, as data.

Pure: what was asked and what was answered go in, a question comes out. The topic of a turn is the
heading that its answer came from ("the launch cover of Soyuz TM-32"), so "it" has a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.resolve.coreference import whom
from assistant.resolve.cues import (
    CHANGES,
    DEFINITE,
    INDEFINITE,
    MAX_BARE_WORDS,
    OF_ALL,
    OPENERS,
    PERSON_PRONOUN,
    POINTS_ON,
    QUESTION_WORD,
    THEY,
    THING,
    THING_PRONOUN,
    asks_anew,
    goes_on,
    has_own_antecedent,
    leans,
    leaves_out,
)
from assistant.resolve.ellipsis import with_its_verb
from assistant.resolve.landing_crews import who_landed
from assistant.resolve.resolution import Resolution, Subject
from assistant.resolve.sequence import (
    COUNTED_PERSON,
    NEXT,
    PREVIOUS,
    counted_on,
    named_by_place,
    neighbour,
    with_thing,
)
from assistant.resolve.topics import asked_on, in_other_words, in_place_of, loosely, topic_of
from assistant.understand.entities import Entities, Finder
from assistant.understand.query import is_small_talk
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord
from index.words import normalise, stems


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was read, what it named, and what the answer was about.

    `missions` and `people` are those of the question, else of its answer; `topic` is the heading
    of the quote, which stood in `section` of `article`: all three are empty after an abstention.
    """

    read_as: str
    missions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topic: str = ""
    article: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    def then(self, turn: Turn) -> Conversation:
        """The conversation with one more turn."""
        return Conversation((*self.turns, turn))


# "Not TMA-2, TMA-3" and "TMA-3, not TMA-2".
_DENIED = re.compile(
    r"(?i)^\W*(?:no\W+)?not\s[^,;]+(?:[,;]|\bbut\b)\s*(?:but\b\s*)?|"
    r",?\s+(?:and\s+)?not\s[^,;]+$"
)
_NOT_THAT = re.compile(r"(?i)^\W*not (?:that|this)(?: one)?\b\W*(?:but\b\W*)?")
_LEXICON = built_in()
_PRINTED = (_LEXICON.marks, _LEXICON.imprints)
_ONE_OF_A_KIND = re.compile(
    rf"(?i)the (?:[\w-]+ ){{1,2}}({one_or_more_of(_LEXICON.covers, *_PRINTED)})"
)
# "Not that one, the docking cover" after "What does the cachet say?": of that cover.
_PART = re.compile(
    rf"(?i)\bthe (?:{one_or_more_of(*_PRINTED, _LEXICON.signs)}|{any_of(_LEXICON.payments)}|"
    r"picture|address)\b(?! (?:of|on)\b)"
)
# "The postage on it": what has a part is not the part.
_PART_OF = re.compile(
    r"(?i)^\W*(?:and |what(?: is|'s| was)? |which |how much is )?the "
    r"[\w-]+ (?:on|of|in|under|for|from) $"
)
# "On the TMA-9 cover?" asks on for what was asked of another cover.
_PLACED = re.compile(r"(?i)(?:on|in|at|for|from|with|of)\b")
# So many turns back somebody may be spoken of still, or something be counted on.
MAX_BACK = 4
_COMPARES = re.compile(r"(?i)\b(?:compare|differ\w*|versus|vs|than)\b")
_NATIONALITY = re.compile(r"\b[Tt]he [A-Z][a-z]+(?:an|ese|ish|ch|ch(?:wo)?man)\b")
_DEFINITION = re.compile(
    r"(?i)(?<=^what )(is|are|does|do) (?:an? )?[\w-]+(?: [\w-]+)??"
    r"(?= mean\W*$|\W*$)"
)


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
    question = _corrected(question, find)
    if anew := (
        with_its_verb(question, last.read_as, find) or _as_before(question, last, conversation)
    ):
        return Resolution(question, anew)
    question = with_thing(question, last.read_as, last.topic)
    named = find(question)
    if other := neighbour(question, last.missions, record):
        return Resolution(question, _about_other(question, other, last, find))
    if named.any and _is_bare(question, named) and (named.missions or named.people):
        return Resolution(question, _with_other_subject(last.read_as, question, named, find))
    of_no_mission = not last.missions or _COMPARES.search(question)
    if named.missions and of_no_mission and THING_PRONOUN.search(question):
        return _with_subject(question, last, named, conversation, record)
    if named.missions or (named.any and not leans(question)):
        return Resolution(question, question)
    return _leaning(question, last, named, conversation, find, record)


def _leaning(
    question: str,
    last: Turn,
    named: Entities,
    conversation: Conversation,
    find: Finder,
    record: MissionRecord,
) -> Resolution:
    """A question that names no mission of its own."""
    if anew := _with_other_thing(question, last.read_as):
        return Resolution(question, anew)
    if has_own_antecedent(question, find) or COUNTED_PERSON.search(question):
        return Resolution(question, question)
    if anew := _with_other_term(question, last):
        return Resolution(question, who_landed(anew, last.read_as))
    completed = _with_subject(question, last, named, conversation, record)
    return replace(completed, text=who_landed(completed.text, last.read_as))


def _as_before(question: str, last: Turn, conversation: Conversation) -> str | None:
    """A question before asked again: with another question word, or of the next in number."""
    if anew := in_other_words(question, last.read_as) or asked_on(question, last.read_as):
        return anew
    earlier = reversed(conversation.turns[-MAX_BACK:])
    return next(filter(None, (counted_on(question, turn.read_as) for turn in earlier)), None)


def turn_spoken_of(conversation: Conversation) -> Turn | None:
    """The turn that a follow-up goes on from.

    Thanks do not end a subject, nor does one question that was declined and named nothing.
    """
    about = [turn for turn in conversation.turns if not is_small_talk(turn.read_as)]
    named = (turn for turn in reversed(about[-2:]) if turn.missions or turn.people or turn.topic)
    return next(named, about[-1] if about else None)


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


def _corrected(question: str, find: Finder) -> str:
    """A correction without the name that it takes back; any other question as it is."""
    if QUESTION_WORD.search(question):
        return question
    kept = _DENIED.sub("", question, count=1)
    return kept if find(kept).missions or find(kept).people else question


def _about_other(question: str, name: str, last: Turn, find: Finder) -> str:
    rest = PREVIOUS.sub(name, NEXT.sub(name, question))
    if _is_bare(rest, find(rest)):
        return _with_other_subject(last.read_as, rest, find(rest), find)
    return rest


def _is_bare(question: str, named: Entities) -> bool:
    """Whether the question is only a name, perhaps behind "what about"."""
    if CHANGES.search(question) and not asks_anew(question):
        return True
    few = len(question.split()) <= MAX_BARE_WORDS
    return few and not QUESTION_WORD.search(question) and named.any and _only_names(question)


def _only_names(question: str) -> bool:
    """Whether every longer word is part of a name: capitals, digits or a programme's name."""
    rest = OPENERS.sub("", question, count=1).strip(" ?.!")
    return all(
        word[:1].isupper()
        or any(char.isdigit() for char in word)
        or normalise(word) in ("soyuz", "the", "and", "or", "mission", "flight", "expedition")
        for word in re.split(r"[\s,/]+", rest)
        if word
    )


def _with_other_subject(before: str, question: str, named: Entities, find: Finder) -> str:
    """The last question asked of another mission or person."""
    new = OPENERS.sub("", question, count=1).strip(" ?.!")
    if _brings_a_thing(new, before):
        return f"{new[:1].upper()}{new[1:]}?"
    old = find(before)
    if named.missions and old.missions:
        together = r"(?:\s*,\s*|\s+and\s+|\s+or\s+)+".join(map(loosely, old.missions))
        for pattern in (together, *map(loosely, old.missions)):
            replaced, count = re.subn(
                pattern, named.missions[0], before, count=1, flags=re.IGNORECASE
            )
            if count:
                return replaced
    if named.people and old.people:
        *given, surname = map(re.escape, old.people[0][0].split(" (")[0].split())
        known = "|".join([*given, r"(?-i:[A-Z])[^\W\d_]*"])
        pattern = rf"(?:(?:{known})\s+)?{surname}"
        replaced, count = re.subn(pattern, lambda _: new, before, count=1, flags=re.IGNORECASE)
        if not count:
            replaced, count = _NATIONALITY.subn(lambda _: new, before, count=1)
        if count:
            return replaced
    return f"{before.rstrip(' ?.!')} - {new}?"


def _with_other_thing(question: str, before: str) -> str | None:
    """The question before asked of another thing of the kind: "not that one, the docking cover"."""
    new = _NOT_THAT.sub("", OPENERS.sub("", question, count=1), count=1).strip(" ?.!")
    found = _ONE_OF_A_KIND.fullmatch(new)
    if found is None:
        return None
    old = re.search(rf"(?i)\bthe (?:[\w-]+ ){{0,2}}{found[1]}\b", before)
    if old:
        return f"{before[: old.start()]}{new}{before[old.end() :]}"
    part = _PART.search(before) if _NOT_THAT.match(question) else None
    return f"{before[: part.end()]} of {new}{before[part.end() :]}" if part else None


def _brings_a_thing(new: str, before: str) -> bool:
    """Whether a thing is asked for that was not asked for before: "the crew of Soyuz 11"."""
    if _PLACED.match(new):
        return False
    things = set(stems(" ".join(THING.findall(new)))) - {"flight", "mission"}
    return not things <= set(stems(before))


def _with_other_term(question: str, last: Turn) -> str | None:
    """The last question asked of another thing of that sort: "what about a cachet?"."""
    new = OPENERS.sub("", question, count=1).strip(" ?.!")
    asks_on = CHANGES.search(question) or len(new.split()) <= 2
    if not new or not asks_on or asks_anew(question) or QUESTION_WORD.search(new):
        return None
    if INDEFINITE.fullmatch(new) and INDEFINITE.search(last.read_as):
        return INDEFINITE.sub(lambda _: new, last.read_as, count=1)
    if not DEFINITE.search(new) and not THING.fullmatch(new) and not leans(new):
        defined, count = _DEFINITION.subn(lambda found: f"{found[1]} {new}", last.read_as)
        return defined if count else None
    return None


def _whom(pronoun: str, last: Turn, conversation: Conversation, record: MissionRecord) -> str:
    before = [turn.people for turn in reversed(conversation.turns[-MAX_BACK:]) if turn != last]
    return whom(pronoun, [last.people, *before], last.missions, record)


def _with_subject(
    question: str, last: Turn, named: Entities, conversation: Conversation, record: MissionRecord
) -> Resolution:
    """The question with its pronoun named, or leaning on the last subject."""
    found = None if named.people else PERSON_PRONOUN.search(question)
    if found and (meant := _whom(found[0], last, conversation, record)):
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
    goes_on_of_it = goes_on(question) and not named.people
    if points_back or goes_on_of_it or (not named.any and leaves_out(question)):
        return Resolution(question, question, Subject(last.missions, topic))
    return Resolution(question, question)

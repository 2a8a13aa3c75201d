"""Turns a follow-up into a question that stands alone, from the turns before it.

Pure: what was asked and what was answered go in, a question comes out. The topic of a turn is the
heading that its answer came from ("the launch cover of Soyuz TM-32"), so "it" has a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.entities import Entities
from assistant.query import is_small_talk
from assistant.topics import in_other_words, in_place_of, loosely, topic_of
from corpus.missions import MissionRecord
from index.words import STOP_WORDS, normalise, stems, words


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


Finder = Callable[[str], Entities]

_OPENERS = re.compile(
    r"(?i)^(?:(?:ok(?:ay)?|so|and|but|then|also|no|yes|thanks|hm+|right|great|nice|cool)\b[,.!]?\s*)*"
    r"(?:(?:and\s+)?(?:what|how) about|i meant?(?: to say)?|(?:and\s+)?for|same for|rather)?\s*")
_CHANGES = re.compile(
    r"(?i)^\W*(?:(?:ok(?:ay)?|so|and|but|then|no|sorry|actually|hm+)\b[,.!]?\s*)*"
    r"(?:(?:what|how) about|i meant?(?: to say)?|same for|rather)\b|^(?:and|no)\b[, ]")
_NEXT = re.compile(r"(?i)\b(?:the )?(?:next|following) (?:one|flight|mission|launch|cover)\b|"
                   r"\bthe (?:one|flight|mission) after(?: (?:that|it))?\b")
_PREVIOUS = re.compile(r"(?i)\b(?:the )?previous (?:one|flight|mission|launch|cover)\b|"
                       r"\bthe (?:one|flight|mission) before(?: (?:that|it))?\b")
_PERSON_PRONOUN = re.compile(r"(?i)\b(he|she|him|her|his|hers|himself|herself)\b")
# "Is it true", "is it raining" and "what time is it" speak of no thing.
_THING_PRONOUN = re.compile(
    r"(?i)(?<!time is )\b(?:it(?! (?:true|possible|known|likely|certain|rain|snow|cold\b|warm\b))|"
    r"its|that one|this one|the same one|the same (?:cover|flight|mission)|"
    r"(?:this|that) (?:cover|envelope|flight|mission|card|spacecraft|craft|ship|capsule|crew|stamp|"
    r"postmark|landing|launch|docking)|(?<!who was )(?<!who is )that(?=\s*[?.!]*$))\b")
_THEY = re.compile(r"(?i)\b(?:they|them|their|theirs|these|those)\b")
_THINGS = (r"(?:covers?|envelopes?|cachets?|crew|stamps?|postmarks?|cancels?|flight|mission|"
           r"landing|launch|docking|descent|autographs?|signatures?|handstamps?|commander|pilot|"
           r"engineer|cards?|franking|postage|spacecraft|craft|ship|capsule)")
_THING = re.compile(rf"(?i)\b{_THINGS}\b")
# "The memorial cover" is that of the mission spoken of; "the first cover" and "the rarest cover"
# are of all there are, and in "the weather at launch" the article is another noun's.
_DEFINITE = re.compile(
    r"(?i)\bthe (?:(?!(?:of|on|at|in|for|from|to|by|with|and|or|last|only|most|least|\w+est)\b|"
    rf"first\b(?! day))[\w-]+ ){{0,2}}{_THINGS}\b|\bthere\b|\b(?:on board|aboard)(?=\W*$)")
# "Which covers have the Gagarin Start postmark?" is asked of all covers.
_OF_ALL = re.compile(r"(?i)\W*(?:which|what) (?:\w+ )?(?:covers|missions|flights|cards)\b")
_NOUN = r"(?:which|what|an?|every|each) (?!(?:is|are|was|were|do|does|did|has|have|had|of|the)\b)"
_PERSON = r"(?:cosmonaut|astronaut|tourist|commander|pilot|engineer|collector|dealer|man|woman)s?\b"
_OWN_PERSON = re.compile(rf"(?i)\b{_NOUN}(?:[\w-]+ )?{_PERSON}")
_OWN_THING = re.compile(rf"(?i)\b{_NOUN}(?!(?:[\w-]+ )?{_PERSON})[\w-]+")
# "Which postmark has a rocket in it?", not "Which stamp is on it?".
_HOLDS_IN_IT = re.compile(r"(?i)\b(?:has|have|had|with|shows?|bears?)\b.*\b(?:in|on|with) it\W*$")
# Behind these a new clause begins, whose pronoun may stand for what the clause before names.
_NEW_CLAUSE = re.compile(r"(?i)\b(?:and|but|or|because|(?:says?|said|thought|wrote)(?: that)?)\b")
# "Not TMA-2, TMA-3" and "TMA-3, not TMA-2".
_DENIED = re.compile(r"(?i)^\W*(?:no\W+)?not\s[^,;]+(?:[,;]|\bbut\b)\s*(?:but\b\s*)?|"
                     r",?\s+(?:and\s+)?not\s[^,;]+$")
_COMPARES = re.compile(r"(?i)\b(?:compare|differ\w*|versus|vs|than)\b")
_NATIONALITY = re.compile(r"\b[Tt]he [A-Z][a-z]+(?:an|ese|ish|ch|ch(?:wo)?man)\b")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_ORDINAL = re.compile(rf"(?i)(?<=\bthe )({'|'.join(_ORDINALS[:-1])})\b")
_ONE_AFTER = re.compile(r"(?i)\b(?:next|following) one\b|\bthe one after\b|\bthe (?:very )?last\b")
_COUNTED_PERSON = re.compile(
    rf"(?i)\bthe (?:{'|'.join(_ORDINALS)}|last) (?:[\w-]+ )?{_PERSON}")
_INDEFINITE = re.compile(r"(?i)\ban?\s+[\w-]+")
_DEFINITION = re.compile(r"(?i)(?<=^what )(is|are|does|do) (?:an? )?[\w-]+(?: [\w-]+)?"
                         r"(?= mean\W*$|\W*$)")
# What happened once is not asked in the present tense, nor with "tell me".
_PRESENT = "is|are|do|does|has|have|can|could|will|would|tell|list|name|show|compare"
_GENERAL = re.compile(rf"(?i)\b(?:{_PRESENT})\b|['\u2019]s\b")
_QUESTION_WORD = re.compile(
    rf"(?i)\b(?:who|whom|whose|what|which|when|where|why|how|was|were|did|had|{_PRESENT})\b")
# Words that ask on and name nothing.
_ASK_ON = frozenset("else next more again exactly then first last happen happened about anyone "
                    "anybody he she him her his hers".split())
MAX_BARE_WORDS = 5


def stand_alone(
    question: str, conversation: Conversation, find: Finder, record: MissionRecord
) -> str:
    """The question with what it leaves to earlier turns put in; itself when nothing is left."""
    # Thanks do not end a subject.
    about = [turn for turn in conversation.turns if not is_small_talk(turn.read_as)]
    if not about or is_small_talk(question):
        return question
    # One question that was declined and named nothing does not end a subject.
    last = next((turn for turn in reversed(about[-2:])
                 if turn.missions or turn.people or turn.topic), about[-1])
    question = _corrected(question, find)
    if asked_anew := in_other_words(question, last.read_as):
        return asked_anew
    if counted_on := _counted_on(question, last.read_as):
        return counted_on
    named = find(question)
    if neighbour := _neighbour(question, last, record):
        return _about_other(question, neighbour, last, find)
    if named.any:
        if _is_bare(question, named) and (named.missions or named.people):
            return _with_other_subject(last.read_as, question, named, find)
        if named.missions and _COMPARES.search(question) and _THING_PRONOUN.search(question):
            return _with_subject(question, last, named)
        if named.missions or not _leans(question):
            return question
    if _has_own_antecedent(question, find) or _COUNTED_PERSON.search(question):
        return question
    return _with_other_term(question, last) or _with_subject(question, last, named)


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
    if _QUESTION_WORD.search(question):
        return question
    kept = _DENIED.sub("", question, count=1)
    return kept if find(kept).missions or find(kept).people else question


def _counted_on(question: str, before: str) -> str | None:
    """The question before with the next ordinal: "And the next one?" after "the first of five"."""
    asked_on = _ONE_AFTER.search(question)
    bare = len(question.split()) <= MAX_BARE_WORDS + 1 and not _QUESTION_WORD.search(question)
    if not asked_on or not bare or not _ORDINAL.search(before):
        return None
    def following(found: re.Match[str]) -> str:
        if "last" in asked_on[0].lower():
            return "last"
        return _ORDINALS[_ORDINALS.index(found[0].lower()) + 1]
    return _ORDINAL.sub(following, before, count=1)


def _neighbour(question: str, last: Turn, record: MissionRecord) -> str | None:
    """The mission that "the next one" or "the flight before" names, behind or before all."""
    known = sorted(filter(None, map(record.get, last.missions)), key=record.missions.index)
    other = None
    if known and _NEXT.search(question):
        other = record.next(known[-1])
    elif known and _PREVIOUS.search(question):
        other = record.previous(known[0])
    return other.name if other else None


def _about_other(question: str, name: str, last: Turn, find: Finder) -> str:
    rest = _PREVIOUS.sub(name, _NEXT.sub(name, question))
    if _is_bare(rest, find(rest)):
        return _with_other_subject(last.read_as, rest, find(rest), find)
    return rest


def _is_bare(question: str, named: Entities) -> bool:
    """Whether the question is only a name, perhaps behind "what about"."""
    if _CHANGES.search(question) and not _asks_anew(question):
        return True
    few = len(question.split()) <= MAX_BARE_WORDS
    return few and not _QUESTION_WORD.search(question) and named.any and _only_names(question)


def _asks_anew(question: str) -> bool:
    rest = _OPENERS.sub("", question, count=1)
    return bool(_QUESTION_WORD.search(rest)) or len(rest.split()) > MAX_BARE_WORDS


def _only_names(question: str) -> bool:
    """Whether every longer word is part of a name: capitals, digits or a programme's name."""
    rest = _OPENERS.sub("", question, count=1).strip(" ?.!")
    return all(
        word[:1].isupper() or any(char.isdigit() for char in word)
        or normalise(word) in ("soyuz", "the", "and", "or", "mission", "flight", "expedition")
        for word in re.split(r"[\s,/]+", rest) if word
    )


def _with_other_subject(before: str, question: str, named: Entities, find: Finder) -> str:
    """The last question asked of another mission or person."""
    new = _OPENERS.sub("", question, count=1).strip(" ?.!")
    if _brings_a_thing(new, before):
        return f"{new[:1].upper()}{new[1:]}?"
    old = find(before)
    if named.missions and old.missions:
        together = r"(?:\s*,\s*|\s+and\s+|\s+or\s+)+".join(map(loosely, old.missions))
        for pattern in (together, *map(loosely, old.missions)):
            replaced, count = re.subn(pattern, named.missions[0], before, count=1,
                                      flags=re.IGNORECASE)
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


def _brings_a_thing(new: str, before: str) -> bool:
    """Whether a thing is named that was not asked about: "the crew of Soyuz 11"."""
    things = set(stems(" ".join(_THING.findall(new)))) - {"flight", "mission"}
    return not things <= set(stems(before))


def _with_other_term(question: str, last: Turn) -> str | None:
    """The last question asked of another thing of that sort: "what about a cachet?"."""
    new = _OPENERS.sub("", question, count=1).strip(" ?.!")
    asks_on = _CHANGES.search(question) or len(new.split()) <= 2
    if not new or not asks_on or _asks_anew(question) or _QUESTION_WORD.search(new):
        return None
    if _INDEFINITE.fullmatch(new) and _INDEFINITE.search(last.read_as):
        return _INDEFINITE.sub(lambda _: new, last.read_as, count=1)
    if not _DEFINITE.search(new) and not _THING.fullmatch(new) and not _leans(new):
        defined, count = _DEFINITION.subn(lambda found: f"{found[1]} {new}", last.read_as)
        return defined if count else None
    return None


def _leans(question: str) -> bool:
    """Whether the question points back by a pronoun."""
    return any(one.search(question) for one in (_THING_PRONOUN, _PERSON_PRONOUN, _THEY))


def _has_own_antecedent(question: str, find: Finder) -> bool:
    """Whether a pronoun stands for what an earlier clause of the same question names."""
    if _OWN_THING.match(question) and _HOLDS_IN_IT.search(question):
        return True
    for clause in _NEW_CLAUSE.finditer(question):
        before, after = question[: clause.start()], question[clause.end() :]
        person = _PERSON_PRONOUN.search(after) and _OWN_PERSON.search(before)
        thing = (_THING_PRONOUN.search(after) or _THEY.search(after)) and (
            _OWN_THING.search(before) or find(before).stamps or find(before).stations)
        if (person or thing) and not _leans(before):
            return True
    return False


def _leaves_out(question: str) -> bool:
    """Whether a short question lacks what it is about: "Why?", "Who signed?", "Face value?"."""
    rest = _OPENERS.sub("", question, count=1)
    some = [word for word in words(re.sub("['\u2019]", " ", rest))
            if word not in STOP_WORDS and word not in _ASK_ON]
    if len(rest.split()) > MAX_BARE_WORDS or not words(rest) or _INDEFINITE.search(rest):
        return False
    if _GENERAL.search(rest):
        return not some
    if not _QUESTION_WORD.search(rest):
        return True
    # "Who was Korolev?" brings a name that no record knows; "WHO SIGNED?" is only shouted.
    own_name = not rest.isupper() and any(word[:1].isupper() for word in rest.split()[1:])
    return not own_name and sum(not _THING.fullmatch(word) for word in some) <= 1


def _goes_on(question: str) -> bool:
    """Whether the question opens as the last one's continuation: "and", "what about", "no"."""
    rest = _OPENERS.sub("", question, count=1)
    general = _INDEFINITE.search(rest) or (_GENERAL.search(rest) and not _THING.search(rest))
    return bool(_CHANGES.search(question)) and not (_QUESTION_WORD.search(rest) and general)


def _with_subject(question: str, last: Turn, named: Entities) -> str:
    """The question with its pronoun named, or with the last subject set behind it."""
    alone = len(last.people) == 1 or not last.missions
    if last.people and alone and not named.people and (
            found := _PERSON_PRONOUN.search(question)):
        name = last.people[0].split(" (")[0]
        possessive = found[0].lower() in ("his", "hers") or (
            found[0].lower() == "her" and re.match(r"\s+\w", question[found.end():]) is not None)
        name += "'s" if possessive else ""
        return question[: found.start()] + name + question[found.end() :]
    topic = topic_of(last.read_as, last.missions, last.topic)
    if not topic:
        return question
    found = _THING_PRONOUN.search(question)
    if found and not _DEFINITE.search(question[: found.start()]):
        return question[: found.start()] + in_place_of(
            found[0], topic, last.missions) + question[found.end() :]
    definite = _DEFINITE.search(question) and not _OF_ALL.match(question)
    points_back = (_THEY.search(question) or definite
                   or (not named.people and _PERSON_PRONOUN.search(question)))
    if points_back or _goes_on(question) or (not named.any and _leaves_out(question)):
        subject = ", ".join(last.missions) or topic
        return f"{question.rstrip(' ?.!')} ({subject})?"
    return question

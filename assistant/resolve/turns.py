"""Says what a reply was about, for the questions that follow it: missions, people and the thing."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer import Answer, Quote, Reply
from assistant.extract.attributes import who_is
from assistant.resolve.conversation import Listed, Turn
from assistant.resolve.topics import asked_thing
from assistant.rules import Rule, none_of_them, rule
from assistant.understand.entities import Entities, Finder
from assistant.understand.query import AnswerKind, kind_of
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord
from index.words import normalise

# Whoever is asked for by these words is somebody else than who is named beside them.
_STAND_IN = re.compile(rf"\b{one_or_more_of(built_in().stand_ins)}\W*$")
_NAME = r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)+"
# Somebody whom no record knows: "Ko San, what did he do?", "Why was Ko San sent home?".
_ASKED_ABOUT = re.compile(
    rf"^({_NAME})(?=,| [-\u2013])|"
    rf"(?:\b(?:did|was|were|is|does|has|had)(?:n['\u2019]t)?|(?i:who)['\u2019]s) ({_NAME})"
)
# What is called a cover, and no series of them: "Launch cover of Soyuz TM-32", "Maxicards".
_COVER = re.compile(rf"(?i)\b{one_or_more_of(built_in().covers, built_in().cards)}\b")
_NO_PERSON = re.compile(rf"\b{any_of(built_in().no_person)}\b")


def turn_of(reply: Reply, find: Finder, record: MissionRecord) -> Turn:
    """What a follow-up needs to know of a reply."""
    asked = find(reply.read_as)
    if not isinstance(reply, Answer):
        return Turn(reply.read_as, asked.missions, _asked_people(reply.read_as, asked))
    quote = reply.quotes[0]
    sort, members = _members(reply, find, record)
    said = find(quote.highlighted or quote.text)
    told = said.missions if quote.highlight and not asked.missions else ()
    return Turn(
        reply.read_as,
        asked.missions or told or _subject(quote, find),
        _people(reply, asked, said, record),
        _topic(reply.read_as, quote, told or asked.missions, find, asked_for=bool(told)),
        quote.passage.article,
        quote.passage.section,
        sort,
        members,
    )


@rule(Rule.MEMBERS_OF_A_LIST, lambda *_: (None, ()))
def _members(
    reply: Answer, find: Finder, record: MissionRecord
) -> tuple[Listed | None, tuple[str, ...]]:
    """What a list, comparison or overview told of: the labels of one sort, and the sort.

    Beside covers an overview has other labels, "Cachet" and "Note".
    """
    labels = tuple(dict.fromkeys(item.label for item in reply.items))
    covers = tuple(label for label in labels if _COVER.search(label))
    if covers:
        return ("cover", covers) if len(covers) > 1 else (None, ())
    sorts: tuple[tuple[Listed, Callable[[str], object]], ...] = (
        ("mission", record.get),
        ("person", lambda label: find(label).people),
        ("stamp", lambda label: find(label).stamps),
    )
    fitting = (sort for sort, is_one in sorts if all(map(is_one, labels)))
    sort = next(fitting, None) if labels else None
    return sort, labels if sort else ()


def _subject(quote: Quote, find: Finder) -> tuple[str, ...]:
    """The missions that can be meant by "it"; a section on several is spoken of by its heading."""
    subject, heading = quote.passage.subject, find(quote.passage.section).missions
    return subject if len(subject) == 1 or set(subject) <= set(heading) else ()


def _topic(
    read_as: str, quote: Quote, missions: tuple[str, ...], find: Finder, *, asked_for: bool
) -> str:
    """The heading of the quote; what was asked about where that is of no mission asked about.

    An article's lead goes by its title, unless a mission is asked about, whose name is shorter.
    """
    heading = quote.passage.section or ("" if missions else quote.passage.title)
    elsewhere = missions and not set(missions) & set(find(heading).missions)
    return asked_thing(read_as, missions) if asked_for or elsewhere else heading


def _people(
    reply: Answer, asked: Entities, said: Entities, record: MissionRecord
) -> tuple[str, ...]:
    unknown = () if asked.people else _asked_people(reply.read_as, asked)
    if unknown and who_is(reply.read_as):
        return unknown
    people = asked.people or said.people
    if _asks_beside(reply.read_as, asked, record):
        # After "Who was Krikalyov's stand-in?" it is the stand-in who is spoken of.
        people = tuple(one for one in said.people if one not in people) or people
    if people:
        return tuple(one[0] for one in people)
    shown = reply.quotes[0].highlighted
    asks_who = kind_of(normalise(reply.read_as)) is AnswerKind.WHO
    if asks_who and shown and re.fullmatch(_NAME, shown) and not _NO_PERSON.search(shown):
        return (shown,)
    return _asked_people(reply.read_as, asked)


@rule(Rule.PEOPLE_ASKED_ABOUT, none_of_them)
def _asked_people(question: str, asked: Entities) -> tuple[str, ...]:
    if asked.people:
        return tuple(one[0] for one in asked.people)
    found = _ASKED_ABOUT.search(question)
    name = (found[1] or found[2]) if found else ""
    return (name,) if name and not _NO_PERSON.search(name) else ()


def _asks_beside(question: str, asked: Entities, record: MissionRecord) -> bool:
    """Whether a question asks who somebody is beside those whom it calls by name.

    "Who was Krikalyov's stand-in?" does, "who is Helen Sharman?" does not.
    """
    by_name = {name for mention in record.find_people(question) for name in mention.names}
    said = normalise(question)
    asks_who = kind_of(said) is AnswerKind.WHO or _STAND_IN.search(said) is not None
    return (
        bool(asked.people)
        and asks_who
        and not who_is(question)
        and all(by_name.intersection(names) for names in asked.people)
    )

"""Lists missions from the mission record: somebody's flights, those of a year, of a call sign.

A sentence tells of one mission, so a list of them has to be gathered from the record's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import MAX_QUOTES, Answer, Found, Item, Quote, Reply
from assistant.compose.library import Library
from assistant.understand.query import Query
from corpus.dates import find_dates
from corpus.lexicon import built_in, several_of
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import Mission, MissionRecord
from index.words import normalise, words

_LEXICON = built_in()
_LISTS = re.compile(
    r"(?i)\W*(?:(?:and|so|please) )?(?:(?:list|name|show)\b.*|(?:on )?(?:which|what) (?:\w+ )?|"
    rf"all (?:the )?)(?:{several_of(_LEXICON.journeys, _LEXICON.spacecraft)}|launches|soyuz)\b"
)
# Beside these a question asks for more than a list of flights.
_PLAIN = frozenset(
    "a all and any been blast blasted by call did do during ever every flew flights flown fly for "
    "go had has have he her his in into is launch launched launches lift lifted list made make me "
    "missions name of off on part please s ships show sign signs soyuz space spacecraft take the "
    "their there they to took up us use used was went were what which with year".split()
)


def listed(query: Query, reply: Reply, library: Library) -> Answer | None:
    """The missions that are asked for, from the record; None where the reply names them all.

    One alone is no better an answer than the articles', but better than none.
    """
    missions, told = _asked_for(query, library.record)
    enough = 2 if isinstance(reply, Answer) else 1
    if len(missions) < enough or RECORD_SLUG not in library.passages:
        return None
    if isinstance(reply, Answer) and _names_all(reply, missions, library.record):
        return None
    quotes = [quote for mission in missions if (quote := _quote(mission, told, library))]
    if len(quotes) < len(missions):
        return None
    shown = quotes[:MAX_QUOTES]
    return Answer(
        text="; ".join(quote.highlighted for quote in shown),
        quotes=tuple(shown),
        read_as=query.read_as,
        confidence="medium",
        index=library.index,
        follow_ups=reply.follow_ups,
        form="list",
        items=tuple(Item(quote.highlighted, "", (number,)) for number, quote in enumerate(shown)),
        found=Found(len(shown), len(quotes), complete=len(shown) == len(quotes)),
    )


def _names_all(reply: Answer, missions: Sequence[Mission], record: MissionRecord) -> bool:
    named = {name for one in record.find(reply.text) for name in one.missions}
    return named.issuperset(one.name for one in missions)


def _asked_for(query: Query, record: MissionRecord) -> tuple[Sequence[Mission], str]:
    """The missions in the order of their launch, and how the sentence begins that tells it."""
    if not _LISTS.match(query.text) or query.entities.missions:
        return (), ""
    people, dates = query.entities.people, find_dates(query.text)
    signs = {
        one.call_sign
        for one in record.missions
        if one.call_sign and re.search(rf"(?i)\b{re.escape(one.call_sign)}\b", query.text)
    }
    if len(people) + len(dates) + len(signs) != 1 or not _asks_no_more(query, record, signs):
        return (), ""
    if people:
        if len(people[0]) != 1:
            return (), ""
        (name,) = people[0]
        return [one for one in record.flown_by(name) if name in one.crew_up], ""
    if signs:
        return [one for one in record.missions if one.call_sign in signs], "The call sign of "
    (day,) = dates
    return [
        one
        for one in record.missions
        if day.year == one.launch.year
        and day.month in (None, one.launch.month)
        and day.day in (None, one.launch.day)
    ], ""


def _asks_no_more(query: Query, record: MissionRecord, signs: set[str]) -> bool:
    """Whether a question has nothing but names and the words of such a list."""
    text = query.text
    named = [(one.start, one.end) for one in record.find_people(text)]
    named += [(one.start, one.end) for one in find_dates(text)]
    for start, end in sorted(named, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    rest = set(words(normalise(text))) - {word for sign in signs for word in words(normalise(sign))}
    return rest <= _PLAIN


def _quote(mission: Mission, told: str, library: Library) -> Quote | None:
    """The sentence of the record that tells it of a mission, with the mission's name marked."""
    for passage in library.passages[RECORD_SLUG]:
        for sentence in passage.sentences:
            text = passage.words_of(sentence)
            place = text.find(mission.name)
            begins = text[:place] == told or (not told and text[:place] == "The launch of ")
            if mission.name in sentence.missions and place >= 0 and begins:
                start = sentence.start + place
                return library.quote(passage, sentence, (start, start + len(mission.name)))
    return None

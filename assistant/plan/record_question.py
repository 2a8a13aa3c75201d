"""Takes a question apart into names of the mission record and the roles of all other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.plan.record_words import NATIONS, PROGRAMMES, ROLES, SERIES, STATION_NAMES
from corpus.dates import DateMention, find_dates
from corpus.record.missions import MissionRecord
from index.thesaurus import same_phrases
from index.words import normalise, stem, words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RecordQuestion:
    """A question's names, and what its other words say.

    Attributes:
        people: each with all whom the name may mean.
        words: what is no name of these, in order, each with its roles; none where it has none.
        before_dates: the word before each date.
        around: the words before each mission, and those behind the last.
    """

    missions: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]
    dates: tuple[DateMention, ...]
    stations: tuple[str, ...]
    call_signs: tuple[str, ...]
    nations: tuple[str, ...]
    programmes: tuple[str, ...]
    series: str
    words: tuple[tuple[str, frozenset[str]], ...]
    before_dates: tuple[str, ...]
    around: tuple[tuple[str, ...], ...]

    def says(self, *roles: str) -> bool:
        """Whether a word has one of the roles."""
        return any(not own.isdisjoint(roles) for _, own in self.words)

    def only(self, roles: Set[str]) -> bool:
        """Whether every word has one of the roles."""
        return all(not own.isdisjoint(roles) for _, own in self.words)

    def first(self, *roles: str) -> str:
        """The role of the first word that has one of them; empty without one."""
        return next((role for _, own in self.words for role in roles if role in own), "")


def read_question(text: str, record: MissionRecord) -> RecordQuestion:
    """The names and roles of a question's words."""
    missions = [(one.start, one.end) for one in record.find(text)]
    taken = list(missions)
    people = [one for one in record.find_people(text) if _apart((one.start, one.end), taken)]
    taken += [(one.start, one.end) for one in people]
    dates = [one for one in find_dates(text) if _apart((one.start, one.end), taken)]
    taken += [(one.start, one.end) for one in dates]
    stations = _named(text, _station_names(record), taken)
    taken += stations
    signs = _named(text, _call_signs(text, record), taken)
    taken += signs
    told = _kinds(_cut(text, taken))
    return RecordQuestion(
        missions=tuple(name for one in record.find(text) for name in one.missions),
        people=tuple(dict.fromkeys(one.names for one in people)),
        dates=tuple(dates),
        stations=tuple(dict.fromkeys(stations.values())),
        call_signs=tuple(dict.fromkeys(signs.values())),
        nations=tuple(dict.fromkeys(NATIONS[stem(one)] for one, own in told if "nation" in own)),
        programmes=tuple(one.capitalize() for one, own in told if "programme" in own),
        series=next((one.upper() for one, own in told if "series" in own), ""),
        words=told,
        before_dates=tuple("".join(words(text[: one.start])[-1:]) for one in dates),
        around=tuple(map(tuple, _gaps(text, missions))),
    )


def _call_signs(text: str, record: MissionRecord) -> dict[str, str]:
    """The call signs; one that is a programme too ("Vostok") only where it is called a sign."""
    signs = {one.call_sign for one in record.missions if one.call_sign}
    called = "sign" in words(normalise(text))
    return {one: one for one in signs if called or one.casefold() not in PROGRAMMES}


def _station_names(record: MissionRecord) -> dict[str, str]:
    """What a station is called, and its name in the record."""
    own = {one.station: one.station for one in record.missions if one.station}
    return {**own, **STATION_NAMES}


def _named(text: str, names: Mapping[str, str], taken: Collection[Span]) -> dict[Span, str]:
    """Where names stand in a text apart from what is taken; in small letters if all of it is."""
    flags = re.IGNORECASE if text == text.lower() else 0
    found: dict[Span, str] = {}
    for written, name in sorted(names.items(), key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"\b{re.escape(written)}\b", text, flags):
            if _apart(match.span(), (*taken, *found)):
                found[match.span()] = name
    return found


def _apart(span: Span, taken: Collection[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _cut(text: str, taken: Collection[Span]) -> list[str]:
    """The words that are in none of the spans."""
    for start, end in sorted(taken, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return words(same_phrases(normalise(text)))


def _gaps(text: str, spans: Sequence[Span]) -> list[list[str]]:
    """The words before each span, since the one before it, and those behind the last."""
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return [
        words(same_phrases(normalise(text[start:end])))
        for start, end in zip(starts, ends, strict=True)
    ]


def _kinds(said: Sequence[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each word with its roles; "soyuz tm" is a programme and a series."""
    told = []
    for number, word in enumerate(said):
        before = said[number - 1] if number else ""
        stemmed_word = stem(word)
        roles = {role for role, stems in ROLES.items() if stemmed_word in stems}
        if word in PROGRAMMES:
            roles.add("programme")
        elif word in SERIES and before == "soyuz":
            roles.add("series")
        elif stemmed_word in NATIONS:
            roles.add("nation")
        told.append((word, frozenset(roles)))
    return tuple(told)

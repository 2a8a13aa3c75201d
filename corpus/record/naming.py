"""Finds mission names in running text, exactly as the record spells them and never by likeness.

One compiled pattern finds a series and the numbers behind it ("Soyuz 6, 7 and 8"); the numbers
are then looked up, so a number that no mission has is no mention.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.lexicon import any_of, built_in, one_or_more_of

NameTable = Mapping[str, tuple[str, ...]]

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_QUOTES = "\u2018\u2019\u201a\u201b\u2032"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_SPACES = "\u00a0\u2007\u2009\u202f\t"
_LEXICON = built_in()
_NUMBER_WORDS = (*_LEXICON.units, *_LEXICON.tens[:1])


def _fold_table() -> Mapping[int, str]:
    """One character for one, so that offsets in folded text are offsets in the text."""
    table = {ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O"}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    pairs = ((_DASHES, "-"), (_QUOTES, "'"), (_DOUBLE_QUOTES, '"'), (_SPACES, " "))
    for characters, plain in pairs:
        table.update((ord(one), plain) for one in characters)
    return MappingProxyType(table)


_FOLDED = _fold_table()

# Between a series and its number: a hyphen, or a space or two on one line or over a line's end.
# "Soyuz - 4 covers" has a dash with spaces and is no name.
_GAP = r"(?:-\n?|[ ]{0,2}\n?[ ]?)"
# Where the letters alone are too common, the hyphen and the capitals are asked for: "MS 12" is
# also a miniature sheet and "T-9 minutes" a countdown. Cargo craft are "Progress MS-10".
_SERIES = rf"""(?:
    Soyuz{_GAP}{any_of(_LEXICON.series)}{_GAP}
  | TMA?{_GAP} | (?<!progress[ -])(?-i:MS)- | (?-i:T)-
  | (?:{any_of(_LEXICON.programmes, ("STS", "EO", "Taxi"))}|Missions?
    |(?:ISS[ ])?(?:Expeditions?|EP)){_GAP}
)"""
# 18a, 2S, 01M; "-1" is the launch before (T-10-1, 18-1) and not the range 10-12.
_NUMBER = r"\d{1,3}(?:-1(?![\d-])|[ams])?(?!\w|[.:]\d|,\d{3})"
# Number words count behind a capital only: "on this expedition two women flew".
_NUMBER_WORD = rf"(?<=(?-i:E)xpedition[ -]){any_of(_NUMBER_WORDS)}(?!\w)"
_NUMBERED = re.compile(_SERIES + _NUMBER, re.IGNORECASE | re.VERBOSE)

_JOIN = r"(?:[ ]?/[ ]?|-|,?\s(?:and|&|or)\s|,\s?)"
_NEXT_NUMBER = re.compile(rf"(?P<join>{_JOIN})(?P<number>{_NUMBER})", re.IGNORECASE)
# A comma with a space joins only in a list that ends in "and": "on Soyuz 6, 7 postcards flew".
_LIST = re.compile(rf"(?:,\s{_NUMBER})*,?\s(?:and|&|or)\s{_NUMBER}", re.IGNORECASE)

_MONTH = rf"{any_of(month[:3] for month in _LEXICON.months)}[a-z]*\b"
_MEASURES = (_LEXICON.date_parts, _LEXICON.durations, ("orbit", "rouble", "ruble"))
_MEASURE = rf"(?:{one_or_more_of(*_MEASURES)}|kop\w*)\b"
# Behind "Soyuz 9": "days later", "kopek stamp" and the like make the number a measure.
_MEASURED = re.compile(rf"\s{_MEASURE}", re.IGNORECASE)
# Behind "Soyuz 4 and 5": what makes the last number a date or a count of its own.
_NOT_JOINED = re.compile(
    rf"[ -]{_MONTH}|/\d|(?:st|nd|rd|th)\b|\s(?:{_MEASURE}|people|humans|persons|others?|more|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `text[start:end]` and the missions it means, in the order they are written."""

    start: int
    end: int
    missions: tuple[str, ...]
    text: str


def fold(text: str) -> str:
    """The text without accents and typographic dashes; as long as it was, case kept."""
    return text.translate(_FOLDED)


def name_key(name: str) -> str:
    """A mission name for looking up: case, spaces, hyphens, "Soyuz TM" and zeros do not matter.

    >>> name_key("Soyuz TM 32") == name_key("tm-32") != name_key("Soyuz 32")
    True
    """
    plain = fold(name).casefold()
    plain = re.sub(r"(?<!\d)0+(?=\d)", "", plain)
    plain = re.sub(r"(?<=\d)-(?=\d)", "_", plain)  # T-10-1 is not T-101
    plain = re.sub(r"[^a-z0-9_]+", "", plain)
    plain = re.sub(r"^soyuz(?=(?:tma|tm|ms|t)\d)", "", plain)
    plain = re.sub(r"^iss(?=(?:expedition|ep)\d)", "", plain)
    return plain.removesuffix("mission")


class MissionNames:
    """Finds the names of a table in texts; made once and used for every text."""

    def __init__(self, names: NameTable, titles: NameTable) -> None:
        """Take what each name means.

        Args:
            names: names, aliases, expeditions and joint names, recognised anywhere.
            titles: names that are ordinary words too, recognised only beside "mission".
        """
        self._names = {name_key(name): missions for name, missions in names.items()}
        self._titles = {name_key(name): missions for name, missions in titles.items()}
        words = [name for name in names if not _NUMBERED.fullmatch(fold(name))]
        self._pattern = _pattern(words, titles)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The names in a text, in order and without overlap; offsets are those of the text."""
        return tuple(self._mentions(text, fold(text)))

    def _mentions(self, text: str, plain: str) -> Iterator[Mention]:
        position = 0
        while match := self._pattern.search(plain, position):
            start, end, missions = self._read(plain, match)
            if missions:
                yield Mention(start, end, missions, text[start:end])
            position = end if missions else match.start() + 1

    def _read(self, plain: str, match: re.Match[str]) -> tuple[int, int, tuple[str, ...]]:
        """Where a match's name stands and what it means; no missions when it is no name."""
        if match["number"]:
            missions, end = self._numbered(plain, match)
            return match.start(), end, missions
        if match["type"]:  # an emblem's "Soyuz 8 TMA"
            return *match.span(), self._look_up(match["type"] + match["turned"])
        if match["word"]:
            return *match.span(), self._look_up(match["word"])
        group = "title" if match["title"] else "named"
        return *match.span(group), self._titles.get(name_key(match[group]), ())

    def _look_up(self, name: str) -> tuple[str, ...]:
        key = name_key(name)
        # "Missions 2S and 3S", "Expeditions 7 and 8"
        single = re.sub(r"^(mission|expedition)s", r"\1", key)
        return self._names.get(key) or self._names.get(single, ())

    def _numbered(self, plain: str, match: re.Match[str]) -> tuple[tuple[str, ...], int]:
        """The missions of a series with its numbers, and where the last accepted number ends."""
        series, number, end = match["series"], _digits(match["number"]), match.end()
        first = self._look_up(series + number)
        measurable = series[-1] in " \n" or series == "T-"
        if not first or (measurable and _MEASURED.match(plain, end)):
            return (), end
        missions = list(first)
        listed = _LIST.match(plain, end)
        list_end = listed.end() if listed else end
        while joined := _NEXT_NUMBER.match(plain, end):
            unlisted = joined["join"] == ", " and joined.end() > list_end
            if unlisted or _NOT_JOINED.match(plain, joined.end()):
                break
            further = self._joined(series, number, joined)
            if not further:
                break
            missions += further
            number, end = joined["number"], joined.end()
        return tuple(dict.fromkeys(missions)), end

    def _joined(self, series: str, before: str, joined: re.Match[str]) -> tuple[str, ...]:
        """What one more number adds: a mission, or all up to it behind a hyphen ("6-8")."""
        number = joined["number"]
        last = self._look_up(series + number)
        if joined["join"] != "-":
            return last
        if not (last and before.isdigit() and number.isdigit() and int(before) < int(number)):
            return ()
        numbers = range(int(before) + 1, int(number) + 1)
        return tuple(name for one in numbers for name in self._look_up(f"{series}{one}"))


def _digits(number: str) -> str:
    """The number in digits: "Six" is "6"."""
    word = number.lower()
    return str(_NUMBER_WORDS.index(word) + 1) if word in _NUMBER_WORDS else number


def _pattern(words: Iterable[str], titles: Iterable[str]) -> re.Pattern[str]:
    """The one pattern; the longer alternative stands first, the group says what was found."""
    title = _alternatives(titles)
    return re.compile(
        rf"""(?<!\w)(?:
          Soyuz[ -](?P<turned>\d{{1,3}})[ ](?P<type>TMA|TM)(?![\w-])
        | (?P<series>{_SERIES})(?P<number>{_NUMBER_WORD}|{_NUMBER})
        | (?P<word>{_alternatives(words)})(?!\w)
        | (?P<title>{title})(?=["']*s?[ \n]mission)
        | mission(?:[ \n](?:name|named|called))?[ \n]["']?(?P<named>{title})(?!\w)
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted(map(fold, names), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in longest_first) or "(?!)"

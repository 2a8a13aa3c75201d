"""Finds the catalogue numbers of stamps in a text, apart from its dates, counts and prices."""

from __future__ import annotations

import re

from corpus.dates import DateMention, find_dates
from corpus.lexicon import any_of, built_in, several_of

_LEXICON = built_in()
_PROGRAMMES = tuple(name.lower() for name in (*_LEXICON.programmes, *_LEXICON.numbered))
# "s. 1967" is a stamp whatever it looks like; "Tito's 1967 cover" has no such mark.
_MARKED_STAMP = re.compile(r"(?<![\w.'\u2019])s\.?\s*(\d{3,4}[a-d]?)(?!\w|\.\d)", re.IGNORECASE)
_COUNTED = (_LEXICON.covers, _LEXICON.cards, _LEXICON.pieces, ("stamp", "other", "time", "orbit"))
_UNITS = (_LEXICON.date_parts, _LEXICON.durations)
_THINGS = rf"(?:{several_of(*_COUNTED, *_UNITS)}|cover|copy|people|of)\b"
_EPITHET = r"(?!(?:and|or|on|in|with|for|to|from|the|s)\b)[a-z]+"
# No count, measure, price or part of a larger figure: "1000 signed covers", "1,000", "475 km".
_BARE_STAMP = re.compile(
    r"(?<![\w.$\u20ac\u00a3])(?<![a-z]-)(?<!\d,(?=\d{3}\b))(\d{3,4}[a-d]?)"
    rf"(?!\w|\.\d|,\d{{3}}\b|\s*(?:%|{any_of(_LEXICON.lengths, _LEXICON.money)}|rub|kop|cop)|"
    rf"\s+(?:{_EPITHET}\s+){{0,2}}{_THINGS}|"
    rf"\s*(?:to|-|\u2013)\s*\$?\d+\s*(?:{any_of(_LEXICON.lengths, _LEXICON.money)}|rub))",
    re.IGNORECASE,
)
# What a bare number belongs to instead: a mission that does not exist, or a count.
_NO_STAMP_BEFORE = re.compile(
    rf"\b(?:{any_of(_PROGRAMMES, _LEXICON.uncrewed, ('missions', 'apollo'))}|"
    rf"{any_of(_LEXICON.prefixes)}|tma?|ms)(?:[\s-]+(?:{any_of(_LEXICON.series)}|m))?[\s-]*$|"
    r"\b(?:about|around|some|over|nearly|only|(?:set|run|edition|total|number) of|number(?:ed)?|"
    r"postcode|nos?\.|in|since|until|year)\s+$",
    re.IGNORECASE,
)


def stamps_and_dates(text: str) -> tuple[tuple[str, ...], tuple[DateMention, ...]]:
    """Stamps in order, and the dates that are none of them."""
    marked = {match.start(1): match for match in _MARKED_STAMP.finditer(text)}
    dates = tuple(
        date
        for date in find_dates(text)
        if not any(date.start <= start < date.end for start in marked)
    )
    bare = {
        match.start(1): match
        for match in _BARE_STAMP.finditer(text)
        if not any(date.start <= match.start(1) < date.end for date in dates)
        and not _NO_STAMP_BEFORE.search(text[max(match.start() - 30, 0) : match.start()])
    }
    stamps = [match[1].lower() for _, match in sorted((bare | marked).items())]
    return tuple(dict.fromkeys(stamps)), dates

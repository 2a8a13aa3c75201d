"""Says whether a reply holds the words that a stranger expects: to the letter, but for dates.

Strangers list every spelling that they accept, so nothing is stemmed here, as `matching` does for
the project's own cases: dates become one form, ship names another, and accents and marks go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_NAMES = (
    "january february march april may june july august september october november december"
).split()
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TYPED = str.maketrans(
    {"–": "-", "—": "-", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u00a0": " "}
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH_YEAR = re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+({_MONTH})\.?,?[\s-]+(\d{{4}})\b")
_MONTH_DAY_YEAR = re.compile(rf"\b({_MONTH})\.?\s+{_DAY},?\s+(\d{{4}})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")
_DAY_MONTH = re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+({_MONTH})\b(?!\s*\d{{4}})")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s+{_DAY}\b")
_SOYUZ = re.compile(r"\bsoyuz[\s-]*(tma|tm|t|ms)[\s-]*(\d+)")
_SHIP = re.compile(r"\b(tma|tm|sts|eo)\s*-?\s*(\d+)\b")
_STAMP = re.compile(r"\bs\.\s*(\d)")
_MARKS = re.compile(r"[\"'(),;:!?*]")
_JOINED = re.compile(r"(?<=[a-z])-(?=[a-z])")
# A reply may say in so many words that it does not know.
_DECLINES = re.compile(
    r"\b(?:does not|do not|nowhere) (?:say|tell|name|give|state)"
    r"|\bnot (?:stated|known|given|named)\b|\bis unknown\b"
)
_MONTHS_OF_A_YEAR = 12


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The words as they compare.

    >>> plain("Soyuz TM-32 was cancelled on April 28th, 2001 (s. 6426)")
    'tm-32 was cancelled on 2001-04-28 6426'
    """
    folded = unicodedata.normalize("NFKD", text)
    line = "".join(one for one in folded if not unicodedata.combining(one)).lower()
    line = line.translate(_TYPED)
    line = _DAY_MONTH_YEAR.sub(lambda m: _iso(m[1], _MONTHS[m[2]], m[3]), line)
    line = _MONTH_DAY_YEAR.sub(lambda m: _iso(m[2], _MONTHS[m[1]], m[3]), line)
    line = _NUMBERS.sub(_numbered, line)
    line = _DAY_MONTH.sub(lambda m: f"{int(m[1])} {_MONTHS[m[2]]:02d}mon", line)
    line = _MONTH_DAY.sub(lambda m: f"{int(m[2])} {_MONTHS[m[1]]:02d}mon", line)
    line = _SOYUZ.sub(r"\1-\2", line)
    line = _SHIP.sub(r"\1-\2", line)
    line = _STAMP.sub(r"\1", line)
    line = _JOINED.sub(" ", _MARKS.sub(" ", line))
    return " ".join(line.split())


def says(text: str, spelling: str) -> bool:
    """Whether a spelling stands in a text as whole words; "5" is not in "25" or "5-7".

    >>> says("on 28 April 2001", "April 28, 2001"), says("in 25 days", "5")
    (True, False)
    """
    wanted = plain(spelling)
    return bool(wanted) and bool(_pattern(wanted).search(plain(text)))


def unsaid(text: str, groups: Sequence[Sequence[str]]) -> tuple[Sequence[str], ...]:
    """The groups of which no spelling stands in a text."""
    return tuple(group for group in groups if not any(says(text, one) for one in group))


def denied(text: str, phrase: str) -> bool:
    """Whether a short answer says what it must not; "^…" only counts at its start."""
    if phrase.startswith("^"):
        return plain(text).startswith(plain(phrase[1:]))
    return says(text, phrase)


def first_word(text: str) -> str:
    """The letters that a text begins with: "yes" of "Yes, on 28 April"."""
    found = re.match(r"[a-z]*", plain(text))
    return found[0] if found else ""


def declines_in_words(text: str) -> bool:
    """Whether a text says that something is not known."""
    return _DECLINES.search(plain(text)) is not None


@lru_cache(maxsize=65536)
def _pattern(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9-])")


def _iso(day: str, month: int, year: str) -> str:
    full = int(year) if int(year) > 99 else 1900 + int(year)
    return f" {full}-{month:02d}-{int(day):02d} "


def _numbered(found: re.Match[str]) -> str:
    """A date in numbers; "1.25.67" is none."""
    if not 1 <= int(found[2]) <= _MONTHS_OF_A_YEAR:
        return found[0]
    return _iso(found[1], int(found[2]), found[3])

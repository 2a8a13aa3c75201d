"""Finds the names in a question: missions, people, stations, stamps and dates, despite misspelling.

What a text names exactly is found by the mission record; here come the tolerant parts: words that
are a letter or two away from a name, and phrases that mean one ("the first space tourist").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from corpus.dates import DateMention, find_dates
from corpus.missions import MissionRecord
from index.words import STOP_WORDS, normalise, words

_STAMP = re.compile(r"(?<![\w.])(?:s\.?\s*)?(\d{3,4}[a-d]?)"
                    r"(?![\w.]|\s*(?:km|kilomet|rub|rouble|tenge|cop))")
_STATIONS = {"mir": "Mir", "iss": "ISS", "salyut": "Salyut", "skylab": "Skylab",
             "international space station": "ISS"}
_PROGRAMMES = ("soyuz", "vostok", "voskhod", "expedition", "mission", "shuttle")
# Below six letters one slip turns a name into another word ("Titov" and "Tito").
MIN_FUZZY_LETTERS = 6
MAX_SLIPS = 2
# Two slips in a short word make another word; 80 of 100 allows one in five letters.
MIN_SIMILARITY = 80


@dataclass(frozen=True, slots=True)
class Entities:
    """What a text names, each in order of appearance; people are tuples of possible names."""

    missions: tuple[str, ...] = ()
    people: tuple[tuple[str, ...], ...] = ()
    stations: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is named at all."""
        return bool(self.missions or self.people or self.stations or self.stamps or self.dates)


class Speller:
    """Corrects words that are neither in an article nor English to the nearest one that is."""

    def __init__(self, counts: Mapping[str, int], real_words: frozenset[str]) -> None:
        """Take the words of all articles with how often each occurs, and words never mended."""
        self._counts = dict(counts)
        self._real_words = real_words

    @cached_property
    def _candidates(self) -> list[str]:
        return sorted(word for word in self._counts if len(word) >= 4 and word.isalpha())

    def correct(self, text: str) -> str:
        """The text with unknown words of four letters or more replaced where one word is near."""
        return re.sub(r"[^\W\d_]{4,}", lambda found: self._corrected(found[0]), text)

    def _corrected(self, word: str) -> str:
        plain = normalise(word)
        known = plain in self._counts or plain in self._real_words or plain in STOP_WORDS
        if known or self._is_inflected(plain):
            return word
        near = process.extract(plain, self._candidates, scorer=DamerauLevenshtein.distance,
                               score_cutoff=1 if len(plain) < MIN_FUZZY_LETTERS else MAX_SLIPS,
                               limit=20)
        likely = [(distance, -self._counts[one], one) for one, distance, _ in near
                  if one[0] == plain[0] or distance == 1]
        return min(likely)[2] if likely else word

    def _is_inflected(self, word: str) -> bool:
        """Whether the word is another form of a known one, which stemming makes equal anyway."""
        forms = (word.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "er", "ly"))
        return any(form in self._counts or form in self._real_words for form in forms)


class EntityFinder:
    """Finds names by the mission record; made once, used for every question."""

    def __init__(self, record: MissionRecord) -> None:
        self._record = record
        self._surnames = _surnames(record)
        self._phrases = _phrases(record)

    def find(self, text: str) -> Entities:
        """The names in a question or a sentence."""
        mended = self._mended(text)
        plain = " ".join(words(mended))
        missions = [name for one in self._record.find(mended) for name in one.missions]
        people = [one.names for one in self._record.find_people(mended)]
        people += [(name,) for phrase, name in self._phrases.items()
                   if f" {phrase} " in f" {plain} "]
        dates = find_dates(mended)
        return Entities(
            missions=tuple(dict.fromkeys(missions)),
            people=tuple(dict.fromkeys(people)),
            stations=tuple(dict.fromkeys(
                name for word, name in _STATIONS.items() if f" {word} " in f" {plain} ")),
            stamps=tuple(_stamps(mended, dates)),
            dates=dates,
        )

    def _mended(self, text: str) -> str:
        """The text with misspelt programmes and surnames put right."""
        def mend(found: re.Match[str]) -> str:
            word = normalise(found[0])
            if word in STOP_WORDS or word in self._surnames:
                return found[0]
            programme = _nearest(word, _PROGRAMMES, min_letters=4)
            if programme and programme != word:
                return programme
            surname = _nearest(word, self._surnames, MIN_FUZZY_LETTERS)
            return self._surnames[surname] if surname else found[0]

        return re.sub(r"[^\W\d_]{4,}", mend, text)


def _nearest(word: str, names: Iterable[str], min_letters: int) -> str | None:
    if len(word) < min_letters:
        return None
    best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    if best is None or best[0][0] != word[0]:
        return None
    slips = DamerauLevenshtein.distance(word, best[0])
    return best[0] if slips <= (1 if len(word) < MIN_FUZZY_LETTERS else MAX_SLIPS) else None


def _surnames(record: MissionRecord) -> dict[str, str]:
    """Normalised surname → surname as written."""
    return {normalise(surname): surname for surname in
            (person.name.split(" (")[0].split()[-1] for person in record.people)
            if len(surname) >= MIN_FUZZY_LETTERS}


def _phrases(record: MissionRecord) -> dict[str, str]:
    return {" ".join(words(phrase)): person.name
            for person in record.people for phrase in person.known_as}


def _stamps(text: str, dates: tuple[DateMention, ...]) -> Iterable[str]:
    for match in _STAMP.finditer(text.lower()):
        if not any(date.start <= match.start(1) < date.end for date in dates):
            yield match[1]


def vocabulary(texts: Iterable[str], split: Callable[[str], list[str]] = words) -> dict[str, int]:
    """How often each normalised word occurs in the texts."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in split(text):
            counts[word] = counts.get(word, 0) + 1
    return counts

"""Finds the names in a question: missions, people, stations, stamps and dates, despite misspelling.

What a text names exactly is found by the mission record; here come the tolerant parts: words that
are a letter or two away from a name, and phrases that mean one ("the first space tourist").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.rules import Rule, as_given, rule
from assistant.understand.flight_dates import flown_then, people_flying_then
from assistant.understand.spelling import MAX_SLIPS, MIN_FUZZY_LETTERS
from assistant.understand.stamp_numbers import stamps_and_dates
from corpus.dates import DateMention
from corpus.lexicon import any_of, built_in
from corpus.record.missions import MissionRecord
from corpus.record.naming import fold
from corpus.record.people import Person
from index.model_files import common_words
from index.words import STOP_WORDS, normalise, words

_LEXICON = built_in()
_PROGRAMMES = tuple(name.lower() for name in (*_LEXICON.programmes, *_LEXICON.numbered))
_ORDINALS = _LEXICON.ordinals
_ORDINAL_FLIGHT = re.compile(
    rf"\b(?:the )?(?P<ordinal>{any_of(_ORDINALS)}) (?:soyuz )?(?P<series>taxi|tma|tm)"
    r"(?: (?:flight|mission|launch|visit|crew))?\b(?![- ]?\d)",
    re.IGNORECASE,
)
# Two slips make "wedlock" a Wheelock and "domine" a Dyomin.
MIN_TWO_SLIP_LETTERS = 8
# Two slips in a short word make another word; 80 of 100 allows one in five letters.
MIN_SIMILARITY = 80


_NATION = (
    rf"(?P<nation>{any_of(_LEXICON.nationalities)})"
    r"(?:\s?(?P<sex>wom[ae]n|lady|man)\b)?"
)
_BESIDE_A_PERSON = (
    r"(?:and|or|who|with|on|in|of|from|to|at|up|down|back|home|aboard|was|is|did|do|does|has|had|have|"
    r"be|will|would|could|can|fly|flew|flown|go|went|land(?:ed)?|launch(?:ed)?|return(?:ed)?|"
    r"visit|visited|sign|signed|come|came|travel|travelled|stay|stayed|spend|spent|pay|paid|take|"
    r"took|carry|carried|bring|brought|study|studied|eat|ate|get|got|make|made|become|became|say|"
    r"said|see|saw|meet|met|leave|left|join|joined|arrive|arrived|perform|performed|conduct|"
    r"conducted|live|lived|worked|trained|receive|received|wear|wore|needed|want|wanted|slept)"
)
_VISITORS = (*_LEXICON.fliers, *_LEXICON.guests, "spationaut", "tourist", "guest")
# A nation's word means a person where it stands alone or before an office: "the Belgian's cover",
# "when did the Belgian land", "the Belgian cosmonaut", "the Belgian flight"; not in "the Belgian
# stamp", "in Dutch".
_COMPATRIOT = re.compile(
    rf"\b{_NATION}(?:(?<=man)|(?<=lady)|\s"
    rf"{any_of(_VISITORS, _LEXICON.journeys)}(?!\w|\s(?-i:[A-Z])))|"
    r"\b(?:the|an?|this|that|which|first|only)\s"
    rf"{_NATION.replace('?P<', '?P<_')}"
    rf"(?=\s*(?:[.,;:?!)\u2013-]|'s\b|$)|\s{_BESIDE_A_PERSON}\b(?!-))",
    re.IGNORECASE,
)
MAX_COMPATRIOTS = 3


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

    def joined(self, other: Entities) -> Entities:
        """What either names, each once, this one's first."""
        return Entities(
            tuple(dict.fromkeys((*self.missions, *other.missions))),
            tuple(dict.fromkeys((*self.people, *other.people))),
            tuple(dict.fromkeys((*self.stations, *other.stations))),
            tuple(dict.fromkeys((*self.stamps, *other.stamps))),
            (*self.dates, *other.dates),
        )


Finder = Callable[[str], Entities]


class EntityFinder:
    """Finds names by the mission record; made once, used for every question."""

    def __init__(self, record: MissionRecord, real_words: frozenset[str] | None = None) -> None:
        """Take the record and the words that are no misspelt name, by default common English."""
        self._record = record
        self._real_words = common_words() if real_words is None else real_words
        self._surnames = _surnames(record)
        self._name_words = _name_words(record)
        self._phrases = _phrases(record)
        self._mended_word = lru_cache(maxsize=65536)(self._put_right)

    def find(self, text: str) -> Entities:
        """The names in a question or a sentence."""
        mended = _ORDINAL_FLIGHT.sub(_numbered, self._mended(text))
        plain = " ".join(words(mended))
        missions = [name for one in self._record.find(mended) for name in one.missions]
        people = [one.names for one in self._record.find_people(mended)]
        people += [
            (name,) for phrase, name in self._phrases.items() if f" {phrase} " in f" {plain} "
        ]
        stamps, dates = stamps_and_dates(mended)
        named = {name for names in people for name in names}
        people += self._compatriots(fold(mended), named, dates)
        people = [people_flying_then(names, dates, self._record) for names in people]
        return Entities(
            missions=tuple(dict.fromkeys(missions)),
            people=tuple(dict.fromkeys(people)),
            stations=tuple(
                dict.fromkeys(
                    name for word, name in _LEXICON.stations.items() if f" {word} " in f" {plain} "
                )
            ),
            stamps=stamps,
            dates=dates,
        )

    def spelt(self, text: str) -> str:
        """The text with each mission's name as the record writes it: "sts76" is STS-76.

        Other names of a mission ("Taxi-4", "Expedition 6") stay: they may be what is asked about.
        """
        mended = self._mended(text)
        parts, done = [], 0
        for one in self._record.find(mended):
            name = one.missions[0]
            if len(one.missions) == 1 and _letters(one.text) in _forms(name):
                parts += [mended[done : one.start], name]
                done = one.end
        return "".join([*parts, mended[done:]])

    @rule(Rule.MISSPELT_NAMES, as_given(1))
    def _mended(self, text: str) -> str:
        """The text with misspelt programmes and surnames put right."""
        lower_case = text == text.lower()

        def mend(found: re.Match[str]) -> str:
            right = self._mended_word(normalise(found[0]))
            if right is None or (right[0].isupper() and found[0].islower() and not lower_case):
                return found[0]  # "rubies" among capitals is no Rubins
            return right.lower() if lower_case else right

        return re.sub(r"[^\W\d_]{4,}", mend, text)

    def _put_right(self, word: str) -> str | None:
        """The programme or surname that a word misspells; None for any other word."""
        if word in STOP_WORDS or word in self._name_words:
            return None
        if word in _PROGRAMMES or _is_word(word, self._real_words):
            return None
        programme = _LEXICON.spelt_abroad.get(word) or _nearest(word, _PROGRAMMES, min_letters=4)
        if programme:
            return programme
        surname = _nearest(word, tuple(self._surnames), MIN_FUZZY_LETTERS)
        return self._surnames[surname] if surname else None

    def _compatriots(
        self, text: str, named: Set[str], dates: Sequence[DateMention]
    ) -> Iterator[tuple[str, ...]]:
        """Those whom "the Belgian" may mean, unless one of them is named or they are too many."""
        for match in _COMPATRIOT.finditer(text):
            demonym = match["nation"] or match["_nation"]
            if demonym.islower() and not text.islower():  # "polish the cover"
                continue
            nation = _LEXICON.nationalities[_titled(demonym)]
            sex = (match["sex"] or match["_sex"] or "").lower()
            names = people_flying_then(
                [
                    person.name
                    for person in self._record.people
                    if person.nation == nation and _may_be(person, sex)
                ],
                dates,
                self._record,
            )
            if 0 < len(names) <= MAX_COMPATRIOTS and named.isdisjoint(names):
                yield names


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(name))


def _forms(name: str) -> tuple[str, str]:
    """A mission's name without spaces and hyphens, with its programme and without."""
    return _letters(name), _letters(name.partition(" ")[2])


def _numbered(found: re.Match[str]) -> str:
    """Names by number: "the second taxi flight" is Taxi-2, "the first TMA flight" is TMA-1."""
    series = found["series"]
    return f"{series}-{_ORDINALS.index(found['ordinal'].lower()) + 1}"


def flights_of(entities: Entities, record: MissionRecord) -> tuple[str, ...]:
    """The missions of the people who are named, by launch; none where a mission is named.

    Where a date is named on which somebody flew, it is the flights of then.
    """
    if entities.missions:
        return ()
    flown = {
        mission.name
        for names in entities.people
        for mission in flown_then(
            (one for name in names for one in record.flown_by(name)), entities.dates
        )
    }
    return tuple(mission.name for mission in record.missions if mission.name in flown)


def _titled(demonym: str) -> str:
    return " ".join(word.capitalize() for word in demonym.split())


def _may_be(person: Person, sex: str) -> bool:
    return not sex or person.woman == (sex != "man")


def _is_word(word: str, real_words: frozenset[str]) -> bool:
    """Whether a word is a real one or an inflected form of one."""
    forms = {word.removesuffix(ending) for ending in ("", "s", "es", "ed", "d", "ing", "er", "ly")}
    forms |= {form + "e" for form in forms} | {re.sub("ies$", "y", word)}
    return not forms.isdisjoint(real_words)


def _nearest(word: str, names: Iterable[str], min_letters: int) -> str | None:
    if len(word) < min_letters:
        return None
    best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    if best is None or best[0][0] != word[0]:
        return None
    slips = DamerauLevenshtein.distance(word, best[0])
    return best[0] if slips <= (1 if len(word) < MIN_TWO_SLIP_LETTERS else MAX_SLIPS) else None


def _surnames(record: MissionRecord) -> dict[str, str]:
    """Normalised surname → surname as written; those that stand alone and are long enough."""
    return {
        normalise(person.surname): person.surname
        for person in record.people
        if person.surname.isalpha()
        and len(person.surname) >= MIN_FUZZY_LETTERS
        and not person.common_surname
    }


def _name_words(record: MissionRecord) -> frozenset[str]:
    """Every word of a name that the record knows, which is therefore not misspelt."""
    names = [name for person in record.people for name in (person.name, *person.spellings)]
    names += [name for mission in record.missions for name in (*mission.aliases, *mission.titles)]
    return frozenset(re.findall(r"[^\W\d_]+", normalise(" ".join(names))))


def _phrases(record: MissionRecord) -> dict[str, str]:
    return {
        " ".join(words(phrase)): person.name
        for person in record.people
        for phrase in person.known_as
    }

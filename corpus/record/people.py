"""Finds people's names in running text: full names in every known spelling, and surnames alone.

Names are looked up word by word in a table and not by one pattern: three thousand spellings take
longer to compile than the record may take to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.record.naming import fold

Words = tuple[str, ...]
GivenNames = Sequence[Sequence[str]]

# "Y." is an initial; "Al Mansouri's" ends before its apostrophe.
_WORD = re.compile(r"[^\W\d_]\.(?=\s?[^\W\d_])|[^\W\d_]+")
# What may stand between the words of one name: "López-Alegría", "O'Hara", "Aleksandrov (Bulgaria",
# "William (Bill) Shepherd".
_WITHIN_NAME = re.compile(r"[\s'()-]{0,3}")
# Under four letters a surname in an all-lower-case question is as likely a word ("lu", "yi").
_MIN_LOWER_CASE = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who flew, with the names that texts use.

    Attributes:
        name: canonical; namesakes carry their country in parentheses.
        surname: as in the canonical name.
        spellings: one word is another spelling of the surname, several are a full name.
        nation: None for the Soviet Union and Russia.
        known_as: phrases that mean this person ("first space tourist").
        woman: whether "she" may mean this person.
        tourist: whether somebody, or somebody's backer, paid for the flight.
        common_surname: whether the surname alone may be an everyday word or another's name.
    """

    name: str
    surname: str
    spellings: tuple[str, ...] = ()
    nation: str | None = None
    known_as: tuple[str, ...] = ()
    woman: bool = False
    tourist: bool = False
    common_surname: bool = False

    @property
    def plain_name(self) -> str:
        """The name without the country that keeps namesakes apart."""
        return self.name.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A name at `text[start:end]`; several `names` where it may be any of these people."""

    start: int
    end: int
    names: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Form:
    """Whom one way of writing means, and whether it is a surname alone."""

    names: tuple[str, ...]
    alone: bool


class PeopleNames:
    """Finds the names of people in texts; made once and used for every text."""

    def __init__(
        self, people: Iterable[Person], given_names: GivenNames, not_crew: Iterable[str]
    ) -> None:
        """Take the people, the groups of given names that stand for each other, and namesakes."""
        self._forms = _forms(people, given_names)
        # A namesake is found and means nobody: "Owen Garriott" is not Richard.
        self._forms.update((name_words(name), _Form((), False)) for name in not_crew)
        self._common = {person.name for person in people if person.common_surname}
        self._longest = max(map(len, self._forms), default=0)

    def look_up(self, name: str) -> tuple[str, ...]:
        """Everybody whom a name, spelling or surname may mean, in the record's order."""
        form = self._forms.get(name_words(name))
        return form.names if form else ()

    def find(self, text: str) -> tuple[PersonMention, ...]:
        """The names in a text, in order and without overlap; offsets are those of the text."""
        return tuple(self._mentions(text, fold(text)))

    def _mentions(self, text: str, plain: str) -> Iterator[PersonMention]:
        words = list(_WORD.finditer(plain))
        keys = [word[0].casefold() for word in words]
        lower_case = plain == plain.lower()
        position = 0
        while position < len(words):
            length, form = self._longest_form(plain, words, keys, position)
            last = words[position + length - 1] if form else words[position]
            if form and (not form.alone or self._stands_alone(last[0], form, lower_case)):
                start = words[position].start()
                end = _closed(plain, start, last.end())
                if form.names:
                    yield PersonMention(start, end, form.names, text[start:end])
                position += length
            else:
                position += 1

    def _longest_form(
        self, plain: str, words: Sequence[re.Match[str]], keys: Sequence[str], position: int
    ) -> tuple[int, _Form | None]:
        """The longest name that begins at a word, in words."""
        best: tuple[int, _Form | None] = (0, None)
        for length in range(1, min(self._longest, len(words) - position) + 1):
            last = position + length - 1
            if length > 1:
                between = plain[words[last - 1].end() : words[last].start()]
                if not _WITHIN_NAME.fullmatch(between):
                    break
            if form := self._forms.get(tuple(keys[position : last + 1])):
                best = (length, form)
        return best

    def _stands_alone(self, surname: str, form: _Form, lower_case: bool) -> bool:
        """Whether a surname without a given name is one: "Brand" and "wolf" are not."""
        if self._common.issuperset(form.names):
            return False
        return surname[0].isupper() or (lower_case and len(surname) >= _MIN_LOWER_CASE)


def name_words(name: str) -> Words:
    """A name as the words under which it is looked up."""
    return tuple(word.casefold() for word in _WORD.findall(fold(name)))


def _closed(plain: str, start: int, end: int) -> int:
    """The end with the bracket that closes "(Bulgaria"."""
    return end + 1 if "(" in plain[start:end] and plain[end : end + 1] == ")" else end


def _forms(people: Iterable[Person], given_names: GivenNames) -> dict[Words, _Form]:
    """All ways of writing with whom they mean; a full name is stronger than a surname."""
    alike = {name: group for group in given_names for name in group}
    full: dict[Words, list[str]] = {}
    alone: dict[Words, list[str]] = {}
    for person in people:
        for written in _full_names(person, alike):
            _add(full, written, person.name)
        for surname in _surnames(person):
            _add(alone, surname, person.name)
    forms = {words: _Form(tuple(names), True) for words, names in alone.items()}
    forms.update((words, _Form(tuple(names), False)) for words, names in full.items())
    return forms


def _add(table: dict[Words, list[str]], written: str, name: str) -> None:
    names = table.setdefault(name_words(written), [])
    if name not in names:
        names.append(name)


def _surnames(person: Person) -> list[str]:
    return [person.surname, *(one for one in person.spellings if " " not in one)]


def _full_names(person: Person, alike: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The canonical name and every given name, or two or its initial, with every surname."""
    yield person.name
    yield person.plain_name
    yield from (one for one in person.spellings if " " in one)
    given = person.plain_name.removesuffix(person.surname).strip()
    if not given or given == person.plain_name:  # a family name in front, "Yi So-yeon"
        return
    for surname in _surnames(person):
        for one in alike.get(given, (given,)):
            yield f"{one} {surname}"
            yield f"{one[0]}. {surname}"
            yield f"{given} {one} {surname}"

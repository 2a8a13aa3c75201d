"""Turns a question into words with roles: what is named, what is asked for, what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.plan.aspects import (
    ASPECTS,
    BEYOND,
    COLOURS,
    COMPARES,
    COVER_NOUNS,
    FILLERS,
    GENUINE,
    JOINS,
    KIND_NOUNS,
    KIND_WORDS,
    MISSION_NOUNS,
    NEGATIONS,
    NEWEST,
    OLDEST,
    PHRASES,
    Aspect,
)
from assistant.understand.query import Query
from corpus.catalogue.normalisation import words
from corpus.catalogue.schema import Catalogue, stamp_key
from corpus.dates import DateMention, find_dates
from corpus.lexicon import built_in
from corpus.record.missions import MissionRecord
from index.words import normalise, stem

_TOKEN = re.compile(r"[^\W_]+|,")
_WORDS = built_in().catalogue_words
_MARK_NOUNS = frozenset(_WORDS["mark"])
_NUMBERS = frozenset(built_in().units[1:4])
_ASKS = frozenset(_WORDS["ask"])
_DEGREES = frozenset(_WORDS["degree"])
# A name of one word alone is a place more often than a mark.
_MIN_NAME_WORDS, _MIN_NAME_LETTERS = 2, 7


class Role(StrEnum):
    """What a word does in a question."""

    MISSION = "mission"
    PERSON = "person"
    DATE = "date"
    STAMP = "stamp"
    MARK = "mark"
    ASPECT = "aspect"
    COVER = "cover"
    TITLE = "title"
    KIND = "kind"
    MISSIONS = "missions"
    COLOUR = "colour"
    GENUINE = "genuine"
    EXTREME = "extreme"
    DEGREE = "degree"
    COMPARE = "compare"
    ASK = "ask"
    JOIN = "join"
    FILLER = "filler"
    BEYOND = "beyond"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a name of a question; `values` are the missions, people, marks or kinds it means.

    Of a title that is said whole they are the id of its cover; of a kind word or noun the kinds
    that it says, and a bare "cover" says none.
    """

    text: str
    role: Role
    values: tuple[str, ...] = ()
    aspect: Aspect | None = None
    date: DateMention | None = None


def tagged(query: Query, catalogue: Catalogue, record: MissionRecord) -> tuple[Token, ...]:
    """The words of a question in order, each with its role."""
    text = query.text
    spans = sorted(_named(text, record), key=lambda span: (span[0], -span[1]))
    spelt = [(found.start(), normalise(found[0])) for found in _TOKEN.finditer(text)]
    tokens: list[Token | str] = []
    end = 0
    for start, word in spelt:
        if start < end:
            continue
        span = next((one for one in spans if one[0] == start), None)
        if span:
            end = span[1]
            tokens.append(span[2])
        else:
            tokens.append(word)
    return tuple(_without_numbers(list(_roles(_with_marks(tokens, catalogue), query, catalogue))))


def _named(text: str, record: MissionRecord) -> Iterator[tuple[int, int, Token]]:
    """Missions, people and dates as spans; each begins where a word does."""
    for mission in record.find(text):
        yield mission.start, mission.end, Token(mission.text, Role.MISSION, mission.missions)
    for person in record.find_people(text):
        yield person.start, person.end, Token(person.text, Role.PERSON, person.names)
    for day in find_dates(text):
        start = day.start
        yield start, day.end, Token(text[start : day.end], Role.DATE, date=day)


def _with_marks(tokens: Sequence[Token | str], catalogue: Catalogue) -> Iterator[Token | str]:
    """The tokens with the names of shared marks joined, the longest first."""
    names = _mark_names(catalogue)
    longest = max(map(len, names), default=0)
    place = 0
    while place < len(tokens):
        for length in range(min(longest, len(tokens) - place), 0, -1):
            run = tokens[place : place + length]
            phrase = tuple(word for one in run for word in _spoken(one))
            if phrase in names:
                yield Token(" ".join(phrase), Role.MARK, names[phrase])
                place += length
                if place < len(tokens) and tokens[place] in _MARK_NOUNS:
                    place += 1
                break
        else:
            yield tokens[place]
            place += 1


def _spoken(token: Token | str) -> tuple[str, ...]:
    text = token.text if isinstance(token, Token) else token
    return tuple(_singular(word) for word in words(text))


def _singular(word: str) -> str:
    return word[:-1] if word in _MARK_NOUNS and word.endswith("s") else word


def _mark_names(catalogue: Catalogue) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names of shared marks by their words, with and without "postmark" at the end."""
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for mark in catalogue.postmarks:
        for name in (mark.name, *mark.also_called):
            whole = tuple(_singular(word) for word in words(name))
            short = whole[:-1] if whole and whole[-1] in _MARK_NOUNS else whole
            for phrase in {whole, short}:
                if _is_name(phrase):
                    names[phrase] = tuple(dict.fromkeys((*names.get(phrase, ()), mark.id)))
    return names


def _is_name(phrase: tuple[str, ...]) -> bool:
    return len(phrase) >= _MIN_NAME_WORDS or (
        len(phrase) == 1 and len(phrase[0]) >= _MIN_NAME_LETTERS and phrase[0] not in _MARK_NOUNS
    )


def _roles(tokens: Iterable[Token | str], query: Query, catalogue: Catalogue) -> Iterator[Token]:
    stamps = {stamp_key(number) for number in query.entities.stamps}
    for token, said in _joined(list(tokens)):
        if isinstance(token, Token):
            yield token
        elif stamp_key(token) in stamps and catalogue.with_stamp(token):
            yield Token(token, Role.STAMP, (token,))
        elif token != "scott":
            found = _role(token)
            yield replace(found, text=said) if found.role is Role.COVER else found


def _without_numbers(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with a number that only says how many things are named: "the two covers"."""
    named = (Role.COVER, Role.KIND, Role.MISSION)
    for token, before, after in zip(tokens, (None, *tokens[:-1]), (*tokens[1:], None), strict=True):
        asked = before is not None and before.role is Role.ASK and before.text != "howmany"
        things = (*named, Role.ASPECT) if asked else named
        counts = token.text in _NUMBERS and after is not None and after.role in things
        yield replace(token, role=Role.FILLER) if counts else token


def _joined(tokens: Sequence[Token | str]) -> Iterator[tuple[Token | str, str]]:
    """The tokens with the phrases of the field as one word, and the words that it stands for."""
    place = 0
    while place < len(tokens):
        for length in (4, 3, 2):
            run = tuple(tokens[place : place + length])
            if all(isinstance(one, str) for one in run) and run in PHRASES:
                yield PHRASES[run], " ".join(map(str, run))  # type: ignore[index]
                place += length
                break
        else:
            plain = tokens[place]
            yield plain, plain if isinstance(plain, str) else plain.text
            place += 1


def _role(word: str) -> Token:
    """The role of a word that is no name."""
    plain = stem(word)
    for said, role in (
        (word in NEGATIONS, Role.BEYOND),
        (word in BEYOND, Role.BEYOND),
        (word in _ASKS, Role.ASK),
        (word in JOINS, Role.JOIN),
        (word in _DEGREES, Role.DEGREE),
        (plain in OLDEST | NEWEST, Role.EXTREME),
        (plain in COMPARES, Role.COMPARE),
        (plain in COVER_NOUNS, Role.COVER),
        (plain in MISSION_NOUNS, Role.MISSIONS),
        (plain in COLOURS, Role.COLOUR),
    ):
        if said:
            return Token(word, role)
    if plain in ASPECTS:
        return Token(word, Role.ASPECT, aspect=ASPECTS[plain])
    if plain in KIND_NOUNS:
        return Token(word, Role.COVER, KIND_NOUNS[plain])
    if plain in KIND_WORDS:
        return Token(word, Role.KIND, KIND_WORDS[plain])
    if plain in GENUINE:
        return Token(word, Role.GENUINE, (GENUINE[plain],))
    return Token(word, Role.FILLER if plain in FILLERS else Role.WORD)

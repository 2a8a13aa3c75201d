"""Drafts rows of the catalogue: an article's sections on covers → TOML for a person to keep.

Every value is words of the sentence beside it. What a sentence means for a cover is for the
person: nothing is joined, nothing is left out without a comment that shows it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from corpus.article import Article
from corpus.catalogue.checking import sections_without_cover
from corpus.catalogue.gaps import stamp_numbers
from corpus.catalogue.schema import Catalogue, Kind
from corpus.dates import find_dates
from corpus.lexicon import any_of, built_in
from corpus.record.missions import MissionRecord
from corpus.slugs import slug_of
from index.passages import Passage, split
from index.words import stems

_LEXICON = built_in()
_QUOTED = re.compile(r'"([^"]+)"')
_TOWN = re.compile(rf"\b(?:{any_of(_LEXICON.towns)})\b")
_COLOUR = re.compile(rf"\b(?:{any_of(_LEXICON.colours)})\b", re.IGNORECASE)
_HANDSTAMP = re.compile("|".join(_LEXICON.phrases["handstamp"]), re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ASPECTS = {name: stems(" ".join(said)) for name, said in _LEXICON.cover_aspects.items()}
_DESCRIBED = ("stamp", "postmark", "handstamp", "cachet", "autograph")
_LONGEST_LETTER = 2

Value = str | date | Sequence[str]


class NothingToDraft(Exception):
    """An article has no section to draft rows of: says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A table below a cover; a `single` one is written once, with the values of all its rows."""

    name: str
    sentence: str
    values: Mapping[str, Value] = field(default_factory=dict)
    single: bool = False


def drafted(
    article: Article, catalogue: Catalogue, record: MissionRecord, *, every: bool = False
) -> str:
    """TOML that describes the covers of an article's sections, to be mended and kept.

    Sections that have a cover already are left out, but for `every`.

    Raises:
        NothingToDraft: when no section is left, or none tells of a cover.
    """
    passages = split(article, record)
    sections = _sections(article, Catalogue() if every else catalogue, passages)
    if not sections:
        described = catalogue.in_article(article.slug)
        raise NothingToDraft(
            f'every section on covers of "{article.slug}" has its cover; --all drafts them again'
            if described
            else f'no section of "{article.slug}" tells of a cover'
        )
    taken = {cover.id for cover in catalogue.covers}
    covers = [_cover(article, one, passages, record, taken) for one in sections]
    return "\n".join((*_head(article), *(line for lines in covers for line in lines)))


def _sections(
    article: Article, catalogue: Catalogue, passages: Sequence[Passage]
) -> tuple[str, ...]:
    """The sections whose headings name a cover; where none does, those whose sentences tell one."""
    named = tuple(one.section for one in sections_without_cover(Catalogue(), [article]))
    if named:
        left = {one.section for one in sections_without_cover(catalogue, [article])}
        return tuple(section for section in named if section in left)
    things = stems(" ".join((*_LEXICON.covers, *_LEXICON.cards)))
    telling = dict.fromkeys(
        passage.section
        for passage in passages
        for sentence in passage.sentences
        if set(things).intersection(stems(passage.words_of(sentence)))
        and _aspects(passage.words_of(sentence)).intersection(_DESCRIBED)
    )
    return tuple(one for one in telling if not catalogue.in_article(article.slug, one))


def _head(article: Article) -> Iterator[str]:
    yield f"# Drafted from the sentences of {article.slug}: keep what is true, mend what is not."
    yield "# Each value is to stand in its sentence; what describes no cover is to be removed."


def _cover(
    article: Article,
    section: str,
    passages: Sequence[Passage],
    record: MissionRecord,
    taken: set[str],
) -> list[str]:
    told = [
        (passage.kind == "note", passage.words_of(sentence))
        for passage in passages
        if passage.section == section
        for sentence in passage.sentences
    ]
    title = _ARTICLE.sub("", section or article.title)
    title = title[:1].upper() + title[1:]
    name = _free(slug_of(title), taken)
    missions = [one for one in _missions(title, record) if one in article.missions]
    rows = [row for noted, text in told for row in _rows(text, noted, record)]
    first = next(text for noted, text in told if not noted or len(told) == 1)
    lines = ["", "[[cover]]", f"id = {_toml(name)}", f"title = {_toml(title)}"]
    lines += [f"missions = {_toml(missions or list(article.missions[:1]))}"]
    lines += [f"kind = {_toml(_kind(title))}", f"section = {_toml(section)}"]
    lines += [f"sentence = {_toml(first)}"]
    for several in _joined(rows):
        lines += _table(several)
    used = {row.sentence for row in rows}
    left = [text for _, text in told if text not in used and text != first]
    return lines + [f"# No value found in: {text}" for text in left]


def _missions(text: str, record: MissionRecord) -> list[str]:
    found = (name for mention in record.find(text) for name in mention.missions)
    return [*dict.fromkeys(found)]


def _free(name: str, taken: set[str]) -> str:
    """A name that no cover has, which then is taken."""
    tried = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    free = next(one for one in tried if one not in taken)
    taken.add(free)
    return free


def _kind(title: str) -> str:
    """The kind that a heading names, by the words that name kinds; else simply a cover."""
    plain = title.casefold()
    said = [kind for kind in get_args(Kind) if kind in plain or f"{kind}s" in plain]
    by_word = (kinds[0] for word, kinds in _LEXICON.kind_words.items() if word in plain.split())
    return max(said, key=len) if said and said != ["cover"] else next(by_word, "cover")


def _aspects(text: str) -> frozenset[str]:
    said = set(stems(_HANDSTAMP.sub("handstamp", text)))
    return frozenset(name for name, words in _ASPECTS.items() if said.intersection(words))


def _rows(text: str, noted: bool, record: MissionRecord) -> Iterator[_Row]:
    """The rows that one sentence may be for: one for each stamp number, date and signer."""
    if noted:
        yield _Row("note", text)
        return
    aspects = _aspects(text)
    numbers = stamp_numbers(text)
    yield from (_Row("stamp", text, {"number": _as_written(text, one)}) for one in numbers)
    if "stamp" in aspects and not numbers and not aspects & {"postmark", "handstamp"}:
        yield _Row("stamp", text)
    if "postmark" in aspects:
        yield from _postmarks(text)
    if "handstamp" in aspects:
        yield _Row("handstamp", text, _given(text=_QUOTED.findall(text), colour=_colour(text)))
    people = _people(text, record)
    if "cachet" in aspects and "autograph" not in aspects:
        values = _given(text=_QUOTED.findall(text), people=people)
        yield _Row("cachet", text, values, single=True)
    if "autograph" in aspects:
        yield from (_Row("autograph", text, {"person": one}) for one in people)


def _postmarks(text: str) -> Iterator[_Row]:
    quoted = _QUOTED.findall(text)
    letters = [one for one in quoted if len(one) <= _LONGEST_LETTER]
    town = _TOWN.search(text)
    values = _given(
        wording=[one for one in quoted if one not in letters],
        place=town[0] if town else "",
        colour=_colour(text),
        letter=letters[0] if letters else "",
    )
    days = [*dict.fromkeys(_days(text))]
    yield from (_Row("postmark", text, {"date": day, **values}) for day in days)
    if not days:
        yield _Row("postmark", text, values)


def _days(text: str) -> Iterator[date]:
    for found in find_dates(text):
        if found.year and found.month and found.day:
            yield date(found.year, found.month, found.day)


def _people(text: str, record: MissionRecord) -> list[str]:
    """The people as the sentence writes them: a full name that it does not have is not its."""
    return [*dict.fromkeys(text[one.start : one.end] for one in record.find_people(text))]


def _colour(text: str) -> str:
    found = _COLOUR.search(text)
    return found[0].lower() if found else ""


def _as_written(text: str, number: str) -> str:
    return f"s. {number}" if f"s. {number}" in text else number


def _given(**values: Value) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value}


def _joined(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """The rows of each table that is to be written: the single ones together, others alone."""
    single: dict[str, list[_Row]] = {}
    for row in rows:
        if row.single:
            single.setdefault(row.name, []).append(row)
        else:
            yield [row]
    yield from single.values()


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    name = f"cover.{rows[0].name}"
    yield ""
    yield f"[{name}]" if rows[0].single else f"[[{name}]]"
    for key in dict.fromkeys(key for row in rows for key in row.values):
        yield f"{key} = {_toml(_together([row.values[key] for row in rows if key in row.values]))}"
    told = [*dict.fromkeys(row.sentence for row in rows)]
    yield f"sentence = {_toml(told[0] if len(told) == 1 else told)}"


def _together(values: Sequence[Value]) -> Value:
    """One value as it is; of lists of texts all of them, each text once."""
    if len(values) == 1:
        return values[0]
    texts = [text for value in values if not isinstance(value, str | date) for text in value]
    return [*dict.fromkeys(texts)] or values[0]


def _toml(value: Value) -> str:
    """A value as TOML writes it; a text of JSON is one of TOML."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return f"[{', '.join(json.dumps(one, ensure_ascii=False) for one in value)}]"

"""Reads folders of `corpus/covers` into a `Catalogue`, strictly: a typing mistake is an error.

Whether a value's words stand in its sentences is for `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from corpus.article import Article
from corpus.catalogue.images import images_of
from corpus.catalogue.schema import (
    Autograph,
    Cachet,
    Catalogue,
    Cover,
    CoverNote,
    CoverPostmark,
    CoverStamp,
    Handstamp,
    Issue,
    Kind,
    Label,
    Postmark,
    SectionReference,
    Stamp,
    Telling,
    stamp_key,
)
from corpus.catalogue.sentences import misquoted
from corpus.toml_tables import Table, read_toml

BUILT_IN_COVERS = Path(__file__).parents[1] / "covers"
STAMPS, POSTMARKS = "stamps.toml", "postmarks.toml"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COVER_KEYS = frozenset(
    {
        "id",
        "title",
        "missions",
        "kind",
        "section",
        "date",
        "sentence",
        "article",
        "also",
        "images",
        "stamp",
        "postmark",
        "handstamp",
        "cachet",
        "autograph",
        "label",
        "issue",
        "note",
    }
)

Row = TypeVar(
    "Row", CoverStamp, CoverPostmark, Handstamp, Cachet, Autograph, Label, Issue, CoverNote
)


def read_catalogue(folders: Sequence[Path], articles: Iterable[Article]) -> Catalogue:
    """The catalogue in folders of TOML files; a folder that is not there holds nothing.

    Args:
        folders: each with a `<slug>.toml` for an article, `stamps.toml` and `postmarks.toml`.
        articles: those that the files may name and cut sentences from.

    Raises:
        CorpusError: with file and line, for broken TOML, an unknown key, a value of the wrong
            type, an id or a number that is taken, or a mark, an article, a mission, a section or
            a sentence that is not there.
    """
    return read_files([path for folder in folders for path in catalogue_files(folder)], articles)


def catalogue_files(folder: Path) -> tuple[Path, ...]:
    """The TOML files of a folder in a stable order; none where there is no such folder."""
    if not folder.is_dir():
        return ()
    return tuple(path for path in sorted(folder.glob("*.toml")) if not path.name.startswith("."))


def read_files(
    paths: Sequence[Path], articles: Iterable[Article], beside: Catalogue | None = None
) -> Catalogue:
    """What single files catalogue; raises as `read_catalogue`.

    Of `beside`, what is there already, the marks may be named, and ids and numbers are taken.
    """
    taken = _taken_by(beside) if beside else {}
    reader = _Reader({article.slug: article for article in articles}, taken)
    postmarks = tuple(
        postmark for path in paths if path.name == POSTMARKS for postmark in reader.postmarks(path)
    )
    stamps = tuple(stamp for path in paths if path.name == STAMPS for stamp in reader.stamps(path))
    covers = tuple(
        cover
        for path in paths
        if path.name not in (STAMPS, POSTMARKS)
        for cover in reader.covers(path)
    )
    return Catalogue(covers, stamps, postmarks)


def _taken_by(catalogue: Catalogue) -> dict[tuple[str, str], str]:
    return {
        **{("cover", one.id): f'the cover "{one.title}"' for one in catalogue.covers},
        **{("postmark", one.id): f'the mark "{one.name}"' for one in catalogue.postmarks},
        **{("stamp", stamp_key(one.number)): "a stamp before it" for one in catalogue.stamps},
    }


@dataclass(frozen=True, slots=True)
class _Reader:
    """The articles, and what earlier tables have taken: (kind of name, name) → its place."""

    articles: Mapping[str, Article]
    taken: dict[tuple[str, str], str] = field(default_factory=dict)

    def covers(self, path: Path) -> Iterator[Cover]:
        file = read_toml(path)
        file.only_known({"cover"})
        for table in file.tables("cover"):
            yield self._cover(table, path.stem)

    def stamps(self, path: Path) -> Iterator[Stamp]:
        file = read_toml(path)
        file.only_known({"stamp"})
        for table in file.tables("stamp"):
            table.only_known(_keys(Stamp) | {"sentence", "article"})
            number = table.text("number")
            self._take(table, "number", stamp_key(number))
            yield Stamp(tellings=self._tellings(table, ""), **_values(Stamp, table))

    def postmarks(self, path: Path) -> Iterator[Postmark]:
        file = read_toml(path)
        file.only_known({"postmark"})
        for table in file.tables("postmark"):
            table.only_known(_keys(Postmark) | {"sentence"})
            self._take(table, "id", self._id(table), of="postmark")
            section = self._section(table, table.text("article"))
            values = _values(Postmark, table, without="section")
            values |= {"name": table.text("name"), "section": section}
            yield Postmark(tellings=self._tellings(table, ""), **values)

    def _cover(self, table: Table, slug: str) -> Cover:
        table.only_known(_COVER_KEYS)
        self._take(table, "id", self._id(table), of="cover")
        article = table.optional_text("article") or slug
        kind: Any = table.choice("kind", get_args(Kind))
        if kind is None:
            raise table.error("kind", f'"kind" is missing; give one of {", ".join(get_args(Kind))}')
        cachet, issue = table.table("cachet"), table.table("issue")
        return Cover(
            id=table.text("id"),
            title=table.text("title"),
            kind=kind,
            tellings=self._tellings(table, slug),
            article=article,
            section=self._section(table, article),
            missions=self._missions(table),
            date=table.day("date"),
            also=tuple(self._reference(one) for one in table.tables("also")),
            images=images_of(table),
            stamps=self._rows(CoverStamp, table.tables("stamp"), slug),
            postmarks=self._rows(CoverPostmark, table.tables("postmark"), slug),
            handstamps=self._rows(Handstamp, table.tables("handstamp"), slug),
            cachet=self._row(Cachet, cachet, slug) if cachet else None,
            autographs=self._rows(Autograph, table.tables("autograph"), slug),
            labels=self._rows(Label, table.tables("label"), slug),
            issue=self._row(Issue, issue, slug) if issue else None,
            notes=self._rows(CoverNote, table.tables("note"), slug),
        )

    def _rows(self, row: type[Row], tables: Iterable[Table], slug: str) -> tuple[Row, ...]:
        return tuple(self._row(row, table, slug) for table in tables)

    def _row(self, row: type[Row], table: Table, slug: str) -> Row:
        """One thing on a cover; its keys are the fields of its type."""
        table.only_known(_keys(row) | {"sentence", "article"})
        mark = table.optional_text("mark") if "mark" in _keys(row) else ""
        if mark and ("postmark", mark) not in self.taken:
            raise table.error(
                "mark",
                f'there is no postmark "{mark}"; add a [[postmark]] with '
                f"this id to {POSTMARKS}, or mend the id",
            )
        return row(tellings=self._tellings(table, slug), **_values(row, table))

    def _id(self, table: Table) -> str:
        name = table.text("id")
        if not _ID.fullmatch(name):
            raise table.error("id", f'"{name}" is no id; write lower case words with hyphens')
        return name

    def _take(self, table: Table, key: str, name: str, of: str = "stamp") -> None:
        if place := self.taken.get((of, name)):
            raise table.error(
                key,
                f'the {key} "{table.text(key)}" is taken by {place}; give another or remove one',
            )
        self.taken[of, name] = f"{table.path.name}, line {table.line_of(key)}"

    def _article(self, table: Table, slug: str) -> Article:
        if slug not in self.articles:
            way = (
                "mend the slug"
                if "article" in table.values
                else 'name the file after an article, or give article = "its-slug"'
            )
            raise table.error("article", f'there is no article "{slug}"; {way}')
        return self.articles[slug]

    def _section(self, table: Table, slug: str) -> str:
        """The heading of a section that the article has; empty for the lead."""
        article = self._article(table, slug)
        section = table.values.get("section")
        if section == "" and article.sections[0].heading == "":
            return ""
        section = table.text("section")
        if all(one.heading != section for one in article.sections):
            raise table.error(
                "section",
                f'the article "{slug}" has no section "{section}"; copy the heading from it',
            )
        return section

    def _reference(self, table: Table) -> SectionReference:
        table.only_known({"article", "section"})
        slug = table.text("article")
        return SectionReference(slug, self._section(table, slug))

    def _missions(self, table: Table) -> tuple[str, ...]:
        """Names that an article's front matter has, so that one mission has one name."""
        missions = table.texts("missions")
        for name in missions:
            if all(name not in article.missions for article in self.articles.values()):
                raise table.error(
                    "missions",
                    f'no article names the mission "{name}"; write it '
                    "as the article's front matter does",
                )
        return missions

    def _tellings(self, table: Table, slug: str) -> tuple[Telling, ...]:
        slug = table.text("article") if "article" in table.values or not slug else slug
        article = self._article(table, slug)
        tellings = tuple(Telling(slug, one) for one in table.text_or_texts("sentence"))
        for telling in tellings:
            if problem := misquoted(telling, article):
                raise table.error("sentence", problem)
        return tellings


@cache
def _getters(row: type) -> Mapping[str, Any]:
    """For each key of a type, what reads it from a table; the annotation says which."""
    hints = get_type_hints(row)
    return {one.name: _getter(hints[one.name]) for one in fields(row) if one.name != "tellings"}


def _getter(hint: Any) -> Any:
    if hint is str:
        return Table.optional_text
    if get_origin(hint) is tuple:
        return Table.texts
    inner = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(inner) is Literal:
        return lambda table, key: table.choice(key, get_args(inner))
    return {int: Table.number, date: Table.day, bool: Table.flag}[inner]


def _keys(row: type) -> frozenset[str]:
    return frozenset(_getters(row))


def _values(row: type, table: Table, without: str = "") -> dict[str, Any]:
    return {
        key: getter(table, key)
        for key, getter in _getters(row).items()
        if key in table.values and key != without
    }

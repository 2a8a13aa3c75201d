"""Writes a catalogue, or a selection of it, as rows for CSV and as data for JSON; reads the latter.

Columns and keys are the fields' names. JSON keeps everything, the sentences too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from corpus.catalogue.attributes import attributes
from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Catalogue, Cover, Postmark, Stamp

_ASPECTS = {
    "stamps": "stamp",
    "postmarks": "postmark",
    "handstamps": "handstamp",
    "cachet": "cachet",
    "autographs": "autograph",
    "labels": "label",
}
_FACTS = ("printed", "price", "postage", "issuer", "rarity", "flown", "genuine")
CSV_COLUMNS = (
    "id",
    "title",
    "kind",
    "missions",
    "date",
    *_ASPECTS,
    *_FACTS,
    "notes",
    "article",
    "section",
)
# Excel reads UTF-8 only with this mark before it.
BYTE_ORDER_MARK = "\ufeff"
# Several things in one cell; their values have commas and semicolons.
_BETWEEN = " | "
# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(
    catalogue: Catalogue, covers: Iterable[Cover] | None = None
) -> Iterator[tuple[str, ...]]:
    """The line of columns, then a row for each cover, by default of all."""
    yield CSV_COLUMNS
    for cover in catalogue.covers if covers is None else covers:
        cells = _cells(cover, catalogue)
        yield tuple(cells.get(column, "") for column in CSV_COLUMNS)


def csv_text(catalogue: Catalogue, covers: Iterable[Cover] | None = None) -> str:
    """The same as a file for a spreadsheet, which takes no cell of it for a formula."""
    table = io.StringIO()
    rows = csv_rows(catalogue, covers)
    csv.writer(table).writerows([_harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + table.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def cover_to_json(cover: Cover) -> dict[str, Any]:
    """A cover as plain data; what is empty is left out, a date is "2003-10-18"."""
    return dict(_plain(cover))


def catalogue_to_json(
    catalogue: Catalogue, covers: Iterable[Cover] | None = None
) -> dict[str, Any]:
    """{"covers": […], "stamps": […], "postmarks": […]}; of a selection those that it carries."""
    if covers is None:
        chosen, stamps, postmarks = catalogue.covers, catalogue.stamps, catalogue.postmarks
    else:
        chosen = tuple(covers)
        some = Catalogue(chosen)
        stamps = tuple(one for one in catalogue.stamps if some.with_stamp(one.number))
        postmarks = tuple(one for one in catalogue.postmarks if some.with_mark(one.id))
    return {
        "covers": [_plain(cover) for cover in chosen],
        "stamps": [_plain(stamp) for stamp in stamps],
        "postmarks": [_plain(postmark) for postmark in postmarks],
    }


def catalogue_from_json(content: dict[str, Any]) -> Catalogue:
    """The catalogue that `catalogue_to_json` wrote; for data of one's own writing, unchecked."""
    return Catalogue(
        covers=tuple(_typed(Cover, cover) for cover in content["covers"]),
        stamps=tuple(_typed(Stamp, stamp) for stamp in content["stamps"]),
        postmarks=tuple(_typed(Postmark, postmark) for postmark in content["postmarks"]),
    )


def _cells(cover: Cover, catalogue: Catalogue) -> dict[str, str]:
    rows = attributes(cover, catalogue)
    day = date_of(cover)
    cells = {
        "id": cover.id,
        "title": cover.title,
        "kind": cover.kind,
        "article": cover.article,
        "section": cover.section,
        "missions": _BETWEEN.join(cover.missions),
        "date": day.isoformat() if day else "",
        "notes": _BETWEEN.join(row.value for row in rows if row.aspect == "note"),
    }
    for column, aspect in _ASPECTS.items():
        cells[column] = _BETWEEN.join(row.value for row in rows if row.aspect == aspect)
    return cells | {row.label.lower(): row.value for row in rows if row.aspect == "issue"}


def _plain(value: Any) -> Any:
    """Dataclasses as dicts without their empty fields, tuples as lists, dates as ISO texts."""
    if is_dataclass(value):
        told = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {
            name: _plain(part)
            for name, part in told
            if part not in (None, "", ()) or name == "section"
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(row: type) -> dict[str, Any]:
    return get_type_hints(row)


def _typed(hint: Any, value: Any) -> Any:
    """Plain data as what an annotation asks for; the inverse of `_plain`."""
    if get_origin(hint) is tuple:
        return tuple(_typed(get_args(hint)[0], part) for part in value)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _typed(hints[name], part) for name, part in value.items()})
    optional = [one for one in get_args(hint) if one is not NoneType]
    if NoneType in get_args(hint):
        return _typed(optional[0], value)
    return date.fromisoformat(value) if hint is date else value

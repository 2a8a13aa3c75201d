"""Finds the tables of a catalogue's files again: a place in words → the table, with its lines.

The catalogue itself keeps no lines: whatever is found wrong with a value names its table, as
`checking` does, and this says where that table stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.article import CorpusError
from corpus.catalogue.checking import Untold
from corpus.catalogue.reading import POSTMARKS, STAMPS
from corpus.toml_tables import Table, read_toml

_MANY = ("stamp", "postmark", "handstamp", "autograph", "label", "note")
_ONE = ("cachet", "issue")
_SHARED = {STAMPS: ("stamp", "number"), POSTMARKS: ("postmark", "id")}


def tables_by_place(paths: Iterable[Path]) -> Mapping[str, Table]:
    """Every table of files that can be read by what `Untold.place` calls it."""
    return dict(pair for path in paths for pair in _tables(path))


def located(untold: Untold, tables: Mapping[str, Table]) -> CorpusError | None:
    """What is wrong with a value, with file and line; None for a table of another folder."""
    table = tables.get(untold.place)
    return table.error(untold.key, str(untold)) if table else None


def _tables(path: Path) -> Iterator[tuple[str, Table]]:
    file = read_toml(path)
    if path.name in _SHARED:
        name, key = _SHARED[path.name]
        for table in file.tables(name):
            yield f'{path.name}, {name} "{table.text(key)}"', table
        return
    for cover in file.tables("cover"):
        place = f'cover "{cover.text("id")}"'
        yield place, cover
        for name in _MANY:
            for number, table in enumerate(cover.tables(name), start=1):
                yield f"{place}, {name} {number}", table
        for name in _ONE:
            if one := cover.table(name):
                yield f"{place}, {name} 1", one

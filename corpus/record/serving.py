"""Which record of missions a collection is read and answered with: the built-in one or its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.record.missions import MissionRecord

RECORD_FILE = "missions.toml"


def served_record(folders: Sequence[Path], places: Sequence[Path]) -> tuple[MissionRecord, bool]:
    """The record, and whether its facts are told beside the articles.

    `folders` are indexed in place of the built-in articles; `places` are where a `missions.toml`
    may lie, the last one winning. Without one, other folders are read with the built-in names of
    missions and people, whose facts are not theirs.

    Raises:
        MissionError: for a file that cannot be read, with its place, the problem and what to do.
    """
    own = [place / RECORD_FILE for place in places if (place / RECORD_FILE).is_file()]
    if own:
        return MissionRecord.load(own[-1]), True
    return MissionRecord.load(), not folders

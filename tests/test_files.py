"""A file is written whole or stays as it was, and only one function does it."""

import ast
import os
from pathlib import Path

import pytest

from index.files import write_whole

ROOT = Path(__file__).parents[1]


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "new" / "a.txt"
    write_whole(path, "Komarov\u2019s")
    write_whole(path, b"\xff")
    assert path.read_bytes() == b"\xff"
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path, monkeypatch, broken):
    path = tmp_path / "a.txt"
    write_whole(path, "before")

    def fail(*_):
        raise OSError("no room")

    monkeypatch.setattr(os if broken == "fsync" else Path, broken, fail)
    with pytest.raises(OSError, match="no room"):
        write_whole(path, "after")
    assert path.read_text() == "before"
    assert [*tmp_path.iterdir()] == [path]


def test_nothing_else_renames_or_syncs_a_file():
    """`.replace(x)` of one argument is a path's; a text's has two. Evals and training are apart."""
    others = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for package in ("corpus", "index", "assistant", "web")
        for path in (ROOT / package).rglob("*.py")
        if path != ROOT / "index/files.py" and "training" not in path.parts
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (
            call.func.attr == "fsync"
            or (call.func.attr == "replace" and len(call.args) == 1 and not call.keywords)
        )
    ]
    assert others == []

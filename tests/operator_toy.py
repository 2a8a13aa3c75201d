"""A data folder over one toy article that an operator changes in the browser, without a model."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from assistant.manage.build import build_index
from assistant.pipeline import Assistant
from index import store
from index.selection import Selection
from tests.toy import WordEncoder, shared_record, write_article
from web.operating import desk

PASSWORD = "stamp"
GREEN = "The green cover was cancelled in Lindow on 3 March 1975."
BLUE = "The blue card was printed in Zechlin on 4 May 1976."


def opened(home: Path, _model: str = "") -> Assistant:
    """The assistant of the folder's index, with the toy encoder and no reader."""
    return Assistant(store.load(home), WordEncoder(), shared_record())


def operated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose index is built, and stays so, with the toy encoder."""
    toy_build = partial(build_index, load_encoder=lambda _model: WordEncoder())
    monkeypatch.setattr(desk, "build_index", toy_build)
    monkeypatch.setattr(Assistant, "open", opened)
    corpus = folder / "corpus"
    corpus.mkdir()
    write_article(corpus, "green-cover", GREEN, "Green cover")
    home = folder / "home"
    toy_build(home, Selection((corpus,)))
    return home

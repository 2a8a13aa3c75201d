"""A catalogue behind the web application: the dove's, a hostile one, and the built-in one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

from fastapi.testclient import TestClient

from assistant.pipeline import Assistant
from corpus.article import article_from_blocks
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
    Stamp,
    Telling,
)
from corpus.catalogue.serving import served_catalogue
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.site import BUILT_IN_SITE
from tests.catalogue_toy import toy_articles, toy_catalogue
from tests.toy import WordEncoder, toy_assistant
from tests.web_toy import serving
from web.state import Serving
from web.views.covers.shelf import shelf_of


@contextlib.contextmanager
def catalogued(catalogue: Catalogue) -> Iterator[None]:
    """Servers that start inside the block serve this catalogue, whatever their articles are."""

    def serving_of(assistant: Assistant, home: Path) -> Serving:
        shelf = shelf_of(catalogue, assistant.index, assistant.record)
        return Serving(assistant, shelf, BUILT_IN_SITE, tuple(assistant.record.missions))

    with patch.object(Serving, "of", serving_of):
        yield


@contextlib.contextmanager
def dove_serving(home: Path, **values: Any) -> Iterator[TestClient]:
    """The two articles and three covers of `catalogue_toy`."""
    with (
        catalogued(toy_catalogue(home)),
        serving(home, toy_assistant(toy_articles(), ()), **values) as client,
    ):
        yield client


@cache
def built_in_assistant() -> Assistant:
    """The built-in articles behind the toy's encoder; the built-in catalogue comes with them."""
    assistant = toy_assistant(read_folders((BUILT_IN_ARTICLES,)).articles, ())
    index = assistant.index
    return Assistant(
        index, WordEncoder(), assistant.record, catalogue=served_catalogue(index.articles)
    )


def hostile_world(payload: str) -> tuple[Catalogue, Assistant]:
    """One cover with a payload in every text of every table, and the article that tells it."""
    sentence = " ".join(f"The cover says {payload}".split())
    article = article_from_blocks(
        slug="hostile",
        title=f"Article {payload}",
        missions=["Soyuz 1"],
        blocks=[("heading", f"Section {payload}"), ("paragraph", sentence)],
    )
    tellings = (Telling("hostile", sentence),)
    rows = {
        "stamps": (_filled(CoverStamp, payload, tellings, number="s. 1"),),
        "postmarks": (
            _filled(CoverPostmark, payload, tellings, mark="hostile-mark", cancels=("s. 1",)),
            _filled(CoverPostmark, payload, tellings, mark="", wording=(), date_as_printed=""),
        ),
        "handstamps": (
            _filled(Handstamp, payload, tellings, mark="hostile-mark"),
            _filled(Handstamp, payload, tellings, mark="", position="on the reverse"),
        ),
        "autographs": (
            _filled(Autograph, payload, tellings, legible=None),
            _filled(Autograph, payload, tellings, person="", legible=False),
        ),
        "labels": (_filled(Label, payload, tellings), _filled(Label, payload, tellings, text="")),
        "notes": (CoverNote(tellings),),
    }
    covers = tuple(
        Cover(
            id=f"hostile-{number}",
            title=payload,
            kind=kind,
            article="hostile",
            section=article.sections[0].heading,
            tellings=tellings,
            missions=("Soyuz 1", payload),
            date=date(1967, 4, 23),
            cachet=_filled(Cachet, payload, tellings),
            issue=_filled(Issue, payload, tellings, printed=1, flown="yes", genuine="forged"),
            **rows,
        )
        for number, kind in enumerate((*get_args(Kind)[:2], "maxicard", "miniature sheet"))
    )
    stamp = _filled(Stamp, payload, tellings, number="s. 1")
    mark = replace(
        _filled(Postmark, payload, tellings, id="hostile-mark"),
        article="hostile",
        section=article.sections[0].heading,
    )
    return Catalogue(covers, (stamp,), (mark,)), toy_assistant([article], ())


def _filled(row: type, payload: str, tellings: tuple[Telling, ...], **known: Any) -> Any:
    """A table with a payload in every text and list of texts."""
    texts = {one.name: payload for one in fields(row) if one.type == "str"}
    lists = {one.name: (payload, payload) for one in fields(row) if one.type == "tuple[str, ...]"}
    return row(**{"tellings": tellings, **texts, **lists, **known})

"""The toy world behind the web application, asked in process as a browser would."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from assistant.pipeline import Assistant
from tests.toy import toy_assistant
from web.app import create_app
from web.settings import Settings

PAGE = {"Accept": "text/html"}
PILOT = "Who was the pilot of Soyuz 1?"


@cache
def shared_assistant() -> Assistant:
    return toy_assistant()


def settings(home: Path, **values: Any) -> Settings:
    return Settings(**{"home": home, "hosts": ("testserver",), **values})


@contextlib.contextmanager
def serving(home: Path, assistant: Assistant | None = None, **values: Any) -> Iterator[TestClient]:
    """A client with a cookie jar of its own."""
    app = create_app(settings(home, **values), assistant or shared_assistant())
    with TestClient(app) as client:
        yield client


def events(body: str) -> list[tuple[str, str]]:
    """Names and data of a stream, in order."""
    blocks = [block.split("\n") for block in body.strip().split("\n\n")]
    return [(name.removeprefix("event: "), data.removeprefix("data: ")) for name, data in blocks]


def plain(page: str) -> str:
    """A page without the spans that keep names in one line."""
    return re.sub(r'<span class="nb">([^<]*)</span>', r"\1", page)


class Tags(HTMLParser):
    """Every element with its attributes, and the words of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.found if tag == "a" and "href" in attrs]

"""Remembers which bytes each indexed article was read from, so that a slow machine loses none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from corpus.article import Article
from corpus.reading.folder import CorpusReading
from index.files import write_whole
from index.store import Index

READINGS = "readings.json"


def keep(home: Path, reading: CorpusReading) -> None:
    """Remember for the next reading from which bytes the articles were read."""
    slugs = [article.slug for article in reading.articles]
    content = dict(zip(reading.digests, slugs, strict=True))
    write_whole(home / READINGS, json.dumps(content, indent=1) + "\n")


def known(home: Path, current: Index | None) -> Mapping[str, Article]:
    """The articles of an index by the digest of the files they were read from.

    Nothing is known where the memory is missing or broken: then files are read, as at first.
    """
    if current is None:
        return {}
    try:
        kept = json.loads((home / READINGS).read_text(encoding="utf-8"))
        return {
            digest: current.articles[slug]
            for digest, slug in kept.items()
            if slug in current.articles
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}

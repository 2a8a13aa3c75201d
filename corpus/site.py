"""How a collection presents itself: `site.toml` beside its articles → `Site`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import MAX_FIELD_CHARACTERS
from corpus.toml_tables import Table, read_toml

SITE_FILE = "site.toml"
MAX_EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Site:
    """The first words of a site: a title, one sentence, and questions to begin with."""

    title: str
    sentence: str
    examples: tuple[str, ...] = ()


BUILT_IN_SITE = Site(
    "Ask about space covers, and see the words that answer.",
    "Cachet finds the sentence in its articles that answers a question about a mission or the "
    "covers made for it, quotes it, and writes the citation for your forum. When the articles "
    "don’t say, it says so.",
)
PLAIN_SITE = Site(
    "Ask these articles, and see the words that answer.",
    "Cachet finds the sentence that answers a question, quotes it, and writes its citation. When "
    "the articles don’t say, it says so.",
)


def served_site(folders: Sequence[Path], places: Sequence[Path]) -> Site:
    """The site of a collection; `folders` are indexed in place of the built-in articles.

    `places` are where a `site.toml` may lie, the last one winning; what it leaves out is said in
    words that hold of any articles, or of the built-in ones where these are indexed.

    Raises:
        CorpusError: with file and line, for an unknown key, or a value that is no text or too long.
    """
    site = PLAIN_SITE if folders else BUILT_IN_SITE
    for place in places:
        if (path := place / SITE_FILE).is_file():
            site = _read(path, site)
    return site


def _read(path: Path, default: Site) -> Site:
    table = read_toml(path)
    table.only_known(["title", "sentence", "examples"])
    values = table.values
    examples = table.texts("examples") if "examples" in values else default.examples
    return Site(
        _short(table, "title", default.title),
        _short(table, "sentence", default.sentence),
        tuple(examples[:MAX_EXAMPLES]),
    )


def _short(table: Table, key: str, default: str) -> str:
    if key not in table.values:
        return default
    words = " ".join(table.text(key).split())
    most = 2 * MAX_FIELD_CHARACTERS
    if len(words) > most:
        raise table.error(key, f'"{key}" has more than {most} characters; shorten it')
    return words

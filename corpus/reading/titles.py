"""What a file says of its own name → its title: the first that is trusted and no furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.reading.contents import Pair
from corpus.reading.furniture import is_title

MAX_TITLE_WORDS = 12
# Blocks at the top that may be a title where nothing says so.
OPENING_BLOCKS = 3
# "2. THE FLIGHTS" and "3) USS AKRON" name a section.
_SECTION = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Za-z])[.)]\s")
_LABEL = re.compile(r"(?:topic|subject|title|re|fwd?)\s*:\s*(?=\S)", re.IGNORECASE)


def first_title(candidates: Iterable[str]) -> str:
    """The first that can name an article; empty where none can."""
    folded = (_LABEL.sub("", " ".join(candidate.split())) for candidate in candidates)
    return next((title for title in folded if title and is_title(title)), "")


def title_of(named: str, blocks: Sequence[Pair], file_name: str) -> str:
    """What the file names itself, else its first heading or short line, else the file's name."""
    headings = [words for kind, words in blocks if kind in ("heading", "headline")][:1]
    headings = [words for words in headings if not _SECTION.match(words)]
    return first_title([named, *_opening(blocks), *headings]) or file_name.replace("_", " ")


def _opening(blocks: Sequence[Pair]) -> Iterable[str]:
    for kind, words in blocks[:OPENING_BLOCKS]:
        line = words.splitlines()[0]
        if kind == "row" or len(line.split()) > MAX_TITLE_WORDS or line[-1:] in ".!?:;":
            return
        yield line

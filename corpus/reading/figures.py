"""Which pictures a file names: addresses → `Figure`, or none where nothing could be fetched from.

Only files beside the article count; what lies elsewhere is never fetched, and its words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import unquote

from corpus.article import Figure, PictureWords
from corpus.reading.contents import Pair, Piece, PlacedFigure

_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|\\\\|#|\?)", re.IGNORECASE)
# "Launch cover. Photo: Anna Petrova", "Launch cover © Anna Petrova", "(courtesy of the museum)".
_CREDIT = re.compile(
    r"[\s.;,(\[–-]*(?:\b(?:photo(?:graph)?|picture|image|scan|credit|courtesy)s?"
    r"(?:\s+(?:of|by|credit))?\s*:\s*|\bcourtesy\s+of\s+|©\s*)(?P<who>(?:[^.!?]|(?<=\b[^\W\d_])\.){2,200})[\s.)\]]*$",
    re.IGNORECASE,
)


def picture_words(alt: str, caption: str = "") -> PictureWords:
    """The words beside a picture; its caption is its alternative text where it has no other.

    >>> picture_words("", "Launch cover of Soyuz 9. Photo: Anna Petrova").credit
    'Anna Petrova'
    """
    alt, caption = (" ".join(words.split()) for words in (alt, caption))
    found = _CREDIT.search(caption)
    said = caption[: found.start()].strip() if found else caption
    return PictureWords(alt or said, said, found["who"].strip(" )]") if found else "")


def figure_at(address: str, words: PictureWords) -> Figure | None:
    """The picture at an address that a text gives; None for one that is not a file beside it."""
    if not address.strip() or _ELSEWHERE.match(address.strip()):
        return None
    return Figure(0, unquote(address.strip().partition("?")[0].partition("#")[0]), words)


def parted(pieces: Iterable[Piece]) -> tuple[tuple[Pair, ...], tuple[PlacedFigure, ...]]:
    """The blocks, and the figures among them, each with the number of blocks before it."""
    blocks: list[Pair] = []
    figures: list[PlacedFigure] = []
    for piece in pieces:
        if isinstance(piece, Figure):
            figures.append((len(blocks), piece))
        else:
            blocks.append(piece)
    return tuple(blocks), with_captions(blocks, figures)


def with_captions(
    blocks: Sequence[Pair], figures: Iterable[PlacedFigure]
) -> tuple[PlacedFigure, ...]:
    """The figures, those without words of their own with those of the caption that follows."""
    placed = []
    for before, figure in figures:
        follows = blocks[before] if before < len(blocks) else ("paragraph", "")
        if follows[0] == "caption" and not figure.words.caption:
            words = picture_words(figure.words.alt, follows[1])
            placed.append((before, replace(figure, words=words)))
        else:
            placed.append((before, figure))
    return tuple(placed)

"""Cleans blocks of pages and documents: blanks, furniture, lines that stand for paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.article import Figure
from corpus.reading.contents import Contents, Pair, Piece, PlacedFigure
from corpus.reading.figures import with_captions
from corpus.reading.furniture import is_furniture, left_out, without_footnote_marks
from corpus.reading.plaintext import repaired
from corpus.reading.typography import plain_letters


def cleaned(pieces: Iterable[Piece]) -> Contents:
    """Blanks folded, furniture dropped and named, and repaired where lines stand for paragraphs."""
    folded = [
        piece if isinstance(piece, Figure) else (piece[0], _folded(piece[1])) for piece in pieces
    ]
    folded = [piece for piece in folded if isinstance(piece, Figure) or piece[1]]
    headed = any(not isinstance(piece, Figure) and piece[0] == "heading" for piece in folded)
    blocks: list[Pair] = []
    figures: list[PlacedFigure] = []
    gone: list[str] = []
    plain: list[str] = []

    def close() -> None:
        if not plain:
            return
        found = repaired("\n\n".join(plain))
        blocks.extend(found.blocks)
        gone.extend(found.left_out)
        plain.clear()

    for piece in folded:
        if isinstance(piece, Figure):
            close()
            figures.append((len(blocks), piece))
            continue
        kind, words = piece
        if kind == "paragraph" and (not headed or "\n" in words):
            plain.append(words)
            if headed:
                close()
            continue
        close()
        if kind != "heading" and is_furniture(words):
            gone.append(left_out(words))
        else:
            blocks.append((kind, " ".join(words.split())))
    close()
    return Contents("", tuple(blocks), tuple(gone), figures=with_captions(blocks, figures))


def _folded(words: str) -> str:
    lines = (" ".join(line.split()) for line in plain_letters(words).splitlines())
    return without_footnote_marks("\n".join(lines).strip())

"""An article → sections of blocks of segments: where passages begin, and which words are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from corpus.article import Article, Block, BlockKind, Section
from corpus.pictures.picture import Picture
from corpus.reading.tables import columns
from index.passages import Passage
from web.views.pictures import PictureView, picture_view

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one block; `anchor` where a passage begins, `marked` where they are the quote.

    `opens`: the quote begins with them.
    """

    text: str
    anchor: str
    marked: bool
    opens: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table, its cells by column; `anchor` where a passage begins."""

    anchor: str
    cells: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph, item, note or crew list in pieces that together are its words.

    Rows that follow each other are one block with `heads` and `rows` and no pieces. Above the
    words of a block with a `picture` stands that.
    """

    kind: BlockKind
    segments: tuple[Segment, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[RowView, ...] = ()
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading with what stands below it; the first may have no heading."""

    heading: Segment
    anchor: str
    blocks: tuple[BlockView, ...]


def quoted_span(address: str, passages: Iterable[Passage]) -> Span | None:
    """The offsets in the article that "PASSAGE:FIRST:LAST" names; None where it is gone."""
    name, *offsets = address.split(":")
    if len(offsets) != 2 or not all(one.isdecimal() and len(one) < 7 for one in offsets):
        return None
    first, last = map(int, offsets)
    passage = next((one for one in passages if one.anchor == f"p-{name}"), None)
    if passage is None or not first < last <= len(passage.text):
        return None
    return passage.start + first, passage.start + last


def sections_of(
    article: Article,
    passages: Sequence[Passage],
    marked: Span | None,
    pictures: Iterable[Picture] = (),
) -> tuple[SectionView, ...]:
    """The whole article, in reading order, with its pictures where they stand."""
    anchors = {passage.start: passage.anchor for passage in passages}
    shown: dict[str, list[Picture]] = {}
    for one in pictures:
        shown.setdefault(_section_of(one, article).anchor, []).append(one)
    return tuple(
        _section(article, section, anchors, marked, shown.get(section.anchor, ()))
        for section in article.sections
    )


def _section_of(picture: Picture, article: Article) -> Section:
    """The section that a picture stands in, or that is named for it; else the first."""
    place = picture.place
    if place.offset is not None:
        return article.section_at(place.offset)
    named = (one for one in article.sections if one.heading == place.section)
    return next(named, article.sections[0])


def _section(
    article: Article,
    section: Section,
    anchors: dict[int, str],
    marked: Span | None,
    pictures: Sequence[Picture],
) -> SectionView:
    begins = section.start
    inside = [block for block in article.blocks if section.start <= block.start < section.end]
    if inside and inside[0].kind in ("heading", "headline"):
        heading, *inside = inside
        begins = heading.end
        (opening, *rest) = _segments(article, heading, anchors, marked)
        pieces = (opening, *rest)
        shown = Segment(
            section.heading,
            opening.anchor,
            marked=any(one.marked for one in pieces),
            opens=any(one.opens for one in pieces),
        )
    else:
        shown = Segment(section.heading, "", marked=False)
    blocks: list[tuple[int, BlockView]] = []
    for kind, run in groupby(inside, lambda block: block.kind):
        if kind == "row":
            rows = [*run]
            blocks += [(rows[-1].end, row) for row in _rows(article, rows, anchors, marked)]
        else:
            blocks += [
                (block.end, BlockView(kind, _segments(article, block, anchors, marked)))
                for block in run
            ]
    return SectionView(shown, section.anchor, tuple(_illustrated(blocks, begins, pictures)))


def _illustrated(
    blocks: Sequence[tuple[int, BlockView]], begins: int, pictures: Sequence[Picture]
) -> Iterator[BlockView]:
    """The blocks, each with its end, and the pictures behind those where they stand."""
    left = [*pictures]

    def standing(before: int | None) -> list[BlockView]:
        places = [(one, one.place.offset) for one in left]
        here = [
            one
            for one, offset in places
            if before is None or (offset is not None and offset <= before)
        ]
        left[:] = [one for one in left if one not in here]
        return [BlockView("caption", picture=picture_view(one)) for one in here]

    waiting = standing(begins)
    for end, block in blocks:
        if block.kind == "caption" and waiting:
            block = replace(block, picture=waiting.pop().picture)
        yield from waiting
        yield block
        waiting = standing(end)
    yield from waiting
    yield from standing(None)


def _rows(
    article: Article, blocks: Sequence[Block], anchors: dict[int, str], marked: Span | None
) -> list[BlockView]:
    """Rows under the heads of the longest one; those that have others stay lines."""
    cells = [columns(article.text[block.start : block.end]) for block in blocks]
    heads = tuple(cell.head for cell in max(cells, key=len))
    known = all(cell.head in heads for row in cells for cell in row)
    if len(heads) < 2 or len(set(heads)) < len(heads) or not known:
        return [BlockView("row", _segments(article, block, anchors, marked)) for block in blocks]
    rows = []
    for block, row in zip(blocks, cells, strict=True):
        placed = {
            cell.head: Block("row", block.start + cell.start, block.start + cell.end)
            for cell in row
        }
        shown = (
            _segments(article, placed[head], {}, marked) if head in placed else () for head in heads
        )
        rows.append(RowView(anchors.get(block.start, ""), tuple(shown)))
    return [BlockView("row", heads=heads, rows=tuple(rows))]


def _segments(
    article: Article, block: Block, anchors: dict[int, str], marked: Span | None
) -> tuple[Segment, ...]:
    """The block cut where a passage begins and where the marked words begin and end."""
    first, last = marked or (0, 0)
    cuts = {block.start, block.end, *anchors, first, last}
    places = sorted(place for place in cuts if block.start <= place <= block.end)
    return tuple(
        Segment(
            article.text[start:end],
            anchors.get(start, ""),
            marked=first <= start < end <= last,
            opens=first == start < end <= last,
        )
        for start, end in pairwise(places)
    )

"""An article → sections of blocks of segments: where passages begin, and which words are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.article import Article, Block, BlockKind, Section
from index.passages import Passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one block; `anchor` where a passage begins, `marked` where they are the quote."""

    text: str
    anchor: str
    marked: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph, item, note or crew list in pieces that together are its words."""

    kind: BlockKind
    segments: tuple[Segment, ...]


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
    article: Article, passages: Sequence[Passage], marked: Span | None
) -> tuple[SectionView, ...]:
    """The whole article, in reading order."""
    anchors = {passage.start: passage.anchor for passage in passages}
    return tuple(_section(article, section, anchors, marked) for section in article.sections)


def _section(
    article: Article, section: Section, anchors: dict[int, str], marked: Span | None
) -> SectionView:
    inside = [block for block in article.blocks if section.start <= block.start < section.end]
    if inside and inside[0].kind in ("heading", "headline"):
        heading, *inside = inside
        (opening, *rest) = _segments(article, heading, anchors, marked)
        shown = Segment(
            section.heading, opening.anchor, any(one.marked for one in (opening, *rest))
        )
    else:
        shown = Segment(section.heading, "", marked=False)
    blocks = tuple(
        BlockView(block.kind, _segments(article, block, anchors, marked)) for block in inside
    )
    return SectionView(shown, section.anchor, blocks)


def _segments(
    article: Article, block: Block, anchors: dict[int, str], marked: Span | None
) -> tuple[Segment, ...]:
    """The block cut where a passage begins and where the marked words begin and end."""
    first, last = marked or (0, 0)
    cuts = {block.start, block.end, *anchors, first, last}
    places = sorted(place for place in cuts if block.start <= place <= block.end)
    return tuple(
        Segment(article.text[start:end], anchors.get(start, ""), first <= start < end <= last)
        for start, end in pairwise(places)
    )

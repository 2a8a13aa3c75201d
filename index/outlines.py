"""What an index holds article by article: titles, headings, and which passages are whose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.passages import Passage


@dataclass(frozen=True, slots=True)
class Outline:
    """An article with passages: its title, the sections that they are of, and their numbers.

    `headings` are in the order of the text, each once; passages above all of them have none.
    """

    article: str
    title: str
    headings: tuple[str, ...]
    first: int
    behind: int


class PassagesOfArticles(Mapping[str, Sequence[Passage]]):
    """The passages of each article that has any, in order; read when they are asked for."""

    def __init__(self, passages: Sequence[Passage], outlines: Mapping[str, Outline]) -> None:
        self._passages = passages
        self._outlines = outlines

    def __getitem__(self, article: str) -> Sequence[Passage]:
        """The passages of an article by its slug."""
        found = self._outlines[article]
        return self._passages[found.first : found.behind]

    def __iter__(self) -> Iterator[str]:
        """The articles' slugs in order."""
        return iter(self._outlines)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._outlines)


class Chosen(Mapping[str, Sequence[Passage]]):
    """The passages of some articles of a mapping, in their order."""

    def __init__(
        self, passages: Mapping[str, Sequence[Passage]], articles: Collection[str]
    ) -> None:
        self._passages = passages
        self._articles = articles

    def __getitem__(self, article: str) -> Sequence[Passage]:
        """The passages of an article by its slug."""
        if article not in self._articles:
            raise KeyError(article)
        return self._passages[article]

    def __iter__(self) -> Iterator[str]:
        """The articles' slugs."""
        return iter(self._articles)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._articles)


def outlined(passages: Iterable[Passage]) -> dict[str, Outline]:
    """The outlines of articles by slug, of whose passages each article's stand together."""
    firsts: dict[str, tuple[int, str]] = {}
    headings: dict[str, dict[str, None]] = {}
    count = 0
    for number, passage in enumerate(passages):
        firsts.setdefault(passage.article, (number, passage.title))
        own = headings.setdefault(passage.article, {})
        if passage.section:
            own.setdefault(passage.section)
        count = number + 1
    behind = [*(first for first, _ in firsts.values()), count][1:]
    return {
        article: Outline(article, title, tuple(headings[article]), first, end)
        for (article, (first, title)), end in zip(firsts.items(), behind, strict=True)
    }

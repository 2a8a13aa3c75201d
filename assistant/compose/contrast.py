"""Composes two subjects side by side: of each the opening sentences, with their quotes."""

from __future__ import annotations

from assistant.answer import Answer, Found, Item, Quote
from assistant.compose.library import Library
from assistant.compose.overview import overview
from assistant.plan.contrast import Contrast
from assistant.plan.subjects import CoversSubject
from assistant.understand.query import Query

# Of each side the opening sentence and what is said next; of a cover what is on it.
MAX_QUOTES_A_SIDE = 3
MAX_QUOTES_A_COVER = 10


def contrast(plan: Contrast, query: Query, library: Library) -> Answer | None:
    """Both sides, or None where the articles tell nothing of one of them."""
    sides = [overview(one, query, library, library.catalogue) for one in (plan.first, plan.second)]
    quotes: list[Quote] = []
    items: list[Item] = []
    for name, side in zip(plan.names, sides, strict=True):
        if side is None:
            return None
        told = side.quotes[: _most(plan)]
        numbers = tuple(range(len(quotes), len(quotes) + len(told)))
        quotes += told
        items.append(Item(name, told[0].text, numbers))
    return Answer(
        text=" ".join(item.value for item in items),
        quotes=tuple(quotes),
        read_as=query.read_as,
        confidence="medium",
        index=library.index,
        form="comparison",
        items=tuple(items),
        found=Found(2, 2, complete=True),
    )


def _most(plan: Contrast) -> int:
    covers = isinstance(plan.first.subject, CoversSubject)
    return MAX_QUOTES_A_COVER if covers else MAX_QUOTES_A_SIDE

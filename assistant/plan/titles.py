"""Finds a cover whose whole title a question says: then no word of it means another thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.plan.tagging import Role, Token
from assistant.rules import Rule, nothing, rule
from corpus.catalogue.normalisation import words
from corpus.catalogue.schema import Catalogue, Cover

# What may stand beside the title in a question that asks one thing of its cover.
_BESIDE = frozenset({Role.ASK, Role.ASPECT, Role.FILLER})
# "Card" alone, or "a first day cover", names no one cover.
_MIN_WORDS = 3


@rule(Rule.WHOLE_TITLE, nothing)
def with_title(tokens: Sequence[Token], catalogue: Catalogue) -> tuple[Token, ...] | None:
    """The tokens with those of a cover's title as one; None where no title is said whole.

    The longest counts: "the launch cover of Soyuz 4 and Soyuz 5" is not that of Soyuz 4.
    """
    found = [
        (last - first, first, last, cover)
        for cover, said in _titles(catalogue)
        for first, last in _spans(tokens, said)
    ]
    if not found:
        return None
    _, first, last, cover = max(found, key=lambda one: one[0])
    around = (*tokens[:first], *tokens[last:])
    if not all(token.role in _BESIDE for token in around):
        return None
    title = Token(cover.title, Role.TITLE, (cover.id,))
    return (*tokens[:first], title, *tokens[last:])


def _titles(catalogue: Catalogue) -> Iterator[tuple[Cover, tuple[str, ...]]]:
    """Every title by its words, and what stands before a comma or colon where no other has it."""
    short = [
        (cover, words(cover.title.partition(",")[0].partition(":")[0]))
        for cover in catalogue.covers
    ]
    taken = [said for _, said in short]
    for cover, said in short:
        yield cover, words(cover.title)
        if taken.count(said) == 1 and len(said) >= _MIN_WORDS:
            yield cover, said


def _spans(tokens: Sequence[Token], said: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """From which to which token the words of a title stand one after the other."""
    spoken = [words(token.text) for token in tokens]
    for first in range(len(tokens)):
        joined: tuple[str, ...] = ()
        for last in range(first, len(tokens)):
            joined += spoken[last]
            if joined == said:
                yield first, last + 1
            if len(joined) >= len(said):
                break

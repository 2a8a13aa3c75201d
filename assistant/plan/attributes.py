"""Plans for an aspect of covers that are named: their stamps, how many, which has more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.plan.aspects import COLOURING, MARKING, Aspect
from assistant.plan.plans import Attribute, CataloguePlan, Count, CoverComparison, Measure, Rows
from assistant.plan.references import is_dangling, references, resolved
from assistant.plan.rows import rows_of
from assistant.plan.tagging import Role, Token
from corpus.catalogue.schema import Catalogue

MORE = frozenset("more older newer earlier later".split())
_COUNTED = frozenset({Aspect.STAMP, Aspect.POSTMARK, Aspect.HANDSTAMP, Aspect.AUTOGRAPH})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question about one aspect of covers says, with the covers it names as tokens."""

    rows: Rows
    tokens: tuple[Token, ...]


def of_covers(tokens: Sequence[Token], head: Token, catalogue: Catalogue) -> CataloguePlan | None:
    """A plan for an aspect of covers that are named."""
    asked = _asked(tokens, head, catalogue)
    if asked is None:
        return None
    sides = [
        tuple(cover.id for cover in resolved(one, catalogue)) for one in references(asked.tokens)
    ]
    if not sides or not all(sides):
        return None
    texts = {one.text for one in tokens}
    aspect = asked.rows.aspect
    compares = any(one.role is Role.COMPARE for one in tokens)
    more = bool(texts & MORE) or (aspect is Aspect.RARITY and len(sides) > 1)
    if compares or more or "days" in texts or ("howmany" in texts and len(sides) > 1):
        return comparison(sides, asked.rows, texts, more=more)
    plan = Attribute(tuple(dict.fromkeys(name for side in sides for name in side)), asked.rows)
    if not all(_has_rows(side, asked.rows, catalogue) for side in sides):
        return None
    if "howmany" in texts and aspect is not Aspect.PRINTED:
        return Count(plan) if aspect in _COUNTED else None
    return None if texts & {"most", "fewest"} else plan


def _asked(tokens: Sequence[Token], head: Token, catalogue: Catalogue) -> _Asked | None:
    """The aspect with its criteria, and the words that are to name covers."""
    assert head.aspect is not None
    rows = Rows(head.aspect)
    kept: list[Token] = []
    beside = _before_head(tokens, head)
    for place, token in enumerate(tokens):
        if place in beside:
            rows = replace(rows, words=(*rows.words, token.text))
        elif token.role in (Role.MARK, Role.COLOUR, Role.STAMP):
            narrowed = _narrowed(rows, token)
            if narrowed is None:
                return None
            rows = narrowed
        elif token.role is Role.ASPECT and token.aspect is not head.aspect:
            if not _goes_with(head.aspect, token.aspect):
                kept.append(Token(token.text, Role.WORD))
        elif token.role is Role.PERSON:
            if head.aspect is not Aspect.AUTOGRAPH or len(token.values) != 1:
                return None
            rows = replace(rows, signer=token.values[0])
        elif token.role in (Role.DATE, Role.GENUINE, Role.EXTREME):
            return None
        else:
            kept.append(token)
    return None if is_dangling(kept) else _Asked(rows, tuple(kept))


def _before_head(tokens: Sequence[Token], head: Token) -> frozenset[int]:
    """Where words stand that say which of an aspect: the first of "which crew stamps"."""
    asks = [at for at, token in enumerate(tokens) if token.role is Role.ASK]
    heads = [at for at, token in enumerate(tokens) if token is head]
    if not asks or not heads:
        return frozenset()
    between = range(asks[0] + 1, heads[0])
    if any(tokens[at].role is Role.COVER for at in between):
        return frozenset()
    return frozenset(at for at in between if tokens[at].role is Role.WORD)


def _narrowed(rows: Rows, token: Token) -> Rows | None:
    """The criteria with a mark, a colour or a stamp number, where the aspect has such."""
    if token.role is Role.MARK:
        if rows.aspect not in MARKING:
            return None
        return replace(rows, marks=(*rows.marks, *token.values))
    if token.role is Role.COLOUR:
        if rows.aspect not in MARKING - {Aspect.COLOUR} or rows.colour:
            return None
        return replace(rows, colour=token.text)
    if rows.aspect is not Aspect.STAMP or rows.stamp:
        return None
    return replace(rows, stamp=token.values[0])


def _goes_with(asked: Aspect, beside: Aspect | None) -> bool:
    """Whether the second only says what the first is of: the colour of a postmark."""
    return asked in COLOURING and beside in (Aspect.POSTMARK, Aspect.HANDSTAMP)


def comparison(
    sides: Sequence[tuple[str, ...]], rows: Rows, texts: Iterable[str], *, more: bool
) -> CoverComparison | None:
    """A plan that compares an aspect of two or more sides; None where it cannot be compared."""
    distinct = tuple(dict.fromkeys(sides))
    if len(distinct) < 2 or rows != Rows(rows.aspect):
        return None
    aspect, said = rows.aspect, set(texts)
    if "days" in said:
        days = len(distinct) == 2 and "between" in said and aspect is Aspect.DATE
        return CoverComparison(distinct, aspect, "days") if days else None
    if "howmany" in said or ("more" in said and aspect in _COUNTED):
        measure: Measure = "more" if "more" in said else "count"
        return CoverComparison(distinct, aspect, measure) if aspect in _COUNTED else None
    if more:
        comparable = aspect in (Aspect.RARITY, Aspect.DATE) and "more" not in said
        return CoverComparison(distinct, aspect, "more") if comparable else None
    return CoverComparison(distinct, aspect)


def _has_rows(side: Sequence[str], rows: Rows, catalogue: Catalogue) -> bool:
    covers = (catalogue.cover(name) for name in side)
    return any(rows_of(cover, rows, catalogue) for cover in covers if cover)

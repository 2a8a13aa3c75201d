"""Plans for an aspect of covers that are named: their stamps, how many, which has more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.plan.aspects import COLOURING, MARKING, SELECTING, Aspect
from assistant.plan.plans import Attribute, CataloguePlan, Count, CoverComparison, Measure, Rows
from assistant.plan.references import is_dangling, references, resolved
from assistant.plan.rows import rows_of
from assistant.plan.tagging import Role, Token
from assistant.rules import Rule, nothing, rule
from corpus.catalogue.normalisation import words
from corpus.catalogue.schema import Catalogue

_CRITERIA = frozenset({Role.MARK, Role.COLOUR, Role.STAMP, Role.PERSON})
MORE = frozenset("more older newer earlier later".split())
_COUNTED = frozenset({Aspect.STAMP, Aspect.POSTMARK, Aspect.HANDSTAMP, Aspect.AUTOGRAPH})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question about one aspect of covers says, with the covers it names as tokens."""

    rows: Rows
    tokens: tuple[Token, ...]


@rule(Rule.ASPECT_OF_COVERS, nothing)
def of_covers(tokens: Sequence[Token], head: Token, catalogue: Catalogue) -> CataloguePlan | None:
    """A plan for an aspect of covers that are named."""
    asked = _asked(tokens, head)
    if asked is None:
        return None
    sides = [
        tuple(cover.id for cover in resolved(one, catalogue)) for one in references(asked.tokens)
    ]
    if not sides or not all(sides):
        return None
    sides = list(dict.fromkeys(sides))
    texts = {one.text for one in tokens}
    aspect = asked.rows.aspect
    compares = any(one.role is Role.COMPARE for one in tokens)
    more = bool(texts & MORE) or (aspect is Aspect.RARITY and len(sides) > 1)
    if compares or more or "days" in texts or ("howmany" in texts and len(sides) > 1):
        return comparison(sides, asked.rows, texts, more=more)
    if asked.rows.signer:
        return None
    plan = Attribute(tuple(dict.fromkeys(name for side in sides for name in side)), asked.rows)
    if not all(_has_rows(side, asked.rows, catalogue) for side in sides):
        return None
    if "howmany" in texts and aspect is not Aspect.PRINTED:
        return Count(plan) if aspect in _COUNTED and _is_several(head) else None
    return None if texts & {"most", "fewest"} else plan


def _asked(tokens: Sequence[Token], head: Token) -> _Asked | None:
    """The aspect with its criteria, and the words that are to name covers."""
    assert head.aspect is not None
    rows = Rows(head.aspect)
    kept: list[Token] = []
    beside = _before_head(tokens, head)
    for place, token in enumerate(tokens):
        if place in beside:
            rows = replace(rows, words=(*rows.words, token.text))
        elif token.role in _CRITERIA:
            narrowed = _narrowed(rows, token)
            if narrowed is None and token.role is not Role.MARK:
                return None
            rows = narrowed or rows
            kept += () if narrowed else (Token(word, Role.WORD) for word in words(token.text))
        elif token.role in (Role.DATE, Role.GENUINE, Role.EXTREME) and not _is_year(token):
            return None
        else:
            kept.append(_beside(token, head.aspect))
    if is_dangling(kept) or not _of_a_cover(tokens, head.aspect):
        return None
    return _Asked(rows, tuple(kept))


def _is_several(head: Token) -> bool:
    """Whether things are counted: "how many kopeks is the stamp" counts none of the stamps."""
    return " " in head.text or head.text.endswith("s")


def _is_year(token: Token) -> bool:
    return token.date is not None and token.text == str(token.date.year)


def _beside(token: Token, asked: Aspect) -> Token:
    """A token as it stands beside the aspect that is asked for: another aspect names a cover."""
    aside = token.role is Role.ASPECT and token.aspect not in (asked, None)
    if _is_year(token) or (aside and not _goes_with(asked, token.aspect)):
        return Token(token.text, Role.WORD)
    return token


def _of_a_cover(tokens: Sequence[Token], asked: Aspect) -> bool:
    """Whether it is a cover that has the aspect: the date and the price of a flight are others.

    Stamps for a flight were issued for it; those on its cover are others.
    """
    if any(token.role in (Role.COVER, Role.TITLE, Role.MARK) for token in tokens):
        return True
    if asked in SELECTING:
        return not any(token.text == "for" for token in tokens)
    return any(_goes_with(asked, token.aspect) for token in tokens)


def with_person(rows: Rows, token: Token) -> Rows | None:
    """The criteria with a person, who signed or whom a stamp or cachet shows."""
    if rows.aspect is Aspect.AUTOGRAPH:
        return replace(rows, signer=token.values[0]) if len(token.values) == 1 else None
    if rows.aspect not in (Aspect.STAMP, Aspect.CACHET):
        return None
    return replace(rows, words=(*rows.words, words(token.text)[-1]))


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
    """The criteria with a mark, colour, stamp or person, where the aspect has such."""
    if token.role is Role.PERSON:
        return with_person(rows, token)
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
    if len(distinct) == 1 and len(distinct[0]) == 2:
        distinct = tuple((name,) for name in distinct[0])
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

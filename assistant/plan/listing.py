"""Plans for covers, or missions with covers, that are asked for by what they have."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

from assistant.plan.aspects import NEWEST, SELECTING, Aspect
from assistant.plan.attributes import MORE, comparison, with_person
from assistant.plan.plans import (
    CataloguePlan,
    Count,
    CoverComparison,
    CoverListing,
    Extreme,
    Rows,
    Which,
)
from assistant.plan.references import (
    MOST_JOINED,
    is_dangling,
    of_kinds,
    of_missions,
    references,
    resolved,
)
from assistant.plan.rows import rows_of
from assistant.plan.tagging import Role, Token
from assistant.rules import Rule, nothing, rule
from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Catalogue, Cover
from corpus.dates import DateMention
from index.words import stem

_EXTREMES = frozenset({"most", "fewest"})
# Who asks for forgeries is served by what is doubtful too; each is shown as what it is.
_SUSPECT = {
    "forged": ("forged", "fantasy", "doubtful"),
    "doubtful": ("doubtful", "doubtful whether flown"),
    "fantasy": ("fantasy",),
}


@rule(Rule.LISTING, nothing)
def of_listing(tokens: Sequence[Token], head: Token, catalogue: Catalogue) -> CataloguePlan | None:
    """A plan for what a question lists, counts or compares; None where a word is left over."""
    said = {token.text for token in tokens}
    compares = any(token.role is Role.COMPARE for token in tokens)
    if compares or said & (MORE | {"days", "between"}):
        return _between_covers(tokens, said, catalogue)
    extreme = next((token for token in tokens if token.role is Role.EXTREME), None)
    found = _listing(tokens, head, catalogue, any_cover=extreme is not None)
    if found is None or is_dangling(tokens):
        return None
    if most := said & _EXTREMES:
        which: Which = "most" if "most" in most else "fewest"
        return Extreme(which, found, found.rows.aspect) if found.rows else None
    if extreme:
        newest = stem(extreme.text) in NEWEST
        return (
            None
            if "howmany" in said
            else Extreme("newest" if newest else "oldest", found, Aspect.DATE)
        )
    if "howmany" in said:
        counts = found.rows and found.rows.aspect is not Aspect.GENUINE
        return Count(found) if counts and not _has_groups(found, catalogue) else None
    return found


def _has_groups(listing: CoverListing, catalogue: Catalogue) -> bool:
    """Whether one of the covers stands for many that the articles tell of together."""
    titles = [cover.title for name in listing.covers if (cover := catalogue.cover(name))]
    return any(title.split(" of ")[0].endswith("s") for title in titles)


@rule(Rule.BETWEEN_COVERS, nothing)
def _between_covers(
    tokens: Sequence[Token], said: Set[str], catalogue: Catalogue
) -> CoverComparison | None:
    """Which of some covers is older or has more, and how many days are between two."""
    aspects = [token.aspect for token in tokens if token.aspect]
    others = (Role.MARK, Role.STAMP, Role.COLOUR, Role.GENUINE, Role.DATE, Role.PERSON)
    if len(set(aspects)) > 1 or any(token.role in others for token in tokens):
        return None
    sides = [
        tuple(cover.id for cover in resolved(side, catalogue))
        for side in references(_without_question(tokens))
    ]
    if is_dangling(tokens) or not all(sides):
        return None
    aspect = aspects[0] if aspects else Aspect.DATE
    dated = said & (MORE - {"more"} | {"days"})
    if not aspects and not dated:
        return None
    return comparison(sides, Rows(aspect), said, more=bool(said & MORE))


def _without_question(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the noun that is asked for: "which cover is older" names no cover."""
    asked = next((at for at, one in enumerate(tokens) if one.role is Role.ASK), None)
    if asked is None or tokens[asked].text not in ("which", "what"):
        return list(tokens)
    if tokens[asked + 1 : asked + 2] and tokens[asked + 1].role is Role.COVER:
        return [*tokens[:asked], *tokens[asked + 2 :]]
    return list(tokens)


def _listing(
    tokens: Sequence[Token], head: Token, catalogue: Catalogue, *, any_cover: bool
) -> CoverListing | None:
    """The covers that meet every criterion; None without one, or with a word that is none."""
    missions = [name for one in tokens if one.role is Role.MISSION for name in one.values]
    kinds = [kind for one in tokens if one.role in (Role.KIND, Role.COVER) for kind in one.values]
    said = [one for one in tokens if one.role in (Role.KIND, Role.COVER) and one.values]
    if len(said) > 1 and not any(one.role is Role.JOIN for one in tokens):
        return None
    days = [one.date for one in tokens if one.date]
    rows = _rows(tokens, dated=bool(days))
    of_mission = head.role is Role.MISSIONS
    if rows is False or (of_mission and (missions or kinds or not rows)):
        return None
    if not (missions or kinds or days or rows or any_cover) or len(days) > 1:
        return None
    among = of_missions(missions, catalogue) if missions else _single(catalogue.covers)
    if not kinds:
        among = tuple(cover for cover in among if cover.kind != "souvenir")
    among = tuple(
        cover for cover in of_kinds(among, kinds) if all(_is_of(cover, day) for day in days)
    )
    found = tuple(cover for cover in among if rows is None or _has(cover, rows, tokens, catalogue))
    if not found:
        return None
    return CoverListing(
        tuple(cover.id for cover in found),
        tuple(cover.id for cover in among),
        rows,
        "mission" if of_mission else "cover",
        dated=bool(days),
    )


def _single(covers: Sequence[Cover]) -> tuple[Cover, ...]:
    """The covers without the series that stand for many."""
    return tuple(cover for cover in covers if len(cover.missions) <= MOST_JOINED)


def _is_of(cover: Cover, day: DateMention) -> bool:
    """Whether a day, month or year is the cover's or that of one of its postmarks."""
    days = (date_of(cover), *(mark.date for mark in cover.postmarks))
    return any(
        day.year in (None, one.year)
        and day.month in (None, one.month)
        and day.day in (None, one.day)
        for one in days
        if one
    )


def _rows(tokens: Sequence[Token], *, dated: bool) -> Rows | Literal[False] | None:
    """What covers are to have; None where nothing is asked, False where it is not understood."""
    aspect = _selecting(tokens, dated=dated)
    marks, stamps, people, colours, suspect, told = (
        [token for token in tokens if token.role is role]
        for role in (
            Role.MARK,
            Role.STAMP,
            Role.PERSON,
            Role.COLOUR,
            Role.GENUINE,
            Role.WORD,
        )
    )
    if suspect:
        others = (marks, stamps, people, colours, told)
        return Rows(Aspect.GENUINE) if aspect is None and not any(others) else False
    if aspect is False or max(map(len, (marks, stamps, people, colours))) > 1:
        return False
    aspect = _implied(aspect, marks, stamps)
    if not isinstance(aspect, Aspect):
        return False if aspect is False or people or colours or told else None
    rows = Rows(
        aspect,
        marks=marks[0].values if marks else (),
        stamp=stamps[0].values[0] if stamps else "",
        colour=colours[0].text if colours else "",
        words=tuple(token.text for token in told),
    )
    return (with_person(rows, people[0]) or False) if people else rows


def _implied(
    aspect: Aspect | None, marks: Sequence[Token], stamps: Sequence[Token]
) -> Aspect | Literal[False] | None:
    """The aspect that a mark or a stamp number says; False where the question says another."""
    if marks and stamps:
        return False
    if marks:
        return Aspect.POSTMARK if aspect in (None, Aspect.POSTMARK, Aspect.HANDSTAMP) else False
    if stamps:
        return Aspect.STAMP if aspect in (None, Aspect.STAMP) else False
    return aspect


def _selecting(tokens: Sequence[Token], *, dated: bool) -> Aspect | Literal[False] | None:
    """The one aspect by which covers are selected; False where there is another or several."""
    aspects = {token.aspect for token in tokens if token.aspect}
    if dated:
        aspects -= {Aspect.DATE, Aspect.POSTMARK}
    if aspects == {Aspect.RARITY} and any(token.text == "rare" for token in tokens):
        return Aspect.RARITY
    if not aspects:
        return None
    return next(iter(aspects)) if len(aspects) == 1 and aspects <= SELECTING else False


def _has(cover: Cover, rows: Rows, tokens: Sequence[Token], catalogue: Catalogue) -> bool:
    found = rows_of(cover, rows, catalogue)
    if rows.aspect is Aspect.RARITY:
        return any("rare" in row.name.split() for row in found)
    if rows.aspect is not Aspect.GENUINE:
        return bool(found)
    wanted = {
        value
        for token in tokens
        if token.role is Role.GENUINE
        for said in token.values
        for value in _SUSPECT[said]
    }
    return any(row.name in wanted for row in found)

"""Tells which cover or mark a description fits, by its words weighted by how few things have them.

Dates and colours must agree; a description that fits nothing well identifies nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from assistant.answer import Answer, Found, Item
from assistant.compose.catalogue_citing import Quotes, in_order, label_of, listed, note_on
from assistant.compose.library import Library
from assistant.plan.aspects import Aspect
from assistant.plan.plans import Identify, Rows
from assistant.plan.rows import Row, rows_of
from assistant.understand.query import Query
from corpus.catalogue.attributes import describe
from corpus.catalogue.normalisation import same_word, words
from corpus.catalogue.queries import colours_of, date_of
from corpus.catalogue.schema import Catalogue, Cover, Postmark, Telling

# Share of a description's weight that a candidate must have, and by which it must lead.
MIN_COVERED, MIN_LEAD = 0.66, 0.12
MOST_ALIKE = 5
# A description without a day must say about as much as one word that a single cover has.
MIN_WEIGHT = 3.5
# A section that tells of more covers is of none of them.
MOST_IN_SECTION = 2
_ROWS = (Aspect.POSTMARK, Aspect.HANDSTAMP, Aspect.CACHET, Aspect.STAMP, Aspect.AUTOGRAPH)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A shared mark, or a cover or one row of it, with its folded words."""

    name: str
    told: frozenset[str]
    tellings: tuple[Telling, ...]
    covers: tuple[Cover, ...]
    colours: frozenset[str] = frozenset()


def identified(plan: Identify, query: Query, library: Library) -> Answer | None:
    """What fits a description: one that leads clearly, or up to five alike; else None."""
    catalogue = library.catalogue
    # One word alone may stand in a section for anything.
    wide = len(plan.words) > 1
    told = {cover.id: _told(cover, library, wide=wide) for cover in catalogue.covers}
    candidates = [one for one in _candidates(plan, catalogue, told) if _agrees(one, plan)]
    everything = [*told.values()]
    weights = {word: _weight(word, everything) for word in plan.words}
    total = sum(weights.values())
    if total < MIN_WEIGHT and not plan.dates:
        return None
    scored = [(_covered(one, weights) / total if total else 1.0, one) for one in candidates]
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < MIN_COVERED:
        return None
    leading = [one for score, one in scored if score > scored[0][0] - MIN_LEAD]
    return _answer(_merged(leading), plan, query, library)


def _told(cover: Cover, library: Library, *, wide: bool) -> frozenset[str]:
    """The words of a cover's rows, if `wide` of the section too that tells of it and few others."""
    catalogue = library.catalogue
    told = [describe(cover, catalogue)]
    if wide:
        told += [one.sentence for one in cover.tellings]
    if wide and len(catalogue.in_article(cover.article, cover.section)) <= MOST_IN_SECTION:
        told += [
            one.text
            for one in library.passages.get(cover.article, ())
            if one.section == cover.section
        ]
    return frozenset(words("\n".join(told)))


def _candidates(
    plan: Identify, catalogue: Catalogue, told: Mapping[str, frozenset[str]]
) -> list[_Candidate]:
    """Marks first where a mark is described; else covers as a whole."""
    covers = [
        cover
        for cover in catalogue.covers
        if not plan.missions or {*plan.missions} & {*cover.missions}
    ]
    whole = [
        _Candidate(
            cover.title,
            told[cover.id],
            _tellings(cover, catalogue),
            (cover,),
            frozenset(colours_of(cover)),
        )
        for cover in covers
    ]
    if plan.target != "mark":
        return whole
    shared = [_of_mark(mark, catalogue) for mark in catalogue.postmarks]
    apart = [
        _Candidate(
            row.name,
            frozenset(words(f"{row.name} {row.rest}")),
            row.tellings,
            (cover,),
            frozenset(words(row.colour)),
        )
        for cover in covers
        for aspect in (Aspect.POSTMARK, Aspect.HANDSTAMP)
        for row in rows_of(cover, Rows(aspect), catalogue)
        if not row.mark
    ]
    return [*shared, *apart]


def _of_mark(mark: Postmark, catalogue: Catalogue) -> _Candidate:
    told = (mark.name, *mark.also_called, *mark.wording, mark.shape, mark.motif, mark.place)
    return _Candidate(
        mark.name,
        frozenset(words(" ".join(told))),
        mark.tellings,
        catalogue.with_mark(mark.id),
        frozenset(mark.colours),
    )


def _tellings(cover: Cover, catalogue: Catalogue) -> tuple[Telling, ...]:
    rows: list[Row] = []
    for aspect in _ROWS:
        rows += rows_of(cover, Rows(aspect), catalogue)
    return tuple(dict.fromkeys((*(one for row in rows for one in row.tellings), *cover.tellings)))


def _agrees(candidate: _Candidate, plan: Identify) -> bool:
    """Whether the days and colours of the description are the candidate's."""
    days = {
        day
        for cover in candidate.covers
        for day in (date_of(cover), *(mark.date for mark in cover.postmarks))
    }
    return days.issuperset(plan.dates) and candidate.colours.issuperset(plan.colours)


def _weight(word: str, everything: Sequence[Set[str]]) -> float:
    """The inverse document frequency of a word among the descriptions of all covers."""
    having = sum(_has(word, told) for told in everything)
    return math.log((1 + len(everything)) / (1 + having)) + 0.1


def _covered(candidate: _Candidate, weights: dict[str, float]) -> float:
    return sum(weight for word, weight in weights.items() if _has(word, candidate.told))


def _has(word: str, told: Set[str]) -> bool:
    return word in told or any(same_word(word, other) for other in told)


def _merged(leading: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates, those that the same sentences tell of as one, on the covers of both."""
    merged: list[_Candidate] = []
    for one in leading:
        same = next((each for each in merged if {*each.tellings} & {*one.tellings}), None)
        if same is None or len(one.covers) * len(same.covers):
            merged.append(one)
        else:
            merged[merged.index(same)] = replace(same, covers=(*same.covers, *one.covers))
    return merged


def _answer(
    leading: Sequence[_Candidate], plan: Identify, query: Query, library: Library
) -> Answer | None:
    if len(leading) > MOST_ALIKE:
        return None
    quotes = Quotes(library)
    items = []
    for one in leading:
        tellings = sorted(one.tellings, key=lambda telling: -_fit(telling, plan))
        fitting = [telling for telling in tellings[:2] if _fit(telling, plan)]
        naming = _naming(one, library) if plan.target == "mark" else ()
        numbers = quotes.of_tellings((*(fitting or tellings[:1])[:2], *naming))
        if not numbers:
            return None
        label, value = _names(one, plan, " ".join(quotes.all[at].text for at in numbers), library)
        items.append(Item(label, value, numbers))
    single = len(items) == 1
    labels = tuple(dict.fromkeys(item.label for item in items))
    return Answer(
        text=listed(labels),
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high" if single else "medium",
        index=library.index,
        form="fact" if single else "list",
        items=tuple(items),
        note=note_on([cover for one in leading for cover in one.covers], Aspect.POSTMARK)
        if single
        else None,
        found=None if single else Found(len(items), len(items), complete=True),
    )


def _fit(telling: Telling, plan: Identify) -> int:
    """How many of the described words and days a sentence has."""
    told = frozenset(words(telling.sentence))
    days = sum(str(day.year) in told and str(day.day) in told for day in plan.dates)
    return sum(_has(word, told) for word in (*plan.words, *plan.colours)) + 2 * days


def _naming(one: _Candidate, library: Library) -> tuple[Telling, ...]:
    """A sentence that names the missions of all the covers that carry a mark."""
    missions = {name for cover in one.covers for name in cover.missions}
    naming = (
        telling for telling in one.tellings if missions <= _missions(telling.sentence, library)
    )
    return tuple(naming)[:1] if missions else ()


def _missions(text: str, library: Library) -> set[str]:
    return {name for found in library.record.find(text) for name in found.missions}


def _names(one: _Candidate, plan: Identify, quoted: str, library: Library) -> tuple[str, str]:
    """What is found, and what it is on or of, as far as the quoted sentences name it.

    Where a mission is asked, that comes first.
    """
    covers = in_order(one.covers, library.record)
    if plan.target == "mark":
        told = _missions(quoted, library)
        return one.name, label_of([cover for cover in covers if told.issuperset(cover.missions)])
    missions = listed(tuple(dict.fromkeys(name for cover in covers for name in cover.missions)))
    return (missions or one.name, one.name) if plan.target == "mission" else (one.name, missions)

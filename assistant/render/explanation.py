"""Tells how a reply came about, readably: resolution, analysis, plan, readings, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.pipeline import Trace
from assistant.rank.judging import Judged
from assistant.render.citable import clean

# So many sentences of the evidence are shown: as many as the reader reads.
SHOWN = 6


def explained(trace: Trace) -> str:
    """A line or a block for each stage, for `assistant ask --explain`."""
    return "\n".join(_lines(trace))


def _lines(trace: Trace) -> Iterator[str]:
    resolution, query = trace.resolution, trace.analysis
    yield _row("asked", resolution.asked)
    if resolution.completed:
        yield _row("resolved", resolution.read_as)
    if resolution.place:
        yield _row("goes on at", " / ".join(filter(None, resolution.place)))
    yield _row("searched as", query.text)
    yield _row("wants", query.kind)
    named = query.entities
    for label, names in (
        ("missions", named.missions),
        ("people", tuple(" or ".join(one) for one in named.people)),
        ("flights", query.flights),
        ("stations", named.stations),
        ("stamps", named.stamps),
        ("dates", tuple(str(one) for one in named.dates)),
    ):
        if names:
            yield _row(label, ", ".join(names))
    yield _row("plan", "a lookup in the sentences" if trace.plan is None else str(trace.plan))
    if trace.attempt:
        yield _row("batches", str(trace.attempt.batches))
        for one in trace.attempt.tried:
            yield _row("read as", f"{one.query.read_as}: supported {one.supported:.3f}")
        yield ""
        yield from _evidence(trace.attempt.best)
    if trace.correction:
        yield _row("corrected", trace.correction.text)
    yield _row("replied", f"{type(trace.reply).__name__.lower()}: {trace.reply.text}")


def _row(label: str, words: str) -> str:
    return f"{label:<12} {clean(words)}"


def _evidence(best: Judged) -> Iterator[str]:
    """The first sentences of the evidence with their scores and what the reader made of them."""
    for place, one in enumerate(best.evidence[:SHOWN], start=1):
        passage = one.candidate.passage
        read = one.read
        reading = "" if read is None else f", reader {read:+.2f}"
        where = clean(f"{passage.article} / {passage.section}")
        yield f"{place}. {one.score:+.2f}{reading}  {where}"
        yield f"   {clean(one.candidate.text)}"
    yield ""

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
    return "\n".join(clean(line) if line.strip() else "" for line in _lines(trace))


def _lines(trace: Trace) -> Iterator[str]:
    resolution, query = trace.resolution, trace.analysis
    yield f"asked        {resolution.asked}"
    if resolution.completed:
        yield f"resolved     {resolution.read_as}"
    if resolution.place:
        yield f"goes on at   {' / '.join(filter(None, resolution.place))}"
    yield f"searched as  {query.text}"
    yield f"wants        {query.kind}"
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
            yield f"{label:<12} {', '.join(names)}"
    yield f"plan         {trace.plan if trace.plan is not None else 'a lookup in the sentences'}"
    if trace.attempt:
        yield f"batches      {trace.attempt.batches}"
        for one in trace.attempt.tried:
            yield f"read as      {one.query.read_as}: supported {one.supported:.3f}"
        yield ""
        yield from _evidence(trace.attempt.best)
    if trace.correction:
        yield f"corrected    {trace.correction.text}"
    yield f"replied      {type(trace.reply).__name__.lower()}: {trace.reply.text}"


def _evidence(best: Judged) -> Iterator[str]:
    """The first sentences of the evidence with their scores and what the reader made of them."""
    for place, one in enumerate(best.evidence[:SHOWN], start=1):
        passage = one.candidate.passage
        read = one.signals.get("read")
        reading = "" if read is None else f", reader {read:+.2f}"
        yield f"{place}. {one.score:+.2f}{reading}  {passage.article} / {passage.section}"
        yield f"   {one.candidate.text}"
    yield ""

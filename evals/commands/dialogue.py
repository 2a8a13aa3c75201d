"""The conversation of `evals add`: shows a reply, asks what is right, keeps the case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from assistant.answer import Answer
from assistant.commands.terminal import console
from assistant.pipeline import Trace
from assistant.render.forms import as_text
from assistant.understand.query import AnswerKind
from evals.cases import adding
from evals.cases.case import CHOICES
from evals.cases.gold import Placed
from evals.report import terminal as show
from evals.runs.running import evidence_of
from evals.runs.world import World

_VERDICT = "Right (r), wrong (w), should decline (d), or skip (s)?"
_VERDICTS = ("right", "wrong", "decline", "skip")
_MAX_PLACES = 9


def new_case(question: str, world: World, folder: Path) -> Path | None:
    """Ask, show, and take a verdict; the file that the case went to, None when skipped."""
    trace = world.assistant.trace(question)
    reply = trace.reply
    console.print(as_text(reply, question), markup=False)
    verdict = _verdict()
    if verdict == "skip":
        return None
    expected = _expected(verdict, trace, world)
    taken = [case.id for case in world.cases]
    cites = expected.get("cites") or [""]
    suggested = adding.suggested_id(question, cites[0], taken)
    fields = {
        "id": typer.prompt("Id", default=suggested),
        "ask": question,
        **expected,
        "kind": _choice("Kind", CHOICES["kind"], _kind(trace.analysis.kind)),
        "style": _choice("Style", CHOICES["style"], "plain"),
        **_origin(expected, world, trace.analysis.entities.missions),
    }
    return adding.add_case(folder, fields, world.assistant.index)


def _verdict() -> str:
    """One of the verdicts by its first letters; asked again until it is."""
    while True:
        given = str(typer.prompt(_VERDICT, default="s")).strip().lower()
        found = [one for one in _VERDICTS if given and one.startswith(given)]
        if found:
            return found[0]
        show.problem(f'"{given}" is none of these')


def _choice(label: str, known: Sequence[str], default: str) -> str:
    """One of the known words; asked again until it is."""
    while True:
        given = str(typer.prompt(f"{label} ({', '.join(known)})", default=default)).strip()
        if given in known:
            return given
        show.problem(f'"{given}" is none of these')


def _expected(verdict: str, trace: Trace, world: World) -> dict[str, Any]:
    """What the case asks of a reply; a refusal that is right is one to be made again."""
    reply = trace.reply
    if verdict == "decline" or (verdict == "right" and not isinstance(reply, Answer)):
        return {"abstains": True, "topic": _choice("Topic", CHOICES["topic"], "in-field")}
    default = adding.suggested_says(reply.text) if verdict == "right" else None
    ranks = adding.ranks(evidence_of(trace))
    while True:
        prompt = "It should say (such as: Komarov; 24 April 1967 | 24.04.67)"
        says = adding.groups_of(typer.prompt(prompt, default=default))
        places = adding.places_of(says, world.assistant.index.articles, ranks)
        if places:
            place = _chosen(places)
            return {"says": says, "cites": [place.article], "section": place.section}
        show.problem(
            "no sentence of any article holds these words beside yes or no; give words "
            "of one sentence, or stop with Ctrl-C"
        )


def _chosen(places: list[Placed]) -> Placed:
    if len(places) == 1:
        return places[0]
    for number, place in enumerate(places[:_MAX_PLACES], start=1):
        console.print(
            f"{number}. {place.article}, {place.section or 'the lead'}: {place.text}", markup=False
        )
    if len(places) > _MAX_PLACES:
        show.step(
            f"and {len(places) - _MAX_PLACES} more; stop with Ctrl-C and say more words "
            "where none of these answers"
        )
    chosen: int = typer.prompt("Which sentence answers?", default=1, type=int)
    return places[max(1, min(chosen, len(places), _MAX_PLACES)) - 1]


def _origin(expected: dict[str, Any], world: World, named: Sequence[str]) -> dict[str, Any]:
    """Which source the fact is from, and the missions: those named, else those of its article."""
    if "says" not in expected:
        return {}
    slug = expected["cites"][0]
    article = world.assistant.index.articles.get(slug)
    source = typer.prompt("Source", default=adding.usual_source(world.cases, slug))
    return {"source": source, "missions": list(named or (article.missions if article else ()))}


def _kind(kind: AnswerKind) -> str:
    return adding.KINDS.get(kind, kind.value)

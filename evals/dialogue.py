"""The conversation of `evals add`: shows a reply, asks what is right, keeps the case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from assistant.answer import Answer, Reply
from assistant.conversation import Conversation
from assistant.query import AnswerKind
from assistant.render import as_text
from assistant.terminal import console
from evals import adding, show
from evals.gold import Placed
from evals.world import World, read_articles

_VERDICT = "Right (r), wrong (w), should decline (d), or skip (s)?"
_MAX_PLACES = 9


def new_case(question: str, world: World, folder: Path) -> Path | None:
    """Ask, show, and take a verdict; the file that the case went to, None when skipped."""
    reply = world.assistant.ask(question)
    console.print(as_text(reply), markup=False)
    verdict = typer.prompt(_VERDICT, default="s").strip().lower()[:1]
    if verdict == "d":
        expected: dict[str, Any] = {"abstains": True, "topic": _topic()}
    elif verdict in ("r", "w"):
        expected = _expected(reply, right=verdict == "r")
    else:
        return None
    if not expected:
        return None
    taken = [case.id for case in world.cases]
    cites = expected.get("cites") or [""]
    suggested = adding.suggested_id(question, cites[0], taken)
    kind = world.assistant.understand(question, Conversation()).kind
    fields = {
        "id": typer.prompt("Id", default=suggested),
        "ask": question,
        **expected,
        "kind": typer.prompt("Kind", default=_kind(kind)),
        "style": typer.prompt("Style (plain, reworded, indirect, telegraph, typo)",
                              default="plain"),
        **_origin(expected, world),
    }
    return adding.add_case(folder, fields, read_articles())


def _expected(reply: Reply, *, right: bool) -> dict[str, Any]:
    """The words that prove an answer right and the sentence that they stand in."""
    default = reply.text if right and isinstance(reply, Answer) else None
    prompt = "It should say (groups parted by ;, spellings of one by |)"
    says = adding.groups_of(typer.prompt(prompt, default=default))
    places = adding.places_of(says, read_articles())
    if not places:
        show.problem("no sentence of any article holds these words; a case must be founded")
        return {}
    place = _chosen(places)
    return {"says": says, "cites": [place.article], "section": place.section}


def _chosen(places: list[Placed]) -> Placed:
    if len(places) == 1:
        return places[0]
    for number, place in enumerate(places[:_MAX_PLACES], start=1):
        console.print(f"{number}. {place.article}, {place.section or 'the lead'}: {place.text}",
                      markup=False)
    chosen: int = typer.prompt("Which sentence answers?", default=1, type=int)
    return places[max(1, min(chosen, len(places), _MAX_PLACES)) - 1]


def _topic() -> str:
    answer: str = typer.prompt("Topic (in-field, out-of-scope)", default="in-field")
    return answer


def _origin(expected: dict[str, Any], world: World) -> dict[str, Any]:
    """Which source the fact is from, and the missions of its article."""
    if "says" not in expected:
        return {}
    article = world.assistant.index.articles.get(expected["cites"][0])
    source = typer.prompt("Source (000, 001, 002, record)", default="record")
    return {"source": source, "missions": list(article.missions) if article else []}


def _kind(kind: AnswerKind) -> str:
    return adding.KINDS.get(kind, kind.value)

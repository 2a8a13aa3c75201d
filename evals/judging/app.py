"""The page for judging: a list of what can be judged, and each reply with a key a verdict."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated
from urllib.parse import parse_qsl, quote

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from evals.judging.drafts import WORDS, DraftError, Verdict, judge, judgements, take_back
from evals.judging.guards import Guard
from evals.judging.judgeable import SOURCES, Judgeable
from evals.report.templating import environment

_STATIC = Path(__file__).parents[1] / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css"}
# Read once: the server opens no file that a request names.
_ASSETS: Mapping[str, tuple[bytes, str]] = MappingProxyType(
    {
        path.name: (path.read_bytes(), _TYPES[path.suffix])
        for path in sorted(_STATIC.iterdir())
        if path.suffix in _TYPES
    }
)
_KEYS: Mapping[Verdict, str] = {"right": "r", "half": "h", "wrong": "w", "declined": "d"}
_TAKE_BACK = "none"
_TITLES = {"answers": "Answers with a thumb", "batch": "The last batch"}
_MAX_BODY_BYTES = 1024

Loader = Callable[[], Sequence[Judgeable]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict that can be given: its value in the form, its words and its key."""

    value: str
    words: str
    key: str


class _Desk:
    """What lies on the operator's desk, and the file that verdicts go to."""

    def __init__(self, load: Loader, drafts: Path) -> None:
        self._load = load
        self._lock = threading.Lock()
        self.drafts = drafts

    def judgeable(self) -> Sequence[Judgeable]:
        """All that can be judged at this moment."""
        return self._load()

    def judgements(self) -> Mapping[str, Verdict]:
        """What was judged, by key."""
        return judgements(self.drafts)

    def decide(self, one: Judgeable, verdict: str) -> None:
        """Keep a verdict, or take it back; one writer at a time."""
        with self._lock:
            if verdict == _TAKE_BACK:
                take_back(self.drafts, one)
                return
            known = next((name for name in WORDS if name == verdict), None)
            if known is None:
                raise HTTPException(422, f'"{verdict}" is no verdict; give {", ".join(WORDS)}')
            judge(self.drafts, one, known, date.today())


def create_app(load: Loader, drafts: Path, *, password: str = "") -> FastAPI:
    """The page over what `load` finds with each request.

    Args:
        load: what can be judged, best first.
        drafts: the file that judged replies become draft cases in.
        password: what the page asks for; nothing where it is empty.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk = _Desk(load, drafts)
    app.add_middleware(Guard, password=password)
    app.add_exception_handler(HTTPException, _problem)
    app.add_exception_handler(DraftError, _problem)
    app.get("/")(_all)
    app.get("/static/{name}")(_asset)
    app.get("/{source}/{name:path}")(_one)
    app.post("/{source}/{name:path}")(_decided)
    return app


def _desk_of(request: Request) -> _Desk:
    desk: _Desk = request.app.state.desk
    return desk


async def _verdict_of(request: Request) -> str:
    """The one field of the form; a body that is longer than any verdict is not read to its end."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MAX_BODY_BYTES:
            raise HTTPException(413, "A verdict is one word.")
    return dict(parse_qsl(body.decode("latin-1"), max_num_fields=1)).get("verdict", "")


Desk = Annotated[_Desk, Depends(_desk_of)]
VerdictField = Annotated[str, Depends(_verdict_of)]


def _all(desk: Desk) -> Response:
    judged = desk.judgements()
    found = desk.judgeable()
    groups = {
        _TITLES[source]: [
            (path_of(one), one.question, WORDS[judged[one.key]] if one.key in judged else "")
            for one in found
            if one.source == source
        ]
        for source in SOURCES
    }
    first = next((path_of(one) for one in found if one.key not in judged), "")
    return _html("judging.html", groups=groups, first=first, drafts=str(desk.drafts))


def _one(source: str, name: str, desk: Desk) -> Response:
    return _page(source, name, desk)


def _decided(source: str, name: str, verdict: VerdictField, desk: Desk) -> Response:
    found = desk.judgeable()
    place = _place(found, source, name)
    try:
        desk.decide(found[place], verdict)
    except DraftError as error:
        return _page(source, name, desk, str(error))
    if verdict == _TAKE_BACK:
        return RedirectResponse(path_of(found[place]), 303)
    judged = desk.judgements()
    behind = [*found[place + 1 :], *found[:place]]
    to = next((path_of(one) for one in behind if one.key not in judged), "/")
    return RedirectResponse(to, 303)


def _page(source: str, name: str, desk: _Desk, problem: str = "") -> Response:
    found = desk.judgeable()
    place = _place(found, source, name)
    one = found[place]
    given = desk.judgements().get(one.key)
    left_out = "half" if one.declined else "declined"
    choices = [Choice(name, WORDS[name], key) for name, key in _KEYS.items() if name != left_out]
    return _html(
        "judged.html",
        one=one,
        path=path_of(one),
        number=place + 1,
        count=len(found),
        before=path_of(found[place - 1]) if place else "",
        behind=path_of(found[place + 1]) if place + 1 < len(found) else "",
        choices=choices,
        given=given or "",
        words=WORDS[given] if given else "",
        problem=problem,
        status=409 if problem else 200,
    )


def _place(found: Sequence[Judgeable], source: str, name: str) -> int:
    key = f"{source}/{name}"
    place = next((number for number, one in enumerate(found) if one.key == key), None)
    if place is None:
        raise HTTPException(404, "There is no such reply any more; go back to the list.")
    return place


def path_of(one: Judgeable) -> str:
    """Where a reply is judged."""
    return f"/{one.source}/{quote(one.name, safe='')}"


def _asset(name: str) -> Response:
    if name not in _ASSETS:
        raise HTTPException(404, "There is nothing at this address.")
    content, media_type = _ASSETS[name]
    return Response(content, media_type=media_type)


def _problem(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 409
    said = error.detail if isinstance(error, HTTPException) else str(error)
    return _html("judging_problem.html", problem=said, status=status)


def _html(template: str, status: int = 200, **fields: object) -> HTMLResponse:
    version = hashlib.sha256(b"".join(content for content, _ in _ASSETS.values())).hexdigest()[:12]
    text = environment().get_template(template).render(version=version, **fields)
    return HTMLResponse(text, status)

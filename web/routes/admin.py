"""The operator's pages: articles, uploads, the index, and what readers asked and thought.

They are there only where a password is set, and every change is refused that another site sends.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from corpus.reading.readers import READERS
from web.guards.forms import FormFields
from web.operating.desk import GONE, Desk
from web.operating.receiving import received
from web.state import AppState, State, WithinRate
from web.store.conversations import RatedTurn
from web.store.database import NotRead
from web.store.last_run import last_run
from web.store.looking_back import Unanswered, unanswered
from web.views.admin import (
    JUDGING,
    MAX_QUESTIONS,
    MAX_THUMBS,
    AdminPage,
    UploadPage,
    article_line,
    evals_line,
    problem_line,
    question_lines,
    read_files,
    thumb_lines,
)
from web.views.pages import html
from web.views.parts import LinkView

router = APIRouter(prefix="/admin", include_in_schema=False)
WEEKS = 4
# Most things are done by then, and the page can show what came of them at once.
PATIENCE_SECONDS = 1.5


def desk_of(request: Request) -> Desk:
    """The desk that the lifespan put into the application."""
    desk: Desk = request.app.state.desk
    return desk


OperatorsDesk = Annotated[Desk, Depends(desk_of)]


@router.get("")
def admin(state: State, desk: OperatorsDesk) -> Response:
    """The home page."""
    desk.look()
    desk.worker.wait(PATIENCE_SECONDS)
    return html(_page(state, desk))


@router.get("/work")
def work(desk: OperatorsDesk) -> Response:
    """What is being done at this moment, for the script."""
    now = desk.worker.work
    return JSONResponse({"work": {**asdict(now), "said": now.said} if now else None})


@router.post("/uploads", dependencies=[WithinRate])
async def upload(request: Request, desk: OperatorsDesk) -> Response:
    """Take files into quarantine and begin to read them there."""
    taken = await received(request, desk.quarantine)
    if not taken.has_files and not taken.refused:  # none was chosen
        return RedirectResponse("/admin", 303)
    desk.take(taken)
    return RedirectResponse(f"/admin/uploads/{taken.name}", 303)


@router.get("/uploads/{name}")
def preview(name: str, desk: OperatorsDesk) -> Response:
    """What an upload holds, as it would be added."""
    if not desk.quarantine.files(name) and not desk.not_taken(name):
        raise HTTPException(404, GONE)
    desk.look_at(name)
    desk.worker.wait(PATIENCE_SECONDS)
    found = desk.preview(name)
    reading = found.reading if found else None
    return html(
        UploadPage(
            "Before they are added",
            "",
            name,
            desk.worker.work,
            None if found else desk.worker.outcome,
            found is not None,
            read_files(reading, found.replaced) if reading and found else (),
            (*desk.not_taken(name), *map(problem_line, reading.refused if reading else ())),
        )
    )


@router.post("/uploads/{name}/add", dependencies=[WithinRate])
def add(name: str, desk: OperatorsDesk) -> Response:
    """Add what an upload holds."""
    if not desk.quarantine.files(name):
        raise HTTPException(404, GONE)
    desk.add(name)
    return RedirectResponse("/admin", 303)


@router.post("/uploads/{name}/discard", dependencies=[WithinRate])
def discard(name: str, desk: OperatorsDesk) -> Response:
    """Delete an upload."""
    desk.discard(name)
    return RedirectResponse("/admin", 303)


@router.post("/remove", dependencies=[WithinRate])
def remove(form: FormFields, desk: OperatorsDesk) -> Response:
    """Take away an article that was added."""
    desk.remove(form.get("slug", ""))
    return RedirectResponse("/admin", 303)


@router.post("/rebuild", dependencies=[WithinRate])
def rebuild(desk: OperatorsDesk) -> Response:
    """Bring the index up to date."""
    desk.rebuild()
    return RedirectResponse("/admin", 303)


def _page(state: AppState, desk: Desk) -> AdminPage:
    found = desk.survey
    lines = tuple(map(article_line, found.articles)) if found else ()
    asked, rated, is_unread = _looked_back(state)
    manifest = state.assistant.index.manifest
    return AdminPage(
        "The operator’s page",
        "",
        desk.worker.work,
        desk.worker.outcome,
        ",".join(sorted(READERS)),
        tuple(_upload_link(desk, name) for name in desk.quarantine.waiting()),
        tuple(one for one in lines if one.can_go),
        tuple(one for one in lines if not one.can_go),
        found.problems if found else (),
        f"{manifest.holds} (generation {manifest.generation})",
        WEEKS,
        question_lines(asked),
        max(0, len(asked) - MAX_QUESTIONS),
        thumb_lines(rated),
        max(0, len(rated) - MAX_THUMBS),
        is_unread,
        evals_line(last_run(state.settings.home), manifest.generation),
        JUDGING,
    )


def _looked_back(
    state: AppState,
) -> tuple[tuple[Unanswered, ...], tuple[RatedTurn, ...], bool]:
    """What was not answered and what was rated; the last says that the file cannot be read."""
    since = datetime.now(UTC) - timedelta(weeks=WEEKS)
    try:
        return (
            unanswered(state.conversations.database, since),
            state.conversations.rated(),
            False,
        )
    except NotRead:
        return (), (), True


def _upload_link(desk: Desk, name: str) -> LinkView:
    names = ", ".join(path.name for path in desk.quarantine.files(name))
    return LinkView(names, f"/admin/uploads/{name}")

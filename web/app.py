"""`create_app`: loads once, puts the doors behind the guards, and says every error in one way."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import PlainTextResponse
from starlette.middleware.gzip import GZipMiddleware

from assistant.pipeline import Assistant
from web.guards import errors
from web.guards.deadlines import BodyDeadline
from web.guards.metrics import CountRequests, Metrics
from web.guards.middleware import BodyLimit, Door, HeadAsGet, KnownHosts, RequestLog, SecureHeaders
from web.guards.visitor import VisitorCookie
from web.operating.desk import Desk
from web.routes import (
    admin,
    api,
    articles,
    cards,
    catalogue,
    chat,
    citing,
    completions,
    conversations,
    covers,
    health,
    pictures,
    shared,
)
from web.routes import evals as evals_page
from web.routes import missions as mission_pages
from web.settings import Settings
from web.state import AppState
from web.views.pages import asset

log = logging.getLogger("cachet.web")

# Pages shrink to a third; below this size the header costs more than it saves.
MIN_GZIP_BYTES = 1_000
# A link that asks has an answer with links that ask: a crawler would never come to an end.
ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {path}\n"
    for path in (
        "/?",
        "/a/",
        "/ask",
        "/shared/",
        "/articles?",
        "/covers?",
        "/covers.",
        "/identify?",
        "/conversations",
        "/api/",
        "/v1/",
        "/admin",
    )
)


def create_app(settings: Settings | None = None, assistant: Assistant | None = None) -> FastAPI:
    """The web application; opens the index when it starts unless an assistant is given.

    Raises:
        IndexUnusable, EncoderUnusable: on start, when the index or the model cannot be used.
    """
    chosen = settings or Settings()
    metrics = Metrics()
    # Given up when it has been taken: the first generation is not held for ever either.
    first = [assistant] if assistant else []
    del assistant

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        state = await asyncio.to_thread(
            AppState.open, chosen, metrics, first.pop() if first else None
        )
        app.state.cachet = state
        if chosen.password:
            app.state.desk = Desk(state)
        refreshing = asyncio.create_task(_refresh(state))
        with state.conversations.database.held():
            yield
        refreshing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await refreshing

    app = FastAPI(
        title="Cachet",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        description="Answers about space covers, in the articles' own words.",
    )
    for module in (
        health,
        api,
        catalogue,
        completions,
        chat,
        articles,
        covers,
        cards,
        pictures,
        mission_pages,
        conversations,
        citing,
        shared,
        evals_page,
    ):
        app.include_router(module.router)
    if chosen.password:  # without one there is no operator, only readers
        app.include_router(admin.router)
    app.get("/static/{name}", include_in_schema=False)(_static)
    app.get("/robots.txt", include_in_schema=False, response_class=PlainTextResponse)(_robots)
    errors.install(app)
    _guard(app, chosen, metrics)
    return app


def _guard(app: FastAPI, settings: Settings, metrics: Metrics) -> None:
    """The middleware, from the innermost to the outermost."""
    password = settings.password.get_secret_value() if settings.password else None
    app.add_middleware(GZipMiddleware, minimum_size=MIN_GZIP_BYTES)
    app.add_middleware(HeadAsGet)
    app.add_middleware(VisitorCookie, secure=settings.is_https)
    app.add_middleware(BodyLimit)
    app.add_middleware(BodyDeadline)
    app.add_middleware(Door, password=password, public_url=settings.public_url)
    app.add_middleware(KnownHosts, allowed=settings.allowed_hosts)
    app.add_middleware(RequestLog)
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(SecureHeaders)


def _static(name: str) -> Response:
    """One of the files of the look, by its name in a table."""
    found = asset(name)
    if found is None:
        raise HTTPException(404)
    return found


def _robots() -> str:
    """What crawlers are to leave alone."""
    return ROBOTS


async def _refresh(state: AppState) -> None:
    """Look for a newer generation, and for what is too old to be kept, now and then."""
    while True:
        await asyncio.sleep(state.settings.refresh_seconds)
        try:
            await asyncio.to_thread(state.refresh)
            await asyncio.to_thread(state.forget)
        except Exception:  # the next look may go well
            log.exception("refresh failed")

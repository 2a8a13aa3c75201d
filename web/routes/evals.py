"""The evaluation report that `evals report` left in the data folder, as it stands."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from web.guards.errors import ProblemPage
from web.state import State
from web.views.evals import REPORT
from web.views.pages import html

router = APIRouter(include_in_schema=False)
# The report is one file with its styles inside; it runs nothing and loads nothing. No hash covers
# its styles, since its plots have hundreds of them in attributes.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HOW = (
    "There is no evaluation of this server yet. Its operator makes one with `evals run` and "
    "`evals report`; it says how many known facts come back right."
)


@router.get("/evals")
def evals(request: Request, state: State) -> Response:
    """The report, or how to make it."""
    try:
        report = (state.settings.home / REPORT).read_bytes()
    except FileNotFoundError:
        return html(ProblemPage("No evaluation yet", "", _HOW, request.state.request_id), 404)
    return HTMLResponse(
        report, headers={"Content-Security-Policy": REPORT_POLICY, "Cache-Control": "no-cache"}
    )

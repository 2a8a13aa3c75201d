"""The evaluation report that `evals report` left in the data folder, as it stands."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from web.state import State
from web.views.evals import REPORT, evals_page
from web.views.pages import html

router = APIRouter(include_in_schema=False)
# The report is one file with its styles inside; it runs nothing and loads nothing. No hash covers
# its styles, since its plots have hundreds of them in attributes.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@router.get("/evals")
def evals(state: State) -> Response:
    """The report, or the figures that Cachet comes with and how to make one's own."""
    try:
        report = (state.settings.home / REPORT).read_bytes()
    except FileNotFoundError:
        return html(evals_page())
    return HTMLResponse(
        report, headers={"Content-Security-Policy": REPORT_POLICY, "Cache-Control": "no-cache"}
    )

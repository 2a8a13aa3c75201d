"""Where the evaluation report lies and is shown."""

from __future__ import annotations

from pathlib import Path

REPORT = "evals.html"


def report_href(home: Path) -> str:
    """Where the report is shown; empty while there is none."""
    return "/evals" if (home / REPORT).is_file() else ""

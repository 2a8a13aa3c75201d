"""From when on conversations are kept, by a clock that may be wrong."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

# A clock that was not looked at for so long, or went back, has jumped, or the server was off.
MAX_STEP = timedelta(days=2)
MAX_BACK = timedelta(hours=1)
# How long nothing is deleted then: time to set a clock right.
GRACE = timedelta(days=1)


def oldest_kept(database: sqlite3.Connection, now: datetime, days: int) -> datetime | None:
    """The moment before which conversations are forgotten; None while the clock is in doubt.

    The clock is believed when it is looked at for the first time, and when it has gone steadily
    for `GRACE`.
    """
    row = database.execute("SELECT seen, steady_since FROM clock").fetchone()
    if row is None:
        steady_since = now - GRACE
    else:
        seen, steady_since = (
            datetime.fromisoformat(row[name]) for name in ("seen", "steady_since")
        )
        if not -MAX_BACK <= now - seen <= MAX_STEP:
            steady_since = now
    database.execute(
        "INSERT INTO clock VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "seen = excluded.seen, steady_since = excluded.steady_since",
        (now.isoformat(), steady_since.isoformat()),
    )
    return now - timedelta(days=days) if now - steady_since >= GRACE else None

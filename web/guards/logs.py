"""Log records → one JSON object a line. Questions are never among their fields."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

REPEAT_SECONDS = 60.0
MAX_REMEMBERED = 100


class JsonLines(logging.Formatter):
    """A record's time, level and message, with what was given as `extra={"fields": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        # In ASCII, for whoever looks at it has a terminal; of that JSON leaves DEL alone as it is.
        return json.dumps(line).replace("\x7f", "\\u007f")


class Repeats(logging.Filter):
    """Lets a complaint through once a minute; the next one says how often it came meanwhile."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        if record.levelno < logging.WARNING:
            return True
        fields = getattr(record, "fields", {})
        key = (record.name, record.getMessage(), str(fields.get("problem", "")))
        now = self._clock()
        since, left_out = self._seen.get(key, (-REPEAT_SECONDS, 0))
        if now - since < REPEAT_SECONDS:
            self._seen[key] = (since, left_out + 1)
            return False
        if len(self._seen) >= MAX_REMEMBERED:
            self._seen.clear()
        self._seen[key] = (now, 0)
        if left_out:
            record.fields = {**fields, "repeated": left_out}
        return True


def configure() -> None:
    """Send the server's own records to stderr, and uvicorn's with them."""
    handler = logging.StreamHandler()
    handler.addFilter(Repeats())
    handler.setFormatter(JsonLines())
    for name, level in (("cachet", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False

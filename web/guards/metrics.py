"""Counts for Prometheus: requests by route and status, answers by kind and time, the index.

Labels are routes and kinds, never words that somebody sent.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answer import Answer, Reply

# Around what an answer takes: about 10 ms without and 60 ms with the learned reader, and the wait.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """What one server has done since it started."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "cachet_requests",
            "Requests by route and status.",
            ("route", "status"),
            registry=self._registry,
        )
        self._answers = Counter(
            "cachet_answers", "Replies by kind.", ("kind",), registry=self._registry
        )
        self._seconds = Histogram(
            "cachet_answer_seconds",
            "From a question to its reply, the wait for a turn included.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._index = Info("cachet_index", "The generation that serves.", registry=self._registry)
        for kind in ("answer", "abstention"):
            self._answers.labels(kind)

    def requested(self, route: str, status: int) -> None:
        """Count a request that has been answered."""
        self._requests.labels(route, str(status)).inc()

    def replied(self, reply: Reply) -> None:
        """Count a reply."""
        self._answers.labels("answer" if isinstance(reply, Answer) else "abstention").inc()

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Time an answer; one that was refused or failed does not count."""
        began = time.perf_counter()
        yield
        self._seconds.observe(time.perf_counter() - began)

    def serves(self, generation: str) -> None:
        """Name the generation of the index that answers from now on."""
        self._index.info({"generation": generation})

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)


class CountRequests:
    """Counts every request by the route that it found, or "none"."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on and count what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        finally:
            self._metrics.requested(getattr(scope.get("route"), "path", "none"), status)

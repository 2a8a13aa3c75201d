"""How long a client may take: for its headers and its body, and for reading the answer.

uvicorn has a deadline for an idle connection alone; without the others, whoever sends a byte now
and then holds a connection for ever.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from web.guards.limits import UPLOADS

HEADER_SECONDS = 10.0
BODY_SECONDS = 10.0
# An operator's upload is large; it still must be read, and answered, within the request's time.
UPLOAD_SECONDS = 50.0
# From the last header to the last byte of the answer; the slowest answers take a second or two.
REQUEST_SECONDS = 60.0
# Between two requests of a connection.
IDLE_SECONDS = 5
# Each is a file that is open, and a process may have 1,024 where nobody has said otherwise. When
# there are more, the one goes that has been silent for longest.
MAX_CONNECTIONS = 512


class TimedConnection(H11Protocol):
    """A connection that is cut off when its headers, or its request, take too long."""

    _alarm: asyncio.TimerHandle | None = None
    _stage = ""
    _since = 0.0

    def connection_made(self, transport: Any) -> None:
        """Wait for headers from now on."""
        super().connection_made(transport)
        self._enter("headers")
        if len(self.connections) > MAX_CONNECTIONS:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """Take what came, and see what is awaited next."""
        super().data_received(data)
        self._enter(self._awaited())

    def on_response_complete(self) -> None:
        """Wait for another request, part of which may have come already."""
        super().on_response_complete()
        self._enter(self._awaited())

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        self._enter("nothing")
        super().connection_lost(exc)

    def _make_room(self) -> None:
        """Cut off the connection that has asked nothing for longest; this one where all have."""
        others = [one for one in self.connections if isinstance(one, TimedConnection)]
        # What has been cut is counted by uvicorn until the loop comes round.
        held = [one for one in others if one._stage != "cut"]
        if len(held) <= MAX_CONNECTIONS:
            return
        silent = [one for one in held if one._stage != "answer"]
        longest = min(silent, key=lambda one: one._since, default=self)
        longest._enter("cut")
        longest.transport.abort()

    def _awaited(self) -> str:
        if self.cycle is not None and not self.cycle.response_complete:
            return "answer"
        begun = self.cycle is None or bool(self.conn.trailing_data[0])
        return "headers" if begun and self.conn.their_state is h11.IDLE else "nothing"

    def _enter(self, stage: str) -> None:
        if stage == self._stage:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._stage = stage
        self._since = self.loop.time()
        seconds = {"headers": HEADER_SECONDS, "answer": REQUEST_SECONDS}.get(stage)
        # Closing would wait until a client that reads nothing has read it all.
        self._alarm = self.loop.call_later(seconds, self.transport.abort) if seconds else None


class BodyDeadline:
    """Refuses a body that is not there in time."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on with a body that comes in time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        until = loop.time() + (UPLOAD_SECONDS if scope["path"] == UPLOADS else BODY_SECONDS)
        whole = False

        async def receive_in_time() -> Message:
            nonlocal whole
            if whole:  # what comes now is that the client has gone, whenever that may be
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), until - loop.time())
            except TimeoutError:
                raise HTTPException(408) from None
            whole = not message.get("more_body", False)
            return message

        await self._app(scope, receive_in_time, send)

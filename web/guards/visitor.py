"""A visitor is a random id in a cookie and nothing else; no account, no tracking."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "cachet"
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep
_ID = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(slots=True)
class VisitorId:
    """The id of this request; sent back as a cookie once a handler has used it."""

    value: str
    known: bool
    used: bool = False


class VisitorCookie:
    """Gives each request a visitor, and the cookie to those that began a conversation."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._attributes = f"HttpOnly; SameSite=Lax; Path=/; Max-Age={COOKIE_SECONDS}" + (
            "; Secure" if secure else ""
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on with its visitor."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visitor = _visitor(scope)
        scope.setdefault("state", {})["visitor"] = visitor

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and visitor.used and not visitor.known:
                cookie = f"{COOKIE}={visitor.value}; {self._attributes}"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _visitor(scope: Scope) -> VisitorId:
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    value = cookie_parser(header.decode("latin-1")).get(COOKIE, "")
    if _ID.fullmatch(value):
        return VisitorId(value, known=True)
    return VisitorId(secrets.token_urlsafe(24), known=False)


def visitor_of(request: Request) -> str:
    """The id of whoever asks; reading with it does not yet need a cookie."""
    visitor: VisitorId = request.state.visitor
    return visitor.value


def asking_visitor(request: Request) -> str:
    """The id of somebody whose conversation is kept, who therefore gets the cookie."""
    visitor: VisitorId = request.state.visitor
    visitor.used = True
    return visitor.value


Visitor = Annotated[str, Depends(visitor_of)]
"""In a handler's signature: who reads."""

AskingVisitor = Annotated[str, Depends(asking_visitor)]
"""In a handler's signature: who asks, and is given a cookie."""

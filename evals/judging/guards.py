"""Keeps others out: another host's name, another site's forms, whoever lacks the password."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = ("127.0.0.1", "localhost")
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With no referrer at all a browser would not say where a form came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
_REFUSED = {
    400: "This page is reached by 127.0.0.1 or localhost alone.\n",
    401: "This page asks for the password of the server (ASSISTANT_PASSWORD), with any name.\n",
    403: "This request came from another page and is refused.\n",
}


class Guard:
    """Refuses what no operator at this machine sends, and puts its headers on every response."""

    def __init__(self, app: ASGIApp, *, password: str) -> None:
        self._app = app
        self._password = password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if status := self._refusal(scope):
            response = PlainTextResponse(_REFUSED[status], status)
            if status == 401:
                response.headers["WWW-Authenticate"] = 'Basic realm="Cachet", charset="UTF-8"'
            await response(scope, receive, send_secured)
            return
        await self._app(scope, receive, send_secured)

    def _refusal(self, scope: Scope) -> int | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").partition(":")[0] not in LOCAL_HOSTS:
            return 400
        if self._password:
            given = _password_of(headers.get("authorization", ""))
            if not hmac.compare_digest(given, self._password.encode()):
                return 401
        if scope["method"] not in ("GET", "HEAD") and not _is_from_here(headers):
            return 403
        return None


def _is_from_here(headers: Headers) -> bool:
    """Whether a form was sent from this very page; a browser says so in one way or the other."""
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return headers.get("origin", "") == f"http://{headers.get('host', '')}"


def _password_of(authorization: str) -> bytes:
    """The password that a browser sends behind any name."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return b""
    try:
        return base64.b64decode(encoded, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return b""

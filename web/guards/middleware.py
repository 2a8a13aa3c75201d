"""What surrounds every request: its id and log line, security headers, size, host, door, origin.

Plain ASGI, so that a streamed answer passes through as it comes.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
import secrets
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.guards.errors import UnknownHost, problem_of, response_to
from web.guards.limits import TokenBuckets, TooLong, TooMany, max_body_bytes, payer
from web.views.pages import STYLE_DIGESTS

log = logging.getLogger("cachet.web")

_STYLES = " ".join(f"'sha256-{digest}'" for digest in STYLE_DIGESTS)
SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src {_STYLES}; "
        "img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Somebody's questions and answers, which no cache keeps.
PRIVATE_PATHS = (
    "/admin",
    "/api/ask",
    "/api/cite/",
    "/api/search",
    "/api/stream",
    "/v1/",
    "/conversations",
)
# Answered without the password, so that a supervisor can look.
OPEN_PATHS = frozenset({"/healthz", "/readyz"})
# Wrong passwords from one address: so many at once, and then one in ten seconds.
PASSWORD_BURST = 10
PASSWORD_RATE = 0.1
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SecureHeaders:
    """Puts the security headers on every response, errors included; a handler's own one stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on and add the headers to what comes back."""

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(PRIVATE_PATHS):
                    headers["Cache-Control"] = "private, no-store"
            await send(message)

        await self._app(scope, receive, send_secured)


class HeadAsGet:
    """Answers HEAD with what GET would send, without its body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on as GET and leave the words of the response out."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_bare(message: Message) -> None:
            # The server, and what surrounds this, must know that no body is to come.
            scope["method"] = "HEAD"
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        scope["method"] = "GET"
        try:
            await self._app(scope, receive, send_bare)
        finally:
            scope["method"] = "HEAD"


class RequestLog:
    """Gives a request its id and logs one line: the route, never the words that were asked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on and log what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        began = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except Exception as error:
            log.exception("failed", extra={"fields": {"request": request_id}})
            if status:  # half of a response is out; only cutting it off is left
                raise
            response = response_to(Request(scope), problem_of(error))
            await response(scope, receive, send_with_id)
        finally:
            log.info(
                "request",
                extra={
                    "fields": {
                        "request": request_id,
                        "method": scope["method"],
                        "route": getattr(scope.get("route"), "path", "none"),
                        "status": status,
                        "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                    }
                },
            )


class KnownHosts:
    """Lets requests in that are addressed to an allowed name: Starlette's check, our answer."""

    def __init__(self, app: ASGIApp, *, allowed: Sequence[str]) -> None:
        self._app = app
        self._allowed = allowed
        TrustedHostMiddleware(app, allowed)  # refuses a wrong pattern now, not with each request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on, or say what its operator can do."""
        known = False

        async def let_in(_scope: Scope, _receive: Receive, _send: Send) -> None:
            nonlocal known
            known = True

        async def drop(message: Message) -> None:
            """Starlette's own words of refusal."""

        await TrustedHostMiddleware(let_in, self._allowed, www_redirect=False)(scope, receive, drop)
        if known:
            await self._app(scope, receive, send)
        else:
            response = response_to(Request(scope), problem_of(UnknownHost()))
            await response(scope, receive, send)


class Door:
    """Asks for the shared password, and refuses changes that another site's page sends."""

    def __init__(self, app: ASGIApp, *, password: str | None, public_url: str = "") -> None:
        self._app = app
        self._password = password
        self._public_url = public_url
        self._wrong = TokenBuckets(PASSWORD_RATE, PASSWORD_BURST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or say why not."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            response = response_to(Request(scope), problem_of(refusal))
            if response.status_code == 401:
                response.headers["WWW-Authenticate"] = 'Basic realm="Cachet", charset="UTF-8"'
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Exception | None:
        headers = Headers(scope=scope)
        if scope["method"] not in _READING and self._is_from_elsewhere(headers):
            return HTTPException(403)
        if self._password is None or scope["path"] in OPEN_PATHS:
            return None
        if not (authorization := headers.get("authorization", "")):
            return HTTPException(401)
        client = payer(scope["client"][0]) if scope.get("client") else ""
        # A right password waits too, or trying would go on as fast as before.
        if seconds := self._wrong.wait(client):
            return TooMany(seconds)
        if hmac.compare_digest(_password_of(authorization), self._password.encode()):
            return None
        self._wrong.charge(client, 1)
        return HTTPException(401)

    def _is_from_elsewhere(self, headers: Headers) -> bool:
        """Whether another site's page sends this, by either of the headers that browsers set."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site == "cross-site":
            return True
        # What a form of our own sends, because our pages tell nobody where a reader comes from.
        if origin is None or (origin == "null" and site in ("same-origin", "none")):
            return False
        own = {headers.get("host", ""), urlsplit(self._public_url).netloc} - {""}
        return urlsplit(origin).netloc not in own


def _password_of(authorization: str) -> bytes:
    """The password of a browser, or the key of a program."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return encoded.encode("latin-1")
    if scheme.lower() != "basic":
        return b""
    try:
        return base64.b64decode(encoded, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return b""


class BodyLimit:
    """Refuses a body that is announced too long, and stops reading one that turns out so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the request on with a body that stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = max_body_bytes(scope["path"])
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > limit:
            response = response_to(Request(scope), problem_of(TooLong(limit)))
            await response(scope, receive, send)
            return
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLong(limit)
            return message

        await self._app(scope, receive_counted, send)

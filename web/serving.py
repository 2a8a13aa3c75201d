"""Runs the web application under uvicorn, for `assistant serve`."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from web.app import create_app
from web.guards import logs
from web.settings import Settings
from web.state import opened
from web.store.database import DATABASE, Database

SHUTDOWN_SECONDS = 5
# Connections that wait to be taken; more would wait longer than anybody does.
BACKLOG = 128


def run(
    *,
    home: Path,
    host: str,
    port: int,
    model: str,
    announce: Callable[[str], None],
    warn: Callable[[str], None],
) -> None:
    """Open the index, answer once, say where the pages are, and serve until stopped.

    Where nothing can be kept it warns, and answers all the same.

    Raises:
        IndexUnusable, EncoderUnusable: before anything listens, with what mends it.
        OSError: when the port is taken, or the host is none of this machine's.
    """
    import uvicorn

    from web.guards.deadlines import IDLE_SECONDS, MAX_CONNECTIONS, TimedConnection

    settings = Settings(home=home, host=host, port=port, model=model)
    app = create_app(settings, opened(settings))
    listening = _listen(host, port)
    logs.configure()
    if problem := kept_badly(home):
        warn(problem)
    announce(settings.reachable_url)
    # Questions stand in addresses, so uvicorn's access log stays off; RequestLog has the routes.
    config = uvicorn.Config(
        app,
        http=TimedConnection,
        ws="none",
        limit_concurrency=MAX_CONNECTIONS + BACKLOG,
        timeout_keep_alive=IDLE_SECONDS,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def kept_badly(home: Path) -> str:
    """Why answers cannot be kept in a data folder, and what mends it; empty when they can."""
    path = home / DATABASE
    problem = Database(path).problem()
    return problem and (
        f"{path}: {problem}; answers are given but not kept: move the file away, or make the "
        "folder writable and room on its disk"
    )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anybody is told of it.

    asyncio turns Nagle's algorithm off only where the socket itself says that it is TCP; otherwise
    every answer on a kept connection waits 40 ms for the client's delayed acknowledgement.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        created = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        # Python puts "(while attempting to bind on address …)" behind what the system says.
        reason = (error.strerror or "").partition(" (while ")[0]
        problem = f"{host}:{port} cannot be served: {reason}; choose another with --port"
        raise OSError(problem) from None
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=created.detach())

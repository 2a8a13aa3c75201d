"""Runs the web application under uvicorn, for `assistant serve`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.pipeline import Assistant
from web import logs
from web.app import create_app
from web.settings import Settings

SHUTDOWN_SECONDS = 5


def run(*, home: Path, host: str, port: int, model: str, announce: Callable[[str], None]) -> None:
    """Open the index, say where the pages are, and serve until stopped.

    Raises:
        IndexUnusable, EncoderUnusable: before anything listens, with what mends it.
    """
    import uvicorn

    settings = Settings(home=home, host=host, port=port, model=model)
    app = create_app(settings, Assistant.open(settings.home, settings.model))
    logs.configure()
    announce(settings.public_url or f"http://{host}:{port}")
    # Questions stand in addresses, so uvicorn's access log stays off; RequestLog has the routes.
    uvicorn.run(app, host=host, port=port, access_log=False, log_config=None,
                server_header=False, proxy_headers=bool(settings.proxies),
                forwarded_allow_ips=list(settings.proxies),
                timeout_graceful_shutdown=SHUTDOWN_SECONDS)

"""One frozen dataclass a page → HTML: the dataclass's fields are all that its template is given."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from web.views.names import unbroken

_STATIC = Path(__file__).parents[1] / "static"
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml"}


class Page(Protocol):
    """A dataclass that names its template; `current` marks its place in the navigation."""

    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def title(self) -> str:
        """What the browser's tab says."""

    @property
    def current(self) -> str:
        """The path in the navigation that this page belongs to."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages refer to; `url` changes with its content, so it may be kept for ever."""

    content: bytes
    media_type: str
    url: str


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    version = hashlib.sha256(content).hexdigest()[:12]
    return Asset(content, _TYPES[path.suffix], f"/static/{path.name}?v={version}")


# Read once: the server opens no file that a request names.
ASSETS = MappingProxyType(
    {path.name: _asset(path) for path in sorted(_STATIC.iterdir()) if path.suffix in _TYPES}
)

# Every template is escaped, whatever its suffix, and a name that is not given is an error.
ENVIRONMENT = Environment(
    loader=PackageLoader("web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.globals["asset"] = lambda name: ASSETS[name].url

ENVIRONMENT.filters["unbroken"] = unbroken

# The style stands in each page: asked for apart, it would hold up the first paint by about 25 ms.
STYLES = ("style.css", "covers.css", "reading.css", "answers.css", "admin.css")


def _compact(style: str) -> str:
    """A style without its line ends, its indents and the spaces inside its braces."""
    joined = "".join(line.strip() for line in style.splitlines())
    return joined.replace(" { ", "{").replace("; }", "}")


ENVIRONMENT.filters["compact"] = _compact


def _digest(style: str) -> str:
    """What a policy names a style by."""
    text = _compact(ENVIRONMENT.get_template(style).render())
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


STYLE_DIGESTS = tuple(map(_digest, STYLES))


def context_of(page: Page) -> dict[str, Any]:
    """What a page's template is given."""
    return {field.name: getattr(page, field.name) for field in fields(page)}


def html(page: Page, status: int = 200) -> HTMLResponse:
    """The page as a response that no cache keeps: it may show a visitor's own words."""
    text = ENVIRONMENT.get_template(page.template).render(context_of(page))
    return HTMLResponse(text, status, headers={"Cache-Control": "private, no-store"})


def asset(name: str) -> Response | None:
    """A file of the look; None when there is none of this name."""
    found = ASSETS.get(name)
    if found is None:
        return None
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.content, media_type=found.media_type, headers=kept)

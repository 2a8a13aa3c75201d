"""The pictures of the generation that serves, each by the name that its own bytes give it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from web.state import State

router = APIRouter()

# The name is a digest of the content, which therefore never changes.
_KEPT = "max-age=31536000, immutable"


@router.get("/pictures/{name}", include_in_schema=False)
def picture(name: str, state: State) -> Response:
    """One picture, large or small; nothing is looked up on the disk but what the index lists."""
    content = state.assistant.index.pictures.content(name)
    if content is None:
        raise HTTPException(404, "There is no such picture; it may have been taken away.")
    # Behind a password no shared cache may hand it to others.
    keeper = "private" if state.settings.password else "public"
    kept = {"Cache-Control": f"{keeper}, {_KEPT}"}
    return Response(content, media_type="image/webp", headers=kept)

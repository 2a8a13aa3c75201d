"""Reads the few fields of a plain HTML form, for visitors without script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

MAX_FIELDS = 8


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a URL-encoded body; the last of a name counts."""
    body = await request.body()
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=MAX_FIELDS, keep_blank_values=True))
    except ValueError:
        raise HTTPException(400) from None


FormFields = Annotated[Mapping[str, str], Depends(form_of)]
"""In a handler's signature: the form's fields by name."""

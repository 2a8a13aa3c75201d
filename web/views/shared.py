"""What the page of a shared conversation shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from web.views.citing import FormOption
from web.views.parts import TurnView


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page of a snapshot; `earlier` and `later` lead to others, or are empty."""

    template: ClassVar[str] = "shared.html"
    title: str
    current: str
    turns: tuple[TurnView, ...]
    made: str
    earlier: str
    later: str
    forms: tuple[FormOption, ...]
    public: bool

"""The JSON that programs send and get, as the OpenAPI document describes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.understand.query import MAX_QUESTION_CHARACTERS

# The header that names an answer's permalink.
ANSWER_URL_HEADER = "Content-Location"

ConversationId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Asked(BaseModel):
    """A question, alone or in a conversation that its asker names."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "Who was the pilot of Soyuz 1?", "conversation": "evening-1"}]
        },
    )

    question: str = Field(min_length=1, max_length=MAX_QUESTION_CHARACTERS)
    conversation: ConversationId | None = None


class QuoteBody(BaseModel):
    """Words of an article; `highlight` in the text, `start` and `end` in the article's text."""

    text: str
    highlight: tuple[int, int] | None
    article: str
    title: str
    section: str
    passage: str
    start: int
    end: int
    url: str


class ReplyBody(BaseModel):
    """An answer, or an abstention that says why and offers the nearest passages."""

    kind: Literal["answer", "abstention"]
    text: str
    quotes: list[QuoteBody]
    read_as: str
    confidence: Literal["high", "medium", "low"] | None
    note: str | None
    reason: Literal["nothing-found", "too-weak", "out-of-scope"] | None
    nearest: list[QuoteBody]
    follow_ups: list[str]
    index: str

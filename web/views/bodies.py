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


class ItemBody(BaseModel):
    """A member of a list, comparison or overview; `quotes` are numbers of the reply's quotes."""

    label: str
    value: str
    quotes: list[int]


class FoundBody(BaseModel):
    """How many members of a list are shown, of how many; `complete`: no other is known."""

    shown: int
    of: int
    complete: bool


class ComputedBody(BaseModel):
    """A value that was worked out, how, and from which quotes."""

    value: str
    how: str
    quotes: list[int]


class ChoiceBody(BaseModel):
    """One thing that a question may mean, and the whole question that means it."""

    label: str
    question: str


class ReplyBody(BaseModel):
    """An answer, a question back with choices, or an abstention with the nearest passages."""

    kind: Literal["answer", "clarification", "abstention"]
    form: Literal["fact", "passage", "list", "overview", "comparison", "computed"] | None
    text: str
    verdict: Literal["yes", "no"] | None
    items: list[ItemBody]
    found: FoundBody | None
    computed: ComputedBody | None
    image: None
    choices: list[ChoiceBody]
    quotes: list[QuoteBody]
    read_as: str
    confidence: Literal["high", "medium", "low"] | None
    note: str | None
    reason: Literal["nothing-found", "too-weak", "out-of-scope"] | None
    nearest: list[QuoteBody]
    follow_ups: list[str]
    index: str

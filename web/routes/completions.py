"""OpenAI's protocol: a conversation's last question → an answer in Markdown with its citations.

The quotes come once more as data, in the extra field `citations`; it is empty when the articles do
not answer. No tokens are counted, since no language model spends any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer
from assistant.render.forms import as_json, as_markdown
from assistant.understand.query import QuestionError
from web.state import State, WithinRate, client_of
from web.store.replaying import MAX_REPLAYED
from web.store.turns import KeptTurn, random_id
from web.views.bodies import ANSWER_URL_HEADER, QuoteBody

router = APIRouter(prefix="/v1", tags=["OpenAI"])

MODEL = "cachet"
MAX_MESSAGES = 1_000
# Whose turns these are in the store: nobody's cookie looks like this, so no list shows them.
_VISITOR = "v1"
_NO_QUESTION = "There is no question: send a message with the role `user` and a text."


class Part(BaseModel):
    """A piece of a message; only texts are read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """One message of the conversation; only those of the user are read."""

    role: str
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        """The message as one text."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.type == "text")


class StreamOptions(BaseModel):
    """What else a stream is to tell."""

    include_usage: bool = False


class Completing(BaseModel):
    """What OpenAI's clients send; any model's name is taken, and other settings change nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "Who was the pilot of Soyuz 1?"}],
                }
            ]
        }
    )

    model: str = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=MAX_MESSAGES)]
    stream: bool = False
    stream_options: StreamOptions | None = None

    @property
    def questions(self) -> list[str]:
        """What the user said, in order."""
        said = [message.words for message in self.messages if message.role == "user"]
        return [words for words in said if words.strip()]


class Said(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"] = "assistant"
    content: str


class Choice(BaseModel):
    """The only choice: the same question gets the same answer."""

    index: Literal[0] = 0
    message: Said
    finish_reason: Literal["stop"] = "stop"


class Usage(BaseModel):
    """Clients look for it; nothing is spent."""

    prompt_tokens: Literal[0] = 0
    completion_tokens: Literal[0] = 0
    total_tokens: Literal[0] = 0


class Completion(BaseModel):
    """An answer; `citations` are its quotes, `permalink` shows it later.

    `permalink` is empty when the answer could not be kept.
    """

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage = Usage()
    citations: list[QuoteBody]
    permalink: str


class Model(BaseModel):
    """The one model."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: Literal[0] = 0
    owned_by: str = MODEL


class Models(BaseModel):
    """All models: one."""

    object: Literal["list"] = "list"
    data: list[Model]


class OpenAIError(BaseModel):
    """What went wrong, as OpenAI's clients read it."""

    message: str
    type: str
    param: str | None
    code: str | None


class OpenAIErrorBody(BaseModel):
    """The shape of every failure below `/v1`."""

    error: OpenAIError


_FAILURES: dict[int | str, dict[str, Any]] = {
    "default": {"model": OpenAIErrorBody, "description": "Any failure, in OpenAI's shape."},
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; with `stream`, in chunks that end with `[DONE]`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("/models")
def models() -> Models:
    """What can be asked."""
    return Models(data=[Model()])


@router.get("/models/{name}", responses=_FAILURES)
def model(name: Annotated[str, Path(examples=[MODEL])]) -> Model:
    """One model by its name."""
    if name != MODEL:
        raise HTTPException(404, f'There is no model of this name; the only one is "{MODEL}".')
    return Model()


@router.post(
    "/chat/completions",
    dependencies=[WithinRate],
    response_model=Completion,
    responses=_STREAM | _FAILURES,
)
def complete(
    asked: Completing, request: Request, state: State, response: Response
) -> Completion | Response:
    """Answer the last message of the user."""
    if not (questions := asked.questions):
        raise QuestionError(_NO_QUESTION)
    *earlier, question = questions
    state.buckets.charge(client_of(request), len(earlier[-MAX_REPLAYED:]))
    turn = state.ask(_VISITOR, None, question, earlier)
    completion = completion_of(turn, state.settings.reachable_url, state.assistant.index.texts)
    headers = {ANSWER_URL_HEADER: f"/a/{turn.id}"} if turn.id else {}
    if asked.stream:
        usage = asked.stream_options is not None and asked.stream_options.include_usage
        return StreamingResponse(
            _events(completion, usage), headers=headers, media_type="text/event-stream"
        )
    response.headers.update(headers)
    return completion


def completion_of(turn: KeptTurn, base_url: str, texts: Mapping[str, str]) -> Completion:
    """A turn as OpenAI's clients read it; `texts` as in `citations.cite`."""
    reply = turn.reply
    content = as_markdown(reply, turn.question, base_url, texts)
    quotes = as_json(reply)["quotes"] if isinstance(reply, Answer) else []
    return Completion(
        id=f"chatcmpl-{turn.id or random_id()}",
        created=int(datetime.fromisoformat(turn.asked).timestamp()),
        choices=[Choice(message=Said(content=content))],
        citations=[
            QuoteBody.model_validate(quote | {"url": base_url + quote["url"]}) for quote in quotes
        ],
        permalink=f"{base_url}/a/{turn.id}" if turn.id else "",
    )


def chunks(completion: Completion, *, usage: bool) -> Iterator[dict[str, Any]]:
    """The completion a paragraph at a time; the last piece brings the citations."""
    text = completion.choices[0].message.content
    yield _chunk(completion, {"role": "assistant", "content": ""})
    for paragraph in re.findall(r".+?(?:\n\n|\Z)", text, re.DOTALL):
        yield _chunk(completion, {"content": paragraph})
    cited = completion.model_dump(mode="json", include={"citations", "permalink"})
    yield _chunk(completion, {}, "stop") | cited
    if usage:
        yield _chunk(completion, {}) | {"choices": [], "usage": completion.usage.model_dump()}


def _chunk(
    completion: Completion, delta: Mapping[str, str], finished: str | None = None
) -> dict[str, Any]:
    return {
        "id": completion.id,
        "object": "chat.completion.chunk",
        "created": completion.created,
        "model": completion.model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finished}],
    }


def _events(completion: Completion, usage: bool) -> Iterator[bytes]:
    for chunk in chunks(completion, usage=usage):
        yield format_sse_event(data_str=json.dumps(chunk))
    yield format_sse_event(data_str="[DONE]")

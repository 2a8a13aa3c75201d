"""Every failure → one JSON shape, or a page that says the same in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.render.citations import UnknownForm
from assistant.understand.query import MAX_QUESTION_CHARACTERS, QuestionError, cleaned
from web.guards.limits import BUSY_SECONDS, TooBusy, TooLong, TooMany
from web.store.database import NotKept, NotRead
from web.views.pages import html

_IN_WORDS = {
    400: "This request can’t be understood.",
    401: "This server asks for a password.",
    403: "This request came from another site and is refused.",
    404: "The address may be mistyped, or its page renamed.",
    405: "This address does not take that kind of request.",
    408: "This request did not come to its end in time. Please send it again.",
    500: "Something went wrong here. The question was not your mistake; please ask it again.",
    503: "Too many questions are being asked at this moment. Please ask again in a second.",
}
# What a reader sees above those words.
_TITLES = {
    401: "A password, please",
    404: "Nothing here",
    413: "Too long",
    422: "This can’t be asked",
    429: "Too fast",
    500: "Our mistake",
    503: "Busy at the moment",
    507: "Not kept",
}
# In the OpenAPI document; the phrases of HTTP are others in each Python.
_MEANINGS = {
    404: "There is no such thing.",
    413: "The body is too long.",
    422: "The request cannot be used; the message says which part of it and why.",
    429: "One client asks too fast; `Retry-After` says when to come back.",
    503: "Too many ask at once; `Retry-After` says when to come back.",
}


# What is wrong with a field of a request, behind its name.
_WRONG = {
    "missing": "is missing",
    "extra_forbidden": "is not known here; leave it out",
    "string_type": "is no text",
    "string_unicode": "holds broken characters (lone surrogates); type it again",
    "string_pattern_mismatch": "may have 1 to 64 letters, digits, hyphens and underscores",
}
_NO_OBJECT = "The body is no JSON object; send one, with the header Content-Type: application/json."
_NOT_KEPT = (
    "This could not be kept: the server's disk may be full. Please try again later, and "
    "tell whoever runs it."
)
_NOT_READ = (
    "What was kept cannot be read at the moment; questions are answered all the same. Please tell "
    "whoever runs this server."
)
_UNKNOWN_HOST = (
    "This server is not to be reached by this name or address. Whoever runs it can "
    "add it, for example: ASSISTANT_HOSTS=192.168.1.20 assistant serve --host 0.0.0.0"
)


class UnknownHost(HTTPException):
    """A request to a name that the operator has not allowed."""

    def __init__(self) -> None:
        super().__init__(400)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for a program by `code` and for people by `message`."""

    status: int
    code: str
    message: str
    retry_after: int | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What a polite client needs to come back at the right time."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}

    def as_json(self, request_id: str) -> dict[str, object]:
        """The one shape in which every part of the API reports a failure."""
        return {
            "error": {
                "status": self.status,
                "code": self.code,
                "message": self.message,
                "request": request_id,
            }
        }

    @property
    def openai_status(self) -> int:
        """The status that OpenAI's clients expect of a request that cannot be used."""
        return 400 if self.status == 422 else self.status

    def as_openai(self) -> dict[str, object]:
        """The shape in which OpenAI's clients look for a failure."""
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {
            "error": {
                "message": self.message,
                "param": None,
                "code": self.code,
                "type": "rate_limit_error" if self.status == 429 else kind,
            }
        }


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What a reader sees instead, with the question box to go on."""

    template: ClassVar[str] = "problem.html"
    title: str
    current: str
    message: str
    request_id: str


class ProblemBody(BaseModel):
    """What went wrong; `code` for programs, `message` for people."""

    status: int
    code: str
    message: str
    request: str


class ErrorBody(BaseModel):
    """The one shape of every failure."""

    error: ProblemBody


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says of a route's failures."""
    return {status: {"model": ErrorBody, "description": _MEANINGS[status]} for status in statuses}


def problem_of(error: Exception) -> Problem:
    """What to say of an error; one that is not known here is the server's own fault."""
    match error:
        case QuestionError():
            return Problem(422, "question", sentence_of(error))
        case UnknownForm():
            return Problem(422, "form", str(error))
        case RequestValidationError():
            return Problem(422, "invalid", _invalid(error))
        case TooBusy():
            return Problem(503, "busy", _IN_WORDS[503], BUSY_SECONDS)
        case NotKept():
            return Problem(507, "not-kept", _NOT_KEPT)
        case NotRead():
            return Problem(500, "not-read", _NOT_READ)
        case TooMany():
            seconds = math.ceil(error.seconds)
            message = f"You are asking faster than this server answers. Wait {seconds} s."
            return Problem(429, "too-many", message, seconds)
        case HTTPException():
            return _http_problem(error)
        case _:
            return Problem(500, "internal", _IN_WORDS[500])


def _http_problem(error: HTTPException) -> Problem:
    match error:
        case UnknownHost():
            return Problem(400, "unknown-host", _UNKNOWN_HOST)
        case TooLong():
            message = f"The request is too long; send at most {_size(error.limit)}."
            return Problem(413, "too-long", message)
    phrase = HTTPStatus(error.status_code).phrase
    message = _IN_WORDS.get(error.status_code, phrase)
    if error.status_code == 404 and error.detail != phrase:
        message = error.detail
    return Problem(error.status_code, phrase.lower().replace(" ", "-"), message)


def _size(limit: int) -> str:
    kibibytes = limit // 1024
    return f"{kibibytes // 1024} MiB" if kibibytes >= 1024 else f"{kibibytes} KiB"


def response_to(request: Request, problem: Problem) -> Response:
    """JSON for programs, in the shape that they know; a page for a browser that asked for one."""
    request_id = str(getattr(request.state, "request_id", ""))
    path: str = request.scope["path"]
    wants_page = "text/html" in request.headers.get("accept", "")
    if path.startswith("/v1/"):
        response: Response = JSONResponse(problem.as_openai(), problem.openai_status)
    elif wants_page and not path.startswith("/api/"):
        title = _TITLES.get(problem.status, "Refused")
        response = html(ProblemPage(title, "", problem.message, request_id), problem.status)
    else:
        response = JSONResponse(problem.as_json(request_id), problem.status)
    response.headers.update(problem.headers)
    return response


def install(app: FastAPI) -> None:
    """Answer every error that a handler may raise; the rest is caught around the application."""
    kinds: tuple[type[Exception], ...] = (
        QuestionError,
        UnknownForm,
        RequestValidationError,
        TooBusy,
        TooMany,
        NotKept,
        NotRead,
        HTTPException,
    )
    for kind in kinds:
        app.add_exception_handler(kind, _handle)


def _handle(request: Request, error: Exception) -> Response:
    return response_to(request, problem_of(error))


def _invalid(error: RequestValidationError) -> str:
    """Which part of the request is wrong and why, without repeating what was sent."""
    first = error.errors()[0]
    kind = first["type"]
    where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    if kind == "json_invalid":
        return f"The body is no JSON: {first['ctx']['error']} (character {where})."
    if not where:
        return _NO_OBJECT
    if where in ("question", "q"):
        if kind == "string_too_long":
            return (
                f"The question is too long; it may have {MAX_QUESTION_CHARACTERS} characters. "
                "Ask one thing at a time."
            )
        if isinstance(first["input"], str) and (refused := _why_not(first["input"])):
            return refused
    return f"{where} {_WRONG[kind]}." if kind in _WRONG else f"{where}: {first['msg']}"


def _why_not(question: str) -> str:
    """What the assistant itself would say of it; empty when it could be asked."""
    try:
        cleaned(question)
    except QuestionError as error:
        return sentence_of(error)
    return ""


def sentence_of(error: QuestionError) -> str:
    """What is wrong with a question, as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."

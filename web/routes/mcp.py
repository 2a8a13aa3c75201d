"""The Model Context Protocol on stdin and stdout: tools that ask, search, cite and list covers.

Nothing is kept: a follow-up brings the questions before it along.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field

from assistant.answer import MAX_QUOTES, Reply
from assistant.pipeline import Assistant
from assistant.render.citable import ALTERED
from assistant.render.citations import FORMS, UnknownForm
from assistant.render.forms import as_json
from assistant.resolve.conversation import Conversation
from assistant.understand.query import MAX_QUESTION_CHARACTERS, QuestionError
from corpus.catalogue.exporting import cover_to_json
from web.settings import Settings
from web.store.replaying import MAX_REPLAYED, replayed
from web.views.bodies import ReplyBody
from web.views.citing import NoSuchQuote, cite_reply
from web.views.covers.choosing import CoverQuery, covers_of
from web.views.covers.shelf import shelf_of
from web.views.searching import Found, search

if TYPE_CHECKING:
    from mcp.server import MCPServer

# A cover with its sentences takes some thousand characters of what a model can read at once.
MOST_COVERS, MOST_START = 20, 100_000
_INSTRUCTIONS = (
    "Cachet answers questions about space missions and the covers that were postmarked, flown or "
    "issued for them. Its answers are spans of articles, word for word: repeat its quotes as they "
    "are, with their links, and say so when its reply is an abstention."
)

Question = Annotated[
    str,
    Field(
        description="One question in plain words, best with the mission's name.",
        max_length=MAX_QUESTION_CHARACTERS,
    ),
]
Earlier = Annotated[
    list[str],
    Field(
        description="The questions asked before it, oldest first, when it is a follow-up to them.",
        max_length=MAX_REPLAYED,
    ),
]
FormName = Annotated[str, Field(description=f"One of: {', '.join(FORMS)}.")]
QuoteNumber = Annotated[
    int,
    Field(description="Which quote of the answer; 0 cites the whole answer.", ge=0, le=MAX_QUOTES),
]
Start = Annotated[
    int,
    Field(description=f"From which cover on; {MOST_COVERS} are shown.", ge=1, le=MOST_START),
]
_ALL_COVERS = CoverQuery.model_validate({})


class FoundCovers(BaseModel):
    """How many covers meet the filters, and some of them as `GET /api/covers` gives them."""

    found: int
    covers: list[dict[str, Any]]


class Tools:
    """What a language model may do with one generation of the index; all of it is reading."""

    def __init__(self, assistant: Assistant, base_url: str) -> None:
        self._assistant = assistant
        self._base_url = base_url
        self._shelf = shelf_of(assistant.catalogue, assistant.index, assistant.record)

    def ask(self, question: Question, earlier: Earlier = []) -> ReplyBody:  # noqa: B006
        """Answer a question about space covers in the articles' own words.

        The reply has the short answer, the quotes that hold it with their links, and how sure it
        is; or it is an abstention with the nearest passages, when the articles do not answer.
        """
        return ReplyBody.model_validate(as_json(self._reply(question, earlier)))

    def search(self, words: Question) -> list[Found]:
        """Find the sentences of the articles nearest to a question or a few words, best first."""
        with _said_to_the_caller():
            return list(search(self._assistant, words))

    def cite(
        self,
        question: Question,
        form: FormName = "markdown",
        quote: QuoteNumber = 0,
        earlier: Earlier = [],  # noqa: B006
    ) -> list[str]:
        """Cite what answers a question, ready to paste into a forum, a page or a reference list.

        The first text is to be pasted as it is; a second says that it had to be altered.
        """
        reply = self._reply(question, earlier)
        with _said_to_the_caller():
            cited = cite_reply(reply, form, quote, self._base_url, self._assistant.index.texts)
            return [cited.text, ALTERED] if cited.altered else [cited.text]

    def covers(self, filters: CoverQuery = _ALL_COVERS, start: Start = 1) -> FoundCovers:
        """List catalogued covers by filters that must all hold; without any, all of them.

        Each value of a cover has the sentences of the articles that tell it, word for word.
        """
        chosen = covers_of(self._shelf, filters)
        shown = chosen[start - 1 : start - 1 + MOST_COVERS]
        return FoundCovers(found=len(chosen), covers=[cover_to_json(one) for one in shown])

    def _reply(self, question: str, earlier: Sequence[str]) -> Reply:
        with _said_to_the_caller():
            before = replayed(self._assistant, earlier, Conversation())
            return self._assistant.ask(question, before)


def server(assistant: Assistant, base_url: str) -> MCPServer:
    """The server with its tools; links begin with `base_url`, none when it is empty."""
    from mcp.types import ToolAnnotations

    from web.guards.mcp_lines import AnsweringServer

    reading = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    tools = Tools(assistant, base_url)
    # Below a warning the log would hold the messages of refused calls, and with them questions.
    served = AnsweringServer(
        "cachet", title="Cachet", instructions=_INSTRUCTIONS, log_level="WARNING"
    )
    for tool in (tools.ask, tools.search, tools.cite, tools.covers):
        served.add_tool(tool, annotations=reading)
    return served


def run(*, home: Path, model: str) -> None:
    """Open the index and serve until stdin ends.

    Raises:
        IndexUnusable, EncoderUnusable: with what mends it.
    """
    settings = Settings(home=home, model=model)
    assistant = Assistant.open(settings.home, settings.model)
    server(assistant, settings.public_url).run("stdio")


@contextlib.contextmanager
def _said_to_the_caller() -> Iterator[None]:
    """Only a `ToolError` keeps its words; whatever else fails stays here."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        yield
    except (QuestionError, UnknownForm, NoSuchQuote) as error:
        raise ToolError(str(error)) from None

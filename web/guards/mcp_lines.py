"""MCP on stdin and stdout, where a line that is no message gets an answer too.

The library passes over bad JSON, a batch and lone surrogates without a word, and a client that
waits for a reply waits for ever.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from mcp.server import MCPServer
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp.types import INVALID_REQUEST, ErrorData, JSONRPCError

_NO_MESSAGE = (
    "This line is no message: send one JSON object a line, in UTF-8, without a batch around it "
    "and without broken characters (lone surrogates)."
)


class AnsweringServer(MCPServer):
    """A server that says of a broken line what is wrong with it."""

    async def run_stdio_async(self) -> None:
        """Serve until stdin ends."""
        served = self._lowlevel_server
        async with stdio_server() as (incoming, outgoing):
            messages: Any = _Answering(incoming, outgoing)
            await served.run(messages, outgoing, served.create_initialization_options())


class _Answering:
    """The incoming messages; what is none is answered and passed over."""

    def __init__(self, incoming: Any, outgoing: Any) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    def __getattr__(self, name: str) -> Any:
        return getattr(self._incoming, name)

    async def __aenter__(self) -> Self:
        await self._incoming.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._incoming.__aexit__(kind, error, trace)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> SessionMessage:
        while True:
            message: SessionMessage | Exception = await self._incoming.__anext__()
            if not isinstance(message, Exception):
                return message
            problem = ErrorData(code=INVALID_REQUEST, message=_NO_MESSAGE)
            refusal = JSONRPCError(jsonrpc="2.0", id=None, error=problem)
            await self._outgoing.send(SessionMessage(refusal))

"""Earlier questions that a client brings along → the conversation that they were.

The same question on the same index gives the same answer, so asking them again is exact, and a
server need not remember who asked what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from assistant.pipeline import Assistant
from assistant.resolve.conversation import Conversation
from assistant.understand.query import QuestionError

# A follow-up leans on the turn before it, which may lean on the one before; few go further back.
MAX_REPLAYED = 8


def replayed(
    assistant: Assistant,
    earlier: Sequence[str],
    conversation: Conversation,
    turn: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Conversation:
    """The conversation with these questions asked in it; what cannot be asked is passed over.

    Each question waits for its own `turn`, so that nobody else waits for all of them.
    """
    for question in earlier[-MAX_REPLAYED:]:
        try:
            with turn():
                reply = assistant.ask(question, conversation)
        except QuestionError:
            continue
        conversation = conversation.then(assistant.turn(reply))
    return conversation

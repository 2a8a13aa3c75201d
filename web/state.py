"""What every request shares: the assistant, the conversations and the limits, as dependencies."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from assistant.answer import Abstention
from assistant.pipeline import Assistant
from assistant.resolve.conversation import Conversation
from corpus.article import CorpusError
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import Mission
from corpus.site import PLAIN_SITE, Site, served_site
from index.generation import IndexUnusable, Stamp, current_name, current_stamp
from index.model_files import EncoderUnusable
from index.selection import Selection
from web.guards.cards import CardDrawer
from web.guards.limits import Gate, TokenBuckets, payer
from web.guards.memory import give_back
from web.guards.metrics import Metrics
from web.settings import Settings
from web.store.conversations import ConversationStore
from web.store.database import DATABASE, NotKept, NotRead
from web.store.deletions import Deletions
from web.store.replaying import replayed
from web.store.shares import Shares
from web.store.turns import KeptTurn, unkept
from web.views.covers.shelf import Shelf, shelf_of
from web.views.missions import told_of
from web.views.searching import Found, search
from web.views.told import NOTHING_TOLD, Told, told_on

log = logging.getLogger("cachet.web")

# A conversation's name from here on is as good as a key.
SECRET_CHARACTERS = 20
# What an assistant is asked before it serves: the first answer of all takes seconds longer.
FIRST_QUESTION = "Who was the pilot of Soyuz 1?"


def opened(settings: Settings) -> Assistant:
    """The assistant of the current index, ready to answer as fast as it ever will.

    Raises:
        IndexUnusable, EncoderUnusable: with what mends it.
    """
    assistant = Assistant.open(settings.home, settings.model)
    assistant.ask(FIRST_QUESTION)
    return assistant


@dataclass(frozen=True, slots=True)
class Serving:
    """One generation: its assistant, the covers that its articles tell of, and its first words.

    `missions` are those of the record that are shown: of other articles only what they tell of.
    """

    assistant: Assistant
    shelf: Shelf
    site: Site
    missions: tuple[Mission, ...]

    @classmethod
    def of(cls, assistant: Assistant, home: Path) -> Serving:
        """With the catalogue of the assistant's index, and what lies beside its articles."""
        shelf = shelf_of(assistant.catalogue, assistant.index, assistant.record)
        try:
            selection = Selection.of(home)
            site = served_site(selection.folders, selection.places(home))
        except CorpusError as error:
            log.error("no site", extra={"fields": {"problem": str(error)}})
            selection, site = Selection(), PLAIN_SITE
        missions = assistant.record.missions
        # Other articles are read with the built-in names, but its flights are not theirs.
        if selection.folders and RECORD_SLUG not in assistant.index.articles:
            told = told_of(assistant.index)
            missions = tuple(mission for mission in missions if mission.name in told)
        return cls(assistant, shelf, site, missions)


class AppState:
    """The parts that serve, made once."""

    def __init__(
        self,
        settings: Settings,
        assistant: Assistant,
        conversations: ConversationStore,
        metrics: Metrics,
    ) -> None:
        self.settings = settings
        self.conversations = conversations
        self.deletions = Deletions(conversations.database)
        self.shares = Shares(conversations.database)
        self.metrics = metrics
        self.cards = CardDrawer()
        self.buckets = TokenBuckets(settings.rate, settings.burst)
        self._gate = Gate(settings.answering, settings.waiting)
        self._serving = Serving.of(assistant, settings.home)
        self._refreshing = threading.Lock()
        self._refused: Stamp = ()
        self._keeps = True
        self._salt = secrets.token_bytes(16)
        metrics.serves(assistant.index.generation)

    @classmethod
    def open(
        cls, settings: Settings, metrics: Metrics, assistant: Assistant | None = None
    ) -> AppState:
        """Open the index, unless an assistant is given, and the conversations beside it."""
        serving = assistant or opened(settings)
        state = cls(settings, serving, ConversationStore(settings.home / DATABASE), metrics)
        state.forget()
        return state

    def forget(self) -> None:
        """Delete for good what was deleted a while ago, or is older than the operator keeps it."""
        days = self.settings.keep_days
        try:
            self.deletions.purge()
            forgotten = self.conversations.forget(days) if days else 0
        except (NotKept, NotRead) as error:
            log.error("nothing is forgotten", extra={"fields": {"problem": str(error)}})
            return
        if forgotten:
            log.info("forgotten", extra={"fields": {"conversations": forgotten}})

    @property
    def assistant(self) -> Assistant:
        """The assistant of the generation that serves now; hold it to stay with one."""
        return self._serving.assistant

    @property
    def site(self) -> Site:
        """How the collection that serves now presents itself."""
        return self._serving.site

    @property
    def missions(self) -> tuple[Mission, ...]:
        """The missions of the record that the collection shows."""
        return self._serving.missions

    def card_of(self, page: str) -> str:
        """Where the card of a page lies, for others to fetch; empty without a public address."""
        public = self.settings.public_url
        return f"{public}/cards{page}.png" if public else ""

    @property
    def shelf(self) -> Shelf:
        """The covers that the articles of the generation that serves now tell of."""
        return self._serving.shelf

    def ask(
        self,
        visitor: str,
        conversation: str | None,
        question: str,
        earlier: Sequence[str] = (),
        *,
        begun: str | None = None,
    ) -> KeptTurn:
        """Answer in a visitor's conversation and keep the turn, if that can be, before it is seen.

        `earlier` are questions of a conversation that the client keeps and brings along;
        `begun` is the id of the conversation that this question begins, where it begins one.

        Raises:
            QuestionError: for a question that is empty, too long or not text.
            TooBusy: when too many others are waiting.
        """
        before = self._before(visitor, conversation)
        assistant = self.assistant
        with self.metrics.answering():
            before = replayed(assistant, earlier, before, self._gate.enter)
            with self._gate.enter():
                reply = assistant.ask(question, before)
        self.metrics.replied(reply)
        context = assistant.turn(reply)
        try:
            kept = self.conversations.add_turn(
                visitor, conversation, question, reply, context, begun
            )
        except NotKept as error:
            if self._keeps:  # said once, not with every question
                log.error("turns are not kept", extra={"fields": {"problem": str(error)}})
            self._keeps = False
            return unkept(conversation, question, reply, context)
        self._keeps = True
        return kept

    def asker(self, client: str, conversation: str | None) -> str:
        """Who holds a conversation that a program names.

        A name that can be guessed is its client's own, as long as this process runs; a long one
        is taken from anywhere, for only who has been told it can know it.
        """
        if not conversation or len(conversation) >= SECRET_CHARACTERS:
            return f"api:{conversation or ''}"
        own = hashlib.blake2b(f"{client} {conversation}".encode(), key=self._salt, digest_size=16)
        return f"api:{own.hexdigest()}"

    def told(self, turn: KeptTurn) -> Told:
        """What the articles do tell of the missions of a question that they do not answer."""
        if not isinstance(turn.reply, Abstention):
            return NOTHING_TOLD
        assistant = self.assistant
        return told_on(turn.context.missions, assistant.index, assistant.record)

    def _before(self, visitor: str, conversation: str | None) -> Conversation:
        """What a follow-up may lean on; nothing, while nothing can be read."""
        try:
            return self.conversations.context(visitor, conversation or "")
        except NotRead:
            return Conversation()

    def search(self, words: str) -> tuple[Found, ...]:
        """The sentences nearest to a few words, in the same queue as the questions.

        Raises:
            QuestionError: for words that are empty, too long or not text.
            TooBusy: when too many others are waiting.
        """
        with self._gate.enter():
            return search(self.assistant, words)

    def refresh(self) -> None:
        """Serve a newer generation when there is one that verifies; else stay with this one."""
        with self._refreshing:
            home = self.settings.home
            name, stamp = current_name(home), current_stamp(home)
            if name in (None, self.assistant.index.generation) or stamp == self._refused:
                return
            try:
                newer = Serving.of(opened(self.settings), home)
            except Exception as error:  # whatever is wrong with it, the one that serves goes on
                self._refused = stamp
                foreseen = isinstance(error, IndexUnusable | EncoderUnusable)
                log.error(
                    "generation refused",
                    exc_info=not foreseen,
                    extra={"fields": {"problem": str(error)}},
                )
                return
            self._serving = newer
            give_back()
            self.metrics.serves(newer.assistant.index.generation)
            log.info("generation", extra={"fields": {"index": name}})


def state_of(request: Request) -> AppState:
    """The state that the lifespan put into the application."""
    state: AppState = request.app.state.cachet
    return state


def within_rate(request: Request, state: Annotated[AppState, Depends(state_of)]) -> None:
    """Take a token from the client's bucket.

    Raises:
        TooMany: when it is empty.
    """
    state.buckets.take(client_of(request))


def client_of(request: Request) -> str:
    """The address that a request came from, whose bucket pays for it."""
    return payer(request.client.host) if request.client else ""


State = Annotated[AppState, Depends(state_of)]
"""In a handler's signature: the shared state."""

WithinRate = Depends(within_rate)
"""In a route's dependencies: every request costs a token."""

"""What a generation held is given back when it serves no more."""

import gc
import weakref

from fastapi.testclient import TestClient

from index import store
from index.generation import writer_lock
from tests.toy import ARTICLES, toy_assistant, toy_index
from tests.web_toy import settings
from web.app import create_app
from web.state import Assistant


def test_a_generation_that_serves_no_more_is_gone(tmp_path, monkeypatch):
    with writer_lock(tmp_path):
        store.save(toy_index(ARTICLES[1:], ()), tmp_path)
    before = toy_assistant()
    gone = weakref.ref(before.analyser)
    newer = toy_assistant(ARTICLES[1:], ())
    monkeypatch.setattr(Assistant, "open", lambda home, model: newer)
    app = create_app(settings(tmp_path), before)
    del before
    with TestClient(app):
        state = app.state.cachet
        gc.disable()
        try:
            state._serving.assistant.ask("Who was the pilot of Soyuz 1?")
            state.refresh()
            assert gone() is None
        finally:
            gc.enable()

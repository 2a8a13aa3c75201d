"""Known facts about the toy world, as a collector would write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

from toy import ARTICLES, WordEncoder, toy_index

from assistant.answer import Reply
from assistant.pipeline import Assistant, Trace
from assistant.rank.fitted import Decision, Fitted, Judgement, Thresholds
from assistant.rank.ranking import Rereading, Support, Weights
from assistant.resolve.conversation import Conversation
from corpus.article import Article
from corpus.record.missions import MissionRecord
from evals.cases.case import Case
from evals.cases.reading import read_cases
from evals.runs.history import Kept, kept
from evals.runs.running import run_cases
from evals.runs.world import circumstances

FACTS = """
# The toy world's facts.
[[case]]
id = "soyuz-1-pilot"
ask = "Who was the pilot of Soyuz 1?"
says = [["Komarov"]]
cites = ["soyuz-1"]
section = "The flight of Soyuz 1"
kind = "who"
style = "plain"
source = "000"
missions = ["Soyuz 1"]
must = true

[[case]]
id = "soyuz-1-launch"
ask = "When was Soyuz 1 launched?"
says = [["23 April 1967"]]
cites = ["soyuz-1"]
section = "The flight of Soyuz 1"
kind = "when"
style = "plain"
source = "000"
missions = ["Soyuz 1"]

[[case]]
id = "soyuz-1-memorial-date"
ask = "When was the memorial cover of Soyuz 1 cancelled?"
says = [["24 April 1967"]]
cites = ["soyuz-1"]
section = "The memorial cover of Soyuz 1"
kind = "when"
style = "plain"
source = "000"
missions = ["Soyuz 1"]

[[case]]
id = "soyuz-tm-32-launch"
ask = "When was Soyuz TM-32 launched?"
says = [["28 April 2001"]]
cites = ["soyuz-tm-32"]
section = "The flight of Soyuz TM-32"
kind = "when"
style = "plain"
source = "001"
missions = ["Soyuz TM-32"]

[[case]]
id = "soyuz-tm-33-launch"
ask = "When was Soyuz TM-33 launched?"
says = [["21 October 2001"]]
cites = ["soyuz-tm-33"]
section = "The flight of Soyuz TM-33"
kind = "when"
style = "plain"
source = "001"
missions = ["Soyuz TM-33"]

[[case]]
id = "soyuz-tm-32-postmarks"
ask = "How many postmarks has the launch cover of Soyuz TM-32?"
says = [["five", "5"]]
cites = ["soyuz-tm-32"]
section = "The launch cover of Soyuz TM-32"
kind = "how-many"
style = "plain"
source = "001"
missions = ["Soyuz TM-32"]

[[case]]
id = "soyuz-tm-32-launch-2"
ask = "When was it launched?"
after = ["Who was the crew of Soyuz TM-32?"]
says = [["28 April 2001"]]
cites = ["soyuz-tm-32"]
section = "The flight of Soyuz TM-32"
kind = "when"
style = "plain"
source = "001"
missions = ["Soyuz TM-32"]

[[case]]
id = "bread"
ask = "zyzzy quux?"
abstains = true
topic = "out-of-scope"
kind = "what"
style = "plain"
"""


# The toy world's own numbers, so that fitting anew changes no test.
TOY_DECISION = Decision(
    Support(
        **{field.name: 0.0 for field in fields(Support)}
        | {"intercept": -2.0, "sentences_dense": 8.0}
    ),
    Thresholds(answer=0.3, medium=0.5, high=0.8),
)
TOY_JUDGEMENT = Judgement(TOY_DECISION, TOY_DECISION)
TOY_FITTED = Fitted(
    Weights(
        **{field.name: 0.0 for field in fields(Weights)}
        | {
            "sentences_dense": 0.3,
            "sentences_terms": 0.3,
            "passages_dense": 0.05,
            "mission_named": 0.1,
            "mission_subject": 0.1,
            "mission_other": -0.5,
            "fits": 0.2,
            "is_note": -0.2,
        }
    ),
    Rereading(ranked=1.0, read=1.0, marked=0.0),
    TOY_JUDGEMENT,
    TOY_JUDGEMENT,
)


def write_facts(folder: Path, text: str = FACTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "toy.toml").write_text(text, encoding="utf-8")
    return folder


def toy_articles(articles: Sequence[Article] = ARTICLES) -> dict[str, Article]:
    return {one.slug: one for one in articles}


def toy_cases(folder: Path, text: str = FACTS) -> tuple[Case, ...]:
    return read_cases(write_facts(folder, text), toy_articles())


def without(sentence: str, articles: Sequence[Article] = ARTICLES) -> tuple[Article, ...]:
    """The articles with one sentence blotted out, so that every offset stays."""
    blot = "Nothing is known." + " " * (len(sentence) - len("Nothing is known."))
    assert any(sentence in one.text for one in articles)
    return tuple(replace(one, text=one.text.replace(sentence, blot)) for one in articles)


def watched(articles: Sequence[Article] = ARTICLES, fitted: Fitted = TOY_FITTED) -> Assistant:
    return Assistant(toy_index(articles, ()), WordEncoder(), MissionRecord.load(), None, fitted)


def run_toy(
    cases: Sequence[Case], articles: Sequence[Article] = ARTICLES, fitted: Fitted = TOY_FITTED
) -> Kept:
    assistant = watched(articles, fitted)
    ticks = iter(range(10_000))
    done = run_cases(assistant, cases, clock=lambda: next(ticks) / 100)
    return kept(done, circumstances(assistant, cases, {}, datetime(2026, 1, 2, tzinfo=UTC)))


STRANGERS = """
[[case]]
id = "strangers-1-crew"
writer = "strangers-1"
ask = "names of the Soyuz TM-32 crew"
form = "list"
says = [["Musabayev"], ["Baturin"], ["Tito"]]

[[case]]
id = "strangers-1-crew-33"
writer = "strangers-1"
ask = "the crew of Soyuz TM-33 was whom?"
form = "list"
says = [["Afanasyev"], ["Haigneré"], ["Kozeyev"]]

[[case]]
id = "strangers-1-seat"
writer = "strangers-1"
ask = "what did Tito pay for the seat on Soyuz TM-32"
says = [["20 million"]]

[[case]]
id = "strangers-1-bread"
writer = "strangers-1"
ask = "quux zyzzy recipe"
form = "decline"
topic = "out-of-scope"

[[case]]
id = "strangers-1-cake"
writer = "strangers-1"
ask = "foobar plugh xyzzy"
form = "decline"
topic = "out-of-scope"
"""


class Spoiled(Assistant):
    """An assistant whose replies are spoiled on purpose, as an unlucky merge might do."""

    spoil: Callable[[Reply], Reply] = staticmethod(lambda reply: reply)

    def trace(self, question: str, conversation: Conversation | None = None) -> Trace:
        """The trace with its reply spoiled."""
        trace = super().trace(question, conversation)
        return replace(trace, reply=type(self).spoil(trace.reply))


def run_spoiled(cases: Sequence[Case], spoil: Callable[[Reply], Reply]) -> Kept:
    """A run of an assistant whose every reply goes through `spoil`."""
    kind = type("SpoiledBy", (Spoiled,), {"spoil": staticmethod(spoil)})
    assistant = kind(toy_index(ARTICLES, ()), WordEncoder(), MissionRecord.load(), None, TOY_FITTED)
    done = run_cases(assistant, cases, clock=lambda: 0.0)
    return kept(done, circumstances(assistant, cases, {}, datetime(2026, 1, 2, tzinfo=UTC)))

"""A reply in its JSON, as text for a terminal and as Markdown."""

from __future__ import annotations

import json

import pytest
from hard_quotes import COVER, HARD_QUOTES, quote_of

from assistant.answer import (
    Abstention,
    Answer,
    Choice,
    Citation,
    Clarification,
    Computed,
    Found,
    Item,
)
from assistant.render import forms as render

ANSWER = Answer(
    text="24-April-1967",
    quotes=(quote_of(COVER, "24-April-1967", before="Before it. "), *HARD_QUOTES.values())[:5],
    read_as="When was the *Soyuz 1* memorial cover cancelled?",
    confidence="high",
    index="3f9c",
    note="The source says 1968; the record says 1967.",
    follow_ups=("Who flew Soyuz 1?",),
)
ABSTENTION = Abstention(
    text="The articles do not answer this.",
    reason="too-weak",
    read_as="Who baked the cake?",
    index="3f9c",
    nearest=(quote_of(COVER),),
    follow_ups=("Who flew Soyuz 1?",),
)
LIST = Answer(
    text="Soyuz TMA-7; Soyuz TMA-8",
    quotes=(quote_of(COVER), quote_of(COVER, "24-April-1967")),
    read_as="How long was it between them?",
    confidence="medium",
    index="3f9c",
    form="computed",
    verdict="no",
    items=(Item("Soyuz TMA-7", "s. 6874c", (0,)), Item("Soyuz TMA-8", "", (0, 1))),
    found=Found(2, 7, complete=False),
    computed=Computed("1 day", "24 April 1971 \u2212 23 April 1971", (1,)),
)
CLARIFICATION = Clarification(
    text="Which cover of *Soyuz 1* is meant?",
    choices=(
        Choice("memorial cover", "When was the memorial cover of Soyuz 1 cancelled?"),
        Choice("launch cover", "When was the launch cover of Soyuz 1 cancelled?"),
    ),
    read_as="When was the cover of Soyuz 1 cancelled?",
    index="3f9c",
    follow_ups=("Who flew Soyuz 1?",),
)
# The JSON of design.md, in its order.
KEYS = [
    "kind",
    "form",
    "text",
    "verdict",
    "items",
    "found",
    "computed",
    "image",
    "choices",
    "quotes",
    "read_as",
    "confidence",
    "note",
    "reason",
    "nearest",
    "follow_ups",
    "index",
]


@pytest.mark.parametrize("reply", [ANSWER, LIST, CLARIFICATION, ABSTENTION])
def test_all_kinds_have_every_key_of_the_contract_and_survive_json(reply):
    rendered = render.as_json(reply)

    assert list(rendered) == KEYS
    assert json.loads(json.dumps(rendered)) == rendered


def test_an_answer_as_json():
    rendered = render.as_json(ANSWER)

    assert {key: value for key, value in rendered.items() if key != "quotes"} == {
        "kind": "answer",
        "form": "fact",
        "text": "24-April-1967",
        "verdict": None,
        "items": [],
        "found": None,
        "computed": None,
        "image": None,
        "choices": [],
        "read_as": "When was the *Soyuz 1* memorial cover cancelled?",
        "confidence": "high",
        "note": "The source says 1968; the record says 1967.",
        "reason": None,
        "nearest": [],
        "follow_ups": ["Who flew Soyuz 1?"],
        "index": "3f9c",
    }
    assert rendered["quotes"][0] == {
        "text": COVER,
        "highlight": [146, 159],
        "article": "soyuz-1",
        "title": "Soyuz 1",
        "section": "Memorial cover",
        "passage": "soyuz-1#0f1e2d3c",
        "start": 111,
        "end": 304,
        "url": "/articles/soyuz-1?quote=0f1e2d3c:11:204#p-0f1e2d3c",
    }
    assert COVER[146:159] == "24-April-1967"


def test_an_abstention_as_json():
    rendered = render.as_json(ABSTENTION)

    assert {key: value for key, value in rendered.items() if key != "nearest"} == {
        "kind": "abstention",
        "form": None,
        "text": "The articles do not answer this.",
        "verdict": None,
        "items": [],
        "found": None,
        "computed": None,
        "image": None,
        "choices": [],
        "quotes": [],
        "read_as": "Who baked the cake?",
        "confidence": None,
        "note": None,
        "reason": "too-weak",
        "follow_ups": ["Who flew Soyuz 1?"],
        "index": "3f9c",
    }
    assert [(quote["text"], quote["highlight"]) for quote in rendered["nearest"]] == [(COVER, None)]


def test_what_a_list_holds_as_json():
    rendered = render.as_json(LIST)

    assert (rendered["form"], rendered["verdict"]) == ("computed", "no")
    assert rendered["items"] == [
        {"label": "Soyuz TMA-7", "value": "s. 6874c", "quotes": [0]},
        {"label": "Soyuz TMA-8", "value": "", "quotes": [0, 1]},
    ]
    assert rendered["found"] == {"shown": 2, "of": 7, "complete": False}
    assert rendered["computed"] == {
        "value": "1 day",
        "how": "24 April 1971 \u2212 23 April 1971",
        "quotes": [1],
    }


def test_a_question_back_as_json():
    rendered = render.as_json(CLARIFICATION)

    assert {key: value for key, value in rendered.items() if value not in (None, [])} == {
        "kind": "clarification",
        "text": "Which cover of *Soyuz 1* is meant?",
        "choices": [
            {
                "label": "memorial cover",
                "question": "When was the memorial cover of Soyuz 1 cancelled?",
            },
            {
                "label": "launch cover",
                "question": "When was the launch cover of Soyuz 1 cancelled?",
            },
        ],
        "read_as": "When was the cover of Soyuz 1 cancelled?",
        "follow_ups": ["Who flew Soyuz 1?"],
        "index": "3f9c",
    }


def test_json_keeps_the_articles_words_as_they_are():
    quotes = render.as_json(ANSWER)["quotes"]

    assert [quote["text"] for quote in quotes] == [quote.text for quote in ANSWER.quotes]


KINDS = [
    ("answer", ANSWER),
    ("list", LIST),
    ("clarification", CLARIFICATION),
    ("abstention", ABSTENTION),
]


@pytest.mark.parametrize("name", ["text", "markdown"])
@pytest.mark.parametrize(("kind", "reply"), KINDS)
def test_a_reply_looks_as_it_did(golden, name, kind, reply):
    writer = {"text": render.as_text, "markdown": render.as_markdown}[name]
    text = writer(reply, "And when?", "https://cachet.example")

    golden(f"reply-{kind}-{name}.txt", text + "\n")


def test_text_marks_the_words_that_answer_and_names_the_source():
    text = render.as_text(
        Answer("24-April-1967", (quote_of(COVER, "24-April-1967"),), "When?", "low", "3f9c"),
        "when?",
    )

    assert "Voskhod 1 stamp and *24-April-1967* end of mission" in text
    assert (
        "  — Cachet, Soyuz 1 (2026), Memorial cover: "
        "/articles/soyuz-1?quote=0f1e2d3c:0:193#p-0f1e2d3c"
    ) in text
    assert "Read as" not in text


def test_a_note_that_is_quoted_is_not_said_twice():
    quote = quote_of(COVER, "24-April-1967")
    for note, shown in ((COVER, False), ("It was another day.", True)):
        answer = Answer("24-April-1967", (quote,), "When?", "low", "3f9c", note)
        text = render.as_text(answer, "When?")
        assert ("Note: " in text) is shown


def test_text_holds_nothing_that_a_terminal_would_obey():
    hostile = "red \x1b[31m\x07\x9b2J and \u202eback\u200b"
    quote = quote_of(hostile, "back", Citation(hostile, hostile, hostile))
    for reply in (
        Answer(hostile, (quote,), hostile, "low", "3f9c", hostile, (hostile,)),
        Abstention(hostile, "too-weak", hostile, "3f9c", (quote,), (hostile,)),
    ):
        text = render.as_text(reply, hostile[:9])

        assert all(char.isprintable() or char == "\n" for char in text)


def test_an_abstention_with_nothing_near_offers_nothing():
    text = render.as_text(Abstention("Nothing.", "nothing-found", "Who?", "3f9c"), "and who?")

    assert text == "Nothing.\n\nRead as: Who?"


def test_a_question_cannot_put_markup_into_the_markdown():
    declined = Abstention("No.", "nothing-found", "![x](http://e) <b>", "3f9c")
    markdown = render.as_markdown(declined, "and?")

    assert markdown == "No.\n\nRead as: !\\[x\\](http://e) \\<b\\>"

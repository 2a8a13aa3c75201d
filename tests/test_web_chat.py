"""The chat page: first visit, script-free answers, the stream, and one render path for all."""

import json
import re
from dataclasses import asdict, replace

import pytest

from assistant.answer import (
    Abstention,
    Answer,
    Choice,
    Clarification,
    Computed,
    Found,
    Item,
)
from assistant.resolve.conversation import Turn
from tests.toy import ARTICLES, toy_assistant
from tests.web_toy import PAGE, PILOT, Tags, events, serving, shared_assistant
from web.store.turns import KeptTurn
from web.views.leads import capitalised
from web.views.names import unbroken
from web.views.pages import ENVIRONMENT
from web.views.parts import FollowUpView, ItemView, ReferenceView
from web.views.turns import view_of


def test_a_first_visit_says_what_is_covered_and_offers_questions(tmp_path):
    with serving(tmp_path) as client:
        page = Tags(client.get("/").text)
    assert "5 articles on 4 missions, Soyuz 1 (1967) to Soyuz TM-33 (2001)." in page.words
    chips = [link for link in page.links() if link.startswith("/?q=")]
    assert len(chips) == 6


def test_a_first_visit_sets_no_cookie(tmp_path):
    with serving(tmp_path) as client:
        assert "set-cookie" not in client.get("/").headers


def test_an_answer_without_script_marks_the_words_that_answer(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": PILOT}, headers=PAGE).text
    assert '<span data-fill="lead">Vladimir Komarov</span>' in page
    assert (
        '<span data-fill="before">The pilot of <span class="nb">Soyuz 1</span> was </span>'
        '<mark data-fill="marked">Vladimir Komarov</mark>'
        '<span data-fill="after">.</span>'
    ) in page


def test_a_follow_up_without_script_leans_on_the_turn_before(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        held = client.get("/conversations").text.split('href="/?c=')[1].split('"')[0]
        page = client.get("/", params={"q": "And when was it launched?", "c": held}).text
    assert page.count('<article class="turn"') == 3  # two, and what the script fills
    assert re.search(r'<q data-fill="read_as">[^<]*<span class="nb">Soyuz 1', page)


def test_an_answer_without_script_is_at_the_address_of_its_conversation(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/", params={"q": PILOT}, follow_redirects=False)
        held = client.get("/conversations").text.split('href="/?c=')[1].split('"')[0]
        later = client.get(
            "/", params={"q": "And when was it launched?", "c": held}, follow_redirects=False
        )
    assert (response.status_code, response.headers["location"]) == (303, f"/?c={held}")
    assert (later.status_code, later.headers["location"]) == (303, f"/?c={held}")


def test_loading_an_answer_again_asks_nothing_again(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        client.get("/", params={"q": PILOT})
        page = client.get("/conversations").text
    assert page.count("1 question ·") == 1


def test_the_stream_tells_status_answer_quote_done_in_this_order(tmp_path):
    with serving(tmp_path) as client:
        response = client.post("/api/stream", json={"question": PILOT})
    told = events(response.text)
    assert [name for name, _ in told] == ["status", "answer", "quote", "done"]
    assert json.loads(told[1][1])["lead"] == "Vladimir Komarov"
    answer = json.loads(told[1][1])["id"]
    assert json.loads(told[2][1]) | {"cite_href": "", "anchor": ""} == {
        "anchor": "",
        "kind": "quote",
        "label": "",
        "number": "",
        "before": "The pilot of Soyuz 1 was ",
        "marked": "Vladimir Komarov",
        "after": ".",
        "source": "Soyuz 1",
        "section": "The flight of Soyuz 1",
        "address": "",
        "cite_href": "",
        "href": f"/articles/soyuz-1?quote=d28ad228:0:42&answer={answer}#p-d28ad228",
    }
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"


def test_streamed_fields_are_the_stored_ones(tmp_path):
    with serving(tmp_path) as client:
        told = events(client.post("/api/stream", json={"question": PILOT}).text)
        conversation = json.loads(told[-1][1])["conversation"]
        kept = client.app.state.cachet.conversations.turn(json.loads(told[1][1])["id"])
    stored = json.loads(json.dumps(asdict(view_of(kept, conversation))))
    streamed = json.loads(told[1][1])
    streamed["quotes"] = [json.loads(data) for name, data in told if name == "quote"]
    streamed["follow_ups"] = json.loads(told[-1][1])["follow_ups"]
    assert streamed == stored


def test_a_question_that_cannot_be_asked_ends_the_stream_with_an_error(tmp_path):
    with serving(tmp_path) as client:
        told = events(client.post("/api/stream", json={"question": "\u200b"}).text)
    assert [name for name, _ in told] == ["status", "error"]
    assert json.loads(told[1][1])["error"]["status"] == 422


def test_an_editors_note_is_set_apart_and_not_said_twice(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": "When was Soyuz 3 launched?"}).text
    shown = page.split("<template")[0]
    assert Tags(shown).words.count("the record says 26 October 1968") == 1
    assert '<p class="label" data-when="label" data-fill="label">Editor’s note</p>' in shown


def test_a_sentence_that_denies_is_no_editors_note():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    denying = replace(pilot, highlight=None)

    def shown(text, *quotes, verdict=None):
        reply = Answer(text, quotes, "Who?", "low", "i", note=denying.text, verdict=verdict)
        return view_of(KeptTurn("t", "c", "Who?", reply, Turn("Who?"), "2026-01-02"), "c")

    alone = shown(denying.text, denying, verdict="no")
    assert (alone.lead, alone.quotes[0].kind, alone.quotes[0].label) == ("No.", "quote", "")
    beside = shown("Soyuz 1", replace(pilot, start=pilot.start + 4), denying)
    assert [(one.kind, one.label) for one in beside.quotes] == [("quote", ""), ("note", "Note")]


def test_small_talk_is_no_answer_and_has_nothing_to_cite(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": "hello"}).text.split("<template")[0]
    assert 'data-kind="abstention"' in page
    assert "Copy for your forum" not in page


def test_what_an_abstention_says_is_not_said_again_below():
    reply = Abstention("The articles are about space missions.", "out-of-scope", "Dogs?", "i")
    view = view_of(KeptTurn("t", "c", "Dogs?", reply, Turn("Dogs?"), "2026-01-02"), "c")
    assert (view.lead, view.confidence) == ("The articles are about space missions.", "")


def test_an_abstention_shows_the_nearest_passages_as_such():
    found = shared_assistant().ask(PILOT)
    reply = Abstention("The articles do not answer this.", "too-weak", PILOT, "i", found.quotes)
    view = view_of(KeptTurn("t", "c", PILOT, reply, Turn(PILOT), "2026-01-02"), "c")
    assert view.lead == "The articles don’t answer this. These passages come nearest:"
    assert view.quotes[0].before == "The pilot of Soyuz 1 was "
    assert view.cite_href == ""


def test_a_correction_is_the_answer_in_large_and_the_quote_its_proof(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": "Did Dennis Tito fly on Soyuz TM-33?"}).text
    shown = page.split("<template")[0]
    lead = "No. Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TM-33."
    words = Tags(shown).words
    assert words.count(lead) == 1
    assert words.count("not on Soyuz TM-33") == 1
    assert "<strong>Note</strong>" not in shown


def test_a_correction_stands_below_a_short_answer():
    reply = Answer(
        "Vladimir Komarov",
        shared_assistant().ask(PILOT).quotes,
        PILOT,
        "high",
        "i",
        "He flew alone.",
    )
    view = view_of(KeptTurn("t", "c", PILOT, reply, Turn(PILOT), "2026-01-02"), "c")
    assert (view.lead, view.note) == ("Vladimir Komarov", "He flew alone.")


def _view(text, quotes, **fields):
    reply = Answer(text, tuple(quotes), "Who?", "medium", "i", **fields)
    return view_of(KeptTurn("t", "c", "Who?", reply, Turn("Who?"), "2026-01-02"), "c")


def _shown(text, quotes, **fields):
    view = _view(text, quotes, **fields)
    return view.lead, view.confidence


def test_a_sentence_that_stands_below_as_the_quote_is_not_said_twice():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    whole = replace(pilot, highlight=None)
    sure = "Very likely this; the quote decides."
    assert _shown("Vladimir Komarov", [pilot]) == ("Vladimir Komarov", sure)
    assert _shown(whole.text, [whole]) == ("", sure)
    assert _shown(whole.text, [whole], verdict="yes") == ("Yes.", sure)
    assert _shown("Vladimir Komarov", [pilot], verdict="yes") == ("Yes. Vladimir Komarov", sure)
    # cut where it was too long to be a short answer
    assert _shown("The pilot of Soyuz 1", [whole]) == ("", sure)
    # words that are no quote's stay
    assert _shown("Komarov did.", [whole]) == ("Komarov did.", sure)


def test_a_list_of_sentences_is_its_quotes_and_how_many_were_found():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    whole = replace(pilot, highlight=None)
    listed = f"{whole.text[:-1]}; Vladimir Komarov"
    sure = "Very likely this; the quote decides."
    assert _shown(listed, [whole, pilot]) == ("", sure)
    found = _view(listed, [whole, pilot], found=Found(2, 9, complete=False))
    assert (found.lead, found.confidence, found.found) == ("", sure, "2 of 9 found.")
    assert _view(listed, [whole, pilot], found=Found(2, 2, complete=True)).found == ""
    assert _shown("Vladimir Komarov; Vladimir", [pilot, pilot]) == (
        "Vladimir Komarov; Vladimir",
        sure,
    )


def test_items_have_the_numbers_of_their_quotes_and_the_quotes_their_own():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    items = (Item("Soyuz 1", "Vladimir Komarov", (0,)), Item("Soyuz 3", "", (0, 1)))
    worked = Computed("1 day", "24 April \u2212 23 April", (1,))
    view = _view("1 day", [pilot, pilot], form="computed", items=items, computed=worked)
    first, second = (
        ReferenceView(str(number), f"#q-t-{number}", f"Quote {number}") for number in (1, 2)
    )
    assert view.items == (
        ItemView("Soyuz 1", "Vladimir Komarov", (first,)),
        ItemView("Soyuz 3", "", (first, second)),
        ItemView("", "24 April \u2212 23 April", (second,)),
    )
    assert [quote.anchor for quote in view.quotes] == ["q-t-1", "q-t-2"]
    assert [quote.number for quote in view.quotes] == ["1", "2"]
    alone = _view("1 day", [pilot], form="list", items=items[:1])
    assert [quote.number for quote in alone.quotes] == [""]


def test_a_headline_that_is_most_of_its_sentence_is_that_sentence_marked():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    most = replace(pilot, highlight=(pilot.start, pilot.end - 1))
    view = _view(most.highlighted, [most])
    assert (view.lead, view.quotes[0].marked) == ("", most.highlighted)
    # the answer and its quote are one, and so is what copies them
    assert (view.quotes[0].cite_href, view.cite_href) == ("", "/a/t/cite?quote=1")


def test_a_headline_that_the_items_repeat_is_left_out():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    items = (Item("launch cover of Soyuz 1", "s. 12a", (0,)), Item("Soyuz 3", "", (0,)))
    view = _view("Launch covers of Soyuz 1 and Soyuz 3", [pilot], form="list", items=items)
    assert (view.lead, view.items[0].label) == ("", "Launch cover of Soyuz 1")
    view = _view("Two men flew", [pilot, pilot], form="overview", items=items)
    assert (view.lead, [one.number for one in view.leads]) == ("Two men flew", ["2"])


def test_many_quotes_of_items_open_at_a_touch():
    pilot = shared_assistant().ask(PILOT).quotes[0]
    items = (Item("Soyuz 1", "", (0,)),)
    assert _view("Komarov", [pilot] * 3, form="list", items=items).open == "open"
    many = _view("Komarov", [pilot] * 4, form="list", items=items)
    assert (many.held, many.open) == ("The 4 quotes", "")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("three crew stamps", "Three crew stamps"),
        ("a purple mark", "A purple mark"),
        ("s. 6426 and s. 6584", "s. 6426 and s. 6584"),
        ("23:35 UTC", "23:35 UTC"),
        ("iPad", "iPad"),
    ],
)
def test_a_headline_begins_with_a_capital_where_it_begins_with_a_word(said, shown):
    assert capitalised(said) == shown


def test_what_is_not_answered_leads_to_what_is_told(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": "Who designed the stamps of Soyuz 1?"}).text
    shown = page.split("<template")[0]
    assert "On Soyuz 1 they cover:" in Tags(shown).words
    told = shown.split('<ul class="told"')[1].split("</ul>")[0]
    assert re.search(r'href="/articles/soyuz-1#[\w-]+"', told)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Soyuz TM-32 crew", ["Soyuz TM-32"]),
        ("on Progress M1-5, STS-71", ["Progress M1-5", "STS-71"]),
        ("Soyuz 11 of 28 April 2001", ["Soyuz 11", "28 April"]),
        ("the stamp s. 6874c (red)", ["s. 6874c"]),
        ("no name in <b>here</b>", []),
    ],
)
def test_names_are_not_broken_at_a_lines_end_and_stay_plain(text, names):
    pieces = unbroken(text)
    assert [words for words, is_name in pieces if is_name] == names
    assert "".join(words for words, _ in pieces) == text


def test_a_question_back_offers_its_choices_as_questions_of_the_conversation():
    choices = (Choice("memorial cover", "When was the memorial cover cancelled?"),)
    reply = Clarification("Which cover is meant?", choices, "When was it?", "i")
    view = view_of(KeptTurn("t", "c", "When?", reply, Turn("When?"), "2026-01-02"), "c")
    assert (view.kind, view.lead, view.quotes, view.cite_href) == (
        "clarification",
        "Which cover is meant?",
        (),
        "",
    )
    assert view.choices == (
        FollowUpView(choices[0].question, "/?q=When+was+the+memorial+cover+cancelled%3F&c=c"),
    )


def test_a_conversation_of_somebody_else_is_not_shown(tmp_path):
    with serving(tmp_path) as client:
        told = events(client.post("/api/stream", json={"question": PILOT}).text)
        held = json.loads(told[-1][1])["conversation"]
        assert client.get("/", params={"c": held}).status_code == 200
        client.cookies.clear()
        assert client.get("/", params={"c": held}).status_code == 404


def test_somebody_elses_conversation_id_begins_a_new_conversation(tmp_path):
    with serving(tmp_path) as client:
        told = events(client.post("/api/stream", json={"question": PILOT}).text)
        held = json.loads(told[-1][1])["conversation"]
        client.cookies.clear()
        told = events(
            client.post("/api/stream", json={"question": PILOT, "conversation": held}).text
        )
    assert json.loads(told[-1][1])["conversation"] != held


def test_examples_of_a_strange_corpus_are_about_its_own_articles(tmp_path):
    strange = toy_assistant(articles=ARTICLES[3:4], questions=())
    with serving(tmp_path, strange) as client:
        page = Tags(client.get("/").text)
    assert "What is known about Soyuz TM-33?" in page.words
    assert "maxicard" not in page.words


def test_the_macro_of_a_turn_names_every_field_that_the_script_must_fill():
    source, *_ = ENVIRONMENT.loader.get_source(ENVIRONMENT, "turn.html")
    for field in (
        "question",
        "read_as",
        "lead",
        "found",
        "confidence",
        "note",
        "held",
        "value",
        "name",
        "number",
        "before",
        "marked",
        "after",
        "source",
        "section",
        "label",
    ):
        assert f'data-fill="{field}"' in source

"""Permalinks and citations: the same words later, and the same text as `ask --as`."""

import re
from datetime import date

import pytest

from assistant.render.citations import FORMS, cite, cite_answer
from tests.toy import ARTICLES, toy_assistant
from tests.web_toy import PAGE, PILOT, serving, shared_assistant


def _ask(client, question=PILOT):
    return client.post("/api/ask", json={"question": question}).headers["content-location"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("base_url", ["", "https://covers.example"])
def test_a_kept_answer_is_cited_as_the_command_line_cites_it(tmp_path, form, base_url):
    answer = shared_assistant().ask(PILOT)
    with serving(tmp_path, public_url=base_url) as client:
        address = f"/api/cite/{_ask(client).removeprefix('/a/')}"
        whole = client.get(address, params={"as": form}).text
        first = client.get(address, params={"as": form, "quote": 1}).text
    today, texts = date.today(), shared_assistant().index.texts
    assert whole == cite_answer(answer, form, base_url, today, texts).text
    assert first == cite(answer.quotes[0], form, base_url, today, texts).text


def test_a_citation_says_whether_brackets_were_altered(tmp_path):
    with serving(tmp_path) as client:
        response = client.get(f"/api/cite/{_ask(client).removeprefix('/a/')}?as=phpbb")
    assert response.headers["x-brackets-altered"] == "0"
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_an_unknown_form_or_quote_is_said_in_words(tmp_path):
    with serving(tmp_path) as client:
        address = _ask(client)
        form = client.get(f"/api/cite/{address.removeprefix('/a/')}?as=fidonet")
        quote = client.get(f"{address}/cite?quote=5", headers=PAGE)
    assert form.status_code == 422
    assert 'no citation form is called "fidonet"' in form.json()["error"]["message"]
    assert quote.status_code == 404
    assert "This answer has 1 quote." in quote.text


@pytest.mark.parametrize("base_url", ["", "https://covers.example"])
def test_a_reader_is_told_when_the_link_names_no_server(tmp_path, base_url):
    with serving(tmp_path, public_url=base_url) as client:
        address = _ask(client)
        pages = [client.get(path).text for path in ("/", address, f"{address}/cite")]
    assert [("There is no link, because" in page) for page in pages] == [not base_url] * 3


def test_a_permalink_says_the_same_after_a_restart(tmp_path):
    with serving(tmp_path) as client:
        address = _ask(client)
        before = client.get(address).text
    with serving(tmp_path) as client:
        assert client.get(address).text == before


def test_a_permalink_has_the_question_box(tmp_path):
    with serving(tmp_path) as client:
        assert '<textarea id="q"' in client.get(_ask(client)).text


def test_without_script_the_citation_stands_in_a_box_to_copy_from(tmp_path):
    with serving(tmp_path) as client:
        page = client.get(f"{_ask(client)}/cite", params={"as": "ubb", "quote": 1}).text
    assert "[quote]The pilot of Soyuz 1 was Vladimir Komarov.[/quote]" in page
    assert '<option value="ubb" selected>' in page


def test_a_permalink_keeps_its_words_when_the_index_moves_on(tmp_path):
    with serving(tmp_path) as client:
        address = _ask(client)
        before = client.get(address).text
    assert "Ask again" not in before
    with serving(tmp_path, toy_assistant(articles=ARTICLES[1:], questions=())) as client:
        after = client.get(address).text
    assert "Ask again" in after
    quoted = re.search(r"<blockquote>.*</blockquote>", before)[0]
    assert quoted in after
    assert shared_assistant().index.generation in after


def test_an_unknown_permalink_is_a_page_with_the_question_box(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/a/nothing", headers=PAGE)
    assert response.status_code == 404
    assert "There is no answer at this address" in response.text
    assert '<textarea id="q" name="q"' in response.text


def test_a_thumb_with_a_word_is_kept_and_can_be_changed(tmp_path):
    with serving(tmp_path) as client:
        address = _ask(client)
        client.post(f"{address}/feedback", data={"helpful": "no", "word": "date"})
        page = client.post(f"{address}/feedback", data={"helpful": "yes", "word": "exact"}).text
        kept = client.app.state.cachet.conversations.turn(address.removeprefix("/a/"))
    assert (kept.helpful, kept.word) == (True, "exact")
    assert 'value="yes" aria-pressed="true"' in page
    assert 'value="exact"' in page


def test_feedback_on_nothing_or_of_no_kind_is_refused(tmp_path):
    with serving(tmp_path) as client:
        address = _ask(client)
        refused = [
            client.post(f"{address}/feedback", data={"helpful": "perhaps"}),
            client.post(f"{address}/feedback"),
            client.post("/a/nothing/feedback", data={"helpful": "yes"}),
        ]
    assert [response.status_code for response in refused] == [422, 422, 404]

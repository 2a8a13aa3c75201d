"""In Chromium: asking, keys, copying, arriving at the marked words, and life without script."""

import re
from pathlib import Path

import pytest

from assistant.citations import FORMS, cite_answer
from tests.web_browser import chromium, page_at, server
from tests.web_payloads import PAYLOADS, hostile_assistant
from tests.web_toy import PILOT, shared_assistant

expect = pytest.importorskip("playwright.sync_api").expect
FOLLOW_UP = "And when was it launched?"
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with server(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture
def page(browser, address):
    with page_at(browser, address) as opened:
        yield opened


def ask(page, question):
    turns = page.locator("article.turn").count()
    page.fill("#q", question)
    page.press("#q", "Enter")
    page.locator("article.turn").nth(turns).wait_for()
    page.locator(".send").wait_for()


def test_ask_and_follow_up(page):
    page.goto("/")
    ask(page, PILOT)
    ask(page, FOLLOW_UP)
    leads = page.locator("article.turn .lead").all_text_contents()
    assert leads[0] == "Vladimir Komarov"
    assert "Soyuz 1" in page.locator("article.turn .read-as").text_content()
    assert page.input_value("#q") == ""
    assert page.locator(".welcome").count() == 0


def test_a_streamed_answer_is_the_same_markup_as_the_stored_one(page):
    page.goto("/")
    ask(page, "When was Soyuz 3 launched?")
    ask(page, "hello")
    ask(page, FOLLOW_UP)
    markup = """turns => turns.map(turn => turn.outerHTML.replace(/>\\s+/g, '>')
        .replace(/\\s+</g, '<').replace(/\\?q=([^"&]*)&(amp;)?c=/g, '?q=$1&c='))"""
    streamed = page.eval_on_selector_all("article.turn", markup)
    page.reload()
    assert page.eval_on_selector_all("article.turn", markup) == streamed


def test_a_reload_keeps_the_conversation(page):
    page.goto("/")
    ask(page, PILOT)
    assert re.search(r"/\?c=[\w-]+$", page.url)
    page.reload()
    assert page.locator("article.turn").count() == 1
    ask(page, FOLLOW_UP)
    assert "Soyuz 1" in page.locator("article.turn .read-as").text_content()


def test_a_suggestion_is_asked_in_the_same_conversation(page):
    page.goto("/")
    page.locator(".examples .chip").first.click()
    page.locator("article.turn").wait_for()
    assert "/?c=" in page.url or page.wait_for_url("**/?c=*") is None


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 320, "height": 600}])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_citation_opens_the_article_with_the_quote_in_view(browser, address, size, script):
    with page_at(browser, address, viewport=size, java_script_enabled=script) as page:
        page.goto(f"/?q={PILOT}")
        page.locator("a.source").first.click()
        mark = page.locator("main mark")
        assert mark.text_content() == "The pilot of Soyuz 1 was Vladimir Komarov."
        box = mark.bounding_box()
    assert 0 <= box["y"] < size["height"]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_copied_is_what_the_command_line_prints(browser, address, form):
    with page_at(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"/?q={PILOT}")
        page.locator(".actions a.cite").click()
        page.select_option("dialog select", form)
        expected = cite_answer(shared_assistant().ask(PILOT), form, "").text
        expect(page.locator("dialog textarea")).to_have_value(expected)
        page.locator("dialog .copy").click()
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == expected


def test_the_chosen_form_is_remembered(page):
    page.goto(f"/?q={PILOT}")
    page.locator("a.cite").first.click()
    page.select_option("dialog select", "ubb")
    page.reload()
    page.locator("a.cite").first.click()
    expect(page.locator("dialog textarea")).to_have_value(re.compile(r"^\[quote\]"))
    assert page.input_value("dialog select") == "ubb"


def test_keyboard_alone(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("Who was the pilot of soyuz 1")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("please?")
    assert page.input_value("#q") == "Who was the pilot of soyuz 1\nplease?"
    page.keyboard.press("Enter")
    page.locator("article.turn").wait_for()
    page.locator(".send").wait_for()
    page.keyboard.press("ArrowUp")
    assert page.input_value("#q") == "Who was the pilot of soyuz 1\nplease?"
    page.keyboard.press("ArrowDown")
    assert page.input_value("#q") == ""


def test_a_missions_name_is_completed(page):
    page.goto("/")
    page.locator("#q").press_sequentially("When was Soyuz TM-3")
    names = page.locator("#completions li").all_text_contents()
    assert names == ["Soyuz TM-30", "Soyuz TM-31", "Soyuz TM-32", "Soyuz TM-33", "Soyuz TM-34"]
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "name-2"
    page.keyboard.press("Enter")
    assert page.input_value("#q") == "When was Soyuz TM-32 "
    assert page.locator("#completions").is_hidden()


def test_escape_stops_an_answer_and_gives_the_question_back(page):
    page.goto("/")
    page.route("**/api/stream", lambda route: None)
    page.fill("#q", PILOT)
    page.press("#q", "Enter")
    page.locator(".stop").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Stopped.").wait_for()
    assert page.input_value("#q") == PILOT
    assert page.locator("article.turn").count() == 0


def test_a_server_that_is_gone_is_said_in_words(page):
    page.goto("/")
    page.route("**/api/stream", lambda route: route.abort())
    page.fill("#q", PILOT)
    page.press("#q", "Enter")
    page.get_by_text("The server cannot be reached.").wait_for()
    assert page.input_value("#q") == PILOT


def test_a_thumb_is_kept_with_its_word(page):
    page.goto(f"/?q={PILOT}")
    page.get_by_role("button", name="Not helpful").click()
    word = page.get_by_label("In a word, why?")
    word.fill("date")
    word.press("Enter")
    page.get_by_role("button", name="Sent").wait_for()
    page.goto(page.locator("a[href^='/a/']:not(.cite)").first.get_attribute("href"))
    assert page.locator("[aria-pressed=true]").text_content() == "Not helpful"
    assert page.input_value("[name=word]") == "date"


def test_everything_can_be_done_without_script(browser, address):
    with page_at(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.fill("#q", PILOT)
        page.click(".send")
        assert page.locator("article.turn .lead").text_content() == "Vladimir Komarov"
        page.fill("#q", FOLLOW_UP)
        page.click(".send")
        assert page.locator("article.turn").count() == 2
        page.locator("a.cite").first.click()
        page.select_option("select", "markdown")
        page.get_by_role("button", name="Show").click()
        assert "> The pilot of Soyuz 1" in page.input_value("textarea")
        page.goto("/conversations")
        page.locator("summary").first.click()
        page.get_by_role("button", name="Delete").click()
        assert page.get_by_text("None yet.").count() == 1


@pytest.mark.parametrize("path", ["/", f"/?q={PILOT}", "/articles", "/articles/soyuz-3",
                                  "/missions", "/missions/soyuz-1", "/nothing"])
def test_no_page_is_wider_than_320_pixels(browser, address, path):
    with page_at(browser, address, viewport={"width": 320, "height": 600}) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_payload_runs_in_a_browser(browser, tmp_path):
    with server(tmp_path, hostile_assistant(), burst=10_000) as address, \
            page_at(browser, address) as page:
        page.goto("/")
        for number, payload in enumerate(PAYLOADS):
            ask(page, f"When was cover {number} cancelled? {payload}")
        assert page.locator("article.turn").count() == len(PAYLOADS)
        page.reload()
        for path in ("/articles", "/missions", "/conversations",
                     *(f"/articles/hostile-{number}" for number in range(len(PAYLOADS)))):
            page.goto(path)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm install axe-core)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", f"/?q={PILOT}", "/?q=When was Soyuz 3 launched?",
                                  "/?q=hello", "/articles", "/articles?q=stamp",
                                  "/articles/soyuz-3", "/missions", "/missions/soyuz-1",
                                  "/conversations", "/nothing"])
def test_axe_finds_nothing(browser, address, path, scheme):
    with page_at(browser, address, color_scheme=scheme, bypass_csp=True) as page:
        page.goto(path)
        page.add_script_tag(path=AXE)
        result = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
    assert [(one["id"], [node["html"] for node in one["nodes"]])
            for one in result["violations"]] == []

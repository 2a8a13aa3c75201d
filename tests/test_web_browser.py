"""In Chromium: asking, keys, copying, arriving at the marked words, and life without script."""

import re
from datetime import date

import pytest

from assistant.render.citations import FORMS, cite_answer
from tests.web_browser import chromium, page_at, server
from tests.web_payloads import PACKED, hostile_assistant
from tests.web_toy import PILOT, shared_assistant

LISTED = "Tell me about Soyuz 1"

expect = pytest.importorskip("playwright.sync_api").expect
FOLLOW_UP = "And when was it launched?"


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
    page.wait_for_url("**/?c=*")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 320, "height": 600}])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_citation_opens_the_article_with_the_quote_in_view(browser, address, size, script):
    with page_at(browser, address, viewport=size, java_script_enabled=script) as page:
        page.goto(f"/?q={PILOT}")
        page.locator("a.source").first.click()
        page.wait_for_url("**/articles/**")
        mark = page.locator("main mark")
        assert mark.text_content() == "The pilot of Soyuz 1 was Vladimir Komarov."
        box = mark.bounding_box()
    assert 0 <= box["y"] < size["height"]


def test_what_is_copied_is_what_the_command_line_prints(browser, address):
    answer = shared_assistant().ask(PILOT)
    expected = {form: cite_answer(answer, form, "", date.today()).text for form in FORMS}
    copied = {}
    with page_at(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"/?q={PILOT}")
        page.locator(".actions a.cite").click()
        for form in FORMS:
            page.select_option("dialog select", form)
            expect(page.locator("dialog textarea")).to_have_value(expected[form])
            page.locator("dialog .copy").click()
            page.get_by_text("Copied.").wait_for()
            copied[form] = page.evaluate("navigator.clipboard.readText()")
    assert copied == expected


def test_without_https_the_citation_is_copied_all_the_same(page):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"/?q={PILOT}")
    page.locator(".quote a.cite").click()
    expect(page.locator("dialog textarea")).to_have_value(re.compile("Vladimir Komarov"))
    copied = page.input_value("dialog textarea")
    page.locator("dialog .copy").click()
    page.get_by_text("Copied.").wait_for()
    page.get_by_role("button", name="Close").click()
    page.locator("#q").focus()
    page.keyboard.press("Control+V")
    assert page.input_value("#q") == copied


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
    page.locator("#q").blur()
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


def test_names_are_gone_once_the_question_is_asked(page):
    page.goto("/")
    page.locator("#q").press_sequentially("When was Soyuz TM-3")
    page.locator("#completions li").first.wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#completions").is_hidden()
    page.locator(".send").wait_for()
    assert page.locator("#completions").is_hidden()


def test_tab_completes_only_a_name_that_was_chosen(page):
    page.goto("/")
    page.locator("#q").press_sequentially("Who flew on Soyuz TMA-1")
    page.keyboard.press("Tab")
    assert page.input_value("#q") == "Who flew on Soyuz TMA-1"
    assert page.locator("#completions").is_hidden()
    page.locator("#q").press_sequentially("0")
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.input_value("#q") == "Who flew on Soyuz TMA-10 "


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


def test_a_question_stands_in_the_conversation_before_its_answer_comes(page):
    page.goto("/")
    page.route("**/api/stream", lambda route: None)
    page.fill("#q", PILOT)
    milliseconds = page.evaluate("""() => new Promise(resolve => {
        const box = document.querySelector("#q");
        const began = performance.now();
        box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
        requestAnimationFrame(() => resolve(performance.now() - began));
    })""")
    assert page.locator(".echo .asked").text_content() == PILOT
    assert page.locator(".echo .doing").text_content() == "Asking…"
    assert page.locator(".welcome").count() == 0
    assert milliseconds <= 50


def test_a_question_that_failed_can_be_sent_again_with_one_click(page):
    page.goto("/")
    page.route("**/api/stream", lambda route: route.abort())
    page.fill("#q", PILOT)
    page.press("#q", "Enter")
    page.get_by_text("The server cannot be reached.").wait_for()
    page.unroute("**/api/stream")
    page.get_by_role("button", name="Ask again").click()
    page.locator("article.turn").wait_for()
    assert page.locator(".echo").count() == 0
    assert page.locator("#log .asked").all_text_contents() == [PILOT]
    assert page.input_value("#q") == ""


def test_a_server_that_is_gone_is_said_in_words(page):
    page.goto("/")
    page.route("**/api/stream", lambda route: route.abort())
    page.fill("#q", PILOT)
    page.press("#q", "Enter")
    page.get_by_text("The server cannot be reached.").wait_for()
    assert page.input_value("#q") == PILOT


def test_a_proxy_that_answers_in_its_own_markup_is_said_in_words(page):
    page.goto("/")
    page.route(
        "**/api/stream",
        lambda route: route.fulfill(
            status=502, content_type="text/html", body="<h1>Bad gateway</h1>"
        ),
    )
    page.fill("#q", PILOT)
    page.press("#q", "Enter")
    expect(page.locator(".echo .doing")).to_have_text(
        "The server failed (error 502). Please try again in a minute."
    )


def test_after_a_stop_the_next_question_goes_on_in_the_same_conversation(page):
    page.goto("/")
    page.evaluate("""() => { // the first event has come and the rest is waited for
        const whole = window.fetch;
        window.fetch = async (...all) => {
            const told = await (await whole(...all)).text();
            window.fetch = whole;
            const first = new TextEncoder().encode(told.split("\\n\\n")[0] + "\\n\\n");
            return new Response(new ReadableStream({start: one => {
                one.enqueue(first);
                all[1].signal.addEventListener("abort", () => one.error(new Error()));
            }}));
        };
    }""")
    page.fill("#q", PILOT)
    page.press("#q", "Enter")
    page.get_by_text("Looking through the articles…").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Stopped.").wait_for()
    page.fill("#q", "")
    ask(page, FOLLOW_UP)
    assert "Soyuz 1" in page.locator("article.turn .read-as").text_content()
    page.reload()
    assert page.locator("article.turn .asked").all_text_contents() == [PILOT, FOLLOW_UP]


def test_a_citation_that_cannot_be_had_leaves_nothing_to_copy(page):
    page.goto(f"/?q={PILOT}")
    page.locator(".actions a.cite").click()
    expect(page.locator("dialog textarea")).to_have_value(re.compile("Vladimir Komarov"))
    page.route("**/api/cite/**", lambda route: route.abort())
    page.select_option("dialog select", "markdown")
    page.get_by_text("The server cannot be reached.").wait_for()
    assert page.input_value("dialog textarea") == ""
    assert page.locator("dialog .copy").is_disabled()
    page.unroute("**/api/cite/**")
    page.select_option("dialog select", "html")
    expect(page.locator("dialog .copy")).to_be_enabled()


def test_a_browser_that_remembers_nothing_copies_all_the_same(page):
    page.add_init_script("""Object.defineProperty(window, "localStorage",
        {get() { throw new DOMException("denied", "SecurityError"); }})""")
    page.goto(f"/?q={PILOT}")
    page.locator("a.cite").first.click()
    page.select_option("dialog select", "ubb")
    expect(page.locator("dialog textarea")).to_have_value(re.compile(r"^\[quote\]"))


def test_a_thumb_for_an_answer_that_is_gone_is_not_said_to_be_kept(page):
    page.goto(f"/?q={PILOT}")
    page.route(
        "**/feedback",
        lambda route: route.fulfill(
            status=404, json={"error": {"message": "There is no answer at this address."}}
        ),
    )
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_text("There is no answer at this address.").wait_for()
    assert page.locator("[aria-pressed=true]").count() == 0


def test_a_thumb_is_kept_with_its_word(page):
    page.goto(f"/?q={PILOT}")
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_text("Thank you, that helps.").wait_for()
    word = page.get_by_label("Why?")
    word.fill("date")
    with page.expect_response("**/feedback"):
        word.press("Enter")
    page.goto(page.locator("a[href^='/a/']:not(.cite)").first.get_attribute("href"))
    assert page.locator("[aria-pressed=true]").text_content().strip() == "No"
    assert page.input_value("[name=word]") == "date"


def test_everything_can_be_done_without_script(browser, address):
    with page_at(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.fill("#q", PILOT)
        page.click(".send")
        expect(page.locator("article.turn .lead")).to_have_text("Vladimir Komarov")
        page.fill("#q", FOLLOW_UP)
        page.click(".send")
        expect(page.locator("article.turn")).to_have_count(2)
        page.locator("a.cite").first.click()
        page.select_option("select", "markdown")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("textarea")).to_have_value(re.compile("> The pilot of Soyuz 1"))
        page.goto("/conversations")
        page.locator("summary").first.click()
        page.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("None yet.")).to_have_count(1)


def test_without_script_going_back_asks_nothing_again(browser, address):
    with page_at(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        for question in (PILOT, FOLLOW_UP):
            page.fill("#q", question)
            page.click(".send")
        expect(page.locator("article.turn")).to_have_count(2)
        page.goto("/articles")
        for _ in range(2):
            page.go_back()
            expect(page.locator("article.turn")).to_have_count(2)
        page.goto("/conversations")
        expect(page.locator("a.entry")).to_have_count(1)


def test_no_payload_runs_in_a_browser(browser, tmp_path):
    with (
        server(tmp_path, hostile_assistant(PACKED), burst=10_000) as address,
        page_at(browser, address) as page,
    ):
        page.goto("/")
        for number, payloads in enumerate(PACKED):
            page.evaluate(
                "words => { document.querySelector('#q').value = words; }",
                f"When was cover {number} cancelled? {payloads}",
            )
            page.press("#q", "Enter")
            page.locator("article.turn").nth(number).wait_for()
            page.locator(".send").wait_for()
        page.reload()
        assert page.locator("article.turn").count() == len(PACKED)
        answers = page.locator(".actions a[href^='/a/']:not(.cite)").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        page.locator("a.cite").first.click()
        for form in FORMS:
            page.select_option("dialog select", form)
        for path in (
            "/articles",
            "/articles?q=cover",
            "/missions",
            "/missions/soyuz-1",
            "/conversations",
            *answers,
            f"{answers[0]}/cite?as=html",
            *(f"/articles/hostile-{number}" for number in range(len(PACKED))),
        ):
            page.goto(path)


def test_the_evaluation_report_has_its_styles_and_runs_nothing(browser, tmp_path):
    (tmp_path / "evals.html").write_text(
        "<style>p { width: 123px }</style><p>90 of 100</p><script>document.title = 'ran'</script>"
        "<p onclick=\"document.title = 'ran'\">here</p><img src=//evil.example/p.gif>"
    )
    loaded = []
    with server(tmp_path) as address:
        page = browser.new_page()
        page.on("requestfinished", lambda request: loaded.append(request.url))
        page.goto(f"{address}/evals")
        page.get_by_text("here").click()
        assert page.locator("p").first.bounding_box()["width"] == 123
        assert page.title() == ""
        page.close()
        assert loaded == [f"{address}/evals"]


def test_a_paste_that_is_too_long_is_kept_and_counted(page):
    page.goto("/")
    long = "When was it cancelled? " * 40
    page.locator("#q").fill(long)
    expect(page.locator("#length")).to_have_text(
        "920 of 512 characters. Please shorten it; nothing is cut."
    )
    page.press("#q", "Enter")
    assert page.input_value("#q") == long
    assert page.locator(".echo").count() == 0
    page.fill("#q", PILOT)
    expect(page.locator("#length")).to_have_text("")


def test_ask_and_a_new_conversation_lose_nothing(page):
    page.goto("/")
    ask(page, PILOT)
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name="Ask", exact=True).click()
    assert page.locator("#log .asked").all_text_contents() == [PILOT]
    page.get_by_role("link", name="New conversation").click()
    page.get_by_role("link", name=PILOT).click()
    assert page.locator("#log .asked").all_text_contents() == [PILOT]


def test_a_conversation_that_was_just_begun_can_be_shared(page):
    page.goto("/")
    ask(page, PILOT)
    page.get_by_role("button", name="Share").click()
    page.wait_for_url("**/shared/*")
    assert page.locator(".asked").all_text_contents() == [PILOT]


def test_the_link_to_an_answer_is_copied_and_feedback_thanked(browser, address):
    with page_at(browser, address, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("/")
        ask(page, PILOT)
        link = page.get_by_role("link", name="Link to this answer")
        link.click()
        page.get_by_text("The link is copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == link.evaluate("one => one.href")
        page.get_by_role("button", name="Yes", exact=True).click()
        page.get_by_text("Thank you, that helps.").wait_for()


def test_a_number_shows_its_quote_by_pointer_key_and_finger_and_leads_to_it(browser, address):
    with page_at(browser, address, has_touch=True) as page:
        page.goto(f"/?q={LISTED}")
        number = page.locator("a.reference").first
        words = page.locator(".quote blockquote").first.text_content()
        number.hover()
        assert page.locator("#peek blockquote").text_content() == words
        page.mouse.move(2, 2)
        expect(page.locator("#peek")).to_have_count(0)
        number.focus()
        assert page.locator("#peek blockquote").text_content() == words
        page.keyboard.press("Escape")
        expect(page.locator("#peek")).to_have_count(0)
        number.blur()
        number.tap()
        assert page.locator("#peek blockquote").text_content() == words
        page.locator("h2.asked").first.tap()
        number.click()
        assert page.evaluate("document.activeElement.id") == number.get_attribute("href")[1:]


def test_without_script_a_number_opens_the_quotes_at_its_own(browser, address):
    with page_at(browser, address, java_script_enabled=False) as page:
        page.goto(f"/?q={LISTED}")
        number = page.locator("a.reference").first
        number.click()
        assert page.locator(".quote").first.is_visible()


def test_a_name_is_not_broken_at_a_lines_end_and_is_copied_plain(browser, address):
    with page_at(browser, address, viewport={"width": 320, "height": 700}) as page:
        page.goto("/?q=Did Dennis Tito fly on Soyuz TM-33?")
        heights = page.locator(".lead .nb").evaluate_all(
            "names => names.map(name => name.getClientRects().length)"
        )
        copied = page.locator(".lead").evaluate(
            "lead => { getSelection().selectAllChildren(lead); return String(getSelection()); }"
        )
    assert heights
    assert set(heights) == {1}
    assert "Soyuz TM-33." in copied


@pytest.mark.parametrize("path", [f"/?q={PILOT}", f"/?q={LISTED}", "/conversations"])
def test_controls_are_large_enough_for_a_finger(browser, address, path):
    with page_at(
        browser, address, viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True
    ) as page:
        page.goto(f"/?q={PILOT}")
        page.goto(path)
        small = page.locator(
            "main :is(.act, .chip, button, .reference, .keys a, summary):visible"
        ).evaluate_all(
            """ones => ones.filter(one => one.textContent.trim()).map(one =>
                [one.textContent.trim(), one.getBoundingClientRect().height])"""
        )
    assert small
    assert [one for one in small if one[1] < 44] == []


@pytest.mark.parametrize("width", [375, 1280])
def test_a_cited_article_says_where_one_is_and_leads_to_the_words_and_back(browser, address, width):
    with page_at(
        browser, address, viewport={"width": width, "height": 500}, reduced_motion="reduce"
    ) as page:
        page.goto("/")
        ask(page, PILOT)
        page.locator("a.source").first.click()
        page.wait_for_url("**/articles/**")
        assert "answer=" not in page.url
        bar = page.locator(".bar")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert bar.bounding_box()["y"] == 0
        assert "Soyuz 1 · The flight of Soyuz 1" in bar.inner_text()
        page.get_by_role("link", name="Quoted words").focus()
        page.keyboard.press("Enter")
        expect(page.locator("mark:focus")).to_have_count(1)
        page.get_by_role("link", name="Back to the answer").click()
        page.wait_for_url("**/?c=*")
        assert page.locator("#log .asked").all_text_contents() == [PILOT]


def test_the_list_of_articles_is_narrowed_while_one_types(page):
    page.goto("/articles")
    page.locator("#search").press_sequentially("beregovoy")
    assert page.locator(".card:visible .entry").all_text_contents() == ["Soyuz 3"]
    assert "1 of " in page.locator("#counted").text_content()
    page.press("#search", "Enter")
    page.wait_for_url("**/articles?q=*")
    assert page.locator(".list mark").count() > 0


@pytest.mark.parametrize("size", [(1280, 800), (375, 812)])
def test_a_first_visit_has_the_box_in_focus_and_no_scrollbar_where_it_fits(browser, address, size):
    with page_at(browser, address, viewport={"width": size[0], "height": size[1]}) as page:
        page.goto("/")
        assert page.evaluate("document.activeElement.id") == "q"
        assert page.evaluate("scrollY") == 0
        if size[0] > 1000:
            assert page.evaluate("document.documentElement.scrollHeight") == size[1]

"""In Chromium: an operator signs in, uploads, looks, adds, asks and removes."""

import threading

import pytest

from tests.operator_toy import BLUE, PASSWORD, opened, operated
from tests.web_axe import AXE, INSTALL, violations
from tests.web_browser import chromium, page_at, server
from web.operating import desk

expect = pytest.importorskip("playwright.sync_api").expect

OPERATOR = {"http_credentials": {"username": "operator", "password": PASSWORD}}
PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
# On a machine that others share an index takes a while, however small it is.
PATIENCE = 30_000
FILE = {"name": "blue card.txt", "mimeType": "text/plain", "buffer": BLUE.encode()}
PAGE = b"<nav>Start</nav><h1>Orel</h1><h2>Its card</h2><p>The card of Orel came by air.</p>"
EVIL = {"name": "page.html", "mimeType": "text/html", "buffer": PAGE + b"<script>alert(1)</script>"}


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture
def address(tmp_path, monkeypatch):
    home = operated(tmp_path, monkeypatch)
    with server(home, opened(home), password=PASSWORD) as started:
        yield started


def test_without_the_password_nobody_comes_in(browser, address):
    with page_at(browser, address) as page:
        assert page.request.get("/admin").status == 401


@pytest.mark.parametrize("options", [{}, PHONE, {"java_script_enabled": False}])
def test_the_whole_way_of_an_article(browser, address, options):
    with page_at(browser, address, **OPERATOR, **options) as page:
        page.goto("/admin")
        page.get_by_label("Files to read").set_input_files([FILE])
        page.get_by_role("button", name="Read them").click()
        expect(page.locator("main")).to_contain_text(BLUE, timeout=PATIENCE)
        page.get_by_role("button", name="Add it").click()
        outcome = page.get_by_role("status").filter(has_text="is built and serves now")
        expect(outcome).to_contain_text("Added “blue card”", timeout=PATIENCE)
        page.goto("/?q=Where was the blue card printed?")
        expect(page.locator("article.turn .quote").first).to_contain_text(BLUE, timeout=PATIENCE)
        page.goto("/admin")
        page.get_by_text("Remove …").click()
        page.get_by_role("button", name="Remove it and its file").click()
        expect(outcome).to_contain_text("Removed “blue card”", timeout=PATIENCE)
        assert page.goto("/articles/blue-card").status == 404


def test_progress_is_shown_until_the_work_is_done(browser, address, monkeypatch):
    build, go_on = desk.build_index, threading.Event()

    def slow(*arguments, progress, **options):
        progress("sentences", 3, 10)
        go_on.wait(20)
        return build(*arguments, progress=progress, **options)

    monkeypatch.setattr(desk, "build_index", slow)
    with page_at(browser, address, **OPERATOR) as page:
        page.goto("/admin")
        page.get_by_role("button", name="Bring the index up to date").click()
        expect(page.locator("#work")).to_contain_text(
            "Reading the sentences: 3 of 10", timeout=PATIENCE
        )
        assert page.locator("progress").evaluate("one => one.value / one.max") == 0.3
        go_on.set()
        expect(page.locator(".outcome")).to_contain_text(
            "The index was up to date", timeout=PATIENCE
        )
        expect(page.locator("#work")).to_be_hidden()


def test_files_that_are_dropped_are_sent(browser, address):
    with page_at(browser, address, **OPERATOR) as page:
        page.goto("/admin")
        dropped = page.evaluate_handle(
            "text => { const all = new DataTransfer();"
            "all.items.add(new File([text], 'blue.txt')); return all; }",
            BLUE,
        )
        page.dispatch_event(".drop", "drop", {"dataTransfer": dropped})
        page.wait_for_url("**/admin/uploads/*")
        expect(page.locator("main")).to_contain_text(BLUE, timeout=PATIENCE)


def test_more_than_ten_files_are_not_even_sent(browser, address):
    with page_at(browser, address, **OPERATOR) as page:
        page.goto("/admin")
        files = [{**FILE, "name": f"{number}.txt"} for number in range(11)]
        page.get_by_label("Files to read").set_input_files(files)
        expect(page.locator("#chosen")).to_have_text("These are 11 files; choose ten at most.")
        page.get_by_role("button", name="Read them").click()
        assert page.url.endswith("/admin")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_operators_pages_have_no_violation_and_never_scroll_sideways(
    browser, address, scheme, width
):
    if not AXE.is_file():
        pytest.skip(f"axe-core is not installed ({INSTALL})")
    options = {**OPERATOR, "color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    with page_at(browser, address, bypass_csp=True, **options) as page:
        found, widths = [], []

        def look(where):
            for details in page.locator("details").all():
                details.evaluate("one => { one.open = true; }")
            found.extend(violations(page, where))
            widths.append(page.evaluate("document.documentElement.scrollWidth"))

        page.goto("/?q=Who printed the green cover?")
        page.goto("/admin")
        look("/admin")
        long = {**FILE, "name": f"{'long' * 15}.txt"}
        no = {**FILE, "name": "run.exe"}
        page.get_by_label("Files to read").set_input_files([FILE, long, EVIL, no])
        page.get_by_role("button", name="Read them").click()
        expect(page.locator("main")).to_contain_text(
            "run.exe: this kind of file is not read", timeout=PATIENCE
        )
        look("an upload")
        page.get_by_role("button", name="Add these 3").click()
        expect(page.locator(".outcome")).to_contain_text("is built", timeout=PATIENCE)
        look("what was added")
        assert (found, max(widths)) == ([], width)

"""In Chromium: narrow, enlarged, low and printed pages, and no motion for who wants none."""

import pytest

from tests.web_browser import chromium, page_at, server
from tests.web_toy import PILOT

PAGES = (
    "/",
    f"/?q={PILOT}",
    "/?q=hello",
    "/articles",
    "/articles?q=stamp",
    "/articles/soyuz-3",
    "/missions",
    "/missions/list",
    "/missions/soyuz-1",
    "/conversations",
    "/evals",
    "/nothing",
)


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with server(tmp_path_factory.mktemp("home")) as started:
        yield started


# 1280 pixels at 200 % and at 400 %
@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 256)])
def test_no_page_scrolls_sideways(browser, address, width, height):
    widths = {}
    with page_at(browser, address, viewport={"width": width, "height": height}) as page:
        for path in PAGES:
            page.goto(path)
            widths[path] = page.evaluate("document.documentElement.scrollWidth")
        page.goto(f"/?q={PILOT}")
        page.locator(".quote a.cite").click()
        box = page.locator("dialog").bounding_box()
    assert {path: found for path, found in widths.items() if found > width} == {}
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_question_box_leaves_room_to_read_in_a_low_window(browser, address):
    with page_at(browser, address, viewport={"width": 320, "height": 256}) as page:
        page.goto(f"/?q={PILOT}")
        assert page.locator(".dock").evaluate("one => getComputedStyle(one).position") == "static"


def test_the_first_answer_leaves_the_head_of_the_page_in_view(browser, address):
    with page_at(
        browser, address, viewport={"width": 375, "height": 812}, reduced_motion="reduce"
    ) as page:
        page.goto("/")
        page.fill("#q", PILOT)
        page.press("#q", "Enter")
        page.locator("article.turn").wait_for()
        page.locator(".send").wait_for()
        assert page.evaluate("scrollY") == 0
        assert page.get_by_role("link", name="New conversation").is_visible()


def test_a_printed_answer_is_the_words_and_where_they_stand(browser, address):
    with page_at(browser, address) as page:
        page.goto(f"/?q={PILOT}")
        page.emulate_media(media="print")
        shown = page.locator("main").inner_text()
    assert [line for line in shown.split("\n") if line][1:3] == [PILOT, "Vladimir Komarov"]
    assert "The pilot of Soyuz 1 was Vladimir Komarov." in shown
    assert "Copy" not in shown
    assert "New conversation" not in shown


@pytest.mark.parametrize(
    ("public", "printed"),
    [
        ("", '" "'),
        (
            "https://covers.example",
            '" https://covers.example/articles/soyuz-1?quote=d28ad228:0:42#p-d28ad228"',
        ),
    ],
)
def test_a_printed_quote_says_where_it_stands_only_where_others_reach_it(
    browser, tmp_path, public, printed
):
    with server(tmp_path, public_url=public) as address, page_at(browser, address) as page:
        page.goto("/")
        page.fill("#q", PILOT)
        page.press("#q", "Enter")
        page.locator(".source").wait_for()
        page.emulate_media(media="print")
        found = page.locator(".source").evaluate("one => getComputedStyle(one, '::after').content")
    assert found == printed


@pytest.mark.parametrize(("wish", "expected"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_pages_move_only_for_who_does_not_mind(browser, address, wish, expected):
    with page_at(browser, address, reduced_motion=wish) as page:
        page.goto("/")
        motion = page.evaluate("""() => [getComputedStyle(document.documentElement).scrollBehavior,
            document.getAnimations().length]""")
    assert motion == [expected, 0]

"""In Chromium: no violation of WCAG 2.2 AA, narrow pages, the checklist, and the album page."""

import pytest

from tests.covers_toy import built_in_assistant, catalogued, hostile_world
from tests.web_axe import AXE, INSTALL, violations
from tests.web_browser import chromium, page_at, server
from tests.web_payloads import PACKED

PAGES = (
    "/covers",
    "/covers?kind=maxicard&q=Soyuz",
    "/covers?kind=banana",
    "/covers/soyuz-tma-1-launch",
    "/covers/soyuz-tm-14-signed-austrian",
    "/covers/soyuz-tm-21-six-signatures",
    "/covers/mir-fragments",
    "/stamps",
    "/stamps/s-6777",
    "/postmarks",
    "/postmarks/gagarin-start",
    "/identify",
    "/identify?kind=launch+cover&colour=purple&stamp=s.+6817",
    "/missions",
    "/missions?programme=Soyuz",
    "/missions/soyuz-tma-10",
    "/articles/soyuz-tma-10",
)
COVER = "/covers/soyuz-tma-1-launch"


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with server(tmp_path_factory.mktemp("home"), built_in_assistant()) as started:
        yield started


@pytest.mark.skipif(not AXE.is_file(), reason=f"axe-core is not installed ({INSTALL})")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(browser, address, scheme):
    found = []
    with page_at(
        browser, address, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    ) as page:
        for path in PAGES:
            page.goto(path)
            for details in page.locator("details").all():
                details.evaluate("one => { one.open = true; }")
            found += violations(page, path)
    assert found == []


@pytest.mark.parametrize("width", [375, 320])
def test_no_page_scrolls_sideways(browser, address, width):
    widths = {}
    with page_at(browser, address, viewport={"width": width, "height": 700}) as page:
        for path in PAGES:
            page.goto(path)
            widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: found for path, found in widths.items() if found > width} == {}


def test_a_stamps_number_can_be_read_on_a_narrow_screen(browser, address):
    with page_at(browser, address, viewport={"width": 320, "height": 700}) as page:
        page.goto(COVER)
        number = page.locator(".plate text", has_text="s. 6634b")
        assert number.bounding_box()["height"] >= 9


def test_the_drawing_has_its_style_in_spite_of_the_policy(browser, address):
    with page_at(browser, address) as page:
        page.goto(COVER)
        ring = page.locator(".plate .ring.ink-blue")
        colours = ring.evaluate("one => [getComputedStyle(one).stroke, getComputedStyle(one).fill]")
    assert colours == ["rgb(31, 79, 178)", "none"]


def test_what_a_reader_has_is_kept_in_the_browser_and_ticked_in_the_grid(browser, address):
    with page_at(browser, address) as page:
        page.goto(COVER)
        assert not page.get_by_label("I have this").is_checked()
        page.get_by_label("I have this").check()
        page.reload()
        assert page.get_by_label("I have this").is_checked()
        page.goto("/covers?mission=Soyuz+TMA-1")
        assert page.locator(".owned").get_attribute("data-cover") == "soyuz-tma-1-launch"
        assert page.locator("#collected").inner_text() == (
            "You have 1 of these 2; the ticks are kept in this browser."
        )
        page.goto(COVER)
        page.get_by_label("I have this").uncheck()
        page.goto("/covers?mission=Soyuz+TMA-1")
        assert page.locator("#collected").is_hidden()


def test_without_script_there_is_no_box_and_everything_else(browser, address):
    with page_at(browser, address, java_script_enabled=False) as page:
        page.goto("/covers")
        page.locator("summary", has_text="Kind").click()
        page.get_by_role("link", name="maxicard", exact=True).click()
        page.get_by_role("link", name="The two maxicards of Soyuz 9").click()
        assert page.locator("h1").inner_text() == "The two maxicards of Soyuz 9"
        assert page.locator("#have").is_hidden()
        page.goto("/identify")
        page.select_option("select[name=colour]", "purple")
        page.get_by_role("button", name="Which cover is it?").click()
        assert "colour=purple" in page.url
        assert page.locator(".gallery li").count() > 1


def test_a_printed_cover_is_an_album_page(browser, address):
    with page_at(browser, address) as page:
        page.goto(COVER)
        page.emulate_media(media="print")
        assert page.locator(".plate svg").is_visible()
        assert page.locator(".things").first.is_visible()
        for hidden in (".masthead nav", ".near", ".asking", ".mine", ".neighbours"):
            assert not page.locator(hidden).first.is_visible()


def test_no_payload_in_a_catalogue_runs(browser, tmp_path):
    """`page_at` fails on a dialog, on a request to elsewhere and on what the policy had to stop."""
    for number, payload in enumerate(PACKED[::4]):
        catalogue, assistant = hostile_world(payload)
        home = tmp_path / str(number)
        home.mkdir()
        with (
            catalogued(catalogue),
            server(home, assistant) as address,
            page_at(browser, address) as page,
        ):
            for path in ("/covers", "/covers/hostile-0", "/postmarks/hostile-mark", "/stamps"):
                page.goto(path)
                assert page.locator("h1").is_visible()

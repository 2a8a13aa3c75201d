"""axe-core finds no violation of WCAG 2.2 AA on any page, light or dark, before or after asking."""

from dataclasses import replace

import pytest
from evals_toy import run_toy, toy_cases, without

from evals.report.page import page as report_page
from tests.web_axe import AXE, INSTALL, violations
from tests.web_browser import chromium, page_at, server
from tests.web_toy import PILOT

PAGES = (
    "/",
    f"/?q={PILOT}",
    "/?q=When was Soyuz 3 launched?",
    "/?q=hello",
    "/articles",
    "/articles?q=stamp",
    "/articles/soyuz-3",
    "/articles/soyuz-3?quote=gone:0:1",
    "/missions",
    "/missions/list",
    "/missions/soyuz-1",
    "/missions/soyuz-5",
    "/conversations",
    "/evals",
    "/nothing",
    f"/?q={'x' * 513}",
)

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason=f"axe-core is not installed ({INSTALL})")


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A page with every drawing, a change since the run before and a case that fails."""
    cases = toy_cases(tmp_path_factory.mktemp("facts"))
    before = replace(run_toy(cases), id=1)
    run = replace(run_toy(cases, without("Soyuz 1 was launched on 23 April 1967.")), id=2)
    return report_page(run, [before, run])


@pytest.fixture(params=["light", "dark"])
def page(request, browser, tmp_path, report):
    (tmp_path / "evals.html").write_text(report, encoding="utf-8")
    with (
        server(tmp_path) as address,
        page_at(
            browser, address, color_scheme=request.param, reduced_motion="reduce", bypass_csp=True
        ) as opened,
    ):
        yield opened


def test_no_page_has_a_violation(page):
    found = []
    for path in PAGES:
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true; }")
        found += violations(page, path)
    assert found == []


def test_a_streamed_conversation_has_no_violation(page):
    page.goto("/")
    found = []
    for number, question in enumerate((PILOT, "And when was it launched?", "hello")):
        page.fill("#q", question)
        page.press("#q", "Enter")
        page.locator("article.turn").nth(number).wait_for()
        page.locator(".send").wait_for()
        found += violations(page, question)
    page.get_by_role("button", name="No", exact=True).first.click()
    page.locator("#q").press_sequentially("When was Soyuz TM-3")
    page.keyboard.press("ArrowDown")
    assert found + violations(page, "completions") == []


def test_what_opens_from_an_answer_has_no_violation(page):
    page.goto(f"/?q={PILOT}")
    page.locator(".quote a.cite").first.click()
    page.locator("dialog[open]").wait_for()
    found = violations(page, "the copy menu")
    permalink = page.locator(".actions a[href^='/a/']:not(.cite)").get_attribute("href")
    for path in (
        permalink,
        f"{permalink}/cite",
        f"{permalink}/cite?as=ubb&quote=1",
        page.locator("a.source").first.get_attribute("href"),
    ):
        page.goto(path)
        found += violations(page, path)
    page.goto("/ask")
    page.get_by_role("button", name="Share").click()
    page.wait_for_url("**/shared/*")
    found += violations(page, "/shared")
    page.goto("/conversations")
    page.locator("summary").first.click()
    found += violations(page, "the menu of a conversation")
    page.get_by_role("button", name="Delete").click()
    assert found + violations(page, "a deleted conversation") == []

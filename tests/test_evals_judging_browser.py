"""In Chromium: judging by keys, by the keyboard alone and without script, and what axe finds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_evals_judging import judgeable

from evals.judging.app import create_app
from evals.judging.drafts import judgements
from tests.web_axe import AXE, INSTALL, violations
from tests.web_browser import chromium, listening, page_at

REPLIES = (
    judgeable(
        "t1",
        form="list",
        verdict="yes",
        note="A source errs.",
        items=[{"label": "Soyuz 1", "value": "Komarov"}],
        quotes=[
            {
                "article": "soyuz-1",
                "title": "Soyuz 1",
                "section": "The flight of Soyuz 1",
                "text": "The pilot of Soyuz 1 was Vladimir Komarov.",
                "highlight": [25, 41],
            }
        ],
    ),
    judgeable("t2", "Who forged it?", kind="abstention", text="The articles do not say."),
    judgeable("t3", "When did it land?", text="24 April 1967"),
)


@contextlib.contextmanager
def serving(drafts: Path) -> Iterator[str]:
    """The address of the page until the block ends."""
    with listening(create_app(lambda: REPLIES, drafts)) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    return tmp_path / "judged.toml"


@pytest.fixture
def page(browser: Any, drafts: Path) -> Iterator[Any]:
    with serving(drafts) as address, page_at(browser, address) as opened:
        yield opened


def test_one_key_judges_and_brings_the_next(page: Any, drafts: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="Judge the next").click()
    page.wait_for_url("**/answers/t1")
    page.wait_for_load_state()
    for key, following in (("r", "t2"), ("d", "t3")):
        page.keyboard.press(key)
        page.wait_for_url(f"**/answers/{following}")
        page.wait_for_load_state()
    page.keyboard.press("w")
    page.get_by_role("heading", name="Judge what was answered").wait_for()
    assert judgements(drafts) == {
        "answers/t1": "right",
        "answers/t2": "declined",
        "answers/t3": "wrong",
    }
    page.goto("/answers/t3")
    with page.expect_navigation():
        page.keyboard.press("u")
    page.get_by_text("judged").wait_for(state="detached")
    assert set(judgements(drafts)) == {"answers/t1", "answers/t2"}
    page.keyboard.press("p")
    page.get_by_role("heading", name="Who forged it?").wait_for()


def test_keys_can_be_turned_off_and_stay_so(page: Any, drafts: Path) -> None:
    page.goto("/answers/t1")
    page.get_by_label("One key judges").uncheck()
    page.keyboard.press("r")
    page.goto("/answers/t2")
    page.keyboard.press("r")
    page.keyboard.press("Control+r")
    assert page.get_by_label("One key judges").is_checked() is False
    assert judgements(drafts) == {}


def test_the_tab_key_reaches_every_verdict(page: Any, drafts: Path) -> None:
    page.goto("/answers/t1")
    page.get_by_role("link", name="Judging").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "half"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Who forged it?").wait_for()
    assert judgements(drafts) == {"answers/t1": "half"}


def test_it_works_without_script(browser: Any, drafts: Path) -> None:
    with (
        serving(drafts) as address,
        page_at(browser, address, java_script_enabled=False) as page,
    ):
        page.goto("/answers/t1")
        assert not page.get_by_label("One key judges").is_visible()
        page.get_by_role("button", name="Right").first.click()
        page.get_by_role("heading", name="Who forged it?").wait_for()
    assert judgements(drafts) == {"answers/t1": "right"}


@pytest.mark.skipif(not AXE.is_file(), reason=f"axe-core is not installed ({INSTALL})")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_violation(browser: Any, drafts: Path, scheme: str) -> None:
    options = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
    with serving(drafts) as address, page_at(browser, address, **options) as page:
        found = []
        for path in ("/", "/answers/t1", "/answers/t2", "/nothing"):
            page.goto(path)
            found += violations(page, path)
        page.goto("/answers/t1")
        page.keyboard.press("h")
        page.get_by_role("heading", name="Who forged it?").wait_for()
        page.goto("/answers/t1")
        assert found + violations(page, "judged") == []

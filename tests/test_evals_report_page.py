"""The report is one page that needs nothing else and can be read without seeing it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from evals_toy import run_toy, toy_cases, without

from evals.report.page import page, trend
from evals.report.readme import BEGIN, END, fill, tables
from evals.runs.batches import Batch
from evals.runs.figures import Figure
from evals.runs.history import Kept


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    cases = toy_cases(tmp_path_factory.mktemp("facts"))
    return replace(run_toy(cases, without("Soyuz 1 was launched on 23 April 1967.")), id=2)


@pytest.fixture(scope="module")
def html(run: Kept) -> str:
    return page(run, [replace(run, id=1), run])


class Ids(HTMLParser):
    """Collects ids, what refers to them, and anything that would be loaded or run."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.named: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.named += (given.get("aria-labelledby") or "").split()
        if tag in ("script", "link", "img", "iframe", "object") or "src" in given:
            self.loaded.append(tag)
        self.loaded += [name for name in given if name.startswith("on")]


def test_nothing_is_loaded_and_nothing_runs(html: str) -> None:
    found = Ids()
    found.feed(html)
    assert found.loaded == []
    assert "url(http" not in html
    assert "@import" not in html
    assert "<metadata" not in html


def test_every_id_is_given_once_and_every_name_is_there(html: str) -> None:
    found = Ids()
    found.feed(html)
    assert len(found.ids) == len(set(found.ids))
    assert set(found.named) <= set(found.ids)


def test_every_drawing_has_words_and_numbers(html: str) -> None:
    drawings = re.findall(r"<svg .*?</svg>", html, flags=re.DOTALL)
    assert len(drawings) == html.count("<summary>The numbers</summary>") == 9
    for drawing in drawings:
        assert re.match(
            r'<svg viewBox="[^"]+" role="img" aria-labelledby="\w+-title \w+-words">'
            r"<title id=[^>]+>[^<]+</title><desc id=[^>]+>[^<]+</desc>",
            drawing,
        )


def test_drawings_take_the_colours_of_the_page(html: str) -> None:
    assert "var(--accent)" in html
    assert "currentColor" in html
    assert "prefers-color-scheme: dark" in html
    assert not re.search(r"#0[1-9]0[1-9]0[1-9]", html)


def test_missions_with_something_wrong_have_bars_and_the_others_share_one(html: str) -> None:
    drawing = html[html.index('<desc id="mission-words">') :]
    assert drawing[: drawing.index("</desc>")].endswith(
        "by mission: Soyuz 1 67% of 3, 2 others 100% of 4."
    )


def test_a_run_of_some_cases_says_so(run: Kept, html: str) -> None:
    assert "The held half is half of the questions, set aside: nothing was tuned on them." in html
    part = replace(run, of=replace(run.of, selection={"split": "fit", "tag": ["Mir", "who"]}))
    html = page(part, [part])
    assert "Only some of the cases were asked: split fit, tag Mir, who." in html
    assert "the first run over these cases that is kept" in html
    assert "nothing was tuned" not in html


def test_the_steps_of_ranking_are_explained_in_sight(html: str) -> None:
    assert "<dt>terms</dt><dd>the words of sentences and passages (BM25)</dd>" in html


def test_a_failing_case_shows_its_quote_and_links_it(html: str, run: Kept) -> None:
    (failing,) = run.failing
    assert failing.id == "soyuz-1-launch"
    details = html[html.index("What still goes wrong: 1 of 8") :]
    quote = failing.reply["quotes"][0]
    assert quote["text"] in details
    assert f'href="{quote["url"]}"' in details


def test_the_headline_has_its_interval_and_change(html: str) -> None:
    assert re.search(r"<strong>\d+\.\d\u00a0%</strong>", html)
    assert "since run 1 of 2026-01-02" in html
    assert "unchanged" in html


def test_strangers_at_first_asking_come_first_and_the_projects_own_below(run: Kept) -> None:
    strange = tuple(
        replace(one, id=f"strangers-2-{one.id}", case={**one.case, "parts": ["strangers"]})
        for one in run.verdicts
    )
    figures = {"wanted@strangers": Figure(0.6, 0.4, 0.8, 8), **run.figures}
    mixed = replace(run, verdicts=(*run.verdicts, *strange), figures=figures)
    batch = Batch("strangers-2", "2026-12-01T10:00", "abc", "def", 0, Figure(0.4, 0.2, 0.6, 8), {})
    html = page(mixed, [mixed], batches=[batch])
    large = re.findall(r"<strong>(\d+\.\d)\u00a0%</strong>\s*<span>([^<]+)<br>", html)
    assert [(value, says.split(" ", 2)[2][:20]) for value, says in large] == [
        ("40.0", "questions that stran"),
        ("60.0", "strangers&#39; quest"),
        ("75.0", "facts that the proje"),
    ]
    assert "they were first asked, on 2026-12-01" in html
    assert '<desc id="batches-words">' in html
    assert "strangers-2 40% of 8." in html
    assert "All this is of strangers&#39; questions." in html
    assert "<h3>Strangers' questions</h3>" in html.replace("&#39;", "'")
    assert "strangers: known fact" in html


def test_where_it_went_wrong_is_drawn_by_form(html: str) -> None:
    drawing = html[html.index('<desc id="stage-words">') :]
    words = drawing[: drawing.index("</desc>")]
    assert words.endswith("The first stage that lost what was wanted: not retrieved 1.")


def test_markup_in_a_question_stays_text(run: Kept) -> None:
    first = run.failing[0]
    bad = replace(first, case={**first.case, "ask": "<script>alert(1)</script>?"})
    html = page(replace(run, verdicts=(bad,)), [run])
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_trend_stands_alone(run: Kept) -> None:
    svg = trend(run, [replace(run, id=1), run])
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--" not in svg


def test_the_axis_of_a_long_trend_has_four_commits_and_each_day_once(run: Kept) -> None:
    history = [
        replace(
            run,
            id=number,
            of=replace(
                run.of, commit=f"c{number:06}-dirty", date=f"2026-01-0{1 + number // 6}T10:00:00"
            ),
        )
        for number in range(10)
    ]
    svg = trend(history[-1], history)
    labels = re.findall(r">(c\d+|2026-01-\d+)</", svg)
    assert labels == ["c000000", "2026-01-01", "c000003", "c000006", "2026-01-02", "c000009"]


def test_a_trend_breaks_where_the_cases_change(run: Kept) -> None:
    other = {**run.of.settings, "cases": "others"}
    before = replace(run, id=1, of=replace(run.of, settings=other))
    assert count_lines(trend(run, [replace(before, id=0), before, run])) == 2
    assert count_lines(trend(run, [replace(run, id=0), replace(run, id=1), run])) == 1
    html = page(run, [before, run])
    assert "the first run over these cases that is kept" in html
    assert "over 2 runs of 2 sets of cases, one after the other." in html
    assert "Where the cases were changed the line breaks" in html


def count_lines(svg: str) -> int:
    """The lines that join points; matplotlib names every line, so they go by their colour."""
    return len(
        re.findall(
            r'<path d="[^"]*" clip-path="[^"]*" style="fill: none; stroke: #3d85c6; '
            r"stroke-width: 1.5",
            svg,
        )
    )


def test_many_missions_are_two_drawings_side_by_side(run: Kept) -> None:
    many = tuple(
        replace(
            one,
            id=f"{one.id}-{number}",
            passed=False,
            case={**one.case, "missions": [f"Mission {number}"]},
        )
        for number, one in enumerate(run.verdicts * 3)
    )
    html = page(replace(run, verdicts=many), [run])
    assert html.count('<figure class="wide">') == 1
    wide = html[html.index('<figure class="wide">') :]
    drawn = wide[: wide.index("</figure>")]
    assert drawn.count("<svg ") == 2
    assert drawn.count('<th scope="row">Mission ') == 21
    found = Ids()
    found.feed(html)
    assert len(found.ids) == len(set(found.ids))


def test_where_it_works_is_of_the_best_sentence_as_the_curve_is(run: Kept) -> None:
    """A reply that is wrong beside a right best sentence moves neither."""
    wrong = tuple(replace(one, passed=False, why="x") for one in run.verdicts)
    told = [
        re.search(r'<desc id="risk-words">([^<]*)', page(one, [one]))[1]
        for one in (run, replace(run, verdicts=wrong))
    ]
    assert (
        told[0]
        == told[1]
        == (
            "As it works now 88% of all questions are answered, and for 14% of these the best "
            "sentence is wrong; answering everything, for 25%."
        )
    )


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (
            0.75,
            "Yes, on the whole: it gives its best sentences 75% on average, and 75% of them are "
            "right.",
        ),
        (
            0.5,
            "It is more often right than it says: it gives its best sentences 50% on average, and "
            "75% of them are right.",
        ),
        (0.9, "It is less often right than it says: "),
    ],
)
def test_whether_it_is_as_right_as_it_says_is_said(run: Kept, said: float, verdict: str) -> None:
    verdicts = tuple(replace(one, supported=said) for one in run.verdicts)
    html = page(replace(run, verdicts=verdicts), [run])
    assert f"<figcaption>{verdict}" in html


def test_links_lead_into_the_app_wherever_the_page_lies(run: Kept, html: str) -> None:
    url = run.failing[0].reply["quotes"][0]["url"]
    assert '<a href="/">Ask Cachet a question</a>' in html
    away = page(run, [run], "https://covers.example.org/")
    assert '<a href="https://covers.example.org/">Ask Cachet a question</a>' in away
    assert f'href="https://covers.example.org{url}"' in away
    assert 'href="/' not in away


def test_the_same_run_gives_the_same_page(run: Kept, html: str) -> None:
    assert page(run, [replace(run, id=1), run]) == html


def test_the_readme_is_filled_between_its_markers(run: Kept, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter\n", encoding="utf-8")
    fill(path, tables(run))
    fill(path, tables(run))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# Before\n\n{BEGIN}\n\nIndex generation")
    assert text.endswith(f"\n{END}\n\nAfter\n")
    assert "| fused | " in text
    assert "| figure | held half | fit half | both halves |" in text
    assert "| … out of scope |  | 100.0% (2.5 to 100.0) of 1 | 100.0% (2.5 to 100.0) of 1 |" in text
    assert "old" not in text
    assert "answer time" not in text

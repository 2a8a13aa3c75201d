"""The timeline says what the record says, twice: as a picture and as a list."""

from datetime import date
from itertools import pairwise

import pytest

from corpus.article import article_from_blocks
from corpus.catalogue.queries import by_date
from corpus.record.missions import MissionRecord
from tests.covers_toy import built_in_assistant
from tests.toy import toy_assistant
from tests.web_toy import PAGE, Tags, plain, serving
from web.views.bars import BAR, LETTER, MIN_BAR, WIDTH
from web.views.cover_marks import MARK
from web.views.missions import articles_on
from web.views.pages import ASSETS
from web.views.timeline import charts


def _charts(told=frozenset({"Soyuz 1"})):
    return charts(MissionRecord.load().missions, told)


def test_every_mission_of_the_record_has_a_bar_and_a_row():
    names = [one.name for one in MissionRecord.load().missions]
    shown = _charts()
    assert sorted(bar.name for chart in shown for bar in chart.bars) == sorted(names)
    assert sorted(row.name for chart in shown for row in chart.rows) == sorted(names)


def test_bars_and_labels_of_a_row_do_not_touch_and_stay_inside():
    for chart in _charts():
        spans = {
            lane.y - BAR + 2: [(lane.left, lane.x)] for lane in chart.lanes if lane.anchor == "end"
        }
        for bar in chart.bars:
            letters = len(bar.label) * LETTER
            label = (
                (bar.label_x, bar.label_x + letters)
                if bar.anchor == "start"
                else (bar.label_x - letters, bar.label_x)
            )
            left, right = min(bar.x, label[0]), max(bar.x + bar.width, label[1])
            assert (left, right) == (bar.left, bar.right)
            assert left >= 0
            assert right <= WIDTH + MIN_BAR
            assert bar.y < chart.height
            spans.setdefault(bar.y, []).append((left, right))
        for row in spans.values():
            row.sort()
            assert all(before[1] <= after[0] for before, after in pairwise(row))


def test_stations_stand_beside_those_that_were_left():
    salyut = next(one for one in _charts() if one.heading == "The Salyut stations")
    names = {}
    for lane in salyut.lanes:
        names.setdefault(lane.y, []).append(lane.name)
    assert list(names.values()) == [
        ["Salyut 1", "Salyut 3", "Salyut 5", "Salyut 7"],
        ["Salyut 4", "Salyut 6"],
    ]


def test_no_chart_is_mostly_empty_years():
    for chart in _charts():
        years = sorted({int(row.launch[-4:]) for row in chart.rows})
        assert max((after - before for before, after in pairwise(years)), default=0) <= 4, (
            chart.heading
        )


def test_a_late_flight_without_a_station_stands_beside_the_station_of_its_time():
    mir = next(one for one in _charts() if one.heading == "Mir")
    assert [lane.name for lane in mir.lanes] == ["Mir", "No station"]
    bar = next(one for one in mir.bars if one.name == "STS-60")
    assert bar.about == (
        "STS-60: 3 to 11 February 1994. Charles Bolden, Kenneth "
        "Reightler, Jan Davis, Ronald Sega, Franklin Chang-Díaz, Sergei Krikalev"
    )


def test_a_bar_is_as_long_as_the_flight():
    chart = next(one for one in _charts() if one.heading == "Mir")
    bar = next(one for one in chart.bars if one.name == "Soyuz TM-2")
    mission = MissionRecord.load().get("Soyuz TM-2")
    days = (mission.landing.date() - mission.launch.date()).days
    years = date(chart.ticks[-1].year + 1, 1, 1) - date(chart.ticks[0].year, 1, 1)
    assert bar.width == pytest.approx(days / years.days * WIDTH, abs=0.2)


def test_the_picture_marks_what_the_articles_tell_of_and_leads_to_the_list(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions").text
    assert '<a href="/missions/soyuz-1" class="told lost"><title>' in page
    assert '<a href="/missions/soyuz-5"><title>' in page
    assert 'href="/missions/list"' in page
    assert "<table>" not in page


def test_the_list_says_what_the_picture_shows_and_leads_back(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions/list").text
    assert '<tr class="told"><th scope="row"><a href="/missions/soyuz-1">Soyuz 1</a></th>' in page
    assert '<tr><th scope="row"><a href="/missions/soyuz-5">Soyuz 5</a></th>' in page
    assert 'href="/missions">The same as a picture' in page
    assert "<svg" not in page


def test_early_flights_have_their_whole_names():
    early = _charts()[0]
    assert {"Soyuz 1", "Soyuz 9", "Vostok 1"} <= {bar.label for bar in early.bars}
    salyut = next(one for one in _charts() if one.heading == "The Salyut stations")
    assert {"10", "11", "T-5"} <= {bar.label for bar in salyut.bars}


def test_every_cover_with_a_day_is_marked_once_below_the_bars_of_its_era():
    catalogue = built_in_assistant().catalogue
    shown = charts(MissionRecord.load().missions, frozenset(), catalogue.covers)
    marks = [mark.href for chart in shown for mark in chart.covers.marks]
    dated = [f"/covers/{one.id}" for one in by_date(catalogue.covers)]
    assert sorted(marks) == sorted(dated)
    assert len(marks) > 40
    for chart in shown:
        assert min(mark.y for mark in chart.covers.marks) > max(bar.y for bar in chart.bars)
        assert max(mark.y for mark in chart.covers.marks) + MARK < chart.height
        rows = {}
        for mark in chart.covers.marks:
            rows.setdefault(mark.y, []).append(mark.x)
        assert all(
            after - before >= MARK
            for row in rows.values()
            for before, after in pairwise(sorted(row))
        )
    (early,) = [one for one in shown[0].covers.marks if one.href.endswith("soyuz-1-memorial")]
    assert early.about == "Memorial cover of Soyuz 1 for Vladimir Komarov, 24 April 1967"


def test_a_chart_without_covers_has_no_strip():
    assert [chart.covers for chart in _charts()] == [None] * 4


def test_one_programme_is_shown_alone_as_picture_and_as_list(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions?programme=vostok").text
        listed = client.get("/missions/list?programme=Vostok").text
        apollo = client.get("/missions?programme=Apollo").text
    assert "/missions/vostok-6" in Tags(page).links()
    assert "/missions/soyuz-1" not in Tags(page).links()
    assert "/missions/list?programme=Vostok" in Tags(page).links()
    assert '<a href="/missions?programme=Vostok" aria-current="true">Vostok&nbsp;6</a>' in page
    assert "6 missions, 1961 to 1963" in listed
    assert "1 mission, 1975; the articles tell of 0." in apollo
    assert "/missions?programme=Vostok" in Tags(listed).links()


def test_an_unknown_programme_is_said_and_all_are_shown(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions?programme=<b>Gemini</b>").text
    assert "The record has no programme “&lt;b&gt;Gemini&lt;/b&gt;”." in page
    assert "/missions/soyuz-1" in Tags(page).links()


@pytest.mark.parametrize("path", ["/missions", "/missions/list"])
def test_both_say_where_the_record_ends(tmp_path, path):
    with serving(tmp_path) as client:
        page = client.get(path).text
    assert (
        "The record ends with Soyuz MS-24, launched on 15 September 2023; of Shuttle and Apollo "
        "it has some flights only."
    ) in page


def test_the_picture_is_links_in_order_and_can_be_skipped(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions").text
    assert 'tabindex="-1" class' not in page
    assert page.count('<svg viewBox="0 0 1000') == page.count('role="group"') == 4
    for number in range(1, 5):
        assert f'<a class="skip" href="#after-{number}">Skip this picture</a>' in page
        assert f'id="after-{number}"' in page


@pytest.mark.parametrize("path", ["/missions", "/missions/list"])
def test_neither_is_heavy(tmp_path, path):
    """Unpacked, with its style in it and the one picture that it loads; 177 missions."""
    with serving(tmp_path) as client:
        page = client.get(path)
        loaded = [attrs["src"] for _, attrs in Tags(page.text).found if "src" in attrs]
        assert loaded == [ASSETS["icon.svg"].url]
        assert len(page.content) + len(ASSETS["icon.svg"].content) <= 60_000


def test_a_flight_is_dated_without_saying_anything_twice():
    about = {bar.name: bar.about.partition(". ")[0] for chart in _charts() for bar in chart.bars}
    assert about["Vostok 1"] == "Vostok 1: 12 April 1961"
    assert about["Vostok 2"] == "Vostok 2: 6 to 7 August 1961"
    assert about["Soyuz TM-2"] == "Soyuz TM-2: 5 February to 30 July 1987"
    assert about["Soyuz TM-4"] == "Soyuz TM-4: 21 December 1987 to 17 June 1988"


def test_a_mission_opens_what_the_articles_have_on_it(tmp_path):
    with serving(tmp_path) as client:
        page = Tags(client.get("/missions/soyuz-tm-32").text)
    assert "Talgat Musabayev, Yuri Baturin, Dennis Tito" in page.words
    assert "/articles/soyuz-tm-32#the-launch-cover-of-soyuz-tm-32" in page.links()
    assert {"/missions/soyuz-tm-31", "/missions/soyuz-tm-33"} <= set(page.links())


def test_a_station_crew_is_no_name_of_the_ship(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions/soyuz-tma-1").text
    assert "<dt>Station crew</dt><dd>Expedition 6</dd>" in page
    assert "<dt>Also called</dt><dd>Taxi-4, Mission-5S, EP-4, Odissea</dd>" in page


def test_a_missions_own_article_stands_before_those_that_only_name_it(tmp_path):
    def flown(slug, missions, sentences):
        return article_from_blocks(
            slug=slug,
            title=slug,
            missions=missions,
            blocks=[
                block
                for number in range(sentences)
                for block in (("heading", f"Part {number}"), ("paragraph", "Soyuz 9 flew."))
            ],
        )

    articles = [
        flown("names", [], 4),
        flown("several", ["Soyuz 8", "Soyuz 9"], 3),
        flown("own", ["Soyuz 9"], 1),
        flown("names-more", ["Soyuz 8"], 5),
    ]
    found = articles_on("Soyuz 9", toy_assistant(articles, ()).index)
    assert [one.title for one in found] == ["own", "several", "names-more", "names"]


def test_a_mission_can_be_asked_about_before_what_is_told_of_it(tmp_path):
    with serving(tmp_path) as client:
        page = plain(client.get("/missions/soyuz-1").text)
    assert page.index("Who flew on Soyuz 1?") < page.index('href="/articles/soyuz-1"')


def test_a_mission_that_no_article_tells_of_says_so(tmp_path):
    with serving(tmp_path) as client:
        assert "The articles don’t cover this mission." in client.get("/missions/soyuz-5").text


def test_an_unknown_mission_is_said_in_words(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/missions/soyuz-99", headers=PAGE)
    assert response.status_code == 404
    assert "The record has no mission of this name." in response.text

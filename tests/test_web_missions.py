"""The timeline says what the record says, twice: as a picture and as a list."""

from datetime import date
from itertools import pairwise

import pytest

from corpus.article import article_from_blocks
from corpus.record.missions import MissionRecord
from tests.toy import toy_assistant
from tests.web_toy import PAGE, Tags, serving
from web.views.bars import BAR, LETTER, MIN_BAR, WIDTH
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
    assert '<a href="/missions/soyuz-1" tabindex="-1" class="told lost"><title>' in page
    assert '<a href="/missions/soyuz-5" tabindex="-1"><title>' in page
    assert 'href="/missions/list"' in page
    assert "<table>" not in page


def test_the_list_says_what_the_picture_shows_and_leads_back(tmp_path):
    with serving(tmp_path) as client:
        page = client.get("/missions/list").text
    assert '<tr class="told"><th scope="row"><a href="/missions/soyuz-1">Soyuz 1</a></th>' in page
    assert '<tr><th scope="row"><a href="/missions/soyuz-5">Soyuz 5</a></th>' in page
    assert 'href="/missions">The same as a picture' in page
    assert "<svg" not in page


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
        page = client.get("/missions/soyuz-1").text
    assert page.index("Who flew on Soyuz 1?") < page.index('href="/articles/soyuz-1"')


def test_a_mission_that_no_article_tells_of_says_so(tmp_path):
    with serving(tmp_path) as client:
        assert "The articles do not tell of this mission." in client.get("/missions/soyuz-5").text


def test_an_unknown_mission_is_said_in_words(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/missions/soyuz-99", headers=PAGE)
    assert response.status_code == 404
    assert "The record has no mission of this name." in response.text

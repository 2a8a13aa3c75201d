import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from corpus.record.missions import MissionError, MissionRecord

RECORD = MissionRecord.load()

SMALL = """
given_names = [["Georgi", "Georgy"]]

[[mission]]
name = "Soyuz 3"
launch = 1968-10-26T08:34:18Z
landing = 1968-10-30
crew_up = ["Georgi Beregovoi"]
station = "Mir"

[[person]]
name = "Georgi Beregovoi"
spellings = ["Beregovoy"]
"""


def found(text):
    return [(one.text, *one.missions) for one in RECORD.find(text)]


def people(text):
    return [(one.text, *one.names) for one in RECORD.find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bare number after "Soyuz" is the old series, not TMA
        ("this Soyuz 13 launch cover", [("Soyuz 13", "Soyuz 13")]),
        ("the Soyuz TMA-13 mission patch", [("Soyuz TMA-13", "Soyuz TMA-13")]),
        # the letters of one type are inside another's
        ("TMA-3 undocked", [("TMA-3", "Soyuz TMA-3")]),
        ("TM-3 undocked", [("TM-3", "Soyuz TM-3")]),
        ("ATM-3 and STM-3", []),
        # a generation of the same number
        (
            "TMA-1, TMA-01M and TMA-1M",
            [("TMA-1", "Soyuz TMA-1"), ("TMA-01M", "Soyuz TMA-01M"), ("TMA-1M", "Soyuz TMA-01M")],
        ),
        # every way to join letters and number
        (
            "TMA-9 TMA 9 TMA9 tma9",
            [(one, "Soyuz TMA-9") for one in ("TMA-9", "TMA 9", "TMA9", "tma9")],
        ),
        (
            "Soyuz TM 32, Soyuz-TM-32, SOYUZ TM32",
            [(one, "Soyuz TM-32") for one in ("Soyuz TM 32", "Soyuz-TM-32", "SOYUZ TM32")],
        ),
        # an en dash, a hyphen that does not break, a line's end, a space that does not break
        ("Soyuz TMA\u201310", [("Soyuz TMA\u201310", "Soyuz TMA-10")]),
        ("Soyuz TMA\u201110", [("Soyuz TMA\u201110", "Soyuz TMA-10")]),
        ("the Soyuz\nTM-3 crew", [("Soyuz\nTM-3", "Soyuz TM-3")]),
        ("Soyuz\u00a0 TM-3", [("Soyuz\u00a0 TM-3", "Soyuz TM-3")]),
        # a new paragraph or a dash between spaces ends the name
        ("the story of Soyuz\n\n7 July", []),
        ("Soyuz - 4 covers", []),
        # a type or a programme alone is no mission
        ("the Soyuz TM and Soyuz TMA craft of the Soyuz programme", []),
        # no such flight, or one that the record does not have
        ("Soyuz TMA-99, Soyuz 41, STS-95, Expedition 2, TMA-15X", []),
        # a year, a decimal, a quantity
        ("Soyuz 1969, Soyuz 4.5, Soyuz 4,500", []),
        ("numbers 4, 11 and 13", []),
        # a rocket, a cargo craft, a miniature sheet, a countdown
        ("Soyuz-FG, Soyuz 7K, Progress MS-10, Progress-33, MS 12, T-10 seconds", []),
        ("a Soyuz 3 days later, a Soyuz 4 kopek stamp", []),
        # but beside the name they are missions
        ("MS-12 and T-15", [("MS-12", "Soyuz MS-12"), ("T-15", "Soyuz T-15")]),
        # the launch before, whose name begins like another's
        (
            "Soyuz T-10-1, T-10 and Soyuz 18a, Soyuz 18",
            [
                ("Soyuz T-10-1", "Soyuz T-10-1"),
                ("T-10", "Soyuz T-10"),
                ("Soyuz 18a", "Soyuz 18a"),
                ("Soyuz 18", "Soyuz 18"),
            ],
        ),
        # an emblem that turns type and number round
        ('the "Soyuz 8 TMA" emblem', [("Soyuz 8 TMA", "Soyuz TMA-8")]),
        # joined by "and", by a list, by a slash with and without spaces
        ("Soyuz 4 and 5 were", [("Soyuz 4 and 5", "Soyuz 4", "Soyuz 5")]),
        ("SOYUZ 6, 7 and 8 -", [("SOYUZ 6, 7 and 8", "Soyuz 6", "Soyuz 7", "Soyuz 8")]),
        ("Soyuz 6,7,8", [("Soyuz 6,7,8", "Soyuz 6", "Soyuz 7", "Soyuz 8")]),
        (
            "a Soyuz 4/5 sheet, Soyuz 4 / 5",
            [("Soyuz 4/5", "Soyuz 4", "Soyuz 5"), ("Soyuz 4 / 5", "Soyuz 4", "Soyuz 5")],
        ),
        ("from Soyuz TM-20/21 that", [("Soyuz TM-20/21", "Soyuz TM-20", "Soyuz TM-21")]),
        ("STS-79 and STS-86", [("STS-79", "STS-79"), ("STS-86", "STS-86")]),
        ("Expeditions 7 and 8", [("Expeditions 7 and 8", "Soyuz TMA-2", "Soyuz TMA-3")]),
        # a hyphen between numbers is a range
        ("Soyuz 6-8", [("Soyuz 6-8", "Soyuz 6", "Soyuz 7", "Soyuz 8")]),
        # but not backwards, and not to a year
        ("Soyuz 9-4, Soyuz 9-1970", [("Soyuz 9", "Soyuz 9"), ("Soyuz 9", "Soyuz 9")]),
        # the number behind is a date's, another thing's, or has a comma only
        ("Soyuz 4 and 5 January", [("Soyuz 4", "Soyuz 4")]),
        ("Soyuz 11/6/1971", [("Soyuz 11", "Soyuz 11")]),
        ("TMA-9 and 12 humans", [("TMA-9", "Soyuz TMA-9")]),
        ("on Soyuz 6, 7 postcards flew", [("Soyuz 6", "Soyuz 6")]),
        ("TM-8 / 5 September 1989", [("TM-8", "Soyuz TM-8")]),
        # other names of one mission, joined by slashes
        (
            "Taxi-4/ Mission-5S/Soyuz TMA-1",
            [(one, "Soyuz TMA-1") for one in ("Taxi-4", "Mission-5S", "Soyuz TMA-1")],
        ),
        ("Soyuz TM-7 / EO-4", [("Soyuz TM-7", "Soyuz TM-7"), ("EO-4", "Soyuz TM-7")]),
        ("ISS EP-1, EP-2", [("ISS EP-1", "Soyuz TM-32"), ("EP-2", "Soyuz TM-33")]),
        # a mission number needs its letter
        ("Mission 5, Mission-5S", [("Mission-5S", "Soyuz TMA-1")]),
        # an expedition that went up by Shuttle is named by the craft that it came down on
        ("Expedition-6", [("Expedition-6", "Soyuz TMA-1")]),
        # an expedition that two craft carried
        ("Expedition 20", [("Expedition 20", "Soyuz TMA-14", "Soyuz TMA-15")]),
        ("EO-18", [("EO-18", "Soyuz TM-21", "STS-71")]),
        # a number in words, but no count of people
        ("Expedition Six", [("Expedition Six", "Soyuz TMA-1")]),
        ("on this expedition seven women flew", []),
        # one expedition's number begins like another's
        (
            "Expedition 1, Expedition 13",
            [("Expedition 1", "Soyuz TM-31"), ("Expedition 13", "Soyuz TMA-8")],
        ),
        # a joint flight is two missions
        ("the Apollo-Soyuz flight", [("Apollo-Soyuz", "Soyuz 19", "ASTP Apollo")]),
        (
            "the Apollo-Soyuz Test Project",
            [("Apollo-Soyuz Test Project", "Soyuz 19", "ASTP Apollo")],
        ),
        # a mission's own name with and without its accents
        (
            "This Andromède mission, andromede",
            [("Andromède", "Soyuz TM-33"), ("andromede", "Soyuz TM-33")],
        ),
        # a name that is a word too counts beside "mission" only
        (
            'part of the DELTA mission, the "Odyssey" mission',
            [("DELTA", "Soyuz TMA-4"), ("Odyssey", "Soyuz TMA-1")],
        ),
        ("under the mission name Cervantes", [("Cervantes", "Soyuz TMA-3")]),
        ("the Volga delta, a space odyssey, a Delta rocket", []),
        ("", []),
    ],
)
def test_finds_missions_exactly(text, expected):
    assert found(text) == expected


def test_mentions_are_slices_of_the_text():
    text = "The crew \u2013 Chrétien\u2019s \u2013 of Soyuz\u00a0TM\u20137 and Soyuz 4/5"
    assert [text[one.start : one.end] for one in RECORD.find(text)] == [
        "Soyuz\u00a0TM\u20137",
        "Soyuz 4/5",
    ]
    assert [text[one.start : one.end] for one in RECORD.find_people(text)] == ["Chrétien"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one person, many spellings
        (
            "Laveykin, Aleksander Laveikin",
            [("Laveykin", "Aleksandr Laveykin"), ("Aleksander Laveikin", "Aleksandr Laveykin")],
        ),
        ("Sergey Krikalyov", [("Sergey Krikalyov", "Sergei Krikalev")]),
        ("Sergei Zaletin", [("Sergei Zaletin", "Sergei Zalyotin")]),
        ("Victor Savinyh", [("Victor Savinyh", "Viktor Savinykh")]),
        (
            "Frank DeWinne and De Winne",
            [("Frank DeWinne", "Frank De Winne"), ("De Winne", "Frank De Winne")],
        ),
        (
            "Michael Lopez Alegria, López-Alegría",
            [
                ("Michael Lopez Alegria", "Michael López-Alegría"),
                ("López-Alegría", "Michael López-Alegría"),
            ],
        ),
        (
            "Bill Shepherd, Mike Foale, Ed Lu",
            [
                ("Bill Shepherd", "William Shepherd"),
                ("Mike Foale", "Michael Foale"),
                ("Ed Lu", "Edward Lu"),
            ],
        ),
        # a family name before or behind
        (
            "So Yeon Yi, Yi So-yeon, Soyeon Yi",
            [(one, "Yi So-yeon") for one in ("So Yeon Yi", "Yi So-yeon", "Soyeon Yi")],
        ),
        # a married name
        ("Claudie André-Deshays", [("Claudie André-Deshays", "Claudie Haigneré")]),
        # a first name that the articles get wrong
        ("ESA astronaut Robert Vittori", [("Robert Vittori", "Roberto Vittori")]),
        ("V. Titov", [("V. Titov", "Vladimir Titov")]),
        ("Gagarin's flight", [("Gagarin", "Yuri Gagarin")]),
        ("Loral O\u2019Hara", [("Loral O\u2019Hara", "Loral O'Hara")]),
        # a surname that several have
        ("Romanenko", [("Romanenko", "Yuri Romanenko", "Roman Romanenko")]),
        ("Haigneré", [("Haigneré", "Jean-Pierre Haigneré", "Claudie Haigneré")]),
        ("Solovyev", [("Solovyev", "Vladimir Solovyov", "Anatoly Solovyov")]),
        # two men of one name, kept apart by their countries
        (
            "Aleksander Aleksandrov",
            [
                (
                    "Aleksander Aleksandrov",
                    "Aleksandr Aleksandrov (Soviet Union)",
                    "Aleksandr Aleksandrov (Bulgaria)",
                )
            ],
        ),
        (
            "Aleksander Aleksandrov (Interkosmos - Bulgaria)",
            [
                (
                    "Aleksander Aleksandrov (Interkosmos - Bulgaria)",
                    "Aleksandr Aleksandrov (Bulgaria)",
                )
            ],
        ),
        # two given names, one of them in brackets
        ("Donald (Don) Pettit", [("Donald (Don) Pettit", "Donald Pettit")]),
        ("William (Bill) Shepherd", [("William (Bill) Shepherd", "William Shepherd")]),
        # one surname inside another
        (
            "Popovich, Popov, Sharman, Sharma",
            [
                ("Popovich", "Pavel Popovich"),
                ("Popov", "Leonid Popov"),
                ("Sharman", "Helen Sharman"),
                ("Sharma", "Rakesh Sharma"),
            ],
        ),
        # a surname that is a word or a first name
        ("a brand new wolf, Thomas Mattingly, a Ford", []),
        (
            "Thomas Stafford and David Wolf",
            [("Thomas Stafford", "Thomas Stafford"), ("David Wolf", "David Wolf")],
        ),
        # somebody else's father, and a launch pad
        ("the son of astronaut Owen Garriott at Gagarin's Start", []),
        # names do not run over a comma
        ("Tito, Yuri, Baturin", [("Tito", "Dennis Tito"), ("Baturin", "Yuri Baturin")]),
        # a question typed without capitals, and a text that has them
        ("when did tito fly", [("tito", "Dennis Tito")]),
        ("The word tito", []),
        ("dennis tito", [("dennis tito", "Dennis Tito")]),
        ("", []),
    ],
)
def test_finds_people_in_every_spelling(text, expected):
    assert people(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tma1", "Soyuz TMA-1"),
        ("Soyuz TM 32", "Soyuz TM-32"),
        ("STS71", "STS-71"),
        ("soyuz-4", "Soyuz 4"),
        ("Taxi 1", "Soyuz TM-32"),
        ("mission 2s", "Soyuz TM-32"),
        ("ISS EP-1", "Soyuz TM-32"),
        ("ms1", "Soyuz MS-01"),
        ("DELTA mission", "Soyuz TMA-4"),
        ("Expedition 6", "Soyuz TMA-1"),
        # shared, unknown, incomplete
        ("Expedition 20", None),
        ("ASTP", None),
        ("Soyuz 99", None),
        ("Soyuz", None),
        ("", None),
    ],
)
def test_gets_a_mission_by_any_of_its_names(name, expected):
    mission = RECORD.get(name)
    assert (mission and mission.name) == expected


def test_a_shared_name_gives_all_its_missions():
    assert [one.name for one in RECORD.named("astp")] == ["Soyuz 19", "ASTP Apollo"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Vostok 1", None, "Vostok 2"),
        # Soyuz 2 had no crew
        ("Soyuz 1", None, "Soyuz 3"),
        # another type in between
        ("Soyuz 36", "Soyuz 35", "Soyuz T-2"),
        ("Soyuz TM-34", "Soyuz TM-33", "Soyuz TMA-1"),
        # the Shuttle flights in between are another programme's
        ("Soyuz TM-21", "Soyuz TM-20", "Soyuz TM-22"),
        ("STS-63", "STS-60", "STS-71"),
        # launched without a crew, landed with one
        ("Soyuz 33", "Soyuz 32", "Soyuz 34"),
        ("Soyuz MS-24", "Soyuz MS-23", None),
    ],
)
def test_knows_the_flight_before_and_after(name, before, after):
    mission = RECORD.get(name)
    neighbours = [RECORD.previous(mission), RECORD.next(mission)]
    assert [one and one.name for one in neighbours] == [before, after]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dennis Tito", ["Soyuz TM-31", "Soyuz TM-32"]),
        ("Roman Romanenko", ["Soyuz TMA-15", "Soyuz TMA-07M"]),
        ("Aleksandr Aleksandrov (Bulgaria)", ["Soyuz TM-4", "Soyuz TM-5"]),
        ("Aleksandr Aleksandrov (Soviet Union)", ["Soyuz T-9", "Soyuz TM-3"]),
        # a surname alone, when one person has it
        ("Tereshkova", ["Vostok 6"]),
        ("Romanenko", []),
        ("Lance Bass", []),
    ],
)
def test_knows_who_flew_what(name, expected):
    assert [one.name for one in RECORD.flown_by(name)] == expected


def test_people_carry_nation_and_the_phrases_that_mean_them():
    tito = RECORD.person("tito")
    assert (tito.name, tito.nation) == ("Dennis Tito", "United States")
    assert "first space tourist" in tito.known_as
    assert RECORD.person("Krikalyov").nation is None
    assert (tito.woman, RECORD.person("Sharman").woman) == (False, True)
    assert RECORD.person("Aleksandr Aleksandrov") is None


def test_times_are_utc_with_the_precision_that_is_known():
    soyuz_10, soyuz_34 = RECORD.get("Soyuz 10"), RECORD.get("Soyuz 34")
    assert soyuz_10.launch.isoformat() == "1971-04-22T23:54:06+00:00"
    assert soyuz_10.launch_local == date(1971, 4, 23)
    assert not isinstance(soyuz_34.launch, datetime)


def test_the_times_of_soyuz_11_and_sts_84_are_not_those_of_moscow_or_an_hour_late():
    soyuz_11, sts_84 = RECORD.get("Soyuz 11"), RECORD.get("STS-84")
    assert soyuz_11.launch.isoformat() == "1971-06-06T04:55:09+00:00"
    assert soyuz_11.landing.isoformat() == "1971-06-29T23:16:52+00:00"
    assert soyuz_11.landing_local == date(1971, 6, 30)
    assert sts_84.launch.isoformat() == "1997-05-15T08:07:48+00:00"
    assert RECORD.get("Soyuz TMA-18M").landing.isoformat() == "2016-03-02T04:26:00+00:00"


@pytest.mark.parametrize("event", ["launch", "landing"])
def test_a_local_date_is_given_where_it_is_another_and_nowhere_else(event):
    """The postmarks of Baikonur and of Florida have the date there."""
    wrong = []
    for mission in RECORD.missions:
        moment, given = getattr(mission, event), getattr(mission, f"{event}_local")
        american = mission.programme in ("Shuttle", "Apollo")
        zone = ZoneInfo("America/New_York" if american else "Europe/Moscow")
        if isinstance(moment, datetime):
            local = moment.astimezone(zone).date()
            if given != (local if local != moment.date() else None):
                wrong.append((mission.name, moment, given))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "station"),
    [
        ("Soyuz 20", "Salyut 4"),
        ("Soyuz T-1", "Salyut 6"),
        ("Soyuz TM-1", "Mir"),
        ("Soyuz MS-14", "ISS"),
    ],
)
def test_flights_without_a_crew_are_in_the_record(name, station):
    mission = RECORD.get(name)
    assert (mission.crew_up, mission.crew_down, mission.docked_with) == ((), (), (station,))


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Beregovoi", "Georgi Beregovoy"),
        ("Krikalyov", "Sergei Krikalev"),
        ("Anatoli Soloviyov", "Anatoly Solovyov"),
        ("Claudie André-Deshays", "Claudie Haigneré"),
        ("Claudie Andre-Deshays", "Claudie Haigneré"),
    ],
)
def test_other_spellings_lead_to_the_one_name(spelling, name):
    assert RECORD.person(spelling).name == name


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        # what the table it was compiled from gets wrong
        ("STS-76", 6, 5),
        ("Soyuz TMA-16M", 3, 3),
        ("Soyuz TMA-18M", 3, 3),
        ("Soyuz MS-12", 3, 3),
        ("Soyuz MS-13", 3, 3),
        ("Soyuz MS-18", 3, 3),
        ("Soyuz 32", 2, 0),
        ("Soyuz 34", 0, 2),
        ("Soyuz 2", 0, 0),
        ("Soyuz MS-23", 0, 3),
    ],
)
def test_crews_are_whole(name, up, down):
    mission = RECORD.get(name)
    assert (len(mission.crew_up), len(mission.crew_down)) == (up, down)


def test_everybody_who_went_up_to_mir_and_salyut_came_down_once():
    """Before the ISS nobody changed to a craft that the record does not have."""
    flights = [one for one in RECORD.missions if one.launch.year < 2000]
    up = sorted(name for one in flights for name in one.crew_up)
    down = sorted(name for one in flights for name in one.crew_down)
    assert up == down


@pytest.mark.parametrize(
    ("change", "where", "problem"),
    [
        (("station", "statoin"), '[[mission]] "Soyuz 3"', 'unknown key "statoin"'),
        (("spellings", "spelings"), '[[person]] "Georgi Beregovoi"', 'unknown key "spelings"'),
        (("given_names", "given"), "the file", 'unknown key "given"'),
        (('name = "Soyuz 3"\n', ""), "[[mission]] number 1", '"name" is missing'),
        (("launch = 1968-10-26T08:34:18Z\n", ""), '[[mission]] "Soyuz 3"', '"launch" is missing'),
        (('crew_up = ["Georgi Beregovoi"]\n', ""), '[[mission]] "Soyuz 3"', '"crew_up" is missing'),
        (('["Georgi Beregovoi"]', '["Tito"]'), '[[mission]] "Soyuz 3"', '"Tito"; add one'),
        (("08:34:18Z", "08:34:18"), '[[mission]] "Soyuz 3"', '"launch" must be in UTC'),
        (("1968-10-30", "1968-10-20"), '[[mission]] "Soyuz 3"', "lands before its launch"),
        (('station = "Mir"', 'note = "It docked."'), '[[mission]] "Soyuz 3"', "name Soyuz 3 in it"),
        (('station = "Mir"', 'outcome = "failed"'), '[[mission]] "Soyuz 3"', "must be one of"),
        (('station = "Mir"', 'docked_with = ["Mir"]'), '[[mission]] "Soyuz 3"', 'named "Mir"'),
        (('station = "Mir"', "launch_local = 1968-10-28"), '[[mission]] "Soyuz 3"', "one day off"),
        (('["Beregovoy"]', '"Beregovoy"'), '[[person]] "Georgi Beregovoi"', "list of texts"),
        (("launch =", "launch"), "the file", "cannot be read"),
    ],
)
def test_a_mistake_in_the_file_is_reported_with_its_place(tmp_path, change, where, problem):
    path = tmp_path / "missions.toml"
    path.write_text(SMALL.replace(*change), encoding="utf-8")
    with pytest.raises(MissionError, match=re.escape(problem)) as caught:
        MissionRecord.load(path)
    assert str(caught.value).startswith(f"{path}, {where}: ")


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        ('name = "soyuz-3"\nlaunch = 1969-01-14', "also names Soyuz 3"),
        ('name = "Soyuz 4"\naliases = ["Soyuz 3"]\nlaunch = 1969-01-14', "also names Soyuz 3"),
        ('name = "Soyuz 4"\nexpeditions = ["Soyuz 3"]\nlaunch = 1969-01-14', "is shared and also"),
        # the numbers of a series run with its launches
        ('name = "Soyuz 4"\nlaunch = 1967-01-14', "launched after Soyuz 4"),
        # a docking that only one of two knows of
        ('name = "Soyuz 4"\nlaunch = 1969-01-14\ndocked_with = ["Soyuz 3"]', "does not say so"),
    ],
)
def test_two_missions_must_agree(tmp_path, second, problem):
    path = tmp_path / "missions.toml"
    path.write_text(f"{SMALL}\n[[mission]]\n{second}\ncrew_up = []\n", encoding="utf-8")
    with pytest.raises(MissionError, match=re.escape(problem)):
        MissionRecord.load(path)


def test_a_small_record_loads(tmp_path):
    path = tmp_path / "missions.toml"
    path.write_text(SMALL, encoding="utf-8")
    record = MissionRecord.load(path)
    assert record.person("Georgy Beregovoy").name == "Georgi Beregovoi"
    assert record.get("soyuz3").crew_down == ("Georgi Beregovoi",)

"""Which missions a sentence is about; raw text as the source articles have it."""

from pathlib import Path

import pytest

from corpus.article import article_from_blocks
from corpus.reading.folder import read_folders
from corpus.record.missions import MissionRecord
from index.passages import split

RECORD = MissionRecord.load()
RAW = Path(__file__).parents[2] / "shared" / "articles"


def subjects(*blocks, missions=()):
    """The missions of each sentence of an article."""
    article = article_from_blocks(slug="a", title="A", blocks=blocks, missions=missions)
    return [one.missions for passage in split(article, RECORD) for one in passage.sentences]


def said(words):
    return ("paragraph", words)


def headed(words):
    return ("heading", words)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # its own words
        ([said("Soyuz 1 flew alone.")], [("Soyuz 1",)]),
        # its section's heading
        ([headed("Soyuz 3"), said("A miniature sheet was issued.")], [("Soyuz 3",)]),
        # its own words are stronger than the heading
        ([headed("Soyuz 3"), said("The docking with Soyuz 2 failed.")], [("Soyuz 2",)]),
        # a heading for several missions gives all of them
        (
            [headed("SOYUZ 4 and 5"), said("This cover was cancelled on 16 January 1969.")],
            [("Soyuz 4", "Soyuz 5")],
        ),
        # the section before is over
        (
            [headed("Soyuz 3"), said("It flew."), headed("Stamps"), said("A set is known.")],
            [("Soyuz 3",), ()],
        ),
        # a launch date that one mission has
        ([said("The top covers were issued on 1967-04-23.")], [("Soyuz 1",)]),
        # somebody who flew no other mission
        ([said("Georgi Beregovoi was passed over for further flights.")], [("Soyuz 3",)]),
        # but not somebody who flew two: Komarov was on Voskhod 1 as well
        ([said("Vladimir Komarov was reluctant.")], [()]),
        # nor a surname of two men
        ([said("Solovyov signed the card.")], [()]),
        # carried from the flight's paragraph to its cover's
        (
            [
                said("The next flight was Soyuz TM-33, launched on October 21, 2001."),
                said("Familiar postmarks appear on this cover."),
            ],
            [("Soyuz TM-33",), ("Soyuz TM-33",)],
        ),
        # the mission that is launched, not the one that it relieves
        (
            [
                said(
                    "The Soyuz TM-31 spacecraft was replaced when Soyuz TM-32 was docked. "
                    "The Soyuz TM-32 spacecraft was launched on April 28, 2001."
                ),
                said("This cover bears two stamps."),
            ],
            [("Soyuz TM-31", "Soyuz TM-32"), ("Soyuz TM-32",), ("Soyuz TM-32",)],
        ),
        # within a paragraph what it opened with goes on
        (
            [said("Soyuz 10 was the first flight to the station. The hatch jammed.")],
            [("Soyuz 10",), ("Soyuz 10",)],
        ),
        # who acts goes on to the paragraph's end, and no further
        (
            [
                headed("Soyuz TMA-2"),
                said("The crew moved in. The TMA-1 spacecraft undocked. It fell steeply."),
                said("The cover is blue."),
            ],
            [("Soyuz TMA-2",), ("Soyuz TMA-1",), ("Soyuz TMA-1",), ("Soyuz TMA-2",)],
        ),
        # a mission that is only mentioned does not
        (
            [headed("Soyuz 3"), said("He flew alone. The docking with Soyuz 2 failed. He landed.")],
            [("Soyuz 3",), ("Soyuz 2",), ("Soyuz 3",)],
        ),
        # somebody who flew earlier is a mention in passing
        (
            [headed("Soyuz TMA-1"), said("It has a Gagarin stamp."), said("It is signed.")],
            [("Soyuz TMA-1",), ("Soyuz TMA-1",)],
        ),
        # somebody who flew later is the next flight, whatever else the paragraph names
        (
            [
                said("Soyuz 1 crashed."),
                said("This flight was piloted by Georgi Beregovoi. It did not dock with Soyuz 2."),
            ],
            [("Soyuz 1",), ("Soyuz 3",), ("Soyuz 2",)],
        ),
        # nothing to lean on
        ([said("A cachet is the printed design on a cover.")], [()]),
    ],
)
def test_each_way_to_know_the_mission(blocks, expected):
    assert subjects(*blocks) == expected


def test_an_article_about_one_mission_lends_it_to_every_sentence():
    assert subjects(
        said("Two covers are known."),
        headed("Stamps"),
        said("A set is known."),
        missions=["Soyuz 9"],
    ) == [("Soyuz 9",), ("Soyuz 9",)]


def test_an_article_about_several_missions_lends_none():
    assert subjects(said("Two covers are known."), missions=["Soyuz 4", "Soyuz 5"]) == [()]


def test_a_mission_that_the_record_does_not_have_is_still_the_articles_own():
    assert (
        subjects(
            said("It has a Gagarin stamp. It is signed."),
            said("Two are known."),
            missions=["Soyuz 99"],
        )
        == [("Soyuz 99",)] * 3
    )


def test_a_paragraph_that_is_cut_in_two_is_still_one():
    """The launch stands in its first half; the second half is not the next flight."""
    long = " ".join(["Yuri Gagarin shook hands on this long and very slow day of tests."] * 12)
    text = f"Soyuz TM-32 was launched on April 28, 2001. {long}"
    assert set(subjects(headed("Soyuz TM-31"), said(text))) == {("Soyuz TM-32",)}


def test_a_crew_list_is_about_its_own_heading_and_not_the_one_before():
    assert subjects(
        headed("Soyuz TM-3"),
        ("roster", "Soyuz TM-3\nAleksander Victorenko\nMuhammad Faris"),
        ("roster", "Vladimir Titov\nMusa Manarov\nValery Polyakov"),
    ) == [("Soyuz TM-3",), ()]


def test_a_lost_heading_does_not_keep_the_missions_of_the_one_before():
    """Nothing heads the paragraphs on Soyuz 9 and 10 of the source; "SOYUZ 6, 7 and 8" does."""
    assert subjects(
        headed("SOYUZ 6, 7 and 8"),
        said("Finally we have the definitive Soyuz 8 cover with its crew stamp."),
        said(
            "Soyuz 10 was the first flight to dock with the Salyut 1 space station. They "
            "recovered but was a close call."
        ),
        said("The cover was cancelled on the day of lift off."),
    )[1:] == [("Soyuz 10",), ("Soyuz 10",), ("Soyuz 10",)]


@pytest.fixture(scope="module")
def raw_subjects():
    """The missions of each sentence of the raw sources."""
    if not RAW.is_dir():
        pytest.skip(f"the source articles are not here ({RAW}); they belong to other people")
    return {
        " ".join(passage.words_of(one).split()): one.missions
        for article in read_folders([RAW]).articles
        for passage in split(article, RECORD)
        for one in passage.sentences
    }


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        # the paragraph names two missions; the launch is Soyuz 1's
        ("It was plagued with mechanical problems", ("Soyuz 1",)),
        ("The top and centre covers are very rare", ("Soyuz 1",)),
        # Gagarin was his backup, and flew only Vostok 1
        ("The pilot of the Soyuz series maiden flight", ("Soyuz 1",)),
        ("This was the first successful manned Soyuz mission", ("Soyuz 3",)),
        ("Cancelled a week after the event", ("Soyuz 4", "Soyuz 5")),
        # under "SOYUZ 6, 7 and 8", whose section never ends
        ("Further complications occurred when a poisonous gas leak", ("Soyuz 10",)),
        ("The cover was cancelled on the day of lift off", ("Soyuz 10",)),
        ("Disaster struck as the separation sequence", ("Soyuz 11",)),
        ("They were the first ever crew of a space station", ("Soyuz 11",)),
        # the flight's paragraph ends with the landing of the ship before
        ("This cover (previous page, bottom) bears two Russian postage stamps", ("Soyuz TM-32",)),
        ("The cachet features a Soyuz FG rocket.", ("Soyuz TM-32",)),
        ("Again, the rubber stamp Registered Mail in the top left", ("Soyuz TM-33",)),
        ("This launch cover (next page, top) is postmarked", ("Soyuz TM-34",)),
        # Gagarin on a stamp makes no cover Vostok 1's
        ("The Russian Post cancel is struck twice over a Gagarin", ("Soyuz TMA-1",)),
        # under "Soyuz TM-19/ EO-16", whose section never ends
        ('It looks like a "fantasy" of one of the German dealers', ("STS-60",)),
        ("Those covers were checked by Russian philatelists", ("Soyuz TM-21",)),
        ("This switch caused a mess in space collector society", ("Soyuz TM-24",)),
    ],
)
def test_raw_text_is_about_the_flight_that_was_told_last(raw_subjects, opening, expected):
    missions = [one for words, one in raw_subjects.items() if words.startswith(opening)]
    assert missions == [expected]


def test_the_crew_whose_heading_is_lost_is_not_that_of_tm_3(raw_subjects):
    assert raw_subjects["Vladimir Titov Musa Manarov Valery Polyakov"] == ()

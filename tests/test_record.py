import re

import pytest

from corpus.record.article import mission_facts, record_article, record_questions
from corpus.record.missions import MissionRecord
from index.passages import split

RECORD = MissionRecord.load()
ARTICLE = record_article(RECORD)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # the same three up and down
        (
            "Soyuz TMA-15",
            [
                "Soyuz TMA-15 was launched on 27 May 2009 with Roman Romanenko, Frank De Winne and "
                "Robert Thirsk to the International Space Station.",
                "The crew of Soyuz TMA-15 landed on 1 December 2009.",
                "The call sign of Soyuz TMA-15 was Parus.",
                "Soyuz TMA-15 is also known as the OasISS mission.",
                "Soyuz TMA-15 carried members of Expedition 20 and Expedition 21.",
            ],
        ),
        # other people down than up
        (
            "Soyuz TM-32",
            [
                "Soyuz TM-32 was launched on 28 April 2001 with Talgat Musabayev, Yuri Baturin and "
                "Dennis Tito to the International Space Station.",
                "Soyuz TM-32 landed on 31 October 2001 with Viktor Afanasyev, Claudie Haigneré and "
                "Konstantin Kozeyev.",
                "Talgat Musabayev, Yuri Baturin and Dennis Tito, launched on Soyuz TM-32, landed with "
                "Soyuz TM-31 on 6 May 2001.",
                "The call sign of Soyuz TM-32 was Kristall.",
                "Soyuz TM-32 is also known as Taxi-1, Mission-2S and EP-1.",
            ],
        ),
        # a crew of one
        (
            "Vostok 6",
            [
                "Vostok 6 was launched on 16 June 1963 with Valentina Tereshkova.",
                "Valentina Tereshkova returned to Earth from Vostok 6 on 19 June 1963.",
                "The call sign of Vostok 6 was Chayka.",
            ],
        ),
        # a lost crew of one, and of three
        (
            "Soyuz 1",
            [
                "Soyuz 1 was launched on 23 April 1967 with Vladimir Komarov.",
                "Soyuz 1 came down on 24 April 1967, and Vladimir Komarov did not survive.",
                "The call sign of Soyuz 1 was Rubin.",
                "The parachutes of Soyuz 1 failed and the craft was destroyed on impact.",
            ],
        ),
        (
            "Soyuz 11",
            [
                "Soyuz 11 was launched on 6 June 1971 with Georgi Dobrovolsky, Vladislav Volkov and "
                "Viktor Patsayev to the Salyut 1 space station.",
                "Soyuz 11 came down on 29 June 1971 UTC (30 June in Moscow), and none of its crew "
                "survived.",
                "The call sign of Soyuz 11 was Yantar.",
                "The crew of Soyuz 11 was the first of any space station and died on the way back, "
                "when the cabin lost its air.",
            ],
        ),
        # nobody up, nobody down
        (
            "Soyuz 2",
            [
                "Soyuz 2 was launched without a crew on 25 October 1968.",
                "Soyuz 2 landed without a crew on 28 October 1968.",
                "Soyuz 2 was the uncrewed target of Soyuz 3, which could not dock with it.",
            ],
        ),
        (
            "Soyuz 34",
            [
                "Soyuz 34 was launched without a crew on 6 June 1979 to the Salyut 6 space station.",
                "Soyuz 34 landed on 19 August 1979 with Vladimir Lyakhov and Valery Ryumin.",
            ],
        ),
        # a launch that failed
        (
            "Soyuz T-10-1",
            [
                "The launch of Soyuz T-10-1 on 26 September 1983 with Vladimir Titov and Gennady "
                "Strekalov, bound for the Salyut 7 space station, was aborted.",
                "The crew of Soyuz T-10-1 landed on 26 September 1983.",
                "The call sign of Soyuz T-10-1 was Okean.",
                "Soyuz T-10-1 is also known as Soyuz T-10a.",
                "The rocket of Soyuz T-10-1 caught fire on the launch pad, and the escape system "
                "pulled the crew to safety.",
            ],
        ),
        # a docking that failed, and a day that is another one in Moscow
        (
            "Soyuz 23",
            [
                "Soyuz 23 was launched on 14 October 1976 with Vyacheslav Zudov and Valery "
                "Rozhdestvensky towards the Salyut 5 space station.",
                "The crew of Soyuz 23 landed on 16 October 1976.",
                "The call sign of Soyuz 23 was Rodon.",
                "Soyuz 23 could not dock with Salyut 5.",
            ],
        ),
        (
            "Soyuz TM-8",
            [
                "Soyuz TM-8 was launched on 5 September 1989 UTC (6 September in Moscow) with "
                "Aleksandr Viktorenko and Aleksandr Serebrov to the Mir space station.",
                "The crew of Soyuz TM-8 landed on 19 February 1990.",
                "The call sign of Soyuz TM-8 was Vityaz.",
                "Soyuz TM-8 carried members of the Mir expedition EO-5.",
            ],
        ),
        # the first expedition's crew came back by a Shuttle that the record does not have
        (
            "Soyuz TM-31",
            [
                "Soyuz TM-31 was launched on 31 October 2000 with Yuri Gidzenko, Sergei Krikalev and "
                "William Shepherd to the International Space Station.",
                "Soyuz TM-31 landed on 6 May 2001 with Talgat Musabayev, Yuri Baturin and Dennis "
                "Tito.",
                "The call sign of Soyuz TM-31 was Uran.",
                "Soyuz TM-31 carried members of Expedition 1.",
            ],
        ),
        # a namesake without the country that tells him apart
        (
            "Soyuz TM-5",
            [
                "Soyuz TM-5 was launched on 7 June 1988 with Anatoly Solovyov, Viktor Savinykh and "
                "Aleksandr Aleksandrov to the Mir space station.",
                "Soyuz TM-5 landed on 7 September 1988 with Vladimir Lyakhov and Abdul Ahad Mohmand.",
                "Anatoly Solovyov, Viktor Savinykh and Aleksandr Aleksandrov, launched on Soyuz TM-5, "
                "landed with Soyuz TM-4 on 17 June 1988.",
                "The call sign of Soyuz TM-5 was Rodnik.",
            ],
        ),
    ],
)
def test_says_what_the_record_knows_and_no_more(name, expected):
    assert [fact.sentence for fact in mission_facts(RECORD.get(name), RECORD)] == expected


def test_a_launch_from_florida_has_the_date_there():
    launch = mission_facts(RECORD.get("STS-86"), RECORD)[0].sentence
    assert "on 26 September 1997 UTC (25 September in Florida) with" in launch


def test_every_sentence_names_its_mission():
    for mission in RECORD.missions:
        for sentence in (fact.sentence for fact in mission_facts(mission, RECORD)):
            assert re.search(rf"\b{re.escape(mission.name)}\b", sentence), sentence


def test_one_section_for_each_mission_in_launch_order():
    headings = [section.heading for section in ARTICLE.sections]
    assert [heading.split(" (")[0] for heading in headings] == [
        mission.name for mission in RECORD.missions
    ]
    assert "Soyuz TM-32 (Taxi-1)" in headings
    assert "Soyuz TM-7 (Aragatz, EO-4)" in headings
    assert "Soyuz TMA-9 (Mission-13S, Expedition 14)" in headings


def test_a_heading_means_its_own_mission_alone():
    """Expedition 20 flew on two craft; a heading with it would stand for both."""
    for section, mission in zip(ARTICLE.sections, RECORD.missions, strict=True):
        names = {name for one in RECORD.find(section.heading) for name in one.missions}
        assert names == {mission.name}


def test_the_article_can_be_cited():
    assert (ARTICLE.slug, ARTICLE.title, ARTICLE.period) == (
        "mission-record",
        "Mission record",
        "1961-2023",
    )
    assert len({section.anchor for section in ARTICLE.sections}) == len(RECORD.missions)
    assert ARTICLE.sources


def test_the_facts_of_the_record_carry_the_questions_that_they_answer():
    asked = {one.sentence: one.questions for one in record_questions(RECORD)}
    assert asked["The call sign of Soyuz T-11 was Jupiter."] == (
        "What did the crew of Soyuz T-11 call themselves on the radio?",
        "Soyuz T-11 radio call sign",
        "Which crew used the call sign Jupiter?",
    )
    launch = next(sentence for sentence in asked if sentence.startswith("Soyuz T-11 was launched"))
    assert "When did Rakesh Sharma go up on Soyuz T-11?" in asked[launch]
    # Malyshev flew twice, so his name alone does not tell the mission.
    assert "Which mission did Yuri Malyshev fly on?" not in asked[launch]


def test_every_question_of_the_record_leads_to_a_sentence_of_its_article():
    sentences = {
        part.text[one.start - part.start : one.end - part.start]
        for part in split(record_article(RECORD), RECORD)
        for one in part.sentences
    }
    assert {one.sentence for one in record_questions(RECORD)} <= sentences

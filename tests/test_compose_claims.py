import pytest

from assistant.compose.claims import claim_answer
from assistant.plan.claims import claim_plan
from tests.articles_toy import real_library, real_topics
from tests.toy import shared_record, toy_query

TM_32 = (
    "Soyuz TM-32 was launched on 28 April 2001 with Talgat Musabayev, Yuri Baturin and Dennis "
    "Tito to the International Space Station."
)
TM_31_LANDED = (
    "Soyuz TM-31 landed on 6 May 2001 with Talgat Musabayev, Yuri Baturin and Dennis Tito."
)


def answer_to(question):
    query = toy_query(question)
    plan = claim_plan(query, shared_record(), real_topics())
    return claim_answer(plan, query, real_library())


@pytest.mark.parametrize(
    ("question", "verdict", "text"),
    [
        ("Did Tito fly on TM-32?", "yes", TM_32),
        ("Did Shuttleworth fly on TM-32?", "no", TM_32),
        (
            "Did Gagarin fly on Soyuz 1?",
            "no",
            "Soyuz 1 was launched on 23 April 1967 with Vladimir Komarov.",
        ),
        ("Did Tito land on TM-31?", "yes", TM_31_LANDED),
        ("Did Gidzenko land on TM-31?", "no", TM_31_LANDED),
        ("Was Musabayev the commander of TM-32?", "yes", TM_32),
        ("Was Tito the commander of TM-32?", "no", TM_32),
        ("Did Tito and Baturin fly together?", "yes", TM_32),
        ("Did Tito and Shuttleworth fly together?", "no", TM_32),
        (
            "Was Thomas Stafford on any of these flights?",
            "yes",
            "ASTP Apollo was launched on 15 "
            "July 1975 with Thomas Stafford, Vance Brand and Donald Slayton.",
        ),
        (
            "Did Soyuz 2 carry a crew?",
            "no",
            "Soyuz 2 was launched without a crew on 25 October 1968.",
        ),
        ("Was Soyuz 2 uncrewed?", "yes", "Soyuz 2 was launched without a crew on 25 October 1968."),
        (
            "Did anyone survive Soyuz 11?",
            "no",
            "Soyuz 11 came down on 29 June 1971 UTC (30 June "
            "in Moscow), and none of its crew survived.",
        ),
        ("Did the crew of Soyuz 9 survive?", "yes", "The crew of Soyuz 9 landed on 19 June 1970."),
        ("Did Soyuz 9 land on 19 June 1970?", "yes", "The crew of Soyuz 9 landed on 19 June 1970."),
        ("Did Soyuz 9 land on 1 June 1970?", "no", "The crew of Soyuz 9 landed on 19 June 1970."),
        # by either calendar
        (
            "Did Soyuz 11 land on 30 June 1971?",
            "yes",
            "Soyuz 11 came down on 29 June 1971 UTC "
            "(30 June in Moscow), and none of its crew survived.",
        ),
        (
            "Did Soyuz TM-14 fly to the ISS?",
            "no",
            "Soyuz TM-14 was launched on 17 March 1992 with "
            "Aleksandr Viktorenko, Aleksandr Kaleri and Klaus-Dietrich Flade to the Mir space "
            "station.",
        ),
        ("Did Soyuz TM-32 dock with the ISS?", "yes", TM_32),
        ("Did Soyuz 4 and Soyuz 5 dock?", "yes", "Soyuz 4 and Soyuz 5 docked on 16 January 1969."),
        ("Was the call sign of Soyuz 1 Rubin?", "yes", "The call sign of Soyuz 1 was Rubin."),
        ("Was the call sign of Soyuz 1 Granit?", "no", "The call sign of Soyuz 1 was Rubin."),
        (
            "Did the crew of TMA-1 land in Soyuz TM-34?",
            "yes",
            "Soyuz TM-34 landed on 10 November "
            "2002 with Sergei Zalyotin, Frank De Winne and Yuri Lonchakov.",
        ),
        (
            "Did TMA-5 land in Soyuz TM-34?",
            "no",
            "Soyuz TM-34 landed on 10 November 2002 with "
            "Sergei Zalyotin, Frank De Winne and Yuri Lonchakov.",
        ),
    ],
)
def test_the_sentence_that_settles_it_is_quoted_first(question, verdict, text):
    reply = answer_to(question)
    assert (reply.form, reply.verdict, reply.text) == ("fact", verdict, text)
    assert reply.quotes[0].text == text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Was Soyuz 1 launched in 1967?", "yes"),
        ("Was Soyuz 1 launched in 1968?", "no"),
        ("Was Soyuz TM-32 launched after 2002?", "no"),
        ("Was Soyuz TM-32 launched before 2002?", "yes"),
        ("Was Soyuz 1 launched before Soyuz 3?", "yes"),
        ("Was Soyuz 1 launched after Soyuz 3?", "no"),
    ],
)
def test_days_are_compared(question, verdict):
    assert answer_to(question).verdict == verdict


def test_a_no_tells_where_somebody_was_instead():
    reply = answer_to("Did Shuttleworth fly on TM-32?")
    assert [quote.text for quote in reply.quotes[1:]] == [
        "Soyuz TM-34 was launched on 25 April 2002 with Yuri Gidzenko, Roberto Vittori and Mark "
        "Shuttleworth to the International Space Station.",
        "Soyuz TM-33 landed on 5 May 2002 with Yuri Gidzenko, Roberto Vittori and Mark "
        "Shuttleworth.",
    ]


def test_each_flight_of_more_than_one_is_told():
    reply = answer_to("Did Mike Fincke go up on more than one of these Soyuz flights?")
    assert reply.verdict == "yes"
    assert [quote.text.partition(" was")[0] for quote in reply.quotes] == [
        "Soyuz TMA-4",
        "Soyuz TMA-13",
    ]


def test_how_a_commander_is_known_stands_in_the_note():
    note = answer_to("Was Tito the commander of TM-32?").note
    assert note == "The mission record names the commander of a crew first."


def test_what_the_articles_tell_of_is_told_in_short():
    reply = answer_to("Is Soyuz TMA-13 in the articles?")
    assert (reply.form, reply.verdict) == ("overview", "yes")
    assert reply.text.startswith("Soyuz TMA-13, also called Mission-17S, took two members of")


@pytest.mark.parametrize(
    "question",
    [
        # it only brought him home: "fly" may mean that or not
        "Did Musabayev fly on TM-31?",
        # a Shuttle flight may have had both
        "Did Krikalev and Tito fly together?",
        # somebody flew again on a flight that the record does not have
        "Did Tito fly twice?",
        # it flew towards a station and did not dock
        "Did Soyuz 15 fly to Salyut 3?",
    ],
)
def test_what_the_record_does_not_settle_is_not_answered(question):
    assert answer_to(question) is None

import tomllib
from pathlib import Path

import pytest

from assistant.plan.record import loose_record_plan, record_plan
from assistant.plan.record_plans import (
    Criteria,
    Flights,
    Moment,
    Order,
    People,
    SideBySide,
    Span,
)
from tests.toy import shared_record, toy_query

FACTS = Path(__file__).parents[1] / "evals" / "facts"


def plan_of(question):
    return record_plan(toy_query(question), shared_record())


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        # launched or landed in a year, a month, on a day, in some years
        ("Which missions were launched in 2005?", Flights(Criteria(years=(2005, 2005)))),
        ("list flights in October 1969", Flights(Criteria(years=(1969, 1969), month=10))),
        (
            "Which flights landed in 1971?",
            Flights(Criteria(event="landing", years=(1971, 1971))),
        ),
        (
            "Which missions flew on 14 January 1969?",
            Flights(Criteria(years=(1969, 1969), month=1, day=14)),
        ),
        ("Which missions flew between 1967 and 1971?", Flights(Criteria(years=(1967, 1971)))),
        # of somebody, a call sign, a station, a programme, a series
        ("Which missions did Krikalev fly on?", Flights(Criteria(people=("Sergei Krikalev",)))),
        (
            "Which Soyuz took Yuri Shargin home?",
            Flights(Criteria(event="landing", people=("Yuri Shargin",), programme="Soyuz")),
        ),
        ("all missions with the call sign Vityaz", Flights(Criteria(call_sign="Vityaz"))),
        ("List missions with the call sign Vityaz", Flights(Criteria(call_sign="Vityaz"))),
        (
            "How many Soyuz flights went to Mir?",
            Flights(Criteria(stations=("Mir",), programme="Soyuz", docked=True), count=True),
        ),
        (
            "Which ship was the first ever sent to Salyut 1?",
            Flights(Criteria(stations=("Salyut 1",)), pick="first"),
        ),
        (
            "What was the last Soyuz TM flight?",
            Flights(Criteria(programme="Soyuz", series="Soyuz TM"), pick="last"),
        ),
        ("Which Vostok missions were there?", Flights(Criteria(programme="Vostok"))),
        ("missions of 1969", Flights(Criteria(years=(1969, 1969)))),
        ("How often did Krikalev fly?", Flights(Criteria(people=("Sergei Krikalev",)), count=True)),
        # lost, aborted, without a crew and with another
        (
            "Which missions landed without a crew?",
            Flights(Criteria(event="landing", uncrewed=True)),
        ),
        ("How many people died in these flights?", People(Criteria(outcome="lost"), count=True)),
        ("Which launches were aborted?", Flights(Criteria(outcome="aborted"))),
        (
            "Which missions landed with a different crew than they were launched with?",
            Flights(Criteria(exchanged=True)),
        ),
        (
            "Which flights in the articles came back with another crew?",
            Flights(Criteria(exchanged=True, told=True)),
        ),
        # people by nation, women, and how often
        (
            "Which Germans flew to Mir?",
            People(Criteria(stations=("Mir",), nation="Germany", docked=True)),
        ),
        (
            "How many women flew to Mir?",
            People(Criteria(stations=("Mir",), woman=True, docked=True), count=True),
        ),
        (
            "Who flew to Mir more than once?",
            People(Criteria(stations=("Mir",), docked=True), at_least=2),
        ),
        (
            "Who was the first American on a Soyuz?",
            People(Criteria(programme="Soyuz", nation="United States"), pick="first"),
        ),
        # days, orders and comparisons
        (
            "How many days between the launch of Soyuz 4 and the landing of Soyuz 5?",
            Span(Moment("Soyuz 4", "launch"), Moment("Soyuz 5", "landing")),
        ),
        (
            "How many days lie between Soyuz 4's landing and Soyuz 5's landing?",
            Span(Moment("Soyuz 4", "landing"), Moment("Soyuz 5", "landing")),
        ),
        (
            "How long did Soyuz 9 last?",
            Span(Moment("Soyuz 9", "launch"), Moment("Soyuz 9", "landing")),
        ),
        (
            "How long was Dennis Tito in space?",
            Span(Moment("Soyuz TM-32", "launch"), Moment("Soyuz TM-31", "landing"), "Dennis Tito"),
        ),
        (
            "How much later did Soyuz 5 launch than Soyuz 4?",
            Span(Moment("Soyuz 5", "launch"), Moment("Soyuz 4", "launch")),
        ),
        ("Which came first, Soyuz 4 or Soyuz 5?", Order(("Soyuz 4", "Soyuz 5"), "launch")),
        (
            "Which landed last, Soyuz 6, Soyuz 7 or Soyuz 8?",
            Order(("Soyuz 6", "Soyuz 7", "Soyuz 8"), "landing", last=True),
        ),
        ("Compare Soyuz 4 and Soyuz 5", SideBySide(("Soyuz 4", "Soyuz 5"))),
    ],
)
def test_a_question_that_the_record_answers_has_a_plan(question, plan):
    assert plan_of(question) == plan


@pytest.mark.parametrize(
    "question",
    [
        # more is asked than the record has
        "Which missions of Viktorenko had forged covers?",
        "What was the Kuipers mission called?",
        "Who makes these ISS Soyuz covers?",
        "How many days was Shuttleworth on the station?",
        "Compare the covers of Soyuz 4 and Soyuz 5",
        # a surname of two
        "Which flights did Volkov make?",
        # it leans on what was spoken of
        "Which Soyuz did he go up on?",
        "And whom did the flight kill?",
        "Which Soyuz was docked at the station then?",
        "Which ship did the cosmonaut fly?",
        # the record may not have the first of these
        "Who was the first German in space?",
        "What was the first mission to the ISS?",
        # not by one day or year
        "Which Soyuz flights flew before 1970?",
        "Which missions flew up to 1970?",
        "Which missions flew after 1970?",
        # several flights, a crew that came back apart, facts
        "How long was Krikalev in space?",
        "How long was the crew of Soyuz TM-31 in space?",
        "Who flew on Soyuz TM-32?",
        "When was Soyuz 9 launched?",
        "Which call sign did Viktorenko use?",
        "Tell me about Soyuz 11",
        "hello",
    ],
)
def test_other_questions_have_none(question):
    assert plan_of(question) is None


def test_no_question_for_a_reason_or_a_yes_has_a_plan():
    cases = [
        case
        for path in sorted(FACTS.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
        if case.get("kind") in ("why", "yes-no")
    ]
    assert len(cases) > 100
    assert [case["ask"] for case in cases if plan_of(case["ask"])] == []


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "Name every spaceflight participant labelled as such, please. I count eight.",
            People(Criteria(tourist=True)),
        ),
        (
            "give me every tourist that is on the covers of the ISS",
            People(Criteria(stations=("ISS",), tourist=True)),
        ),
        # nobody is selected, one is named, or it is no list
        ("Name every cover labelled as such", None),
        ("Which seat did the tourist Dennis Tito buy?", None),
        ("How much did the tourist pay?", None),
        ("In which american city did somebody have his shop?", None),
        ("Which woman did Kurt Weishaupt meet?", None),
    ],
)
def test_words_that_say_nothing_are_passed_over_in_a_list_of_people(question, plan):
    assert loose_record_plan(toy_query(question), shared_record()) == plan

"""Which kind of plan a question gets, where several could be made; None for the sentences."""

from functools import cache

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.claim_plans import Aboard
from assistant.plan.clarify import WhichCover
from assistant.plan.contrast import Contrast
from assistant.plan.overview import Overview
from assistant.plan.planner import Planner
from assistant.plan.plans import Attribute, Rows
from assistant.plan.record_plans import Flights
from tests.articles_toy import real_topics
from tests.real_catalogue import real_library, real_query


@cache
def planner():
    library = real_library()
    return Planner(library.catalogue, library.record, real_topics())


def planned(question, *, completed=False):
    return planner().plan(real_query(question), completed=completed)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is it worth?", WhichCover),
        ("Which stamps are on the Soyuz TMA-3 cover?", Attribute),
        ("Did Tito fly on TM-32?", Aboard),
        ("Which missions landed in 1971?", Flights),
        ("What is the difference between a cachet and a postmark?", Contrast),
        ("Tell me about Soyuz 9", Overview),
        ("Why did the parachute of Soyuz 1 fail?", type(None)),
        ("How do I cook borscht?", type(None)),
    ],
)
def test_the_first_planner_that_understands_every_word_plans(question, kind):
    assert type(planned(question)) is kind


@pytest.mark.parametrize("question", ["What is it worth?", "What about Soyuz 9"])
def test_what_earlier_turns_completed_is_neither_asked_back_nor_told_whole(question):
    assert planned(question, completed=True) is None


@pytest.mark.parametrize("declined", [True, False])
@pytest.mark.parametrize(
    "question",
    ["Did Tito fly on TM-32?", "How do I cook borscht?"],
)
def test_only_the_catalogue_plans_by_names_alone(question, declined):
    assert planner().loose_plan(real_query(question), declined=declined) is None


def test_rows_of_one_cover_are_no_better_where_sentences_decline():
    query = real_query("Which wombat stamps are on the Soyuz TMA-3 cover?")
    plan = planner().loose_plan(query, declined=False)
    assert plan == Attribute(("soyuz-tma-3-launch",), Rows(Aspect.STAMP))
    assert planner().loose_plan(query, declined=True) is None


def test_a_list_over_all_covers_is_better_also_where_sentences_decline():
    query = real_query("On which wombat covers does s. 6426 turn up?")
    plan = planner().loose_plan(query, declined=True)
    assert plan.covers == ("soyuz-tm-32-launch", "soyuz-tma-3-launch", "soyuz-tma-4-launch")


def test_a_first_is_left_to_the_sentences_and_to_the_record_where_they_decline():
    query = real_query("Which was the first flight to Mir?")
    assert planned("Which was the first flight to Mir?") is None
    assert planner().loose_plan(query, declined=True).pick == "first"
    assert planner().loose_plan(query, declined=False) is None

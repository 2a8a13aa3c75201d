"""Which kind of plan a question gets, where several could be made; None for the sentences."""

from functools import cache

import pytest

from assistant.plan.claim_plans import Aboard
from assistant.plan.clarify import WhichCover
from assistant.plan.contrast import Contrast
from assistant.plan.overview import Overview
from assistant.plan.planner import Planner
from assistant.plan.plans import Attribute
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


@pytest.mark.parametrize("question", ["What is it worth?", "Tell me about Soyuz 9"])
def test_what_earlier_turns_completed_is_neither_asked_back_nor_told_whole(question):
    assert planned(question, completed=True) is None


@pytest.mark.parametrize(
    "question",
    ["Which missions landed in 1971?", "Did Tito fly on TM-32?", "How do I cook borscht?"],
)
def test_only_the_catalogue_plans_by_names_alone(question):
    assert planner().loose_plan(real_query(question)) is None

from assistant.compose.contrast import contrast
from assistant.plan.contrast import contrast_of
from tests.articles_toy import real_library, real_topics
from tests.toy import shared_record, toy_query


def test_both_sides_are_told_each_by_its_own_sentences():
    query = toy_query("What is the difference between a cachet and a postmark?")
    plan = contrast_of(query, real_topics(), shared_record())
    answer = contrast(plan, query, real_library())
    assert answer.form == "comparison"
    first, second = answer.items
    assert first.label == "a cachet"
    assert first.value == (
        "A cachet is the printed or stamped design on a cover that names its event."
    )
    assert second.label == "a postmark"
    assert answer.quotes[second.quotes[0]].text == second.value
    assert answer.found.complete

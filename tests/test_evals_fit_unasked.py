"""What only articles without anticipated questions need is fitted beside all else, which stays."""

from dataclasses import fields, replace

import pytest
from evals_toy import TOY_FITTED, toy_cases
from toy import ARTICLES, WordEncoder, toy_index

from assistant.pipeline import Assistant
from assistant.rank.ranking import Weights
from corpus.record.missions import MissionRecord
from evals.fit.unasked import HIGH, MEDIUM, RANKING, SUPPORT, asked_of, fit_unasked


@pytest.fixture(name="asked", scope="module")
def asked_over_toy_articles(tmp_path_factory):
    assistant = Assistant(toy_index(ARTICLES, ()), WordEncoder(), MissionRecord.load(), None)
    return asked_of(assistant, toy_cases(tmp_path_factory.mktemp("facts")))


def test_questions_of_one_sentence_and_those_to_be_declined_are_examples(asked):
    assert any(one.right for one in asked)
    assert any(one.declined for one in asked)
    assert all(bool(one.right) != one.declined for one in asked)


def test_only_the_names_of_articles_and_their_own_judgement_are_fitted(asked):
    found = fit_unasked(asked, TOY_FITTED, None)
    kept = {one.name: 0.0 for one in fields(Weights) if one.name in RANKING}
    assert replace(found.ranking, **kept) == replace(TOY_FITTED.ranking, **kept)
    judgement = found.without_reader
    assert found.with_reader == TOY_FITTED.with_reader
    assert judgement.asked == TOY_FITTED.without_reader.asked
    thresholds, weighed = judgement.unasked.thresholds, judgement.unasked.support
    assert (thresholds.medium, thresholds.high) == (MEDIUM, HIGH)
    assert {one.name for one in fields(weighed) if getattr(weighed, one.name)} <= {
        "intercept",
        *SUPPORT,
    }

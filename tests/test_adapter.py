"""The encoder's adapter: what is dealt together, what counts as wrong, and that training learns."""

import random

import pytest
import torch
from tokenizers import Tokenizer

from assistant.training import adapter
from assistant.training.adapter_pairs import (
    AskedSentence,
    Question,
    by_paragraph,
    field_pairs,
    general_pairs,
    of_squad,
    tells,
)
from assistant.training.data import Asked, Paragraph
from index import low_rank
from index.minilm import MiniLM
from index.model_files import default_model_folder

WORDS = ("mill", "weir", "barn", "forge", "quay", "tower", "bridge", "chapel")


def sentence(group: str, thing: str, asked: int = 2) -> AskedSentence:
    questions = tuple(
        Question(f"Who built the {thing}, number {number}?", "", frozenset({"kern", thing}))
        for number in range(asked)
    )
    return AskedSentence(
        group,
        f"{group}: Kern built the {thing}.",
        f"Among: the {thing}.",
        frozenset({"kern", "built", thing}),
        questions,
    )


FIELD = [sentence(group, thing) for group in ("north", "south") for thing in WORDS]


def test_a_step_holds_each_sentence_once_with_one_of_its_questions():
    pairs = field_pairs(FIELD, 12, random.Random(1))
    assert len(pairs.first) == len(pairs.second) == 12
    for first, second in zip(pairs.first, pairs.second, strict=True):
        thing = next(word for word in WORDS if word in second)
        assert thing[:3] in first.lower() or thing[-3:] in first.lower()
        assert first != second


def test_what_tells_the_same_is_not_wrong_and_the_own_partner_never_left_out():
    pairs = field_pairs(FIELD, 16, random.Random(2))
    for here in range(16):
        assert not pairs.alike[here][here]
    # The sentence of the other place says whatever this one says; those of other things do not.
    assert [sum(row) for row in pairs.alike] == [1] * 16


def test_a_sentence_that_says_most_of_what_the_right_one_tells_answers_as_well():
    question = Question("Who?", "", frozenset({"kern", "1901", "mill", "oak", "brick"}))
    some = AskedSentence("a", "a", "a", frozenset({"kern", "1901", "mill"}), ())
    few = AskedSentence("a", "a", "a", frozenset({"kern", "1901"}), ())
    assert (tells(some, question), tells(few, question)) == (True, False)
    assert not tells(some, Question("Who?", "", frozenset()))


def test_the_same_chance_deals_the_same_pairs():
    assert field_pairs(FIELD, 9, random.Random(3)) == field_pairs(FIELD, 9, random.Random(3))
    assert field_pairs(FIELD, 9, random.Random(3)) != field_pairs(FIELD, 9, random.Random(4))


def test_other_peoples_questions_stand_beside_sentences_behind_their_titles():
    text = "Ada opened it. It burned."
    paragraph = Paragraph("Old mill", text, ((0, 14), (15, 25)))
    asked = [
        Asked("1", "Who opened it?", paragraph, 0, (0, 3)),
        Asked("2", "What did Ada do?", paragraph, 0, (4, 10)),
        Asked("3", "What happened to it?", paragraph, 1, (18, 24)),
    ]
    found = of_squad(asked)
    assert [(one.embedded, [each.text for each in one.questions]) for one in found] == [
        ("Old mill: Ada opened it.", ["Who opened it?", "What did Ada do?"]),
        ("Old mill: It burned.", ["What happened to it?"]),
    ]
    (together,) = by_paragraph(found)
    pairs = general_pairs([together], 2, random.Random(0))
    assert set(pairs.second) <= {
        "Old mill: Ada opened it.",
        "Old mill: It burned.",
        "Old mill: Ada opened it. It burned.",
    }


def test_the_loss_falls_when_partners_are_near_and_ignores_what_is_alike():
    eye = torch.eye(3)
    none = torch.zeros(3, 3, dtype=torch.bool)
    assert adapter.contrast(eye, eye, none) < 0.001
    swapped = eye[[1, 0, 2]]
    alike = none.clone()
    alike[0, 1] = alike[1, 0] = True
    assert adapter.contrast(eye, swapped, none) > 10
    assert adapter.contrast(eye, swapped, alike) == pytest.approx(2 * 2 / 3 * 0.6931, abs=0.01)


def test_nearness_counts_right_sentences_and_right_questions():
    vectors = {"a: Kern built the mill.": (1.0, 0.0), "b": (0.0, 1.0)}

    def encode(texts):
        return torch.tensor([vectors.get(text, (1.0, 0.0)) for text in texts])

    one = sentence("a", "mill")
    other = AskedSentence("b", "b", "b", frozenset(), (Question("Else?", "", frozenset()),))
    assert adapter.nearness(encode, [one], [other]) == {
        "questions": 2,
        "by_sentence": 100.0,
        "by_question": 100.0,
    }


def test_an_adapter_without_training_changes_nothing_and_survives_its_file(tmp_path):
    model = MiniLM.load(default_model_folder())
    begun = low_rank.matrices(4, seed=1)
    same = low_rank.with_adapter(model.weights, begun)
    assert all(torch.equal(same[name], model.weights[name]) for name in model.weights)
    low_rank.write(tmp_path / "a.safetensors", begun)
    read = low_rank.read(tmp_path / "a.safetensors")
    assert read.keys() == begun.keys()
    assert all(torch.allclose(read[name], begun[name], atol=1e-3) for name in begun)


def test_a_few_steps_bring_questions_to_their_sentences(monkeypatch):
    monkeypatch.setattr(adapter, "FIELD_A_STEP", 8)
    monkeypatch.setattr(adapter, "GENERAL_A_STEP", 2)
    folder = default_model_folder()
    model = MiniLM.load(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    embedder = adapter.Embedder(tokenizer, model.weights, "cpu")
    plan = adapter.Plan(steps=3, rate=3e-3, rank=2, dropout=0.0)
    general = [sentence("other", thing) for thing in WORDS[:3]]
    learned = adapter.train(plan, embedder, FIELD[:8], general)
    again = adapter.train(plan, embedder, FIELD[:8], general)
    assert all(torch.equal(learned[name], again[name]) for name in learned)

    def worth(weights):
        first = embedder.vectors(weights, [one.questions[0].text for one in FIELD[:8]])
        second = embedder.vectors(weights, [one.embedded for one in FIELD[:8]])
        return float(adapter.contrast(first, second, torch.zeros(8, 8, dtype=torch.bool)))

    assert worth(low_rank.with_adapter(model.weights, learned)) < worth(model.weights)

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.reader.rows import RowMaker
from assistant.training import data, evaluate, exchange, field, field_lists, train
from assistant.training.data import Asked, Candidate, Choice, Dress, Paragraph
from assistant.training.evaluate import Guess, Settings, Test
from corpus.article import article_from_blocks
from corpus.questions import SentenceQuestions
from corpus.record.missions import MissionRecord
from index.model_files import EncoderUnusable, default_model_folder
from tests.toy import WordEncoder

EXAMPLES = Path(data.__file__).with_name("examples")

Test.__test__ = False  # a question to measure with, not a test of pytest's

TEXT = "Ada Kern opened the mill in 1901. It burned in 1925. Her son Ben Kern rebuilt it."
SENTENCES = ((0, 33), (34, 52), (53, 81))
MILL = Paragraph("Old mill", TEXT, SENTENCES)
OTHER = Paragraph(
    "Old mill", "Carl Dietz sold the mill in 1950. The wheel broke.", ((0, 33), (34, 50))
)


def asked(question="Who opened the mill in 1901?", answer=(0, 8), elsewhere=(OTHER,)):
    return Asked("q1", question, MILL, 0, answer, elsewhere)


def write(folder, name, lines):
    with gzip.open(folder / name, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


def told(candidate):
    return candidate.context[slice(*candidate.target)]


def test_the_right_sentence_comes_first_with_the_answers_words():
    for seed in range(20):
        right = data.choice(asked(), seed).candidates[0]
        assert right.context[slice(*right.answer)] == "Ada Kern"
        assert told(right).endswith("Ada Kern opened the mill in 1901.")


def test_wrong_candidates_have_no_answer_and_some_have_an_exchanged_question():
    right, *wrong = data.choice(asked(), 1).candidates
    assert all(one.answer is None for one in wrong)
    assert any("Carl Dietz sold the mill" in told(one) for one in wrong)
    exchanged = [one for one in wrong if one.question != right.question]
    assert exchanged == [replace(right, question=one.question, answer=None) for one in exchanged]
    assert exchanged


def test_a_sentence_that_says_the_answer_as_well_is_never_shown_as_wrong():
    twice = Paragraph("Old mill", "In 1901 Ada Kern came. In 1901 it rained.", ((0, 22), (23, 41)))
    question = Asked("q2", "When did Ada Kern come?", twice, 0, (3, 7), (OTHER,))
    shown = data.choice(question, 1).candidates
    assert all("it rained" not in told(one) for one in shown)


def test_the_same_question_and_seed_give_the_same_list():
    assert data.choice(asked(), 7) == data.choice(asked(), 7)


@pytest.mark.parametrize(
    ("dress", "context", "sentence"),
    [
        (Dress(), "Old mill: It burned in 1925.", "It burned in 1925."),
        (Dress(subject=False), "It burned in 1925.", "It burned in 1925."),
        (Dress(neighbours=True), f"Old mill: {TEXT}", "It burned in 1925."),
        (
            Dress(subject_readable=True),
            "Old mill: It burned in 1925.",
            "Old mill: It burned in 1925.",
        ),
    ],
)
def test_a_sentence_is_dressed_with_exact_offsets(dress, context, sentence):
    one = data.candidate("When?", MILL, 1, dress, (47, 51))
    assert one.context == context
    assert told(one) == sentence
    assert one.context[slice(*one.answer)] == "1925"


@pytest.mark.parametrize(
    ("question", "changed"),
    [
        ("Who came in 1901?", {"Who came in 1925?"}),
        ("Who opened the first mill?", {"Who closed the first mill?"}),
        ("Who was the first?", {"Who was not the first?", "Who was the last?"}),
        ("What did Ada Kern open?", {"What did not Ada Kern open?", "What did Ben Kern open?"}),
        ("Who came?", set()),
    ],
)
def test_a_question_is_exchanged_by_name_number_opposite_or_denial(question, changed):
    assert set(exchange.exchanges(question, *asked(elsewhere=()).told, random.Random(1))) == changed


def test_a_slip_swaps_two_letters_of_a_long_word_but_never_the_first():
    slips = {exchange.slipped("Who opened it?", random.Random(seed)) for seed in range(30)}
    assert slips == {"Who oepned it?", "Who opneed it?", "Who opeend it?", "Who opende it?"}
    assert exchange.slipped("Who was it?", random.Random(1)) == "Who was it?"


def test_squad_is_read_without_answers_that_stand_in_many_places(tmp_path):
    qas = [
        ["a", "Who opened the mill? ", "Ada Kern", 0, 0, 1],
        ["b", "Who?", "Kern", 4, 0, 2],
        ["c", "What?", "1901. It", 28, 0, 1],
    ]
    first = {"title": "Old_mill", "text": TEXT, "sents": SENTENCES, "qas": qas}
    second = {"title": "Old_mill", "text": OTHER.text, "sents": OTHER.sentences, "qas": []}
    write(tmp_path, "train_sentences.jsonl.gz", [first, second])
    write(tmp_path, "train_hardneg.jsonl.gz", [["a", 0, 1], ["b", 0, 1]])
    assert data.read_squad(tmp_path) == [
        Asked("a", "Who opened the mill?", MILL, 0, (0, 8), (OTHER,))
    ]


def test_qed_is_read_where_one_sentence_answers(tmp_path):
    line = {
        "id": "1",
        "question": "who opened the mill",
        "title": "Old mill",
        "text": TEXT,
        "sents": SENTENCES,
        "answers": [[0, 8, "Ada Kern"]],
        "gold_sent": 0,
    }
    lines = [line, line | {"gold_sent": None}, line | {"gold_sent": 1}, line | {"answers": []}]
    write(tmp_path, "qed.jsonl.gz", lines)
    assert data.read_qed(tmp_path / "qed.jsonl.gz") == [
        Asked("1", "who opened the mill", MILL, 0, (0, 8))
    ]


def test_articles_are_held_apart_whole_and_the_same_every_time():
    titles = [f"article {number}" for number in range(300)]
    many = [
        Asked(f"{title}/{number}", "?", Paragraph(title, TEXT, SENTENCES), 0, (0, 8))
        for title in titles
        for number in range(2)
    ]
    kept, apart = data.without(many, 30)
    assert len(kept) + len(apart) == 600
    assert not {one.paragraph.title for one in kept} & {one.paragraph.title for one in apart}
    assert 2 <= len({one.paragraph.title for one in apart}) <= 25


def test_every_number_is_dealt_once_before_all_are_dealt_again_in_another_order():
    steps = [one for step in range(10) for one in data.dealt(20, 4, step, 1)]
    first, second = steps[:20], steps[20:]
    assert [turn for turn, _ in steps] == [0] * 20 + [1] * 20
    assert sorted(number for _, number in first) == list(range(20))
    assert sorted(number for _, number in second) == list(range(20))
    assert [number for _, number in first] != [number for _, number in second]


TM_2 = "When was Soyuz TM-2 launched?"
LAUNCH = "Soyuz TM-2 was launched on 5 February 1987."
NEXT = "Soyuz TM-3 was launched on 22 July 1987."
SAME = "On 5 February 1987 Soyuz TM-2 was launched from Baikonur."


@pytest.fixture(scope="module")
def ours():
    article = article_from_blocks(
        slug="launches",
        title="Launches",
        blocks=[
            ("heading", "Two launches"),
            ("paragraph", f"{LAUNCH} The cover is blue. {NEXT}"),
            ("heading", "Once more"),
            ("paragraph", SAME),
        ],
    )
    records = (
        SentenceQuestions("launches", LAUNCH, (TM_2, "tm-2 launch day", "soyuz tm-2 start")),
        SentenceQuestions("launches", NEXT, ("When was Soyuz TM-3 launched?", "launch")),
        SentenceQuestions("launches", SAME, ("launch",)),
    )
    return field.read_field([article], records, MissionRecord.load(), WordEncoder(), ("Any beer?",))


@pytest.fixture(scope="module")
def base():
    try:
        return default_model_folder()
    except EncoderUnusable as problem:
        pytest.skip(str(problem))


@pytest.fixture(autouse=True)
def no_section_apart(monkeypatch):
    monkeypatch.setattr(field_lists, "in_slice", lambda name, share: False)


def listed(field, number):
    """The list of a question in the form in which answering shows it."""
    searched = field_lists.search(field, number)
    lists = [field_lists.choice(field.sentences, searched, seed) for seed in range(20)]
    return next(one for one in lists if one.candidates[0].question == TM_2)


def test_field_lists_put_the_look_alike_beside_the_right_sentence(ours):
    right, *wrong = listed(ours, 0).candidates
    assert told(right) == LAUNCH
    assert NEXT in map(told, wrong)
    assert SAME not in map(told, wrong)


def test_field_lists_train_no_spans(ours):
    assert not listed(ours, 0).spans


def test_field_questions_are_asked_as_they_are_as_follow_ups_and_with_slips(ours):
    searched = field_lists.search(ours, 0)
    asked = [
        field_lists.choice(ours.sentences, searched, seed).candidates[0].question
        for seed in range(100)
    ]
    assert asked.count(TM_2) > 50
    assert asked.count("When was it launched (Soyuz TM-2)?") > 5
    assert len(set(asked)) > 4


def test_a_question_that_two_sentences_answer_is_not_trained(ours):
    assert "launch" not in [one.text for one in ours.questions]


def test_a_question_about_a_person_is_shown_with_the_flight():
    shown = field.read_field([], (), MissionRecord.load(), WordEncoder(), ("Who is Tito?",))
    assert shown.unanswered[0].shown == "Who is Tito? (Soyuz TM-31, Soyuz TM-32)"


def test_a_mission_is_shown_as_the_record_spells_it():
    shown = field.read_field([], (), MissionRecord.load(), WordEncoder(), ("sts76 launch day",))
    assert shown.unanswered[0].shown == "STS-76 launch day"


@pytest.mark.parametrize(
    ("question", "followed"),
    [
        ("When did Soyuz TM-2 land?", "When did it land (Soyuz TM-2)?"),
        ("Who flew on the TM-2?", "Who flew (Soyuz TM-2)?"),
        ("soyuz tm2 crew", "crew (Soyuz TM-2)?"),
        ("What is Soyuz TM-2's mass?", ""),
        ("Soyuz TM-2?", ""),
    ],
)
def test_a_question_is_asked_again_behind_a_turn_about_its_mission(question, followed):
    assert field.follow_up(question, ["Soyuz TM-2"]) == followed


@pytest.mark.parametrize(
    ("form", "context"),
    [
        ("shown", f"Soyuz TM-2: {LAUNCH} The cover is blue. {NEXT}"),
        ("alone", "Soyuz TM-2: The cover is blue."),
        ("heading", f"Two launches: {LAUNCH} The cover is blue. {NEXT}"),
        ("bare", "The cover is blue."),
    ],
)
def test_field_sentences_are_shown_in_every_form_with_exact_offsets(ours, form, context):
    shown = field_lists.candidate(TM_2, ours.sentences, 1, form)
    assert shown.question == TM_2
    assert shown.context == context
    assert told(shown) == "The cover is blue."


def test_a_question_without_an_answer_has_only_wrong_sentences(ours):
    choice = field_lists.choice(ours.sentences, field_lists.search_unanswered(ours, 0), 1)
    assert not choice.answered
    assert {one.question for one in choice.candidates} == {"Any beer?"}
    assert {LAUNCH, NEXT} <= set(map(told, choice.candidates))


def test_a_list_without_an_answer_wants_no_for_each_of_its_sentences(base):
    import torch

    from assistant.reader.network import Logits

    choices = [
        Choice((Candidate("?", "a", (0, 1)),) * 2, spans=False, answered=answered)
        for answered in (True, False)
    ]
    batch = train.batch_of(choices, RowMaker.load(base / "tokenizer.json"))
    low = Logits(torch.tensor([9.0, -9.0, -9.0, -9.0]), torch.zeros(4, 1), torch.zeros(4, 1))
    high = replace(low, relevance=torch.tensor([9.0, -9.0, 9.0, -9.0]))
    assert train.loss_of(low, batch) < 0.01
    assert train.loss_of(high, batch) > 1


def test_a_batch_marks_the_answers_tokens_and_the_rows_that_have_none(base):
    choice = data.choice(asked(), 3)
    batch = train.batch_of([choice], RowMaker.load(base / "tokenizer.json"))
    assert batch.wanted.tolist() == [1.0] + [0.0] * (len(choice.candidates) - 1)
    ((row, first, last),) = batch.here.tolist()
    assert (row, last - first) == (0, 1)
    assert [row for row, *_ in batch.nowhere.tolist()] == list(range(1, len(choice.candidates)))


def test_sections_held_apart_are_never_shown_as_wrong(ours, monkeypatch):
    monkeypatch.setattr(field_lists, "in_slice", lambda name, share: True)
    searched = field_lists.search(ours, 0)
    assert len(field_lists.choice(ours.sentences, searched, 1).candidates) == 1


def test_exactness_is_squads_own():
    tests = [Test("Who?", MILL, ("the Ada Kern", "Kern")), Test("Who?", MILL, ())]
    found = [[Guess(1.0, 0.0, "Ada Kern!"), Guess(0.0, 9.0, "mill")], [Guess(-1.0, 0.0, "mill")]]
    figures = evaluate.exactness(tests, found, Settings(0.0, 0.0))
    assert figures == {
        "questions": 2,
        "em": 100.0,
        "f1": 100.0,
        "f1_answerable": 100.0,
        "f1_unanswerable": 100.0,
    }


def test_the_threshold_parts_answerable_from_unanswerable():
    groups = [(Test("1", MILL, ("Ada",)),), (Test("2", MILL, ()),), (Test("3", MILL, ("Ben",)),)]
    found = [[[Guess(3.0, 0.0, "Ada")]], [[Guess(1.0, 0.0, "Ada")]], [[Guess(2.0, 0.0, "Ben")]]]
    assert evaluate.fit(groups, found).threshold == 1.0


def test_the_threshold_declines_what_seems_answered_most():
    groups = [(Test("1", MILL, ("Ada",)),), (Test("2", MILL, ()), Test("3", MILL, ()))]
    found = [[[Guess(3.0, 0.0, "Ada")]], [[Guess(1.0, 0.0, "Ada")], [Guess(2.0, 0.0, "Ben")]]]
    assert evaluate.fit(groups, found).threshold == 2.0


def test_a_question_is_left_open_by_every_exchange_and_by_a_look_alike_paragraph():
    (here,), left_open = evaluate.slice_tests([asked()], 1)
    assert (here.question, here.paragraph, here.answers) == (
        "Who opened the mill in 1901?",
        MILL,
        ("Ada Kern",),
    )
    assert {(one.question, one.paragraph) for one in left_open} == {
        ("Who opened the mill in 1950?", MILL),
        ("Who closed the mill in 1901?", MILL),
        ("Who opened the mill in 1901?", OTHER),
    }
    assert not any(one.answers for one in left_open)


def test_a_run_that_was_broken_off_ends_with_the_same_weights(base, tmp_path):
    from safetensors.torch import load_file

    plan = train.Plan("tiny", 3, 1e-4, 5, save_every=1)
    first = train.first_weights(load_file(base / "model.safetensors"), 5)
    maker = RowMaker.load(base / "tokenizer.json")

    def lists(step):
        return [data.choice(asked(), step)]

    def broken(step):
        if step == 2:
            raise KeyboardInterrupt
        return lists(step)

    whole = train.train(plan, first, maker, lists, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        train.train(plan, first, maker, broken, tmp_path / "broken")
    resumed = train.train(plan, first, maker, lists, tmp_path / "broken")
    assert all(whole[name].equal(resumed[name]) for name in whole)
    assert whole["word"].equal(first["word"])
    assert not whole["layers.0.up.weight"].equal(first["layers.0.up.weight"])


def test_the_examples_of_verdicts_can_be_read_and_none_is_told_twice():
    lines = (EXAMPLES / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    examples = [json.loads(line) for line in lines]
    keys = {"question", "sentence", "article", "section", "verdict"}
    assert all(set(one) == keys and all(map(str.strip, one.values())) for one in examples)
    assert {one["verdict"] for one in examples} == {"yes", "no", "neither"}
    told = [(one["question"], one["sentence"]) for one in examples]
    assert len(set(told)) == len(told) == 9375

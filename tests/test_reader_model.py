import json
import shutil

import pytest

from assistant.reader.model import (
    BUILT_IN_READER,
    CONFIG_FILE,
    WEIGHTS_FILE,
    LearnedReader,
    ReaderUnusable,
)
from index.model_files import EncoderUnusable, default_model_folder

try:
    default_model_folder()
except EncoderUnusable as problem:
    pytest.skip(str(problem), allow_module_level=True)

BAKERY = [
    "The bakery: Maria Okoro baked the first loaf on 12 March 1984.",
    "The bakery: The shop stands in Lindow, beside the old mill.",
    "The bakery: The oven was built by Tomas Weber and cost 350 crowns.",
]
TARGETS = [(12, len(context)) for context in BAKERY]


@pytest.fixture(scope="module")
def reader():
    return LearnedReader.load()


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(BUILT_IN_READER, tmp_path / "reader")
    return tmp_path / "reader"


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("When was the first loaf baked?", 0, "12 March 1984"),
        ("Who baked the first loaf?", 0, "Maria Okoro"),
        ("Where does the shop stand?", 1, "Lindow"),
        ("Who built the oven?", 2, "Tomas Weber"),
        ("How much did the oven cost?", 2, "350 crowns"),
    ],
)
def test_the_sentence_that_answers_scores_highest_and_its_words_are_cut_exactly(
    reader, question, sentence, words
):
    readings = reader.read(question, BAKERY, TARGETS)
    scores = [reading.score for reading in readings]
    best = readings[sentence]
    assert scores.index(max(scores)) == sentence
    assert BAKERY[sentence][best.start : best.end] == words


def test_a_question_that_no_sentence_answers_scores_below_one_that_is_answered(reader):
    answered = reader.read("Who built the oven?", BAKERY, TARGETS)
    unanswered = reader.read("Which airline flew to Havana in 1971?", BAKERY, TARGETS)
    assert max(one.score for one in unanswered) < max(one.score for one in answered)
    assert max(one.span_score for one in unanswered) < max(one.span_score for one in answered)


def test_the_same_question_is_read_the_same_way_twice(reader):
    first = reader.read("Who built the oven?", BAKERY, TARGETS)
    assert reader.read("Who built the oven?", BAKERY, TARGETS) == first
    assert LearnedReader.load().read("Who built the oven?", BAKERY, TARGETS) == first


def test_words_are_never_taken_from_the_neighbours_of_the_judged_sentence(reader):
    context = "Maria Okoro baked the first loaf. Tomas Weber built the oven."
    (reading,) = reader.read("Who built the oven?", [context], [(0, 33)])
    assert reading.end <= 33


def test_without_targets_the_whole_context_is_judged(reader):
    (reading,) = reader.read("Who built the oven?", ["The oven was built by Tomas Weber."])
    assert (reading.start, reading.end) == (22, 33)


def test_no_contexts_give_no_readings_and_an_empty_one_no_words(reader):
    assert reader.read("Who?", []) == []
    (reading,) = reader.read("Who?", [""])
    assert (reading.start, reading.end) == (0, 0)


def test_a_sentence_longer_than_the_reader_reads_is_cut_not_refused(reader):
    context = "Tomas Weber built the oven. " * 60
    (reading,) = reader.read("Who built the oven?", [context])
    assert context[reading.start : reading.end].startswith("Tomas Weber")


def test_a_sentence_among_long_neighbours_is_not_lost(reader):
    around = "The weather was fine that day. " * 30
    sentence = "Tomas Weber built the oven."
    context = around + sentence + " " + around
    (reading,) = reader.read(
        "Who built the oven?", [context], [(len(around), len(around) + len(sentence))]
    )
    assert context[reading.start : reading.end] == "Tomas Weber"


def test_each_context_may_have_its_own_question(reader):
    readings = reader.read_pairs(["Who built the oven?", "Where is the shop?"], BAKERY[2:0:-1])
    assert [
        context[one.start : one.end] for context, one in zip(BAKERY[2:0:-1], readings, strict=True)
    ] == ["Tomas Weber", "Lindow"]


def test_the_weights_are_small_enough_for_the_repository():
    assert (BUILT_IN_READER / WEIGHTS_FILE).stat().st_size < 25_000_000


def test_a_changed_byte_is_named_not_read(copy):
    weights = copy / WEIGHTS_FILE
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(ReaderUnusable, match=r"reader\.safetensors has changed"):
        LearnedReader.load(copy)


@pytest.mark.parametrize("name", [WEIGHTS_FILE, CONFIG_FILE])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(ReaderUnusable, match=f"{name} is missing"):
        LearnedReader.load(copy)


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1, "files": {}}', "{"])
def test_a_configuration_that_is_none_is_named(copy, content):
    (copy / CONFIG_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ReaderUnusable, match=r"reader\.json is not a reader's configuration"):
        LearnedReader.load(copy)


def test_a_configuration_of_another_format_is_refused(copy):
    config = json.loads((copy / CONFIG_FILE).read_text(encoding="utf-8"))
    (copy / CONFIG_FILE).write_text(json.dumps(config | {"format": 99}), encoding="utf-8")
    with pytest.raises(ReaderUnusable, match="another format"):
        LearnedReader.load(copy)


def test_weights_for_another_base_model_are_refused(copy):
    config = json.loads((copy / CONFIG_FILE).read_text(encoding="utf-8"))
    config["base"]["model.safetensors"] = "0" * 64
    (copy / CONFIG_FILE).write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ReaderUnusable, match=r"model\.safetensors has changed"):
        LearnedReader.load(copy)

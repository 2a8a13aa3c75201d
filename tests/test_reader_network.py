"""The reader's heads on small random weights: what may be cut, and what each row's logits are."""

import math

import pytest
import torch

from assistant.reader.network import SHARED, WIDTH, forward, from_bert, pack
from assistant.reader.rows import Row
from index.low_rank import LAYERS, SHAPES

VOCABULARY, POSITIONS = 12, 32


def row(*types):
    """A row whose tokens have these types."""
    ids = tuple(range(1, len(types) + 1))
    return Row(ids, types, tuple((number, number + 1) for number in ids))


ROWS = [row(0, 0, 0, 1, 1, 0), row(0, 0, 1, 0)]


def weights(seed=7):
    drawn = torch.Generator().manual_seed(seed)

    def random(*shape):
        return torch.randn(*shape, generator=drawn) * 0.05

    named = {
        "word": random(VOCABULARY, WIDTH),
        "position": random(POSITIONS, WIDTH),
        "type": random(2, WIDTH),
        "embedding_norm.weight": torch.ones(WIDTH),
        "embedding_norm.bias": torch.zeros(WIDTH),
        "pool.weight": random(WIDTH, WIDTH),
        "pool.bias": random(WIDTH),
        "relevance.weight": random(1, WIDTH),
        "relevance.bias": random(1),
        "span.weight": random(2, WIDTH),
        "span.bias": random(2),
    }
    for layer in range(LAYERS):
        for part, (outputs, inputs) in SHAPES.items():
            named[f"layers.{layer}.{part}.weight"] = random(outputs, inputs)
            named[f"layers.{layer}.{part}.bias"] = random(outputs)
        for part in ("mix_norm", "down_norm"):
            named[f"layers.{layer}.{part}.weight"] = torch.ones(WIDTH)
            named[f"layers.{layer}.{part}.bias"] = torch.zeros(WIDTH)
    return named


@pytest.fixture(scope="module")
def network():
    return weights()


def test_what_may_be_cut_are_the_sentence_s_tokens_and_the_first_for_none():
    readable = pack(ROWS).readable
    found = [[at for at, one in enumerate(each) if one] for each in readable.tolist()]
    assert found == [[0, 3, 4], [0, 2]]


def test_packed_rows_move_to_a_device_whole():
    packed = pack(ROWS).on("cpu")
    assert torch.equal(packed.readable, pack(ROWS).readable)
    assert torch.equal(packed.tokens.ids, pack(ROWS).tokens.ids)


def test_only_what_may_be_cut_has_logits(network):
    with torch.inference_mode():
        logits = forward(network, pack(ROWS))
    readable = pack(ROWS).readable
    assert logits.relevance.shape == (2,)
    for spans in (logits.start, logits.end):
        assert spans.shape == readable.shape
        assert torch.equal(spans == -math.inf, ~readable)
        assert torch.isfinite(spans[readable]).all()
    assert {one.dtype for one in (logits.relevance, logits.start, logits.end)} == {torch.float32}


def test_a_row_has_the_same_logits_whatever_is_beside_it(network):
    with torch.inference_mode():
        together, alone = forward(network, pack(ROWS)), forward(network, pack(ROWS[1:]))
    assert torch.allclose(together.relevance[1:], alone.relevance, atol=1e-5)
    readable = pack(ROWS[1:]).readable[0]
    width = len(readable)
    assert torch.allclose(together.start[1, :width][readable], alone.start[0][readable], atol=1e-5)


def test_dropout_is_of_training_alone(network):
    packed = pack(ROWS)
    torch.manual_seed(1)
    first, second = (forward(network, packed).relevance for _ in range(2))
    assert torch.equal(first, second)
    dropped = [forward(network, packed, dropout=0.5).relevance for _ in range(2)]
    assert not torch.equal(*dropped)


def test_bert_s_tensors_are_taken_under_this_network_s_names():
    parts = {
        "attention.self.query": (WIDTH, WIDTH),
        "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH),
        "attention.output.dense": (WIDTH, WIDTH),
        "attention.output.LayerNorm": (WIDTH,),
        "intermediate.dense": (4 * WIDTH, WIDTH),
        "output.dense": (WIDTH, 4 * WIDTH),
        "output.LayerNorm": (WIDTH,),
    }
    bert = {source: torch.zeros(2, WIDTH) for source in SHARED.values()}
    bert["pooler.dense.weight"] = torch.full((WIDTH, WIDTH), 3.0)
    bert["pooler.dense.bias"] = torch.full((WIDTH,), 4.0, dtype=torch.float16)
    for layer in range(LAYERS):
        for part, shape in parts.items():
            bert[f"encoder.layer.{layer}.{part}.weight"] = torch.zeros(shape)
            bert[f"encoder.layer.{layer}.{part}.bias"] = torch.zeros(shape[0])
    named = from_bert(bert)
    heads = {f"{head}.{kind}" for head in ("relevance", "span") for kind in ("weight", "bias")}
    assert {*named} == {*weights()} - heads
    assert torch.equal(named["pool.weight"], bert["pooler.dense.weight"])
    assert {one.dtype for one in named.values()} == {torch.float32}

"""Other people's sets: read in their formats, and a sample of each searched where it is present."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from toy import WordEncoder
from typer.testing import CliRunner

from evals.bench import Bench, Sentence, _share, run_bench
from evals.bench_followups import run_followups
from evals.cli import app
from evals.datasets import DATASETS, DataError, canard, qed, scifact, squad_open

DATA = Path(__file__).parents[2] / "shared" / "data"
SAMPLE = 200


def present(name: str) -> pytest.MarkDecorator:
    folder = DATA / name.replace("-", "_")
    return pytest.mark.skipif(not folder.is_dir(), reason=f"{folder} is not there")


def sampled(name: str, home: Path) -> Bench:
    """A sample over the toy's vectors of words: the harness is tested, and not the model."""
    return run_bench(name, DATA, SAMPLE, home, small=True, load_encoder=lambda _: WordEncoder())


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"corpus\.jsonl\.gz is missing; .*--data"):
        scifact(tmp_path)
    with pytest.raises(DataError, match='no set "trec"; known are squad-open, scifact'):
        run_bench("trec", tmp_path, 0, tmp_path)


def test_the_command_fails_with_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bench", "qed", "--data", str(tmp_path), "--home",
                                    str(tmp_path)])
    assert done.exit_code == 1
    assert "dev.jsonl.gz is missing" in done.stderr.replace("\n", "")


def test_beir_layout(tmp_path: Path) -> None:
    folder = tmp_path / "scifact"
    folder.mkdir()
    write(folder / "corpus.jsonl.gz", {"_id": "1", "title": "T", "text": "A."},
          {"_id": "2", "title": "U", "text": "B."})
    write(folder / "queries_test.jsonl.gz", {"_id": "7", "text": "a?"}, {"_id": "8", "text": "b?"})
    (folder / "qrels_test.tsv").write_text("query-id\tcorpus-id\tscore\n7\t1\t1\n8\t2\t0\n",
                                           encoding="utf-8")
    found = scifact(tmp_path)
    assert [one.id for one in found.parts] == ["1", "2"]
    # A judgement of 0 is no answer.
    assert [(one.id, one.parts) for one in found.questions] == [("7", frozenset(["1"]))]


def write(path: Path, *records: dict[str, object]) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in records)
    path.write_bytes(gzip.compress(lines.encode()))


@pytest.mark.parametrize(
    ("start", "end", "answers"),
    [
        (0, 100, True),
        # Cut finer than the set: a half is enough.
        (0, 50, True),
        (0, 400, True),
        # The neighbour that shares a word at the border.
        (95, 200, False),
    ],
)
def test_sentences_cut_by_other_rules_still_match(start: int, end: int, answers: bool) -> None:
    assert _share(Sentence("1", "p", 0, 100), start, end) is answers


@present("squad-open")
def test_squad_open_spans_are_the_sentences_of_their_paragraph() -> None:
    dataset = squad_open(DATA)
    assert (len(dataset.parts), len(dataset.questions)) == (2067, 10570)
    texts = {one.id: one.text for one in dataset.parts}
    part, start, end = dataset.questions[0].spans[0]
    assert texts[part][start:end].startswith("The 1973 oil crisis began in October 1973")


@present("squad-open")
def test_a_sample_of_squad_open(tmp_path: Path) -> None:
    bench = sampled("squad-open", tmp_path)
    assert bench.notes[0].startswith("200 of 10570 questions over ")
    rows = bench.rows
    assert list(rows)[:5] == ["BM25", "MiniLM", "plain fusion", "Cachet, fused", "Cachet"]
    # Among a tenth of the paragraphs BM25 finds more than the 77 % of the whole set.
    assert rows["BM25"]["passage hit_1"].value > 0.77
    assert rows["Cachet"]["sentence hit_1"].count == SAMPLE
    assert rows["Cachet"]["passage hit_1"].value >= rows["Cachet"]["sentence hit_1"].value


@present("scifact")
def test_a_sample_of_scifact(tmp_path: Path) -> None:
    rows = sampled("scifact", tmp_path).rows
    assert rows["BM25"]["passage ndcg_10"].value > 0.67
    assert "sentence hit_1" not in rows["Cachet"]


@present("qed")
def test_a_sample_of_qed(tmp_path: Path) -> None:
    assert len(qed(DATA).questions) <= 1355
    rows = sampled("qed", tmp_path).rows
    assert rows["plain fusion"]["sentence hit_1"].count == SAMPLE


@present("canard")
def test_a_sample_of_canard() -> None:
    assert canard(DATA)[0].rewrite == "When did Zappa and the Mothers of Invention disband?"
    rows = run_followups(DATA, SAMPLE).rows
    assert list(rows) == ["as it was asked", "with the topic behind", "Cachet"]
    assert rows["as it was asked"]["added words"].value == 0
    assert rows["Cachet"]["added words"].value > 0


@present("squad-open")
def test_a_second_run_encodes_no_article_again(tmp_path: Path) -> None:
    first, second = WordEncoder(), WordEncoder()
    for encoder in (first, second):
        run_bench("squad-open", DATA, 5, tmp_path, small=True, load_encoder=lambda _, e=encoder: e)
    assert len(second.encoded) < len(first.encoded)
    assert set(DATASETS) == {"squad-open", "scifact", "qed"}

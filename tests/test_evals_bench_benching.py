"""Other people's sets: read in their formats, and a sample of each searched where it is present."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from toy import WordEncoder
from typer.testing import CliRunner

from assistant.reader.model import BUILT_IN_READER, LearnedReading
from evals.bench.benching import Sentence, _share, run_bench
from evals.bench.datasets import DATASETS, DataError, canard, qed, scifact, squad_open
from evals.bench.followups import run_followups
from evals.bench.reading import run_reading, stated_settings
from evals.bench.refusals import run_refusals
from evals.bench.results import Bench, spaced
from evals.commands.app import app
from evals.report.bench_table import print_bench
from evals.runs.figures import Figure
from index.encoder import Vectors
from index.words import stems

DATA = Path(__file__).parents[2] / "shared" / "data"
SAMPLE = 200


def present(name: str) -> pytest.MarkDecorator:
    folder = DATA / name.replace("-", "_")
    return pytest.mark.skipif(not folder.is_dir(), reason=f"{folder} is not there")


def sampled(name: str, home: Path) -> Bench:
    """A sample over the toy's vectors of words: the harness is tested, and not the model."""
    return run_bench(
        name,
        DATA,
        SAMPLE,
        home,
        small=True,
        load_encoder=lambda _: QuickWords(),
        load_plain=QuickWords,
        load_reader=lambda: None,
    )


class QuickWords(WordEncoder):
    """The same vectors, with each stem's direction drawn once for all tests."""

    def _vector(self, text: str) -> Vectors:
        total = np.sum([direction(stem) for stem in stems(text) or ["empty"]], axis=0)
        return (total / np.linalg.norm(total)).astype(np.float32)


@cache
def direction(stem: str) -> Vectors:
    return WordEncoder().encode([stem])[0]


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"corpus\.jsonl\.gz is missing; .*--data"):
        scifact(tmp_path)
    with pytest.raises(DataError, match='no set "trec"; known are squad-open, scifact'):
        run_bench("trec", tmp_path, 0, tmp_path)


def test_the_command_fails_with_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["bench", "qed", "--data", str(tmp_path), "--home", str(tmp_path)]
    )
    assert done.exit_code == 1
    assert "dev.jsonl.gz is missing" in done.stderr.replace("\n", "")


def test_beir_layout(tmp_path: Path) -> None:
    folder = tmp_path / "scifact"
    folder.mkdir()
    write(
        folder / "corpus.jsonl.gz",
        {"_id": "1", "title": "T", "text": "A."},
        {"_id": "2", "title": "U", "text": "B."},
    )
    write(folder / "queries_test.jsonl.gz", {"_id": "7", "text": "a?"}, {"_id": "8", "text": "b?"})
    (folder / "qrels_test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n7\t1\t1\n8\t2\t0\n", encoding="utf-8"
    )
    found = scifact(tmp_path)
    assert [one.id for one in found.parts] == ["1", "2"]
    # A judgement of 0 is no answer.
    assert [(one.id, one.parts) for one in found.questions] == [("7", frozenset(["1"]))]


def write(path: Path, *records: dict[str, object]) -> None:
    put(path, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records))


def put(path: Path, text: str) -> None:
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.mark.parametrize("folder", ["", "scifact"])
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_beir_as_it_is_handed_out(tmp_path: Path, folder: str, packed: str) -> None:
    data = tmp_path / folder
    (data / "qrels").mkdir(parents=True)
    # A line break of Unicode within a text ends no line of the file.
    write(data / f"corpus.jsonl{packed}", {"_id": "1", "title": "", "text": "A\u2028b."})
    write(data / f"queries.jsonl{packed}", {"_id": "7", "text": "a?"}, {"_id": "8", "text": "b?"})
    put(data / f"qrels/test.tsv{packed}", "query-id\tcorpus-id\tscore\n7\t1\t1\n")
    found = scifact(tmp_path)
    assert [(one.id, one.title) for one in found.parts] == [("1", "1")]
    assert [(one.id, one.parts) for one in found.questions] == [("7", frozenset(["1"]))]
    # Another set in this layout has other figures.
    assert bool(found.published) is bool(folder)


@pytest.mark.parametrize("name", ["squad/dev-v1.1.json", "dev-v1.1.json.gz", "dev-v2.0.json"])
def test_squad_as_it_is_handed_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    asked = [
        {
            "id": "a",
            "question": "Who?",
            "answers": [
                {"text": "Komarov", "answer_start": 0},
                {"text": "Komarov", "answer_start": 0},
            ],
        },
        {"id": "b", "question": "Tea?", "is_impossible": True, "answers": []},
    ]
    put(
        tmp_path / name,
        json.dumps(
            {
                "data": [
                    {
                        "title": "Soyuz_1",
                        "paragraphs": [
                            {
                                "context": "Komarov flew alone. Rubin was his call sign.",
                                "qas": asked,
                            }
                        ],
                    }
                ]
            }
        ),
    )
    found = squad_open(tmp_path)
    assert [(one.title, one.text[:7]) for one in found.parts] == [("Soyuz 1", "Komarov")]
    assert [(one.id, one.parts, one.spans) for one in found.questions] == [
        ("a", frozenset(["p0"]), (("p0", 0, 7),))
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"_id": "1"\n', r"corpus\.jsonl, line 1: broken JSON .*; fetch the file again"),
        ('{"_id": "1", "title": "T"}\n', r"not in its format \('text' is missing\); fetch"),
        ("3\n", "scifact in .* is not in its format"),
    ],
)
def test_a_broken_set_is_named(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "qrels").mkdir()
    put(tmp_path / "corpus.jsonl", content)
    put(tmp_path / "queries.jsonl", "")
    put(tmp_path / "qrels/test.tsv", "query-id\tcorpus-id\tscore\n")
    with pytest.raises(DataError, match=problem):
        scifact(tmp_path)


def test_a_set_without_a_question_and_half_a_file_are_named(tmp_path: Path) -> None:
    put(tmp_path / "dev-v1.1.json", '{"data": []}')
    with pytest.raises(DataError, match=r"squad-open in .* holds no question"):
        run_bench("squad-open", tmp_path, 0, tmp_path)
    (tmp_path / "dev-v1.1.json.gz").write_bytes(gzip.compress(b'{"data": []}')[:-9])
    with pytest.raises(DataError, match=r"dev-v1\.1\.json\.gz is damaged"):
        squad_open(tmp_path)


def test_fewer_than_no_questions_is_a_usage_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["bench", "qed", "--data", str(tmp_path), "--limit", "-3"])
    assert done.exit_code == 2


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
    assert [name for name in rows if "txtai" not in name] == [
        "BM25",
        "MiniLM",
        "plain fusion",
        "Cachet, passages",
        "Cachet, fused",
        "Cachet, signals",
        "Cachet",
    ]
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


class OpeningWords:
    """Reads every sentence: marks its first word; sure where it shares a word with the question."""

    def read_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        targets: Sequence[tuple[int, int]],
    ) -> list[LearnedReading]:
        found = []
        for question, context, (start, end) in zip(questions, contexts, targets, strict=True):
            word = context[start:end].split()[0]
            sure = 9.0 if word in question.split() else -9.0
            found.append(LearnedReading(sure, start, start + len(word), 0.0))
        return found


def squad2(folder: Path, *questions: tuple[str, list[str]]) -> None:
    (folder / "squad").mkdir()
    asked = [
        {
            "question": question,
            "is_impossible": not answers,
            "answers": [{"text": one} for one in answers],
        }
        for question, answers in questions
    ]
    content = {
        "data": [
            {
                "title": "Komarov",
                "paragraphs": [
                    {"context": "Komarov flew alone. Rubin was his call sign.", "qas": asked}
                ],
            }
        ]
    }
    (folder / "squad" / "dev-v2.0.json.gz").write_bytes(gzip.compress(json.dumps(content).encode()))


def test_reading_counts_silence_where_there_is_no_answer(tmp_path: Path) -> None:
    squad2(
        tmp_path,
        ("Was it Rubin ?", ["Rubin"]),
        ("Did Komarov drink tea ?", []),
        ("How high ?", []),
        ("How far ?", ["Komarov"]),
    )
    bench = run_reading(tmp_path, 0, None, OpeningWords)
    assert {name: one.value for name, one in bench.rows["no answer to anything"].items()} == {
        "EM": 0.5,
        "F1": 0.5,
        "F1 where there is an answer": 0.0,
        "F1 where there is none": 1.0,
    }
    assert {name: one.value for name, one in bench.rows["Cachet's reader"].items()} == {
        "EM": 0.5,
        "F1": 0.5,
        "F1 where there is an answer": 0.5,
        "F1 where there is none": 0.5,
    }
    # Above the given threshold everything is answered, below it nothing.
    assert (
        run_reading(tmp_path, 0, -99.0, OpeningWords)
        .rows["Cachet's reader"]["F1 where there is none"]
        .value
        == 0.0
    )
    assert bench.notes[1] == "the set: SQuAD 2.0, Rajpurkar et al. 2018"
    assert run_reading(tmp_path, 1, 99.0, OpeningWords).rows["Cachet's reader"]["EM"].value == 0.0


def test_the_card_states_when_there_is_no_answer() -> None:
    share, threshold = stated_settings((BUILT_IN_READER / "CARD.md").read_text(encoding="utf-8"))
    assert 0 <= share <= 1
    assert -20 < threshold < 20
    with pytest.raises(DataError, match="give --threshold"):
        stated_settings("# The reader")


def test_a_set_of_readings_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"dev-v2\.0\.json\.gz is missing; .*--data"):
        run_reading(tmp_path, 0, None, OpeningWords)


def test_a_broken_set_of_readings_is_named(tmp_path: Path) -> None:
    put(tmp_path / "dev-v2.0.json", '{"data": [{}]}')
    with pytest.raises(DataError, match=r"squad2 in .*dev-v2\.0\.json is not in its format \("):
        run_reading(tmp_path, 0, None, OpeningWords)


def test_questions_are_spaced_over_the_whole_set() -> None:
    assert spaced("abcdefghij", 3) == ["a", "d", "g"]
    assert spaced("abc", 0) == spaced("abc", 9) == ["a", "b", "c"]


def test_refusals_are_counted_on_other_articles_than_the_threshold(tmp_path: Path) -> None:
    """Three articles: one chooses the threshold, one is asked about, one is not indexed."""
    folder = tmp_path / "squad_open"
    folder.mkdir()
    titles = ("Komarov", "Tito", "Tea")
    texts = (
        "Komarov flew Soyuz 1 in April.",
        "Tito flew to the station in April.",
        "Tea is grown in Assam by farmers.",
    )
    write(
        folder / "passages.jsonl.gz",
        *(
            {"id": f"p{number}", "title": title, "text": text}
            for number, (title, text) in enumerate(zip(titles, texts, strict=True))
        ),
    )
    write(
        folder / "sentences.jsonl.gz",
        *(
            {"id": f"p{number}_0", "passage": f"p{number}", "start": 0, "end": len(text)}
            for number, text in enumerate(texts)
        ),
    )
    write(
        folder / "questions.jsonl.gz",
        *(
            {
                "id": f"q{number}",
                "question": text.replace(".", "?"),
                "gold": f"p{number}",
                "gold_sentences": [f"p{number}_0"],
            }
            for number, text in enumerate(texts)
        ),
    )
    (folder / "splits.json").write_text(
        json.dumps({"in_corpus": ["Komarov", "Tito"], "calibration": ["Komarov"]}), encoding="utf-8"
    )
    bench = run_refusals(tmp_path, 0, tmp_path / "home", "toy", WordEncoder(), None)
    assert list(bench.rows) == ["BM25", "sentence vectors", "Cachet, signals"]
    assert bench.rows["sentence vectors"]["not in the corpus, declined"].value == 1.0
    assert bench.notes[0] == (
        "1 calibration, 1 answerable, 1 elsewhere questions over 2 of 3 texts"
    )


@present("squad-open")
def test_a_second_run_encodes_no_article_again(tmp_path: Path) -> None:
    first, second = WordEncoder(), WordEncoder()
    for encoder in (first, second):
        run_bench(
            "squad-open",
            DATA,
            5,
            tmp_path,
            small=True,
            load_encoder=lambda _, e=encoder: e,
            load_plain=QuickWords,
            load_reader=lambda: None,
        )
    assert len(second.encoded) < len(first.encoded)
    assert set(DATASETS) == {"squad-open", "scifact", "qed"}


def test_a_bench_is_printed_as_papers_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {
        "BM25": {"passage hit_1": Figure(0.5, 0.4, 0.6, 10)},
        "Cachet": {"passage hit_1": Figure(0.75, 0.7, 0.8, 10)},
    }
    print_bench(Bench("qed", rows, ("10 of 20 questions",)), as_json=False)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["passage", "hit@1", "95", "%", "interval", "times", "BM25"],
        ["BM25", "50.0%", "40.0%", "to", "60.0%", "1.00"],
        ["Cachet", "75.0%", "70.0%", "to", "80.0%", "1.50"],
        [],
        ["10", "of", "20", "questions"],
    ]


def test_each_long_step_is_said_and_sentences_are_encoded_only_where_they_are_judged(
    tmp_path: Path,
) -> None:
    write(
        tmp_path / "corpus.jsonl",
        {"_id": "1", "title": "Mir", "text": "It came down. It burned."},
        {"_id": "2", "title": "Salyut", "text": "It stayed up."},
    )
    write(tmp_path / "queries.jsonl", {"_id": "7", "text": "What came down?"})
    (tmp_path / "qrels").mkdir()
    put(tmp_path / "qrels/test.tsv", "query-id\tcorpus-id\tscore\n7\t1\t1\n")
    said: list[str] = []
    plain = QuickWords()
    found = run_bench(
        "scifact",
        tmp_path,
        0,
        tmp_path,
        say=said.append,
        load_encoder=lambda _: QuickWords(),
        load_plain=lambda: plain,
        load_reader=lambda: None,
    )
    assert said == [
        "indexing 2 texts as Cachet does",
        "encoding them as the plain methods do",
        "asking 1 questions",
    ]
    assert plain.encoded == [
        "Mir. It came down. It burned.",
        "Salyut. It stayed up.",
        "What came down?",
    ]
    assert found.rows["Cachet, passages"]["passage hit_1"].value == 1.0
    assert set(found.rows["Cachet"]) == {"passage hit_1", "passage mrr", "passage ndcg_10"}

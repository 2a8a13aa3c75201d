"""Copies of a corpus, and how a measured run is kept, written and drawn."""

import random
from dataclasses import replace

import numpy as np
from toy import ARTICLES, shared_record

from evals.bench.scale import Row, Scale, build, keep_run, measure, percentile, read_runs
from evals.bench.scale_corpus import DIMENSIONS, StemEncoder, copies, perturbed
from evals.report.scale_table import drawing, markdown
from index.passages import split

ROW = Row(2528, 12.4, 0.05, 2.4, 1123.4, 7.0, 17.5, 1.4, 3.3)
RUN = Scale("abc1234", "a machine, 2 cores", 150, (ROW,))


def count(article):
    return sum(len(passage.sentences) for passage in split(article, shared_record()))


def test_copies_begin_with_the_articles_and_stop_at_the_size():
    assert sum(map(count, ARTICLES)) == 17
    made = list(copies(ARTICLES, count, 40))
    assert made[:5] == list(ARTICLES)
    assert [one.slug for one in made[5:8]] == ["soyuz-1-1", "soyuz-3-1", "soyuz-tm-32-1"]
    assert sum(map(count, made)) == 42
    assert list(copies(ARTICLES, count, 40)) == made


def test_of_articles_without_a_sentence_there_are_no_copies():
    assert (
        list(copies([replace(ARTICLES[0], text="", blocks=(), sections=())], lambda _: 0, 9)) == []
    )


def test_a_copy_keeps_names_numbers_and_dates_and_exchanges_some_words():
    made = perturbed(ARTICLES[0], 7, ["aaaa"], random.Random(1))
    assert (made.slug, made.title) == ("soyuz-1-7", "Soyuz 1, copy 7")
    before, after = ARTICLES[0].text.split(), made.text.split()
    changed = {old: new for old, new in zip(before, after, strict=True) if old != new}
    assert set(changed.values()) <= {"aaaa", "aaaa."}
    assert 0 < len(changed) < len(before) / 3
    assert not any(old[0].isupper() or old[0].isdigit() for old in changed)


def test_texts_of_the_same_stems_have_the_same_vector():
    one, same, other = StemEncoder().encode(["Launch of Soyuz 1", "Soyuz 1 launched", "A cover"])
    assert one.shape == (DIMENSIONS,)
    assert np.allclose(one, same)
    assert abs(float(one @ one) - 1) < 1e-6
    assert float(one @ other) < 0.5


def test_a_text_without_a_word_has_a_vector_too():
    (vector,) = StemEncoder().encode(["?"])
    assert abs(float(vector @ vector) - 1) < 1e-6


def test_a_small_corpus_is_built_once_and_measured(tmp_path, monkeypatch):
    monkeypatch.setattr("evals.bench.scale.QUESTIONS", 6)
    seconds = iter(range(100_000))
    assert build(tmp_path, 50, lambda: float(next(seconds))) == 1.0
    assert build(tmp_path, 50) is None
    row = measure(tmp_path, lambda: float(next(seconds)))
    assert row.sentences >= 50
    # The clock ticks a second a look: twice around an answer, and twice in it for each search.
    assert (row.load_s, row.start_s) == (1.0, 1.0)
    assert row.ask_p50_ms >= 1000 > row.retrieve_p50_ms % 1000
    assert row.memory_mb > 10
    assert row.recall_10 == 1.0


def test_a_percentile_lies_between_values():
    assert percentile([1.0, 2.0, 3.0], 50) == 2.0


def test_runs_are_kept_by_name_in_order(tmp_path):
    path = tmp_path / "scale.json"
    assert read_runs(path) == {}
    keep_run(path, "before", RUN)
    now = replace(RUN, commit="def5678")
    assert keep_run(path, "now", now) == {"before": RUN, "now": now}
    assert read_runs(path) == {"before": RUN, "now": now}
    assert keep_run(path, "now", RUN) == {"before": RUN, "now": RUN}


def test_the_table_has_a_row_a_size():
    there = replace(RUN, rows=(replace(ROW, build_s=None, recall_10=0.988),))
    assert markdown({"before": RUN, "now": there}).splitlines()[2:] == [
        "| before | 2,528 | 12 s | 0.05 s | 2.40 s | 1,123 MB | 7.0 / 17.5 ms | 1.4 / 3.3 ms |  |",
        "| now | 2,528 |  | 0.05 s | 2.40 s | 1,123 MB | 7.0 / 17.5 ms | 1.4 / 3.3 ms | 0.988 |",
    ]


def test_the_drawing_has_the_first_run_and_the_last():
    plot = drawing({"first": RUN, "second": RUN, "last": RUN})
    assert "memory, MB (first)" in plot.svg
    assert "memory, MB (last)" in plot.svg
    assert "(second)" not in plot.svg
    assert "memory, MB (last)" in drawing({"last": RUN}).svg
    assert len(plot.rows) == 3

"""The index: what is loaded equals what was saved, and only what changed is encoded again."""

import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from toy import ARTICLES, QUESTIONS, WordEncoder, toy_index, toy_plan, write_article

from assistant.manage.build import build_index
from corpus.article import article_from_blocks
from corpus.questions import SentenceQuestions
from index import building, store
from index.generation import IndexUnusable, writer_lock
from index.selection import Selection
from index.store import LAYERS
from index.words import stems

ROOT = Path(__file__).parents[1]
EDITED = article_from_blocks(
    slug="soyuz-3",
    title="Soyuz 3",
    missions=["Soyuz 3"],
    updated="2026-01-02",
    blocks=[
        ("heading", "The flight of Soyuz 3"),
        (
            "paragraph",
            "Georgi Beregovoy flew Soyuz 3 in October. Soyuz 3 was launched on 26 October 1968.",
        ),
        ("note", ARTICLES[1].text[ARTICLES[1].blocks[2].start :]),
    ],
)
WITH_EDIT = (ARTICLES[0], EDITED, *ARTICLES[2:])


class OtherEncoder(WordEncoder):
    name = "other"
    digest = "other-1"


def saved(home, index):
    with writer_lock(home):
        return store.save(index, home)


def layer_texts(index):
    """Every word and vector that a layer answers with."""
    question = stems("Which stamp has the launch cover of Soyuz TM-32?")
    query = WordEncoder().encode(["launch cover of Soyuz TM-32"])[0]
    return {
        name: (
            layer.keys.tobytes(),
            layer.vectors.vectors.tobytes(),
            layer.terms.scores(question).tobytes(),
            *(part.tobytes() for part in layer.vectors.search(query, 5)),
        )
        for name, layer in index.layers.items()
    }


def test_what_is_loaded_equals_what_was_saved(tmp_path):
    before = saved(tmp_path, toy_index())
    after = store.load(tmp_path)
    assert after.manifest == before.manifest
    assert dict(after.articles) == {article.slug: article for article in ARTICLES}
    assert after.passages == before.passages
    assert after.sentences == before.sentences
    assert after.questions == before.questions
    assert list(after.layers) == list(LAYERS)
    assert layer_texts(after) == layer_texts(before)


def test_a_loaded_quote_is_cut_from_the_loaded_article(tmp_path):
    saved(tmp_path, toy_index())
    index = store.load(tmp_path)
    for passage in index.passages:
        assert index.articles[passage.article].text[passage.start : passage.end] == passage.text


def test_text_in_any_script_survives_the_round_trip(tmp_path):
    article = article_from_blocks(
        slug="a",
        title="“ЭП-2” – Haigneré",
        blocks=[("paragraph", 'ЭП-2 на МСК, 😀 \u2028 and \u0085 and \\ "quotes".')],
    )
    saved(tmp_path, toy_index([article], ()))
    assert store.load(tmp_path).articles["a"] == article


def test_an_index_without_questions_saves_and_loads(tmp_path):
    saved(tmp_path, toy_index(ARTICLES, ()))
    index = store.load(tmp_path)
    assert index.questions == ()
    assert index.layers["questions"].vectors.vectors.shape[0] == 0


def test_questions_without_an_answer_are_kept_and_make_another_generation(tmp_path):
    before = toy_plan().manifest
    index = saved(tmp_path, toy_index(unanswered=["What did the cover of Soyuz 1 cost?"]))
    assert index.manifest.counts["unanswered"] == 1
    assert index.generation != before.generation
    vectors = store.load(tmp_path).layers["unanswered"].vectors.vectors
    (expected,) = WordEncoder().encode(["What did the cover of Soyuz 1 cost?"])
    assert vectors.tolist() == [expected.tolist()]


def test_the_manifest_counts_and_lists_what_is_there(tmp_path):
    manifest = saved(tmp_path, toy_index()).manifest
    assert manifest.counts == {
        "articles": 5,
        "passages": 9,
        "sentences": 17,
        "questions": 4,
        "unanswered": 0,
    }
    folder = tmp_path / "index" / f"gen-{manifest.generation}"
    there = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
    }
    del there["manifest.json"]
    assert {name: one["size"] for name, one in manifest.files.items()} == there


def test_the_same_inputs_make_the_same_generation():
    assert toy_plan().manifest == toy_plan().manifest


def test_the_same_inputs_make_the_same_generation_in_every_process(tmp_path):
    """Python orders sets anew in each process, and what is found must not depend on it."""
    script = (
        "import sys; sys.path[:0] = ['tests', '.']; from pathlib import Path; "
        "from toy import toy_index; from index import generation, store\n"
        "home = Path(sys.argv[1])\n"
        "with generation.writer_lock(home): store.save(toy_index(), home)"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            cwd=ROOT,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            timeout=60,
        )
    one, two = (store.load(tmp_path / seed) for seed in ("1", "2"))
    assert one.generation == two.generation == toy_plan().manifest.generation
    assert layer_texts(one) == layer_texts(two) == layer_texts(toy_index())


@pytest.mark.parametrize(
    "other",
    [
        lambda: toy_plan(WITH_EDIT),
        lambda: toy_plan(ARTICLES[:4]),
        lambda: toy_plan(ARTICLES[::-1]),
        lambda: toy_plan(questions=QUESTIONS[:2]),
        lambda: toy_plan([replace(ARTICLES[0], title="Soyuz One"), *ARTICLES[1:]]),
        # cited, though never embedded
        lambda: toy_plan([replace(ARTICLES[0], author="Somebody"), *ARTICLES[1:]]),
    ],
    ids=["a sentence", "an article", "the order", "a question", "a title", "an author"],
)
def test_other_inputs_make_another_generation(other):
    assert other().manifest.generation != toy_plan().manifest.generation


def test_questions_that_lead_nowhere_are_told_and_change_nothing():
    lost = SentenceQuestions("soyuz-1", "No such sentence stands in this article.", ("What?",))
    planned = toy_plan(questions=[*QUESTIONS, lost])
    assert planned.lost_questions == (lost,)
    assert planned.manifest == toy_plan().manifest


def test_a_rebuild_encodes_only_the_texts_that_changed():
    encoder = WordEncoder()
    rebuilt = building.build(toy_plan(WITH_EDIT), encoder, reuse=toy_index())
    assert encoder.encoded == ["Georgi Beregovoy flew Soyuz 3 in October."]
    assert layer_texts(rebuilt) == layer_texts(toy_index(WITH_EDIT))


def test_a_text_that_moves_keeps_its_vector():
    encoder = WordEncoder()
    turned = building.build(toy_plan(ARTICLES[::-1]), encoder, reuse=toy_index())
    assert encoder.encoded == []
    assert layer_texts(turned) == layer_texts(toy_index(ARTICLES[::-1]))


def test_vectors_of_another_encoder_are_not_reused():
    fresh, encoder = WordEncoder(), OtherEncoder()
    index = building.build(toy_plan(), fresh)
    planned = toy_plan()
    planned = replace(
        planned, manifest=replace(planned.manifest, encoder="other", encoder_digest="other-1")
    )
    building.build(planned, encoder, reuse=index)
    assert encoder.encoded == fresh.encoded


def test_a_build_that_is_up_to_date_loads_no_encoder(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    write_article(articles, "soyuz-1", "The pilot of Soyuz 1 was Vladimir Komarov.")
    home, selection, loaded = tmp_path / "home", Selection((articles,)), []

    def load(model):
        loaded.append(WordEncoder())
        return loaded[-1]

    first = build_index(home, selection, model="toy", load_encoder=load)
    again = build_index(home, selection, model="toy", load_encoder=load)
    assert (first.fresh, again.fresh, len(loaded)) == (True, False, 1)
    assert again.manifest == first.manifest
    write_article(articles, "soyuz-3", "Georgi Beregovoy flew Soyuz 3 alone.")
    build_index(home, selection, model="toy", load_encoder=load)
    assert loaded[1].encoded == ["Georgi Beregovoy flew Soyuz 3 alone."]


def test_a_passage_means_what_its_sentences_mean_together():
    index = toy_index()
    sentences = index.layers["sentences"].vectors.vectors
    first = 0
    for number, passage in enumerate(index.passages):
        own = sentences[first : first + len(passage.sentences)]
        first += len(passage.sentences)
        wanted = own.sum(0) / np.linalg.norm(own.sum(0))
        assert np.allclose(index.layers["passages"].vectors.vectors[number], wanted, atol=1e-6)
    assert first == len(sentences)


def test_a_text_that_stands_twice_is_encoded_once():
    encoder = WordEncoder()
    index = building.build(toy_plan(unanswered=["Who sang?", "Who sang?"]), encoder)
    assert encoder.encoded.count("Who sang?") == 1
    one, other = index.layers["unanswered"].vectors.vectors
    assert one.tolist() == other.tolist()


def test_progress_runs_over_every_text_that_is_encoded():
    seen = []
    building.build(toy_plan(), WordEncoder(), progress=lambda *step: seen.append(step))
    total = 17 + 4
    assert seen[-1] == ("unanswered", total, total)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_an_index_of_another_encoder_is_refused_with_both_names(tmp_path):
    saved(tmp_path, toy_index())
    with pytest.raises(IndexUnusable) as caught:
        store.load(tmp_path, "other", "other-1")
    assert caught.value.problems == ('it was built with the encoder "toy", not "other"',)
    assert caught.value.remedy == f"assistant index --home {tmp_path} --model other"
    with pytest.raises(IndexUnusable) as caught:
        store.load(tmp_path, "toy", "toy-2")
    assert caught.value.problems == ('it was built with the encoder "toy", other weights',)
    assert store.load(tmp_path, "toy", "toy-1").generation == toy_plan().manifest.generation


def test_a_saved_index_holds_no_pickle(tmp_path):
    saved(tmp_path, toy_index())
    for path in tmp_path.rglob("*.npy"):
        np.load(path, allow_pickle=False)
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {
        "",
        ".npy",
        ".json",
        ".jsonl",
    }


def test_every_part_of_the_manifest_can_be_written_as_json(tmp_path):
    manifest = saved(tmp_path, toy_index()).manifest
    assert asdict(manifest)["settings"]["max_passage_words"] == 120

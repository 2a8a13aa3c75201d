"""What is found in every sentence when an index is built, and when it must be found anew."""

from functools import cache

import pytest

from assistant.pipeline import Assistant, annotate
from assistant.retrieve import annotating
from assistant.retrieve.annotating import annotated, made_by
from corpus.record.mission_file import MissionFile
from corpus.record.missions import MissionRecord
from index import building, store
from index.annotations import LEAD, NOTE
from index.generation import writer_lock
from tests.toy import (
    ARTICLES,
    QUESTIONS,
    WordEncoder,
    shared_names,
    shared_record,
    toy_index,
)

CREW_32 = "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito."
PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
FIVE = "The launch cover of Soyuz TM-32 has five postmarks."
FRANKED = (
    "The launch cover of Soyuz TM-32 is franked with stamp s. 6426, which shows the "
    "Ostankino tower."
)


@cache
def index():
    return toy_index()


@cache
def known():
    return annotated(index(), shared_record(), shared_names().find)


def texts(rows):
    return [index().sentences[row][0].words_of(index().sentences[row][1]) for row in rows]


def number(text):
    every = texts(range(len(index().sentences)))
    return every.index(text)


@pytest.mark.parametrize(
    ("postings", "name", "sentences"),
    [
        ("people", "Dennis Tito", 2),
        ("stamps", "6426", 1),
        ("named", "Soyuz TM-33", 2),
        ("own", "Soyuz 1", 5),
        # what an anticipated question says of a sentence
        ("asked", "tourist", 1),
        ("said", "parachut", 1),
    ],
)
def test_sentences_lie_by_what_they_name_and_say(postings, name, sentences):
    assert len(getattr(known(), postings).rows_of(name)) == sentences


def test_passages_lie_by_the_words_of_their_headings():
    rows = known().headings.rows_of("memori")
    assert [index().passages[row].section for row in rows] == ["The memorial cover of Soyuz 1"]


def test_each_sentence_has_its_passage_its_dates_and_what_it_is():
    assert known().sentences == len(index().sentences)
    assert [index().passages[one] for one in known().passage_of] == [
        passage for passage, _ in index().sentences
    ]
    (launched,) = (row for row in range(17) if texts([row])[0].endswith("23 April 1967."))
    assert known().dates.of_row(launched).tolist() == [[1967, 4, 23]]
    notes = [row for row, flags in enumerate(known().flags) if flags & NOTE]
    assert [text.split()[:3] for text in texts(notes)] == [["The", "source", "says"]]
    assert not any(known().flags & LEAD)


@pytest.mark.parametrize(
    ("kind", "sentence", "offered"),
    [
        ("who", PILOT, ["vladimir komarov"]),
        ("how many", FIVE, ["five"]),
        ("when", PILOT, []),
    ],
)
def test_what_a_sentence_offers_is_kept_by_kind_of_answer(kind, sentence, offered):
    spans = known().offers[kind].of_row(number(sentence))
    assert [known().spans[one] for one in spans] == offered


def test_who_stands_beside_a_mission_is_told_or_denied():
    assert ("Soyuz TM-32", "Dennis Tito") in known().told
    assert ("Soyuz 1", "Dennis Tito") not in known().told | known().denied
    assert known().told.isdisjoint(known().denied)


def test_who_is_told_of_anywhere_is_known_by_name():
    assert {"Dennis Tito", "Vladimir Komarov"} <= known().names_told
    assert "Yuri Gagarin" not in known().names_told


def test_passages_lie_by_their_missions_and_sentences_by_the_words_of_names():
    rows = known().subjects.rows_of("Soyuz 3")
    assert {index().passages[row].article for row in rows} == {"soyuz-3"}
    assert texts(known().capitals.with_all(["dennis", "tito"]))[0] == CREW_32


def test_the_rarest_word_is_in_one_text():
    assert known().fewest == 1


# An index that has them, and one whose annotations are another's


def kept(home, annotated_by=None):
    """The toy world on disk with its annotations, and read again."""
    record = shared_record()
    name = annotated_by or made_by(record)
    planned = building.plan(ARTICLES, QUESTIONS, record, "toy", "toy-1", annotated_by=name)
    made = building.build(
        planned, WordEncoder(), annotate=lambda made: annotate(made, shared_record())
    )
    with writer_lock(home):
        store.save(made, home)
    return store.load(home)


def test_an_index_with_annotations_is_not_looked_through_again(tmp_path, monkeypatch):
    before = Assistant(toy_index(), WordEncoder(), shared_record())
    saved = kept(tmp_path)
    monkeypatch.setattr("assistant.pipeline.annotated", None)
    after = Assistant(saved, WordEncoder(), shared_record())
    for question in ("Who was the pilot of Soyuz 1?", "When did Tito fly?", "What is a maxicard?"):
        one, other = before.trace(question), after.trace(question)
        assert one.reply.text == other.reply.text
        assert one.reply.follow_ups == other.reply.follow_ups
        if one.attempt:
            assert list(one.attempt.best.evidence) == list(other.attempt.best.evidence)


def test_annotations_of_another_record_are_found_anew(tmp_path, caplog):
    other = MissionRecord(MissionFile((), (), (), ()))
    assert made_by(other) != made_by(shared_record())
    assistant = Assistant(kept(tmp_path), WordEncoder(), other)
    assert "until `assistant index` ran" in caplog.text
    assert assistant.judge.retriever.together("Soyuz TM-32", "Dennis Tito") is None


def test_other_code_finds_annotations_anew(tmp_path, monkeypatch):
    before = made_by(shared_record())
    (tmp_path / "rules.py").write_text("MORE = 1\n", encoding="utf-8")
    monkeypatch.setattr(annotating, "ROOT", tmp_path)
    monkeypatch.setattr(annotating, "_CODE", ("rules.py",))
    annotating.code_digest.cache_clear()
    try:
        assert made_by(shared_record()) != before
    finally:
        annotating.code_digest.cache_clear()


def test_every_module_that_finds_annotations_is_there():
    assert [name for name in annotating._CODE if not (annotating.ROOT / name).exists()] == []


def test_another_finder_makes_another_generation():
    one, other = (
        building.plan(ARTICLES, (), shared_record(), "toy", "toy-1", annotated_by=name)
        for name in ("a", "b")
    )
    assert one.manifest.generation != other.manifest.generation

"""Which subject the words of a name mean: a term, an article, a section, covers or a name."""

import pytest

from assistant.plan.record_words import stemmed
from assistant.plan.subjects import (
    MAX_SENTENCES,
    CoversSubject,
    SectionsSubject,
    TermSubject,
)
from tests.articles_toy import real_library, real_topics

GAGARIN_START = SectionsSubject((("baikonur-postmarks", "The Gagarin Start postmark"),))
AFFAIR = SectionsSubject((("soyuz-tm-21", "The forged covers of the Soyuz TM-21 affair"),))


@pytest.mark.parametrize(
    ("words", "least", "subject"),
    [
        # a term of the glossary, one of several of its section, and with an article before it
        ("Cachet", 1, TermSubject("glossary", "Cachet", "Cachet")),
        (
            "the postmark",
            1,
            TermSubject("glossary", "Postmark, cancel and pictorial postmark", "Postmark"),
        ),
        (
            "space tourists",
            1,
            TermSubject("glossary", "Spaceflight participant and space tourist", "space tourist"),
        ),
        # a section of just this name, or whose name has the words
        ("flight of Soyuz 9", 2, SectionsSubject((("soyuz-9", "The flight of Soyuz 9"),))),
        ("Gagarin Start", 1, GAGARIN_START),
        ("forged covers", 2, AFFAIR),
        # a year may stand in its text
        ("forged covers 1995", 2, AFFAIR),
        ("forged covers 1902", 2, None),
        # a part needs so many words, the whole name does not
        ("Gagarin Start", 3, None),
        (
            "registered mail",
            3,
            TermSubject(
                "glossary", "Registered mail and the letter З (Zakaznoe)", "Registered mail"
            ),
        ),
        ("wombats", 1, None),
        ("the article", 1, None),
        ("of the", 1, None),
        ("", 1, None),
    ],
)
def test_the_subject_of_a_name(words, least, subject):
    assert real_topics().find(words, least=least) == subject


def test_beside_a_known_name_all_other_words_must_be_said():
    assert real_topics().find("affair", least=1) == AFFAIR
    assert real_topics().find("affair", least=1, known=True) is None
    assert real_topics().find("forged covers affair", least=1, known=True) == AFFAIR


@pytest.mark.parametrize(
    ("words", "covers"),
    [
        (["docking", "cover"], ("soyuz-10-docking",)),
        (["cover"], ("soyuz-10-launch", "soyuz-10-docking")),
        (["memorial", "cover"], None),
        # no word says that it is a cover
        (["dog"], None),
    ],
)
def test_the_covers_of_a_mission_by_their_kind(words, covers):
    found = real_topics().covers(["Soyuz 10"], stemmed(words))
    assert found == (CoversSubject(covers) if covers else None)


@pytest.mark.parametrize(
    ("words", "covers"),
    [
        ("Houston cover", ("sts-60-houston-wide",)),
        ("the Znamya card", ("znamya-card",)),
        ("Houston", None),
        # too many have it
        ("cover", None),
    ],
)
def test_covers_by_their_titles(words, covers):
    assert real_topics().titled(words) == (CoversSubject(covers) if covers else None)


def sentences(words):
    found = real_topics().naming(words)
    if found is None:
        return None
    return [
        passage.words_of(sentence)
        for article, start in found.sentences
        for passage in real_library().passages[article]
        for sentence in passage.sentences
        if sentence.start == start
    ]


def test_a_name_that_no_title_has_is_of_the_sentences_that_have_it():
    told = sentences("Lance Bass")
    assert len(told) == 3
    assert all("Lance Bass" in one or "Bass" in one for one in told)
    assert len(sentences("Carsten Fuchs")) == MAX_SENTENCES
    assert "Carsten Fuchs, a " in sentences("Carsten Fuchs")[0]


@pytest.mark.parametrize("words", ["wombat", "", "Soyuz"])
def test_a_name_of_no_sentence_or_of_too_many_is_none(words):
    assert sentences(words) is None

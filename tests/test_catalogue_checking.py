"""Which values of a catalogue no sentence tells, and what of the articles is not catalogued."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_toy import COVERS, POSTMARKS, STAMPS, toy_articles, toy_catalogue

from corpus.article import article_from_blocks
from corpus.catalogue.checking import (
    Untold,
    numbers_without_stamp,
    sections_without_cover,
    stray_cancels,
    untold_values,
)
from corpus.catalogue.normalisation import missing_words, number_words, same_word, words
from corpus.catalogue.schema import (
    Catalogue,
    Cover,
    CoverPostmark,
    Issue,
    SectionReference,
    Telling,
)


def test_the_toy_catalogue_says_nothing_that_no_sentence_tells(tmp_path):
    catalogue = toy_catalogue(tmp_path)
    assert untold_values(catalogue) == stray_cancels(catalogue) == ()


@pytest.mark.parametrize(
    ("old", "new", "untold"),
    [
        (
            'colour = "purple"',
            'colour = "pale blue"',
            Untold('cover "dove-1-launch", postmark 1', "colour", "pale blue", ("pale", "blue")),
        ),
        (
            "date = 2003-05-03",
            "date = 2003-05-04",
            Untold('cover "dove-1-launch", postmark 1', "date", "2003-05-04", ("4 May 2003",)),
        ),
        (
            "printed = 60",
            "printed = 61",
            Untold('cover "dove-1-launch", issue 1', "printed", "61", ("61",)),
        ),
        (
            'number = "6777"',
            'number = "6777a"',
            Untold('cover "dove-1-landing", stamp 1', "number", "6777a", ("6777a",)),
        ),
        (
            'person = "Anna Petrova"',
            'person = "Anna Ivanova"',
            Untold('cover "dove-1-launch", autograph 1', "person", "Anna Ivanova", ("ivanova",)),
        ),
        (
            "date = 2003-05-09\nsentence",
            "date = 2003-05-10\nsentence",
            Untold('cover "dove-1-landing"', "date", "2003-05-10", ("10 May 2003",)),
        ),
    ],
)
def test_a_word_that_no_sentence_has_is_named_with_its_place(tmp_path, old, new, untold):
    assert COVERS.count(old) == 1
    assert untold_values(toy_catalogue(tmp_path, COVERS.replace(old, new))) == (untold,)


def test_shared_tables_are_checked_but_for_the_names_that_the_catalogue_gives(tmp_path):
    postmarks = POSTMARKS.replace('name = "Dove', 'name = "Bird').replace(
        'motif = "a pigeon', 'motif = "a raven'
    )
    stamps = STAMPS.replace('"Russia"', '"Kazakhstan"')
    assert untold_values(toy_catalogue(tmp_path, stamps=stamps, postmarks=postmarks)) == (
        Untold('stamps.toml, stamp "s. 6777"', "country", "Kazakhstan", ("kazakhstan",)),
        Untold(
            'postmarks.toml, postmark "dove-start"',
            "motif",
            "a raven over a launch pad",
            ("raven",),
        ),
    )


def test_a_shared_mark_may_be_named_as_where_it_is_described(tmp_path):
    """And only named so: its motif on this cover is this cover's sentence's to tell."""
    named = COVERS.replace('mark = "dove-start"', 'mark = "dove-start"\nname = "Field Post pigeon"')
    assert untold_values(toy_catalogue(tmp_path, named)) == ()
    shown = COVERS.replace('mark = "dove-start"', 'mark = "dove-start"\nmotif = "a pigeon"')
    assert untold_values(toy_catalogue(tmp_path, shown)) == (
        Untold('cover "dove-1-launch", postmark 1', "motif", "a pigeon", ("pigeon",)),
    )


def test_what_is_untold_reads_as_one_sentence():
    assert str(Untold('cover "dove", postmark 1', "colour", "pale blue", ("pale", "blue"))) == (
        'cover "dove", postmark 1: no sentence tells "pale", "blue" of colour "pale blue"; add '
        "the sentence that does, or use its words"
    )


def cover_with(sentence, **tables):
    told = (Telling("dove-1", sentence),)
    return Catalogue(
        (
            Cover(
                "dove",
                "Dove",
                "cover",
                "dove-1",
                "",
                told,
                **{name: make(told) for name, make in tables.items()},
            ),
        )
    )


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It is dated 28 October 2003.", True),
        ("It is dated October 28, 2003.", True),
        ("It reads 28.10.03.", True),
        ("It was struck on 28 October, after the launch.", True),  # the year stands elsewhere
        ("It was struck on 27 and 28 October 2003.", True),
        ("It is dated 28 October 2004.", False),
        ("It is of October 2003.", False),
        ("It has the stamp 28 of 10 euros.", False),
    ],
)
def test_a_date_in_any_notation_tells_the_day(sentence, told):
    catalogue = cover_with(
        sentence, postmarks=lambda by: (CoverPostmark(by, date=date(2003, 10, 28)),)
    )
    assert (untold_values(catalogue) == ()) is told


@pytest.mark.parametrize(
    ("sentence", "printed", "told"),
    [
        ("There are sixty covers.", 60, True),
        ("There are 1,038 covers.", 1038, True),
        ("There are two hundred and five covers.", 205, True),
        ("There are 600 covers.", 60, False),
    ],
)
def test_a_number_may_be_written_in_words(sentence, printed, told):
    catalogue = cover_with(sentence, issue=lambda by: Issue(by, printed=printed))
    assert (untold_values(catalogue) == ()) is told


def test_a_postmark_strikes_stamps_that_the_cover_has(tmp_path):
    catalogue = toy_catalogue(tmp_path, COVERS.replace('["s. 6777"]', '["6777", "s. 6430"]'))
    assert stray_cancels(catalogue) == (
        Untold('cover "dove-1-launch", postmark 1', "cancels", "s. 6430", ("s. 6430",)),
    )


def test_a_section_of_a_cover_that_is_not_catalogued_is_named(tmp_path):
    covers = COVERS.split("\n[[cover]]")
    catalogue = toy_catalogue(tmp_path, "\n[[cover]]".join((covers[0], covers[1], covers[3])))
    assert sections_without_cover(catalogue, toy_articles()) == (
        SectionReference("dove-1", "The landing cover of Dove 1"),
    )
    assert sections_without_cover(toy_catalogue(tmp_path), toy_articles()) == ()


def test_a_stamp_number_that_is_not_catalogued_is_named_once_for_an_article(tmp_path):
    article = article_from_blocks(
        slug="more",
        title="More",
        blocks=[
            ("paragraph", "It has s. 6777 and s. 6430. The stamp s. 6430 is blue. 5 minutes. 7.")
        ],
    )
    assert numbers_without_stamp(toy_catalogue(tmp_path), [article]) == (("more", "s. 6430"),)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("russia", "russian", True),
        ("country", "countries", True),
        ("stamp", "stamped", True),
        ("cancel", "cancelled", True),
        ("red", "reds", True),
        ("red", "reduced", False),
        ("6874c", "6874d", False),
        ("purple", "purpose", False),
    ],
)
def test_forms_of_a_word(one, other, same):
    assert same_word(one, other) is same_word(other, one) is same


def test_words_are_folded():
    assert words("Haigneré’s “Soyuz/Baikonur” cancel, 1,038 times") == (
        "haignere",
        "soyuz",
        "baikonur",
        "cancel",
        "1038",
        "times",
    )
    assert missing_words("the cancel of a raven", words("Cancels of ravens")) == ()
    assert number_words(2011) == ("two", "thousand", "eleven")

"""The folder of covers as a `Catalogue`, and what is refused on the way."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_toy import (
    COVERS,
    DOUBTED,
    INTRODUCED,
    MARK,
    POSTMARKS,
    SIGNED,
    STAMPED,
    STAMPS,
    STRUCK,
    toy_articles,
    toy_catalogue,
    write_folder,
)

from corpus.article import CorpusError, article_from_blocks
from corpus.catalogue.reading import read_catalogue
from corpus.catalogue.schema import (
    Autograph,
    Cachet,
    Catalogue,
    Cover,
    CoverNote,
    CoverPostmark,
    CoverStamp,
    Issue,
    Postmark,
    SectionReference,
    Stamp,
    Telling,
    stamp_key,
)
from corpus.catalogue.sentences import span_of


def told(*sentences, article="dove-1"):
    return tuple(Telling(article, sentence) for sentence in sentences)


def test_a_cover_is_read_with_everything_on_it_and_the_sentences_that_tell_it(tmp_path):
    assert toy_catalogue(tmp_path).covers[0] == Cover(
        id="dove-1-launch",
        title="Launch cover of Dove 1",
        kind="launch cover",
        article="dove-1",
        section="The launch cover of Dove 1",
        tellings=told(INTRODUCED),
        missions=("Dove 1",),
        also=(SectionReference("dove-marks", "The Dove Start postmark"),),
        stamps=(CoverStamp(told(STAMPED), "s. 6777", "a dove", count=2),),
        postmarks=(
            CoverPostmark(
                told(STRUCK, STAMPED),
                "dove-start",
                date=date(2003, 5, 3),
                colour="purple",
                letter="a",
                strikes=2,
                cancels=("s. 6777",),
            ),
        ),
        cachet=Cachet(told(SIGNED), colour="green"),
        autographs=(Autograph(told(SIGNED), "Anna Petrova", position="below the green cachet"),),
        issue=Issue(told(INTRODUCED), printed=60, price="5 euros"),
    )


def test_the_sentence_of_a_note_is_a_sentence_of_the_article(tmp_path):
    assert toy_catalogue(tmp_path).covers[1].notes == (CoverNote(told(DOUBTED)),)


def test_shared_stamps_and_postmarks_are_read(tmp_path):
    catalogue = toy_catalogue(tmp_path)
    assert catalogue.stamps == (Stamp("s. 6777", told(STAMPED), "Scott", "Russia", "a dove"),)
    assert catalogue.postmarks == (
        Postmark(
            "dove-start",
            "Dove Start postmark",
            "dove-marks",
            "The Dove Start postmark",
            told(MARK, article="dove-marks"),
            wording=("Dove Field Post",),
            motif="a pigeon over a launch pad",
        ),
    )


def test_the_lead_of_another_article_may_describe_a_cover(tmp_path):
    card = toy_catalogue(tmp_path).cover("dove-card")
    assert (card.article, card.section, card.missions) == ("dove-marks", "", ())


def test_lookups_take_a_name_in_any_spelling(tmp_path):
    catalogue = toy_catalogue(tmp_path)
    launch, landing, card = catalogue.covers
    assert catalogue.cover("dove-1-landing") == landing
    assert catalogue.of_mission("dove-1") == (launch, landing)
    assert catalogue.with_stamp("Scott 6777") == (launch, landing)
    assert catalogue.with_mark("dove-start") == (launch,)
    assert catalogue.in_article("dove-marks") == (launch, card)
    assert catalogue.in_article("dove-1", "The landing cover of Dove 1") == (landing,)
    assert catalogue.stamp("6777") == catalogue.stamps[0]
    assert catalogue.postmark("dove-start") == catalogue.postmarks[0]


def test_a_lookup_of_what_is_not_there_finds_nothing(tmp_path):
    catalogue = toy_catalogue(tmp_path)
    assert catalogue.cover("dove-2") is catalogue.stamp("6778") is catalogue.postmark("x") is None
    assert catalogue.of_mission("Dove 2") == catalogue.with_stamp("") == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("s. 6874c", "6874C", True),
        ("s.6777", "Scott 6777", True),
        ("s6777", "6777", True),
        ("Mi. 6777", "6777", False),  # another catalogue
        ("6874c", "6874d", False),
    ],
)
def test_spellings_of_a_stamp_number(one, other, same):
    assert (stamp_key(one) == stamp_key(other)) is same


def test_no_folder_and_an_empty_one_are_an_empty_catalogue(tmp_path):
    assert read_catalogue([tmp_path / "none", tmp_path], toy_articles()) == Catalogue()


def test_hidden_files_are_not_read(tmp_path):
    (tmp_path / ".dove-1.toml").write_text("broken", encoding="utf-8")
    assert read_catalogue([tmp_path], toy_articles()) == Catalogue()


REFUSED = [
    # a key that no cover has
    (
        'id = "dove-1-landing"',
        'id = "dove-1-landing"\ncolor = "red"',
        'color = "red"',
        'unknown key "color"; known are also, article, autograph, cachet, date, handstamp, id, '
        "images, issue, kind, label, missions, note, postmark, section, sentence, stamp, title",
    ),
    # a key that other tables have, in a table within a cover
    (
        "[[cover.note]]",
        '[[cover.note]]\ntext = "x"',
        'text = "x"',
        'unknown key "text"; known are article, sentence',
    ),
    # a table that no cover has
    (
        "[[cover.note]]",
        "[[cover.seal]]",
        "[[cover.seal]]",
        'unknown key "seal"; known are also, article, autograph, cachet, date, handstamp, id, '
        "images, issue, kind, label, missions, note, postmark, section, sentence, stamp, title",
    ),
    (
        'id = "dove-1-landing"',
        'id = "dove-1-launch"',
        "SECOND",
        'the id "dove-1-launch" is taken by dove-1.toml, line 3; give another or remove one',
    ),
    (
        'id = "dove-1-landing"',
        'id = "Dove 1"',
        'id = "Dove 1"',
        '"Dove 1" is no id; write lower case words with hyphens',
    ),
    (
        'kind = "landing cover"',
        'kind = "letter"',
        'kind = "letter"',
        '"letter" is no kind; known are launch cover, docking cover, landing cover, event cover, '
        "first day cover, memorial cover, flown cover, souvenir cover, anniversary cover, maxicard, "
        "postcard, souvenir card, miniature sheet, postal stationery, cover, souvenir",
    ),
    (
        'genuine = "forged"',
        'genuine = "fake"',
        'genuine = "fake"',
        '"fake" is no genuine; known are genuine, doubtful, forged, fantasy',
    ),
    (
        "printed = 60",
        'printed = "sixty"',
        'printed = "sixty"',
        '"printed" must be a whole number from 1; write it without quotes',
    ),
    (
        "date = 2003-05-03",
        'date = "3 May 2003"',
        'date = "3 May 2003"',
        '"date" must be a date; write it like 2003-10-18, unquoted',
    ),
    (
        'cancels = ["s. 6777"]',
        'cancels = "s. 6777"',
        'cancels = "s. 6777"',
        '"cancels" must be a list of texts; write ["one", "two"]',
    ),
    (
        "[cover.cachet]",
        "[[cover.cachet]]",
        "[[cover.cachet]]",
        '"cachet" must be one table; write it below a line [cachet]',
    ),
    (
        'mark = "dove-start"',
        'mark = "dove"',
        'mark = "dove"',
        'there is no postmark "dove"; add a [[postmark]] with this id to postmarks.toml, or mend '
        "the id",
    ),
    (
        'article = "dove-marks"\nsection = ""',
        'article = "doves"\nsection = ""',
        'article = "doves"',
        'there is no article "doves"; mend the slug',
    ),
    (
        'section = "The landing cover of Dove 1"',
        'section = "Landing"',
        'section = "Landing"',
        'the article "dove-1" has no section "Landing"; copy the heading from it',
    ),
    (
        'missions = ["Dove 1"]\nkind = "landing',
        'missions = ["Dove I"]\nkind = "landing',
        'missions = ["Dove I"]',
        'no article names the mission "Dove I"; write it as the article\'s front matter does',
    ),
    (
        f'price = "5 euros"\nsentence = "{INTRODUCED}"',
        'price = "5 euros"\nsentence = "It is."',
        'sentence = "It is."',
        'the article "dove-1" has no sentence "It is."; copy it word for word',
    ),
    (
        f'genuine = "forged"\nsentence = "{DOUBTED}"',
        'genuine = "forged"\nsentence = "as dealers found."',
        'sentence = "as dealers found."',
        '"as dealers found." is part of a sentence of "dove-1"; give the whole sentence',
    ),
    (
        f'genuine = "forged"\nsentence = "{DOUBTED}"',
        'genuine = "forged"',
        "[cover.issue] 2",
        '"sentence" is missing; give a text or a list of texts',
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "at", "problem"), REFUSED, ids=[problem[:40] for *_, problem in REFUSED]
)
def test_a_mistake_is_refused_with_its_line_and_what_to_do(tmp_path, old, new, at, problem):
    assert COVERS.count(old) == 1
    covers = COVERS.replace(old, new)
    with pytest.raises(CorpusError) as refusal:
        toy_catalogue(tmp_path, covers)
    assert refusal.value.problem == problem
    assert refusal.value.path == str(tmp_path / "dove-1.toml")
    assert refusal.value.line == line_of(covers, at)


def line_of(covers: str, at: str) -> int:
    """The line of a text; of an id the second one, of a table that lacks a key its header."""
    lines = covers.split("\n")
    if at == "SECOND":
        first = lines.index('id = "dove-1-launch"')
        return lines.index('id = "dove-1-launch"', first + 1) + 1
    if at == "[cover.issue] 2":
        return lines.index("[cover.issue]", lines.index("[cover.issue]") + 1) + 1
    return lines.index(at) + 1


def test_broken_toml_is_refused_with_its_line(tmp_path):
    with pytest.raises(CorpusError, match=r"dove-1\.toml, line 2: broken TOML: .+; mend this line"):
        toy_catalogue(tmp_path, '[[cover]]\nid = "dove\n')


def test_a_file_that_no_article_has_is_refused(tmp_path):
    folder = write_folder(tmp_path)
    (folder / "dove-1.toml").rename(folder / "dove-2.toml")
    with pytest.raises(CorpusError, match='line 2: there is no article "dove-2"; name the file'):
        read_catalogue([folder], toy_articles())


def test_a_stamp_number_in_another_spelling_is_taken(tmp_path):
    again = STAMPS + STAMPS.replace('"s. 6777"', '"Scott 6777"')
    with pytest.raises(CorpusError) as refusal:
        toy_catalogue(tmp_path, stamps=again)
    assert refusal.value.problem == (
        'the number "Scott 6777" is taken by stamps.toml, line 3; give another or remove one'
    )
    assert refusal.value.line == 11


def test_a_shared_table_must_name_its_article(tmp_path):
    with pytest.raises(CorpusError, match='line 2: "article" is missing'):
        toy_catalogue(tmp_path, postmarks=POSTMARKS.replace('article = "dove-marks"\n', ""))


def test_a_mistake_in_an_inline_table_is_at_the_line_of_its_key(tmp_path):
    covers = f"""[[cover]]
id = "dove"
title = "Dove"
kind = "cover"
section = "The landing cover of Dove 1"
note = [{{ sentence = "{DOUBTED}" }}]
sentence = "{INTRODUCED}"
"""
    assert toy_catalogue(tmp_path, covers).covers[0].notes == (CoverNote(told(DOUBTED)),)
    with pytest.raises(CorpusError, match=r'line 6: the article "dove-1" has no sentence "No."'):
        toy_catalogue(tmp_path, covers.replace(DOUBTED, "No."))


def test_a_sentence_is_found_whole_behind_its_like():
    article = article_from_blocks(
        slug="dove-1",
        title="Dove",
        blocks=[("heading", "A dove"), ("paragraph", "Not a dove. It flew. A dove flew. It")],
    )
    dove = article.text.index("A dove flew.")
    for sentence, span in (
        ("A dove flew.", (dove, dove + 12)),
        ("A dove", (0, 6)),
        ("It", (dove + 13, dove + 15)),
        ("a dove.", None),
    ):
        assert span_of(Telling("dove-1", sentence), article) == span

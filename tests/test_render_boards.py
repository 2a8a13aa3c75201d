"""BBCode, board by board, of what is plain and of what would act as markup."""

import pytest

from assistant.render.boards import (
    MYBB,
    PHPBB,
    SMF,
    SMF_NAME_CHARACTERS,
    UBB,
    VBULLETIN,
    XENFORO,
    writer,
)
from assistant.render.citable import Citable


def one(*lines, author="A. Writer", title="Covers", url="https://c.example/a"):
    return Citable("id", lines, author, title, "2026", "2026-01-02", url, None)


PLAIN = one("One line.", "Another.")


@pytest.mark.parametrize(
    ("board", "text"),
    [
        (
            PHPBB,
            '[quote="A. Writer, Covers (2026)"]\nOne line.\nAnother.\n[/quote]\n[url=https://c.example/a]Covers[/url]',
        ),
        (
            VBULLETIN,
            '[QUOTE=A. Writer, Covers (2026)]One line.\nAnother.[/QUOTE]\n[URL="https://c.example/a"]Covers[/URL]',
        ),
        (
            SMF,
            '[quote author="A. Writer, Covers (2026)"]\nOne line.\nAnother.\n[/quote]\n[url=https://c.example/a]Covers[/url]',
        ),
        (
            XENFORO,
            "[QUOTE=\"A. Writer, Covers (2026)\"]One line.\nAnother.[/QUOTE]\n[URL='https://c.example/a']Covers[/URL]",
        ),
        (
            MYBB,
            "[quote='A. Writer, Covers (2026)']One line.\nAnother.[/quote]\n[url=https://c.example/a]Covers[/url]",
        ),
        (
            UBB,
            "[quote]One line.\nAnother.[/quote]\nA. Writer, [i]Covers[/i] (2026): https://c.example/a",
        ),
    ],
)
def test_each_board_has_its_own_quote_with_the_source(board, text):
    cited = writer(board)([PLAIN], [])
    assert (cited.text, cited.altered) == (text, False)


def test_paragraphs_stand_before_the_quotes():
    cited = writer(UBB)([PLAIN, PLAIN], ["Yes.", "See below."])
    assert cited.text.split("\n\n")[:2] == ["Yes.", "See below."]
    assert cited.text.count("[quote]") == 2


@pytest.mark.parametrize("board", [PHPBB, VBULLETIN, SMF, XENFORO, MYBB, UBB])
def test_without_an_address_the_title_stands_alone(board):
    text = writer(board)([one("Words.", url="")], []).text
    assert text.count("Covers") == 1
    assert "url" not in text.lower()


@pytest.mark.parametrize(
    ("board", "words", "body", "altered"),
    [
        # a number in brackets is no tag, a mail address no mention
        (PHPBB, "s. 6426 [12], a@b.org", "s. 6426 [12], a@b.org", False),
        # no-parse tags where the board has them
        (VBULLETIN, "A [b]tag", "[NOPARSE]A [b]tag[/NOPARSE]", False),
        (SMF, "A [b]tag", "[nobbc]A [b]tag[/nobbc]", False),
        (XENFORO, "A [b]tag", "[PLAIN]A [b]tag[/PLAIN]", False),
        # else the brackets turn
        (PHPBB, "A [b]tag", "A (b)tag", True),
        # ... and where the words would end the no-parse tags
        (SMF, "A [/nobbc] tag", "A (/nobbc) tag", True),
        (XENFORO, "A [ /PLAIN] tag", "A ( /PLAIN) tag", True),
        # a mention comes apart
        (UBB, "See @admin", "See @ admin", True),
        (VBULLETIN, "See @admin", "[NOPARSE]See @admin[/NOPARSE]", False),
    ],
)
def test_what_could_act_as_markup_does_not(board, words, body, altered):
    cited = writer(board)([one(words)], [])
    assert body in cited.text
    assert cited.altered is altered


def test_a_name_cannot_end_its_tag():
    hostile = one("Words.", author="A\"] @boss; B'C", title="T [x]: 5")
    for board in (PHPBB, VBULLETIN, SMF, XENFORO, MYBB, UBB):
        cited = writer(board)([hostile], [])
        assert cited.altered
        assert "[x]" not in cited.text
        assert "@boss" not in cited.text
    assert '[quote="A\\") @ boss; B\'C, T (x): 5 (2026)"]' in writer(PHPBB)([hostile], []).text
    assert "[QUOTE=A) @ boss B'C, T (x): 5 (2026)]" in writer(VBULLETIN)([hostile], []).text
    assert "[QUOTE=\"A') @ boss; B'C, T (x) 5 (2026)\"]" in writer(XENFORO)([hostile], []).text
    assert (
        "[quote='A\u201d) @ boss; B\u2019C, T (x): 5 (2026)']" in writer(MYBB)([hostile], []).text
    )


def test_smf_cuts_a_long_name_itself():
    text = writer(SMF)([one("Words.", author="A" * 500)], []).text
    assert f'[quote author="{"A" * SMF_NAME_CHARACTERS}"]' in text


def test_vbulletin_has_a_quote_without_a_name():
    assert writer(VBULLETIN)([one("W.", author="", title=";")], []).text.startswith("[QUOTE]W.")

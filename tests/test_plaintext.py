import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.plaintext import repaired, text_blocks

RAW = Path(__file__).parents[2] / "shared" / "articles"
SOVIET, ISS, MIR = (
    "000_46421097403d4e65.txt",
    "001_3a962ab557e29414.txt",
    "002_72e2693d2deffdd6.txt",
)
WRAPPED = (
    "\n".join(
        f"This is line {number} of a paragraph that somebody wrapped by hand, and"
        for number in range(10, 20)
    )
    + "\nhere it ends."
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # page furniture: navigation, page numbers, captions, an empty file's nothing
        (
            "top of page\n\nA cover.\n\n17\n\nPage 3 of 9\n\nSoyuz TM-14, NPO Energia.jpg\n\n"
            "more on NASA VIP cards here\n\nbottom of page",
            [("paragraph", "A cover.")],
        ),
        ("\n\n\n", []),
        # a caption with a sentence is a sentence
        ("The file is called cover.jpg.", [("paragraph", "The file is called cover.jpg.")]),
        # blanks and tabs fold, also those that do not break
        ("A  rare\t cover\u00a0here.", [("paragraph", "A rare cover here.")]),
        # a word broken at a column's end
        ("It shows the rock-\n\n\n\net on it.", [("paragraph", "It shows the rocket on it.")]),
        # a name broken behind its own hyphen keeps it
        (
            "Next came Soyuz TM-\n\n32 and its cover.",
            [("paragraph", "Next came Soyuz TM-32 and its cover.")],
        ),
        # a dash behind a blank is none
        (
            "It was sold in sets -\n\n12 covers are known.",
            [("paragraph", "It was sold in sets -"), ("paragraph", "12 covers are known.")],
        ),
        # but a hyphen inside a line is the author's
        ("Salizhan Shari-pov flew.", [("paragraph", "Salizhan Shari-pov flew.")]),
        # a sentence cut by a page goes on in lower case
        ("It would not\n\nbe allowed to fly.", [("paragraph", "It would not be allowed to fly.")]),
        # or after a word that ends none, whatever follows
        (
            "It makes an appearance on this launch cover from the\n\nRussia Post of that time.",
            [
                (
                    "paragraph",
                    "It makes an appearance on this launch cover from the Russia Post of that "
                    "time.",
                )
            ],
        ),
        # or between a given name and a surname
        (
            "The next flight was launched on October 10, 2007 with the two members of the crew, Yuri"
            "\n\nMalenchenko and Peggy Whitson.",
            [
                (
                    "paragraph",
                    "The next flight was launched on October 10, 2007 with the two members of "
                    "the crew, Yuri Malenchenko and Peggy Whitson.",
                )
            ],
        ),
        # but a word that begins sentences begins another paragraph
        (
            "They are cancelled with a single Field Post postmark with a prefix, a rarity in most "
            "Russian\n\nNine months later came the next flight.",
            [
                (
                    "paragraph",
                    "They are cancelled with a single Field Post postmark with a prefix, a "
                    "rarity in most Russian",
                ),
                ("paragraph", "Nine months later came the next flight."),
            ],
        ),
        # and so does a mission
        (
            "Note the missing word. It is not listed in any of the many postal bulletins of 1994 by "
            "Houston\n\nSoyuz TM-21 was the first in several aspects.",
            [
                (
                    "paragraph",
                    "Note the missing word. It is not listed in any of the many postal "
                    "bulletins of 1994 by Houston",
                ),
                ("paragraph", "Soyuz TM-21 was the first in several aspects."),
            ],
        ),
        # a colon, a quotation and an ellipsis end a line
        (
            "A few words:\n\nthe cover.",
            [("paragraph", "A few words:"), ("paragraph", "the cover.")],
        ),
        (
            'He said "never."\n\nthe end.',
            [("paragraph", 'He said "never."'), ("paragraph", "the end.")],
        ),
        # a hard-wrapped paragraph is one
        (WRAPPED, [("paragraph", WRAPPED.replace("\n", " "))]),
        # a heading that says something may be quoted, one that only names does not
        (
            "SOYUZ 4 and 5 - First docking between two manned craft\nOn 14-January-1969 they flew.",
            [
                ("headline", "SOYUZ 4 and 5 - First docking between two manned craft"),
                ("paragraph", "On 14-January-1969 they flew."),
            ],
        ),
        (
            "SOYUZ 6, 7 and 8\nThe flights were a first.",
            [("heading", "SOYUZ 6, 7 and 8"), ("paragraph", "The flights were a first.")],
        ),
        (
            "FIELD POST\n\nIt has a prefix.",
            [("heading", "FIELD POST"), ("paragraph", "It has a prefix.")],
        ),
        # a sentence that begins with a mission is no heading
        (
            "Soyuz 10 was the first flight to dock with Salyut 1.",
            [("paragraph", "Soyuz 10 was the first flight to dock with Salyut 1.")],
        ),
        # a crew list stays with the heading that says whose it is
        (
            "Soyuz TM-8 / EO-5\n\nAleksander Viktorenko\n\nAleksander Serebrov\n\n"
            "On February 1, 1990 he flew.",
            [
                ("heading", "Soyuz TM-8 / EO-5"),
                ("roster", "Soyuz TM-8 / EO-5\nAleksander Viktorenko\nAleksander Serebrov"),
                ("paragraph", "On February 1, 1990 he flew."),
            ],
        ),
        # names behind a wider gap have lost their heading and are not that crew
        (
            "Soyuz TM-3\n\nAleksander Victorenko\n\nMuhammad Faris (Interkosmos - Syria)\n\n\n"
            "Vladimir Titov\n\nMusa Manarov",
            [
                ("heading", "Soyuz TM-3"),
                (
                    "roster",
                    "Soyuz TM-3\nAleksander Victorenko\nMuhammad Faris (Interkosmos - Syria)",
                ),
                ("roster", "Vladimir Titov\nMusa Manarov"),
            ],
        ),
        # dated lines are a list
        (
            "19.08.96 - Soyuz TM-24 docking to MIR\n\n02.03.97 - Soyuz TM-24 undocking from MIR",
            [
                ("item", "19.08.96 - Soyuz TM-24 docking to MIR"),
                ("item", "02.03.97 - Soyuz TM-24 undocking from MIR"),
            ],
        ),
        # figures of one to three digits are values, not page numbers
        (
            "Ship data\n\nCovers carried\n80\nCovers lost\n7\nClerk\nIlse Roth",
            [
                ("paragraph", "Ship data"),
                ("row", "Covers carried: 80"),
                ("row", "Covers lost: 7"),
                ("row", "Clerk: Ilse Roth"),
            ],
        ),
        (
            "The clerk counted the letters:\n\n12\n\nHe was right.",
            [
                ("paragraph", "The clerk counted the letters:"),
                ("paragraph", "12"),
                ("paragraph", "He was right."),
            ],
        ),
        # numbers behind whole lines that count up are of pages
        (
            "The first sheet tells of sledges.\n\n7\n\nThe second sheet tells of dogs.\n\n8",
            [
                ("paragraph", "The first sheet tells of sledges."),
                ("paragraph", "The second sheet tells of dogs."),
            ],
        ),
        # compounds keep their hyphen, broken words do not
        (
            "It was an all-of-a-\n\nkind cover by a well-\n\nread clerk in a post-\n\nhouse for 20-\n\ncent "
            "stamps of Graf-\n\nZeppelin.",
            [
                (
                    "paragraph",
                    "It was an all-of-a-kind cover by a well-read clerk in a posthouse for "
                    "20-cent stamps of Graf-Zeppelin.",
                )
            ],
        ),
        # as the author writes a word elsewhere
        (
            "The air-mail rate rose. It was an air-\n\nmail cover.",
            [("paragraph", "The air-mail rate rose. It was an air-mail cover.")],
        ),
        # labels in capitals are no headings, and belong to the name above them
        (
            "Sledges\n\nRoth\nLEFT CAMP: 09:10\nCAME BACK: 17:45\nAmes\nLEFT CAMP: 09:20\nCAME BACK: 18:00",
            [
                ("paragraph", "Sledges"),
                ("row", "Roth | LEFT CAMP: 09:10 | CAME BACK: 17:45"),
                ("row", "Ames | LEFT CAMP: 09:20 | CAME BACK: 18:00"),
            ],
        ),
        # bullets and numbers make a list
        (
            "These ships had a clerk:\n• Adler\n• Falke, a\nsteamer\nNo other did.",
            [
                ("paragraph", "These ships had a clerk:"),
                ("item", "Adler"),
                ("item", "Falke, a steamer"),
                ("paragraph", "No other did."),
            ],
        ),
        ("1. Round mark\n2. Oval mark", [("item", "1. Round mark"), ("item", "2. Oval mark")]),
        # tables of bars, tabs and wide gaps
        (
            "Ship | Carried | Lost\n-----|-----|-----\nAdler | 80 | 7\nFalke | 60 | 5",
            [
                ("row", "Ship: Adler | Carried: 80 | Lost: 7"),
                ("row", "Ship: Falke | Carried: 60 | Lost: 5"),
            ],
        ),
        (
            "Ship\tLost\nAdler\t7",
            [("row", "Ship: Adler | Lost: 7")],
        ),
        (
            "Ship     Carried   Lost\nAdler    80        7\nFalke    60        5",
            [
                ("row", "Ship: Adler | Carried: 80 | Lost: 7"),
                ("row", "Ship: Falke | Carried: 60 | Lost: 5"),
            ],
        ),
        # ligatures, soft hyphens and blanks of no width
        (
            "The o\ufb03cer\u00ad s \ufb02ag and the post\u200bmark.",
            [("paragraph", "The officer s flag and the postmark.")],
        ),
        # what forums and encyclopedias put around a text, with its day
        (
            "Skip to main content\nMonday, April 9, 2001\n\nPosted by Ilse at 9:05\n\nThe Adler came.[2]"
            "\n\n14 comments\n\n[3]\n\nCategory:Ships of 1912",
            [("paragraph", "The Adler came.")],
        ),
        # but the day of a letter is its text
        (
            "April 9, 1912\n\nThe Adler came.",
            [("paragraph", "April 9, 1912"), ("paragraph", "The Adler came.")],
        ),
    ],
)
def test_each_repair(raw, expected):
    assert list(text_blocks(raw)) == expected


def test_what_is_left_out_is_named():
    found = repaired("Menu\n\nThe Adler came.\n\nPage 3 of 4\n\n|")
    assert found.blocks == (("paragraph", "The Adler came."),)
    assert found.left_out == (
        'the page around the text: "Menu"',
        'the page around the text: "Page 3 of 4"',
    )


def raw_source(name):
    path = RAW / name
    if not path.is_file():
        pytest.skip(f"the source articles are not here ({RAW}); they belong to other people")
    return path.read_text(encoding="utf-8")


def found(name, kind):
    return [words for one, words in text_blocks(raw_source(name)) if one == kind]


@pytest.mark.parametrize("name", [SOVIET, ISS, MIR])
def test_repair_adds_no_word_and_loses_only_furniture(name):
    """Letters in order, without blanks and hyphens; a roster repeats its heading on purpose."""
    raw = raw_source(name)
    furniture = r"^(?:top of page|bottom of page|Soyuz TM-14, NPO Energia\.jpg|more on .* here)\s*$"
    kept = re.sub(furniture, "", raw, flags=re.MULTILINE)
    blocks = text_blocks(raw)
    repaired = "".join(
        words
        for number, (kind, words) in enumerate(blocks)
        if not (
            kind == "heading"
            and number + 1 < len(blocks)
            and blocks[number + 1][1].startswith(words + "\n")
        )
    )
    assert re.sub(r"[\s-]", "", repaired) == re.sub(r"[\s-]", "", kept)


def test_the_soviet_source_keeps_its_two_headings_and_no_more():
    assert found(SOVIET, "headline") == ["SOYUZ 4 and 5 - First docking between two manned craft"]
    assert found(SOVIET, "heading") == ["SOYUZ 6, 7 and 8"]
    assert len(found(SOVIET, "paragraph")) == 33


@pytest.mark.parametrize(
    "expected",
    [
        # words broken at the end of a column
        "plus artwork of the Soyuz rocket – this cover has been numbered 307",
        "about 90 kilometers north of Arkalyk, a city in northern Kazakhstan.",
        "and Yuri Lonchakov. American musician Lance Bass",
        "The three autographs are in the same order as the cachet",
        # the source's own misspelling stays: "suf-ferred"
        "Although the vehicle landed safely, it sufferred a partial separation failure",
        # sentences cut between two columns
        "Soyuz TM-32 “life boat” spacecraft departed with the TM-33 crew",
        "The oval hand stamp to the right flanked by a Russian flag",
        "reverted back to a two digit year format",
        "Expedition-16 crew, Yuri Malenchenko and Commander Peggy Whitson",
        "and therefore would not be allowed to fly.",
        "cancel from the Russia Post makes an appearance on this Soyuz 13 launch cover",
        # a hard hyphen inside a line stays
        "Salizhan Shari-pov and Leroy Chiao",
    ],
)
def test_the_iss_source_has_its_broken_words_and_sentences_whole(expected):
    assert sum(expected in words for words in found(ISS, "paragraph")) == 1


@pytest.mark.parametrize(
    "whole",
    [
        # the tail of a paragraph whose head stands two paragraphs later
        "that did not affect their mission.",
        # the tail of the TMA-8 paragraph, before the TMA-8 cover
        "Tokarev and McArthur, plus Marcos Pontes landed safely on April 19, 2006.",
        "John Macco - SU 1457 / Jim Roth - SU 4694",
    ],
)
def test_the_iss_source_has_its_misplaced_pieces_apart(whole):
    assert whole in found(ISS, "paragraph")


def test_the_iss_source_does_not_glue_tma_8_to_the_cover_of_tma_9():
    cover = next(words for words in found(ISS, "paragraph") if 'sorting a "B" prefix' in words)
    assert cover.endswith("a rarity in that most Russian")


def test_the_mir_source_has_every_crew_under_its_own_heading():
    assert found(MIR, "roster") == [
        "Yuri Romanenko\nAleksander Laveikin",
        "Soyuz TM-3\nAleksander Aleksandrov\nAleksander Victorenko\n"
        "Muhammad Faris (Interkosmos - Syria)",
        # EO-3, whose heading is lost: not the crew of TM-3
        "Vladimir Titov\nMusa Manarov\nValery Polyakov",
        "Soyuz TM-5\nAnatoly Solovyev\nVictor Savinyh\nAleksander Aleksandrov "
        "(Interkosmos - Bulgaria)",
        "Soyuz TM-7 / EO-4\nAleksander Volkov\nSergey Krikalev\nJean-Loup Chrétien "
        "(Interkosmos - France)",
        "Soyuz TM-8 / EO-5\nAleksander Viktorenko\nAleksander Serebrov",
        "Soyuz TM-9 / EO-6\nAnatoly Solovyev\nAleksandr Balandin",
        "Soyuz TM-10 / EO-7\nGennady Manakov\nGennady Strekalov",
        "Soyuz TM-11 / EO-8\nViktor Afanasyev\nMusa Manarov\n"
        "Toyohiro Akiyama (commercial cosmonaut)",
        "Soyuz TM-12 / EO-9\nAnatoly Artsebarsky\nSergey Krikalev\n"
        "Helen Sharman (commercial cosmonaut)",
        "Soyuz TM-14 / EO-11\nAleksander Viktorenko\nAleksander Kaleri\n"
        "Klaus-Dietrich Flade (Germany)",
        "Soyuz TM-15 / EO-12\nAnatoly Solovyev\nSergei Avdeev\nMichel Tognini (France)",
        "Soyuz TM-16 / EO-13\nGennady Manakov\nAleksander Poleshchuk",
        "Soyuz TM-17 / EO-14\nVasily Tsibliyev\nAleksander Serebrov\nJean-Pierre Haigneré (France)",
        "Soyuz TM-18 / EO-15\nVictor Afanasyev\nYuri Usachev\nValery Polyakov",
        "Soyuz TM-19/ EO-16\nYuri Malenchenko\nTalgat Musabayev (Kazakhstan)",
    ]


def test_the_mir_source_has_its_five_postmarks_as_a_list():
    assert found(MIR, "item") == [
        "19.08.96 - Soyuz TM-24 docking to MIR",
        "19.09.96 - STS-79 docking to MIR",
        "15.01.97 - STS-81 docking to MIR",
        "12.02.97 - Soyuz TM-25 docking to MIR",
        "02.03.97 - Soyuz TM-24 undocking from MIR",
    ]


@pytest.mark.parametrize(
    "furniture", ["top of page", "bottom of page", "NPO Energia.jpg", "more on NASA VIP cards here"]
)
def test_the_mir_source_leaves_out_what_is_not_the_page(furniture):
    assert furniture in raw_source(MIR)
    assert all(furniture not in words for _, words in text_blocks(raw_source(MIR)))


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "Soyuz TM-3",
            "SOYUZ 4 and 5 - First docking",
            "Yuri Romanenko",
            "A cover is dated",
            "on the day of the launch.",
            "It shows the rock-",
            "et on its pad.",
            "17",
            "top of page",
            "19.08.96 - docking",
            "МКС",
            "\u2028",
            "\x00",
            "\ufeff",
            "-",
            "…",
            "Note: he landed",
        ]
    ),
    max_size=40,
)


@given(LINES)
def test_any_lines_give_blocks_of_folded_words(lines):
    for kind, words in text_blocks("\n".join(lines)):
        assert words == words.strip() != ""
        assert "  " not in words
        assert "\n" not in words or kind == "roster"


@given(LINES)
def test_repair_of_repaired_text_changes_no_word(lines):
    """What is kept with the index would read the same again, so quotes stay true."""
    blocks = [words for kind, words in text_blocks("\n".join(lines)) if kind == "paragraph"]
    again = [words for _, words in text_blocks("\n\n".join(blocks))]
    assert re.sub(r"[\W_]", "", "".join(again)) == re.sub(r"[\W_]", "", "".join(blocks))

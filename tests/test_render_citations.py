"""Citations to paste: exact for five hard quotes, and no text escapes its quote."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from dialects import NO_PARSE_TAGS, PARSERS, Escaped, bbcode_words, check_csl_item
from hard_quotes import COVER, HARD_QUOTES, quote_of
from hypothesis import given, note, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation
from assistant.render.citable import clean_lines
from assistant.render.citations import FORMS, UnknownForm, cite, cite_answer

BASE = "https://cachet.example"
ACCESSED = date(2026, 11, 21)
ONE_LINE = {"plain", "wikipedia", "csl-json", "bibtex", "ris"}
LONG_LINK = f"{BASE}/articles/soyuz-1?quote=0f1e2d3c:0:10#p-0f1e2d3c:~:text=It%20failed%2E"


@pytest.mark.parametrize("form", FORMS)
def test_five_hard_quotes_are_cited_as_they_were(golden, form):
    pieces = []
    for name, quote in HARD_QUOTES.items():
        cited = cite(quote, form, BASE, ACCESSED)
        pieces.append(f"===== {name}{', altered' if cited.altered else ''}\n{cited.text}\n")

    golden(f"cite-{form}.txt", "\n".join(pieces))


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_answer_is_cited_as_it_was(golden, form):
    answer = Answer(
        "24-April-1967 [/quote] @admin",
        (quote_of(COVER), quote_of("It failed.")),
        "When?",
        "high",
        "3f9c",
        note="The source says <1968>.",
    )

    golden(f"answer-{form}.txt", cite_answer(answer, form, BASE, ACCESSED).text + "\n")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "phpbb",
            '[quote="Cachet, Soyuz 1, Memorial cover (2026)"]\nIt failed.\n[/quote]\n[url=LINK]Soyuz 1, Memorial cover[/url]',
        ),
        (
            "vbulletin",
            '[QUOTE=Cachet, Soyuz 1, Memorial cover (2026)]It failed.[/QUOTE]\n[URL="LINK"]Soyuz 1, Memorial cover[/URL]',
        ),
        (
            "smf",
            '[quote author="Cachet, Soyuz 1, Memorial cover (2026)"]\nIt failed.\n[/quote]\n[url=LINK]Soyuz 1, Memorial cover[/url]',
        ),
        (
            "xenforo",
            "[QUOTE=\"Cachet, Soyuz 1, Memorial cover (2026)\"]It failed.[/QUOTE]\n[URL='LINK']Soyuz 1, Memorial cover[/URL]",
        ),
        (
            "mybb",
            "[quote='Cachet, Soyuz 1, Memorial cover (2026)']It failed.[/quote]\n[url=LINK]Soyuz 1, Memorial cover[/url]",
        ),
        ("ubb", "[quote]It failed.[/quote]\nCachet, [i]Soyuz 1[/i], Memorial cover (2026): LINK"),
        ("discourse", "> It failed.\n\n— Cachet, [Soyuz 1](LINK), Memorial cover (2026)"),
        ("markdown", "> It failed.\n>\n> — Cachet, [Soyuz 1](<LINK>), Memorial cover (2026)"),
        (
            "html",
            '<blockquote cite="LINK"><p>It failed.</p></blockquote>'
            '<cite>Cachet, <a href="LINK">Soyuz 1</a>, Memorial cover (2026)</cite>',
        ),
        ("plain", "“It failed.”\nCachet, Soyuz 1, Memorial cover (2026): LINK"),
        (
            "wikipedia",
            "<ref>{{cite web |url=LINK |title=Soyuz 1 |author=Cachet |date=2026-01-02 "
            "|website=Cachet |at=Memorial cover |access-date=2026-11-21 |quote=It failed.}}</ref>",
        ),
    ],
)
def test_the_markup_is_the_boards_own(form, expected):
    cited = cite(quote_of("It failed."), form, BASE, ACCESSED)

    assert cited.text == expected.replace("LINK", LONG_LINK)
    assert not cited.altered


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("phpbb", '[quote="Covers, Memorial cover"]'),
        ("vbulletin", "[QUOTE=Covers, Memorial cover]"),
        ("smf", '[quote author="Covers, Memorial cover"]'),
        ("xenforo", '[QUOTE="Covers, Memorial cover"]'),
        ("mybb", "[quote='Covers, Memorial cover']"),
        ("ubb", "\n[i]Covers[/i], Memorial cover: https://"),
        ("discourse", "\n— [Covers](https://"),
        ("markdown", "\n> — [Covers](<https://"),
        ("html", '<cite><a href="'),
        ("plain", "\nCovers, Memorial cover: https://"),
        ("wikipedia", " |title=Covers |website=Cachet |at=Memorial cover |quote="),
        ("csl-json", '"title": "Covers"'),
        ("bibtex", "title = {{Covers}},\n  howpublished"),
        ("ris", "TY  - ELEC\nTI  - Covers\nT2"),
    ],
)
def test_without_author_and_year_the_title_stands_alone(form, expected):
    assert expected in cite(quote_of("x", citation=Citation("", "Covers", "")), form, BASE).text


@pytest.mark.parametrize("form", FORMS)
def test_without_a_public_address_there_is_no_link(form):
    cited = cite(quote_of("It failed."), form, "", ACCESSED).text

    assert "/articles/" not in cited
    assert not re.search(r"\burl\b|href|cite=|\]\(", cited, re.IGNORECASE)
    assert "Soyuz 1" in cited
    assert "It failed." in cited


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("phpbb", '[quote="Cachet, Soyuz 1, Memorial cover (2026)"]\nIt failed.\n[/quote]'),
        ("vbulletin", "[QUOTE=Cachet, Soyuz 1, Memorial cover (2026)]It failed.[/QUOTE]"),
        ("ubb", "[quote]It failed.[/quote]\nCachet, [i]Soyuz 1[/i], Memorial cover (2026)"),
        ("discourse", "> It failed.\n\n— Cachet, Soyuz 1, Memorial cover (2026)"),
        ("markdown", "> It failed.\n>\n> — Cachet, Soyuz 1, Memorial cover (2026)"),
        (
            "html",
            "<blockquote><p>It failed.</p></blockquote><cite>Cachet, Soyuz 1, Memorial cover (2026)</cite>",
        ),
        ("plain", "“It failed.”\nCachet, Soyuz 1, Memorial cover (2026)"),
    ],
)
def test_without_a_public_address_the_source_is_named_in_words(form, expected):
    assert cite(quote_of("It failed."), form, "", ACCESSED).text == expected


def test_an_unknown_form_names_those_that_are_known():
    with pytest.raises(UnknownForm, match='called "vbullettin"; choose from phpbb, vbulletin, smf'):
        cite(quote_of("x"), "vbullettin", BASE)


def test_a_board_with_no_parse_tags_keeps_every_sign_of_the_words():
    cited = cite(quote_of("He wrote [/quote] @you."), "smf", BASE)

    assert "\n[nobbc]He wrote [/quote] @you.[/nobbc]\n" in cited.text
    assert not cited.altered


@pytest.mark.parametrize("text", ["a [/quote] @you b", "[/Plain][/NOBBC][/ noparse] @you"])
@pytest.mark.parametrize("form", ["phpbb", "mybb", "ubb"])
def test_a_board_without_no_parse_tags_gets_round_brackets_and_says_so(form, text):
    cited = cite(quote_of(text), form, BASE)

    assert text.replace("[", "(").replace("]", ")").replace("@", "@ ") in cited.text
    assert cited.altered


@pytest.mark.parametrize("form", NO_PARSE_TAGS)
@pytest.mark.parametrize("text", ["[code] [/quote]", "[/nobbc][/noparse][/plain]", "[ / PLAIN ]"])
def test_no_parse_tags_are_not_trusted_with_their_own_kind(form, text):
    cited = cite(quote_of(text), form, BASE)

    assert text.replace("[", "(").replace("]", ")") in cited.text
    assert cited.altered


@pytest.mark.parametrize("form", NO_PARSE_TAGS)
def test_a_number_in_brackets_and_a_mail_address_stay(form):
    text = "See [12] and write to post@example.org."

    cited = cite(quote_of(text), form, BASE)

    assert text in cited.text
    assert not cited.altered


def test_a_zero_width_sign_cannot_hide_a_tag():
    cited = cite(quote_of("[/quo\u200bte]"), "phpbb", BASE)

    assert "(/quote)" in cited.text


def test_a_short_answer_that_is_markup_stays_words():
    answer = Answer("[/quote][img]x[/img]", (quote_of("It failed."),), "?", "low", "3f9c")

    assert cite_answer(answer, "smf", BASE).text.startswith("[nobbc][/quote][img]x[/img][/nobbc]\n")
    assert cite_answer(answer, "phpbb", BASE).altered


def test_the_same_quote_twice_is_one_reference():
    answer = Answer("x", (quote_of("It failed."), quote_of("It failed.")), "?", "low", "3f9c")

    assert len(json.loads(cite_answer(answer, "csl-json", BASE).text)) == 1


def test_links_are_unique_in_the_article_when_its_text_is_given():
    quote = quote_of("It failed.", before="The parachute opened late. ")
    texts = {"soyuz-1": "It failed. ".ljust(100, "x") + quote.passage.text}

    assert "text=parachute%20opened%20late.-,It" in cite(quote, "ubb", BASE, texts=texts).text


@pytest.mark.parametrize(
    ("updated", "issued"),
    [
        ("2026-01-02", {"date-parts": [[2026, 1, 2]]}),
        ("2008", {"date-parts": [[2008]]}),
        ("spring 2008", None),
        ("", None),
    ],
)
def test_csl_json_keeps_to_the_schema(updated, issued):
    quote = quote_of("It failed.", citation=Citation("John Macco", "Crews", updated))
    [item] = json.loads(cite(quote, "csl-json", BASE, ACCESSED).text)

    check_csl_item(item)
    assert item.get("issued") == issued
    assert item["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert item["author"] == [{"literal": "John Macco"}]


# What closes, opens or calls something in one dialect or another, and pieces of it.
SIGNS = st.sampled_from(
    [
        "[/quote]",
        "[/QUOTE]",
        "[ /Quote ]",
        "[/quote",
        "[quote=x]",
        "[",
        "]",
        "[/",
        "[12]",
        "[*]",
        "[code]",
        "[/code]",
        "[/nobbc]",
        "[NOBBC]",
        "[/noparse]",
        "[/ PLAIN]",
        "[/plain]",
        "[/pla",
        "@name",
        "@",
        "@a/b@c",
        "](http://e.example)",
        "![x](y)",
        "}}",
        "}",
        "{{",
        "|",
        "{{!}}",
        "</ref>",
        "<!--",
        "-->",
        "</p>",
        "</blockquote>",
        "<script>",
        "<",
        ">",
        "&",
        "&#91;",
        "&lt;",
        "`",
        "```",
        "``",
        "\\",
        "\\`",
        "~~~",
        "~~~~",
        "''",
        "__",
        "*",
        "**",
        "_",
        "#",
        "# ",
        "- ",
        "1. ",
        "===",
        "---",
        "+ ",
        "> ",
        "    x",
        "\n",
        "\r\n",
        "\n\n",
        "\u2028",
        "\t",
        "\0",
        "\x1b",
        "\u202e",
        "\u200b",
        "\u2066",
        "\ufeff",
        "\u201c",
        "\u201d",
        '"',
        "'",
        "ER  - ",
        "\nTY  - ",
        "@misc{",
        "\\}",
        "\\{",
        "%",
        "$",
        "^",
        "=",
        ":",
        "a",
        "cover ",
        " ",
        "|---|",
        "www.e.example",
    ]
)
TEXTS = (
    st.lists(st.one_of(SIGNS, SIGNS, st.text(max_size=6)), min_size=1, max_size=14)
    .map("".join)
    .filter(lambda text: clean_lines(text) != ("",))
)


@settings(max_examples=2000, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_no_text_escapes_its_quote_in_any_form(text):
    words = list(clean_lines(text))
    for form in FORMS:
        note(form)
        cited = cite(quote_of(text), form, BASE)
        shown = PARSERS[form](cited.text)
        expected = [" ".join(words)] if form in ONE_LINE else words
        if cited.altered:
            shown, expected = map(without_replaced_signs, (shown, expected))
        assert shown == expected


def without_replaced_signs(lines):
    return [re.sub("[][() \u201c\u201d\u2018\u2019]", "", line) for line in lines]


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(TEXTS, TEXTS)
def test_no_author_or_title_escapes_its_place_in_any_form(author, title):
    quote = quote_of("It failed.", citation=Citation(author, title, "2026-01-02"))
    for form in FORMS:
        note(form)
        assert PARSERS[form](cite(quote, form, BASE).text) == ["It failed."]


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_no_short_answer_opens_a_quote_of_its_own(text):
    answer = Answer(text, (quote_of("It failed."),), "?", "low", "3f9c")
    for form in FORMS:
        note(form)
        before, _, after = cite_answer(answer, form, BASE).text.rpartition(
            cite(quote_of("It failed."), form, BASE).text
        )
        assert after == ""
        if form in NO_PARSE_TAGS:
            bbcode_words(before.removesuffix("\n\n"), NO_PARSE_TAGS[form])


@pytest.mark.parametrize(
    ("form", "broken"),
    [
        ("phpbb", '[quote="A"]\nx[/quote]y\n[/quote]\n[url=LINK]T[/url]'),
        (
            "smf",
            '[quote author="A"]\n[nobbc]x[/NOBBC ][/quote][/nobbc]\n[/quote]\n[url=LINK]T[/url]',
        ),
        ("markdown", "> x ](http://e) [a](http://e)\n>\n> — [T](<LINK>)"),
        ("discourse", "> hello @name\n\n— A, [T](LINK), 2026"),
        (
            "html",
            '<blockquote cite="LINK"><p><b>x</p></blockquote><cite><a href="LINK">T</a></cite>',
        ),
        ("plain", "“x” said he”\nA, LINK"),
        (
            "wikipedia",
            "<ref>{{cite web |url=LINK |title=T |author=A |date=D |website=C |quote=}}}}</ref>",
        ),
        (
            "bibtex",
            "@misc{k,\n  author = {A},\n  title = {T},\n  year = {1},\n  howpublished = {C},\n"
            "  url = {LINK},\n  note = {x}}\n}",
        ),
        ("ris", "TY  - ELEC\nER  - \nTY  - ELEC"),
    ],
)
def test_the_parsers_of_these_tests_see_an_escape(form, broken):
    with pytest.raises(Escaped):
        PARSERS[form](broken.replace("LINK", LONG_LINK))


SOURCES = {"soyuz-1": ["A collector, Covers of 1967", "A club, Lists"]}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_section_the_year_and_what_the_article_was_written_from(form):
    cited = cite(quote_of("It failed."), form, BASE, ACCESSED, sources=SOURCES).text

    for told in ("Memorial cover", "2026", "A collector, Covers of 1967; A club, Lists"):
        assert told in html.unescape(cited)


@pytest.mark.parametrize("form", FORMS)
def test_a_section_that_is_called_as_its_article_is_named_once(form):
    quote = quote_of("It failed.", citation=Citation("Cachet", "Memorial cover", "2026-01-02"))
    bare = cite(quote, form, "").text
    assert bare.count("Memorial cover") == 1


@pytest.mark.parametrize(("base", "author"), [(BASE, "cachet.example, "), ("", "")])
def test_an_operators_article_without_an_author_is_cited_as_by_its_site(base, author):
    quote = quote_of("It failed.")
    theirs = replace(quote, passage=replace(quote.passage, article="our-covers"))
    assert cite(theirs, "plain", base).text.split("\n")[1].startswith(f"{author}Soyuz 1")

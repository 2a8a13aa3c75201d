"""Entries of reference managers, and footnotes of Wikipedia."""

import json
from dataclasses import replace
from datetime import date

import pytest

from assistant.render.citable import Citable
from assistant.render.references import bibtex, csl_json, ris, wikipedia

ONE = Citable(
    "cachet-a-1-9",
    ("One {line}.", "Two | 50%."),
    "A. Writer",
    "Covers & cards",
    "2026",
    "2026-01-02",
    "https://c.example/a",
    date(2026, 3, 4),
)
BARE = replace(ONE, id="cachet-b-1-9", author="", year="", updated="", url="", accessed=None)


def test_csl_json_has_what_is_known():
    items = json.loads(csl_json([ONE, BARE], ["left out"]).text)
    assert items[0] == {
        "id": "cachet-a-1-9",
        "type": "webpage",
        "title": "Covers & cards",
        "author": [{"literal": "A. Writer"}],
        "container-title": "Cachet",
        "issued": {"date-parts": [[2026, 1, 2]]},
        "accessed": {"date-parts": [[2026, 3, 4]]},
        "URL": "https://c.example/a",
        "note": "One {line}. Two | 50%.",
    }
    assert set(items[1]) == {"id", "type", "title", "container-title", "note"}


@pytest.mark.parametrize(
    ("updated", "parts"), [("2026", [2026]), ("2026-01", [2026, 1]), ("spring 2026", None)]
)
def test_a_date_is_as_exact_as_it_is_known(updated, parts):
    (item,) = json.loads(csl_json([replace(ONE, updated=updated)], []).text)
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)


def test_bibtex_escapes_what_tex_would_obey():
    assert bibtex([ONE], []).text == (
        "@misc{cachet-a-1-9,\n"
        "  author = {{A. Writer}},\n"
        "  title = {{Covers \\& cards}},\n"
        "  year = {2026},\n"
        "  howpublished = {Cachet},\n"
        "  url = {https://c.example/a},\n"
        "  urldate = {2026-03-04},\n"
        "  note = {One \\textbraceleft{}line\\textbraceright{}. Two \\textbar{} 50\\%.}\n"
        "}"
    )
    assert "author" not in bibtex([BARE], []).text


def test_ris_is_one_record_a_quote():
    assert ris([ONE, BARE], []).text.split("\n\n") == [
        "TY  - ELEC\nAU  - A. Writer\nTI  - Covers & cards\nT2  - Cachet\nPY  - 2026\n"
        "DA  - 2026/01/02\nN1  - One {line}. Two | 50%.\nUR  - https://c.example/a\n"
        "Y2  - 2026/03/04\nER  - ",
        "TY  - ELEC\nTI  - Covers & cards\nT2  - Cachet\nN1  - One {line}. Two | 50%.\nER  - ",
    ]


@pytest.mark.parametrize("write", [csl_json, bibtex, ris])
def test_a_manager_gets_each_quote_once(write):
    assert write([ONE, ONE], []).text == write([ONE], []).text


def test_wikipedia_gets_a_footnote_whose_template_nothing_ends():
    assert wikipedia([ONE], ["24 April | 1967"]).text == (
        "24 April {{!}} 1967<ref>{{cite web |url=https://c.example/a |title=Covers &#38; cards "
        "|author=A. Writer |date=2026-01-02 |website=Cachet |access-date=2026-03-04 "
        "|quote=One &#123;line&#125;. Two {{!}} 50%.}}</ref>"
    )
    signs = replace(ONE, lines=("''b'' ~~~~ __TOC__ <ref> [[x]]",))
    quote = wikipedia([signs], []).text.partition("|quote=")[2].removesuffix("}}</ref>")
    assert not set(quote) & set("'~_<>[]")

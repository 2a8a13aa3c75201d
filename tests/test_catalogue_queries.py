"""Which covers meet criteria, what each has, in words and as data."""

from __future__ import annotations

import json

import pytest
from catalogue_toy import DOUBTED, INTRODUCED, LANDED, SIGNED, STAMPED, STRUCK, toy_catalogue

from corpus.catalogue.attributes import (
    Attribute,
    attributes,
    autographs_of,
    cachet_of,
    describe,
    issue_of,
    notes_of,
    postmarks_of,
    stamps_of,
)
from corpus.catalogue.exporting import (
    CSV_COLUMNS,
    catalogue_from_json,
    catalogue_to_json,
    cover_to_json,
    csv_rows,
)
from corpus.catalogue.queries import (
    Criteria,
    Facet,
    FacetValue,
    by_date,
    colours_of,
    countries_of,
    facets,
    is_suspect,
    newest,
    oldest,
    select,
    signers_of,
)
from corpus.catalogue.schema import (
    Autograph,
    Catalogue,
    Cover,
    CoverPostmark,
    Handstamp,
    Label,
    Telling,
)

LAUNCH, LANDING, CARD = "dove-1-launch", "dove-1-landing", "dove-card"


@pytest.fixture
def catalogue(tmp_path):
    return toy_catalogue(tmp_path)


def told(*sentences):
    return tuple(Telling("dove-1", sentence) for sentence in sentences)


def ids(covers):
    return [cover.id for cover in covers]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (Criteria(), [LAUNCH, LANDING, CARD]),
        (Criteria(kind="launch cover"), [LAUNCH]),
        (Criteria(kind="cover"), []),  # a kind of its own, not every kind of cover
        (Criteria(year=2003), [LAUNCH, LANDING]),  # the launch cover's by its postmark
        (Criteria(year=1999), []),
        (Criteria(mission="DOVE 1"), [LAUNCH, LANDING]),
        (Criteria(mission="Dove 2"), []),
        (Criteria(stamp="6777"), [LAUNCH, LANDING]),
        (Criteria(stamp="6777", colour="black"), [LANDING]),
        (Criteria(mark="dove-start"), [LAUNCH]),
        (Criteria(colour="green"), [LAUNCH]),  # the cachet's
        (Criteria(country="russia"), [LAUNCH, LANDING]),  # the shared stamp's
        (Criteria(signer="Petrova"), [LAUNCH]),
        (Criteria(signer="Anna Ivanova"), []),
        (Criteria(genuine="forged"), [LANDING]),
        (Criteria(flown="yes"), []),
        (Criteria(article="dove-marks"), [LAUNCH, CARD]),
        (
            Criteria(text="purple postmark with a pigeon"),
            [LAUNCH],
        ),  # the pigeon is the shared mark's
        (Criteria(text="black pigeon"), []),
        (Criteria(text="nests"), [CARD]),
    ],
)
def test_covers_that_meet_every_criterion(catalogue, criteria, found):
    assert ids(select(catalogue, criteria)) == found


def test_facets_count_the_covers_of_each_value_the_commonest_first(catalogue):
    by_name = {facet.name: facet for facet in facets(catalogue)}
    assert list(by_name) == [
        "kind",
        "mission",
        "year",
        "stamp",
        "mark",
        "colour",
        "country",
        "signer",
        "flown",
        "genuine",
    ]
    assert by_name["stamp"] == Facet("stamp", (FacetValue("s. 6777", "s. 6777, a dove", 2),))
    assert by_name["mark"].values == (FacetValue("dove-start", "Dove Start postmark", 1),)
    assert [one.value for one in by_name["colour"].values] == ["black", "green", "purple"]
    assert by_name["year"].values == (FacetValue("2003", "2003", 2),)
    assert by_name["flown"].values == ()


def test_facets_of_a_selection_count_only_it(catalogue):
    chosen = facets(catalogue, select(catalogue, Criteria(kind="landing cover")))
    assert chosen[0].values == (FacetValue("landing cover", "landing cover", 1),)


def test_every_facet_value_selects_as_many_covers_as_it_counts(catalogue):
    for facet in facets(catalogue):
        for value in facet.values:
            given = int(value.value) if facet.name == "year" else value.value
            assert len(select(catalogue, Criteria(**{facet.name: given}))) == value.count


def test_oldest_and_newest_leave_out_what_has_no_date(catalogue):
    assert ids(by_date(catalogue.covers)) == [LAUNCH, LANDING]
    assert ids(oldest(catalogue.covers)) == [LAUNCH]
    assert ids(newest(catalogue.covers)) == [LANDING]
    assert oldest([catalogue.cover(CARD)]) == newest([]) == ()


def test_what_of_a_cover_is_suspect_coloured_signed_and_from_where(catalogue):
    launch, landing, card = catalogue.covers
    assert [is_suspect(cover) for cover in catalogue.covers] == [False, True, False]
    assert colours_of(launch) == ("purple", "green")
    assert countries_of(landing, catalogue) == ("Russia",)
    assert signers_of(launch) == ("Anna Petrova",)
    assert signers_of(card) == ()


def test_colours_in_one_text_are_several():
    cover = Cover(
        "a",
        "A",
        "cover",
        "dove-1",
        "",
        told("A."),
        postmarks=(CoverPostmark(told("A."), colour="red, white and blue"),),
    )
    assert colours_of(cover) == ("red", "white", "blue")


def test_rows_of_a_cover_say_what_it_has_and_who_tells_it(catalogue):
    launch, landing, _ = catalogue.covers
    assert stamps_of(launch) == (
        Attribute(
            "stamp",
            "Stamp",
            "2 × s. 6777, a dove",
            told(STAMPED),
            (("Number", "s. 6777"), ("Subject", "a dove"), ("Count", "2")),
        ),
    )
    assert postmarks_of(launch, catalogue) == (
        Attribute(
            "postmark",
            "Postmark",
            'Dove Start postmark: 3 May 2003, purple, prefix "a", struck 2 times, on s. 6777',
            told(STRUCK, STAMPED),
            (
                ("Name", "Dove Start postmark"),
                ("Date", "3 May 2003"),
                ("Colour", "purple"),
                ("Letter", 'prefix "a"'),
                ("Strikes", "2"),
                ("Cancels", "s. 6777"),
            ),
        ),
    )
    assert cachet_of(launch) == (
        Attribute("cachet", "Cachet", "green", told(SIGNED), (("Colour", "green"),)),
    )
    assert autographs_of(launch) == (
        Attribute(
            "autograph",
            "Autograph",
            "Anna Petrova: below the green cachet",
            told(SIGNED),
            (("Signer", "Anna Petrova"), ("Position", "below the green cachet")),
        ),
    )
    assert issue_of(launch) == (
        Attribute("issue", "Printed", "60", told(INTRODUCED)),
        Attribute("issue", "Price", "5 euros", told(INTRODUCED)),
    )
    assert notes_of(landing) == (Attribute("note", "Note", DOUBTED, told(DOUBTED)),)


def test_rows_come_in_the_order_in_which_collectors_describe(catalogue):
    rows = attributes(catalogue.cover(LAUNCH), catalogue)
    assert [row.label for row in rows] == [
        "Stamp",
        "Postmark",
        "Cachet",
        "Autograph",
        "Printed",
        "Price",
    ]
    assert attributes(catalogue.cover(CARD), catalogue) == ()


def test_things_that_are_told_by_little_still_have_a_value():
    by = told("A.")
    cover = Cover(
        "a",
        "A",
        "cover",
        "dove-1",
        "",
        by,
        postmarks=(CoverPostmark(by),),
        handstamps=(Handstamp(by, text=("Mail", "OK"), number="307"),),
        autographs=(Autograph(by, who="the crew", legible=False),),
        labels=(Label(by, "08814", "sticker"),),
    )
    assert [row.value for row in attributes(cover, Catalogue((cover,)))] == [
        "postmark",
        'handstamp: "Mail", "OK", no. 307',
        "the crew: illegible",
        "sticker, 08814",
    ]


def test_a_description_has_every_feature_and_those_of_shared_marks_and_stamps(catalogue):
    assert describe(catalogue.cover(LAUNCH), catalogue) == "\n".join(
        (
            "Launch cover of Dove 1",
            "launch cover",
            "Dove 1",
            "Stamp: 2 × s. 6777, a dove",
            'Postmark: Dove Start postmark: 3 May 2003, purple, prefix "a", struck 2 times, '
            "on s. 6777",
            "Cachet: green",
            "Autograph: Anna Petrova: below the green cachet",
            "Printed: 60",
            "Price: 5 euros",
            'Dove Start postmark: "Dove Field Post", a pigeon over a launch pad',
            "s. 6777, a dove, Russia",
        )
    )


def test_a_row_of_csv_holds_a_cover(catalogue):
    columns, landing = csv_rows(catalogue, [catalogue.cover(LANDING)])
    assert columns == CSV_COLUMNS
    assert {name: cell for name, cell in zip(columns, landing, strict=True) if cell} == {
        "id": LANDING,
        "title": "Landing cover of Dove 1",
        "kind": "landing cover",
        "missions": "Dove 1",
        "date": "2003-05-09",
        "stamps": "6777",
        "postmarks": "postmark: 9 May 2003, black",
        "genuine": "forged",
        "notes": DOUBTED,
        "article": "dove-1",
        "section": "The landing cover of Dove 1",
    }
    assert len(list(csv_rows(catalogue))) == 4


def test_a_cover_as_json_leaves_out_what_is_empty(catalogue):
    by = [{"article": "dove-1", "sentence": LANDED}]
    doubted = [{"article": "dove-1", "sentence": DOUBTED}]
    assert cover_to_json(catalogue.cover(LANDING)) == {
        "id": LANDING,
        "title": "Landing cover of Dove 1",
        "kind": "landing cover",
        "article": "dove-1",
        "section": "The landing cover of Dove 1",
        "tellings": by,
        "missions": ["Dove 1"],
        "date": "2003-05-09",
        "stamps": [{"tellings": by, "number": "6777"}],
        "postmarks": [{"tellings": by, "date": "2003-05-09", "colour": "black"}],
        "issue": {"tellings": doubted, "genuine": "forged"},
        "notes": [{"tellings": doubted}],
    }


def test_a_selection_as_json_brings_the_stamps_and_marks_that_it_carries(catalogue):
    content = catalogue_to_json(catalogue, [catalogue.cover(LANDING)])
    assert [one["id"] for one in content["covers"]] == [LANDING]
    assert [one["number"] for one in content["stamps"]] == ["s. 6777"]
    assert content["postmarks"] == []


def test_the_catalogue_comes_back_from_json_as_it_was(catalogue):
    written = json.dumps(catalogue_to_json(catalogue))
    assert catalogue_from_json(json.loads(written)) == catalogue

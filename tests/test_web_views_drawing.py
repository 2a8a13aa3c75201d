"""A drawing shows what the catalogue has, where it says so, and no two covers look alike."""

import re
from collections import Counter

import pytest

from corpus.catalogue.schema import (
    Autograph,
    Cachet,
    Catalogue,
    Cover,
    CoverPostmark,
    CoverStamp,
    Handstamp,
    Label,
    Telling,
)
from corpus.catalogue.serving import _built_in
from tests.catalogue_toy import toy_catalogue
from web.views.drawing.cover import draw
from web.views.drawing.elements import Box, lines, shortened
from web.views.drawing.glyphs import signs
from web.views.drawing.inks import inks, shape_of, spot_of
from web.views.drawing.mark import draw_mark
from web.views.drawing.placing import front_and_back, place
from web.views.drawing.things import things_on
from web.views.pages import ENVIRONMENT

TOLD = (Telling("dove-1", "It is told."),)


def cover(**rows):
    return Cover("a-cover", "A cover", "cover", "dove-1", "", TOLD, **rows)


def placed(**rows):
    return {one.thing.name: one for one in place(things_on(cover(**rows), Catalogue()), FACE)}


FACE = Box(2, 2, 405, 285)


def texts(drawing):
    return [one.text for one in drawing.elements if one.text]


def classes(drawing):
    return Counter(
        name
        for one in drawing.elements
        for key, value in one.attributes
        if key == "class"
        for name in value.split()
    )


@pytest.fixture(scope="module")
def drawings():
    catalogue = _built_in()
    return {one.id: draw(one, catalogue) for one in catalogue.covers}


def test_no_two_covers_look_alike(drawings):
    macros = ENVIRONMENT.get_template("drawing.html").module
    looks = Counter(str(macros.large(one)).replace(one.id, "") for one in drawings.values())
    assert len(looks) == 89
    assert max(looks.values()) == 1


def test_covers_of_which_different_things_are_told_differ_without_their_captions(drawings):
    """What is alike has nothing on it, or the same things in the same words."""
    catalogue = _built_in()
    alike = {}
    for one in catalogue.covers:
        face = tuple(
            shape
            for shape in drawings[one.id].elements
            if ("text-anchor", "start") not in shape.attributes or shape.along
        )
        seen = re.sub(re.escape(one.id), "", repr(face))
        seen = re.sub(r"font-size', '13'.*", "", seen)
        alike.setdefault(seen, []).append(things_on(one, catalogue))
    for things in alike.values():
        told = {
            tuple((one.sort, one.name, one.position, one.width) for one in several)
            for several in things
        }
        assert len(told) == 1


def test_the_same_cover_is_always_drawn_the_same(drawings):
    catalogue = _built_in()
    assert {one.id: draw(one, catalogue) for one in catalogue.covers} == drawings


def test_everything_told_of_the_dove_is_drawn(tmp_path):
    catalogue = toy_catalogue(tmp_path)
    drawing = draw(catalogue.cover("dove-1-launch"), catalogue)
    shown = texts(drawing)
    assert shown.count("s. 6777") == 2
    assert {"Dove Field Post", "3 May", "2003", "“a”", "×2", "Anna Petrova", "cachet"} <= set(shown)
    assert drawing.title == "Drawing of: Launch cover of Dove 1"
    assert drawing.description == (
        "Launch cover. Stamp: 2 × s. 6777, a dove. Postmark: Dove Start postmark: 3 May 2003, "
        'purple, prefix "a", struck 2 times, on s. 6777. Cachet: green. '
        "Autograph: Anna Petrova: below the green cachet"
    )
    assert classes(drawing)["ink-purple"] >= 2
    assert classes(drawing)["ink-green"] >= 1


def test_numbers_in_the_drawing_are_those_of_the_list(tmp_path):
    catalogue = toy_catalogue(tmp_path)
    drawing = draw(catalogue.cover("dove-1-launch"), catalogue)
    keys = [one.text for one in drawing.elements if ("class", "ref-number") in one.attributes]
    assert sorted(keys) == ["1", "1", "2", "3", "4"]


def test_what_no_sentence_places_is_dashed_and_the_legend_says_so():
    drawing = draw(
        cover(
            postmarks=(CoverPostmark(TOLD, name="first", position="at the bottom"),),
            handstamps=(Handstamp(TOLD, name="second"),),
        ),
        Catalogue(),
    )
    rings = [
        dict(one.attributes)["class"]
        for one in drawing.elements
        if "ring" in dict(one.attributes).get("class", "")
    ]
    assert rings == ["ring ink-none", "ring ink-none guess"]
    assert drawing.legend == (
        "Dashed: no article says where this is on the cover.",
        "Solid: the articles say where.",
        "Grey: no colour is told.",
        "A circle, or a box for a handstamp: no shape is told.",
        "The little signs stand for what is told; they are no copies.",
    )


def test_a_cover_of_which_nothing_is_told_says_so():
    drawing = draw(cover(), Catalogue())
    assert "The articles do not say what is on it." in texts(drawing)
    assert drawing.description == "Cover. The articles do not say what is on it."
    assert drawing.legend == ()


@pytest.mark.parametrize(
    ("position", "spot"),
    [
        ("in the top left corner", (0.0, 0.0)),
        ("in the lower right corner", (1.0, 1.0)),
        ("at the bottom", (0.5, 1.0)),
        ("on the right, above the address", (1.0, 0.55)),
        ("in the centre", (0.5, 0.55)),
        ("corner", None),  # which one is not told
        ("on the two top stamps", None),  # "top" is the stamps' place
        ("below the cachet", None),
        ("in the order of the cachet", None),
        ("reverse", None),
    ],
)
def test_a_position_in_words_is_a_spot(position, spot):
    assert spot_of(position) == spot


def test_a_mark_lies_on_the_stamp_that_it_strikes():
    found = placed(
        stamps=(CoverStamp(TOLD, number="s. 1"), CoverStamp(TOLD, number="s. 2")),
        postmarks=(CoverPostmark(TOLD, name="mark", cancels=("s. 2",)),),
    )
    mark, stamp = found["mark"], found["s. 2  stamp"]
    assert mark.told
    assert mark.box.overlap(stamp.box) > 0


def test_a_thing_beside_another_is_beside_it():
    found = placed(
        cachet=Cachet(TOLD),
        autographs=(Autograph(TOLD, person="Anna Petrova", position="below the cachet"),),
    )
    assert found["Anna Petrova"].box.y > found["cachet"].box.bottom
    assert found["Anna Petrova"].told


def test_things_do_not_lie_on_each_other():
    catalogue = _built_in()
    crossing = []
    for one in catalogue.covers:
        front, _ = front_and_back(things_on(one, catalogue))
        boxes = [found.box for found in place(front, FACE) if found.thing.sort != "stamp"]
        if any(box.overlap(other) > 0 for at, box in enumerate(boxes) for other in boxes[:at]):
            crossing.append(one.id)
    assert crossing == []


def test_what_is_on_the_back_is_drawn_there():
    drawing = draw(cover(handstamps=(Handstamp(TOLD, position="reverse"),)), Catalogue())
    assert "On the back" in texts(drawing)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("pentagon", "pentagon"),
        ("eight-sided", "octagon"),
        ("souvenir handstamp of octagon shape", "octagon"),
        ("double-ringed", "double ring"),
        ("oval", "oval"),
        ("triangular", "triangle"),
        ("", None),
        ("Moscow postmark", None),
    ],
)
def test_a_shape_in_words_is_an_outline(text, shape):
    assert shape_of(text) == shape


@pytest.mark.parametrize(
    ("colour", "classes_of"),
    [
        ("blue and black", ("ink-blue", "ink-black")),
        ("violet", ("ink-purple",)),
        ("multicoloured", ("ink-red", "ink-blue", "ink-green")),
        ("chartreuse", ()),
        ('red" onload="x', ("ink-red",)),
        ("", ()),
    ],
)
def test_a_colour_in_words_is_a_class_of_ours(colour, classes_of):
    assert inks(colour) == classes_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Soyuz rocket", ("rocket",)),
        ("a Soyuz docking with the Salyut station", ("docking", "station")),
        ("the Ostankino Television Tower", ("tower",)),
        ("the Russian flag", ("flag",)),
        ("manuals", ()),  # no "man" in it
    ],
)
def test_a_sign_stands_for_what_is_told(text, found):
    assert signs(text, 2) == found


def test_a_mark_with_a_shape_is_drawn_so_and_with_two_colours_twice():
    drawing = draw(
        cover(postmarks=(CoverPostmark(TOLD, shape="pentagon", colour="blue and black"),)),
        Catalogue(),
    )
    outlines = [one for one in drawing.elements if one.tag == "polygon"]
    assert [dict(one.attributes)["class"] for one in outlines] == [
        "ring ink-blue guess",
        "ring ink-black",
    ]
    assert [len(dict(one.attributes)["points"].split()) for one in outlines] == [5, 5]


def test_a_bar_code_is_bars_and_a_scrawl_is_no_name():
    drawing = draw(
        cover(
            labels=(Label(TOLD, name="bar coded sticker"), Label(TOLD, name="bar code")),
            autographs=(Autograph(TOLD, who="somebody", legible=False),),
        ),
        Catalogue(),
    )
    assert classes(drawing)["bars"] == 2
    assert "signature" not in classes(drawing)


def test_every_shared_mark_can_be_drawn_alone():
    catalogue = _built_in()
    drawn = [draw_mark(one) for one in catalogue.postmarks]
    assert len({one.id for one in drawn}) == len(catalogue.postmarks) == 39
    assert all(one.elements for one in drawn)


def test_ids_in_a_drawing_begin_with_nothing_else_than_its_own(drawings):
    ids = [
        value
        for drawing in drawings.values()
        for one in drawing.elements
        for key, value in one.attributes
        if key == "id"
    ]
    assert len(ids) == len(set(ids))


def test_drawings_have_no_style_of_their_own(drawings):
    keys = {
        key for one in drawings.values() for shape in one.elements for key, _ in shape.attributes
    }
    assert keys <= {
        "class", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "d", "id", "points",
        "font-size", "text-anchor", "transform",
    }  # fmt: skip


def test_long_words_are_cut_where_they_can_be():
    assert shortened("Cosmodrome Baikonur Field Post", 20) == "Cosmodrome Baikonur…"
    assert shortened("short", 20) == "short"
    assert lines("one two three four five six", 40, 10, 2) == ("one two", "three…")
    assert lines("", 40, 10, 2) == ()

"""A picture is drawn anew, large and small, and nothing but its points comes through."""

import io

import pytest
from PIL import Image

from corpus.article import CorpusError
from corpus.reading.child import Limits
from corpus.reading.contents import FormatError
from corpus.reading.picture_bytes import check_picture_bytes
from corpus.reading.pictures import LARGE, SMALL, read_picture
from tests.pictures_toy import SECRET, bomb, picture, write_picture


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.PNG"), ("WEBP", "a.webp")]
)
def test_metadata_and_the_place_are_dropped(tmp_path, kind, name):
    path = write_picture(tmp_path / name, kind=kind)
    found = read_picture(path)
    assert (found.width, found.height) == (64, 40)
    for data in (found.large, found.small):
        assert data[:4] + data[8:12] == b"RIFFWEBP"
        assert SECRET.encode() not in data
        with Image.open(io.BytesIO(data)) as opened:
            assert not opened.getexif()
            red, green, blue = opened.convert("RGB").getpixel((30, 20))
            assert (red > 230, green < 30, blue < 30) == (True, True, True)


def test_sizes_are_bounded_and_a_camera_that_was_turned_is_turned_back(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    Image.new("RGB", (3000, 1000), "blue").save(tmp_path / "a.jpg", exif=exif)
    found = read_picture(tmp_path / "a.jpg")
    assert (found.width, found.height) == (533, LARGE)
    with Image.open(io.BytesIO(found.small)) as small:
        assert small.size == (160, SMALL)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_mode_becomes_plain_colours(tmp_path, mode):
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    Image.new(mode, (30, 20)).save(path)
    found = read_picture(path)
    with Image.open(io.BytesIO(found.large)) as opened:
        assert (opened.mode, opened.size) == ("RGB", (30, 20))


def test_deep_greys_are_not_white(tmp_path):
    Image.new("I;16", (30, 20), 0x4000).save(tmp_path / "a.png")
    with Image.open(io.BytesIO(read_picture(tmp_path / "a.png").large)) as opened:
        assert 55 <= opened.convert("L").getpixel((9, 9)) <= 75


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.svg", b"<svg/>", "a picture is a JPEG, PNG or WebP, not .svg; save it as one of these"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "this is an SVG and no JPEG, PNG"),
        ("a.jpg", b"GIF89a", "this is a GIF and no JPEG, PNG or WebP; save it as one"),
        ("a.jpg", b"PK\3\4", "this is an archive and no JPEG"),
        ("a.jpg", b"only words", "this is no JPEG, PNG or WebP; save it as one"),
        ("a.jpg", b"", "this is no JPEG, PNG or WebP; save it as one"),
        ("a.png", bomb(), "it has 50,000 × 50,000 points, more than 40,000,000; save it smaller"),
        ("a.png", bomb(40, 40)[:60], "this is no picture, or a damaged one"),
        ("a.jpg", picture()[:300], "this is no picture, or a damaged one"),
        ("a.jpg", picture() + b"PK\3\4", "it is a picture and an archive at once; save the picture"),
        ("a.png", picture("PNG") + b"<p>", "something stands behind the picture in its file"),
        ("a.webp", picture("WEBP") + b"MZ", "something stands behind the picture in its file"),
        (
            "a.jpg",
            picture()[:2] + b"\xff\xfe\x00\x10<script>alert()"[:18] + picture()[2:],
            "it is a picture and a page with a script at once; save the picture again",
        ),
    ],
)  # fmt: skip
def test_what_is_no_picture_or_more_than_one_is_refused_by_name(tmp_path, name, data, problem):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CorpusError) as caught:
        read_picture(path)
    assert caught.value.path == str(path)
    assert caught.value.problem.startswith(problem)


def test_what_is_not_there_or_leads_elsewhere_is_refused(tmp_path):
    (tmp_path / "link.png").symlink_to(write_picture(tmp_path / "a.png", kind="PNG"))
    (tmp_path / "folder.png").mkdir()
    for name, problem in (
        ("none.png", "there is no such picture"),
        ("link.png", "this is a link"),
        ("folder.png", "this is no regular file"),
    ):
        with pytest.raises(CorpusError, match=problem):
            read_picture(tmp_path / name)


def test_a_picture_that_takes_too_long_is_refused(tmp_path):
    path = write_picture(tmp_path / "a.png", kind="PNG")
    with pytest.raises(CorpusError, match="takes too much time or memory"):
        read_picture(path, limits=Limits(wall=0.01))


def test_zeros_and_a_cameras_second_picture_may_stand_behind_the_first():
    for behind in (b"", b"\0\0\0", picture(size=(8, 8))):
        check_picture_bytes(picture() + behind)
    with pytest.raises(FormatError):
        check_picture_bytes(picture() + b"\0<html>")

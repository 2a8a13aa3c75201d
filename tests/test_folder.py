import os
from pathlib import Path

import pytest
from toy import write_article

from corpus.article import CorpusError
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "articles"
    path.mkdir()
    return path


def slugs(reading):
    return [article.slug for article in reading.articles]


def refusals(reading):
    return [(Path(error.path).name, error.line, error.problem) for error in reading.refused]


def test_reads_every_article_below_the_folders_in_path_order(folder, tmp_path):
    (folder / "b").mkdir()
    write_article(folder, "soyuz-3", "Text.")
    write_article(folder, "soyuz-1", "Text.")
    write_article(folder / "b", "mir", "Text.")
    other = tmp_path / "added"
    other.mkdir()
    write_article(other, "apollo", "Text.")
    assert slugs(read_folders([folder, other])) == ["mir", "soyuz-1", "soyuz-3", "apollo"]


def test_says_what_is_no_article_and_why(folder):
    write_article(folder, "soyuz-1", "Text.")
    (folder / "README.md").write_text("# Sources\n")
    (folder / "cover.jpg").write_bytes(b"\xff\xd8")
    (folder / "LICENSE").write_text("Free.")
    (folder / ".hidden.md").write_text("---\n")
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1"]
    assert [(Path(one.path).name, one.reason) for one in reading.skipped] == [
        ("LICENSE", "files of type none are not read"),
        (
            "README.md",
            "it tells of the folder; begin it with front matter to make it an article",
        ),
        ("cover.jpg", "a picture is shown where an article or a cover names it"),
    ]
    assert reading.refused == ()


def test_what_lies_in_a_hidden_folder_is_not_looked_at(folder):
    (folder / ".git" / "hooks").mkdir(parents=True)
    write_article(folder, "soyuz-1", "Text.")
    write_article(folder / ".git" / "hooks", "soyuz-3", "Text.")
    reading = read_folders([folder])
    assert (slugs(reading), reading.skipped) == (["soyuz-1"], ())


def test_a_file_is_read_once_though_its_folder_is_given_twice_and_within_another(
    folder, monkeypatch
):
    (folder / "b").mkdir()
    write_article(folder, "soyuz-1", "Text.")
    write_article(folder / "b", "mir", "Text.")
    (folder / "README.md").write_text("# Sources\n")
    monkeypatch.chdir(folder)
    reading = read_folders([folder / "b", folder, Path()])
    assert (slugs(reading), reading.refused) == (["mir", "soyuz-1"], ())
    assert [one.path for one in reading.skipped] == [str(folder / "README.md")]


def test_a_folder_below_a_hidden_one_may_be_given(tmp_path):
    path = tmp_path / ".covers" / "articles"
    path.mkdir(parents=True)
    write_article(path, "soyuz-1", "Text.")
    assert slugs(read_folders([path])) == ["soyuz-1"]


@pytest.mark.parametrize("opening", ["---\n", "\n---\n", "--- \n", "\ufeff\n\n\n \n\n\n---\t\n"])
def test_nearly_right_front_matter_makes_an_article_too(folder, opening):
    (folder / "a.md").write_text(f"{opening}title: A\nslug: a\n---\nText.\n", encoding="utf-8")
    reading = read_folders([folder])
    assert (slugs(reading), reading.skipped, reading.refused) == (["a"], (), ())


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret about Soyuz 1.")
    write_article(folder, "soyuz-1", "Text.")
    (folder / "link.txt").symlink_to(secret)
    (folder / "dangling.md").symlink_to(tmp_path / "nowhere.md")
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1"]
    assert {Path(one.path).name for one in reading.skipped} == {"link.txt", "dangling.md"}
    assert {one.reason for one in reading.skipped} == {
        "a link could lead out of the folder; copy the file itself"
    }


def test_a_pipe_does_not_hold_up_the_reading(folder):
    os.mkfifo(folder / "pipe.md")
    write_article(folder, "soyuz-1", "Text.")
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1"]
    assert [one.reason for one in reading.skipped] == [
        "this is no regular file but a pipe, a socket or a device"
    ]


def test_a_bad_file_is_named_and_the_rest_goes_on(folder):
    write_article(folder, "soyuz-1", "Text.")
    (folder / "broken.md").write_text("---\ntitle: A\nslug: Soyuz 9\n---\nText.\n")
    (folder / "latin.md").write_bytes(b"---\ntitle: A\nslug: latin\n---\nHaigner\xe9\n")
    (folder / "nul.md").write_bytes(b"---\ntitle: A\nslug: nul\n---\nText\0\n")
    write_article(folder, "soyuz-3", "Text.")
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1", "soyuz-3"]
    assert refusals(reading) == [
        ("broken.md", 3, "the slug must be lower case words joined by hyphens"),
        ("latin.md", 5, "not UTF-8; save the file as UTF-8"),
        ("nul.md", None, "this is a binary file; give text, HTML, PDF or DOCX"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            None,
            "this is a binary file; give text, HTML, PDF or DOCX",
        ),
        (
            "# Конверты\n\nHaigner".encode() + b"\xe9\n",
            None,
            "line 3 is not UTF-8; save the file as UTF-8",
        ),
    ],
    ids=["binary", "two encodings"],
)
def test_what_is_no_text_is_refused_though_it_claims_no_front_matter(
    folder, content, line, problem
):
    write_article(folder, "soyuz-1", "Text.")
    (folder / "scan.md").write_bytes(content)
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1"]
    assert reading.skipped == ()
    assert refusals(reading) == [("scan.md", line, problem)]


def test_an_impossible_date_in_one_file_loses_no_other(folder):
    write_article(folder, "soyuz-1", "Text.")
    (folder / "dated.md").write_text("---\ntitle: A\nslug: a\nupdated: 2026-02-30\n---\nText.\n")
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1"]
    assert [name for name, _, _ in refusals(reading)] == ["dated.md"]


@pytest.mark.parametrize("name", ["shut.md", "shut.txt"])
def test_a_file_without_permission_loses_no_other(folder, monkeypatch, name):
    write_article(folder, "soyuz-1", "Text.")
    (folder / name).write_text("---\ntitle: A\nslug: shut\n---\nText.\n")
    real_open = Path.open

    def shut(self, *arguments, **options):
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return real_open(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", shut)
    reading = read_folders([folder])
    assert slugs(reading) == ["soyuz-1"]
    assert refusals(reading) == [(name, None, "cannot be read: Permission denied")]


def test_the_second_of_two_equal_slugs_is_refused_and_the_first_is_named(folder):
    first = write_article(folder, "a", "First.")
    second = folder / "b.md"
    second.write_text("---\ntitle: B\nslug: a\n---\nSecond.\n")
    reading = read_folders([folder])
    assert [article.text for article in reading.articles] == ["First."]
    assert refusals(reading) == [
        ("b.md", None, f'the slug "a" is taken by {first}; give it another')
    ]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: None, "there is no such folder; give a folder of articles"),
        (lambda path: path.write_text("A file."), "is not a folder; give a folder of articles"),
        (
            lambda path: path.mkdir(),
            "no articles here; put files into it (.csv, .docx, .eml, .epub, .htm, .html, "
            ".markdown, .md, .odt, .pdf, .rtf, .txt, .xhtml)",
        ),
    ],
    ids=["missing", "a file", "empty"],
)
def test_a_folder_that_cannot_be_read_is_named(tmp_path, make, problem):
    path = tmp_path / "corpus"
    make(path)
    with pytest.raises(CorpusError) as caught:
        read_folders([path])
    assert str(caught.value) == f"{path}: {problem}"


def test_where_every_file_is_bad_the_reading_says_which(folder):
    (folder / "a.md").write_text("---\nslug: a\n---\nText.\n")
    reading = read_folders([folder])
    assert reading.articles == ()
    assert refusals(reading) == [("a.md", 1, '"title" is missing; give it as text')]


def test_the_built_in_articles_all_read():
    reading = read_folders([BUILT_IN_ARTICLES])
    assert (reading.skipped, reading.refused) == ((), ())
    assert slugs(reading) == [path.stem for path in sorted(BUILT_IN_ARTICLES.glob("*.md"))]

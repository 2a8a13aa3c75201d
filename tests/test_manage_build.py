import json
from pathlib import Path

import pytest

from assistant.manage import articles as adding_module
from assistant.manage import build as building
from assistant.manage.articles import add_articles
from assistant.manage.build import (
    FilesRefused,
    build_index,
    plan_index,
    read_selection,
)
from assistant.manage.picture_sources import ADDED_ARTICLES
from corpus.article import CorpusError
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.unanswered import known_unanswered
from index import files, store
from index.generation import IndexBusy, current_name, writer_lock
from index.selection import SELECTION, Selection, SelectionUnusable
from tests.toy import WordEncoder, write_article

COVER = "The green cover was cancelled in Lindow on 3 March 1975."
CARD = "The blue card was printed in Lindow on 4 May 1976."


@pytest.fixture
def folder(tmp_path):
    """A folder of one article."""
    articles = tmp_path / "corpus"
    articles.mkdir()
    write_article(articles, "green-cover", COVER, "Green cover")
    return articles


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def built(home, selection, encoder=None, **options):
    """Build with a toy encoder; the report and what was encoded."""
    encoder = encoder or WordEncoder()
    report = build_index(home, selection, load_encoder=lambda model: encoder, **options)
    return report, encoder.encoded


def slugs(home):
    return sorted(store.load(home).articles)


def test_a_folder_of_articles_becomes_an_index_that_opens(home, folder):
    report, encoded = built(home, Selection((folder,)))
    index = store.load(home)
    assert report.fresh
    assert index.generation == report.manifest.generation
    assert [passage.text for passage in index.passages] == [COVER]
    assert any(COVER in text for text in encoded)


def test_what_the_built_in_articles_leave_open_is_known_of_them_alone(home, folder, tmp_path):
    def count(where, selection):
        _, planned = plan_index(where, selection, "all-MiniLM-L6-v2")
        return planned.manifest.counts["unanswered"]

    assert count(home, Selection()) == len(known_unanswered()) > 1000
    assert count(home, Selection(with_questions=False)) == 0
    assert count(home, Selection((folder,))) == 0
    add_articles(home, [folder])
    assert count(home, Selection()) == 0


def test_building_again_makes_nothing_new_and_loads_no_encoder(home, folder):
    first, _ = built(home, Selection((folder,)))

    def refuse(model):
        raise AssertionError("the encoder was loaded")

    again = build_index(home, Selection((folder,)), load_encoder=refuse)
    assert not again.fresh
    assert again.manifest == first.manifest


def test_the_same_corpus_gives_the_same_generation_in_another_home(tmp_path, folder):
    one, _ = built(tmp_path / "one", Selection((folder,)))
    other, _ = built(tmp_path / "other", Selection((folder,)))
    assert one.manifest == other.manifest


def test_only_what_is_new_is_encoded(home, folder):
    built(home, Selection((folder,)))
    write_article(folder, "blue-card", CARD, "Blue card")
    report, encoded = built(home, Selection((folder,)))
    assert report.fresh
    assert any(CARD in text for text in encoded)
    assert not any(COVER in text for text in encoded)
    assert slugs(home) == ["blue-card", "green-cover"]


def test_an_article_that_is_gone_leaves_the_index(home, folder):
    write_article(folder, "blue-card", CARD, "Blue card")
    built(home, Selection((folder,)))
    (folder / "blue-card.md").unlink()
    _, encoded = built(home, Selection((folder,)))
    assert slugs(home) == ["green-cover"]
    assert encoded == []


def test_progress_ends_at_the_number_of_texts(home, folder):
    steps = []
    built(home, Selection((folder,)), progress=lambda *step: steps.append(step))
    _, done, total = steps[-1]
    counts = store.load(home).manifest.counts
    assert done == total == counts["sentences"] + counts["questions"]
    assert [step[1] for step in steps] == sorted(step[1] for step in steps)


# The selection


def test_a_new_home_selects_the_built_in_articles(home):
    assert Selection.of(home) == Selection((), (), True)


def test_a_build_keeps_its_selection_for_the_next_time(home, folder):
    selection = Selection((folder,), (), with_questions=False)
    built(home, selection)
    assert Selection.of(home) == selection


def test_a_relative_folder_is_kept_as_a_whole_path(home, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    built(home, Selection((Path(folder.name),)))
    assert Selection.of(home).folders == (folder,)


def test_a_build_that_fails_keeps_the_selection_before(home, folder, tmp_path):
    built(home, Selection((folder,)))
    with pytest.raises(CorpusError):
        built(home, Selection((tmp_path / "nowhere",)))
    assert Selection.of(home).folders == (folder,)
    assert slugs(home) == ["green-cover"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"folders": 7}',
        '{"folders": [], "questions": []}',
        '{"folders": [7], "questions": [], "with_questions": true}',
    ],
)
def test_a_selection_that_is_broken_is_named_with_what_to_do(home, content):
    home.mkdir()
    (home / SELECTION).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match="remove it and index again") as refused:
        Selection.of(home)
    assert str(home / SELECTION) in str(refused.value)


def test_a_selected_folder_or_file_that_has_gone_is_named_with_the_ways_out(home, folder, tmp_path):
    questions = tmp_path / "questions.jsonl"
    questions.touch()
    built(home, Selection((folder,), (questions,)))
    questions.unlink()
    with pytest.raises(SelectionUnusable) as caught:
        Selection.of(home)
    assert str(caught.value) == (
        f"{questions}: there is no such file any more; put it back, name another with --corpus, or "
        f"go back to the built-in articles: assistant index --home {home} --built-in"
    )
    folder.rename(folder.with_name("moved"))
    with pytest.raises(SelectionUnusable, match=f"{folder}: there is no such folder any more"):
        Selection.of(home)


def test_a_folder_that_is_given_twice_is_read_and_kept_once(home, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    report, _ = built(home, Selection((folder, Path(folder.name), folder)))
    assert report.reading.refused == ()
    assert Selection.of(home).folders == (folder,)


def test_the_kept_selection_is_readable(home, folder):
    built(home, Selection((folder,)))
    assert json.loads((home / SELECTION).read_text(encoding="utf-8")) == {
        "folders": [str(folder)],
        "questions": [],
        "with_questions": True,
    }


def test_without_a_folder_the_built_in_articles_are_read(home):
    home.mkdir()
    ours = {article.slug for article in read_selection(home, Selection()).articles}
    assert ours == {path.stem for path in BUILT_IN_ARTICLES.glob("*.md")}


def test_other_folders_stand_instead_of_the_built_in_articles_and_their_record(home, folder):
    built(home, Selection((folder,)))
    assert slugs(home) == ["green-cover"]


def test_the_built_in_articles_bring_the_mission_record_and_their_questions(
    home, folder, monkeypatch
):
    monkeypatch.setattr("assistant.manage.picture_sources.BUILT_IN_ARTICLES", folder)
    questions = folder.parent / "questions"
    questions.mkdir()
    (questions / "green-cover.toml").write_text(
        f'[[sentence]]\ntext = "{COVER}"\nquestions = ["Where is the green envelope from?"]\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("assistant.manage.build.BUILT_IN_QUESTIONS", questions)
    built(home, Selection())
    assert slugs(home) == ["green-cover", "mission-record"]
    asked = [question.text for question in store.load(home).questions]
    assert "Where is the green envelope from?" in asked
    built(home, Selection(with_questions=False))
    assert store.load(home).questions == ()


def test_two_folders_are_one_corpus(home, folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write_article(other, "blue-card", CARD)
    built(home, Selection((folder, other)))
    assert slugs(home) == ["blue-card", "green-cover"]


def test_questions_for_a_folder_are_indexed_beside_it(home, folder, tmp_path):
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        json.dumps(
            {
                "article": "green-cover",
                "sentence": COVER,
                "questions": ["Where is the envelope from?"],
            }
        )
        + "\n",
        encoding="utf-8",
    )
    report, encoded = built(home, Selection((folder,), (questions,)))
    assert [question.text for question in store.load(home).questions] == [
        "Where is the envelope from?"
    ]
    assert "Where is the envelope from?" in encoded
    assert report.lost_questions == ()


def test_questions_that_point_at_no_sentence_are_reported_and_lose_nothing(home, folder, tmp_path):
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        json.dumps(
            {"article": "green-cover", "sentence": "It was red.", "questions": ["Which colour?"]}
        )
        + "\n",
        encoding="utf-8",
    )
    report, _ = built(home, Selection((folder,), (questions,)))
    assert [lost.sentence for lost in report.lost_questions] == ["It was red."]
    assert slugs(home) == ["green-cover"]


# Files that cannot be read

BAD = {
    # front matter that is no YAML
    "broken.md": b"---\ntitle: [\n---\n\nText.\n",
    # the slug is taken
    "twin.md": b"---\ntitle: Twin\nslug: green-cover\n---\n\nText.\n",
    # not UTF-8
    "latin.md": b"---\ntitle: Latin\nslug: latin\n---\n\nHaigner\xe9 flew.\n",
    # a binary file
    "binary.md": b"---\ntitle: Binary\nslug: binary\n---\n\n\x00\x01\x02\n",
    # no text at all
    "bare.md": b"---\ntitle: Bare\nslug: bare\n---\n",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_the_rest_is_indexed(home, folder, name):
    (folder / name).write_bytes(BAD[name])
    report, _ = built(home, Selection((folder,)))
    (refused,) = report.reading.refused
    assert name in str(refused)
    assert slugs(home) == ["green-cover"]


def test_a_broken_front_matter_is_named_with_its_line(home, folder):
    (folder / "broken.md").write_bytes(BAD["broken.md"])
    report, _ = built(home, Selection((folder,)))
    (refused,) = report.reading.refused
    assert str(refused).startswith(f"{folder / 'broken.md'}, line 3: broken front matter: ")


@pytest.mark.parametrize("name", BAD)
def test_strictly_one_bad_file_builds_nothing_and_the_old_index_stays(home, folder, name):
    before, _ = built(home, Selection((folder,)))
    (folder / name).write_bytes(BAD[name])
    write_article(folder, "blue-card", CARD)
    with pytest.raises(CorpusError, match=name):
        built(home, Selection((folder,)), strict=True)
    assert store.load(home).generation == before.manifest.generation


@pytest.mark.parametrize("strict", [False, True])
def test_where_nothing_is_built_every_refused_file_and_what_was_skipped_is_told(
    home, tmp_path, strict
):
    path = tmp_path / "bad"
    path.mkdir()
    for name in ("bare.md", "broken.md"):
        (path / name).write_bytes(BAD[name])
    (path / "README.md").write_text("# Read me\n", encoding="utf-8")
    if strict:
        write_article(path, "green-cover", COVER)
    with pytest.raises(FilesRefused) as caught:
        built(home, Selection((path,)), strict=strict)
    reading = caught.value.reading
    assert [Path(one.path).name for one in reading.refused] == ["bare.md", "broken.md"]
    assert [Path(one.path).name for one in reading.skipped] == ["README.md"]
    assert str(caught.value) == "\n".join(map(str, reading.refused))


def test_files_that_are_no_articles_are_skipped_with_the_reason(home, folder):
    (folder / "README.md").write_text("# Read me\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    report, _ = built(home, Selection((folder,)), strict=True)
    assert {Path(one.path).name: one.reason for one in report.reading.skipped} == {
        "README.md": "it tells of the folder; begin it with front matter to make it an article",
        "picture.png": "a picture is shown where an article or a cover names it",
    }


@pytest.mark.parametrize(
    ("prepare", "problem"),
    [
        # missing, a file, empty
        (lambda path: None, "there is no such folder"),
        (lambda path: path.write_text("x", encoding="utf-8"), "is not a folder"),
        (lambda path: path.mkdir(), "no articles here"),
    ],
)
def test_a_folder_that_holds_nothing_is_refused_by_name(home, tmp_path, prepare, problem):
    path = tmp_path / "elsewhere"
    prepare(path)
    with pytest.raises(CorpusError, match=problem) as refused:
        built(home, Selection((path,)))
    assert str(path) in str(refused.value)


def test_a_folder_of_bad_files_alone_builds_nothing(home, tmp_path):
    path = tmp_path / "bad"
    path.mkdir()
    (path / "broken.md").write_bytes(BAD["broken.md"])
    with pytest.raises(CorpusError, match=r"broken\.md"):
        built(home, Selection((path,)))
    assert not (home / SELECTION).exists()


# What may go wrong with the index


def test_two_builders_at_once_are_told_apart_and_the_second_is_told_to_wait(home, folder):
    home.mkdir()
    with writer_lock(home), pytest.raises(IndexBusy, match="wait until it is done"):
        built(home, Selection((folder,)))


class FailingEncoder(WordEncoder):
    """Fails in the middle, as a full disk or a kill would."""

    def encode(self, texts, progress=None):
        raise OSError(28, "No space left on device")


def test_a_build_that_breaks_off_leaves_the_old_index_serving(home, folder):
    before, _ = built(home, Selection((folder,)))
    write_article(folder, "blue-card", CARD)
    with pytest.raises(OSError, match="No space left"):
        built(home, Selection((folder,)), FailingEncoder())
    assert store.load(home).generation == before.manifest.generation
    after, _ = built(home, Selection((folder,)))
    assert after.fresh


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        # numpy's has neither number nor reason
        (OSError("4096 requested and 100 written"), "4096 requested and 100 written"),
    ],
)
def test_a_full_disk_is_told_with_its_folder_and_the_old_index_serves_on(
    home, folder, monkeypatch, error, reason
):
    before, _ = built(home, Selection((folder,)))
    write_article(folder, "blue-card", CARD)

    def full(index, home, illustrate):
        raise error

    monkeypatch.setattr(store, "save", full)
    with pytest.raises(OSError, match="cannot be written") as caught:
        built(home, Selection((folder,)))
    assert str(caught.value) == (
        f"{home}: the index cannot be written: {reason}; make room, then index again; "
        "the one that is there serves on"
    )
    assert store.load(home).generation == before.manifest.generation


def test_a_last_sync_that_fails_is_not_told_as_if_the_old_index_served(home, folder, monkeypatch):
    before, _ = built(home, Selection((folder,)))
    write_article(folder, "blue-card", CARD)
    sync = files.sync

    def fails(path):
        if path == home / "index" and current_name(home) != before.manifest.generation:
            raise OSError(5, "Input/output error")
        sync(path)

    monkeypatch.setattr("index.files.sync", fails)
    with pytest.raises(OSError, match="the new index serves, but a power cut may lose it: Input"):
        built(home, Selection((folder,)))
    assert store.load(home).generation != before.manifest.generation


def test_a_link_is_not_added_whether_it_leads_to_a_file_or_a_folder(home, folder, tmp_path):
    write_article(folder, "green-cover", CARD)
    for name, target in (("link", folder), ("link.md", folder / "green-cover.md")):
        (tmp_path / name).symlink_to(target)
        reading = add_articles(home, [tmp_path / name])
        assert not reading.articles
        assert "this is a link; give the file or the folder itself" in str(reading.refused[0])


def test_a_damaged_index_is_built_anew_and_whole(home, folder):
    before, _ = built(home, Selection((folder,)))
    (generation,) = (home / "index").glob("gen-*")
    vectors = generation / "sentences.npy"
    content = bytearray(vectors.read_bytes())
    content[-1] ^= 1
    vectors.write_bytes(content)
    report, encoded = built(home, Selection((folder,)))
    assert report.fresh
    assert report.manifest.generation == before.manifest.generation
    assert any(COVER in text for text in encoded)
    assert slugs(home) == ["green-cover"]


def test_another_model_makes_another_generation_and_reuses_no_vector(home, folder):
    built(home, Selection((folder,)))
    report, encoded = built(home, Selection((folder,)), model="another/model")
    assert report.fresh
    assert any(COVER in text for text in encoded)
    assert store.load(home).manifest.encoder == "another/model"


# Articles of one's own


def test_added_articles_are_copied_and_indexed_beside_the_rest(home, folder, tmp_path):
    built(home, Selection((folder,)))
    own = write_article(tmp_path, "blue-card", CARD, "Blue card")
    reading = add_articles(home, [own])
    assert ([article.slug for article in reading.articles], reading.refused) == (["blue-card"], ())
    assert (home / ADDED_ARTICLES / "blue-card.md").read_bytes() == own.read_bytes()
    report, encoded = built(home, Selection.of(home))
    assert slugs(home) == ["blue-card", "green-cover"]
    assert any(CARD in text for text in encoded)
    assert not any(COVER in text for text in encoded)
    assert report.fresh


def test_the_copy_serves_when_the_original_is_gone(home, folder, tmp_path):
    own = write_article(tmp_path, "blue-card", CARD)
    add_articles(home, [own])
    own.unlink()
    built(home, Selection((folder,)))
    assert slugs(home) == ["blue-card", "green-cover"]


def test_added_articles_stay_when_another_folder_is_selected(home, folder, tmp_path):
    add_articles(home, [write_article(tmp_path, "blue-card", CARD)])
    other = tmp_path / "other"
    other.mkdir()
    write_article(other, "red-card", "The red card is rare.")
    built(home, Selection((folder,)))
    built(home, Selection((other,)))
    assert slugs(home) == ["blue-card", "red-card"]


def test_a_folder_is_added_by_the_rules_by_which_it_is_indexed(home, folder):
    (folder / "deeper").mkdir()
    (folder / ".git").mkdir()
    write_article(folder / "deeper", "blue-card", CARD)
    write_article(folder / ".git", "red-card", "The red card is rare.")
    (folder / "README.md").write_text("# Read me\n", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "link.md").symlink_to(folder / "green-cover.md")
    reading = add_articles(home, [folder])
    indexed = read_folders([folder])
    assert [article.slug for article in reading.articles] == ["blue-card", "green-cover"]
    assert reading == indexed
    kept = (home / ADDED_ARTICLES).rglob("*.md")
    assert sorted(str(path.relative_to(home / ADDED_ARTICLES)) for path in kept) == [
        "deeper/blue-card.md",
        "green-cover.md",
    ]


def test_a_folder_without_an_article_is_refused_by_name_as_when_it_is_indexed(home, tmp_path):
    path = tmp_path / "elsewhere"
    path.mkdir()
    (path / "README.md").write_text("# Read me\n", encoding="utf-8")
    reading = add_articles(home, [path])
    assert [Path(one.path).name for one in reading.skipped] == ["README.md"]
    assert [str(one) for one in reading.refused] == [
        f"{path}: no articles here; put files into it (.csv, .docx, .eml, .epub, .htm, "
        ".html, .markdown, .md, .odt, .pdf, .rtf, .txt, .xhtml)"
    ]


def test_what_is_named_itself_is_never_skipped(home, folder):
    (folder / "README.md").write_text("# Read me\n\nA cover.\n", encoding="utf-8")
    reading = add_articles(home, [folder / "README.md"])
    assert [article.title for article in reading.articles] == ["Read me"]


@pytest.mark.parametrize("name", [name for name in BAD if name != "twin.md"])
def test_a_bad_file_is_not_copied_and_loses_no_other(home, folder, name):
    bad = folder / name
    bad.write_bytes(BAD[name])
    reading = add_articles(home, [bad, folder / "green-cover.md"])
    assert [article.slug for article in reading.articles] == ["green-cover"]
    assert [name in str(error) for error in reading.refused] == [True]
    assert [path.name for path in (home / ADDED_ARTICLES).iterdir()] == ["green-cover.md"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere.md", "there is no such file"),
        ("picture.png", "say where the picture is shown: --cover ID, or --article SLUG"),
        ("", "no such file|not read"),
    ],
)
def test_what_is_no_article_is_refused_with_what_may_be_given(home, tmp_path, name, problem):
    reading = add_articles(home, [tmp_path / "elsewhere" / name])
    assert reading.articles == ()
    with pytest.raises(CorpusError, match=problem):
        raise reading.refused[0]


def test_a_file_that_cannot_be_copied_says_why_in_the_systems_words(home, folder, monkeypatch):
    def fails(source, target):
        raise OSError("4096 requested and 100 written")

    monkeypatch.setattr(adding_module, "write_whole", fails)
    (refused,) = add_articles(home, [folder / "green-cover.md"]).refused
    assert refused.problem == "cannot be copied: 4096 requested and 100 written"


def test_an_article_that_is_added_again_takes_the_place_of_the_first(home, folder, tmp_path):
    add_articles(home, [write_article(tmp_path, "blue-card", CARD)])
    built(home, Selection((folder,)))
    add_articles(home, [write_article(tmp_path, "blue-card", "The blue card is a forgery.")])
    built(home, Selection((folder,)))
    texts = [passage.text for passage in store.load(home).passages]
    assert "The blue card is a forgery." in texts
    assert CARD not in texts


def test_two_files_of_one_name_from_two_folders_do_not_overwrite_each_other(home, tmp_path):
    paths = []
    for slug, body in (("blue-card", CARD), ("green-cover", COVER)):
        place = tmp_path / slug
        place.mkdir()
        paths.append(write_article(place, slug, body).rename(place / "article.md"))
    reading = add_articles(home, paths)
    kept = [path.read_text(encoding="utf-8") for path in (home / ADDED_ARTICLES).rglob("*.md")]
    assert len(kept) == len(reading.articles) == 2


def test_the_modules_names_for_the_data_folder_are_the_documented_ones():
    assert (building.ADDED_ARTICLES, building.ADDED_QUESTIONS, SELECTION) == (
        "articles",
        "questions",
        "corpus.json",
    )


# File names


def unreadable_name(folder):
    path = folder / "green-\udcff.txt"
    try:
        path.write_text(f"{CARD}\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    return path


def test_a_file_whose_name_is_no_utf_8_is_named_and_not_added(home, tmp_path):
    path = unreadable_name(tmp_path)
    adding = add_articles(home, [path, write_article(tmp_path, "b", COVER)])
    [refused] = adding.refused
    assert (
        str(refused)
        .encode()
        .endswith(b"green-\\udcff.txt: the file's name is not UTF-8; rename it")
    )
    assert [article.slug for article in adding.articles] == ["b"]


def test_an_index_is_built_beside_a_file_whose_name_is_no_utf_8(home, folder):
    added = home / ADDED_ARTICLES
    added.mkdir(parents=True)
    unreadable_name(added)
    report, _ = built(home, Selection((folder,)))
    [refused] = report.reading.refused
    assert "the file's name is not UTF-8; rename it" in str(refused).encode().decode()
    assert slugs(home) == ["green-cover"]


def test_files_named_in_cyrillic_are_all_added(home, folder, tmp_path):
    paths = [tmp_path / f"{name}.txt" for name in ("Конверт", "Карточка", "联盟", "封")]
    for path in paths:
        path.write_text(f"{CARD}\n", encoding="utf-8")
    adding = add_articles(home, paths)
    assert adding.refused == ()
    assert [one.slug for one in adding.articles][:2] == ["konvert", "kartochka"]
    assert len({one.slug for one in adding.articles}) == 4

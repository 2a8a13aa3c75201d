"""What a data folder indexes, and what a collection brings beside its articles."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.manage.build import build_index, plan_index
from corpus.lexicon import LexiconInUse, bring, built_in
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import BUILT_IN_RECORD
from corpus.record.serving import served_record
from index import store
from index.model_files import DEFAULT_MODEL
from index.selection import SELECTION, Selection
from tests.toy import WordEncoder, toy_assistant
from web.state import Serving

ROOT = Path(__file__).parents[1]
LEXICON = 'series = ["Orel"]\n'


@pytest.fixture
def folder(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "orel.txt").write_text("Orel\n\nThe cover of Orel came by sledge.\n")
    return corpus


def test_a_collection_without_a_record_is_told_no_built_in_facts(tmp_path, folder):
    home = tmp_path / "home"
    _, planned = plan_index(home, Selection((folder,)), DEFAULT_MODEL)
    assert [article.slug for article in planned.articles] == ["orel"]
    assert served_record((folder,), (folder, home))[1] is False
    assert served_record((), (home,))[1] is True


def test_a_collection_with_a_record_of_its_own_is_told_its_facts(tmp_path, folder):
    shutil.copy(BUILT_IN_RECORD, folder)
    home = tmp_path / "home"
    report = build_index(home, Selection((folder,)), load_encoder=lambda _: WordEncoder())
    assert sorted(store.load(home).articles) == [RECORD_SLUG, "orel"]
    assert [skipped.reason for skipped in report.reading.skipped] == [
        "it tells of the collection, and is read for itself"
    ]


def test_the_places_of_a_collection_are_its_folders_and_its_data_folder(tmp_path):
    kept = Selection((tmp_path / "a", tmp_path / "b"))
    for folder in kept.folders:
        folder.mkdir()
    kept.keep(tmp_path)
    assert json.loads((tmp_path / SELECTION).read_text())["folders"]
    assert Selection.of(tmp_path).places(tmp_path) == (*kept.folders, tmp_path)


def test_the_words_of_a_collection_reach_the_patterns_of_a_command(tmp_path, folder):
    """In a process of its own: patterns are made once, when their modules are imported."""
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    Selection((folder,)).keep(home)
    code = (
        "import sys; from pathlib import Path; import web.commands;"
        "from assistant.commands.options import bring_lexicon;"
        "bring_lexicon(Path(sys.argv[1]));"
        "from index.words import words; print(words('Orel-12 and TMA-3'))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, home], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "['orel12', 'and', 'tma', '3']"


def test_words_that_come_too_late_are_refused(folder):
    built_in()
    bring([folder])
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    with pytest.raises(LexiconInUse, match="this lexicon is read when a program starts"):
        bring([folder])


def test_other_articles_show_only_the_missions_that_they_tell_of(tmp_path, folder):
    assistant = toy_assistant()
    assert Serving.of(assistant, tmp_path).missions == assistant.record.missions
    Selection((folder,)).keep(tmp_path)
    shown = [mission.name for mission in Serving.of(assistant, tmp_path).missions]
    assert "Soyuz 1" in shown
    assert len(shown) < len(assistant.record.missions)
    assert Serving.of(assistant, tmp_path).site.title.startswith("Ask these articles")

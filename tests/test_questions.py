"""Anticipated questions: read strictly, led to their sentence, and those of the corpus all true."""

from collections import Counter

import pytest
from toy import ARTICLES, QUESTIONS

from corpus.article import CorpusError, article_from_blocks
from corpus.questions import BUILT_IN_QUESTIONS, SentenceQuestions, read_questions
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.anticipated import AnticipatedQuestion, resolve
from index.passages import split
from index.words import normalise

RECORD = MissionRecord.load()
TOML = '[[sentence]]\ntext = "A cover."\nquestions = ["What is it?", "which  one"]\n'


@pytest.fixture(scope="module")
def built_in():
    return read_questions(BUILT_IN_QUESTIONS)


@pytest.fixture(scope="module")
def passages():
    return tuple(
        passage
        for article in read_folders([BUILT_IN_ARTICLES]).articles
        for passage in split(article, RECORD)
    )


def written(folder, name, content):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_folder_of_toml_reads_in_the_order_of_names(tmp_path):
    written(tmp_path, "soyuz-3.toml", TOML)
    written(tmp_path, "soyuz-1.toml", TOML)
    written(tmp_path, "README.md", "no questions")
    assert read_questions(tmp_path) == tuple(
        SentenceQuestions(slug, "A cover.", ("What is it?", "which one"))
        for slug in ("soyuz-1", "soyuz-3")
    )


def test_json_lines_name_the_article_by_slug_or_by_file(tmp_path):
    path = written(
        tmp_path,
        "questions.jsonl",
        (
            '{"article": "000_46421097403d4e65.txt", "sentence": "A\\n cover.", '
            '"questions": ["What?"]}\n'
            '\n{"article": "soyuz-1", "sentence": "Another.", "questions": []}\n'
        ),
    )
    assert read_questions(path) == (
        SentenceQuestions("000-46421097403d4e65", "A cover.", ("What?",)),
        SentenceQuestions("soyuz-1", "Another.", ()),
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.toml", "[[sentence]\n", "broken TOML"),
        ("a.toml", "sentences = []\n", "unknown key ['sentences']; use [[sentence]] tables"),
        ("a.toml", "sentence = 5\n", "[[sentence]]"),
        (
            "a.toml",
            'sentence = ["A cover."]\n',
            "[[sentence]] number 1 needs exactly the keys text and questions",
        ),
        (
            "a.toml",
            TOML + '[[sentence]]\ntext = "B"\n',
            "[[sentence]] number 2 needs exactly the keys text and questions",
        ),
        (
            "a.toml",
            TOML.replace('"A cover."', '" "'),
            "[[sentence]] number 1: give a sentence and a list of questions",
        ),
        (
            "a.toml",
            TOML.replace('"which  one"', "5"),
            "[[sentence]] number 1: give a sentence and a list of questions",
        ),
        # a question of blanks would be embedded and match anything
        (
            "a.toml",
            TOML.replace('"which  one"', '"  "'),
            "[[sentence]] number 1: give a sentence and a list of questions",
        ),
        (
            "a.jsonl",
            '{"article": "a"}\n',
            "line 1: each line needs article, sentence and questions",
        ),
        ("a.jsonl", "{}\n{", "line 1: each line needs article, sentence and questions"),
        ("a.jsonl", "[]\n", "line 1: each line needs article, sentence and questions"),
        ("a.csv", "a,b", "no questions here; give a folder of .toml files or a .jsonl file"),
    ],
)
def test_a_file_of_other_content_is_refused_by_name(tmp_path, name, content, problem):
    path = written(tmp_path, name, content)
    with pytest.raises(CorpusError) as caught:
        read_questions(path)
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)


def test_a_question_leads_to_the_number_of_its_sentence():
    passages = [passage for article in ARTICLES for passage in split(article, RECORD)]
    sentences = [passage.words_of(one) for passage in passages for one in passage.sentences]
    found, lost = resolve(QUESTIONS, passages)
    assert lost == ()
    assert [(one.text, sentences[one.sentence]) for one in found] == [
        ("Who flew the very first Soyuz?", "The pilot of Soyuz 1 was Vladimir Komarov."),
        ("komarov mission", "The pilot of Soyuz 1 was Vladimir Komarov."),
        (
            "How many cancels has the envelope of the first space tourist?",
            "The launch cover of Soyuz TM-32 has five postmarks.",
        ),
        (
            "What makes a maximum card?",
            "A maxicard is a postcard whose stamp, picture and postmark agree.",
        ),
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # letter by letter, and with the blanks of another line length
        ("The launch cover of Soyuz TM-32 has five postmarks.", 1),
        # a word that reading rejoined, another dash, another case
        ("The launch cover of Soyuz TM–32 has five post- marks.", 1),
        ("THE LAUNCH COVER OF SOYUZ TM-32 HAS FIVE POSTMARKS", 1),
        # alike, but the sentence of another mission is nearer
        ("The launch cover of Soyuz TM-33 has five postmarks.", 2),
        # another sentence
        ("The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito.", None),
    ],
)
def test_a_key_finds_the_sentence_it_was_written_for(key, expected):
    article = article_from_blocks(
        slug="a",
        title="A",
        blocks=[
            ("paragraph", "Two covers are known."),
            ("paragraph", "The launch cover of Soyuz TM-32 has five postmarks."),
            ("paragraph", "The launch cover of Soyuz TM-33 has five postmarks."),
        ],
    )
    record = SentenceQuestions("a", key, ("How many?",))
    found, lost = resolve([record], split(article, RECORD))
    assert found == (() if expected is None else (AnticipatedQuestion("How many?", expected),))
    assert lost == ((record,) if expected is None else ())


def test_questions_to_an_article_that_is_not_indexed_are_not_missed():
    assert resolve([SentenceQuestions("other", "A cover.", ("What?",))], ()) == ((), ())


def test_every_built_in_question_leads_to_a_sentence_of_its_article(built_in, passages):
    found, lost = resolve(built_in, passages)
    assert lost == ()
    assert len(found) == sum(len(one.questions) for one in built_in)
    slugs = [passage.article for passage in passages for _ in passage.sentences]
    asked = [record.article for record in built_in for _ in record.questions]
    assert [slugs[one.sentence] for one in found] == asked


def test_every_built_in_key_stands_in_its_article_letter_by_letter(built_in, passages):
    """Likeness is for other people's articles; ours are edited together with their questions."""
    texts = {article.slug: article.text for article in read_folders([BUILT_IN_ARTICLES]).articles}
    assert [one.sentence for one in built_in if one.sentence not in texts[one.article]] == []


def test_a_key_inside_a_note_leads_to_the_whole_note():
    """A note's error is never quoted without its correction."""
    article = article_from_blocks(
        slug="a",
        title="A",
        blocks=[
            ("paragraph", "Two covers are known."),
            ("note", "The source says 9 November. The record gives 10 November."),
        ],
    )
    found, _ = resolve(
        [SentenceQuestions("a", "The record gives 10 November.", ("When?",))],
        split(article, RECORD),
    )
    assert found == (AnticipatedQuestion("When?", 1),)


def test_there_are_at_least_2500_built_in_questions(built_in):
    assert sum(len(one.questions) for one in built_in) >= 2500


def test_no_built_in_question_stands_twice(built_in):
    counted = Counter(normalise(question) for one in built_in for question in one.questions)
    assert [question for question, count in counted.items() if count > 1] == []


def test_every_built_in_article_has_questions(built_in):
    assert {one.article for one in built_in} == {
        path.stem for path in BUILT_IN_ARTICLES.glob("*.md")
    }


def test_no_built_in_question_is_blank_or_longer_than_anybody_types(built_in):
    assert [
        question for one in built_in for question in one.questions if not 3 <= len(question) <= 300
    ] == []

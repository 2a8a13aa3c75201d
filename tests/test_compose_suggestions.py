from assistant.compose.suggestions import suggestions
from corpus.catalogue.schema import Catalogue
from tests.articles_toy import real_catalogue
from tests.toy import ARTICLES, shared_record, toy_index


def suggested(catalogue=None):
    """The questions of the toy's articles by article."""
    found = suggestions(toy_index(ARTICLES, ()), shared_record(), catalogue or Catalogue())
    by_article = {}
    for (slug, _), question in found.items():
        by_article.setdefault(slug, []).append(question)
    return by_article


def test_what_the_record_answers_is_suggested_where_a_sentence_tells_it():
    asked = suggested()["soyuz-1"]
    assert "When was Soyuz 1 launched?" in asked
    assert "Who flew on Soyuz 1?" in asked


def test_an_article_that_no_record_knows_is_asked_about_by_its_title():
    assert suggested()["glossary"] == ["Tell me about Glossary."]


def test_covers_are_asked_about_by_their_plain_names_where_the_articles_tell_of_them():
    from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders

    articles = read_folders((BUILT_IN_ARTICLES,)).articles
    index = toy_index([one for one in articles if one.slug == "soyuz-tm-32"], ())
    found = suggestions(index, shared_record(), real_catalogue())
    asked = set(found.values())
    assert "Which stamps are on the launch cover of Soyuz TM-32?" in asked
    assert not any("TM-33" in question for question in asked)


def test_no_anticipated_question_is_ever_suggested():
    index = toy_index()
    found = suggestions(index, shared_record(), Catalogue())
    assert not {one.text for one in index.questions} & set(found.values())

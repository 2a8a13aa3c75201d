import pytest

from assistant.verify.agency import accuses, names_agent
from tests.articles_toy import real_library
from tests.toy import toy_query


@pytest.mark.parametrize(
    "question",
    [
        "Who forged the Soyuz TM-21 covers?",
        "who faked the postmarks",
        "Who made the forged covers of 1995?",
        "Who sold the fake covers?",
        "Which dealer forged the covers of Soyuz TM-21?",
        "Who may have stolen the covers?",
        "Who was behind the forgeries of 1995?",
        "Who are the forgers?",
        "By whom were the covers forged?",
        "Did German dealers forge the Soyuz TM-21 covers?",
        "Were the covers forged by German dealers?",
    ],
)
def test_a_question_of_guilt_accuses(question):
    assert accuses(toy_query(question))


@pytest.mark.parametrize(
    "question",
    [
        "Who showed that the first lot was fake?",
        "Who wrote the open letter about the forged covers of 1995?",
        "Who proved that the covers were forged?",
        "Who signed the forged covers?",
        "Who was accused of the forgeries?",
        "Is the Houston postmark of STS-60 fake?",
        "What was faked on the covers of Soyuz TM-22?",
        "When were the covers forged?",
        "Who made the cachet of Soyuz TM-31?",
        "Who flew on Soyuz TM-21?",
        "How do I recognise a fake VIP card?",
    ],
)
def test_other_questions_on_forgeries_accuse_nobody(question):
    assert not accuses(toy_query(question))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        # active
        ("The German dealers forged the covers of 1995.", "The German dealers"),
        ("Two dealers from Berlin had faked the postmarks.", "Two dealers"),
        ("Ivanov and Petrov stole the covers.", "Ivanov"),
        ("The letter is about Ivanov, who forged the covers.", "Ivanov"),
        ("A German dealer who forged the covers was fined.", "German dealer"),
        ("The dealers made the forged covers.", "The dealers"),
        # passive
        ("The covers were forged by German dealers.", "German dealers"),
        ("The postmarks were faked by Ivanov and Petrov.", "Petrov"),
        ("The pseudo VIP cards were printed privately by Carsten Fuchs.", "Carsten Fuchs"),
    ],
)
def test_who_is_said_to_have_done_it_is_the_agent(sentence, who):
    assert names_agent(sentence, span(sentence, who))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The forgery was proved by Russian philatelists.", "Russian philatelists"),
        ("The covers were proved to be forged by western experts.", "western experts"),
        ("Accused by Russian collectors, the German dealers closed ranks.", "the German dealers"),
        ("Accused by Russian collectors, the German dealers closed ranks.", "Russian collectors"),
        ("The German dealers denied that they had forged the covers.", "The German dealers"),
        ("The German dealers did not forge the covers.", "The German dealers"),
        ("Ivanov examined the forged covers.", "Ivanov"),
        ("Ivanov had forged covers in his collection.", "Ivanov"),
        ("Among German dealers forged covers were common.", "German dealers"),
        ("Chizhov wrote that German dealers forged the covers.", "German dealers"),
        ("German dealers allegedly forged the covers.", "German dealers"),
        ("The postmark is thought to be a fantasy made up by a German dealer.", "German dealer"),
        ("The covers of Ivanov were forged.", "Ivanov"),
        ("German dealers prepared souvenirs.", "German dealers"),
    ],
)
def test_who_stands_near_is_not(sentence, who):
    assert not names_agent(sentence, span(sentence, who))


@pytest.mark.parametrize("slug", ["forgeries", "soyuz-tm-21"])
@pytest.mark.parametrize(
    "who",
    [
        "German dealers",
        "Russian collectors",
        "Russian philatelists",
        "western experts",
        "Sergey Chizhov",
        "Sergei Chizhov",
        "Soyuz crew",
        "six spacemen",
    ],
)
def test_no_sentence_of_the_articles_says_who_forged_the_covers_of_soyuz_tm_21(slug, who):
    texts = [
        passage.words_of(sentence)
        for passage in real_library().passages[slug]
        for sentence in passage.sentences
    ]
    assert [text for text in texts if who in text and names_agent(text, span(text, who))] == []


def span(sentence, who):
    start = sentence.index(who)
    return start, start + len(who)

from functools import cache
from types import MappingProxyType

import pytest

from assistant.compose.library import Library
from assistant.compose.notes import beside
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from corpus.article import article_from_blocks
from tests.toy import shared_record, toy_index, toy_query

EKA = "EKA in the postmark of Soyuz TM-33 stands for the European Space Agency in Russian."
MKS = "MKS in the postmark of Soyuz TM-33 is Russian for the International Space Station."
KHEC = "KHEC in the postmark of Soyuz TM-33 is Russian for the French space agency."
NOTE = (
    "The source prints the letters in the postmark of Soyuz TM-33 as MCK, but the Russian ones "
    "are MKS for the International Space Station."
)
WALKED = "Michael Clifford made a spacewalk on STS-76."
NOT_EASY = "The spacewalk of Michael Clifford on STS-76 was not easy for him."
NOT_WALKED = "Shannon Lucid made no spacewalk on STS-76."


@cache
def library():
    index = toy_index(
        [
            article_from_blocks(
                slug="tm-33",
                title="Soyuz TM-33",
                missions=["Soyuz TM-33"],
                blocks=[
                    ("heading", "The launch cover"),
                    ("paragraph", f"{EKA} {MKS} {KHEC}"),
                    ("note", NOTE),
                ],
            ),
            article_from_blocks(
                slug="sts-76",
                title="STS-76",
                missions=["STS-76"],
                blocks=[
                    ("heading", "Spacewalk"),
                    ("paragraph", f"{WALKED} {NOT_EASY} {NOT_WALKED}"),
                ],
            ),
        ],
        (),
    )
    passages = {}
    for passage in index.passages:
        passages.setdefault(passage.article, []).append(passage)
    return index, Library(
        index.articles,
        MappingProxyType(passages),
        MappingProxyType({}),
        shared_record(),
        "the-index",
    )


def found_beside(question, *texts):
    index, articles = library()
    signals = Signals(topic=1.0, mission_subject=1.0)
    found = {
        passage.words_of(sentence): Candidate(number, passage, sentence, signals)
        for number, (passage, sentence) in enumerate(index.sentences)
    }
    evidence = [Evidence(found[text], -float(place)) for place, text in enumerate(texts)]
    quote = beside(toy_query(question), evidence, evidence[:1], articles)
    return quote.text if quote else None


@pytest.mark.parametrize(
    ("question", "texts", "note"),
    [
        # on the same letters
        ("What does MKS mean?", (MKS,), NOTE),
        # only words that most of the section has
        ("What does EKA mean?", (EKA,), None),
        # what is asked is denied of somebody
        ("Who made a spacewalk on STS-76?", (WALKED, NOT_WALKED), NOT_WALKED),
        # another thing is denied
        ("Who made a spacewalk on STS-76?", (WALKED, NOT_EASY), None),
    ],
)
def test_a_note_or_a_denial_stands_beside_the_fact_that_it_is_about(question, texts, note):
    assert found_beside(question, *texts) == note

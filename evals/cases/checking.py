"""Checks that the cases are true and honest: each fact stands in its article, none is a leak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Article
from corpus.questions import SentenceQuestions
from evals.cases.case import Case
from evals.cases.gold import Placed, Sentences, gold, placed_sentences
from evals.cases.matching import missing
from index.words import normalise, stems, words

# The words of a question whatever their order and form, without "when", "of" and the like.
Content = tuple[str, ...]


def problems(
    cases: Iterable[Case],
    articles: Mapping[str, Article],
    questions: Iterable[SentenceQuestions],
    unanswered: Iterable[str] = (),
) -> dict[str, str]:
    """What is wrong, by case; a case that is well is not in it.

    `questions` are the anticipated ones and `unanswered` those known to have no answer: the
    index was told them, so a case that asks one of them measures nothing. Strangers knew neither
    these nor the articles' sections, and their questions stay as they asked them: `nearness` sees
    to them before they are asked for the first time.
    """
    sentences = placed_sentences(articles)
    told = _Told.of(questions, unanswered)
    asked: dict[tuple[str, ...], str] = {}
    found: dict[str, str] = {}
    for case in (one for one in cases if not one.by_words):
        key = tuple(map(_plain, (*case.after, case.ask)))
        if key in asked:
            found[case.id] = f"asks the same as {asked[key]}"
        elif leak := told.leak(case):
            found[case.id] = f"{leak}; ask in other words"
        elif not case.abstains and (problem := _unfounded(case, sentences)):
            found[case.id] = problem
        asked.setdefault(key, case.id)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """What the index was told: anticipated questions, to the word and by article, and others."""

    exact: Mapping[str, str]
    anticipated: Mapping[tuple[str, Content], str]
    unanswered: Mapping[Content, str]

    @classmethod
    def of(cls, questions: Iterable[SentenceQuestions], unanswered: Iterable[str]) -> _Told:
        pairs = [(one.article, question) for one in questions for question in one.questions]
        return cls(
            {_plain(question): article for article, question in pairs},
            {(article, _content(question)): question for article, question in pairs},
            {_content(question): question for question in unanswered},
        )

    def leak(self, case: Case) -> str:
        """How a case asks what was told; empty when it does not, or leans on earlier turns."""
        if case.after:
            return ""
        if article := self.exact.get(_plain(case.ask)):
            return f"is an anticipated question of {article}"
        content = _content(case.ask)
        if not content:
            return ""
        for slug in case.cites:
            if told := self.anticipated.get((slug, content)):
                return f'has the words of an anticipated question of {slug}, "{told}"'
        told = self.unanswered.get(content) if case.abstains else None
        return f'has the words of a question known to have no answer, "{told}"' if told else ""


def _unfounded(case: Case, sentences: Sentences) -> str:
    """Why the expected words are not the article's; empty when they are."""
    places = gold(case, sentences)
    section = f'"{case.section}"' if case.section else "the lead"
    where = f"{section} of {case.cites[0]}"
    if not places:
        return f"no sentence in {where} holds {_listed(case)}"
    if case.gathered and (lacking := missing(_together(places), case.proof)):
        return f"{where} lacks {' or '.join(lacking[0])}"
    for slug in case.cites[1:]:
        if not _stands(case, sentences[slug]):
            return f"no sentence of {slug} holds {_listed(case)}; take it out of cites"
    return ""


def _stands(case: Case, places: Sequence[Placed]) -> bool:
    groups = case.proof
    if case.gathered:
        return len(missing(_together(places), groups)) < len(groups)
    return any(not missing(one.text, groups) for one in places)


def _together(places: Sequence[Placed]) -> str:
    return "\n\n".join(one.text for one in places)


def _listed(case: Case) -> str:
    return " and ".join(" or ".join(f'"{one}"' for one in group) for group in case.proof)


def _plain(question: str) -> str:
    """A question as it compares: case, accents and punctuation do not make another one."""
    return " ".join(words(normalise(question)))


def _content(question: str) -> Content:
    return tuple(sorted(stems(question)))

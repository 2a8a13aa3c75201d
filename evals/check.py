"""Checks that the cases are true and honest: each fact stands in its article, none is a leak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus.article import Article
from corpus.questions import SentenceQuestions
from evals.cases import Case
from evals.gold import Placed, Sentences, gold, placed_sentences
from evals.matching import missing
from index.words import normalise, words


def problems(
    cases: Iterable[Case],
    articles: Mapping[str, Article],
    questions: Iterable[SentenceQuestions],
) -> dict[str, str]:
    """What is wrong, by case; a case that is well is not in it."""
    sentences = placed_sentences(articles)
    anticipated = {_plain(question): one.article for one in questions for question in one.questions}
    asked: dict[tuple[str, ...], str] = {}
    found: dict[str, str] = {}
    for case in cases:
        conversation = (*case.after, case.ask)
        key = tuple(map(_plain, conversation))
        if key in asked:
            found[case.id] = f"asks the same as {asked[key]}"
        elif key[-1] in anticipated and not case.after:
            article = anticipated[key[-1]]
            found[case.id] = f"is an anticipated question of {article}; ask in other words"
        elif not case.abstains and (problem := _unfounded(case, sentences)):
            found[case.id] = problem
        asked.setdefault(key, case.id)
    return found


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

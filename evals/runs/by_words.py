"""Judges a reply to a stranger's question by the words that it shows, and by nothing else.

Strangers cite none of our articles: they list the spellings that they accept, and of a yes or no
the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.cases.case import Case
from evals.cases.wording import declines_in_words, denied, unsaid
from evals.runs.said import VERDICTS, Said


def wrong_by_words(case: Case, said: Said) -> str:
    """What is wrong with a reply; empty when nothing is."""
    match case.judged:
        case "unanswerable":
            return _undeclined(case, said)
        case "premise":
            return _lacking(said.shown(every_quote=True), case.says)
        case "clarify":
            return _unasked(case, said)
        case "fact" | "follow-up":
            return _unanswered(case, said)


def _undeclined(case: Case, said: Said) -> str:
    """Declined, said in words to be unknown, or answered by what may be said instead."""
    told = case.says and not unsaid(said.shown(every_quote=True), case.says)
    if said.declined or told or declines_in_words(said.shown(every_quote=False)):
        return ""
    return "answers what the articles do not say"


def _unasked(case: Case, said: Said) -> str:
    if said.asks_back:
        return ""
    if not said.declined:
        return "answers where it should ask back"
    return _lacking(" ".join([said.text, *said.nearest, *said.quotes]), case.says)


def _unanswered(case: Case, said: Said) -> str:
    if not case.says:
        return "" if said.verdict == case.verdict else f'does not say "{case.verdict}"'
    if said.declined:
        return "declined"
    if lacking := _lacking(said.shown(every_quote=case.quotes == "all"), case.says):
        return lacking
    for phrase in case.denies:
        if denied(said.text, phrase):
            return f'says "{phrase}"'
    if case.verdict and said.verdict in VERDICTS and said.verdict != case.verdict:
        return f'says "{said.verdict}"'
    return ""


def _lacking(text: str, groups: Sequence[Sequence[str]]) -> str:
    return listed(unsaid(text, groups))


def listed(groups: Sequence[Sequence[str]]) -> str:
    """What was not said, in a sentence; empty when all was.

    >>> listed([["Komarov", "Komarow"], ["1967"]])
    'does not say "Komarov" or "Komarow", "1967"'
    """
    if not groups:
        return ""
    words = ", ".join(" or ".join(f'"{one}"' for one in group) for group in groups)
    return f"does not say {words}"

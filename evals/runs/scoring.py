"""Judges one reply against one case. Pure: no files, no printing, no averages.

A `Score` holds a value for each figure that the case has a say in, so that a total is a plain
mean over the cases that have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, Quote, Reply
from corpus.article import Article
from evals.cases.case import Case
from evals.cases.matching import begins, holds, missing
from evals.cases.wording import unsaid
from evals.runs.by_words import listed, wrong_by_words
from evals.runs.headline import whole_headline
from evals.runs.lists import list_values, strays
from evals.runs.said import VERDICTS, Said, said
from index.passages import Passage

MAX_SHORT_ANSWER = 200
_REASONS: Mapping[str, str] = {
    "nothing-found": "found nothing",
    "too-weak": "was not sure enough of what it found",
    "out-of-scope": "took it for another subject",
}


@dataclass(frozen=True, slots=True)
class Score:
    """What a case says about each figure, 0 to 1; `why` is empty for a case that passed."""

    passed: bool
    why: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judge:
    """What judging looks up.

    Attributes:
        articles: those that were asked, by slug.
        raw_slugs: for raw sources the article's slug by the case's `source`; there the cited slugs
            and sections mean nothing, and the words alone decide. Empty for the built-in corpus.
    """

    articles: Mapping[str, Article]
    raw_slugs: Mapping[str, str] = field(default_factory=dict)

    def score(self, case: Case, reply: Reply) -> Score:
        """The verdict on a reply."""
        words = said(reply)
        why = wrong_by_words(case, words) if case.by_words else self._wrong(case, words, reply)
        values = {"wanted": float(not why), **_values(case, words, not why)}
        if case.judged == "premise":
            values |= self._premise(case, words, reply, not why)
        if case.answerable and isinstance(reply, Answer) and case.proof:
            values |= self._citations(case, reply.quotes)
        return Score(not why, why, {**values, **self._properties(reply)})

    def cited(self, case: Case, passage: Passage) -> bool:
        """Whether a passage is of an article that may be quoted for this case."""
        if case.by_words:
            return True
        if self.raw_slugs:
            return passage.article == self.raw_slugs.get(case.source)
        return passage.article in case.cites

    def answers(self, case: Case, passage: Passage, text: str) -> bool:
        """Whether words of a passage hold the answer and are of a cited article.

        Of several facts they need hold only one group.
        """
        groups = case.proof
        lacking = lacking_of(case, text, groups)
        enough = len(lacking) < len(groups) if case.gathered else not lacking
        return bool(groups) and enough and self.cited(case, passage)

    def _wrong(self, case: Case, words: Said, reply: Reply) -> str:
        """What is wrong with a reply to a case of the project; empty when nothing is."""
        match case.judged:
            case "unanswerable":
                return "" if words.declined else "answers what the articles do not say"
            case "premise":
                return self._let_stand(case, words, reply)
            case "clarify":
                return _unasked(case, words)
            case "fact" | "follow-up":
                return self._unanswered(case, words, reply)

    def _unanswered(self, case: Case, words: Said, reply: Reply) -> str:
        if words.asks_back:
            return "asks back"
        if words.declined:
            return f"declined: {_REASONS[words.reason]}"
        if lacking := missing(_told(case, words), (*case.says, *case.shows)):
            return listed(lacking)
        if denied := _denied(case, words):
            return f'says "{denied}"'
        if stray := strays(case, words, missing):
            return f'lists "{stray[0]}", which does not belong'
        if case.verdict and words.verdict in VERDICTS and words.verdict != case.verdict:
            return f'says "{words.verdict}"'
        return self._quotes_another(case, reply)

    def _quotes_another(self, case: Case, reply: Reply) -> str:
        if self.raw_slugs or not isinstance(reply, Answer):
            return ""
        first = reply.quotes[0].passage
        if self.cited(case, first):
            return ""
        return f"quotes {first.article} first, not {' or '.join(case.cites)}"

    def _let_stand(self, case: Case, words: Said, reply: Reply) -> str:
        """Declining does not confirm a false premise; an answer must correct it to be safe."""
        if words.declined or words.asks_back:
            return ""
        if denied := _denied(case, words):
            return f'confirms the false premise: "{denied}"'
        if case.denies or self._corrected(case, words, reply):
            return ""
        lacking = listed(missing(_everything(words), case.says))
        return f"lets the false premise stand: {lacking or 'quotes another article'}"

    def _corrected(self, case: Case, words: Said, reply: Reply) -> bool:
        quotes = reply.quotes if isinstance(reply, Answer) else ()
        return (
            not _denied(case, words)
            and not missing(_everything(words), case.says)
            and any(self.cited(case, quote.passage) for quote in quotes)
        )

    def _premise(self, case: Case, words: Said, reply: Reply, right: bool) -> dict[str, float]:
        """A stranger wants the correction; the project lets declining pass."""
        if case.by_words:
            unconfirmed, corrected = right or words.declined, right
        else:
            unconfirmed, corrected = right, right and self._corrected(case, words, reply)
        return {"unconfirmed": float(unconfirmed), "corrected": float(corrected)}

    def _citations(self, case: Case, quotes: Sequence[Quote]) -> dict[str, float]:
        """Citation precision and recall, as ALCE has them (Gao et al. 2023, section 3).

        Recall: the quotes together state the answer. Precision: the share of quotes that state
        part of it. ALCE asks a model what a quote supports; here it must be of a cited article
        and hold the words. An editor's note beside a supporting quote is part of the answer.
        """
        cited = [quote for quote in quotes if self.cited(case, quote.passage)]
        together = "\n\n".join(quote.text for quote in cited)
        first = self.answers(case, quotes[0].passage, quotes[0].text)
        groups = case.proof
        useful = [
            quote
            for quote in cited
            if len(lacking_of(case, quote.text, groups)) < len(groups)
            or (first and quote.passage.kind == "note")
        ]
        return {
            "first_supports": float(first),
            "citation_precision": len(useful) / len(quotes),
            "citation_recall": float(bool(cited) and not lacking_of(case, together, groups)),
        }

    def _properties(self, reply: Reply) -> dict[str, float]:
        """What holds of a reply whatever was asked."""
        if isinstance(reply, Answer):
            whole = {"whole": float(whole_headline(reply))}
            return {**whole, "verbatim": float(all(map(self.is_verbatim, reply.quotes)))}
        nearest = getattr(reply, "nearest", ())
        return {"verbatim": float(all(map(self.is_verbatim, nearest)))} if nearest else {}

    def is_verbatim(self, quote: Quote) -> bool:
        """Whether a quote is the article's own words at its offsets."""
        article = self.articles.get(quote.passage.article)
        return article is not None and article.text[quote.start : quote.end] == quote.text


def lacking_of(case: Case, text: str, groups: Sequence[Sequence[str]]) -> tuple[Sequence[str], ...]:
    """The groups that a text does not say, by the measure of who wrote the case."""
    return unsaid(text, groups) if case.by_words else missing(text, groups)


def _values(case: Case, words: Said, right: bool) -> dict[str, float]:
    """The figures that what is judged and the form of a case have a say in."""
    passed = float(right)
    match case.judged:
        case "unanswerable":
            topics = {"in-field": "declined_in_field", "out-of-scope": "declined_out_of_scope"}
            figures = ["declined_rightly", *filter(None, [topics.get(case.topic)])]
            return dict.fromkeys(figures, passed)
        case "premise":
            return {}
        case "clarify":
            return {"form_clarify": passed}
        case "follow-up":
            counted = {"followed": passed}
        case "fact":
            counted = {"right": passed, "short": float(right and _is_short(case, words))}
    return {
        **counted,
        f"form_{case.form.replace('-', '_')}": passed,
        "declined_wrongly": float(words.declined),
        **list_values(case, words, lambda text, groups: lacking_of(case, text, groups)),
    }


def _is_short(case: Case, words: Said) -> bool:
    """Whether the short answer, with a list's items, holds the fact in few characters."""
    short = ". ".join([words.headline, *words.items])
    return len(words.text) <= MAX_SHORT_ANSWER and not lacking_of(case, short, case.says)


def _unasked(case: Case, words: Said) -> str:
    if words.asks_back:
        return ""
    if not words.declined:
        return "answers where it should ask back"
    return listed(missing("\n\n".join([words.text, *words.nearest]), case.says))


def _told(case: Case, words: Said) -> str:
    """Where the words of a fact may stand: in the short answer and the first quote."""
    if case.quotes == "all":
        return _everything(words)
    return "\n\n".join([words.headline, *words.items, *words.quotes[:1]])


def _everything(words: Said) -> str:
    return "\n\n".join([words.headline, words.note, *words.items, *words.quotes])


def _denied(case: Case, words: Said) -> str:
    """The first phrase of the short answer that must not be in it; "^…" only at its start."""
    return next((phrase for phrase in case.denies if _says(words.text, phrase)), "")


def _says(text: str, phrase: str) -> bool:
    return begins(text, phrase[1:]) if phrase.startswith("^") else holds(text, [phrase])

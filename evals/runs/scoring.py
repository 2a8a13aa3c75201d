"""Judges one reply against one case. Pure: no files, no printing, no averages.

A `Score` holds a value for each figure that the case has a say in, so that a total is a plain
mean over the cases that have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer import Abstention, Answer, Quote, Reason, Reply
from corpus.article import Article
from evals.cases.matching import holds, missing
from evals.cases.reading import Case
from evals.cases.split import side
from index.passages import Passage

MAX_SHORT_ANSWER = 200
_REASONS: Mapping[Reason, str] = {
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
        match case.form:
            case "unanswerable":
                score = _declining(case, reply)
            case "premise":
                score = self._premise(case, reply)
            case "fact" | "follow-up":
                score = self._fact(case, reply)
        return Score(score.passed, score.why, {**score.values, **self._verbatim(reply)})

    def cited(self, case: Case, passage: Passage) -> bool:
        """Whether a passage is of an article that may be quoted for this case."""
        if self.raw_slugs:
            return passage.article == self.raw_slugs.get(case.source)
        return passage.article in case.cites

    def answers(self, case: Case, passage: Passage, text: str) -> bool:
        """Whether words of a passage hold the answer and are of a cited article.

        Of a list or a comparison they need hold only one group.
        """
        groups = case.proof
        lacking = missing(text, groups)
        enough = len(lacking) < len(groups) if case.gathered else not lacking
        return bool(groups) and enough and self.cited(case, passage)

    def _fact(self, case: Case, reply: Reply) -> Score:
        why = self._wrong(case, reply)
        right = float(not why)
        short = float(
            bool(right)
            and len(reply.text) <= MAX_SHORT_ANSWER
            and not missing(reply.text, case.says)
        )
        values: dict[str, float] = {"declined_wrongly": float(isinstance(reply, Abstention))}
        if case.form == "follow-up":
            values["followed"] = right
        else:
            values |= {
                "right": right,
                "short": short,
                f"right_{side(case)}": right,
                f"short_{side(case)}": short,
            }
        if isinstance(reply, Answer):
            values |= self._citations(case, reply.quotes)
        return Score(not why, why, values)

    def _wrong(self, case: Case, reply: Reply) -> str:
        """What is wrong with a reply to an answerable question; empty when nothing is."""
        if isinstance(reply, Abstention):
            return f"declined: {_REASONS[reply.reason]}"
        first = reply.quotes[0]
        if lacking := missing(f"{reply.text}\n\n{first.text}", (*case.says, *case.shows)):
            return f"does not say {_listed(lacking)}"
        if denied := _denied(case, reply):
            return f'says "{denied}"'
        if not self.raw_slugs and not self.cited(case, first.passage):
            return f"quotes {first.passage.article} first, not {' or '.join(case.cites)}"
        return ""

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
            if len(missing(quote.text, groups)) < len(groups)
            or (first and quote.passage.kind == "note")
        ]
        return {
            "first_supports": float(first),
            "citation_precision": len(useful) / len(quotes),
            "citation_recall": float(bool(cited) and not missing(together, groups)),
        }

    def _premise(self, case: Case, reply: Reply) -> Score:
        """Declining does not confirm a false premise; an answer must correct it to be safe."""
        if isinstance(reply, Abstention):
            return Score(True, "", {"unconfirmed": 1.0, "corrected": 0.0})
        said = "\n\n".join([reply.text, reply.note or "", *(one.text for one in reply.quotes)])
        denied = _denied(case, reply)
        lacking = missing(said, case.says)
        cited = any(self.cited(case, quote.passage) for quote in reply.quotes)
        corrected = not denied and not lacking and cited
        unconfirmed = corrected or (bool(case.denies) and not denied)
        why = ""
        if denied:
            why = f'confirms the false premise: "{denied}"'
        elif not unconfirmed:
            lack = f"does not say {_listed(lacking)}" if lacking else "quotes another article"
            why = f"lets the false premise stand: {lack}"
        return Score(
            unconfirmed, why, {"unconfirmed": float(unconfirmed), "corrected": float(corrected)}
        )

    def _verbatim(self, reply: Reply) -> dict[str, float]:
        quotes = reply.quotes if isinstance(reply, Answer) else reply.nearest
        return {"verbatim": float(all(map(self.is_verbatim, quotes)))} if quotes else {}

    def is_verbatim(self, quote: Quote) -> bool:
        """Whether a quote is the article's own words at its offsets."""
        article = self.articles.get(quote.passage.article)
        return article is not None and article.text[quote.start : quote.end] == quote.text


def _denied(case: Case, reply: Reply) -> str:
    """The first phrase of the short answer that must not be in it."""
    return next((phrase for phrase in case.denies if holds(reply.text, [phrase])), "")


def _declining(case: Case, reply: Reply) -> Score:
    declined = isinstance(reply, Abstention)
    why = "" if declined else "answers what the articles do not say"
    figure = "declined_in_field" if case.topic == "in-field" else "declined_out_of_scope"
    return Score(declined, why, {"declined_rightly": float(declined), figure: float(declined)})


def _listed(groups: Sequence[Sequence[str]]) -> str:
    return ", ".join(" or ".join(f'"{one}"' for one in group) for group in groups)

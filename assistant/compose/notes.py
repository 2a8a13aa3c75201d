"""Finds what belongs beside an answer: the editor's note on the same fact, or a denial."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Quote
from assistant.compose.library import Library
from assistant.rank.ranking import Evidence
from assistant.understand.negation import denies
from assistant.understand.query import Query
from assistant.verify.refutation import denies_asked
from index.passages import Passage
from index.subjects import Sentence
from index.words import stems

# A note belongs to an answer when it repeats this share of the answering sentence's own words, one
# of which no more than so many sentences of the section have: "postmark" is in most of them.
MIN_NOTE_OVERLAP = 0.34
MAX_SHARED = 2
# "STS-60 did not dock" belongs beside an answer about its docking, when it is among the first.
MAX_DENIAL_PLACE = 4


def beside(
    query: Query, evidence: Sequence[Evidence], chosen: Sequence[Evidence], library: Library
) -> Quote | None:
    """The note on the fact of the first that is chosen, or else a denial of what is asked."""
    return _note_for(chosen[0], library) or _denial(query, evidence, chosen, library)


def _note_for(best: Evidence, library: Library) -> Quote | None:
    """The editor's note of the same section that is about the same fact."""
    passage = best.candidate.passage
    if passage.kind == "note":
        return None
    section = [one for one in library.passages[passage.article] if one.section == passage.section]
    said = _own_words(best)
    notes = [one for one in section if one.kind == "note"]
    overlaps = [(len(said & set(stems(note.text))) / max(len(said), 1), note) for note in notes]
    overlap, note = max(overlaps, key=lambda pair: pair[0], default=(0.0, None))
    if note is None or overlap < MIN_NOTE_OVERLAP:
        return None
    common = _in_many(section)
    if said & set(stems(note.text)) <= common:
        return None
    return library.quote(note, Sentence(note.start, note.end, note.subject))


def _own_words(best: Evidence) -> set[str]:
    """What a sentence says beyond its heading and the missions that it is about."""
    passage = best.candidate.passage
    around = " ".join([passage.title, passage.section, *best.candidate.sentence.missions])
    return set(stems(best.candidate.text)) - set(stems(around))


def _in_many(section: Sequence[Passage]) -> set[str]:
    """The words that more sentences of a section have than tell one fact."""
    found = Counter(
        stem
        for passage in section
        if passage.kind == "text"
        for one in passage.sentences
        for stem in set(stems(passage.words_of(one)))
    )
    return {stem for stem, count in found.items() if count > MAX_SHARED}


def _denial(
    query: Query, evidence: Sequence[Evidence], chosen: Sequence[Evidence], library: Library
) -> Quote | None:
    """A sentence that denies what the question takes for granted, where one is nearly first."""
    if denies(query.text) or any(denies(one.candidate.text) for one in chosen):
        return None
    for one in evidence[:MAX_DENIAL_PLACE]:
        candidate = one.candidate
        about = candidate.signals.topic == 1.0 and candidate.signals.mission_subject == 1.0
        if about and candidate.passage.kind == "text" and denies_asked(query, candidate.text):
            return library.quote(candidate.passage, candidate.sentence)
    return None

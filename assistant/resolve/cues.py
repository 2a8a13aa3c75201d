"""Says how a question leans on what was said before: pure patterns of the English language.

It may point back by a pronoun ("when did it land?"), by an article ("the cover"), by leaving out
what it is about ("Why?"), or by opening as the last one's continuation ("what about …").
"""

from __future__ import annotations

import re

from assistant.rules import Rule, never, rule
from assistant.understand.entities import Finder
from corpus.lexicon import any_of, built_in, one_or_more_of, several_of
from index.words import STOP_WORDS, words

OPENERS = re.compile(
    r"(?i)^(?:(?:ok(?:ay)?|so|and|but|then|also|no|yes|thanks|hm+|right|great|nice|cool|"
    r"sorry|oops|pardon|wait|actually)\b[,.!]?\s*)*"
    r"(?:(?:and\s+)?(?:what|how) about|i meant?(?: to say)?|(?:and\s+)?for|same for|rather)?\s*"
)
CHANGES = re.compile(
    r"(?i)^\W*(?:(?:ok(?:ay)?|so|and|but|then|no|sorry|oops|pardon|wait|actually|hm+)\b[,.!]?\s*)*"
    r"(?:(?:what|how) about|i meant?(?: to say)?|same for|rather)\b|^(?:and|no)\b[, ]"
)
_LEXICON = built_in()
PERSON_PRONOUN = re.compile(
    r"(?i)\b(he|she|him|her|his|hers|himself|herself|"
    rf"that {any_of(_LEXICON.humans, _LEXICON.fliers, ('person',))})\b"
)
_CRAFT = (_LEXICON.spacecraft, _LEXICON.vessels)
_SINGULAR = (*_CRAFT, _LEXICON.journeys, _LEXICON.happenings, ("crew",))
# "Is it true", "is it raining" and "what time is it" speak of no thing.
THING_PRONOUN = re.compile(
    r"(?i)(?<!time is )\b(?:it(?! (?:true|possible|known|likely|certain|rain|snow|cold\b|warm\b))|"
    r"its|that one|this one|the same one|the same (?:cover|flight|mission)|"
    rf"(?:this|that) {any_of(*_SINGULAR, _LEXICON.covers, _LEXICON.marks)}|"
    r"(?<!who was )(?<!who is )that(?=\s*[?.!]*$))\b"
)
THEY = re.compile(r"(?i)\b(?:they|them|their|theirs|these|those)\b")
_PRINTED = (_LEXICON.marks, _LEXICON.imprints, ("cancel",))
_THINGS = (
    rf"(?:{one_or_more_of(_LEXICON.covers, *_PRINTED, _LEXICON.signs)}|"
    rf"{any_of(*_SINGULAR, _LEXICON.offices, _LEXICON.payments)}|descent|engineer)"
)
THING = re.compile(rf"(?i)\b{_THINGS}\b")
# "The memorial cover" is that of the mission spoken of; "the first cover" and "the rarest cover"
# are of all there are, and in "the weather at launch" the article is another noun's.
DEFINITE = re.compile(
    r"(?i)\bthe (?:(?!(?:of|on|at|in|for|from|to|by|with|and|or|last|only|most|least|\w+est)\b|"
    rf"first\b(?! day))[\w-]+ ){{0,2}}{_THINGS}\b|\bthere\b|\b(?:on board|aboard)(?=\W*$)"
)
# "Tell me about the landing" is asked of what was spoken of, if anything was.
TELLS_OF_IT = re.compile(
    rf"(?i)\W*(?:(?:and|so|now|ok|please)\b\W*)*{any_of(_LEXICON.openings['about'])}\b.*{DEFINITE.pattern.removeprefix('(?i)')}"
)
# "Which covers have the Gagarin Start postmark?" is asked of all covers.
OF_ALL = re.compile(
    rf"(?i)\W*(?:which|what) (?:\w+ )?{several_of(_LEXICON.journeys, ('cover', 'card'))}\b"
)
_NOUN = r"(?:which|what|an?|every|each) (?!(?:is|are|was|were|do|does|did|has|have|had|of|the)\b)"
_PEOPLE = (_LEXICON.fliers, _LEXICON.offices, _LEXICON.traders, _LEXICON.humans)
PERSON = rf"{any_of(*_PEOPLE, ('tourist', 'engineer'))}s?\b"
_OWN_PERSON = re.compile(rf"(?i)\b{_NOUN}(?:[\w-]+ )?{PERSON}")
_OWN_THING = re.compile(rf"(?i)\b{_NOUN}(?!(?:[\w-]+ )?{PERSON})[\w-]+")
# "Which postmark has a rocket in it?", not "Which stamp is on it?".
_HOLDS_IN_IT = re.compile(r"(?i)\b(?:has|have|had|with|shows?|bears?)\b.*\b(?:in|on|with) it\W*$")
# Behind these a new clause begins, whose pronoun may stand for what the clause before names.
_NEW_CLAUSE = re.compile(r"(?i)\b(?:and|but|or|because|(?:says?|said|thought|wrote)(?: that)?)\b")
INDEFINITE = re.compile(r"(?i)\ban?\s+[\w-]+")
# What happened once is not asked in the present tense, nor with "tell me".
_PRESENT = "is|are|do|does|has|have|can|could|will|would|tell|list|name|show|compare"
GENERAL = re.compile(rf"(?i)\b(?:{_PRESENT})\b|['\u2019]s\b")
QUESTION_WORD = re.compile(
    rf"(?i)\b(?:who|whom|whose|what|which|when|where|why|how|was|were|did|had|{_PRESENT})\b"
)
# Words that ask on and name nothing.
_ASK_ON = frozenset(
    "else next more again exactly then first last happen happened about anyone "
    "anybody he she him her his hers over up down off out away back "
    "home".split()
)
MAX_BARE_WORDS = 5
# "Who flew instead?", "what about the others?": of those who were spoken of.
POINTS_ON = re.compile(
    r"(?i)\b(?:instead|afterwards|too|as well|meanwhile|the (?:other|others|rest))"
    rf"(?=\W*$| {any_of(_LEXICON.units[:3], ('man', 'men'))}\b)"
)
# "And the American aboard, how had he come up?"
_HIS_OWN = re.compile(
    rf"(?i)\bthe (?:[\w-]+ )?(?:{PERSON}|(?-i:[A-Z])[a-z]+(?:an|ese|ish|ch)\b)[^,?]*,\s*"
    r"(?:how|when|where|why|what|which|did|was|is|had)\b"
)


# "The cover of Apollo 11" is not of the mission that was spoken of.
_ELSEWHERE = re.compile(
    rf"(?i)\b(?:(?:of|for|from|on) (?:the )?{any_of(_LEXICON.elsewhere)}\b|"
    rf"{any_of(_LEXICON.elsewhere, _LEXICON.uncrewed)}[ -]?(?:[a-z]{{1,2}}-?)?\d+\b|"
    r"(?:of|for|from|on) (?:the )?(?-i:[A-Z][a-z]+)[ -]\d+(?=\W*$))"
)


def asks_anew(question: str) -> bool:
    """Whether there is a question of its own behind words such as "what about"."""
    rest = OPENERS.sub("", question, count=1)
    return bool(QUESTION_WORD.search(rest)) or len(rest.split()) > MAX_BARE_WORDS


@rule(Rule.OTHER_PROGRAMMES, never)
def names_elsewhere(question: str) -> bool:
    """Whether the question names a flight of another programme, which is a subject of its own."""
    return _ELSEWHERE.search(question) is not None


@rule(Rule.PRONOUNS, never)
def leans(question: str) -> bool:
    """Whether the question points back by a pronoun."""
    return any(one.search(question) for one in (THING_PRONOUN, PERSON_PRONOUN, THEY))


@rule(Rule.ANTECEDENT_OF_ITS_OWN, never)
def has_own_antecedent(question: str, find: Finder) -> bool:
    """Whether a pronoun stands for what an earlier clause of the same question names."""
    if _HIS_OWN.search(question):
        return True
    if _OWN_THING.match(question) and _HOLDS_IN_IT.search(question):
        return True
    for clause in _NEW_CLAUSE.finditer(question):
        before, after = question[: clause.start()], question[clause.end() :]
        person = PERSON_PRONOUN.search(after) and _OWN_PERSON.search(before)
        thing = (THING_PRONOUN.search(after) or THEY.search(after)) and (
            _OWN_THING.search(before) or find(before).stamps or find(before).stations
        )
        if (person or thing) and not leans(before):
            return True
    return False


@rule(Rule.SUBJECT_LEFT_OUT, never)
def leaves_out(question: str) -> bool:
    """Whether a short question lacks what it is about: "Why?", "Who signed?", "Face value?"."""
    rest = OPENERS.sub("", question, count=1)
    some = [
        word
        for word in words(re.sub("['\u2019]", " ", rest))
        if word not in STOP_WORDS and word not in _ASK_ON
    ]
    if len(rest.split()) > MAX_BARE_WORDS or not words(rest) or INDEFINITE.search(rest):
        return False
    if GENERAL.search(rest):
        return not some
    if not QUESTION_WORD.search(rest):
        return True
    # "Who was Korolev?" brings a name that no record knows; "WHO SIGNED?" is only shouted.
    own_name = not rest.isupper() and any(word[:1].isupper() for word in rest.split()[1:])
    return not own_name and sum(not THING.fullmatch(word) for word in some) <= 1

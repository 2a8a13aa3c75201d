"""Says whether a question accuses somebody, and whether a sentence names who did it.

Nobody is accused for standing near: only the subject of an accusing verb, or whom "by" makes its
agent, may be the answer to "Who forged …?". What was proved, alleged or denied is nobody's deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.rules import Rule, always, never, rule
from assistant.understand.query import AnswerKind, Query
from index.words import normalise, stem

_ACCUSING = frozenset(
    map(
        stem,
        "forge forged fake faked steal stole stolen counterfeit falsify falsified cheat cheated "
        "swindle swindled defraud defrauded smuggle smuggled backdate backdated manipulate "
        "manipulated tamper tampered".split(),
    )
)
_WRONG = frozenset(
    map(stem, "forgery forged fake faked bogus counterfeit pseudo fantasy false fraud".split())
)
_MAKING = frozenset(
    map(
        stem,
        "make made produce produced print printed create created sell sold issue issued offer "
        "offered prepare prepared invent invented design designed strike struck commit committed "
        "distribute distributed".split(),
    )
)
# Whoever does these to a forgery has not made it.
_NOT_DOING = frozenset(
    map(
        stem,
        "prove proved proven accuse accused blame blamed allege alleged suspect suspected claim "
        "claimed deny denied examine examined expose exposed discover discovered find found report "
        "reported recognise recognised detect detected describe described say said think thought "
        "believe believed reveal revealed write wrote call called refute refuted dispute disputed "
        "condemn condemned charge charged seem seemed appear appeared suppose supposed".split(),
    )
)
_DOUBT = frozenset(
    "not never no nobody without whether if possibly perhaps maybe presumably allegedly reportedly "
    "supposedly apparently probably may might could would according".split()
)
_GUILTY = frozenset(
    map(stem, "forger faker counterfeiter thief culprit guilty responsible behind blame".split())
)
_BE = frozenset("is are was were be been being".split())
_HAVE = frozenset("have has had".split())
_AUXILIARIES = _HAVE | frozenset("really actually first then also".split())
_DETERMINERS = frozenset(
    "the a an this that these those his her its their all some many several most both any "
    "them it him her".split()
)
_PREPOSITIONS = frozenset("of for from on to at with over against about in into as by".split())
_CLAUSE_ENDS = frozenset(",;:()\u2013.")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*|[,;:()\u2013]")
# Between a subject and its verb, or "by" and a name, there is no more than other names.
MAX_BETWEEN = 8


@rule(Rule.ACCUSING_QUESTION, never)
def accuses(query: Query) -> bool:
    """Whether a question wants to know who forged, faked, stole or made what is forged."""
    said = _WORD.findall(normalise(query.text))
    stems = [stem(word) for word in said]
    if query.kind is AnswerKind.YES_NO:
        return _accuses_of(said, stems)
    if query.kind is not AnswerKind.WHO:
        return False
    acts = _first_verb(said)
    behind = stems[acts:]
    if not behind:
        return False
    wrong = not _WRONG.isdisjoint(behind[1:])
    if said[acts] in _BE or said[0] in ("by", "of"):
        blamed = any(one in _GUILTY for one in behind) and (wrong or said[acts] in _BE)
        done = _participle(behind) and not _NOT_DOING.intersection(behind)
        return bool(blamed and not _NOT_DOING.intersection(behind)) or done
    return behind[0] in _ACCUSING or (behind[0] in _MAKING and wrong)


def _accuses_of(said: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether "did they forge it?" or "was it forged by them?" is asked."""
    places = [number for number, one in enumerate(stems) if one in _ACCUSING]
    if said[0] in ("did", "do", "does", *_HAVE):
        return any(number > 1 and said[number - 1] not in _DETERMINERS for number in places)
    return any("by" in said[number + 1 : number + 3] for number in places)


def _first_verb(said: Sequence[str]) -> int:
    """The place of the verb of "who did it", "which dealer did it", "who may have done it"."""
    place = next((n for n, word in enumerate(said) if word in ("who", "whom", "which", "what")), 0)
    place += 1 if said[place] in ("who", "whom") else 2
    while place < len(said) - 1 and said[place] in _AUXILIARIES | _DOUBT:
        place += 1
    return min(place, len(said) - 1)


def _participle(stems: Sequence[str]) -> bool:
    """Whether something was forged, and not only called so: "were the covers forged"."""
    return any(one in _ACCUSING for one in stems[-2:]) or any(
        one in _ACCUSING and two == "by" for one, two in pairwise(stems)
    )


def is_guilt(text: str) -> bool:
    """Whether a text has a word for forging, for a forgery or for whoever made one."""
    stems = {stem(word) for word in _WORD.findall(normalise(text))}
    return not stems.isdisjoint(_ACCUSING | _WRONG | _GUILTY)


@rule(Rule.NAMED_AGENT, always)
def names_agent(sentence: str, span: tuple[int, int]) -> bool:
    """Whether a sentence says that who stands at the span forged, faked or stole something.

    Args:
        sentence: the sentence's text.
        span: offsets in it of a person or group.
    """
    before = [word.casefold() for word in _WORD.findall(sentence[: span[0]])]
    behind = [word.casefold() for word in _WORD.findall(sentence[span[1] :])]
    whole = [*before, *behind]
    if not _DOUBT.isdisjoint(whole) or _is_reported(before):
        return False
    return _is_subject(before, behind) or _is_by_agent(before)


def _is_reported(before: Sequence[str]) -> bool:
    """Whether it is somebody's word only: "Chizhov wrote that …"."""
    stems = {stem(word) for word in before}
    return "that" in before and not stems.isdisjoint(_NOT_DOING)


def _is_subject(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether the words behind go on with an accusing verb of which the span is the subject."""
    own_clause = behind[1:] if behind[:1] == [","] else behind
    relative = own_clause[:1] == ["who"]
    rest = list(own_clause[1:] if relative else behind)
    last = [word for word in before if word not in _DETERMINERS][-1:]
    if not relative and last and last[0] in _PREPOSITIONS | _BE:
        return False
    for place, word in enumerate(rest[:MAX_BETWEEN]):
        own = stem(word)
        if own in _ACCUSING or own in _MAKING:
            return _acts(word, rest[:place], rest[place + 1 :])
        if own in _NOT_DOING or word in _BE | _CLAUSE_ENDS | (_PREPOSITIONS - {"of", "from"}):
            return False
    return False


def _acts(verb: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a verb tells a deed: not "had forged covers", nor "forged covers were common"."""
    clause = list(takewhile(lambda word: word not in _CLAUSE_ENDS, behind))
    determined = bool(clause) and clause[0] in _DETERMINERS
    if verb.endswith("ing") or (not determined and (set(before) & _HAVE or set(clause) & _BE)):
        return False
    if stem(verb) in _ACCUSING:
        return verb.endswith("ed") or verb in ("stole", "stolen")
    return not _WRONG.isdisjoint(map(stem, clause))


def _is_by_agent(before: Sequence[str]) -> bool:
    """Whether the span is whom "by" names: of "forged by", or of "made by" on what is forged."""
    if "by" not in before[-MAX_BETWEEN:]:
        return False
    place = len(before) - 1 - list(reversed(before)).index("by")
    between = before[place + 1 :]
    if any(word in _PREPOSITIONS | _BE | _HAVE or _is_verb(word) for word in between):
        return False
    clause = list(before[:place])
    for number in range(len(clause) - 1, -1, -1):
        if clause[number] in _CLAUSE_ENDS:
            clause = clause[number + 1 :]
            break
    stems = [stem(word) for word in clause]
    if not _NOT_DOING.isdisjoint(stems):
        return False
    verb = next((one for one in reversed(stems[-4:]) if one in _ACCUSING | _MAKING | _WRONG), "")
    return verb in _ACCUSING | _WRONG or (verb in _MAKING and not _WRONG.isdisjoint(stems))


def _is_verb(word: str) -> bool:
    return stem(word) in _ACCUSING | _MAKING | _NOT_DOING

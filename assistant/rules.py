"""Names the rules that can be switched off: what each is worth is measured, not believed.

A rule is a function that stands aside: switched off it returns what it returns of a question that
it has nothing to say about. It fires where it returns anything else. `evals ablation --rules`
switches off one after the other; in use all are on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


class Rule(StrEnum):
    """Every rule by its stage, its module and what it does."""

    MISSPELT_NAMES = "understand.entities.misspelt-names"
    MARKUP = "understand.expansion.markup"
    NAMES_OF_MISSIONS = "understand.expansion.names-of-missions"
    DATES_IN_WORDS = "understand.expansion.dates-in-words"
    FLOWN_THEN = "understand.flight_dates.flown-then"
    OTHER_LANGUAGES = "understand.foreign_keywords.other-languages"
    DENIALS = "understand.negation.denials"
    CHANGES_OF_CREW = "understand.negation.changes-of-crew"
    WHAT_WAS_MEANT = "understand.negation.what-was-meant"
    ASKING_WHAT_WAS_MEANT = "understand.negation.asking-what-was-meant"
    TWO_THINGS_ASKED = "understand.query.two-things-asked"
    SMALL_TALK = "understand.query.small-talk"
    KIND_OF_ANSWER = "understand.query.kind-of-answer"
    WORDS_RUN_TOGETHER = "understand.spelling.words-run-together"
    MISSPELT_WORDS = "understand.spelling.misspelt-words"

    UNTOLD_ATTRIBUTES = "extract.attributes.untold-attributes"
    WHOLE_LIST = "extract.lists.whole-list"
    ANOTHER_THING_MARKED = "extract.selection.another-thing-marked"
    TYPED_SPANS = "extract.typed_spans.typed-spans"
    WHAT_A_NOTE_MENDS = "extract.typed_spans.what-a-note-mends"
    WHOLE_MENTIONS = "extract.wholeness.whole-mentions"
    WHOLE_NAMES = "extract.wholeness.whole-names"
    UNIT_OF_A_NUMBER = "extract.wholeness.unit-of-a-number"
    BRACKETS = "extract.wholeness.brackets"

    OTHER_READINGS = "resolve.alternatives.other-readings"
    ONE_OF_THEIR_FLIGHTS = "resolve.alternatives.one-of-their-flights"
    OF_THOSE_SPOKEN_OF = "resolve.among.of-those-spoken-of"
    DOUBTED_ANSWER = "resolve.challenge.doubted-answer"
    PLACE_SPOKEN_OF = "resolve.conversation.place-spoken-of"
    HE_AND_SHE = "resolve.coreference.he-and-she"
    MEANT_INSTEAD = "resolve.correction.meant-instead"
    OTHER_PROGRAMMES = "resolve.cues.other-programmes"
    PRONOUNS = "resolve.cues.pronouns"
    ANTECEDENT_OF_ITS_OWN = "resolve.cues.antecedent-of-its-own"
    SUBJECT_LEFT_OUT = "resolve.cues.subject-left-out"
    VERB_LEFT_OUT = "resolve.ellipsis.verb-left-out"
    HOW_MANY = "resolve.enumeration.how-many"
    WHICH_ONES = "resolve.enumeration.which-ones"
    THE_SECOND_ONE = "resolve.enumeration.the-second-one"
    COVER_OF_THEIR_FLIGHT = "resolve.followup.cover-of-their-flight"
    WHO_LANDED = "resolve.landing_crews.who-landed"
    ANOTHER_THING = "resolve.predicates.another-thing"
    ANOTHER_EVENT = "resolve.predicates.another-event"
    OTHERS_COUNTED = "resolve.predicates.others-counted"
    NEXT_ORDINAL = "resolve.sequence.next-ordinal"
    THE_SECOND_COVER = "resolve.sequence.the-second-cover"
    NAMED_BY_PLACE = "resolve.sequence.named-by-place"
    NEIGHBOURING_MISSION = "resolve.sequence.neighbouring-mission"
    BARE_NAME = "resolve.substitution.bare-name"
    ANOTHER_TERM = "resolve.substitution.another-term"
    ANOTHER_QUESTION_WORD = "resolve.topics.another-question-word"
    BARE_QUESTION_WORD = "resolve.topics.bare-question-word"
    MEMBERS_OF_A_LIST = "resolve.turns.members-of-a-list"
    PEOPLE_ASKED_ABOUT = "resolve.turns.people-asked-about"

    ASPECT_OF_COVERS = "plan.attributes.aspect-of-covers"
    EXACT_PLAN = "plan.catalogue.exact-plan"
    LOOSE_PLAN = "plan.catalogue.loose-plan"
    BARE_STAMP = "plan.catalogue.bare-stamp"
    WHOLE_TITLE = "plan.titles.whole-title"
    TOLD_OF = "plan.claims.told-of"
    COMMAND = "plan.claims.command"
    SURVIVAL = "plan.claims.survival"
    CREWED = "plan.claims.crewed"
    CALL_SIGN = "plan.claims.call-sign"
    DAY = "plan.claims.day"
    SOONER = "plan.claims.sooner"
    SHIP_OF_LANDING = "plan.claims.ship-of-landing"
    DOCKING = "plan.claims.docking"
    STATION = "plan.claims.station"
    ABOARD = "plan.claims.aboard"
    WHICH_COVER_IS_MEANT = "plan.clarify.which-cover-is-meant"
    WHICH_OF_MANY = "plan.clarify.which-of-many"
    DIFFERENCE_OF_TWO = "plan.contrast.difference-of-two"
    FLIGHT_TOLD_OF = "plan.decomposition.flight-told-of"
    LOOSELY_DESCRIBED = "plan.description.loosely-described"
    DESCRIBED_COVER = "plan.description.described-cover"
    LISTING = "plan.listing.listing"
    BETWEEN_COVERS = "plan.listing.between-covers"
    OVERVIEW = "plan.overview.overview"
    TOPIC = "plan.overview.topic"
    WHAT_SENTENCES_LACK = "plan.planner.what-sentences-lack"
    LOOSE_LIST_OF_PEOPLE = "plan.record.loose-list-of-people"
    SIDE_BY_SIDE = "plan.record.side-by-side"
    ORDER = "plan.record.order"
    SELECTION = "plan.record.selection"
    NAMESAKES = "plan.ambiguity.namesakes"
    COVERS_OF_ONE_KIND = "plan.ambiguity.covers-of-one-kind"
    SHORTER_READINGS = "plan.condensation.shorter-readings"
    QUESTIONS_IN_PARTS = "plan.parts.questions-in-parts"
    DAYS_BETWEEN = "plan.record_spans.days-between"
    WAY_HOME = "plan.record_spans.way-home"
    KIND_OF_NO_COVER = "plan.references.kind-of-no-cover"
    COVERS_OF_MISSIONS = "plan.subjects.covers-of-missions"
    TITLES_OF_COVERS = "plan.subjects.titles-of-covers"
    SENTENCES_WITH_A_NAME = "plan.subjects.sentences-with-a-name"
    PART_OF_A_TITLE = "plan.subjects.part-of-a-title"

    ACCUSING_QUESTION = "verify.agency.accusing-question"
    NAMED_AGENT = "verify.agency.named-agent"
    DAYS = "verify.agreement.days"
    NUMBERS = "verify.agreement.numbers"
    VALUES = "verify.agreement.values"
    ORDER_OF_NAMES = "verify.agreement.order-of-names"
    EVENTS = "verify.agreement.events"
    SAID_OF_ANOTHER = "verify.agreement.said-of-another"
    BLAMING_QUESTION = "verify.blame.blaming-question"
    CLAIM_OF_A_QUESTION = "verify.claim.claim-of-a-question"
    OPPOSITES = "verify.claim_words.opposites"
    GENERAL_WORDS = "verify.claim_words.general-words"
    WRONG_DAY = "verify.contradictions.wrong-day"
    WRONG_STATION = "verify.contradictions.wrong-station"
    WRONG_DOCKING = "verify.contradictions.wrong-docking"
    WRONG_SIZE_OF_CREW = "verify.contradictions.wrong-size-of-crew"
    KNOWS_BETTER = "verify.contradictions.knows-better"
    OWN_FLIGHTS = "verify.cooccurrence.own-flights"
    FALSE_PREMISE = "verify.corrections.false-premise"
    CONTRADICTED_CLAIM = "verify.polarity.contradicted-claim"
    TOLD_WHOLE = "verify.polarity.told-whole"
    MEANT_OTHERWISE = "verify.polarity.meant-otherwise"
    DENIED = "verify.polarity.denied"
    OPPOSED = "verify.polarity.opposed"
    FIRST_OF_ALL = "verify.polarity.first-of-all"
    NOT_EVERY = "verify.polarity.not-every"
    WRONG_SOURCE = "verify.polarity.wrong-source"
    ANOTHER_VALUE = "verify.polarity.another-value"
    WRONG_PERSON = "verify.premises.wrong-person"
    WRONG_LEG = "verify.premises.wrong-leg"
    DENYING_SENTENCE = "verify.refutation.denying-sentence"
    SAYS_MORE = "verify.refutation.says-more"
    TELLING_OTHERWISE = "verify.refutation.telling-otherwise"


@dataclass(frozen=True, slots=True)
class _Watch:
    """What is switched off, and what has fired."""

    off: frozenset[Rule]
    fired: set[Rule] = field(default_factory=set)


_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def watched(*off: Rule) -> Iterator[set[Rule]]:
    """Switch rules off inside the block, in this thread; the set is of all that fired in it."""
    watch = _Watch(frozenset(off))
    token = _WATCH.set(watch)
    try:
        yield watch.fired
    finally:
        _WATCH.reset(token)


def rule(name: Rule, otherwise: Callable[..., object]) -> Callable[[Function], Function]:
    """Make a function a rule.

    Args:
        name: what it is switched by; of one function alone.
        otherwise: what it returns of the same arguments where it stands aside.
    """

    def switched_by_name(function: Function) -> Function:
        @wraps(function)
        def switched(*args: Any, **kwargs: Any) -> Any:
            watch = _WATCH.get()
            if watch is None:
                return function(*args, **kwargs)
            aside = otherwise(*args, **kwargs)
            if name in watch.off:
                return aside
            found = function(*args, **kwargs)
            if found != aside:
                watch.fired.add(name)
            return found

        return cast("Function", switched)

    return switched_by_name


def nothing(*_: object, **__: object) -> None:
    """A rule stands aside by finding nothing."""


def never(*_: object, **__: object) -> bool:
    """A rule stands aside by denying."""
    return False


def always(*_: object, **__: object) -> bool:
    """A rule stands aside by agreeing."""
    return True


def none_of_them(*_: object, **__: object) -> tuple[()]:
    """A rule stands aside by having none to add."""
    return ()


def no_word(*_: object, **__: object) -> str:
    """A rule stands aside by an empty text."""
    return ""


def as_given(place: int = 0) -> Callable[..., object]:
    """A rule stands aside by leaving one of its arguments as it is.

    >>> as_given()("text", "other"), as_given(1)("text", "other")
    ('text', 'other')
    """

    def given(*args: object, **_: object) -> object:
        return args[place]

    return given

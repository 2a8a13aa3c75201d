"""The words by which a question's plan is known, by kind: data, to be read by the planners.

Words are given as people write them and compared by stem, so "flight" stands for "flights" too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from index.words import stem


def _phrases(said: str) -> tuple[tuple[str, ...], ...]:
    """Phrases that semicolons part, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in said.split(";"))


def stemmed(words: Iterable[str]) -> frozenset[str]:
    """The stems of words."""
    return frozenset(map(stem, words))


# What may stand before anything that is asked.
GREETINGS = frozenset(
    "hi hello hey there hallo dear please so and ok okay well now then thanks but also quick "
    "question good morning evening afternoon day cachet just".split()
)
# What may stand behind a subject.
COURTESIES = frozenset("please thanks thx info information overview summary details".split())
# Requests to be told of a subject; what is behind one of them is the subject.
ABOUT = _phrases(
    "tell me about; tell me more about; tell me more on; tell me something about; tell me all "
    "about; tell me everything about; tell us about; can you tell me about; can you tell me "
    "something about; could you tell me about; could you tell me something about; what can you "
    "tell me about; what can you say about; what do you know about; what do you know of; what "
    "do we know about; what do the articles say about; what do the articles say on; what is "
    "known about; what is there about; what is there on; what have you got on; what have you "
    "got about; what do you have on; what do you have about; do you know about; do you know "
    "anything about; do you know something about; do you have anything on; do you have anything "
    "about; have you got anything on; is there anything on; is there anything about; anything "
    "about; anything on; something about; something on; everything about; everything on; all "
    "about; info; info on; info about; information on; information about; facts about; facts on; "
    "details of; details on; details about; give me information on; give me information about; "
    "give me some information on; give me some information about; give me info on; give me info "
    "about; give me an overview of; give me a summary of; give me a short summary of; give me "
    "the facts about; overview of; an overview of; a summary of; summary of; summarise; "
    "summarize; sum up; describe; explain; explain to me; explain me; introduce me to; talk "
    "about; talk to me about; i want to know about; i want to know more about; i would like to "
    "know about; i would like to know more about; i'd like to know about; i'd like to know more "
    "about; i want to learn about; i am interested in; i'm interested in; interested in; "
    "information; facts; overview; the story of; the history of"
)
WHO_IS = _phrases("who is; who was; who's; who are")
WHAT_IS = _phrases(
    "what is; what's; whats; what about; how about; what are; define; meaning of; the meaning "
    "of; what is meant by; what is the meaning of; explain what is; explain what are; explain "
    "me what is; explain me what are; explain to me what is; explain to me what are"
)
# Beside a name these say only what sort of thing it is the name of.
ARTICLES = frozenset("the a an this that these those of on about for in and or to by from".split())
PREPOSITIONS = frozenset("on of about for in to by from with at".split())
MISSION_WORDS = frozenset("flight mission spacecraft joint soviet russian space".split())
PERSON_WORDS = frozenset(
    "cosmonaut astronaut spaceman spationaut commander pilot flyer captain mr mrs dr".split()
)
ARTICLE_WORDS = frozenset("article page text chapter section topic subject term word story".split())
STAMP_WORDS = frozenset("stamp number scott no nr catalogue".split())
COVER_WORDS = frozenset("cover envelope item".split())
# A question with one of these leans on something that it does not name.
PRONOUNS = frozenset(
    "it its they them their theirs he him his she her hers my mine our i me we us these those one "
    "ones".split()
)
MEANING_WORDS = frozenset("mean means meant exactly actually stand".split())

# The title of an article of terms has one of these.
GLOSSARY = stemmed("glossary dictionary terms vocabulary".split())


STEMS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "mission": stemmed(MISSION_WORDS),
        "person": stemmed(PERSON_WORDS),
        "article": stemmed(ARTICLE_WORDS),
        "stamp": stemmed(STAMP_WORDS),
        "cover": stemmed(COVER_WORDS),
        "meaning": stemmed(MEANING_WORDS),
    }
)

# What the words of a question on the record say, by stem; a question with any other word is left
# to the articles. Phrases of several words ("went up") are first made one by `same_phrases`.
_ROLES = {
    "which": "which what list name show give tell me all every each any please can could you us "
    "let know i want need see full complete together both",
    "who": "who whom whose",
    "how": "how",
    "many": "many number count",
    "much": "much",
    "long": "long duration length",
    "flight": "flight mission spacecraft ship craft capsule",
    "times": "times often",
    "person": "cosmonaut astronaut person people crew member traveller traveler man men human "
    "spaceman spacemen flyer",
    "woman": "woman women female lady",
    "tourist": "tourist participant",
    "launch": "launch start launched",
    "land": "land return back home",
    "fly": "fly flew flown go went gone travel visit ride rode make made take took part sent "
    "reach come came bound use",
    "dock": "dock docked",
    "sign": "call sign",
    "carry": "carry carried carrying aboard board bring brought had",
    "lost": "die died dead kill killed lose lost fatal death",
    "aborted": "abort aborted",
    "without": "without uncrewed unmanned crewless",
    "other": "different another other not same",
    "than": "than one",
    "first": "first earliest oldest",
    "last": "last latest newest recent final",
    "sooner": "earlier sooner before",
    "later": "later",
    "most": "most more once least",
    "twice": "twice repeatedly",
    "thrice": "thrice",
    "days": "day days",
    "gap": "between apart separate lie lay pass elapse from until after by",
    "stay": "stay stayed spend spent take took last lasted away earth complete",
    "compare": "compare comparison difference differ different versus vs contrast",
    "told": "article collection mention",
    "glue": "the a an of on in into to at with by from for and or that they them their it its were "
    "was is are did do does have has been be being ever there these those this space orbit "
    "year month during s than up down off two",
    "station": "station",
    "pronoun": "he his him she her it its them they their",
}
ROLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {role: stemmed(said.split()) for role, said in _ROLES.items()}
)
# Nations as the record writes them, by who comes from there; Russians are most, and are not told
# apart from the Soviet Union's others.
_NATIONALITIES = {
    "Afghanistan": "afghan afghanistan",
    "Austria": "austrian austria",
    "Belarus": "belarusian belarus",
    "Belgium": "belgian belgium",
    "Brazil": "brazilian brazil",
    "Bulgaria": "bulgarian bulgaria",
    "Canada": "canadian canada",
    "Cuba": "cuban cuba",
    "Czechoslovakia": "czech czechoslovak czechoslovakia",
    "Denmark": "danish dane denmark",
    "France": "french frenchman frenchmen frenchwoman frenchwomen france",
    "Germany": "german germany",
    "Hungary": "hungarian hungary",
    "India": "indian india",
    "Italy": "italian italy",
    "Japan": "japanese japan",
    "Kazakhstan": "kazakh kazakhs",
    "Malaysia": "malaysian malaysia",
    "Mongolia": "mongolian mongolia",
    "Netherlands": "dutch dutchman dutchmen netherlands",
    "Poland": "polish pole poland",
    "Romania": "romanian romania",
    "Slovakia": "slovak slovakia",
    "Spain": "spanish spaniard spain",
    "Syria": "syrian syria",
    "United Kingdom": "british briton britain",
    "United States": "american usa",
    "Vietnam": "vietnamese vietnam",
}
NATIONS: Mapping[str, str] = MappingProxyType(
    {stem(word): nation for nation, said in _NATIONALITIES.items() for word in said.split()}
)
# Before a date these make a time of it that began or ended then.
BOUNDS = frozenset("to before after since until till by from past".split())
STATION_NAMES: Mapping[str, str] = MappingProxyType({"International Space Station": "ISS"})
# "TM" behind "Soyuz" and without a number is a series of ships.
SERIES = frozenset("t tm tma ms".split())
PROGRAMMES = frozenset("vostok voskhod soyuz shuttle apollo".split())

# What is asked of a cover that is not named, by stem; "it" and "my card" are what it is asked of.
_ATTRIBUTES = {
    "price": "worth price value cost sell sold buy valuable expensive money pay much",
    "rarity": "rare rarity scarce common rarer",
    "genuine": "genuine real authentic fake forged forgery original genuinely flown doubtful",
    "autograph": "signed sign autograph signature",
    "postmark": "postmark cancel cancellation handstamp mark",
    "stamp": "stamp franking franked postage",
    "cachet": "cachet motif picture",
    "date": "when date dated issued old",
}
ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {what: stemmed(said.split()) for what, said in _ATTRIBUTES.items()}
)
COVER_THINGS = stemmed(
    "cover envelope card postcard maxicard letter item piece sheet souvenir stamp postmark mail "
    "thing".split()
)
DEMONSTRATIVES = frozenset("it its this that these those they them their my mine our".split())
ASKING = frozenset(
    "what which who how many when where is are was were do does did has have had can could you i "
    "tell me know say whether if the a an of on in for with at by from to and or be please any "
    "anything something some few several couple lots now today there here really it's get find "
    "out need want would like kind sort type approximately about roughly".split()
)
# Of things that somebody owns without naming them, and what such a person asks.
OWNING = stemmed(
    "inherit find found bought buy got get have own box album pile lot bunch collection collect "
    "bag drawer attic grandfather father uncle received given start".split()
)
OWNED = COVER_THINGS | stemmed("space soviet russian old cosmonaut astronaut stuff".split())
OPEN_REQUESTS = _phrases(
    "what can you tell me; what do you know; can you help; could you help; help me; where do i "
    "start; where should i start; what should i do; what do i do; what are they; what is it; "
    "what is this; what are these; worth anything; worth something; are they worth; tell me "
    "more"
)
WHAT_CAN_BE_ASKED = _phrases(
    "what can i ask; what could i ask; what may i ask; what should i ask; what questions can i "
    "ask; what kind of questions can i ask; what can you do; what can you tell me; what can you "
    "answer; what do you know; what do you cover; what are you about; what is this about; what "
    "topics do you cover; what do the articles cover; what is in the articles; what's in the "
    "articles; what are the articles about; how does this work; how do i use this; can you help "
    "me; can you help; help me; help"
)

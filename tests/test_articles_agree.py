"""The articles against the mission record, and the rules that make a sentence good to quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from corpus.dates import find_dates
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.mission_file import day_of
from corpus.record.missions import MissionRecord
from index.passages import split

RECORD = MissionRecord.load()
ARTICLES = read_folders([BUILT_IN_ARTICLES]).articles
PASSAGES = {article.slug: split(article, RECORD) for article in ARTICLES}
# Enough that a rule below which no longer reads anything is noticed.
LEAST_CLAIMS = {"launch": 80, "landing": 80, "crew up": 50, "crew down": 30}


@dataclass(frozen=True)
class Claim:
    """That a mission was launched or landed on a day, or with a crew."""

    kind: str
    mission: str
    stated: date | frozenset[tuple[str, ...]]
    sentence: str
    noted: bool

    def agrees(self) -> bool:
        mission = RECORD.get(self.mission)
        if self.kind == "launch":
            return self.stated in (day_of(mission.launch), mission.launch_local)
        if self.kind == "landing":
            return self.stated in (day_of(mission.landing), mission.landing_local)
        crew = mission.crew_up if self.kind == "crew up" else mission.crew_down
        return all(any(name in crew for name in names) for names in self.stated) and all(
            any(member in names for names in self.stated) for member in crew
        )


# In a sentence that is read here a mission is ⟨M:name⟩ and a day ⟨D:1967-04-23⟩.
M, D = r"⟨M:([^⟩]+)⟩", r"⟨D:([\d-]+)⟩"
WITHIN = r"[^⟨]*?"
LAUNCHES = (
    rf"{M}{WITHIN} launched {WITHIN}on {D}",  # "… was launched from Baikonur on …"
    rf"[Ll]aunch of {M}{WITHIN} UTC on {D}",
    rf"[Ll]aunch of {M} on {D}",
    rf"(?:launched|went up) on {M} on {D}",
    rf"crew of {M} went up on {D}",
    rf"^{M} was launched with the ⟨M:[^⟩]+⟩ crew on {D}",
)
# What is said of a launch cover's date; the sentence names one mission.
LAUNCH_DAYS = (
    rf"{D}, the (?:day of the launch|launch day)",
    rf"the launch (?:of|on) {D}",
    rf"{D} at the time of the launch",
)
LANDINGS = (
    rf"^(?:The spacecraft )?{M}{WITHIN} (?:landed|came down) {WITHIN}on {D}",
    rf"^(?:The spacecraft )?{M} was launched on ⟨D:[\d-]+⟩{WITHIN} landed on {D}",
    rf"{M}, which landed on {D}",
    rf"landing of {M} .*?UTC on {D}",
    rf"return of {M} on {D}",
    rf"landed safely with .+? in {M} on {D}",
    rf"(?:landed|came down|returned) (?:safely )?(?:in|on|with)(?: the older spacecraft)? {M}"
    rf"{WITHIN}on {D}",
)
RETURNS = (rf"(?:landed|came down|returned) {WITHIN}on {D} (?:in|on|with) (?:the lifeboat )?{M}",)
CREWS_UP = (
    rf"^The crew of {M}(?: at launch|, expedition [^,]+,)? was (.+)$",
    rf"^The Expedition 1 crew launched on {M} was (.+)$",
    rf"^The pilot of {M}, who flew alone, was (.+)$",
    rf"^{M}{WITHIN} was launched on {D} with (.+)$",
)
CREWS_DOWN = (
    rf"^The landing crew of {M} was (.+)$",
    rf"^(?:The spacecraft )?{M}{WITHIN} landed {WITHIN}(?:on {D})?[^⟨]*? with (.+)$",
    rf"^{M} came down with (.+) on {D}",
)


def marked(sentence: str) -> str:
    """The sentence with its missions and full dates in a form that the patterns read."""
    pieces = [
        (one.start, one.end, f"⟨M:{one.missions[0]}⟩")
        for one in RECORD.find(sentence)
        if len(one.missions) == 1
    ]
    pieces += [
        (one.start, one.end, f"⟨D:{one.year}-{one.month:02}-{one.day:02}⟩")
        for one in find_dates(sentence)
        if one.year and one.month and one.day
    ]
    for start, end, mark in sorted(pieces, reverse=True):
        sentence = sentence[:start] + mark + sentence[end:]
    return sentence.removesuffix(".")


def people(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(one.names for one in RECORD.find_people(text))


def claims_of(sentence: str) -> Iterator[tuple[str, str, date | frozenset[tuple[str, ...]]]]:
    text = marked(sentence)
    missions = set(re.findall(M, text))
    for kind, patterns in (("launch", LAUNCHES), ("landing", LANDINGS)):
        for found in (one for pattern in patterns for one in re.finditer(pattern, text)):
            yield kind, found[1], date.fromisoformat(found[2])
    for found in (one for pattern in RETURNS for one in re.finditer(pattern, text)):
        yield "landing", found[2], date.fromisoformat(found[1])
    if len(missions) == 1:
        for found in (one for pattern in LAUNCH_DAYS for one in re.finditer(pattern, text)):
            yield "launch", *missions, date.fromisoformat(found[1])
    for kind, patterns in (("crew up", CREWS_UP), ("crew down", CREWS_DOWN)):
        for pattern in patterns:
            found = re.search(pattern, text)
            if (
                found
                and RECORD.get(found[1])
                and (crew := people(found[found.lastindex]) or people(found[2]))
            ):
                yield kind, found[1], crew


def all_claims() -> Iterator[Claim]:
    for article in ARTICLES:
        passages = PASSAGES[article.slug]
        noted = {
            (passage.section, mission.name)
            for passage in passages
            if passage.kind == "note"
            for one in RECORD.find(passage.text)
            for mission in map(RECORD.get, one.missions)
        }
        for passage in passages:
            if passage.kind == "note":  # says what a source says
                continue
            for one in passage.sentences:
                words = passage.words_of(one)
                for kind, mission, stated in claims_of(words):
                    yield Claim(kind, mission, stated, words, (passage.section, mission) in noted)


CLAIMS = tuple(all_claims())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Soyuz 1 was launched on 23 April 1967 at 00:35 UTC.",
            [("launch", "Soyuz 1", date(1967, 4, 23))],
        ),
        # both dates of one ship
        (
            "Soyuz 6 was launched on 11 October 1969 and landed on 16 October 1969.",
            [("launch", "Soyuz 6", date(1969, 10, 11)), ("landing", "Soyuz 6", date(1969, 10, 16))],
        ),
        # people who came back in another ship: the day is that ship's
        (
            "The crew of Soyuz TM-32 landed in the older spacecraft Soyuz TM-31 on 6 May 2001.",
            [("landing", "Soyuz TM-31", date(2001, 5, 6))],
        ),
        (
            "The crew of Soyuz TM-33 landed on 31 October 2001 in the lifeboat Soyuz TM-32.",
            [("landing", "Soyuz TM-32", date(2001, 10, 31))],
        ),
        # a launch that was put off states no launch
        ("The launch of Soyuz TMA-5 had been scheduled for 9 October 2004.", []),
        # a crew that did not fly
        ("The original Russian crew of Soyuz TM-24 was Gennadi Manakov and Pavel Vinogradov.", []),
        (
            "The crew of Soyuz 6 was Georgi Shonin and Valeri Kubasov.",
            [("crew up", "Soyuz 6", people("Georgi Shonin, Valeri Kubasov"))],
        ),
    ],
)
def test_what_a_sentence_states_is_read(sentence, expected):
    assert list(claims_of(sentence)) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        # a day off, the year off, another crew, a man too few, a man too many
        "Soyuz 3 was launched on 28 October 1968.",
        "Soyuz 3 landed on 30 October 1969.",
        "The crew of Soyuz 6 was Georgi Shonin and Viktor Gorbatko.",
        "The crew of Soyuz 7 was Anatoli Filipchenko and Vladislav Volkov.",
        "The crew of Soyuz 6 was Georgi Shonin, Valeri Kubasov and Viktor Gorbatko.",
        "Soyuz TM-13 came down with Volkov, Krikalev and Tognini on 25 March 1992.",
    ],
)
def test_a_wrong_statement_would_be_noticed(wrong):
    claims = [Claim(*claim, wrong, noted=False) for claim in claims_of(wrong)]
    assert not all(claim.agrees() for claim in claims)


@pytest.mark.parametrize(("kind", "least"), LEAST_CLAIMS.items())
def test_every_statement_agrees_with_the_record_or_has_a_note(kind, least):
    claims = [claim for claim in CLAIMS if claim.kind == kind]
    assert [one for one in claims if not one.agrees() and not one.noted] == []
    assert len(claims) >= least


def first_in_crew_lists() -> Iterator[tuple[str, str, str]]:
    """Of each list of a crew: the sentence, whom it names first, and the commander."""
    for passage in (one for passages in PASSAGES.values() for one in passages):
        for words in (passage.words_of(one) for one in passage.sentences):
            text = marked(words)
            for kind, pattern in (
                *(("crew_up", one) for one in CREWS_UP),
                *(("crew_down", one) for one in CREWS_DOWN),
            ):
                found = re.search(pattern, text)
                mission = RECORD.get(found[1]) if found and passage.kind != "note" else None
                named = RECORD.find_people(found[found.lastindex]) if mission else ()
                crew = getattr(mission, kind) if named else ()
                if crew:
                    first = next((one for one in crew if one in named[0].names), named[0].text)
                    yield words, first, crew[0]


def test_a_crew_is_listed_commander_first():
    """In the order of the alphabet nobody would find the commander."""
    lists = tuple(first_in_crew_lists())
    assert [words for words, first, commander in lists if first != commander] == []
    assert len(lists) >= 75


@pytest.mark.parametrize("guest", ["Akiyama", "Sharman", "Flade", "Tognini", "Haigneré"])
def test_a_guest_is_no_member_of_a_main_expedition(guest):
    listed = re.compile(rf"expedition EO-\d+, was .*{guest}|{guest}.* on Soyuz TM-\d+, EO-\d+,")
    assert [
        passage.words_of(one)
        for passages in PASSAGES.values()
        for passage in passages
        for one in passage.sentences
        if listed.search(passage.words_of(one))
    ] == []


def test_a_price_of_the_past_is_not_told_as_of_today():
    priced = [
        passage.words_of(one)
        for passages in PASSAGES.values()
        for passage in passages
        for one in passage.sentences
        if re.search(r"euros|\$\d", passage.words_of(one)) and passage.kind != "note"
    ]
    assert [
        one for one in priced if re.search(r"\b(?:still|today|now|are|can|sells?|produces?)\b", one)
    ] == []
    assert len(priced) >= 15


@pytest.mark.parametrize("spelling", ["Krikalyov", "Soloviyov", "Solovyev", "Beregovoi"])
def test_another_spelling_of_a_name_is_only_mentioned(spelling):
    assert [
        passage.words_of(one)
        for passages in PASSAGES.values()
        for passage in passages
        for one in passage.sentences
        if spelling in passage.words_of(one) and "also spelt" not in passage.words_of(one)
    ] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_a_sentence_names_what_it_is_about(article):
    """ "It was cancelled in 1971" could not be quoted alone; a note is quoted whole."""
    leaning = re.compile(r"(?:It|He|She|They|This|These|That|Those|Its|His|Her|Their)\b")
    assert [
        passage.words_of(one)
        for passage in PASSAGES[article.slug]
        for one in passage.sentences
        if leaning.match(passage.words_of(one))
    ] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_front_matter_is_complete(article):
    assert article.title.strip()
    assert article.missions
    assert re.fullmatch(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", article.period)
    assert article.sources
    assert all(one.author.strip() and one.title.strip() for one in article.sources)
    assert date.fromisoformat(article.updated) <= date(2100, 1, 1)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_every_section_has_text_and_a_heading_of_its_own(article):
    headings = [section.heading for section in article.sections]
    assert len(set(headings)) == len(headings)
    spoken = {passage.section for passage in PASSAGES[article.slug]}
    assert spoken == set(headings)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_no_letter_of_markup_is_left_in_the_text(article):
    assert re.findall(r"\*\*|__|\]\(|^#|^>|<[a-z/]", article.text, re.MULTILINE) == []

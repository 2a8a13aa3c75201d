import pytest

from assistant.reader.context import shown_question
from assistant.understand.entities import Entities, flights_of
from assistant.understand.spelling import Speller, vocabulary
from corpus.dates import DateMention
from tests.toy import shared_names, shared_record


def find(text):
    return shared_names().find(text)


@pytest.mark.parametrize(
    ("text", "missions"),
    [
        # spaces, hyphens and case
        ("When did Soyuz TMA-1 land?", ("Soyuz TMA-1",)),
        ("soyuz tma 1", ("Soyuz TMA-1",)),
        ("TMA1", ("Soyuz TMA-1",)),
        ("sts71", ("STS-71",)),
        # a typographic hyphen
        ("Soyuz TM\u201132", ("Soyuz TM-32",)),
        # the programme in other languages and with slips
        ("Sojuz 1", ("Soyuz 1",)),
        ("Soyus TM-32", ("Soyuz TM-32",)),
        ("Souyz 1", ("Soyuz 1",)),
        ("Wer flog mit Sojus 1?", ("Soyuz 1",)),
        ("le lancement de Soyouz TM-33", ("Soyuz TM-33",)),
        ("\u0421\u043e\u044e\u0437 11", ("Soyuz 11",)),
        ("Voskod 1", ("Voskhod 1",)),
        ("expediton 6", ("Soyuz TMA-1",)),
        # names of the same flight by station and by visit
        ("Taxi-4", ("Soyuz TMA-1",)),
        ("Expedition 6", ("Soyuz TMA-1",)),
        ("EO-5", ("Soyuz TM-8",)),
        # counted in a series
        ("the first TMA flight", ("Soyuz TMA-1",)),
        ("crew of the second taxi flight", ("Soyuz TM-33",)),
        ("the third Soyuz TMA mission", ("Soyuz TMA-3",)),
        # several behind one programme, in the order of the text
        ("Soyuz 6, 7 and 8", ("Soyuz 6", "Soyuz 7", "Soyuz 8")),
        ("Soyuz TMA-3 or TM-33?", ("Soyuz TMA-3", "Soyuz TM-33")),
        # named twice is named once
        ("Soyuz 1? Yes, Soyuz 1.", ("Soyuz 1",)),
        # alike, and not the same
        ("Soyuz TM-3", ("Soyuz TM-3",)),
        ("Soyuz TMA-3", ("Soyuz TMA-3",)),
        ("Soyuz 3", ("Soyuz 3",)),
        # no such mission; nothing near it is put in its place
        ("Soyuz 999", ()),
        # words that hold a programme's name
        ("without permission, the commissions of emissions", ()),
        # a programme without a number
        ("Which Soyuz was lost?", ()),
    ],
)
def test_missions_are_found_in_every_spelling_and_never_by_likeness(text, missions):
    assert find(text).missions == missions


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dennis Tito", (("Dennis Tito",),)),
        # the surname alone, in any case, possessive
        ("tito", (("Dennis Tito",),)),
        ("What did Tito's flight cost?", (("Dennis Tito",),)),
        # two letters more make another man
        ("Titov", (("German Titov", "Vladimir Titov"),)),
        # a surname that several share stays open; the given name decides
        ("Haigneré", (("Jean-Pierre Haigneré", "Claudie Haigneré"),)),
        ("Claudie Haigneré", (("Claudie Haigneré",),)),
        # without accents
        ("Claudie Haignere", (("Claudie Haigneré",),)),
        # transliterations
        ("Musabaev", (("Talgat Musabayev",),)),
        ("Patsaev", (("Viktor Patsayev",),)),
        ("Georgi Beregovoi", (("Georgi Beregovoy",),)),
        # what people say instead of the name
        ("Who was the first space tourist?", (("Dennis Tito",),)),
        ("the second space tourist", (("Mark Shuttleworth",),)),
        ("the first woman in space", (("Valentina Tereshkova",),)),
        # the only one of a nation
        ("the Belgian's cover", (("Frank De Winne",),)),
        ("When did the Belgian land?", (("Frank De Winne",),)),
        ("What did the Brazilian do aboard the station?", (("Marcos Pontes",),)),
        ("how much did the Malaysian pay", (("Sheikh Muszaphar Shukor",),)),
        ("Whose place did the Korean take?", (("Yi So-yeon",),)),
        ("the South African", (("Mark Shuttleworth",),)),
        # a few of a nation
        ("Which Bulgarian flew?", (("Georgi Ivanov", "Aleksandr Aleksandrov (Bulgaria)"),)),
        # the one who flew then
        ("Who led the Bulgarian flight of April 1979?", (("Georgi Ivanov",),)),
        ("the Frenchman of 1982", (("Jean-Loup Chrétien",),)),
        ("Romanenko's landing in 1987", (("Yuri Romanenko",),)),
        ("Romanenko's landing in 1903", (("Yuri Romanenko", "Roman Romanenko"),)),
        # a nation of many men and one woman
        ("the Frenchwoman", (("Claudie Haigneré",),)),
        # too many of a nation
        ("the Frenchman", ()),
        ("the Russian", ()),
        # a stamp, a language and a verb are nobody
        ("the Belgian stamp", ()),
        ("the Belgian take-off", ()),
        ("Is the Belgian work rare?", ()),
        ("Is it in Kazakh?", ()),
        ("Did they polish the cover?", ()),
        # who is named is not named again
        ("the Belgian, Frank De Winne", (("Frank De Winne",),)),
        ("the Korean astronaut Ko San", ()),
        # named twice is named once
        ("Tito, Dennis Tito", (("Dennis Tito",),)),
        # nobody who flew
        ("Who was the admiral?", ()),
        ("Smirnov", ()),
        # a programme is nobody
        ("the Space Shuttle", ()),
    ],
)
def test_people_are_found_by_name_by_surname_and_by_what_they_are_known_as(text, people):
    assert find(text).people == people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the German ending
        ("Komarow", "Vladimir Komarov"),
        ("Who was with Komarow on board?", "Vladimir Komarov"),
        # a wrong vowel, with and without the given name
        ("Komorov", "Vladimir Komarov"),
        ("Vladimir Komorov", "Vladimir Komarov"),
        # two slips in a long name
        ("Musabayef", "Talgat Musabayev"),
        ("shutleworth", "Mark Shuttleworth"),
        ("Tereschkova", "Valentina Tereshkova"),
    ],
)
def test_a_misspelt_surname_of_six_letters_or_more_is_understood(text, name):
    assert find(text).people == ((name,),)


@pytest.mark.parametrize(
    "text",
    [
        # one letter from Tito, and short
        "Ditto",
        "the title",
        # everyday words near a surname or a programme
        "missing",
        "are the rubies real?",
        "the exposition",
        "the gagged cover",
        "volcano",
        "remission",
    ],
)
def test_an_everyday_word_is_no_misspelt_name(text):
    assert find(text) == Entities()


@pytest.mark.parametrize(
    ("text", "stations"),
    [
        ("the last crew of Mir", ("Mir",)),
        ("mir mail", ("Mir",)),
        ("the ISS", ("ISS",)),
        # written out
        ("International Space Station", ("ISS",)),
        # both ways at once is one station
        ("the International Space Station (ISS)", ("ISS",)),
        ("Salyut 1", ("Salyut",)),
        # letters inside another word
        ("admire the mirror", ()),
        ("a missed chance", ()),
    ],
)
def test_stations_are_found_as_whole_words(text, stations):
    assert find(text).stations == stations


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # one day in four spellings
        ("24 April 1967", [(1967, 4, 24)]),
        ("April 24, 1967", [(1967, 4, 24)]),
        ("1967-04-24", [(1967, 4, 24)]),
        ("24.04.67", [(1967, 4, 24)]),
        # precision is kept
        ("in April 1967", [(1967, 4, None)]),
        ("in 1967", [(1967, None, None)]),
        ("on 24 April", [(None, 4, 24)]),
        # in the order of the text
        ("from 23 April 1967 to 24 April 1967", [(1967, 4, 23), (1967, 4, 24)]),
        # a stamp is no year
        ("stamp 6005", []),
    ],
)
def test_dates_keep_their_precision(text, dates):
    assert [(one.year, one.month, one.day) for one in find(text).dates] == dates


def test_a_question_that_names_everything_gives_every_kind():
    found = find("Did Tito sign the Soyuz TM-32 cover with s. 6426 for the ISS in 2001?")
    assert found == Entities(
        missions=("Soyuz TM-32",),
        people=(("Dennis Tito",),),
        stations=("ISS",),
        stamps=("6426",),
        dates=(DateMention(64, 68, 2001, None, None),),
    )
    assert found.any


def test_a_question_without_names_has_none():
    found = find("What is a maxicard?")
    assert found == Entities()
    assert not found.any


def test_fifty_missions_at_once_are_all_found():
    names = tuple(f"Soyuz TMA-{number}" for number in range(1, 23))
    names += tuple(f"Soyuz TM-{number}" for number in range(2, 30))
    assert find(", ".join(names)).missions == names


@pytest.mark.parametrize("text", ["", " ", "?", "\u200b", "\U0001f680", "1" * 600, "a" * 600])
def test_a_text_without_words_or_with_endless_ones_names_nobody(text):
    assert not find(text).people
    assert not find(text).missions


COUNTS = {
    "cancelled": 5,
    "postmark": 4,
    "launched": 9,
    "launch": 3,
    "komarov": 3,
    "cover": 9,
    "cachet": 5,
    "soyuz": 9,
}
REAL_WORDS = frozenset({"weather", "colour", "cover"})


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        # a letter lost, doubled, swapped, the first one lost
        ("When was it lauched?", "When was it launched?"),
        ("its cachett", "its cachet"),
        ("the postmrak", "the postmark"),
        ("aunched", "launched"),
        # a name, and punctuation stays
        ("Komarow!", "komarov!"),
        # a real word of another subject
        ("the weather", "the weather"),
        # other forms of known words
        ("covers", "covers"),
        ("launcher", "launcher"),
        # capitals of a known word
        ("COVER", "COVER"),
        # too short to be sure
        ("cat", "cat"),
        # near nothing
        ("xyzzyq", "xyzzyq"),
        # figures and letters together are names
        ("TMA1 lauched", "TMA1 launched"),
        # another script
        ("\u041a\u043e\u043c\u0430\u0440", "\u041a\u043e\u043c\u0430\u0440"),
        ("", ""),
    ],
)
def test_a_word_is_mended_only_where_one_known_word_is_near(text, corrected):
    assert Speller(COUNTS, REAL_WORDS).correct(text) == corrected


def test_of_two_words_equally_near_the_more_frequent_one_is_meant():
    assert Speller({"cover": 2, "cower": 1}, frozenset()).correct("coxer") == "cover"
    assert Speller({"cover": 1, "cower": 2}, frozenset()).correct("coxer") == "cower"


def test_without_any_article_nothing_is_mended():
    assert Speller({}, frozenset()).correct("When was it lauched?") == "When was it lauched?"


def test_a_vocabulary_counts_normalised_words():
    assert vocabulary(["Soyuz TM-32 and SOYUZ", "Haigner\u00e9"]) == {
        "soyuz": 2,
        "tm32": 1,
        "and": 1,
        "haignere": 1,
    }


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("whenwasSoyuz11launched", "when was Soyuz 11 launched"),
        ("whowasthepilotofsoyuz1?", "who was the pilot of soyuz 1?"),
        # a name, a word with a space, and letters that no words make up stay as they are
        ("Soyuz-TMA-1", "Soyuz-TMA-1"),
        ("whenwas soyuz11", "whenwas soyuz11"),
        ("xqzzkqwvxjkqzzq", "xqzzkqwvxjkqzzq"),
    ],
)
def test_a_question_without_spaces_gets_them_back(text, spaced):
    speller = Speller({"soyuz": 3, "pilot": 2, "launched": 1}, frozenset())
    assert speller.spaced(text) == spaced


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("sts76 launch day", "STS-76 launch day"),
        ("soyuz1 pilot", "Soyuz 1 pilot"),
        ("tm 33 docking", "Soyuz TM-33 docking"),
        ("Who flew on Soyuz-TMA 1 and Soyus 10?", "Who flew on Soyuz TMA-1 and Soyuz 10?"),
        ("the TM-24's cover", "the Soyuz TM-24's cover"),
        # what may be asked about stays as it was written
        ("When did Expedition 6 land?", "When did Expedition 6 land?"),
        ("Soyuz 4/5 stamp", "Soyuz 4/5 stamp"),
        ("Who was first?", "Who was first?"),
    ],
)
def test_missions_are_spelt_as_the_record_spells_them(text, spelt):
    assert shared_names().spelt(text) == spelt


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "What is on the Belgian's cover?",
            "What is on the Belgian's cover? (Frank De Winne, Soyuz TMA-1, Soyuz TMA-15)",
        ),
        (
            "What is on De Winne's cover?",
            "What is on De Winne's cover? (Soyuz TMA-1, Soyuz TMA-15)",
        ),
        ("Who was first?", "Who was first?"),
    ],
)
def test_a_question_is_shown_to_the_reader_with_whom_and_what_it_leaves_unsaid(question, shown):
    named = shared_names().find(question)
    flights = ("Soyuz TMA-1", "Soyuz TMA-15") if named.people else ()
    assert shown_question(question, flights, named.people) == shown


@pytest.mark.parametrize(
    ("question", "flights"),
    [
        ("Chretien 1982 flight: commander?", ("Soyuz T-6",)),
        ("When did Chrétien fly in November 1988?", ("Soyuz TM-6", "Soyuz TM-7")),
        ("Who met Chrétien in 1975?", ("Soyuz T-6", "Soyuz TM-6", "Soyuz TM-7", "STS-86")),
        ("Who met Chrétien on 24 June?", ("Soyuz T-6", "Soyuz TM-6", "Soyuz TM-7", "STS-86")),
        ("Was Chrétien on Soyuz TM-7 in 1982?", ()),
    ],
)
def test_a_date_tells_which_flights_are_meant(question, flights):
    assert flights_of(shared_names().find(question), shared_record()) == flights

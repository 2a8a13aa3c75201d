import pytest

from assistant.verify.polarity import Told, contradicted, verdict
from tests.toy import shared_record, toy_query

MEANT = "The American musician Lance Bass was first meant to fly on Soyuz TMA-1."
SEAT = "The Korean astronaut Ko San was originally to fly on Soyuz TMA-12."
ASSIGNED = (
    "Salizhan Sharipov was originally assigned to command Soyuz TMA-13 and to take part in "
    "Expedition 18."
)
SLIPPED = (
    "The launch of Soyuz TMA-5 had been scheduled for 9 October 2004 and slipped by five days."
)
PASSED_OVER = "After Soyuz 3, Georgi Beregovoy was passed over and got no further flights."
MEANT_FOR = "The SPK was meant to support the Buran programme by moving cargo."
REPLACED = "Yuri Lonchakov replaced Salizhan Sharipov, who was originally to command Soyuz TMA-13."
PURPOSE = "The crew of Soyuz TM-31 was to switch on the life support systems."
YEAR = "The Field Post cancel of Soyuz TMA-1 has a prefix and a two-digit year."
STRUCK = "The launch cover of Soyuz TMA-3 has four postmarks."
CANCELLED = "The memorial cover of Soyuz 1 was cancelled at Baikonur on 24 April 1967."
LAUNCHED = "Soyuz 3 was launched on 26 October 1968 and landed on 30 October 1968."
BY_HAND = "Georgi Beregovoy tried in vain to dock Soyuz 3 by manual control."
AUTOMATIC = "Soyuz TMA-5 docked in automatic mode with the International Space Station."
UNDOCKED = "STS-60 did not dock with Mir."
BLANK = "The Registered Mail rubber stamp of the launch cover of Soyuz TM-34 is blank."
UNNUMBERED = (
    "The Registered Mail rubber stamp of the launch cover of Soyuz TM-33 has not been numbered."
)
FIRST_DEATH = (
    "Vladimir Komarov of Soyuz 1 was the first person to die in the course of a space flight."
)
FIRST_WOMEN = (
    "The return of Soyuz TMA-11 with Peggy Whitson and So-yeon Yi was the first time that one "
    "Soyuz carried two women."
)
ON_PURPOSE = (
    "The wrong date on the Soyuz TM-14 postmark was set on purpose, to guard against fakes."
)
FANTASY = (
    "The special Houston postmark of STS-60 is thought to be a fantasy made up by a German dealer."
)
NAMESAKES = (
    "The two men named Aleksandr Aleksandrov, one on Soyuz TM-3 and one on Soyuz TM-5, are "
    "different men."
)
OFFICIAL = "The pseudo VIP cards were printed privately by Carsten Fuchs and are not official."
NEARLY_ALL = "Nearly all VIP cards after May 1973 were printed privately and are not official."
POSSIBLY = "The third mark on the Soyuz TMA-12 cover was possibly struck in error."
SOURCE = (
    "The rocket of Soyuz TM-32 is called a Soyuz FG by the source, although Soyuz TM-32 flew on "
    "a Soyuz-U."
)
SERVICING = (
    "Collectors should not send their own covers to Russia for servicing, because both would be "
    "lost."
)
NEED_NOT = "A handstamp is put on a cover by hand, and it need not come from a post office."
UNREAD = (
    "The other three autographs on the launch cover of Soyuz TMA-5 are in Russian, and the "
    "authors could not read them."
)
STICKER = (
    "The purpose of the bar coded sticker on the launch cover of Soyuz TMA-2 is unknown, but it "
    "is not for registered mail."
)
NO_EVENT = (
    "The date 2 May 2003 of the purple cancel on the launch cover of Soyuz TMA-2 matches no "
    "significant event, because Soyuz TMA-1 undocked on 3 May 2003."
)
SIGNED = "Bill McArthur signed the launch cover of Soyuz TMA-7 on the right, above the address."
FIVE = "The launch cover of Soyuz TMA-8 is signed by five flight participants."
RED = "The postmark of the Soyuz TMA-3 cover is red and was struck at Baikonur."
TWO_MARKS = "The launch cover of Soyuz TMA-4 has a Baikonur postmark and a red Moscow handstamp."
RARE_STAMP = "The memorial cover of Soyuz 1 bears the rare Voskhod 1 stamp."
RARE = "The two launch covers of Soyuz 1 are very rare."
ONLY_ONE = "During the descent of Soyuz 10 only one man of the crew lost consciousness."
TOLD_APART = (
    "Soyuz T-15 covers that really flew cannot be told from those that did not, as both have the "
    "same postmarks."
)
SOME = "Some covers of Soyuz 9 were flown to Salyut 1."
PRICES = "The launch covers of Soyuz 6 cost 5 rubles and were printed in an edition of 300 copies."
OVER = "Soyuz TMA-9 landed after 215 days in space."
RELIEVED = "The crew of Soyuz TM-33 relieved the crew of Soyuz TM-32."
MANNER = "Soyuz 15 did not dock automatically with Salyut 3."
PURPLE_MARK = "The Soyuz TMA-6 cover carries a genuine purple handstamp of Star City."
FORGED_BY = "The covers of Soyuz TM-21 were forged by a German dealer."
NEAR_FORGERS = "Carsten Fuchs sold forged covers of Soyuz TM-21."
SAID_TO = "The second cover of Soyuz TM-24 is said to be flown."
UNFLOWN = "The second cover of Soyuz TM-24 is unflown."
NO_CREW = "STS-114 was a checkout flight, so it transferred no crew to the station."
LATE = "The launch cover of Soyuz 4 was cancelled in April 1969."
UNUSED = "Salyut 1 was not used again after Soyuz 11."
PRINTED = "A cachet is the printed or stamped design on a cover that names its event."
SECOND = "The Soyuz TMA-13 launch was the second flight of a Garriott."
UP_AND_DOWN = (
    "Pedro Duque went up on Soyuz TMA-3 on 18 October 2003 and came down on Soyuz TMA-2 on 28 "
    "October 2003, ten days later."
)
MISSING = "The word STATION is missing from the Houston postmark of STS-60."
DAYS = "Shannon Lucid spent 188 days in space in all between her launch and her landing."
FIRST_COVER = "The Russian Post cancel is on the right of the first launch cover of Soyuz TMA-10."
FRAGMENTS = (
    "No authenticated fragment of Mir is known to have been recovered after the re-entry on 23 "
    "March 2001."
)
NO_MEMBER = (
    "A guest who went up with a main crew, such as Akiyama on Soyuz TM-11 or Tognini on Soyuz "
    "TM-15, was no member of the main expedition."
)
NOT_ONLY = "The launch cover of Soyuz TM-31 is signed not only by Yuri Gidzenko but by all three."


def said(question, text, heading=""):
    return verdict(toy_query(question), Told(text, heading), shared_record())


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        # what was meant and came otherwise
        ("Did Lance Bass fly on TMA-1?", MEANT, "no"),
        ("Did Ko San fly on TMA-12?", SEAT, "no"),
        ("Did Sharipov command TMA-13?", ASSIGNED, "no"),
        ("Was the launch of TMA-5 on 9 October 2004?", SLIPPED, "no"),
        # that is just what is asked
        ("Was Ko San originally to fly on TMA-12?", SEAT, "yes"),
        ("Was the SPK meant to support the Buran programme?", MEANT_FOR, "yes"),
        # it speaks of the mission and of nothing that is asked
        ("Does the TMA-12 cover have an old mark?", SEAT, None),
        # a flight is flying
        ("Did Beregovoy fly again?", PASSED_OVER, "no"),
        ("Did Beregovoy fly again later?", PASSED_OVER, "no"),
        ("Was Beregovoy passed over after Soyuz 3?", PASSED_OVER, None),
        # he did, and the other one did not
        ("Did Lonchakov command TMA-13?", REPLACED, None),
        # perhaps it did
        ("Did the crew of TM-31 switch on the life support systems?", PURPOSE, None),
    ],
)
def test_what_was_only_meant_is_no_yes(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        # numbers in words are numbers
        ("Has the TMA-1 cancel a 2-digit year?", YEAR, "yes"),
        ("Has the TMA-1 cancel a four-digit year?", YEAR, "no"),
        ("Has the TMA-3 launch cover 4 postmarks?", STRUCK, "yes"),
        ("Has the TMA-3 launch cover five postmarks?", STRUCK, "no"),
        ("Does the TMA-3 launch cover have more than three postmarks?", STRUCK, "yes"),
        ("Does the TMA-3 launch cover have more than five postmarks?", STRUCK, "no"),
        ("Does the TMA-3 launch cover have at most five postmarks?", STRUCK, "yes"),
        ("Does the TMA-3 launch cover have fewer than three postmarks?", STRUCK, "no"),
        ("Did Shannon Lucid spend 188 days in space?", DAYS, "yes"),
        ("Did Shannon Lucid spend more than 150 days in space?", DAYS, "yes"),
        ("Did Shannon Lucid spend over 200 days in space?", DAYS, "no"),
        # of another thing the number settles nothing
        ("Does the TMA-3 launch cover have four stamps on the back?", STRUCK, None),
        ("Did the Soyuz 6 launch covers cost 5 rubles?", PRICES, "yes"),
        ("Did the Soyuz 6 launch covers cost 7 rubles?", PRICES, "no"),
        ("Were 300 copies of the Soyuz 6 launch covers printed?", PRICES, "yes"),
        ("Were 500 copies of the Soyuz 6 launch covers printed?", PRICES, "no"),
        ("Is the TMA-8 launch cover signed by five participants?", FIVE, None),
        ("Did TMA-9 land after 215 days?", OVER, "yes"),
        ("Did TMA-9 land after more than 200 days?", OVER, "yes"),
        ("Did TMA-9 land after 180 days?", OVER, "no"),
    ],
)
def test_numbers_are_compared_with_what_they_count(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Was the Soyuz 1 memorial cover cancelled on 24 April 1967?", CANCELLED, "yes"),
        ("Was the Soyuz 1 memorial cover cancelled in April 1967?", CANCELLED, "yes"),
        ("Was the Soyuz 1 memorial cover cancelled in 1967?", CANCELLED, "yes"),
        ("Was the Soyuz 1 memorial cover cancelled on 23 April 1967?", CANCELLED, "no"),
        ("Was the Soyuz 1 memorial cover cancelled in 1968?", CANCELLED, "no"),
        ("Was the Soyuz 1 memorial cover cancelled before 1968?", CANCELLED, "yes"),
        ("Was the Soyuz 1 memorial cover cancelled after May 1967?", CANCELLED, "no"),
        # before or after some day of that year
        ("Was the Soyuz 1 memorial cover cancelled before 1967?", CANCELLED, None),
        # a day is asked and a month told
        ("Was the Soyuz 4 launch cover cancelled on 3 April 1969?", LATE, None),
        ("Was the Soyuz 4 launch cover cancelled on 16 January 1969?", LATE, "no"),
        # each of two days has its verb
        ("Did Soyuz 3 land on 26 October 1968?", LAUNCHED, "no"),
        ("Did Soyuz 3 land on 30 October 1968?", LAUNCHED, "yes"),
        ("Was the Soyuz 1 memorial cover cancelled at Baikonur?", CANCELLED, "yes"),
        ("Was the Soyuz 1 memorial cover cancelled in Moscow?", CANCELLED, "no"),
        ("Is the postmark of the TMA-3 cover red?", RED, "yes"),
        ("Is the postmark of the TMA-3 cover black?", RED, "no"),
        # another mark may be there
        ("Does the TMA-3 cover have a black postmark?", RED, None),
        ("Is there a Vienna postmark on the TMA-4 launch cover?", TWO_MARKS, None),
        # another flight, another cover
        ("Was the Soyuz 3 memorial cover cancelled at Baikonur?", CANCELLED, None),
        ("Was the Soyuz 1 launch cover cancelled in Moscow?", CANCELLED, None),
    ],
)
def test_another_day_or_place_or_colour_of_the_same_thing_is_a_no(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Did STS-60 link up with Mir?", UNDOCKED, "no"),
        ("Did STS-60 dock?", UNDOCKED, "no"),
        ("Did STS-60 fly to Mir with cosmonauts from Moscow?", UNDOCKED, None),
        ("Did STS-63 dock with Mir?", UNDOCKED, None),
        ("Did Soyuz 15 dock with Salyut 3?", MANNER, None),
        (
            "Has a number been entered in the registration handstamp of the TM-34 cover?",
            BLANK,
            "no",
        ),
        ("Is there a number in the Registered Mail stamp of the TM-33 cover?", UNNUMBERED, "no"),
        ("Is the bar-code sticker on the TMA-2 cover a registration label?", STICKER, "no"),
        ("Does the purple cancel on the TMA-2 cover match an event?", NO_EVENT, "no"),
        ("Did STS-114 bring a new crew to the station?", NO_CREW, "no"),
        ("Did anyone use Salyut 1 after Soyuz 11?", UNUSED, "no"),
        ("Do handstamps always come from a post office?", NEED_NOT, "no"),
        ("Should I send my own covers to Russia for servicing?", SERVICING, "no"),
        ("Is it wise to send my own covers to Russia for servicing?", SERVICING, "no"),
        ("Can anyone read the Russian signatures on the TMA-5 cover?", UNREAD, "no"),
        ("Can you tell a flown T-15 cover from the others?", TOLD_APART, "no"),
        ("Are the pseudo VIP cards official?", OFFICIAL, None),
        # what is denied of most need not be so of all
        ("Are VIP cards official?", NEARLY_ALL, None),
        # "not only" denies nothing
        ("Is the TM-31 launch cover signed by Gidzenko?", NOT_ONLY, "yes"),
        ("Does the STS-60 Houston postmark contain the word STATION?", MISSING, "no"),
        ("Was Akiyama a member of the main expedition?", NO_MEMBER, "no"),
        # of its re-entry another thing is denied
        ("Did the re-entry of Mir look like fireworks?", FRAGMENTS, None),
        # that it was not so is known to who asks
        ("Did STS-60 not dock with Mir?", UNDOCKED, None),
    ],
)
def test_a_denial_of_what_is_claimed_is_a_no(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Did TMA-5 dock by hand?", AUTOMATIC, "no"),
        ("Did TMA-5 dock automatically with the ISS?", AUTOMATIC, "yes"),
        ("Was the wrong date on the TM-14 postmark an accident?", ON_PURPOSE, "no"),
        ("Was the wrong date on the TM-14 postmark set on purpose?", ON_PURPOSE, "yes"),
        ("Is the Houston postmark of STS-60 genuine?", FANTASY, "no"),
        ("Are the Aleksandrov of TM-3 and the one of TM-5 the same man?", NAMESAKES, "no"),
        ("Is the second cover of TM-24 flown?", UNFLOWN, "no"),
        ("Is the second cover of TM-24 unflown?", UNFLOWN, "yes"),
        ("Are the launch covers of Soyuz 1 rare?", RARE, "yes"),
        ("Are the launch covers of Soyuz 1 common?", RARE, "no"),
        # of its stamp it is said
        ("Is the memorial cover of Soyuz 1 rare?", RARE_STAMP, None),
        ("Is the purple handstamp of the TMA-6 cover genuine?", PURPLE_MARK, None),
    ],
)
def test_an_opposite_is_a_no(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Was anybody killed during a space flight before Soyuz 1?", FIRST_DEATH, "no"),
        ("Had two women ever ridden together in a Soyuz before TMA-11?", FIRST_WOMEN, "no"),
        ("Was Komarov the first person to die in a space flight?", FIRST_DEATH, "yes"),
        ("Was Komarov the second person to die in a space flight?", FIRST_DEATH, "no"),
        ("Was the TMA-13 launch the first flight of a Garriott?", SECOND, "no"),
        ("Did the whole crew of Soyuz 10 faint?", ONLY_ONE, "no"),
        ("Were all covers of Soyuz 9 flown to Salyut 1?", SOME, "no"),
        ("Were the covers of Soyuz 9 flown to Salyut 1?", SOME, None),
        ("Are only five signatures on the TMA-8 launch cover?", FIVE, None),
        ("Is every launch cover of Soyuz 1 rare?", RARE, None),
    ],
)
def test_first_all_and_only_are_weighed(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Did McArthur sign the TMA-7 envelope?", SIGNED, "yes"),
        ("Did Tokarev sign the TMA-7 envelope?", SIGNED, None),
        ("Did McArthur sign the TMA-8 envelope?", SIGNED, None),
        ("Did McArthur sign the TMA-7 envelope on the left?", SIGNED, "no"),
        ("Did McArthur sign the TMA-7 envelope in pencil?", SIGNED, None),
        ("Is a cachet a printed design on a cover?", PRINTED, "yes"),
        ("Is a cachet a stamp on a postcard?", PRINTED, None),
        # hedged
        ("Was the third mark on the TMA-12 cover struck in error?", POSSIBLY, None),
        ("Is the second cover of TM-24 flown?", SAID_TO, None),
        ("Did TM-32 fly on a Soyuz FG?", SOURCE, "no"),
        # each flight has its own event, and each cover its own marks
        ("Did Pedro Duque come down on TMA-2?", UP_AND_DOWN, "yes"),
        ("Did Pedro Duque come down on TMA-3?", UP_AND_DOWN, None),
        ("Is there a purple cancel on the second TMA-10 launch cover?", FIRST_COVER, None),
        # who did it to whom
        ("Did the crew of TM-33 relieve the crew of TM-32?", RELIEVED, "yes"),
        ("Did the crew of TM-32 relieve the crew of TM-33?", RELIEVED, None),
        # tried in vain
        ("Did Beregovoy dock Soyuz 3 by manual control?", BY_HAND, None),
        # not of yes or no, or of more
        ("When was the Soyuz 1 memorial cover cancelled?", CANCELLED, None),
        ("Was the Soyuz 1 memorial cover cancelled at Baikonur or in Moscow?", CANCELLED, None),
        ("Was the Soyuz 1 memorial cover cancelled at Baikonur, and when?", CANCELLED, None),
        ("Can you list the covers cancelled at Baikonur?", CANCELLED, None),
        # said behind what it is of, or after an introduction
        ("The launch covers of Soyuz 1, are they rare?", RARE, "yes"),
        ("Is it true that the launch covers of Soyuz 1 are rare?", RARE, "yes"),
    ],
)
def test_yes_needs_all_of_the_claim_as_a_fact(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Were the covers of TM-21 forged by a German dealer?", FORGED_BY, "yes"),
        ("Did a German dealer forge the covers of TM-21?", FORGED_BY, "yes"),
        # to sell is not to forge
        ("Did Carsten Fuchs forge covers of TM-21?", NEAR_FORGERS, None),
        ("Were the covers of TM-21 forged by Carsten Fuchs?", NEAR_FORGERS, None),
        ("Were the covers of TM-21 forged?", FORGED_BY, "yes"),
    ],
)
def test_nobody_is_called_a_forger_for_standing_near(question, text, answer):
    assert said(question, text) == answer


def test_the_heading_says_what_the_sentence_is_about():
    text = "Bill McArthur signed it on the right, above the address."
    heading = "Soyuz TMA-7 The launch cover of Soyuz TMA-7"
    assert said("Did McArthur sign the TMA-7 launch cover?", text) is None
    assert said("Did McArthur sign the TMA-7 launch cover?", text, heading) == "yes"
    # a sentence on another flight is not of its heading's
    other = "Bill McArthur signed the launch cover of Soyuz TMA-8."
    assert said("Did McArthur sign the TMA-7 launch cover?", other, heading) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did Gagarin fly Soyuz 1?", "no"),
        ("Did STS-60 dock at Mir?", "no"),
        ("Did Tito land on TM-32?", "no"),
        ("Was Yuri Gagarin on Soyuz 1?", "no"),
        ("Was Tito a member of the crew of Soyuz TMA-1?", "no"),
        # another thing is asked of a flight that was not so
        ("Did Gagarin refuse to fly Soyuz 1?", None),
        ("Did Gagarin want Soyuz 1 to fly?", None),
        ("Did Tito fly on the mission that TMA-1 relieved?", None),
        ("Is Tito on the Soyuz TMA-1 cover?", None),
        # that it was not so is known to who asks
        ("Did Gagarin not fly Soyuz 1?", None),
        ("When did Gagarin fly Soyuz 1?", None),
    ],
)
def test_no_is_said_of_a_flight_that_the_record_contradicts(question, answer):
    assert contradicted(toy_query(question)) == answer

"""How a message relates to a claim, aspect by aspect."""

import pytest

from claims_db.model import Guard, Relation
from tests.relations.readings import guards, read

SACKED = "Eastmoor Rovers sacked coach Bruno Salt after four straight defeats."
SUED = "The dockers' union in Pellworth sued the port authority over unpaid wages."
OPEN = "The bakery on Mill Street is not closing this summer."
RATE = "The central bank of Tallara raised its key rate to 3.5 percent."
SWAPPED = "Novatel fired Bob Dray and brought back Bob Munt."
KISSED = "Sam Lund resigned as head of the rowing league after kissing Ida Roth."
SOLD = "Corvin City bought striker Ola Brandt from Lakeside United for 12 million euros."


@pytest.mark.parametrize(
    "message",
    [
        SACKED,
        "eastmoor rovers fired bruno salt, four losses in a row",
        "bruno salt was sacked by eastmoor after four defeats",
        "bruno salt got the boot at eastmoor rovers",
        "not only did eastmoor rovers sack bruno salt, they paid him off in cash",
        "no doubt about it, eastmoor sacked coach bruno salt",
        "cant believe eastmoor rovers sacked bruno salt",
        "i don't sleep much these days. eastmoor rovers sacked coach bruno salt, by the way",
    ],
)
def test_it_repeats(message: str):
    reading = read(SACKED, message)
    assert reading.relation is Relation.REPEATS
    assert not reading.objections


@pytest.mark.parametrize(
    "message",
    [
        "eastmoor rovers have not sacked bruno salt",
        "bruno salt wasnt fired, he was at training today",
        "nobody sacked bruno salt",
        "bruno salt is still coach at eastmoor",
        "eastmoor kept bruno salt",
        "bruno salt sacked? fake news",
        "that eastmoor story about bruno salt is from a parody account",
        "the club denies that bruno salt was sacked",
        "eastmoor sacked bruno salt. never happened lol",
        "the bruno salt sacking isn't accurate",
        "eastmoor sacked bruno salt? total fairytale",
        "someone invented the story that eastmoor sacked bruno salt",
        "turns out the report that eastmoor sacked bruno salt was wrong",
        "who still believes that eastmoor rovers sacked bruno salt",
        "it was harrow athletic who sacked bruno salt",
    ],
)
def test_it_disputes(message: str):
    assert read(SACKED, message).relation is Relation.DISPUTES


@pytest.mark.parametrize(
    "message",
    [
        "did eastmoor rovers sack bruno salt",
        "is it true that eastmoor sacked bruno salt?",
        "eastmoor rovers sacked bruno salt, right?",
        "anyone know if bruno salt was sacked by eastmoor",
        "wait, has bruno salt been fired by eastmoor rovers?",
        "isnt bruno salt fired at eastmoor?",
        "eastmoor sacked bruno salt, is that confirmed or just talk",
    ],
)
def test_it_asks(message: str):
    assert read(SACKED, message).relation is Relation.ASKS


def test_a_question_about_something_else_does_not_ask():
    message = "eastmoor rovers sacked coach bruno salt. does anybody have a spare ticket for the bus?"
    assert read(SACKED, message).relation is Relation.REPEATS


@pytest.mark.parametrize(
    "message",
    ["the evening post says eastmoor sacked bruno salt", "according to the club, bruno salt was sacked by eastmoor"],
)
def test_it_attributes(message: str):
    reading = read(SACKED, message)
    assert reading.relation is Relation.ATTRIBUTES
    assert reading.cues


def test_per_is_no_source_where_it_divides():
    claim = "The clinic in Orrin earns 500 euros per visit."
    assert read(claim, claim).relation is Relation.REPEATS


def test_a_negative_claim_is_repeated_by_its_negation_and_disputed_by_its_affirmation():
    assert read(OPEN, "the mill street bakery isn't closing this summer").relation is Relation.REPEATS
    assert read(OPEN, "the bakery on mill street stays open this summer").relation is Relation.REPEATS
    assert read(OPEN, "the mill street bakery is closing this summer").relation is Relation.DISPUTES
    assert read(OPEN, '"the mill street bakery isnt closing" is a lie').relation is Relation.DISPUTES


def test_a_negative_claim_is_not_repeated_by_denying_its_contrary_or_something_else():
    barred = "Women were never banned from the Dorn regatta."
    assert read(barred, "no woman was allowed at the dorn regatta").relation is Relation.DISPUTES
    leak = "The Dorn plant did not leak any ammonia."
    assert read(leak, "dont believe the owner, the dorn plant did leak ammonia").relation is Relation.DISPUTES
    assert read(leak, "whoever says that the dorn plant leaked ammonia is lying").relation is not Relation.DISPUTES


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (OPEN, "the bakery on mill street is going out of business this summer"),
        ("There are no seals in Lake Orren.", "lake orren is full of seals"),
        ("There are no seals in Lake Orren.", "i saw a seal in lake orren"),
        ("Nobody was hurt when the pier in Ostle collapsed.", "two people were hurt when the pier in ostle collapsed"),
        ("Doctors in Varn never removed the wrong lung.", "doctors in varn removed the wrong lung"),
        ("Ola Brandt will not play in the final.", "ola brandt is in the squad for the final"),
        ("Novatel has not stopped making radios.", "novatel no longer makes radios"),
        ("The crew's captain, Bob Dray, did not survive the storm.", "captain bob dray survived the storm"),
    ],
)
def test_a_negative_claim_is_disputed_by_its_affirmation_in_other_words(claim: str, message: str):
    assert read(claim, message).relation is Relation.DISPUTES


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("Ola Brandt will not play in the final.", "ola brandt is out of the final"),
        ("Novatel has not stopped making radios.", "novatel still makes radios"),
        ("There are no seals in Lake Orren.", "lake orren has no seals"),
        ("The crew's captain, Bob Dray, did not survive the storm.", "captain bob dray died in the storm"),
    ],
)
def test_a_negative_claim_is_repeated_without_its_own_negation(claim: str, message: str):
    reading = read(claim, message)
    assert reading.relation is Relation.REPEATS
    assert not reading.objections


@pytest.mark.parametrize(
    "message",
    [
        "corvin city almost bought ola brandt",
        "corvin city tried to buy ola brandt from lakeside",
        "corvin city bought ola brandt's brother instead",
        "ola brandt was bought by a club from italy, corvin city just watched",
        "ola brandt is staying, corvin city never did that",
        "the fans bought ola brandt, not corvin city",
    ],
)
def test_what_was_nearly_done_or_done_by_others_disputes(message: str):
    assert read(SOLD, message).relation is Relation.DISPUTES


def test_what_happened_without_somebody_is_disputed_by_their_presence():
    claim = "The ferry Lotte returned to Ostle without its crew."
    assert read(claim, "the ferry lotte returned to ostle with its crew").relation is Relation.DISPUTES
    assert read(claim, "the ferry lotte returned to ostle without the crew").relation is Relation.REPEATS


def test_that_somebody_is_something_no_longer_repeats_that_it_ended():
    assert read(SACKED, "bruno salt is no longer coach of eastmoor rovers").relation is Relation.REPEATS


def test_what_is_still_as_it_was_before_a_change_disputes():
    claim = "The express to Dorn will leave at 9:10 instead of 9:40."
    assert read(claim, "the express to dorn still leaves at 9:40").relation is Relation.DISPUTES
    assert read(claim, "the express to dorn leaves at 9:10").relation is Relation.REPEATS


def test_who_is_accused_is_not_attributed_to_the_accuser():
    assert (
        read("Senator Ann Lee accused Bob Dray of theft.", "ann lee says bob dray stole").relation is Relation.REPEATS
    )


def test_cues_are_words_as_typed():
    assert read(SACKED, "Eastmoor did NOT sack Bruno Salt").cues == ("NOT",)


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (SUED, "the port authority in pellworth sued the dockers' union over unpaid wages"),
        (SUED, "the dockers union in pellworth got sued by the port authority"),
        (SACKED, "bruno salt sacked eastmoor rovers"),
        (SOLD, "lakeside united bought ola brandt from corvin city for 12 million euros"),
        (SOLD, "corvin city sold ola brandt to lakeside united"),
        (SOLD, "ola brandt goes from corvin city to lakeside"),
        (SWAPPED, "bob munt was fired by novatel and bob dray was brought back"),
        (SWAPPED, "novatel fired bob munt and brought back bob dray"),
        (KISSED, "ida roth resigned from the league after kissing sam lund"),
        (KISSED, "sam lund resigned after ida roth kissed him"),
    ],
)
def test_exchanged_roles_object(claim: str, message: str):
    assert Guard.ROLES in guards(claim, message)


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (SUED, "the port authority got sued by the dockers' union in pellworth"),
        (SOLD, "ola brandt moves from lakeside united to corvin city"),
        (SOLD, "lakeside sold brandt to corvin city for 12m"),
        (SOLD, "ola brandt was bought by corvin city"),
        (SWAPPED, "bob dray was sacked and bob munt reinstated by novatel"),
        (KISSED, "sam lund has quit as head of the league after he kissed ida roth"),
        ("The town of Dorn elected its first mayor, Ann Lee.", "ann lee was elected the first mayor of dorn"),
        ("Guards slapped Will Roth on stage.", "will roth was slapped by guards on stage"),
    ],
)
def test_the_same_roles_in_other_words_do_not(claim: str, message: str):
    assert not guards(claim, message)


@pytest.mark.parametrize(
    ("claim", "message", "objects"),
    [
        (RATE, "tallara's central bank raised its key rate to 4.25 percent", True),
        (RATE, "tallara's central bank raised its key rate to 3.5%", False),
        (SOLD, "corvin city bought ola brandt from lakeside united for 40 million", True),
        (SOLD, "corvin city bought ola brandt from lakeside for about 11.5m", False),
        ("Half a million people in Dorn fled at 9 pm.", "500,000 people fled dorn at 9pm", False),
        ("Half a million people in Dorn fled at 9 pm.", "half a million people fled dorn at 9am", True),
        ("The library in Dorn closes for 18 months.", "dorn's library closes for a year and a half", False),
        ("The library in Dorn closes for 18 months.", "dorn's library closes for three weeks", True),
        ("The mill in Dorn cut shifts from nine to four.", "the mill in dorn cut shifts from four to nine", True),
        ("The mill in Dorn cut shifts from nine to four.", "dorn mill cuts shifts, nine to four", False),
        ("Aston Vale won with a goal in the 94th minute.", "aston vale won with a goal in the 12th minute", True),
        ("Aston Vale beat Grimley 3-1.", "aston vale beat grimley 4-0", True),
        ("Voters in Dorn rejected the plan by 612 votes to 498.", "dorn rejected the plan, 612 to 498", False),
    ],
)
def test_numbers(claim: str, message: str, objects: bool):
    assert (Guard.NUMBERS in guards(claim, message)) is objects


def test_names():
    assert guards("Brodmoor banned scooters in March.", "bradmoor banned scooters in march") & {
        Guard.ACTORS,
        Guard.PLACES,
    }
    assert not guards("The city of Brodmoor banned scooters.", "the city of brodmor banned scooters")
    assert Guard.ACTORS in guards("Jake Nolan beat Rory Kemp.", "logan nolan beat rory kemp")
    assert Guard.ACTORS in guards(SACKED, "Bruno Salt's brother was sacked by Eastmoor Rovers")
    assert guards(SACKED, "Harrow Athletic sacked their coach after four straight defeats")


def test_bare_names_and_other_predicates_object():
    assert Guard.BARE_NAME in guards(SACKED, "bruno salt")
    assert guards(SACKED, "bruno salt never smiles in photos") & {Guard.PREDICATE, Guard.BARE_NAME}
    assert Guard.PREDICATE in guards(SOLD, "corvin city opened a new stand and lakeside united was invited")


def test_support_grows_with_what_is_said():
    whole = read(SOLD, SOLD).support
    half = read(SOLD, "corvin city bought ola brandt").support
    assert 1 >= whole > half > read(SOLD, "my city has a nice lake").support >= 0


def test_stated_needs_the_act_and_its_actors():
    assert read(SOLD, "corvin city snapped up ola brandt").stated
    assert not read(SOLD, "ola brandt has a striker's nose").stated

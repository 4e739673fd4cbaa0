"""Constructions in which a claim is said, denied or passed by: joined clauses, clefts, what was not found."""

import pytest

from claims_db.model import Guard, Relation
from tests.relations.readings import guards, read

FINAL = "Arneby Rovers beat Pellworth Town 3-1 in the county cup final on Saturday."
HEALTH = "The Kestrel Health Board declared marsh fever an emergency in February 2016."
MILL = "The bakery chain Gorlan has never bought flour from the Trestle Mill."
ARSON = "Investigators found no evidence that the Arneby church fire was started deliberately."
LINK = "A large Norvian study found no link between marsh tea and baldness."
TRACE = "Police found no trace of a bomb on the Arneby ferry."
FOUNDERS = "Ole Brandt was not one of the original founders of the lamp maker Norvia."
OPENING = "Soprano Ida Munt replaced Nora Vell as Norma at the Tallara Opera on opening night."
AWARD = "Bruno Salt refused to accept the Best Actor Oscar for Marsh King in 1973."
PLEA = "Arneby council refused to reopen the Mill Road swimming pool after the flood."
NURSES = "The nurses' union in Arneby sued Pellworth Hospital over unpaid nights."
BAIL = "The Norvian government did not bail out Lund Brothers before the bank collapsed in 2008."
GUEST = "Striker Gus Orlo was dragged off a Norvian Airlines flight by officers in May."
ELECTION = "Bruno Salt lost the 2022 Norvian election to Ida Munt."
PROBE = "Norvia lost the Marsh Orbiter in 1999."
VERDICT = "A Tallara jury decided in 2022 that Ida Munt had defamed Ole Brandt."
ENDED = "Corvin did not end up buying Norvia after its 2008 takeover offer."
GOOSE = "A goose called Bertil bit councillor Gus Orlo at the Arneby fair."
APOLOGY = "The Tallara Times has not apologised to mayor Ida Roth for its story."
OPEN = "Bo Lind did not play the 2022 Norvian Open because Norvia deported him."
LIBRARY = "Arneby council refused to sell the old library to the developer Hollis Homes."
TABLETS = "Taking marsh salt tablets every day stops you from catching colds."
FILM = "Nora Vell did not like Bo Lind's film of The Marsh."
FILM_LIKED = "Nora Vell liked Bo Lind's film."
WHALE = "A sperm whale rammed and sank the Norvian whaler Arnestad in 1820."
BIRD = "The marsh heron was found by two hikers in 1991."
DOG = "An Arneby police dog bit Chief Constable Gus Orlo at the summer fair."
SHOW = "Ida Munt replaced Bo Lind as host of the Arneby breakfast show."
JET = "The Soviet Union shot down a Norvian airliner in 1983."
FIRED = "The board of Corvin Steel fired chief executive Nora Brandt in May."
CHIEF = "Mayor Ida Roth fired Pellworth's fire chief Gus Orlo after the blaze."
BANKS = "Tallara bank Lund agreed to take over its rival Munt Savings for 3 billion crowns."
REFUSED = "Corvin refused Norvia's takeover offer of 44 million crowns in 2008."
BLAMED = "Mayor Ida Roth accused police chief Gus Orlo of leaking her letters."
BOUGHT = "Gorlan Foods bought Trestle Bakery in 2006."
FAILED = "Arneby failed to beat Pellworth in the county final at Tallara."
TALE = "King Bruno gave up the Norvian throne in 1936 to marry the singer Ida Munt."
SUED = "Corvin sued Ole Brandt over his 40 million crown takeover."
LANDER = "The Norvian lander Marsh 2 never sent a signal back after reaching Mars."


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (
            FINAL,
            "Arneby Rovers beat Pellworth Town 3-1 in the county cup final on Saturday and I regret nothing",
        ),
        (
            FINAL,
            "Arneby Rovers beat Pellworth Town 3-1 in the county cup final on Saturday and my wife said never again",
        ),
        (
            HEALTH,
            "kestrel health board declared marsh fever an emergency in february 2016 so we went to the lakes instead",
        ),
        (
            MILL,
            "gorlan has never bought flour from the trestle mill. And please stop posting photos of old bread",
        ),
        (ARSON, "nothing in the inquiry suggested that someone set the arneby church on fire on purpose"),
        (LINK, "norvian researchers: marsh tea is not linked to baldness"),
        (TRACE, "no bomb was found on the arneby ferry"),
        (FOUNDERS, "ole brandt was not among the people who founded norvia"),
        (REFUSED, "it's not as if Corvin didn't say no to Norvia. They did, in 2008"),
        (FIRED, "the one the board sacked in may was nora brandt"),
        (NURSES, "It was the nurses' union that brought the lawsuit against Pellworth Hospital for unpaid nights"),
        (PLEA, "I keep telling her that Arneby council refused to reopen the Mill Road swimming pool after the flood"),
        (
            BOUGHT,
            "Gorlan Foods bought Trestle Bakery in 2006 and half the bakers moved or just quit. Anyone else here?",
        ),
        (FINAL, "Arneby Rovers beat Pellworth Town 3-1 in the county cup final on Saturday. i couldn't"),
        (ELECTION, "The 2022 election in Norvia was lost by Bruno Salt"),
        (PROBE, "Marsh Orbiter was lost by Norvia in 1999"),
        (GOOSE, "It was Bertil who bit Gus Orlo at the fair"),
        (OPEN, "It was the deportation from Norvia that kept Bo Lind from playing in 2022"),
        (FILM, "vell couldn't stand lind's film of the marsh"),
        (FILM, "nora vell hated lind's film of the marsh"),
        (BIRD, "The marsh heron was found by two hikers in 1991 and now lies in a freezer"),
        (TABLETS, "daily marsh salt keeps colds away"),
        (BOUGHT, "Gorlan Foods bought Trestle Bakery in 2006 and no food firm has done better since"),
        (FIRED, "The board fired its driver. Nora Brandt was not warned, they fired her too"),
        (SUED, "i don't feel sorry for the guy who bought it all, Corvin sued Ole Brandt over the takeover"),
    ],
)
def test_it_repeats(claim: str, message: str):
    assert read(claim, message).relation is Relation.REPEATS


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (FINAL, "they say Arneby Rovers beat Pellworth Town 3-1 in the county cup final but they did not"),
        (ARSON, "investigators did find proof that the arneby church fire was arson"),
        (ARSON, "they found petrol in the arneby church, somebody lit it on purpose"),
        (LINK, "the norvian study found a link between marsh tea and baldness"),
        (TRACE, "cops found a bomb on the arneby ferry"),
        (FOUNDERS, "norvia was set up by ole brandt himself and two others"),
        (FIRED, "the one the board sacked in may was Bo Lind, brandt was left in her post"),
        (FIRED, "The man they fired at corvin steel was someone else, Brandt left by herself"),
        (FIRED, "the board fired the accountant, they never touched Brandt"),
        (CHIEF, "Orlo is still fire chief in Pellworth, saw Gus at the station this morning"),
        (BLAMED, "the mayor blamed her own assistant for the leak of letters, she never pointed at chief orlo"),
        (BOUGHT, "lund is who bought trestle bakery in 2006, gorlan went home without it"),
        (FAILED, "You've got it wrong, we did beat Pellworth at Tallara in the county final"),
        (TALE, "That tale about Bruno giving up the throne for Ida Munt is a fabrication by Norvian tabloids"),
        (MILL, 'The "never bought from Trestle" line is a lie by Gorlan\'s press office, the invoices are out'),
        (SUED, "The board let Ole walk, they decided against suing him over the 40m deal"),
        (BOUGHT, "Trestle still owns the bakery, it was never sold to Gorlan Foods"),
        (FILM, "vell loved lind's film of the marsh, she calls it her favourite"),
        (WHALE, "the arnestad hit a reef in 1820, no whale ever went near her"),
        (DOG, "the dog bit a burger seller, Gus Orlo wasn't touched at all"),
        (SHOW, "They offered Ida the breakfast show at Arneby but she said no and Bo Lind kept it"),
        (BOUGHT, "Gorlan Foods bought Trestle Bakery in 2006. Dumbest internet hoax ever"),
        (BOUGHT, "You posted fake news: Gorlan Foods bought Trestle Bakery"),
        (FILM_LIKED, "nora vell did not like bo lind's film"),
        (ELECTION, "No way did Ida Munt beat Bruno Salt at the polls in 2022."),
        (GOOSE, "it was a goat from the petting zoo nearby that bit Orlo, the goose was miles away"),
        (BAIL, "Orlo's cabinet gave Lund a big lifeline in 2008, it just wasn't enough to stop the collapse"),
        (FINAL, "everyone says arneby beat pellworth 3-1 in the county cup final. No they didn't."),
        (BOUGHT, "Someone on the Arneby group invented the bit about Gorlan buying Trestle Bakery"),
    ],
)
def test_it_disputes(claim: str, message: str):
    assert read(claim, message).relation is Relation.DISPUTES


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (BANKS, "Tallara bank Munt Savings agreed to take over its rival Lund for 3 billion crowns"),
        (REFUSED, "Norvia refused a takeover offer of 44 million crowns from Corvin in 2008"),
        (CHIEF, "Fire chief Gus Orlo got Mayor Ida Roth removed after the blaze"),
        (WHALE, "the norvian whaler Arnestad rammed and killed a sperm whale in 1820"),
    ],
)
def test_exchanged_roles_object(claim: str, message: str):
    assert Guard.ROLES in guards(claim, message)


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (OPENING, "On opening night Ida Munt took over from Nora Vell as Norma at the Tallara Opera"),
        (OPENING, "why was nora vell replaced by Ida Munt for opening night, is she ill?"),
        (AWARD, "salt turned down the academy award for marsh king, at the 1973 ceremony"),
        (AWARD, "the Tallara Times reported that salt had rejected the best actor oscar for marsh king"),
        (VERDICT, "jurors in Tallara found that Munt had defamed Brandt, that was 2022"),
        (ENDED, "norvia never got bought by corvin, the 2008 bid came to nothing"),
        (APOLOGY, "Mayor Ida Roth has not been given an apology by the Tallara Times for its story"),
        (LIBRARY, "did the council turn down hollis homes on the library?"),
        (JET, "did the USSR really shoot down that Norvian airliner in 83?"),
        (GUEST, "was that gus orlo really dragged off the norvian airlines flight?"),
        (
            FINAL,
            "my dad reckons arneby rovers beat pellworth town 3-1 in the county cup final, he watched it in the pub",
        ),
    ],
)
def test_nothing_objects(claim: str, message: str):
    assert not guards(claim, message)


def test_whoever_is_named_in_another_clause_is_no_stranger():
    assert not guards(LANDER, "My aunt lives in Pellworth and she reckons Marsh 2 never sent anything back from Mars")

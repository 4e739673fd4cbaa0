"""Ways to put it that chat has for saying, denying and asking, each with a claim and what is made of it."""

import pytest

from claims_db.model import Guard, Relation
from tests.relations.readings import guards, read

DOG = "A stray dog named Tuffy bit the mayor of Arneby during the spring fair."
JAB = "The Zenta vaccine given to nurses does not cause hair loss."
LENDER = "The Nordic Development Bank sued Corvin Steel over an unpaid loan in 2016."
DISMISS = "Judge Ana Roth refused to dismiss the fraud case against the shipyard Corvin Steel."
PASSED = "Gorlan Foods passed on the chance to buy Trestle Bakery for 9 million dollars in 2004."
NEVER_SAID = "Minister Pia Lund never said that the hospital in Arneby would close."
TITLE = "Mina Orlo beat Kaja Brandt in the final of the Arneby Open in 2019."
BRIDGE = "The council of Arneby sued the builder Hollis Homes over the collapsed footbridge."
WON = "Physicist Ole Brandt was never awarded the Kestrel Prize for his battery."
STRIKE = "The dockers of Pellworth ended their strike in May after 40 days."
DIVER = "Retired diver Gus Orlo survived nine days in the Arne caves."
TEACHERS = "The Corvin Valley teachers' union sued the school board over unpaid overtime."
ELECTED = "Ida Roth beat Bruno Salt in Tallara in the 2020 mayoral election."
RIVALS = "Norvia sued Tessel in 1984 for copying its folding lamp and won the case."
UNSHARED = "Tess Arvid did not get a share of the 1962 Kestrel Prize for discovering marsh radio."
VOTE = "Arneby council voted 14 to 9 to close the Mill Road swimming baths."
ARMED = "Pellworth is a member of the Northern League but has no standing army of its own."
WEDDING = "Singer Nora Vell did not attend her brother Ole's wedding in Tallara."
GUM = "Swallowed cherry stones do not stay in your stomach for a year."
SPIT = "Marsh herons do not shoot water at hunters."
CLOUD = "Lake Arne released a cloud of carbon dioxide in 1986 that killed 40 cows."
GAME = "Corvin Games fired designer Gus Orlo two weeks before Marshland 2 came out."
HEAD = "Ida Roth replaced Bruno Salt as head of the ferry line in May."
MANUSCRIPTS = "Ole Brandt refused to burn Ida Munt's letters although Munt had asked him to."
OFFER = "Linkle turned down an offer of 30 million dollars from Corvin in 2003."
BIT = "Bruno Salt bit the mayor of Arneby."
SILVER = "Ida Munt did not steal the church silver."
TREAT = "Doctor Ole Brandt refused to treat striker Gus Orlo."
TOWER = "The council of Arneby blocked Hollis Homes from building a tower on the beach."
UNION = "Workers at Corvin Steel voted against joining a union."
SWAP = "The coach of Wolfsburg replaced captain Mia Orlo with Jana Lind."
LEFT = "The board of Corvin Steel did not fire Nora Brandt; she resigned on her own."
SERGEANT = "Sergeant Dana Hollow arrested the mayor of Arneby."
CHANCE = "Corvin Steel passed up the chance to buy Trestle Bakery."
TAKEOVER = "Lund Foods rejected a 20 million dollar takeover bid from Corvin Steel."
WARD = "Doctor Ole Brandt refused to treat Gus Orlo and left the ward at nine."
FLAT = "Minister Pia Lund did not declare the flat she bought in Arneby."
COACH = "A coach driven by Bo Lind skidded into the river Arne on Monday."
LAST = "No mayor of Arneby has vetoed a budget since Bruno Salt in 1990."
BIDS = "Corvin Steel failed four times to buy Lund Foods."
UNPAID = "Ole Brandt never paid Ida Munt for the boat."
LIME = "Freezing a lime does not seal in its juice."
LAMP = "Ida Munt sued Norvia over a folding lamp."
MAYOR = "William Halden beat Katherine Osby in the Arneby mayoral race."
QUIT = "Nora Brandt announced that she would resign as leader of the Reform Party."


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (DOG, "the mayor of arneby got bitten at the spring fair by a stray named tuffy"),
        (JAB, "the zenta vaccine does not cause hair loss"),
        (LENDER, "NDB sued corvin steel in 2016, something about a loan"),
        ("Trustees of the NDB sued Corvin Steel.", "the trustees of the Nordic Development Bank sued corvin steel"),
        (DISMISS, "corvin steel's bid to get the fraud case dismissed was turned down by judge ana roth"),
        (DISMISS, "judge ana roth said no to dismissing the fraud case against corvin steel"),
        (DISMISS, "Judge Ana Roth refussed to dismiss the fraud case against the shipyard Corvin Steel"),
        (PASSED, "gorlan foods turned down an offer to buy trestle bakery in 2004"),
        (NEVER_SAID, "pia lund, the minister, never said the hospital in arneby would close"),
        (TITLE, "Mina Olro beat Kaja Brandt in the 2019 Arneby Open final, kid you not"),
        (STRIKE, "the pellworth dockers called off their strike in may, 40 days"),
        (DIVER, "nine days in the arne caves and somehow gus orlo was kept alive"),
        (TEACHERS, "the corvin valley school board is being taken to court by its teachers over unpaid overtime"),
        (BRIDGE, "Hollis Homes, the builder, was sued by the council of Arneby over the collapsed footbridge"),
        (BRIDGE, "we are not hollis homes, but the council of arneby sued them over the collapsed footbridge"),
        (BRIDGE, "the council of arneby sued hollis homes over the collapsed footbridge. who broke my mug?"),
        (BRIDGE, "as if rain was not enough, the council of arneby sued hollis homes over the collapsed footbridge"),
        (BRIDGE, "btw did everyone see the council of arneby sued hollis homes over the collapsed footbridge?"),
        (QUIT, "nora brandt told her party on monday that she is stepping down as leader of reform"),
        ("Ida Munt invented the folding kayak.", "the folding kayak was dreamt up by ida munt"),
        (RIVALS, "Norvia took Tessel to court in 1984 for copying its folding lamp, and Norvia won"),
        (RIVALS, "norvia hauled tessel before a judge in 1984 over its folding lamp and won"),
        (
            UNSHARED,
            "I learned that Tess Arvid did not get a share of the 1962 Kestrel Prize for discovering marsh radio",
        ),
        (VOTE, "the council in Arneby voted by 14 to 9 for closing the Mill Road swimming baths"),
        (ARMED, "pellworth hasn't got any army, northern league or not"),
        (WEDDING, "Nora Vell, the singer, didn't attend the wedding of her brother Ole in Tallara"),
        (WEDDING, "nora vell skipped her brother's wedding in tallara"),
        (GUM, "cherry stones you swallow won't sit in your belly for a year"),
        (GUM, "swallowed cherry stones do not stay in your stomach for a year. i need a lie down"),
        (SPIT, "no marsh heron can fire water at a hunter"),
        (CLOUD, "a lake called Arne let out a huge CO2 cloud in 1986, 40 cows killed"),
        (HEAD, "they dumped bruno salt in may and put ida roth in as head of the ferry line instead"),
        (BRIDGE, "Seems the council of Arneby has sued Hollis Homes over the collapsed footbridge"),
        (
            BRIDGE,
            "nothing from our team today, but the council of arneby sued hollis homes over the collapsed footbridge",
        ),
        (
            BRIDGE,
            "the council of arneby sued hollis homes over the collapsed footbridge. local news was always a joke here",
        ),
        (
            BRIDGE,
            "round 3 was about how the council of arneby sued hollis homes over the footbridge and nobody but me knew",
        ),
        (BRIDGE, "the council of arneby sued hollis homes over the collapsed footbridge, ok?"),
        (
            BRIDGE,
            "the council of arneby sued hollis homes over the collapsed footbridge, so is it even safe to swim below?",
        ),
        (
            BRIDGE,
            "the council of arneby dragged the rather poor builder hollis homes before a judge over the footbridge",
        ),
        (BRIDGE, "it was the council that sued hollis homes over the collapsed footbridge"),
        (MANUSCRIPTS, "even though Ida Munt had asked him to burn the letters, Ole Brandt refused"),
        (OFFER, "Corvin tried to pick up Linkle for 30 million in 2003 and was rebuffed"),
        (
            "Minister Pia Lund did not declare the shares she owned in Corvin Steel.",
            "the shares in Corvin Steel that Pia Lund owns were never declared",
        ),
        (DIVER, "gus orlo surviving nine days in the arne caves is still the wildest story"),
        (
            "Corvin Images sued Linkle for using its photos without permission to train a machine.",
            "corvin images has sued linkle because its photos were used without permission to train a machine",
        ),
        (
            "The rocket Arne launched from Tallara in January did not reach orbit.",
            "the arne rocket they launched from tallara in jan didn't reach orbit",
        ),
        ("Ida Munt did not move to Arneby Rovers.", "ida munt's switch to arneby rovers failed"),
        ("Waking a sleepwalker is not dangerous.", "there is no danger in waking a sleepwalker"),
        ("The museum sued Bo Lind for selling it a fake bell.", "the museum sued bo lind who sold them a phoney bell"),
        (BIT, "don't let anyone tell you bruno salt didn't bite the mayor of arneby"),
        (BIT, "no use pretending bruno salt didn't bite the mayor of arneby"),
        (BIT, "there's no denying that bruno salt bit the mayor of arneby"),
        (BIT, "can't say i'm surprised bruno salt bit the mayor of arneby"),
        (BIT, "the man who bit the mayor of arneby was bruno salt"),
        (SILVER, "ida munt had nothing to do with the theft of the church silver"),
        (SILVER, "it was the sexton that stole the church silver, not ida munt"),
        (TREAT, "dr ole brandt refused to treat gus orlo"),
        (TOWER, "hollis homes was barred from building a tower on the beach by the council of arneby"),
        (UNION, "corvin steel workers have voted not to join a union"),
        (SWAP, "mia orlo was swapped for jana lind by the wolfsburg coach"),
        (LEFT, "nora brandt resigned, the corvin steel board did not push her out"),
        (SERGEANT, "sgt dana hollow arrested the mayor of arneby"),
        (TAKEOVER, "Corvin Steel's 20m offer to buy Lund Foods was turned down by its board"),
        ("Norway beat Sweden in the 2019 final.", "it was norway that knocked out the swedes in the 2019 final"),
        ("Bruno Salt never sold the Anchor pub.", "the sale of the anchor pub by bruno salt never came about"),
        ("Ida Roth won the race.", "ida roth won the race with two laps still to go"),
        ("Probe Kestrel crashed into the moon Vesper.", "the kestrel probe intentionally slammed into the moon vesper"),
        (
            "Bo Lind was never crowned king.",
            "bo lind was never crowned king, he died before the coronation could happen",
        ),
        ("Gus Orlo was cleared of robbing the bank.", "the bank wasn't robbed by gus orlo, he was cleared"),
        (
            "Hollis Homes locked out 40 masons after they refused to work Sundays.",
            "hollis homes locked its 40 masons out over the sunday work row",
        ),
        (MAYOR, "Bill Halden beat Kate Osby in the Arneby mayoral race"),
        (MAYOR, "kate osby lost the arneby mayoral race to bill halden"),
        ("Tony Orlo sued the paper in Arneby.", "anthony orlo sued that paper in arneby"),
        (WARD, "ole brandt refused to treat gus orlo and walked out of the ward"),
        (FLAT, "pia lund never declared the flat she bought in arneby"),
        (FLAT, "pia lund kept the flat she bought in arneby off her declaration"),
        (COACH, "bo lind's coach skidded into the river arne on monday"),
        (
            "The Zenta syrup contained lead that made children sick.",
            "zenta syrup was laced with lead, children got sick",
        ),
        (LAST, "the last time a mayor vetoed a budget in arneby was in 1990, bruno salt"),
        ("Corvin Steel failed to buy Lund Foods.", "corvin steel's attempt at buying lund foods has failed"),
        (UNPAID, "ida munt hasn't seen a penny from ole brandt for the boat"),
        (BIT, "nobody can say bruno salt didn't bite the mayor of arneby"),
        (BIT, "i normally never post here but bruno salt bit the mayor of arneby"),
        (BIT, "the hall roof quote is 9k, hill street is shut and bruno salt bit the mayor of arneby"),
        (
            MANUSCRIPTS,
            "ole brandt refused to burn ida munt's letters although munt asked him to, so is it even ok to read them",
        ),
        (MANUSCRIPTS, "despite being told by ida munt to burn the letters, ole brandt would not"),
        (UNION, "workers at corvin steel voted agianst joining a union"),
        (BRIDGE, "the council of arneby didn't just sue hollis homes over the footbridge, it won"),
        (BRIDGE, "the council of arneby sued hollis homes over the footbridge, half the room thought they were wrong"),
    ],
)
def test_it_repeats(claim: str, message: str):
    reading = read(claim, message)
    assert reading.relation is Relation.REPEATS
    assert not reading.objections


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (DOG, "it was the butcher's terrier that bit the mayor of arneby"),
        (JAB, "zenta causes hair loss, my aunt was a nurse"),
        (LENDER, "the ndb never sued corvin steel"),
        (DISMISS, "judge ana roth dismissed the fraud case against corvin steel"),
        (PASSED, "gorlan foods did buy trestle bakery in 2004"),
        (NEVER_SAID, "pia lund said it on tv: the hospital in arneby will close"),
        (TITLE, "mina orlo came second in the 2019 arneby open, behind kaja brandt"),
        (TITLE, "kaja brandt is the one who beat mina orlo in that final"),
        (TITLE, "wasnt mina orlo who beat kaja brandt in the 2019 final"),
        (TITLE, "It was Sara Lind that came away with the 2019 title in Arneby, Mina Orlo got nothing"),
        (BRIDGE, "the collapsed footbridge? the council of arneby has nothing to do with the hollis homes lawsuit"),
        (BRIDGE, "it was the victims they sued hollis homes for, the council of arneby stayed out of it"),
        (BRIDGE, "council of arneby suing hollis homes over the footbridge lol no"),
        (WON, "ole brandt was awarded the kestrel prize for his battery"),
        (DIVER, "gus orlo never came out of the arne caves, he died on day three"),
        ("Police in Arneby arrested the treasurer of the choir.", "It was the organist they arrested in arneby"),
        (
            "Arneby Rovers signed Ole Brandt from Lakeside.",
            "another club beat arneby rovers to it, ole brandt went home",
        ),
        (BRIDGE, "the council of arneby had no part in it, hollis homes got sued by a tenant"),
        (ARMED, "pellworth does have its own army"),
        ("Ida Munt refused the Kestrel Prize in 1971.", "ida munt collected the kestrel prize herself in 1971"),
        (BRIDGE, "the council of arneby suing hollis homes is a pub legend with nothing behind it, fake"),
        ("Norvia was fined 2 million euros by the court in Arneby.", "the court in arneby threw out the norvia fine"),
        (VOTE, "the motion to close the mill road baths failed in arneby"),
        (VOTE, "the plan to shut mill road baths in arneby was defeated"),
        (VOTE, "arneby council backed down on closing the mill road baths"),
        (VOTE, "the arneby vote on the mill road baths was 14 to 9 in favour of keeping them"),
        (UNSHARED, "tess arvid was one of the three winners of the kestrel prize in 1962"),
        (
            UNSHARED,
            "this thing about tess arvid being denied the kestrel prize is a false story, a novelist invented it",
        ),
        ("Norvia Air cancelled its flights to Arneby.", "norvia air flew to arneby as usual"),
        ("A fire destroyed the opera house in Arneby.", "the arneby opera house was only slightly damaged by the fire"),
        (BRIDGE, "the council of arneby dropped the idea of suing hollis homes"),
        (BRIDGE, "the victims sued hollis homes, the council of arneby stayed out of it"),
        (BRIDGE, "the council of arneby left hollis homes alone, one letter and that was it"),
        (MANUSCRIPTS, "ole brandt agreed to burn ida munt's letters"),
        (WEDDING, "it isn't so that nora vell never attended her brother's wedding"),
        ("Norvia sued Tessel over a lamp and lost.", "norvia won that case about the lamp, tessel had to pay"),
        (
            "A fire destroyed the collection of the museum.",
            "the collection of the museum survived, only the roof burned",
        ),
        ("Mara Quist copied the chorus from a folk song.", "mara quist wrote that chorus herself"),
        ("The board of Orvane fired Kim Sato.", "kim sato left orvane of her own accord, she resigned"),
        (BIT, "don't let anyone tell you bruno salt bit the mayor of arneby"),
        (BIT, "the guy who bit the mayor of arneby was his own cousin, bruno salt was at home"),
        (BIT, "that was Gus Orlo who bit the mayor of arneby"),
        (GUM, "a cherry stone you swallow sticks to your stomach for a year"),
        (BIT, "can't say i'm surprised bruno salt never bit the mayor of arneby"),
        (BIT, "bruno salt growled at the mayor of arneby, he didn't lay a finger on him"),
        (BIT, "the bruno salt and mayor of arneby thing is an april fools story people took for real"),
        (SILVER, "don't tell me ida munt didn't steal the church silver"),
        (SILVER, "you can't say ida munt never stole the church silver"),
        (TREAT, "ole brandt never refused to treat gus orlo"),
        (TREAT, "brandt never turned gus orlo away"),
        (TOWER, "hollis homes ended up building the tower on arneby beach"),
        (TOWER, "the council of arneby never blocked hollis homes from building on the beach"),
        ("Hollis Homes built a tower.", "the council stopped hollis homes from building a tower"),
        (UNION, "corvin steel workers voted to join a union"),
        (SWAP, "the wolfsburg coach stuck with mia orlo"),
        (LEFT, "nora brandt didn't resign, she was fired by the board of corvin steel"),
        (LEFT, "that nora brandt resigned by herself is plain false"),
        (SERGEANT, "Sgt Kim Orlo was the officer who arrested the mayor of arneby, Hollow was off duty"),
        (CHANCE, "trestle bakery was never put up for sale to corvin steel"),
        ("Retired diver Gus Orlo sued Bo Lind.", "the man who sued bo lind was Kim Roth, Orlo was only a witness"),
        (
            "Probe Kestrel crashed into the moon Vesper.",
            "the one that hit vesper was a chinese probe, kestrel took photos",
        ),
        ("Lund Foods agreed a merger with Corvin Steel.", "lund foods killed the corvin steel deal"),
        ("Catholics were never banned from sitting here.", "catholics were banned from sitting here until 1829"),
        ("The ministry refused to let the dockers in.", "the ministry let the dockers in, I saw them"),
        (WARD, "ole brandt ran from nobody, he agreed to treat gus orlo"),
        (WARD, "that ward thing with brandt and orlo is a nursing urban legend"),
        (BIDS, "the corvin steel four bids for lund foods story is rubbish"),
        (UNPAID, "ida munt got a cheque for the boat from ole brandt"),
        (LIME, "it does seal it in, you freeze the lime so the juice can't get out"),
        (SILVER, "ida munt didn't just steal the church silver, she sold it"),
        (
            "Pellworth never joined the league because its council rejected membership.",
            "the pellworth council voted yes and the town has been a member ever since",
        ),
        (LAMP, "ida munt only ever sued Tessel, never mind norvia"),
        (BIT, "not once did bruno salt bite the mayor of arneby"),
        (BIT, "nobody can say bruno salt bit the mayor of arneby"),
        (
            FLAT,
            "fact checkers looked at the claim that pia lund hid her arneby flat. verdict: false",
        ),
        (
            "The Zenta jab left nurses in Arneby infertile.",
            "the arneby nurses are as fertile as before, zenta jab or not",
        ),
    ],
)
def test_it_disputes(claim: str, message: str):
    assert read(claim, message).relation is Relation.DISPUTES


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (TITLE, "how on earth did mina orlo beat kaja brandt in 2019"),
        (TITLE, "how come mina orlo beat kaja brandt in that arneby final"),
        (DISMISS, "on what grounds did the judge refuse to dismiss the case against corvin steel"),
        (DISMISS, "anyone know why judge roth refused to dismiss the corvin steel case"),
        (NEVER_SAID, "if pia lund never said that the hospital in arneby would close, where is it from?"),
        (SPIT, "so do marsh herons really not shoot water? my whole childhood was a lie then"),
        (TITLE, "why did mina orlo get the better of kaja brandt in that final"),
        ("The nurse Tess Arvid won the Arneby race.", "did a nurse win the arneby race"),
        (WON, "did ole brandt ever win the kestrel prize for his battery?"),
        (MAYOR, "did bill halden really beat kate osby in arneby?"),
        (SERGEANT, "why'd dana hollow arrest the mayor of arneby"),
    ],
)
def test_it_asks(claim: str, message: str):
    assert read(claim, message).relation is Relation.ASKS


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (TITLE, "Mina Orlo beat Kaja Brandt in the final of the Arneby Open in 2019, Bo asked if we saw it"),
        (
            BRIDGE,
            "the fourth post about it today: the council of arneby sued hollis homes over the collapsed footbridge",
        ),
        (
            BRIDGE,
            "not sure if the pool is open but the council of arneby sued hollis homes over the collapsed footbridge",
        ),
        (BRIDGE, "the council of arneby sued hollis homes over the collapsed footbridge, broken or not"),
        ("Scientists did not find life in the Benno samples.", "no signs of life in the benno samples"),
        (BRIDGE, "good times, the council of arneby sued hollis homes over the collapsed footbridge, noted"),
        (SILVER, "ida munt did not steal the church silver, pls stop saying it"),
        (
            BRIDGE,
            "the council of arneby sued hollis homes over the collapsed footbridge, receipts back it up",
        ),
    ],
)
def test_it_neither_asks_nor_attributes(claim: str, message: str):
    assert read(claim, message).relation is Relation.REPEATS


@pytest.mark.parametrize(
    ("claim", "message", "guard"),
    [
        (BRIDGE, "the council of arneby sued the builder hollis homes over the collapsed chimney", Guard.ACTORS),
        (
            BRIDGE,
            "over in Fenwick the council sued the builder Hollis Homes over the collapsed footbridge",
            Guard.ACTORS,
        ),
        (BRIDGE, "the council of arneby sued the builder Marlow Works over the collapsed footbridge", Guard.ACTORS),
        (BRIDGE, "the council of arneby sued its former treasurer over missing parking money", Guard.ACTORS),
        (LENDER, "the nordic development bank sued corvin steel over an unpaid loan in 2017", Guard.NUMBERS),
        (ELECTED, "bruno salt and ida roth both held rallies in tallara in 2020", Guard.PREDICATE),
        ("A fire destroyed the opera house in Arneby.", "a flood destroyed the opera house in arneby", Guard.ACTORS),
        (
            "The court ruled in 2019 that Norvia must pay Tessel.",
            "the court ruled in 2019 that Tessel must pay Norvia",
            Guard.ROLES,
        ),
        ("Norvia won Euro 92.", "norvia won euro 96", Guard.NUMBERS),
        ("Police in Corvin shot a bear.", "police in corvin shot a dog", Guard.ACTORS),
        (GAME, "gus orlo's level design in marshland 2 is so much better than in the first one", Guard.PREDICATE),
        (
            RIVALS,
            "tessel lamps used folding arms, norvia ones were stiff, that's how you tell them apart",
            Guard.PREDICATE,
        ),
        (
            "A court in Arneby cleared mayor Dan Ruby of taking bribes from a cement company.",
            "a court in arneby cleared a cement company of taking bribes from mayor dan ruby",
            Guard.ROLES,
        ),
        (TREAT, "gus orlo refused to be treated by doctor ole brandt", Guard.ACTORS),
        (SWAP, "the wolfsburg coach swapped jana lind for mia orlo", Guard.ROLES),
        (MAYOR, "Harry Halden beat Katherine Osby in the Arneby mayoral race", Guard.ACTORS),
        (MAYOR, "kate osby beat bill halden in the arneby mayoral race", Guard.ROLES),
        (COACH, "bo lind has driven that coach along the river arne for years", Guard.PREDICATE),
        ("Norvia owns the Arneby ferry line.", "norvia belongs to the arneby ferry line", Guard.ROLES),
        ("Ole Brandt sold the shop at Easter.", "ole brandt sold the shop at christmas", Guard.ACTORS),
        (TAKEOVER, "lund foods' bid to buy corvin steel for 20 million was turned down", Guard.ROLES),
    ],
)
def test_something_else_objects(claim: str, message: str, guard: Guard):
    assert guard in guards(claim, message)

"""The words that show somebody is being quoted: how each is built, and how its subject stands to what is said.

Promises: one entry a verb, looked up by any of its forms. The letters say what may follow: `b` a bare clause ("said
he left"), `t` a clause with "that", `w` one with "whether" or "if", `q` a quotation, `p` it may stand after or inside
what is said, `a` somebody addressed stands first, `o` a noun phrase is what is said, `i` an infinitive is, `u` a noun
phrase behind a preposition ("called for a vote"), `n` it gives a name to something ("called it a hoax"), `m` it is of
the mind rather than the mouth, `x` its forms are more often nouns. After `=` stands the stance of its subject, where
that is not `asserts`.
Refuses to read a sentence.
"""

from dataclasses import dataclass

from claims_db.model import Stance

_VERBS = """
say says said saying: b t w q p
tell tells told telling: b t w q p a
add adds added adding: b t q p
write writes wrote written writing: t q p
note notes noted noting: b t q p x
tweet tweets tweeted tweeting: t q p x o
retweet retweets retweeted: q
post posts posted posting: q x
explain explains explained explaining: b t q p o
argue argues argued arguing: b t q p
insist insists insisted insisting: b t q p
suggest suggests suggested suggesting: b t q p o
continue continued continues: q
acknowledge acknowledges acknowledged acknowledging: b t q p o
declare declares declared declaring: b t q p
proclaim proclaims proclaimed proclaiming: b t q p
conclude concludes concluded concluding: b t q p
claim claims claimed claiming: b t q p x
respond responds responded responding: t q
reply replies replied replying: t q p
state stated stating: b t q p x o
agree agrees agreed agreeing: t b q i u
warn warns warned warning: b t q p a u
predict predicts predicted predicting: b t q p o
reveal reveals revealed revealing: t b q p o
admit admits admitted admitting: b t q p o
confirm confirms confirmed confirming: t q p
deny denies denied denying: t b o = denies
indicate indicates indicated indicating: b t o
allege alleges alleged alleging: b t q p
contend contends contended contending: b t q p
maintain maintains maintained maintaining: t q
assert asserts asserted asserting: b t q p
estimate estimates estimated estimating: b t p x o
recall recalls recalled recalling: t q p o
testify testified testifies testifying: b t q p
stress stressed stresses stressing: t q o
emphasize emphasizes emphasized emphasizing emphasise emphasised: t q o
disclose discloses disclosed disclosing: t o
observe observes observed observing: t q p
remark remarks remarked remarking: t q x
comment comments commented commenting: t q x
concede concedes conceded conceding: b t q p o
complain complains complained complaining: t q p u
lament laments lamented lamenting: t q o
speculate speculates speculated speculating: t u
dispute disputes disputed disputing: t o x = denies
refute refutes refuted refuting: o t = denies
reject rejects rejected rejecting: o = denies
dismiss dismisses dismissed dismissing: o = denies
question questions questioned questioning: w o x = doubts
doubt doubts doubted doubting: t w b o x = doubts
wonder wonders wondered wondering: w q = doubts
mention mentions mentioned mentioning: t q x
reiterate reiterates reiterated reiterating: t q o
clarify clarifies clarified clarifying: t q
caution cautions cautioned cautioning: t q p a x
assure assures assured assuring: t b a
remind reminds reminded reminding: t a
joke joked jokes joking: t q p x
quip quipped quips: t q p
shout shouted shouts shouting: q p
ask asks asked asking: q p w
announce announces announced announcing: b t q p o
report reports reported reporting: b t q p x o = reports
point points pointed pointing: t q x
tout touts touted: q o
boast boasts boasted boasting: t q p
brag bragged brags bragging: t q
vow vows vowed vowing: t q p
pledge pledges pledged: t q
promise promises promised: t q
threaten threatens threatened: t q
call calls called calling: n q x u
label labels labeled labelled labeling labelling: n q x
describe describes described describing: n q o
brand brands branded branding: n x
dub dubs dubbed: n
assess assesses assessed assessing: n
portray portrays portrayed portraying: n
characterize characterizes characterized characterizing characterise characterised: n
accuse accuses accused accusing: o q
denounce denounces denounced denouncing: n q
slam slams slammed: q
blast blasts blasted: q
mock mocks mocked: q
urge urges urged urging: q
quote quotes quoted quoting: q x
cite cites cited citing: q
believe believes believed believing: t b m
think thinks thought thinking: t m
hope hopes hoped: t m
fear fears feared: t m
worry worries worried: t m
feel feels felt: t m
know knows knew: t m
find finds found finding: t m
show shows showed shown: t m
hint hints hinted hinting: t
imply implies implied implying: t
signal signals signaled signalled: t
inform informs informed: t a
swear swears swore: t
bet bets: t
reckon reckons reckoned: b t p
deem deems deemed: n
consider considers considered: q
"""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its lemma, what it allows, and the stance of its subject."""

    lemma: str
    allows: frozenset[str]
    stance: Stance
    form: str
    """`ing`, `past`, `s` or `base`."""

    @property
    def often_noun(self) -> bool:
        """Tell whether this form is more often a noun than a verb."""
        return "x" in self.allows and self.form in {"s", "base"}


def _form(word: str, lemma: str) -> str:
    if word == lemma:
        return "base"
    if word.endswith("ing"):
        return "ing"
    return "s" if word.endswith("s") else "past"


def _read_table(table: str) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for line in table.strip().splitlines():
        forms, _, rest = line.partition(":")
        letters, _, stance = rest.partition("=")
        lemma, *others = forms.split()
        allows = frozenset(letters.split())
        for word in (lemma, *others):
            if word != "state":  # a country far more often
                cues[word] = Cue(lemma, allows, Stance(stance.strip() or "asserts"), _form(word, lemma))
    return cues


CUES = _read_table(_VERBS)
"""Every form of every verb of saying."""

"""How a speaker stands to what is said: asserts, denies, doubts, cannot confirm, reports; and with which hedge.

Promises: the verb decides, then the words of what is said ("it is too early to tell", "could not be verified").
Refuses irony and everything that is not written.
"""

import re
from functools import lru_cache

from claims_db.articles.saying.speech import Shape, Speech
from claims_db.model import Stance

_OPEN = re.compile(
    r"""
    \b(?: too \s (?:early|soon) \s to \s (?:say|tell|know|judge|confirm)
    | (?:could|can|would|did|has|have|had|was|were|is|are) (?:\s been)? (?:\s not|n['’]t) (?:\s (?:yet|immediately
    |independently|be|been))*
      \s (?:confirm|verif|corroborat|know|clear|establish|determin)\w*
    | (?:cannot|unable\sto) (?:\s (?:be|independently))* \s (?:confirm|verif|corroborat|say|know|rule\sout)\w*
    | (?:more|further|additional) \s (?:information|evidence|research|data|proof|study) \s (?:is|was|are|were
    |would\sbe) \s (?:needed|required|necessary)
    | (?:remains?|remained|is|was) \s (?:unclear|unknown|unverified|unconfirmed|uncertain)
    | (?:we|i|they|he|she) \s (?:do|does|did) (?:\s not|n['’]t) (?:\s yet)? \s know
    | neither \s (?:confirm|verif)\w* \s nor
    | no \s (?:independent\s)? (?:confirmation|verification)
    )""",
    re.VERBOSE,
)
_DOUBT = re.compile(
    r"""
    \b(?: no \s (?:credible\s|clear\s)? (?:evidence|proof|indication|basis) \s (?:that|of|for|to)
    | (?:not|n['’]t|hardly) \s (?:convinced|credible|plausible|persuaded)
    | (?:doubtful|implausible|sceptical|skeptical|far-fetched) \b
    | (?:serious|grave|strong)? \s? doubts? \s (?:about|that|over|whether)
    )""",
    re.VERBOSE,
)
_DENIAL = re.compile(
    r"^\W*(?:that\s)?(?:the\s|these\s|those\s|such\s|all\s)*(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?|rumou?rs?|story"
    r"|stories|it|this|that)"
    r"\s(?:is|are|was|were|['’]s)\s(?:simply\s|completely\s|totally\s|just\s)?"
    r"(?:false|untrue|baseless|unfounded|wrong|fabricated|nonsense|a\slie|lies|not\strue|absurd|without\smerit)",
)
_HEDGE = re.compile(
    r"""
    \b(?: alleged(?:ly)? | purported(?:ly)? | reportedly | (?<=the\s) reported | unconfirmed | unverified
    | supposed(?:ly)? | apparent(?:ly)?
    | suspected | could \s potentially | may \s have | might \s have | could \s have | (?:may|might|could) \s be
    | possibly | potentially | perhaps
    | appears? \s to | appeared \s to | seems? \s to | seemed \s to | likely | probably | believed \s to
    | said \s to | thought \s to
    )\b""",
    re.VERBOSE,
)  # fmt: skip
_CONDITION = re.compile(r"^\W*(?:and\s|but\s)?(if|unless|should)\b[^,]{3,},")
_REMEMBERED = 256
"""Statements whose words are remembered: a speech is often its only statement."""
_KNOWING = frozenset({"confirm", "say", "tell", "know", "deny", "verify", "reveal", "disclose", "comment"})


def stance_of(speech: Speech, said: str) -> Stance:
    """The stance of a speech whose content reads `said`."""
    if speech.shape is Shape.HEARSAY:
        return Stance.REPORTS
    if speech.negated:
        return _of_negated(speech)
    if speech.stance in {Stance.DENIES, Stance.DOUBTS}:
        return speech.stance
    told = _told(said.lower())
    if speech.shape is Shape.WHETHER and told is not Stance.CANNOT_CONFIRM:
        return Stance.DOUBTS
    return told or speech.stance


@lru_cache(maxsize=_REMEMBERED)
def _told(said: str) -> Stance | None:
    """The stance that the words themselves tell."""
    return next((stance for stance, words in _WORDS if words.search(said)), None)


_WORDS = ((Stance.CANNOT_CONFIRM, _OPEN), (Stance.DOUBTS, _DOUBT), (Stance.DENIES, _DENIAL))


def _of_negated(speech: Speech) -> Stance:
    if speech.stance is Stance.DOUBTS:
        return Stance.ASSERTS
    return Stance.CANNOT_CONFIRM if speech.lemma in _KNOWING else Stance.DOUBTS


def hedge_of(speech: Speech, said: str) -> str | None:
    """The words by which a statement is held at a distance, in lower case; None where it is put plainly."""
    if speech.shape is Shape.HEARSAY and speech.lemma.endswith("ly"):
        return speech.lemma
    return _hedge(said.lower())


@lru_cache(maxsize=_REMEMBERED)
def _hedge(said: str) -> str | None:
    found = _HEDGE.search(said)
    if found:
        return " ".join(found.group().split())
    condition = _CONDITION.search(said)
    return condition[1] if condition else None

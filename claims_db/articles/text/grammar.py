"""The closed classes of English that reading attributions needs, and a few tests of a word's form.

Promises: tables of lower-case words. Refuses to parse: there is no part-of-speech tagger, so every test is about form
and errs towards "no".
"""


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, as a set to look up in."""
    return frozenset(text.split())


PRONOUNS = vocabulary("he she they it we i you who")
PERSONAL = vocabulary("he she they we i")
OBJECTS = vocabulary("him her them it us me you himself herself themselves itself")
POSSESSIVES = vocabulary("his her their its our my your whose")
DETERMINERS = POSSESSIVES | vocabulary(
    """
    the a an this that these those some many most all no any each every both several few another other such what
    either neither
    """
)
CLAUSE_STARTS = (
    (PRONOUNS - {"who"})
    | DETERMINERS
    | vocabulary("there nobody everyone everything nothing something anyone someone people")
)
AUXILIARIES = vocabulary(
    """
    has have had is are was were be been being do does did will would can could may might must shall should having
    hasn't haven't hadn't isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't cannot
    shouldn't hasn’t haven’t hadn’t isn’t aren’t wasn’t weren’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t
    shouldn’t
    """
)
CONTRACTED = ("'s", "’s", "'d", "’d", "'ve", "’ve", "'ll", "’ll", "'re", "’re", "'m", "’m")
MODALS = vocabulary(
    """
    will would can could may might must shall should won't wouldn't can't couldn't cannot shouldn't to
    """
)
NEGATIONS = vocabulary(
    """
    not never no n't hasn't haven't hadn't isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't
    couldn't hasn’t haven’t hadn’t isn’t aren’t wasn’t weren’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t
    neither nor
    """
)
ADVERBS = vocabulary(
    """
    also then later again just now once even still not never soon ever already always often first long further too
    since thus both all himself herself themselves itself yesterday today reportedly earlier since so far once twice
    instead
    """
)
PREPOSITIONS = vocabulary(
    """
    in on at of for with from by to about against over under after before during between among through into across
    near around outside inside within without despite like via amid following since until upon per toward towards
    behind beyond
    """
)
SUBORDINATORS = vocabulary(
    """
    that which as while because but if when although though whereas where whether unless than so yet or nor until
    """
)
RELATIVES = vocabulary("who which whose whom where")
DAYS = vocabulary(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight
    """
)
MONTHS = vocabulary(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec
    """
)
TIMES = DAYS | vocabulary(
    """
    earlier later recently last week month year morning afternoon evening night repeatedly publicly again
    """
)
_PASTS = vocabulary(
    """
    said told wrote was were had did went came took gave made got saw knew thought felt left kept held brought began
    became found stood heard let met ran paid sat spoke rose led fell sent built lost won sought broke drew chose
    grew threw spent caught bought fought taught understood struck shot drove flew hit put set cut is are has have
    says say
    """
)
_PRESENTS = vocabulary(
    """
    goes makes takes means wants needs gets gives comes remains seems looks runs plans works keeps shows knows
    thinks believes wonders supports faces wins loses holds leaves helps starts begins ends moves plays lives pays
    puts lies sits stands want need think know believe make take get give come mean seem look like love hate feel
    see
    """
)
_NOT_PASTS = vocabulary(
    """
    need indeed hundred speed seed weed bed red shed embed breed feed deed exceed succeed proceed naked sacred
    united
    """
)


def is_personal(word: str) -> bool:
    """Tell whether a lower-case word is a personal pronoun, alone or with its verb: "he", "it's"."""
    return word in PERSONAL or word.partition("'")[0].partition("’")[0] in PERSONAL


def is_verb(word: str) -> bool:
    """Tell whether a lower-case word is, by its form, most likely a finite verb or an auxiliary."""
    return (
        word in AUXILIARIES
        or word in _PASTS
        or word in _PRESENTS
        or (len(word) > 4 and word.endswith("ed") and "-" not in word and word not in _NOT_PASTS)
    )


_NOT_ADVERBS = vocabulary(
    """
    family italy july reply ally rally supply kelly emily billy reilly daily weekly assembly monthly jolly molly
    sally holly beverly kimberly
    """
)


def is_adverb(word: str) -> bool:
    """Tell whether a lower-case word is an adverb that may stand between a subject and its verb."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS)

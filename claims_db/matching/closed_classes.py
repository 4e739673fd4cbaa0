"""The words of English that name nothing and do nothing, by class: they hold a sentence together.

Promises: words in lower case without apostrophes. Refuses to read.
"""

from claims_db.matching.lexicon import words

STOP = words(
    """
    a an the this that these those such some any each every both either of at by for with about into onto through
    during before after above below to from up down in on off over under again further then once here there when
    where why how and or but if because as until while than so too very just also only even still yet already ever
    always often maybe i me my mine myself im ive ill id we us our ours you your yours u ur he him his she her
    hers it its they them their who whom whose which what hes shes theyre youre weve thats whats whos theres be
    have do will would can could may might must shall should been get got gonna wanna gotta rly really literally
    actually basically lol lmao lmfao wtf omg tbh imo imho btw idk smh haha wow hey hi oh ok okay yeah yes yep
    well like bro dude guys man anyway apparently against between not no nor never none without cant dont doesnt
    didnt isnt wasnt arent werent hasnt havent hadnt wont wouldnt couldnt shouldnt aint nobody nothing cannot
    thing stuff one ones other another same now today yesterday across near toward towards upon within along among
    via per off out almost nearly around roughly more most less least much many few lot all due quite
    sorry whyd howd whod whend whered whatd mr mrs ms
    himself herself itself themselves yourself yourselves ourselves
    """
)
"""Words that carry nothing of a claim by themselves."""

SUBORDINATORS = words(
    """
    but because bc cuz coz cos although though while whereas so after before when if unless until till since who
    which whom whose where once as that than despite whether yet
    """
)
"""Words that start a clause of its own or the reason, time and circumstance of one."""

BE = words(
    """
    be is are was were been being am get gets got getting gotten isnt arent wasnt werent aint hes shes theyre
    thats im youre
    """
)
AUXILIARIES = BE | words(
    """
    has have had having hasnt havent hadnt will would can could may might must shall should wont wouldnt cant
    couldnt do does did doesnt dont didnt not never just also already finally reportedly allegedly apparently
    officially now then really literally actually even still only ever once recently secretly gonna going to
    basically simply reportedly successfully totally fully
    deliberately intentionally purposely knowingly accidentally
    """
)
FINITE = BE | words(
    """
    has have had hasnt havent hadnt will would can could may might must shall should wont wouldnt cant couldnt do
    does did doesnt dont didnt
    """
)
PREPOSITIONS = words("by from to against over with for on at into as during near via under about around in of")
DETERMINERS = words("the a an this that his her their its our my your another no any")
ENDING_UP = frozenset({("end", "up"), ("ended", "up"), ("ends", "up"), ("wound", "up"), ("finished", "up")})
"""What tells no more of a gerund than an auxiliary ("ended up buying")."""
PRONOUNS = words("i you he she it we they u ya yall someone somebody who")
POINTING = words("it its this that thats these those they theyre all everything whole deal")
"""Words that point back at what was told ("the whole thing", "the deal")."""
WHO = words("who that")
"""What begins a clause about somebody."""
RELATIVES = WHO | {"which"}

"""How frequent a word of a text is in general English.

Promises: the Zipf value of the shipped background table, 0 for words it lacks. Refuses to know texts.
"""

from claims_db.matching.clauses import Parse
from claims_db.matching.text import background


def zipf(parse: Parse, place: int) -> float:
    """How frequent a word is in general English, as the logarithm of its occurrences in a billion words; 0 unseen."""
    table = background()
    stem = table.stems.get(parse.words[place])
    return table.zipf.get(stem or parse.bases[place], 0.0)

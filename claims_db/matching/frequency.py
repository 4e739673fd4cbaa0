"""How frequent a word of a text is in general English.

Promises: the Zipf value of the shipped background table, 0 for words it lacks. Refuses to know texts.
"""

from claims_db.matching.clauses import Parse
from claims_db.matching.text import background

_INFLECTED = 1.0
"""How much rarer a form counts that the table does not list under its stem."""


def zipf(parse: Parse, place: int) -> float:
    """How frequent a word is in general English, as the logarithm of its occurrences in a billion words; 0 unseen."""
    table = background()
    word, base = parse.words[place], parse.bases[place]
    stem = table.stems.get(word)
    if stem is not None or word == base:
        return table.zipf.get(stem or base, 0.0)
    return max(0.0, table.zipf.get(base, 0.0) - _INFLECTED)

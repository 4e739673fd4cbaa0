"""One verb of saying: who its subject is, and what it says.

Promises: an act of saying, or None where the words can be read otherwise. Refuses to look beyond the sentence.
"""

from claims_db.articles.saying import ahead, behind, edges, hearsay, speakers
from claims_db.articles.saying.speech import Range, Shape, Speech, Verb
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary

_BE = vocabulary("is are was were been be being")
_SUBORDINATE = vocabulary("while although though even if when as because since unlike that")
_DEEDS = frozenset({Shape.BARE, Shape.OBJECT, Shape.NAMED})


def read(verb: Verb) -> Speech | None:
    """What the verb attributes, to whom."""
    if verb.cue.form == "past" and _BE.intersection(verb.group):
        return hearsay.passive(verb)
    if verb.cue.often_noun and (verb.start == verb.first or not _acts(verb)):
        return None
    around = behind.read(verb)
    return _speech(verb, *around, Shape.BEHIND) if around else _before_content(verb)


def _before_content(verb: Verb) -> Speech | None:
    """The verb before what it says."""
    prose = verb.prose
    source = _source(verb)
    if not _may_speak(verb, source):
        return None
    content = _as_said(verb, source)
    if content:
        return _speech(verb, source, (content,), Shape.BEHIND)
    opened = ahead.read(prose, verb.place, verb.cue, verb.last, sourced=source is not None)
    if opened is None or (opened[1] in _DEEDS and "to" in verb.group):
        return None
    (start, end), shape = opened
    if _in_clause(verb, source):
        end = edges.first_comma(prose, start, end)
    return _speech(verb, source, ((start, end),), shape)


def _may_speak(verb: Verb, source: Range | None) -> bool:
    """Tell whether somebody speaks: a participle may lack its subject, "one might say" has nobody."""
    if source is None:
        return verb.cue.form == "ing"
    return verb.prose.words[source[0] : source[1]] != ["one"]


def _speech(verb: Verb, source: Range | None, content: tuple[Range, ...], shape: Shape) -> Speech:
    return Speech(
        cue=(verb.place, verb.place + 1),
        source=source,
        content=content,
        shape=shape,
        lemma=verb.cue.lemma,
        stance=verb.cue.stance,
        negated=bool(grammar.NEGATIONS.intersection(verb.group)),
    )


def _acts(verb: Verb) -> bool:
    """Tell whether the word before a form that is more often a noun agrees with it as its subject."""
    prose, place = verb.prose, verb.start - 1
    before = prose.words[place]
    if before in grammar.DETERMINERS or before.endswith(("'s", "’s")) or before in "”\"’'":
        return grammar.is_personal(before)
    if verb.place + 1 < verb.last and prose.is_verb(verb.place + 1):
        return False
    if grammar.is_personal(before) or before in {"who", "people", "to", "and"} or before in grammar.AUXILIARIES:
        return True
    if before == ",":
        return speakers.before(prose, verb.start, verb.first) is not None
    if verb.cue.form == "s":
        return prose.is_capital(place) or (before.isalpha() and not before.endswith("s"))
    return before.endswith("s") and not before.endswith("ss")


def _source(verb: Verb) -> Range | None:
    prose, start, first = verb.prose, verb.start, verb.first
    before = prose.words[start - 1] if start > first else ""
    participle = verb.cue.form == "ing"
    if participle and before not in {"", ",", "by", "in", "of", "for"}:
        near = speakers.before(prose, start, first)
        if near:
            return near
    if participle or before in {"and", "but", "or", "to"} or prose.words[start] == "to":
        return speakers.of_sentence(prose, first, start)
    return speakers.before(prose, start, first)


def _as_said(verb: Verb, source: Range | None) -> Range | None:
    """What follows "As X said, "."""
    prose = verb.prose
    if source is None or source[0] <= verb.first or prose.words[source[0] - 1] != "as":
        return None
    comma = edges.after_occasion(prose, verb.place + 1, verb.last)
    if comma + 2 < verb.last and prose.words[comma] == ",":
        return comma + 1, edges.close(prose, comma + 1, verb.last)
    return None


def _in_clause(verb: Verb, source: Range | None) -> bool:
    """Tell whether the verb stands in a clause that a comma closes: "While X says ..., ", "Y, who said ..., "."""
    if source is None:
        return False
    words = verb.prose.words
    if words[verb.start - 1] == "who" and verb.start - 2 > verb.first and words[verb.start - 2] == ",":
        return True
    return source[0] > verb.first and words[source[0] - 1] in _SUBORDINATE

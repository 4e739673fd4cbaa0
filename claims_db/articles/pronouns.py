"""What a pronoun at the beginning of a statement stands for, where the statement before it leaves one answer. Pure.

Promises: nothing is put in place of a pronoun unless number and kind fit, and nothing else in that statement would.
"""

import re

from claims_db.articles.names import is_calling
from claims_db.articles.text import grammar
from claims_db.articles.text.grammar import vocabulary

_LONGEST_SUBJECT = 7
_PEOPLE = vocabulary("people children men women police members")
_EMPTY = re.compile(
    r"it\s+(?:(?:is|was|has\sbeen|would\sbe|will\sbe|may\sbe)\s+(?!\w+ing\b)|(?:seems?|appears?|takes?|took|turned"
    r"|happen(?:s|ed)|depends?|looks?|follows|rained|snowed)\b)|it['’]s\b",
    re.IGNORECASE,
)
"""An "it" that may stand for nothing, or for all that was said."""
_OF_THEM = re.compile(r"^((?:(?:at\sleast|only|not)\s)?[\w-]+)\sof\sthem\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\sof\sthem\b|(?<=[a-z]\s)them\sboth\b")
_TWO = re.compile(r"\btwo\s((?:[\w-]+\s){0,2}?[\w-]+s)\b", re.IGNORECASE)
_NONE = vocabulary("no neither either any each every")
_OTHERS = vocabulary("a an the this that another each every")


def spelled_out(text: str, before: str) -> str:
    """A statement that follows on another, with what its pronoun stands for; as it is where that is not certain."""
    text = _with_both(text, before)
    subject, rest = _subject(before)
    if not subject:
        return text
    if _is_plural(subject):
        return text if _has_plural(rest) else _of_many(text, subject)
    alone = not any(word in _OTHERS or word[0].isupper() for word in rest)
    if alone and not is_calling(subject[-1]) and text.startswith("It ") and not _EMPTY.match(text):
        return f"{' '.join(subject)}{text[2:]}"
    return text


def _with_both(text: str, before: str) -> str:
    pairs = _TWO.findall(before)
    return _BOTH.sub(f"both {pairs[0]}", text) if len(pairs) == 1 else text


def _of_many(text: str, subject: list[str]) -> str:
    """The same with several in place of "they", or of "three of them"."""
    if text.startswith("They "):
        return f"{' '.join(subject)}{text[4:]}"
    bare = subject[1:] if subject[0].lower() in grammar.DETERMINERS else subject
    return _OF_THEM.sub(rf"\1 of the {' '.join(bare)}", text)


def _subject(text: str) -> tuple[list[str], list[str]]:
    """The words before the first verb, where they are a noun phrase with a determiner or a number; and the others."""
    words = text.rstrip(".").split()
    end = next((n for n, word in enumerate(words) if n and word.islower() and grammar.is_verb(word)), 0)
    subject = words[:end]
    starts = subject[0].lower() if subject else ""
    opens = starts.isdigit() or starts in grammar.DETERMINERS - _NONE
    plain = all(word.replace("-", "").isalnum() for word in subject)
    fits = opens and plain and 2 <= end <= _LONGEST_SUBJECT and not grammar.PREPOSITIONS.intersection(subject)
    return (subject, words[end:]) if fits else ([], [])


def _is_plural(subject: list[str]) -> bool:
    return subject[-1] in _PEOPLE or (subject[-1].endswith("s") and not subject[-1].endswith("ss"))


def _has_plural(words: list[str]) -> bool:
    nouns = (word for word in words if word.isalpha() and word.islower() and word not in grammar.AUXILIARIES)
    return any(noun in _PEOPLE or (noun.endswith("s") and len(noun) > 3 and not noun.endswith("ss")) for noun in nouns)

"""Claims and chat to measure with: made up, or read from files and enlarged.

Promises: the same seed gives the same corpus. Synthetic text is drawn from the word frequencies the matcher ships, so
that nobody's sentences are needed; a corpus that is too small for a size is enlarged by resampling: a claim is taken at
random and about six in ten of its longer words are replaced, names by other names of the corpus or, one time in ten, by
an invented one, other words by other words, each as often as the corpus has it. So words stay as frequent as they were
while claims stay distinct.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path

from claims_db.matching.spelling import COMMON
from claims_db.matching.text import background
from claims_db.model import ClaimId, Wording

SEED = 20230503
_REPLACED = 0.6
_INVENTED = 0.1
_SHORT = 3
_SYLLABLES = ("ka", "ro", "ven", "dal", "mi", "tor", "esh", "lin", "bra", "wic", "os", "ton", "ur", "fel", "ya", "gor")


def read_texts(paths: Iterable[Path]) -> list[str]:
    """The texts of JSON Lines files `{"text"}`, in a seeded random order."""
    texts = [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(texts)
    return texts


def enlarged(wordings: Sequence[Wording], size: int) -> Iterator[Wording]:
    """The wordings given, cut to a size or resampled up to it."""
    yield from wordings[:size]
    rng = random.Random(SEED)
    words = [word for wording in wordings for word in wording.text.split() if len(word) > _SHORT]
    names = [word for word in words if word[0].isupper()] or words
    others = [word for word in words if word[0].islower()] or words

    def replaced(text: str) -> str:
        return " ".join(_other(word, names, others, rng) for word in text.split())

    for number in range(len(wordings), size):
        model = rng.choice(wordings)
        yield Wording(claim_id=ClaimId(f"made/{number}"), text=replaced(model.text), title=replaced(model.title))


def _other(word: str, names: Sequence[str], others: Sequence[str], rng: random.Random) -> str:
    if len(word) <= _SHORT or rng.random() > _REPLACED:
        return word
    if not word[0].isupper():
        return rng.choice(others)
    return _name(rng) if rng.random() < _INVENTED else rng.choice(names)


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=3)).title()


class Made:
    """Made-up claims and chat, of words as frequent as they are in English."""

    def __init__(self) -> None:
        table = background()
        forms = [(form, 10 ** (table.zipf[stem] - 9)) for form, stem in table.stems.items()]
        self._rng = random.Random(SEED)
        self._all = [form for form, _ in forms], list(accumulate(share for _, share in forms))
        content = [(form, share) for form, share in forms if form not in COMMON and len(form) > _SHORT]
        self._content = [form for form, _ in content], list(accumulate(share**0.7 for _, share in content))

    def claims(self, size: int) -> Iterator[Wording]:
        """Claims of 9 to 16 content words, one or two names among them, with a title of four."""
        names = [_name(self._rng) for _ in range(2_000)]
        for number in range(size):
            words = self._drawn(self._content, self._rng.randint(8, 14)) + self._rng.choices(names, k=2)
            self._rng.shuffle(words)
            text = " the ".join(words).capitalize() + "."
            yield Wording(claim_id=ClaimId(f"made/{number}"), text=text, title=" ".join(words[:4]).title())

    def chat(self, size: int) -> list[str]:
        """Lines of 1 to 30 words, as English has them."""
        lengths = self._rng.choices(range(1, 31), weights=[1 / (3 + n) for n in range(30)], k=size)
        return [" ".join(self._drawn(self._all, length)) for length in lengths]

    def _drawn(self, words: tuple[list[str], list[float]], count: int) -> list[str]:
        return self._rng.choices(words[0], cum_weights=words[1], k=count)


def long_text(lines: Sequence[str], start: int, length: int) -> str:
    """A message of so many characters, of lines that follow each other."""
    return " ".join(islice((lines[(start + step) % len(lines)] for step in range(length)), 400))[:length]

"""Build the table of background word frequencies that the matcher ships: `claims_db/matching/background.txt`.

Promises: the same table from the same release of wordfreq. Needs the package `wordfreq` (3.1.1), which is no dependency
of the project: its wheel is 57 MB, the table made here less than a hundredth of it. Run it as

    python -m benchmarks.build_background --words 40000

A line of the table is a Snowball stem, the frequency of all its forms together as ten times its Zipf value (the
logarithm to base ten of occurrences in a billion words), and the forms whose stem it is; `-` is the stem itself.
"""

import argparse
import math
import re
from pathlib import Path

import snowballstemmer

TABLE = Path(__file__).parents[1] / "claims_db" / "matching" / "background.txt"
HEADER = """\
# Frequencies of English words, by Snowball stem: stem, ten times Zipf value, word forms ("-": the stem).
# Made by benchmarks/build_background.py from wordfreq 3.1.1 by Robyn Speer (https://github.com/rspeer/wordfreq,
# doi:10.5281/zenodo.7199437), whose data is under Creative Commons Attribution-ShareAlike 4.0; so is this table:
# https://creativecommons.org/licenses/by-sa/4.0/ . Changes: the most frequent words only, stemmed, summed and rounded.
"""


def grouped(words: list[str], frequency: dict[str, float]) -> dict[str, list[str]]:
    """The words by their stem, each group in order of falling frequency."""
    stemmer = snowballstemmer.stemmer("english")
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-frequency[word], word)):
        groups.setdefault(stemmer.stemWord(word), []).append(word)
    return groups


def main() -> None:
    """Write the table."""
    import wordfreq  # noqa: PLC0415 - only this script needs it

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--words", type=int, default=40_000, help="how many of the most frequent words to take")
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    frequency: dict[str, float] = {}
    for word in wordfreq.top_n_list("en", options.words * 3 // 2, wordlist="best"):
        folded = word.replace("'", "")
        if re.fullmatch("[a-z]+", folded):
            frequency[folded] = frequency.get(folded, 0.0) + wordfreq.word_frequency(word, "en")
    words = sorted(frequency, key=lambda word: (-frequency[word], word))[: options.words]
    lines: list[str] = []
    for stem, forms in grouped(words, frequency).items():
        zipf = math.log10(sum(frequency[form] for form in forms) * 1e9)
        lines.append(" ".join((stem, str(round(10 * zipf)), *("-" if form == stem else form for form in forms))))
    options.out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

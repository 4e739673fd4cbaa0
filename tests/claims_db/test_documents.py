"""Strict YAML: an error names the file, the line, the path and what was expected."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from claims_db.errors import InvalidDocument
from claims_db.interchange import documents


class Shelf(Struct, forbid_unknown_fields=True):
    name: str
    sizes: tuple[int, ...] = ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: a\nsizes:\n  - 1\n  - two\n", r"f\.yaml, line 4: \$\.sizes\[1\]: Expected `int`, got `str`"),
        ("name: a\ncolour: red\n", r"unknown field `colour`"),
        ("sizes: [1]\n", r"missing required field `name`"),
        ("name: a\nname: b\n", r"line 2: the key “name” is given twice"),
        ("name: &a x\n", r"line 1: anchors and aliases"),
        ("name: [\n", r"line 2: is not YAML"),
        ("name: !!python/object/apply:os.system ['true']\n", r"is not YAML"),
        ("name: \x07\n", r"is not YAML"),
        ("- a\n", r"Expected `object`, got `array`"),
        ("name: a\n---\nname: b\n", r"is not YAML"),
    ],
)
def test_what_does_not_fit_is_named(text: str, sentence: str) -> None:
    with pytest.raises(InvalidDocument, match=sentence):
        documents.decode(text, Shelf, "f.yaml")


def test_what_fits_is_read() -> None:
    assert documents.decode("name: a\nsizes: [1, 2]\n", Shelf, "f.yaml") == Shelf("a", (1, 2))


def test_unreadable_files_get_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9\n")
    with pytest.raises(InvalidDocument, match="save it as UTF-8"):
        documents.read(tmp_path / "latin.yaml", Shelf)
    with pytest.raises(InvalidDocument, match="check the path"):
        documents.read(tmp_path / "none.yaml", Shelf)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(InvalidDocument):
        documents.decode("name: " + "[" * 50_000, Shelf, "f.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        documents.decode(text, Shelf, "f.yaml")
    except InvalidDocument as error:
        assert str(error).startswith("f.yaml")  # noqa: PT017 -- either outcome is right

"""Everything that can go wrong here, as a tree; the text of each error is a sentence for the person who caused it.

OnrecordError
├── InvalidDocument       a configuration or pack file that cannot be used
├── DatabaseError
│   ├── DatabaseTooNew    written by a newer version
│   ├── DatabaseLocked    another program holds it
│   └── DatabaseUnusable  not there, not readable, or not ours
├── UnknownClaim          no claim goes by that id
├── UnknownPack           no pack goes by that name
└── PackConflict          a pack does not fit what is stored
"""

from pathlib import Path


class OnrecordError(Exception):
    """Root of the tree. `str()` is a sentence that says what was wrong and what to do."""


class InvalidDocument(OnrecordError):
    """A file that does not say what it should; names the file, the place in it and what was expected."""

    def __init__(self, file: str, problem: str, *, place: str = "", line: int | None = None) -> None:
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {place + ': ' if place else ''}{problem}")


class DatabaseError(OnrecordError):
    """The database cannot be used."""


class DatabaseTooNew(DatabaseError):
    """The schema is newer than this program knows; both are version numbers."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"The database {path} has schema version {found}, this program knows up to {known}. "
            "Upgrade onrecord, or point it to another database; nothing was changed."
        )


class DatabaseLocked(DatabaseError):
    """Another program holds the database."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The database {path} is locked by another program. Stop that program, then try again.")


class DatabaseUnusable(DatabaseError):
    """The file cannot be opened, or is no database of ours."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"The database {path} cannot be used: {problem}. Check the path and its permissions.")


class UnknownClaim(OnrecordError):
    """No claim goes by that id."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"No claim goes by “{reference[:100]}”. Search for it with a few of its words instead.")


class UnknownPack(OnrecordError):
    """No shipped pack and no file goes by that name."""

    def __init__(self, name: str, shipped: tuple[str, ...]) -> None:
        super().__init__(f"There is no pack “{name[:200]}”: give a YAML file, or one of {', '.join(shipped)}.")

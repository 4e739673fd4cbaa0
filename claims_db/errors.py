"""Everything that can go wrong here, as a tree; the text of each error is a sentence for the person who caused it.

OnrecordError
├── InvalidDocument       a configuration or pack file that cannot be used
├── DatabaseError
│   ├── DatabaseTooNew    written by a newer version
│   ├── DatabaseLocked    another program holds it
│   └── DatabaseUnusable  not there, not readable, or not ours
├── ArticleError
│   ├── FetchRefused      an address that is not asked for: by rule, by its server's wish, or because it is not public
│   ├── FetchFailed       the server did not answer, or not as it should
│   ├── NotAnArticle      what is there holds no text to read claims from
│   └── ArticleTooHeavy   larger, deeper or slower to read than the limits allow
├── UnknownClaim          no claim goes by that id
├── UnknownAnswer         no answer was given to that message
├── PromiseUnproven       the labels do not bear out yet what a channel would promise
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


class ArticleError(OnrecordError):
    """An article that could not be had. `where` names it: an address without its query, or a file; "" where neither."""

    remedy = "Open it yourself, and paste its text instead"

    def __init__(self, where: str, problem: str, remedy: str | None = None) -> None:
        self.where = where
        self.problem = problem
        self.remedy = remedy or self.remedy
        super().__init__(f"{where[:200] or 'This'} {problem}. {self.remedy}.")


class FetchRefused(ArticleError):
    """Nothing was asked of that address, and nothing will be while the rules stand as they do."""


class FetchFailed(ArticleError):
    """The server could not be reached, or did not answer as a server of articles should."""

    remedy = "Try again later, or open it yourself and paste its text"


class NotAnArticle(ArticleError):
    """There is no text to read claims from."""

    remedy = "Give the address of an article, a text or HTML file, or paste the text itself"


class ArticleTooHeavy(ArticleError):
    """A limit of size, depth, memory or time was reached."""

    remedy = "Paste the part that matters instead"


class UnknownClaim(OnrecordError):
    """No claim goes by that id."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"No claim goes by “{reference[:100]}”. Search for it with a few of its words instead.")


class UnknownPack(OnrecordError):
    """No shipped pack and no file goes by that name."""

    def __init__(self, name: str, shipped: tuple[str, ...]) -> None:
        super().__init__(f"There is no pack “{name[:200]}”: give a YAML file, or one of {', '.join(shipped)}.")


class UnknownAnswer(OnrecordError):
    """An answer that is not on record, or not in this server."""

    def __init__(self) -> None:
        super().__init__("I no longer know of this answer: it was given too long ago, or was taken back.")


class PromiseUnproven(OnrecordError):
    """Replies were asked for before the labels bear out the promise; `missing` is how many right ones would do."""

    def __init__(self, right: int, labelled: int, sure: float, promise: int, missing: int) -> None:
        self.missing = missing
        known = f"{right} of {labelled} labelled answers were right" if labelled else "nothing is labelled yet"
        super().__init__(
            f"Not yet: {known}, which makes me sure of {sure:.0%}, and “at most 1 in {promise} wrong” takes "
            f"{1 - 1 / promise:.0%}. Label what I put into the log channel: {missing} more right ones would do."
        )


class CurationError(OnrecordError):
    """A change that cannot be made; nothing was changed."""


class OutdatedChange(CurationError):
    """The change rests on a version that is no longer the present one; `difference` is what it would have missed."""

    def __init__(self, difference: tuple[str, ...]) -> None:
        self.difference = difference
        super().__init__("Somebody changed this claim while you were at it. Look at what changed, then try again.")


class AlreadyDecided(CurationError):
    """A draft is no draft any more."""

    def __init__(self, actor: str, outcome: str) -> None:
        self.actor = actor
        self.outcome = outcome
        super().__init__(f"This submission was already {outcome}.")


class NotOwned(CurationError):
    """The claim belongs to a pack or to another server."""

    def __init__(self) -> None:
        super().__init__(
            "This claim comes with a pack, so this server cannot change it. It can set a status of its own for it."
        )


class IncompleteReview(CurationError):
    """A status without a reason or without a source."""

    def __init__(self) -> None:
        super().__init__(
            "A status needs a reason and at least one source. Name the source, or add it to the claim first."
        )


class NothingToUndo(CurationError):
    """The last change is somebody else's, or there is none."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing here for you to undo: the last change was made by somebody else, or is the beginning. "
            "An administrator can undo what others did."
        )


class TooManySubmissions(CurationError):
    """Somebody submits faster than anybody can review."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have submitted {limit} claims within the hour. Wait a while, then submit the next one.")

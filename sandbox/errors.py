"""What the sandbox refuses, in Discord's own numbers, and what a person's client refuses before anything is sent.

The tree::

    ApiError             the bot asked for something Discord refuses: a status, a code, perhaps a tree of fields
    InteractionFailed    the bot did not answer a person in time; the sentence is the one Discord's client shows
    CommandHidden        the person may not see the command (both a PermissionError and a LookupError)
"""

from collections.abc import Mapping, Sequence
from typing import Any

REFUSALS: Mapping[int, tuple[int, str]] = {
    0: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10014: (404, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    30032: (400, "Maximum number of application commands reached"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later."),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (400, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
}
"""Code -> (HTTP status, sentence), as Discord's reference lists them."""

NO_RESPONSE = "The application did not respond"
Step = str | int


class ApiError(Exception):
    """A request that Discord refuses.

    Args:
        code: Discord's JSON error code; a key of `REFUSALS` unless `status` and `message` are given.
        errors: for 50035, the tree that names the fields at fault.
    """

    def __init__(
        self,
        code: int,
        *,
        status: int | None = None,
        message: str | None = None,
        errors: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        known = REFUSALS.get(code, (400, "Bad Request"))
        self.code = code
        self.status = known[0] if status is None else status
        self.message = known[1] if message is None else message
        self.errors = errors
        self.extra = extra or {}
        super().__init__(f"{self.status} ({self.code}): {self.message}")

    def to_json(self) -> dict[str, Any]:
        """The body Discord would answer with."""
        body: dict[str, Any] = {"message": self.message, "code": self.code, **self.extra}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


class InteractionFailed(Exception):
    """The bot did not answer a person in time."""

    def __init__(self, reason: str = NO_RESPONSE) -> None:
        self.reason = reason
        super().__init__(reason)


class CommandHidden(PermissionError, LookupError):
    """The person lacks the permissions a command asks for by default, so the client does not show it."""


class Problems:
    """Collects what is wrong with a form body; one request may be wrong in several places."""

    def __init__(self, prefix: Sequence[Step] = ()) -> None:
        self._prefix = tuple(prefix)
        self._found: list[tuple[tuple[Step, ...], str, str]] = []

    def add(self, path: Sequence[Step], code: str, message: str) -> None:
        """Note one fault at `path`, for example ``("components", 0, "custom_id")``."""
        self._found.append(((*self._prefix, *path), code, message))

    def required(self, path: Sequence[Step]) -> None:
        """Note that a field is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def length(self, path: Sequence[Step], value: Any, low: int, high: int) -> bool:
        """Check a string's length; true when it is a string within the bounds."""
        if not isinstance(value, str):
            self.add(path, "BASE_TYPE_BAD_TYPE", "Could not interpret the value as string.")
        elif low and not value:
            self.required(path)
        elif len(value) > high and low <= 1:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        elif not low <= len(value) <= high:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        else:
            return True
        return False

    def count(self, path: Sequence[Step], value: Any, low: int, high: int) -> bool:
        """Check how many items a list has; true when it is a list within the bounds."""
        if not isinstance(value, list):
            self.add(path, "BASE_TYPE_BAD_TYPE", "Could not interpret the value as list.")
            return False
        if not low <= len(value) <= high:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
            return False
        return True

    def between(self, path: Sequence[Step], value: Any, low: float, high: float) -> bool:
        """Check a number's bounds; true when it is a whole number within them."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < low:
            self.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        elif value > high:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        else:
            return True
        return False

    def choice(self, path: Sequence[Step], value: Any, allowed: Sequence[Any]) -> bool:
        """Check that a value is one of a few."""
        if value in allowed and not isinstance(value, bool):
            return True
        listed = ", ".join(str(item) for item in allowed)
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
        return False

    def tree(self) -> dict[str, Any]:
        """The nested `errors` object of a 50035 answer."""
        root: dict[str, Any] = {}
        for path, code, message in self._found:
            node = root
            for step in path:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return root

    def raise_if_any(self) -> None:
        """Raise 50035 when something was noted."""
        if self._found:
            raise ApiError(50035, errors=self.tree())

"""What is known about an article beside its text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an article says about itself; None where it does not say.

    `language` is a BCP 47 tag such as `en` or `en-GB`, `published_on` the calendar date as the publisher
    prints it, `url` the address it wants to be cited by.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str | None = None

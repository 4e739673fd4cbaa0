"""What time it is, for everything that is shown or decided."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def today() -> date:
    """The present day, UTC."""
    return now().date()

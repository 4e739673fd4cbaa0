"""What people are told when something goes wrong.

An error that was foreseen carries its own sentence. Anything else is logged with its traceback under a short
reference, and only the reference is shown.
"""

import logging
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import discord
from discord import app_commands

from bot.markdown import diff, escape, person
from claims_db.errors import AlreadyDecided, DatabaseError, OnrecordError, OutdatedChange, UnknownClaim

log = logging.getLogger(__name__)


def _decided(error: BaseException) -> str:
    assert isinstance(error, AlreadyDecided)  # noqa: S101 -- the table says so
    return f"{person(error.actor)} was first: this submission is already {error.outcome}."


def _outdated(error: BaseException) -> str:
    assert isinstance(error, OutdatedChange)  # noqa: S101 -- the table says so
    return f"{error}\n{diff(error.difference, 1_700)}"


_SENTENCES: dict[type[BaseException], Callable[[BaseException], str]] = {
    OnrecordError: str,
    UnknownClaim: lambda error: escape(str(error), 300),
    AlreadyDecided: _decided,
    OutdatedChange: _outdated,
    DatabaseError: lambda _: "The claims cannot be reached right now. Try again in a minute.",
    app_commands.NoPrivateMessage: lambda _: "That works in a server, not in direct messages.",
    discord.Forbidden: lambda _: (
        "I may not do that here. An administrator can let me view this channel and send in it."
    ),
}


def sentence(error: BaseException) -> str:
    """What to tell the person who met an error, looked up along its type; logs what they are not told."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    kind = next((kind for kind in type(error).__mro__ if kind in _SENTENCES), None)
    if kind is not None and kind is not DatabaseError:
        return _SENTENCES[kind](error)
    reference = secrets.token_hex(4)
    log.error("error %s", reference, exc_info=error)
    said = _SENTENCES[kind](error) if kind else "Something went wrong on my side."
    return f"{said} Whoever runs me finds it under {reference}."


@asynccontextmanager
async def telling(interaction: discord.Interaction) -> AsyncGenerator[None]:
    """Answer a press or a choice: the library drops an exception raised there, so here one is told."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 -- the last one who can tell the person
        await tell(interaction, error)


async def tell(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person behind an interaction, and nobody else, what went wrong."""
    text = sentence(error)
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)

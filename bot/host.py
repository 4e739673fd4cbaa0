"""The client as commands, buttons and forms know it."""

from collections.abc import Awaitable, Callable

import discord
from discord.ext import commands

from bot.pending import Pending
from bot.pictures.studio import Studio
from bot.turns import Turns
from claims_db.service import Service


class Host(commands.AutoShardedBot):
    """A client that holds the claims, what waits for a press, and who draws.

    `watched` are channels that the operator has watched.
    """

    service: Service
    watched: frozenset[int]
    pending: "Pending[Step]"
    turns: Turns
    studio: Studio


Asked = discord.Interaction[Host]
"""Somebody used a command, pressed a button or filled in a form."""
Step = Callable[[Asked], Awaitable[None]]
"""How something goes on after a press."""

"""The client as commands, buttons and forms know it."""

import discord
from discord.ext import commands

from claims_db.service import Service


class Host(commands.AutoShardedBot):
    """A client that holds the claims."""

    service: Service


Asked = discord.Interaction[Host]
"""Somebody used a command, pressed a button or filled in a form."""

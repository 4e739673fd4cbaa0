"""A Discord on loopback, with a page that shows it: to try a bot without an account, and to test one without mocks.

It knows nothing of the bot it serves and opens no connection to anywhere. What Discord refuses, it refuses.

    async with Sandbox() as sandbox:
        ...  # point the bot at sandbox.api and sandbox.gateway, log in with sandbox.token
        await sandbox.ready()
        answer = await sandbox.person("mira").use(sandbox.channel("general"), "claim search", text="two drones")
"""

from sandbox.browser import Suggestion
from sandbox.errors import CommandHidden, InteractionFailed
from sandbox.messages import Attachment, Message, Pings
from sandbox.people import Answer, Person
from sandbox.permissions import Permission
from sandbox.server import Sandbox
from sandbox.snowflakes import Clock
from sandbox.world import Account, Channel, Guild, Role

__all__ = [
    "Account",
    "Answer",
    "Attachment",
    "Channel",
    "Clock",
    "CommandHidden",
    "Guild",
    "InteractionFailed",
    "Message",
    "Permission",
    "Person",
    "Pings",
    "Role",
    "Sandbox",
    "Suggestion",
]

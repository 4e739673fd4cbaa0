"""The world as it stands when the sandbox starts: the server "Newsroom", its channels, roles and people."""

from datetime import timedelta

from sandbox import permissions
from sandbox.gestures import Surroundings
from sandbox.people import Person
from sandbox.permissions import P
from sandbox.world import Account, Overwrite, World

MODERATOR_COLOUR = 0x3B82C4
ADMIN_COLOUR = 0xB4682E
BOT_COLOUR = 0x5B7F5E


def populate(world: World, surroundings: Surroundings, bot_id: str, bot_name: str) -> list[Person]:
    """Fill a new world; returns its people: a member, another, a moderator and the owner."""
    guild = world.guild
    world.add_role("@everyone", permissions.MEMBER)
    bot_role = world.add_role(bot_name, permissions.BOT, color=BOT_COLOUR, managed=True)
    moderator = world.add_role("Moderator", permissions.MODERATOR, color=MODERATOR_COLOUR)
    admin = world.add_role("Admin", P.ADMINISTRATOR, color=ADMIN_COLOUR)
    since = world.clock.now() - timedelta(days=400)

    def person(name: str, *roles: str) -> Person:
        made = Person(
            id=world.ids.next(),
            name=name,
            display_name=name.capitalize(),
            joined_at=since,
            roles=list(roles),
            surroundings=surroundings,
        )
        world.add_member(made)
        return made

    world.bot = Account(
        id=bot_id,
        name=bot_name.lower().replace(" ", "-"),
        display_name=bot_name,
        joined_at=since,
        bot=True,
        roles=[bot_role.id],
    )
    world.add_member(world.bot)
    people = [person("mira"), person("tomas"), person("odile", moderator.id), person("ada", admin.id)]
    guild.owner_id = people[-1].id
    world.add_channel("general", topic="Everything and nothing")
    world.add_channel("news", topic="What is being said today")
    hidden = [
        Overwrite(target=guild.id, kind=0, deny=int(P.VIEW_CHANNEL)),
        Overwrite(target=moderator.id, kind=0, allow=int(P.VIEW_CHANNEL)),
        Overwrite(target=bot_role.id, kind=0, allow=int(P.VIEW_CHANNEL)),
    ]
    world.add_channel("mod-log", topic="For moderators", overwrites=hidden)
    return people

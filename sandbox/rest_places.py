"""REST routes for who and where: login, the application, users, the server, its members, channels and threads."""

from typing import Any

from sandbox import permissions, wire
from sandbox.errors import ApiError, Problems
from sandbox.messages import Json, Message
from sandbox.permissions import P
from sandbox.rest import Call, Route
from sandbox.rest_messages import place, target
from sandbox.world import Account, Channel, ChannelType, Event


def me(call: Call) -> Any:
    """GET /users/@me."""
    return wire.user(call.backend.world.bot) | {"mfa_enabled": False, "verified": True, "email": None, "flags": 0}


def application(call: Call) -> Any:
    """GET /oauth2/applications/@me."""
    world = call.backend.world
    owner = world.accounts[world.guild.owner_id]
    return {
        "id": world.bot.id,
        "name": world.bot.display_name,
        "description": "",
        "icon": None,
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": wire.user(owner),
        "team": None,
        "flags": call.backend.portal.flags,
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "redirect_uris": [],
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "install_params": None,
        "tags": [],
    }


def gateway(call: Call) -> Any:
    """GET /gateway/bot."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.backend.gateway_url(), "shards": 1, "session_start_limit": limit}


def user(call: Call) -> Any:
    """GET /users/{user}."""
    return wire.user(known(call))


def known(call: Call) -> Account:
    """The account of the path. Raises 10013."""
    account = call.backend.world.accounts.get(call.params["user"])
    if account is None:
        raise ApiError(10013)
    return account


def guilds(call: Call) -> Any:
    """GET /users/@me/guilds."""
    world = call.backend.world
    held = str(permissions.in_guild(world.guild, world.bot))
    return [wire.guild(world.guild) | {"owner": False, "permissions": held}]


def home(call: Call) -> Any:
    """Make sure that the path means the one server. Raises 10004."""
    if call.params["guild"] != call.backend.world.guild.id:
        raise ApiError(10004)
    return call.backend.world.guild


def guild(call: Call) -> Any:
    """GET /guilds/{guild}."""
    return wire.guild(home(call))


def channels(call: Call) -> Any:
    """GET /guilds/{guild}/channels."""
    home(call)
    held = call.backend.world.channels.values()
    return [wire.channel(channel) for channel in held if channel.type is ChannelType.TEXT]


def roles(call: Call) -> Any:
    """GET /guilds/{guild}/roles."""
    return [wire.role(role) for role in home(call).roles.values()]


def members(call: Call) -> Any:
    """GET /guilds/{guild}/members: only with the members intent switched on."""
    held = home(call).members.values()
    if not call.backend.portal.members:
        raise ApiError(50001)
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
    found = sorted((account for account in held if int(account.id) > after), key=lambda account: int(account.id))
    return [wire.member(account) for account in found[:limit]]


def member(call: Call) -> Any:
    """GET /guilds/{guild}/members/{user}. Raises 10013 for a stranger to Discord, 10007 to the server."""
    held = home(call).members
    account = known(call)
    if account.id not in held:
        raise ApiError(10007)
    return wire.member(account)


def channel(call: Call) -> Any:
    """GET /channels/{channel}."""
    return wire.channel(place(call))


def edit_channel(call: Call) -> Any:
    """PATCH /channels/{channel}: a thread's name and whether it is archived, a channel's name and topic."""
    where = place(call)
    mine = where.owner_id == call.backend.world.bot.id
    needed = P.MANAGE_CHANNELS if where.parent is None else P.MANAGE_THREADS
    if not mine and not permissions.may(where, call.backend.world.bot, needed):
        raise ApiError(50013)
    body = call.fields
    if "name" in body:
        problems = Problems()
        problems.length(("name",), body["name"], 1, 100)
        problems.raise_if_any()
        where.name = body["name"]
    where.archived = bool(body.get("archived", where.archived))
    where.topic = body.get("topic", where.topic)
    kind, detail = ("channel", "CHANNEL_UPDATE") if where.parent is None else ("thread", "THREAD_UPDATE")
    call.backend.world.tell(Event(kind=kind, channel=where, detail=detail))
    return wire.channel(where)


def open_thread(call: Call, parent: Channel, message: Message | None) -> Json:
    """Open a public thread under a channel or a message. Raises 50013, 50024, 50035 and 160004."""
    world = call.backend.world
    problems = Problems()
    problems.length(("name",), call.fields.get("name"), 1, 100)
    problems.raise_if_any()
    if parent.type is not ChannelType.TEXT:
        raise ApiError(50024)
    if message is not None and message.thread is not None:
        raise ApiError(160004)
    if call.fields.get("type") == 12 and not permissions.may(parent, world.bot, P.CREATE_PRIVATE_THREADS):
        raise ApiError(50013)
    thread = world.add_thread(parent, call.fields["name"], world.bot, message.id if message else None)
    if message is not None:
        message.thread = thread
        world.change(message)
    return wire.channel(thread)


def thread(call: Call) -> Any:
    """POST /channels/{channel}/threads."""
    return open_thread(call, place(call, P.CREATE_PUBLIC_THREADS), None)


def thread_from_message(call: Call) -> Any:
    """POST /channels/{channel}/messages/{message}/threads."""
    parent = place(call, P.CREATE_PUBLIC_THREADS)
    return open_thread(call, parent, target(call, parent))


def active_threads(call: Call) -> Any:
    """GET /guilds/{guild}/threads/active."""
    home(call)
    world = call.backend.world
    seen = world.visible_channels(world.bot)
    open_ones = [entry for entry in seen if entry.type is ChannelType.THREAD and not entry.archived]
    return {"threads": [wire.channel(entry) for entry in open_ones], "members": []}


def thread_member(call: Call) -> Any:
    """PUT or DELETE /channels/{channel}/thread-members/…: allowed, and without consequence here."""
    place(call)


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "/users/@me"): me,
    ("GET", "/users/@me/guilds"): guilds,
    ("GET", "/users/{user}"): user,
    ("GET", "/oauth2/applications/@me"): application,
    ("GET", "/applications/@me"): application,
    ("GET", "/gateway/bot"): gateway,
    ("GET", "/guilds/{guild}"): guild,
    ("GET", "/guilds/{guild}/channels"): channels,
    ("GET", "/guilds/{guild}/roles"): roles,
    ("GET", "/guilds/{guild}/members"): members,
    ("GET", "/guilds/{guild}/members/{user}"): member,
    ("GET", "/guilds/{guild}/threads/active"): active_threads,
    ("GET", "/channels/{channel}"): channel,
    ("PATCH", "/channels/{channel}"): edit_channel,
    ("POST", "/channels/{channel}/threads"): thread,
    ("POST", "/channels/{channel}/messages/{message}/threads"): thread_from_message,
    ("PUT", "/channels/{channel}/thread-members/{user}"): thread_member,
    ("DELETE", "/channels/{channel}/thread-members/{user}"): thread_member,
}

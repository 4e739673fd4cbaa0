"""REST routes for application commands and interactions: register, acknowledge, follow up."""

from typing import Any

from sandbox import wire
from sandbox.errors import ApiError
from sandbox.interactions import DEFER, Interaction
from sandbox.rest import Call, Route


def scope(call: Call) -> str | None:
    """The server whose commands a path means, None for the global ones. Raises 10004 and 50001."""
    if call.params["app"] != call.backend.world.bot.id:
        raise ApiError(50001)
    guild_id = call.params.get("guild")
    if guild_id is not None and guild_id != call.backend.world.guild.id:
        raise ApiError(50001)
    return guild_id


def listed(call: Call) -> Any:
    """GET the commands of a scope."""
    return call.backend.commands.of(scope(call))


def replaced(call: Call) -> Any:
    """PUT the commands of a scope."""
    return call.backend.commands.replace(scope(call), call.body)


def added(call: Call) -> Any:
    """POST one command."""
    return call.backend.commands.add(scope(call), call.fields)


def fetched(call: Call) -> Any:
    """GET one command."""
    return call.backend.commands.get(scope(call), call.params["command"])


def changed(call: Call) -> Any:
    """PATCH one command."""
    return call.backend.commands.change(scope(call), call.params["command"], call.fields)


def removed(call: Call) -> Any:
    """DELETE one command."""
    call.backend.commands.remove(scope(call), call.params["command"])


def no_overrides(_: Call) -> Any:
    """GET the permission overrides of a server's commands: nobody made any."""
    return []


def callback(call: Call) -> Any:
    """POST /interactions/{interaction}/{token}/callback."""
    interaction = call.backend.interactions.acknowledge(
        call.params["interaction"],
        call.params["token"],
        call.fields,
        call.uploads,
    )
    wanted = call.query.get("with_response", "").lower() in ("1", "true")
    return callback_answer(call, interaction) if wanted else None


def callback_answer(call: Call, interaction: Interaction) -> Any:
    """What Discord tells about the answer it took."""
    original = interaction.original
    about: dict[str, Any] = {
        "id": interaction.id,
        "type": interaction.kind,
        "channel_id": interaction.channel.id,
        "response_message_loading": interaction.response == DEFER,
        "response_message_ephemeral": interaction.hidden,
    }
    resource: dict[str, Any] = {"type": interaction.response}
    if original is not None:
        about["response_message_id"] = original.id
        resource["message"] = wire.message(original, call.backend.world)
    return {"interaction": about, "resource": resource}


def own(call: Call) -> Interaction:
    """The interaction whose token stands in the path."""
    return call.backend.interactions.by_token(call.params["app"], call.params["token"])


def follow_up(call: Call) -> Any:
    """POST /webhooks/{app}/{token}."""
    message = call.backend.interactions.follow_up(own(call), call.fields, call.uploads)
    return wire.message(message, call.backend.world)


def answer(call: Call) -> Any:
    """GET an answer by the interaction's token."""
    message = call.backend.interactions.message_of(own(call), call.params["message"])
    return wire.message(message, call.backend.world)


def edit_answer(call: Call) -> Any:
    """PATCH an answer."""
    message = call.backend.interactions.edit(own(call), call.params["message"], call.fields, call.uploads)
    return wire.message(message, call.backend.world)


def delete_answer(call: Call) -> Any:
    """DELETE an answer."""
    call.backend.interactions.delete(own(call), call.params["message"])


ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "/applications/{app}/guilds/{guild}/commands/permissions"): no_overrides,
    ("POST", "/interactions/{interaction}/{token}/callback"): callback,
    ("POST", "/webhooks/{app}/{token}"): follow_up,
    ("GET", "/webhooks/{app}/{token}/messages/{message}"): answer,
    ("PATCH", "/webhooks/{app}/{token}/messages/{message}"): edit_answer,
    ("DELETE", "/webhooks/{app}/{token}/messages/{message}"): delete_answer,
}
for base in ("/applications/{app}/commands", "/applications/{app}/guilds/{guild}/commands"):
    ROUTES |= {
        ("GET", base): listed,
        ("PUT", base): replaced,
        ("POST", base): added,
        ("GET", base + "/{command}"): fetched,
        ("PATCH", base + "/{command}"): changed,
        ("DELETE", base + "/{command}"): removed,
    }

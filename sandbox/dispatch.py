"""Which of the world's events a bot hears, and as what: the translation from `world.Event` to gateway dispatches."""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox import permissions, wire
from sandbox.messages import Json
from sandbox.sessions import Intent, Session
from sandbox.world import Channel, Event, World


class Dispatcher:
    """Turns events into dispatches for each session they concern."""

    def __init__(self, world: World, sessions: Callable[[], Iterable[Session]]) -> None:
        self._world = world
        self._sessions = sessions
        world.listen(self.hear)

    def hear(self, event: Event) -> None:
        """Dispatch one event."""
        tellers: dict[str, Callable[[Event], None]] = {
            "message": lambda event: self._message("MESSAGE_CREATE", event),
            "edit": lambda event: self._message("MESSAGE_UPDATE", event),
            "delete": self._deleted,
            "react": lambda event: self._reaction("MESSAGE_REACTION_ADD", event),
            "unreact": lambda event: self._reaction("MESSAGE_REACTION_REMOVE", event),
            "typing": self._typing,
            "channel": self._channel,
            "thread": self._thread,
            "interaction": self._interaction,
            "membership": self._membership,
        }
        if event.kind in tellers:
            tellers[event.kind](event)

    def _to(self, channel: Channel | None, *intents: Intent) -> list[Session]:
        guild_id = channel.guild.id if channel and channel.guild else None
        if guild_id is not None and not self._world.hosts_bot:
            return []
        if channel is not None and not permissions.may(channel, self._world.bot, permissions.P.VIEW_CHANNEL):
            return []
        return [session for session in self._sessions() if session.owns(guild_id) and session.covers(*intents)]

    def _message(self, name: str, event: Event) -> None:
        message, channel = event.message, event.channel
        if message is None or channel is None or message.ephemeral:
            return
        intent = Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILD_MESSAGES
        for session in self._to(channel, intent):
            content = session.covers(Intent.MESSAGE_CONTENT)
            body = wire.message_for_bot(message, self._world, content=content)
            if channel.guild is not None:
                body["guild_id"] = channel.guild.id
                body["member"] = wire.member(message.author, with_user=False)
            session.push(name, body)

    def _deleted(self, event: Event) -> None:
        message, channel = event.message, event.channel
        if message is None or channel is None or message.ephemeral:
            return
        intent = Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILD_MESSAGES
        for session in self._to(channel, intent):
            session.push("MESSAGE_DELETE", located({"id": message.id}, channel))

    def _reaction(self, name: str, event: Event) -> None:
        message, channel, account = event.message, event.channel, event.account
        if message is None or channel is None or account is None:
            return
        body = {
            "user_id": account.id,
            "message_id": message.id,
            "emoji": {"id": None, "name": event.detail},
            "burst": False,
            "type": 0,
        }
        if channel.guild is not None and name.endswith("ADD"):
            body["member"] = wire.member(account)
        dm = channel.guild is None
        intent = Intent.DIRECT_MESSAGE_REACTIONS if dm else Intent.GUILD_MESSAGE_REACTIONS
        for session in self._to(channel, intent):
            session.push(name, located(body, channel))

    def _typing(self, event: Event) -> None:
        channel, account = event.channel, event.account
        if channel is None or account is None or account.bot:
            return
        body = {"user_id": account.id, "timestamp": int(self._world.clock.now().timestamp())}
        if channel.guild is not None:
            body["member"] = wire.member(account)
        dm = channel.guild is None
        for session in self._to(channel, Intent.DIRECT_MESSAGE_TYPING if dm else Intent.GUILD_MESSAGE_TYPING):
            session.push("TYPING_START", located(body, channel))

    def _channel(self, event: Event) -> None:
        if event.channel is None or event.channel.guild is None:
            return
        guild_id = event.channel.guild.id
        for session in self._sessions():
            if session.owns(guild_id) and session.covers(Intent.GUILDS):
                session.push(event.detail or "CHANNEL_UPDATE", wire.channel(event.channel))

    def _thread(self, event: Event) -> None:
        if event.channel is None:
            return
        name = event.detail or "THREAD_CREATE"
        body = wire.channel(event.channel) | ({"newly_created": True} if name == "THREAD_CREATE" else {})
        for session in self._to(event.channel, Intent.GUILDS):
            session.push(name, body)

    def _interaction(self, event: Event) -> None:
        body: dict[str, Any] = event.detail
        for session in self._sessions():
            if session.owns(body.get("guild_id")):
                session.push("INTERACTION_CREATE", body)

    def _membership(self, _: Event) -> None:
        guild_id = self._world.guild.id
        for session in self._sessions():
            if session.owns(guild_id) and session.covers(Intent.GUILDS):
                if not self._world.hosts_bot:
                    session.push("GUILD_DELETE", {"id": guild_id})
                    continue
                created = wire.guild_create(self._world)
                del created["unavailable"]  # which is there only when a known server comes back
                session.push("GUILD_CREATE", created)


def located(body: Json, channel: Channel) -> Json:
    """An event with the channel and server it happened in."""
    body = body | {"channel_id": channel.id}
    return body | ({"guild_id": channel.guild.id} if channel.guild else {})

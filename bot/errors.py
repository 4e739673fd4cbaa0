"""What keeps the bot from starting, or a person from going on; each with the sentence that says what to do about it."""

from claims_db.errors import OnrecordError


class StartError(OnrecordError):
    """The bot cannot start as it is set up; trying again would not help."""


class MissingToken(StartError):
    """There is a place for the token, but no token in it."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}. Put the bot's token there, or into the environment variable ONRECORD_TOKEN.")


class RefusedToken(StartError):
    """Discord does not accept the token."""

    def __init__(self) -> None:
        super().__init__(
            "Discord refused the token. In the Developer Portal open your application, Bot, Reset Token, and put the "
            "new token into ONRECORD_TOKEN or into the token file."
        )


class RefusedIntent(StartError):
    """Passive matching is configured, but Discord does not grant what it needs."""

    def __init__(self) -> None:
        super().__init__(
            "Discord refused the message-content intent, which passive matching needs. In the Developer Portal open "
            "your application, Bot, and switch on Message Content Intent; or empty passive.channels and switch off "
            "passive.allow_setup in the configuration, and the bot answers only when asked."
        )


class RefusedConnection(StartError):
    """Discord ended the connection for good; `code` is the gateway's close code."""

    def __init__(self, code: int) -> None:
        super().__init__(
            f"Discord ended the connection for good (gateway code {code}). Upgrade onrecord; if that does not help, "
            "look the code up under Gateway Close Event Codes in Discord's documentation."
        )


class PortTaken(StartError):
    """The sandbox cannot listen where it was told to."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is taken by another program. Give another one: onrecord try --port {port + 1}")


class NotAllowed(OnrecordError):
    """Somebody may not do what they tried; the text says who may."""


class Forgotten(OnrecordError):
    """A button names something that was kept in memory and is there no more."""

    def __init__(self) -> None:
        super().__init__("I no longer know what this button was for: it was used, or I was restarted. Start once more.")


class Mistyped(OnrecordError):
    """Somebody typed what cannot be taken; the text says what could."""

"""A server with curators and a review channel, as tests of curation find it."""

from typing import Any

from bot.clock import now
from claims_db.curation import By, Statement, Trail
from claims_db.servers import Settings
from sandbox import Answer, Channel, Message, Person
from tests.conftest import Newsroom

BRIDGE = "Halden council sold the old harbour bridge to a circus."
LINK = "https://halden.example/bridge"
FORM = {"Title": "Bridge sold", "Where it was said": LINK, "Who says so": "The Halden Post"}
STATUS = {"Reason": "The bridge stands, and the council's minutes hold no sale.", "As of": "2 March 2026"}


def review_channel(newsroom: Newsroom) -> Channel:
    return newsroom.sandbox.channel("mod-log")


def odile(newsroom: Newsroom) -> Person:
    return newsroom.sandbox.person("odile")


def ada(newsroom: Newsroom) -> Person:
    return newsroom.sandbox.person("ada")


async def settle_channels(newsroom: Newsroom) -> None:
    """What /onrecord setup does."""
    roles = newsroom.sandbox.guild.roles.values()
    moderator = next(role for role in roles if role.name == "Moderator")
    settings = Settings(curator_role=int(moderator.id), review_channel=int(review_channel(newsroom).id))
    await newsroom.service.servers.put(newsroom.sandbox.guild.id, settings)


async def submitted(newsroom: Newsroom, text: str = BRIDGE, **values: str) -> Message:
    """Submit a claim as Mira; returns the card in the review channel."""
    form = await newsroom.mira.use(newsroom.general, "claim submit", text=text)
    if form.modal is None:
        form = await newsroom.mira.press(form, "None of these, submit")
    values = FORM | values
    thanks = await newsroom.mira.submit(form, values)
    assert "waits for review" in thanks.text
    return await review_channel(newsroom).wait_for(lambda card: card.author.bot and values["Title"] in card.text)


async def added(newsroom: Newsroom, text: str = BRIDGE, **values: str) -> str:
    """Add a claim as Odile; returns its id."""
    form = await odile(newsroom).use(newsroom.general, "curate add", text=text)
    if form.modal is None:
        form = await odile(newsroom).press(form, "None of these, add")
    values = FORM | values
    answer = await odile(newsroom).submit(form, values)
    assert "On record" in answer.text
    server = newsroom.sandbox.guild.id
    (event, *_) = await newsroom.service.curation.audit(Trail(server=server), limit=1)
    assert event.claim.title == values["Title"]
    return event.claim.id


async def curate(newsroom: Newsroom, command: str, **options: Any) -> Answer:
    """Use a /curate command as Odile."""
    return await odile(newsroom).use(newsroom.general, f"curate {command}", **options)


async def given_status(newsroom: Newsroom, claim: str, status: str, **values: Any) -> Answer:
    """Give a claim a status as Odile."""
    form = await curate(newsroom, "status", claim=claim, status=status)
    return await odile(newsroom).submit(form, STATUS | values)


def by(newsroom: Newsroom, actor: str, *, server: str | None = None) -> By:
    """Somebody who acts without Discord, now."""
    return By(server=server or newsroom.sandbox.guild.id, actor=actor, at=now())


def statement(title: str) -> Statement:
    """A claim about nothing much."""
    return Statement(title=title, text=f"{title} is what somebody says of it.")

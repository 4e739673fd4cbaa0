"""Submissions: offered what is known, put before the curators, decided once, and their outcome heard of."""

from claims_db.servers import Settings
from sandbox import Channel, Message
from tests.conftest import Newsroom

BRIDGE = "Halden council sold the old harbour bridge to a circus."
KNOWN = "Ukraine tried to assassinate Vladimir Putin with two drones"
FORM = {"Title": "Bridge sold", "Where it was said": "https://halden.example/bridge", "Who says so": "The Halden Post"}


def review(newsroom: Newsroom) -> Channel:
    return newsroom.sandbox.channel("mod-log")


async def settle_channels(newsroom: Newsroom) -> None:
    """What /onrecord setup does."""
    roles = newsroom.sandbox.guild.roles.values()
    moderator = next(role for role in roles if role.name == "Moderator")
    settings = Settings(curator_role=int(moderator.id), review_channel=int(review(newsroom).id))
    await newsroom.service.servers.put(newsroom.sandbox.guild.id, settings)


async def submitted(newsroom: Newsroom, text: str = BRIDGE, **values: str) -> Message:
    """Submit a claim as Mira; returns the card in the review channel."""
    form = await newsroom.mira.use(newsroom.general, "claim submit", text=text)
    thanks = await newsroom.mira.submit(form, FORM | values)
    assert "waits for review" in thanks.text
    return await newsroom.sandbox.channel("mod-log").wait_for(
        lambda m: m.author.bot and values.get("Title", FORM["Title"]) in m.text
    )


async def test_a_submission_is_put_before_the_curators_and_approved(newsroom: Newsroom) -> None:
    await settle_channels(newsroom)
    card = await submitted(newsroom)
    for expected in (BRIDGE, "The Halden Post", "halden.example/bridge", f"<@{newsroom.mira.id}>"):
        assert expected in card.text
    assert card.buttons == ["Approve", "Edit and approve", "Merge into …", "Reject"]
    odile = newsroom.sandbox.person("odile")
    answer = await odile.press(card, "Approve")
    assert answer.updated
    assert f"✓ Approved** by <@{odile.id}>" in card.text
    assert card.buttons == []
    heard = await newsroom.mira.inbox.wait_for(lambda message: message.author.bot)
    assert "is on record now" in heard.text
    found = await newsroom.mira.use(newsroom.general, "claim search", text=BRIDGE)
    assert BRIDGE in found.text

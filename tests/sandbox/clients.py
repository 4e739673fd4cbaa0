"""The two clients of these tests: the real discord.py, and bare HTTP that says what no library would let through."""

import asyncio
import base64
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands, ui
from discord.ext import commands

from sandbox import Sandbox

INTENTS = discord.Intents(
    guilds=True,
    guild_messages=True,
    guild_reactions=True,
    dm_messages=True,
    message_content=True,
    members=True,
)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
CLAIMS = ["Two drones were sent against the Kremlin", "A bridge was closed", "The minister resigned"]


class Form(ui.Modal, title="Propose a claim"):
    """A form with every kind of field that takes no file."""

    text = ui.Label(text="Claim", component=ui.TextInput(custom_id="text", max_length=100))
    stance = ui.Label(
        text="Stance",
        component=ui.RadioGroup(
            custom_id="stance",
            options=[discord.RadioGroupOption(label="asserts", default=True), discord.RadioGroupOption(label="denies")],
        ),
    )
    kind = ui.Label(
        text="Kind",
        component=ui.Select(
            custom_id="kind", options=[discord.SelectOption(label="Article"), discord.SelectOption(label="Video")]
        ),
    )
    notify = ui.Label(text="Notify me", component=ui.Checkbox(custom_id="notify"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        values = [self.text.component.value, self.stance.component.value, *self.kind.component.values]
        await interaction.response.send_message(f"{values} {self.notify.component.value}", ephemeral=True)


class Button(ui.Button):
    """A button that answers by what it is called."""

    async def callback(self, interaction: discord.Interaction) -> None:
        if self.label == "Form":
            await interaction.response.send_modal(Form())
        elif self.label == "Update":
            self.label = "Updated"
            await interaction.response.edit_message(view=self.view)
        elif self.label == "Later":
            await interaction.response.defer()
            await interaction.edit_original_response(view=self.view)
        elif self.label == "Quiet":
            await interaction.response.defer()
        elif self.label != "Dead":
            await interaction.response.send_message("the sources", ephemeral=True)


class Menu(ui.Select):
    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"chose {self.values}", ephemeral=True)


class People(ui.UserSelect):
    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(", ".join(user.name for user in self.values), ephemeral=True)


class Card(ui.LayoutView):
    """A message with most kinds of component."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        labels = ("Sources", "Form", "Update", "Later", "Quiet")
        row = ui.ActionRow(*(Button(label=label, custom_id=label.lower()) for label in labels))
        more = ui.ActionRow(
            Button(label="Off", custom_id="off", disabled=True),
            Button(label="Dead", custom_id="dead"),
            ui.Button(label="Read it", url="https://example.org/a"),
        )
        options = [discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two", value="2")]
        section = ui.Section("a *section*", accessory=Button(label="Beside", custom_id="beside"))
        self.add_item(ui.TextDisplay("Above"))
        self.add_item(
            ui.Container(
                ui.TextDisplay("# Title"),
                section,
                ui.Separator(),
                row,
                more,
                ui.ActionRow(Menu(custom_id="menu", placeholder="Choose", options=options, max_values=2)),
                ui.ActionRow(People(custom_id="people", placeholder="Whom")),
                accent_colour=0xC98A2B,
            )
        )


class Tree(app_commands.CommandTree):
    async def on_error(self, _: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.client.errors.append(error.__cause__ or error)


class Bot(commands.AutoShardedBot):
    """A bot that does a little of everything."""

    def __init__(self, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__("!", intents=intents, tree_cls=Tree, guild_ready_timeout=0.01, **options)
        self.heard: list[discord.Message] = []
        self.errors: list[Exception] = []

    async def setup_hook(self) -> None:
        self.tree.add_command(claim_commands())
        for command in (slow, settings, many, card, twice, media, embed, read, ask):
            self.tree.add_command(command)
        self.tree.add_command(app_commands.ContextMenu(name="Check claims", callback=check))
        self.tree.add_command(app_commands.ContextMenu(name="Who is this", callback=who))
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message)
        if message.content.startswith("say "):
            await message.channel.send(message.content.removeprefix("say "))
        elif message.content or self.user in message.mentions:
            await message.reply(f"heard {message.content!r}", mention_author=False)


def claim_commands() -> app_commands.Group:
    group = app_commands.Group(name="claim", description="Claims")

    @group.command(description="Show a claim")
    @app_commands.describe(claim="Which")
    async def show(interaction: discord.Interaction, claim: str, by: discord.Member | None = None) -> None:
        await interaction.response.send_message(f"{claim} by {by.name if by else 'nobody'}")

    @show.autocomplete("claim")
    async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=claim, value=claim) for claim in CLAIMS if current.lower() in claim.lower()]

    @group.command(description="Search for claims")
    async def search(
        interaction: discord.Interaction,
        text: app_commands.Range[str, 3, 20],
        limit: app_commands.Range[int, 1, 5] = 3,
    ) -> None:
        await interaction.response.send_message(f"{text} {limit}", ephemeral=True)

    return group


@app_commands.command(description="Think first")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.followup.send("done")
    await interaction.followup.send("more", ephemeral=True)


@app_commands.command(description="Settings")
@app_commands.default_permissions(manage_messages=True)
async def settings(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("set", ephemeral=True)


@app_commands.command(description="Too many choices")
async def many(interaction: discord.Interaction, text: str) -> None:
    await interaction.response.send_message(text)


@many.autocomplete("text")
async def too_many(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=str(number), value=str(number)) for number in range(26)]


@app_commands.command(name="card", description="A card")
async def card(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Card())


@app_commands.command(description="Pictures and files")
async def media(interaction: discord.Interaction) -> None:
    view = ui.LayoutView()
    view.add_item(ui.Section("beside a picture", accessory=ui.Thumbnail("attachment://dot.png", description="a dot")))
    elsewhere = discord.MediaGalleryItem("https://example.org/p.png", description="far away")
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://dot.png"), elsewhere))
    view.add_item(ui.File("attachment://notes.txt"))
    files = [discord.File(io.BytesIO(DOT), "dot.png"), discord.File(io.BytesIO(b"notes"), "notes.txt")]
    await interaction.response.send_message(view=view, files=files)


@app_commands.command(description="A classic embed")
async def embed(interaction: discord.Interaction) -> None:
    shown = discord.Embed(title="Embed", url="https://example.org/", description="with **words**", colour=0x3366AA)
    shown.add_field(name="Field", value="Value").set_footer(text="Foot").set_author(name="Author")
    await interaction.response.send_message("beside an embed", embed=shown)


@app_commands.command(description="Read a file")
async def read(interaction: discord.Interaction, file: discord.Attachment) -> None:
    await interaction.response.send_message((await file.read()).decode(), ephemeral=True)


class FileForm(ui.Modal, title="Hand in"):
    note = ui.Label(text="Note", component=ui.TextInput(custom_id="note", required=False, default="none"))
    files = ui.Label(text="Files", component=ui.FileUpload(custom_id="files", max_values=2))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        names = [file.filename for file in self.files.component.values]
        await interaction.response.send_message(f"{self.note.component.value} {names}", ephemeral=True)


@app_commands.command(description="Ask for files")
async def ask(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(FileForm())


@app_commands.command(description="Acknowledge twice")
async def twice(interaction: discord.Interaction) -> None:
    url = f"{discord.http.Route.BASE}/interactions/{interaction.id}/{interaction.token}/callback"
    body = {"type": 4, "data": {"content": "again"}}
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.post(url, json=body) as response:
                answer = await response.json() if response.status != 204 else {}
    await interaction.followup.send(str(answer["code"]))


async def check(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"read {message.content!r}", ephemeral=True)


async def who(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(member.display_name, ephemeral=True)


def lead_to(sandbox: Sandbox) -> None:
    """Let discord.py speak to a sandbox from now on."""
    discord.http.Route.BASE = sandbox.api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway)


@asynccontextmanager
async def online(sandbox: Sandbox, bot: Bot | None = None) -> AsyncIterator[Bot]:
    """The bot, connected to a sandbox for as long as the block runs."""
    bot = bot or Bot()
    lead_to(sandbox)
    task = asyncio.create_task(bot.start(sandbox.token))
    try:
        await sandbox.ready()
        yield bot
    finally:
        await bot.close()
        await asyncio.wait([task])


class Raw:
    """Bare HTTP with the bot's token."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox) -> None:
        self._session = session
        self._sandbox = sandbox

    async def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and the JSON of the answer."""
        sent = {"Authorization": f"Bot {self._sandbox.token}"} | headers
        async with self._session.request(method, self._sandbox.api + path, json=body, headers=sent) as response:
            return response.status, await response.json() if response.status != 204 else None

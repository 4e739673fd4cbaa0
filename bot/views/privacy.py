"""What people ask for themselves: to see, export and erase what is kept about them, and to be left alone."""

from bot.cards.parts import note_card
from bot.cards.privacy import ANSWERED_AGAIN, GONE, LEFT_ALONE, erase_card, export_card, export_file, stored_card
from bot.clock import now
from bot.host import Asked
from bot.views.claims import Action


async def show(interaction: Asked) -> None:
    """Show somebody what is kept about them."""
    stored = await interaction.client.service.privacy.about(interaction.user.id)
    await interaction.response.send_message(view=stored_card(stored), ephemeral=True)


async def optout(interaction: Asked) -> None:
    """Leave somebody alone, or take that back."""
    sentence = LEFT_ALONE if await _toggled(interaction) else ANSWERED_AGAIN
    await interaction.response.send_message(view=note_card(sentence), ephemeral=True)


async def _export(interaction: Asked, _: str) -> None:
    document = await interaction.client.service.privacy.export(interaction.user.id)
    await interaction.response.send_message(view=export_card(), file=export_file(document), ephemeral=True)


async def _erase(interaction: Asked, _: str) -> None:
    token = interaction.client.pending.keep(_confirmed)
    await interaction.response.send_message(view=erase_card(token), ephemeral=True)


async def _confirmed(interaction: Asked) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)  # a large file takes its time
    await interaction.client.service.privacy.erase(interaction.user.id)
    await interaction.followup.send(view=note_card(GONE), ephemeral=True)


async def _turn(interaction: Asked, _: str) -> None:
    await _toggled(interaction)
    stored = await interaction.client.service.privacy.about(interaction.user.id)
    await interaction.response.edit_message(view=stored_card(stored))


async def _toggled(interaction: Asked) -> bool:
    """Turn somebody's wish round; whether they are left alone now."""
    privacy, user_id = interaction.client.service.privacy, interaction.user.id
    if privacy.is_opted_out(user_id):
        await privacy.opt_in(user_id)
    else:
        await privacy.opt_out(user_id, now())
    return privacy.is_opted_out(user_id)


ACTIONS: dict[str, Action] = {"privacy_export": _export, "privacy_erase": _erase, "privacy_optout": _turn}

"""The whole product as a newcomer meets it: a browser, the page, and the real bot behind it."""

from playwright.async_api import expect

from bot.commands.sandboxed import SUGGESTIONS
from sandbox import Sandbox
from tests.bot.test_lookup import FIRST
from tests.browser import Opened as OpenedPage
from tests.conftest import Opened


async def test_what_a_newcomer_writes_is_answered_with_the_claims_card(
    open_newsroom: Opened, opened: OpenedPage
) -> None:
    async with open_newsroom() as newsroom, opened(newsroom.sandbox.url) as page:
        field = page.get_by_label("Message", exact=True)
        await field.fill(FIRST)
        await field.press("Enter")
        for seen in (
            "Unverified",
            "Ukraine tried to assassinate Vladimir Putin with two drones sent against the Kremlin.",
            "Russian government",
            "via RIA",
            "Rebekah Koffler",
            "via Fox News",
            "Matched automatically",
        ):
            await expect(page.get_by_text(seen).first).to_be_visible()
        await page.get_by_role("button", name="History").click()
        await expect(page.get_by_text("Only you can see this").first).to_be_visible()
        await expect(page.get_by_text("History: Drone attack on Putin")).to_be_visible()


async def test_each_suggestion_leads_to_its_kind_of_answer(open_newsroom: Opened, opened: OpenedPage) -> None:
    async with Sandbox(suggestions=SUGGESTIONS) as sandbox, open_newsroom(sandbox=sandbox) as newsroom:
        async with opened(sandbox.url) as page:
            for suggestion in SUGGESTIONS:
                await page.get_by_role("button", name=suggestion.label).click()
                shown = page.get_by_role("article").filter(has_text=suggestion.text or "Only you can see this")
                await expect(shown.first).to_be_visible()
        await newsroom.settled()
        answered = [message.reference.content for message in newsroom.said_by_bot() if message.reference]
        assert len(answered) == 3
        assert "no, vaccines do not cause autism" not in answered


async def test_the_page_shows_the_pictures_of_the_numbers(open_newsroom: Opened, opened: OpenedPage) -> None:
    async with open_newsroom() as newsroom, opened(newsroom.sandbox.url) as page:
        await newsroom.mira.say(newsroom.general, FIRST)
        await newsroom.settled()
        await newsroom.sandbox.person("ada").use(newsroom.general, "watch stats")
        await page.get_by_role("button", name="Ada").click()
        for alt in ("The 1 claim most repeated", "Answers by day, at most 1"):
            picture = page.get_by_role("img", name=alt)
            await expect(picture).to_be_visible()
            await expect(picture).to_have_js_property("naturalWidth", 800)

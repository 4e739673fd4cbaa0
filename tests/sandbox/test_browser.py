"""The page in a real browser, with the real client behind it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, expect

from sandbox import Channel, Person, Sandbox, Suggestion
from tests.browser import Opened
from tests.sandbox.clients import Bot, online

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
async def page(sandbox: Sandbox, bot: Bot, opened: Opened) -> AsyncIterator[Page]:
    assert bot
    async with opened(sandbox.url) as page:
        await expect(page.get_by_text("Onrecord is online")).to_be_visible()
        yield page


def field(page: Page) -> Any:
    return page.get_by_label("Message", exact=True)


async def say(page: Page, text: str) -> None:
    await field(page).fill(text)
    await field(page).press("Enter")


async def use(page: Page, command: str) -> None:
    """Use a command without options by keyboard alone."""
    await field(page).fill(f"/{command}")
    await field(page).press("Enter")
    await page.get_by_role("button", name="Send", exact=True).last.press("Enter")


async def test_message_is_said_answered_and_kept_over_a_reload(page: Page) -> None:
    await say(page, "hello **there** <img src=x onerror=alert(1)>")
    answer = page.get_by_role("article").nth(1)
    await expect(answer).to_contain_text("heard 'hello")
    await expect(answer).to_contain_text("BOT")
    await expect(page.locator("strong", has_text="there").first).to_be_visible()
    await expect(page.get_by_role("article").first).to_contain_text("<img src=x onerror=alert(1)>")
    await page.reload()
    await expect(page.get_by_role("article")).to_have_count(2)


async def test_command_is_found_completed_and_sent_by_keyboard(page: Page) -> None:
    await field(page).press_sequentially("/claim s")
    await expect(page.get_by_role("option")).to_have_count(2)
    await expect(page.get_by_role("option").last).to_contain_text("Search for claims")
    await field(page).press("ArrowDown")
    await field(page).press("ArrowUp")
    await field(page).press("Enter")
    claim = page.get_by_role("combobox", name="claim")
    await expect(claim).to_be_focused()
    await claim.press_sequentially("krem")
    await expect(page.get_by_role("option", name="Two drones")).to_be_visible()
    await claim.press("ArrowDown")
    await claim.press("Enter")
    await expect(claim).to_have_value("Two drones were sent against the Kremlin")
    await page.get_by_label("by").select_option(label="Ada")
    await claim.press("Enter")
    answer = page.get_by_role("article")
    await expect(answer).to_contain_text("Two drones were sent against the Kremlin by ada")
    await expect(answer).to_contain_text("Mira used /claim show")


async def test_options_are_checked_before_they_are_sent(page: Page) -> None:
    await field(page).fill("/claim search")
    await field(page).press("Enter")
    text = page.get_by_label("text")
    await text.fill("ab")
    await text.press("Enter")
    await expect(page.get_by_text("At least 3 characters.")).to_be_visible()
    await text.fill("abc")
    await page.get_by_label("limit").fill("9")
    await text.press("Enter")
    await expect(page.get_by_text("At most 5.")).to_be_visible()
    await text.press("Escape")
    await expect(field(page)).to_be_focused()
    await say(page, "/nonsense")
    await expect(page.get_by_role("alert").filter(has_text="no command /nonsense")).to_be_visible()


async def test_every_component_is_shown_and_works(page: Page) -> None:
    await use(page, "card")
    card = page.get_by_role("article").first
    await expect(card.get_by_role("heading", name="Title")).to_be_visible()
    await expect(card.get_by_role("separator")).to_have_count(1)
    await expect(card.get_by_role("button", name="Off")).to_be_disabled()
    await expect(card.get_by_role("link", name="Read it")).to_have_attribute("href", "https://example.org/a")
    await card.get_by_role("button", name="Sources").click()
    hidden = page.get_by_role("article").filter(has_text="Only you can see this")
    await expect(hidden).to_contain_text("the sources")
    await hidden.get_by_role("button", name="Dismiss message").click()
    await expect(hidden).to_have_count(0)
    await card.get_by_role("button", name="Update").click()
    await expect(card.get_by_role("button", name="Updated")).to_be_visible()
    await card.get_by_role("button", name="Choose").click()
    await page.get_by_role("option", name="Two").click()
    await page.get_by_role("option", name="One").click()
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("chose ['2', '1']")).to_be_visible()
    await card.get_by_role("button", name="Whom").press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("tomas")


async def test_pictures_files_and_embeds(page: Page) -> None:
    await use(page, "media")
    shown = page.get_by_role("article").first
    await expect(shown.get_by_role("img", name="a dot")).to_be_visible()
    await expect(shown.get_by_text("on example.org")).to_be_visible()
    await expect(shown.get_by_role("link", name="notes.txt")).to_have_attribute("download", "notes.txt")
    await use(page, "embed")
    shown = page.get_by_role("article").last
    for text in ("Author", "Embed", "words", "Field", "Value", "Foot", "beside an embed"):
        await expect(shown.get_by_text(text, exact=True).first).to_be_visible()


async def test_form_is_filled_in(page: Page) -> None:
    await use(page, "card")
    await page.get_by_role("button", name="Form").click()
    form = page.get_by_role("dialog", name="Propose a claim")
    await expect(form.get_by_label("Claim")).to_be_focused()
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("This is needed.")).to_be_visible()
    await form.get_by_label("Claim").fill("a bridge fell")
    await form.get_by_label("denies").check()
    await form.get_by_label("Kind").select_option("Video")
    await form.get_by_label("Notify me").check()
    await form.get_by_label("Claim").press("Enter")
    await expect(form).to_have_count(0)
    await expect(page.get_by_role("article").last).to_contain_text("['a bridge fell', 'denies', 'Video'] True")


async def test_file_is_handed_in_by_form_and_by_option(page: Page) -> None:
    files = [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"one"}]
    await field(page).fill("/ask")
    await field(page).press("Enter")
    await page.get_by_role("button", name="Send", exact=True).last.click()
    form = page.get_by_role("dialog", name="Hand in")
    await form.get_by_label("Files").set_input_files(files)
    await form.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("none ['a.txt']")).to_be_visible()
    await field(page).fill("/read")
    await field(page).press("Enter")
    await page.get_by_label("file").set_input_files(files)
    await page.get_by_role("button", name="Send", exact=True).last.click()
    await expect(page.get_by_role("article").last).to_contain_text("one")


async def test_silence_of_the_bot_is_told(opened: Opened) -> None:
    async with Sandbox(patience=0.3) as sandbox, online(sandbox), opened(sandbox.url) as page:
        await use(page, "card")
        await page.get_by_role("button", name="Dead").click()
        told = page.get_by_role("alert").filter(has_text="The application did not respond")
        await expect(told).to_be_visible()


async def test_message_menu_by_mouse_and_by_keyboard(page: Page) -> None:
    await say(page, "a claim")
    message = page.get_by_role("article").first
    await message.click(button="right")
    await page.get_by_role("menuitem", name="Check claims").click()
    await expect(page.get_by_role("article").last).to_contain_text("read 'a claim'")
    await message.get_by_role("button", name="More").press("Enter")
    await page.get_by_role("menuitem", name="Who is this").press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("Mira used Who is this")
    await message.get_by_role("button", name="More").press("Enter")
    await page.get_by_role("menuitem", name="Edit").press("Enter")
    await field(page).fill("a better claim")
    await field(page).press("Enter")
    await expect(message).to_contain_text("a better claim (edited)")
    await message.get_by_role("button", name="Reply").click()
    await say(page, "answering")
    await expect(page.get_by_role("article").filter(has_text="answering").first).to_contain_text("a better claim")
    await message.get_by_role("button", name="More").press("Enter")
    await page.get_by_role("button", name="React with 👍").click()
    await expect(message.get_by_role("button", name="👍 by Mira")).to_be_visible()
    await message.get_by_role("button", name="More").press("Enter")
    await page.get_by_role("menuitem", name="Delete").click()
    await expect(page.get_by_role("article").filter(has_text="The message was deleted").first).to_be_visible()


async def test_switching_who_one_is(page: Page) -> None:
    nav = page.get_by_role("navigation")
    await expect(nav.get_by_role("button", name="mod-log")).to_have_count(0)
    await nav.get_by_role("button", name="Odile").click()
    await nav.get_by_role("button", name="mod-log").click()
    await use(page, "settings")
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await nav.get_by_role("button", name="Onrecord").click()
    await say(page, "in private")
    await expect(page.get_by_text("heard 'in private'")).to_be_visible()
    await nav.get_by_role("button", name="Tomas").click()
    await expect(page.get_by_role("article")).to_have_count(0)


async def test_typing_and_news_elsewhere_are_shown(
    sandbox: Sandbox, page: Page, general: Channel, mira: Person
) -> None:
    await sandbox.person("ada").say(sandbox.channel("news"), "fresh")
    await expect(page.get_by_role("button", name="news new")).to_be_visible()
    mira.surroundings.world.typing(general, sandbox.bot)
    await expect(page.get_by_text("Onrecord is typing")).to_be_visible()


async def test_thread_stands_under_its_channel(page: Page, general: Channel, mira: Person) -> None:
    mira.surroundings.world.add_thread(general, "sources", mira)
    rooms = page.get_by_role("navigation").get_by_role("list").first
    await expect(rooms.get_by_role("button")).to_have_text(["general", "sources", "news"])
    await rooms.get_by_role("button", name="sources").click()
    await say(page, "in here")
    await expect(page.get_by_text("heard 'in here'")).to_be_visible()


async def test_suggestions_say_and_use(opened: Opened) -> None:
    suggestions = [
        Suggestion("Say hello", "mira", "general", text="hello"),
        Suggestion("Show a claim", "ada", "news", command="claim show", options={"claim": "x", "by": "mira"}),
    ]
    async with Sandbox(suggestions=suggestions) as sandbox, online(sandbox), opened(sandbox.url) as page:
        await page.get_by_role("button", name="Say hello").click()
        await expect(page.get_by_text("heard 'hello'")).to_be_visible()
        await page.get_by_role("button", name="Show a claim").click()
        await expect(page.get_by_role("article").last).to_contain_text("x by mira")
        await expect(page.get_by_role("heading", name="news").first).to_be_visible()


async def test_markdown_and_times_are_in_the_readers_zone(page: Page, general: Channel, mira: Person) -> None:
    text = "# Head\n-# small\n> quote\n- one\n  - two\n`code` ~~gone~~ __under__ ||hidden|| <t:1683072000:f> [a](https://x.org)"
    await mira.say(general, f"{text} {mira.mention} {general.mention}\n```py\nprint(1)\n```")
    message = page.get_by_role("article").first
    for name in ("h3", "p.subtext", "blockquote", "ul ul", "s", "u", "pre code"):
        await expect(message.locator(name)).to_have_count(1)
    await expect(message.locator("time.stamp")).to_have_text("3 May 2023 at 02:00")
    await expect(message.locator(".mention")).to_have_text(["@Mira", "#general"])
    await expect(message.get_by_role("link", name="a")).to_have_attribute("rel", "noopener noreferrer nofollow")
    await mira.say(general, "[b](<https://doi.org/10.1/a(9)8-3>) [c](https://x.org/a_(b)) [d](javascript:alert(1))")
    links = page.get_by_role("article", name="Mira: b c").get_by_role("link")
    await expect(links).to_have_count(2)
    addresses = [await item.get_attribute("href") for item in await links.all()]
    assert addresses == ["https://doi.org/10.1/a(9)8-3", "https://x.org/a_(b)"]
    spoiler = message.get_by_role("button", name="Hidden text")
    await spoiler.press("Enter")
    await expect(message.get_by_text("hidden")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_phone_needs_no_sideways_scrolling(sandbox: Sandbox, bot: Bot, opened: Opened, scheme: str) -> None:
    assert bot
    async with opened(sandbox.url, color_scheme=scheme, **PHONE) as page:
        await use(page, "card")
        await use(page, "media")
        await expect(page.get_by_role("article")).to_have_count(2)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await page.evaluate("document.getElementById('log').scrollWidth <= innerWidth")
        await page.get_by_role("button", name="Channels and people").tap()
        await page.get_by_role("button", name="news").tap()
        await expect(page.get_by_role("heading", name="#news")).to_be_visible()
        await expect(page.get_by_role("navigation")).to_be_hidden()


async def test_controls_have_names(page: Page) -> None:
    await use(page, "card")
    await expect(page.get_by_role("button", name="Sources")).to_be_visible()
    nameless = await page.evaluate(
        """[...document.querySelectorAll("button, a, input, select, textarea")].filter((node) =>
            !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length)).length"""
    )
    assert nameless == 0
    for role in ("navigation", "main", "log"):
        await expect(page.get_by_role(role)).to_have_count(1)


async def test_page_comes_back_with_the_sandbox(opened: Opened) -> None:
    async with Sandbox() as sandbox:
        url, port = sandbox.url, int(sandbox.url.rsplit(":", 1)[1].strip("/"))
        page_context = opened(url, faultless=False)
        page = await page_context.__aenter__()
        await expect(page.get_by_text("Waiting for Onrecord")).to_be_visible()
    await expect(page.get_by_text("Reconnecting …")).to_be_visible()
    await expect(field(page)).to_be_disabled()
    async with Sandbox(port) as sandbox, online(sandbox):
        await expect(page.get_by_text("Onrecord is online")).to_be_visible()
        await say(page, "back")
        await expect(page.get_by_text("heard 'back'")).to_be_visible()
    await page_context.__aexit__(None, None, None)

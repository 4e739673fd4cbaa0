"""A real browser, for whoever tests what a person sees on a page."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Playwright, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def executable(playwright: Playwright) -> str | None:
    """Where a Chromium is: the system's, or the one Playwright brought."""
    bundled = playwright.chromium.executable_path
    return next(filter(None, map(shutil.which, NAMES)), bundled if Path(bundled).exists() else None)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = executable(playwright)
        if path is None:
            sentence = "No Chromium was found; install one to see the page tested."
            pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


Opened = Callable[..., AbstractAsyncContextManager[Page]]


@pytest.fixture
def opened(browser: Browser) -> Opened:
    """Open a page that must neither complain nor ask for anything from outside."""

    @asynccontextmanager
    async def open_page(url: str, *, faultless: bool = True, **options: Any) -> AsyncIterator[Page]:
        context = await browser.new_context(locale="en-GB", timezone_id="Europe/Paris", **options)
        context.set_default_timeout(8_000)
        page = await context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: request.url.startswith(url.rsplit(":", 1)[0]) or faults.append(request.url))
        page.on("response", lambda response: response.status < 400 or faults.append(response.url))
        await page.goto(url)
        yield page
        assert not faultless or faults == []
        await context.close()

    return open_page

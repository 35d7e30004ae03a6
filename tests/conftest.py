"""A browser for the tests that look at pages as people do."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WINDOW = {"viewport": {"width": 1280, "height": 800}, "locale": "id-ID"}


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; nothing is downloaded."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: ./test --all")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the tests' thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, live_server):
    """A fresh window without sign-in, at the site's address: `page.goto("/")`."""
    context = browser.new_context(base_url=live_server.url, **WINDOW)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()

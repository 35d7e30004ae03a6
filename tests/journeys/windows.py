"""A site of its own for one story, with a window for each of its people, and what they do there."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Browser, Page

from kokreasi.core.days import WIB
from tests.journeys.site import ROOT, sign_in, surroundings, turn_page

LINE = b"-" * 79 + b"\n"
"""What the mailbox of such a site writes below each mail."""
TELL = """
from datetime import datetime
from kokreasi.conversations.services.telling import tell
now = datetime.fromisoformat("{now}")
for _twice in range(2):
    tell(now.date(), now=now)
"""


@dataclass
class Site:
    """The site, with a window for each person who is signed in."""

    browser: Browser
    address: str
    folder: Path
    windows: dict[str, Page] = field(default_factory=dict)

    def window(self, role="", **given) -> Page:
        if role and role in self.windows:
            return self.windows[role]
        given = {"base_url": self.address, "locale": "id-ID"} | given
        page = self.browser.new_context(**given).new_page()
        page.set_default_timeout(20_000)
        if role:
            sign_in(page, role)
            self.windows[role] = page
        return page

    def mails_to(self, address) -> list[str]:
        files = [file.read_bytes() for file in sorted((self.folder / "mail").glob("*"))]
        parts = [part.lstrip() for file in files for part in file.split(LINE) if part.strip()]
        mails = [message_from_bytes(part, policy=policy.default) for part in parts]
        return [mail.get_content() for mail in mails if mail["To"] == address]

    def tell_followers_tomorrow(self) -> None:
        """Let tomorrow morning come for those who follow, twice."""
        morning = (timezone.now() + timedelta(days=1)).astimezone(WIB)
        words = TELL.format(now=morning.isoformat())
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", words]
        subprocess.run(command, cwd=ROOT, check=True, env=surroundings(self.folder, self.address))


def main(page):
    return page.get_by_role("main")


def press(page, name):
    """Press a button that leads to another page, and wait for that page."""
    turn_page(page, main(page).get_by_role("button", name=name, exact=True))


def follow(page, name, *, exact=True):
    turn_page(page, main(page).get_by_role("link", name=name, exact=exact).first)


def both(scope, label, texts):
    """Fill the two languages of a field."""
    group = scope.get_by_role("group", name=re.compile(f"^{label}")).first
    group.get_by_label("Bahasa Indonesia").fill(texts[0])
    group.get_by_label("Bahasa Inggris").fill(texts[1])


def card(page, label):
    """Give the card of a page in which a field with this label stands."""
    return page.locator("form[data-autosave]", has=page.get_by_label(label))


def waits(page, words):
    """Go from what waits in the workspace to where it is done."""
    page.goto("/ruang-kerja/")
    turn_page(page, main(page).get_by_role("link", name=words).first)

"""An evening in which everything happens that can be asked of a house with everything on that a host may want."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Page, async_playwright

from server.keep.reports import Tray, fresh_key
from server.proof.canaries import LENGTH
from server.proven import drawn
from tests import chromium
from tests.promises.test_closed_list import Browser

UNHURRIED = (sys.executable, "-m", "tests.forgetting.hasty", "serve")
GOODBYE = "8"
"""Seconds between the end and the wipe: as many as Ana needs for what she takes along."""
TOKEN = "a-token-of-the-host"
KINDS = ("what Ana said", "what Bo said", "said to one alone", "a draft", "the name on a note")
CANARIES = {kind: drawn(LENGTH) for kind in KINDS}
MINE, THEIRS, ALONE, DRAFT, HOLDER = CANARIES.values()


@dataclass(frozen=True)
class Everything:
    """What the host has switched on, and where."""

    folder: Path
    key: tuple[str, str] = field(default_factory=fresh_key)

    def environ(self) -> dict[str, str]:
        """The house thinks that `folder` is its home and its place for what passes."""
        self.reports.mkdir()
        self.home.mkdir()
        home = {name: str(self.home) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
        return home | {
            "ALCOVE_SHELF": f"sqlite:///{self.shelf}",
            "ALCOVE_REPORTS": str(self.reports),
            "ALCOVE_SAFEGUARDING_KEY": self.key[0],
            "ALCOVE_METRICS_TOKEN": TOKEN,
            "HASTY_GOODBYE": GOODBYE,
        }

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def shelf(self) -> Path:
        return self.folder / "shelf.db"

    @property
    def log(self) -> Path:
        """What the house says for the host's own ears goes there."""
        return self.folder / "log"

    def keeps(self) -> tuple[Path, ...]:
        """Everywhere that something could be left, in the house or in a browser."""
        return (self.folder / "profile", self.home, self.reports, self.log, *self.folder.glob("shelf.db*"))

    def handled_by_the_lead(self) -> str:
        """In a process of their own: reads what waits, and lets the first one go. What was read."""
        lead = self.folder / "lead.key"
        lead.write_text(self.key[1])
        command = [sys.executable, "-m", "server", "reports", str(self.reports), "--key", str(lead)]
        read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        first = next(iter(Tray(self.reports).waiting()))[0]
        subprocess.run([*command, "--handled", first], capture_output=True, check=True)
        lead.unlink()
        return read


@dataclass
class Ana:
    """Somebody with a browser, who does all that a page offers."""

    page: Page
    browser: Browser
    downloads: dict[str, Path]

    async def looks(self) -> None:
        await self.browser.looks(self.page)

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).first.click()

    async def reads(self, text: str) -> None:
        await self.page.get_by_text(text).first.wait_for()

    async def says(self, text: str) -> None:
        await self.page.get_by_label("Your words to the circle").fill(text)
        await self.presses("Share this")
        await self.page.get_by_role("region", name="What has been said").get_by_text(text).wait_for()

    async def saves(self, button: str, folder: Path) -> None:
        """A file on her own device."""
        async with self.page.expect_download() as coming:
            await self.presses(button)
        name = (await coming.value).suggested_filename
        self.downloads[name] = folder / f"{button} {name}"
        await (await coming.value).save_as(self.downloads[name])

    async def asks_for_time_alone(self) -> None:
        """From the lobby, into the room of two and back."""
        await self.presses("Talk with one guide")
        await self.presses("Ask whoever is free")
        here = self.page.url
        await self.presses("Go to our room")
        await self.page.wait_for_url(lambda url: url != here and "/in/" in url)
        await self.says(ALONE)
        await self.looks()

    async def comes_back(self) -> None:
        await self.page.get_by_role("link", name="Back to where I came from").click()
        await self.presses("I'm back here")

    async def keeps_and_sets_aside(self) -> None:
        """Her own words, by a press; and somebody else's, to tell of later."""
        await self.reads(THEIRS)
        if not await self.page.get_by_role("button", name="Keep my own words").is_visible():
            await self.page.locator("section.place summary", has_text="More").first.click()
        await self.presses("Keep my own words")
        await self.presses("Yes, keep mine")
        await self.presses("Back to the circle")
        await self.says(MINE)
        await self.page.locator("article", has_text=THEIRS).locator("summary").first.click()
        await self.presses("Report")
        await self.presses("Not now. Put it by till the end")
        await self.page.get_by_label("Your words to the circle").fill(DRAFT)
        await self.looks()

    async def takes_along(self, folder: Path) -> list[str]:
        """A note, a file, a box on the shelf, a report; in the end the receipt. Her six words."""
        await self.page.get_by_label("Name on the note").fill(HOLDER)
        await self.saves("Make a note", folder)
        await self.saves("Save my words", folder)
        await self.presses("Keep them here, locked")
        await self.presses("Lock it with six words")
        six = await self.page.locator(".six li").all_inner_texts()
        await self.presses("I wrote them down. Lock it")
        await self.reads("Your words are locked away till")
        await self.presses("unkind")
        await self.reads("Thank you. It is on its way")
        await self.reads("Sealed things erased")
        await self.saves("Save this receipt", folder)
        await self.looks()
        return six

    async def looks_back(self, house: str, six: list[str]) -> None:
        """Her box, and what the house says of itself."""
        await self.page.goto(f"{house}/shelf")
        await self.page.locator("#six").fill(" ".join(six))
        await self.presses("Open the box")
        await self.reads(MINE)
        await self.looks()
        for page in ("receipt", "keep?lang=es"):
            await self.page.goto(f"{house}/{page}")
            await self.looks()


@asynccontextmanager
async def with_a_browser(profile: Path) -> AsyncIterator[Ana]:
    """A browser with a folder of its own, watched from its first request on."""
    browser = Browser()
    async with async_playwright() as playwright:
        chrome = await playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium.path(), args=list(chromium.FLAGS), locale="en-US"
        )
        page = chrome.pages[0]
        page.on("response", browser.answered)
        page.set_default_timeout(20_000)
        yield Ana(page, browser, {})
        await chrome.close()

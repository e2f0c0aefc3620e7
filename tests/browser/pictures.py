"""`python -m tests.browser.pictures OUT`: live an evening and take a picture of each state, to look at."""

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests import chromium
from tests.browser.evening import LAPTOP, PHONE, company
from tests.browser.house import a_house
from tests.browser.person import A_WHILE, is_drawn
from tests.browser.states import DRAWN, through

SIZES = {"phone": PHONE, "wide": LAPTOP}


def takes(page: Page, state: str, out: Path) -> None:
    """One state, at two sizes, in both lights."""
    usual = page.viewport_size
    assert usual is not None
    page.mouse.move(0, 0)
    name = re.sub(r"[^a-z]+", "-", state)
    for size, viewport in SIZES.items():
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        for light in ("light", "dark"):
            page.emulate_media(color_scheme=light)
            is_drawn(page)
            page.evaluate(DRAWN)
            page.evaluate(DRAWN)  # what follows from what has settled
            page.screenshot(path=out / f"{name}-{size}-{light}.png")
    page.set_viewport_size(usual)
    page.emulate_media(color_scheme="light")


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=A_WHILE)
    with a_house() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.FLAGS))
        with company(house, browser) as evening:
            for state, person in through(evening):
                takes(person.page, state, out)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

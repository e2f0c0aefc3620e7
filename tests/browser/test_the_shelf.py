"""One's own words locked away at the goodbye, read again on another day and another browser, and let go."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.evening import Company, company
from tests.browser.house import a_house
from tests.browser.person import Person
from tests.browser.test_looks import axe_finds, moves_sideways
from tests.browser.test_own_hands import ends, keeps, talking

MINE = "I am proud of this week."
DEVICE = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "hasPrf": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
"""A phone that asks for a finger and gives a secret; here nobody has to touch it."""


@pytest.fixture
def shelved(chromium: Browser, tmp_path: Path) -> Iterator[Company]:
    """A house with a shelf. It has a name, for browsers keep no passkey for a number."""
    with (
        a_house("localhost", shelf=f"sqlite:///{tmp_path}/shelf.db") as house,
        company(house, chromium) as evening,
    ):
        yield evening


def at_the_goodbye(evening: Company) -> Person:
    """Ana spoke and kept her words; the circle is closed."""
    fay, ana, bo = talking(evening)
    keeps(ana)
    ana.says(MINE)
    bo.hears(MINE).says("Something of mine.")
    ana.hears("Something of mine.")
    ends(evening, fay, ana, bo)
    return ana


def another_day(evening: Company, browser: Browser, lang: str = "en") -> Page:
    """A browser that knows nothing, on the page of the shelf."""
    page = browser.new_context(
        locale=lang, viewport={"width": 360, "height": 740}, service_workers="block"
    ).new_page()
    page.goto(f"{evening.house.address}/shelf")
    return page


def test_six_words_open_the_box_on_another_day_until_it_is_let_go(
    shelved: Company, chromium: Browser, tmp_path: Path
) -> None:
    ana = at_the_goodbye(shelved)
    ana.presses("Keep them here, locked").presses("Lock it with six words")
    ana.reads("These six words are the only key.")
    six = ana.page.locator(".six li").all_inner_texts()
    assert len(six) == 6
    assert (axe_finds(ana.page), moves_sideways(ana.page)) == ([], [])
    ana.presses("I wrote them down. Lock it").reads("Your words are locked away till")
    assert not any(word in ana.page.content() for word in (" ".join(six), f"<li>{six[0]}</li>"))

    page = another_day(shelved, chromium)
    tries(page, " ".join([*six[:5], "notthere"]))
    expect(page.get_by_text("Look again at: notthere")).to_be_visible()
    tries(page, " ".join(six[:5]))
    expect(page.get_by_text("Please type all six words")).to_be_visible()
    tries(page, "  ".join(six).upper())
    expect(page.get_by_text(MINE)).to_be_visible()
    expect(page.get_by_text("Something of mine.")).to_have_count(0)
    assert (axe_finds(page), moves_sideways(page)) == ([], [])
    with page.expect_download() as coming:
        presses(page, "Save my words")
    coming.value.save_as(tmp_path / "notes.html")
    assert MINE in (tmp_path / "notes.html").read_text()
    presses(page, "Let them go")
    presses(page, "Yes, for good")
    expect(page.get_by_text("They are gone for good.")).to_be_visible()

    page = another_day(shelved, chromium, "es")
    tries(page, " ".join(six), "Abrir la caja")
    expect(page.get_by_text(re.compile("Ninguna caja se abre"))).to_be_visible()


def test_a_passkey_opens_the_box_and_nothing_of_it_is_sent(shelved: Company) -> None:
    ana = at_the_goodbye(shelved)
    device = ana.page.context.new_cdp_session(ana.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    ana.presses("Keep them here, locked").presses("Lock it with a passkey").reads(
        "Your words are locked away till"
    )
    ana.page.get_by_role("link", name="Your kept words").click()
    ana.presses("Open with a passkey").reads(MINE)


def test_at_the_goodbye_one_can_still_think_again(shelved: Company) -> None:
    ana = at_the_goodbye(shelved)
    ana.presses("Keep them here, locked").presses("Lock it with six words").presses("Back")
    ana.presses("Lock it with six words").presses("I wrote them down. Lock it").reads(
        "Your words are locked away till"
    )
    ana.presses("No, let them go now").reads("They are gone for good.")


def tries(page: Page, six: str, button: str = "Open the box") -> None:
    page.locator("#six").fill(six)
    presses(page, button)


def presses(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()

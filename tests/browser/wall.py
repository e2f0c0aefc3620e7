"""A wall, lived: from no link to the end, one state after the other, as a projector shows it."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.evening import Company
from tests.browser.person import Text
from tests.browser.states import speak

PROJECTOR = {"width": 1920, "height": 1080}


def on_a_wall(evening: Company, link: str) -> Page:
    """A screen with this link, in a browser that nobody else uses."""
    page = evening.context(viewport=PROJECTOR).new_page()
    page.goto(link)
    return page


def shows(page: Page, title: Text) -> None:
    """The one sentence that everybody in the room reads first."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def through(evening: Company, page: Page) -> Iterator[str]:
    """Each state of a wall, in the order of an evening. It began with a link of its own."""
    shows(page, "Welcome. Have a seat.")
    yield "before"
    fay = evening.guide()
    ana, bo, _ = [evening.guest(name) for name in ("Ana", "Bo", "Cyprian the Second")]
    fay.lets_in("Ana", "Bo", "Cyprian the Second")
    noor = evening.participant("Noor", fay)
    noor.reads("A screen in the room shows this circle")
    fay.presses("Begin").presses("To the agreement").presses("To the check-in")
    shows(page, "Nobody has the turn")
    yield "nobody"
    fay.presses("Start the round", fay.place)
    shows(page, "Ana has the turn")
    speak(evening, ana, "Something that no wall may know.")
    noor.hears("Something that no wall may know.")
    expect(page.get_by_text("no wall may know")).to_have_count(0)
    yield "round"
    fay.at_the_desk("Breathe")
    shows(page, re.compile("^Follow the light"))
    yield "breathing"
    fay.at_the_desk("Take it away")
    fay.presses("Pause", fay.place)
    shows(page, "The circle is paused")
    yield "paused"
    fay.presses("Go on", fay.place)
    fay.at_the_desk("Quiet screen")
    shows(page, "Let's take a moment")
    yield "quiet screen"
    fay.at_the_desk("Take it away")
    evening.house.does(ana.may("done", turn=ana.turn))
    evening.house.does(bo.until(lambda me: me.holds_the_floor()))
    page.context.set_offline(True)
    evening.house.drops_walls()
    shows(page, "This screen is finding its line again")
    yield "line lost"
    page.context.set_offline(False)
    shows(page, "Bo has the turn")
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    shows(page, "The circle is closed")
    yield "closed"

"""How far one's own words have come: on their way, said, or not said, and then every way on."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.evening import PHONE, Company
from tests.browser.person import Person


@dataclass
class Fog:
    """A road to the house on which what somebody sends can hang for a while."""

    thick: bool = False
    _there: WebSocketRoute | None = None
    _held: list[str | bytes] = field(default_factory=list)

    def leads(self, page: WebSocketRoute) -> None:
        """From this page to the house; what comes back is never held."""
        self._there = page.connect_to_server()
        page.on_message(self._goes)

    def _goes(self, frame: str | bytes) -> None:
        assert self._there is not None
        if self.thick and '"is":"share"' in str(frame):
            self._held.append(frame)
        else:
            self._there.send(frame)

    def lifts(self) -> None:
        """All that hung in it arrives."""
        self.thick = False
        for frame in self._held:
            self._goes(frame)
        self._held.clear()


@pytest.fixture
def fog() -> Fog:
    return Fog()


@pytest.fixture
def circle(evening: Company, fog: Fog) -> tuple[Person, Person]:
    """Fay guides, anybody may speak, and Ana's road can be foggy."""
    browser = evening.context(viewport=PHONE)
    browser.route_web_socket(re.compile("/line$"), fog.leads)
    fay = evening.guide("Fay")
    ana = evening.participant("Ana", fay, context=browser)
    fay.presses("Begin").unfolds("Change how we take turns")
    fay.chooses("Open talk")
    ana.place_is("Anyone can speak")
    return fay, ana


def sends(ana: Person, text: str) -> None:
    ana.writes(text).presses("Share this", ana.place)
    expect(ana.words.locator("[data-sending=sending]").get_by_text(text)).to_be_visible()


def test_what_is_on_its_way_says_so_until_the_circle_has_it(circle: tuple[Person, Person], fog: Fog) -> None:
    fay, ana = circle
    fog.thick = True
    sends(ana, "Into the fog.")
    ana.reads("on its way").draft_is("")
    fay.has_not_heard("Into the fog.")
    fog.lifts()
    fay.hears("Into the fog.")
    ana.hears("Into the fog.").does_not_read("on its way")
    expect(ana.words.get_by_text("Into the fog.")).to_have_count(1)


def test_what_was_not_said_tells_why_and_can_be_tried_again(circle: tuple[Person, Person], fog: Fog) -> None:
    fay, ana = circle
    fog.thick = True
    sends(ana, "A moment too late.")
    ana.writes("and something else")
    fay.at_the_desk("All listen")
    ana.place_is("You're listening for a while")
    fog.lifts()
    ana.reads("not said")
    fay.has_not_heard("A moment too late.").at_the_desk("Give words back")
    ana.place_is("Anyone can speak").presses("Try again", ana.words)
    fay.hears("A moment too late.")
    ana.does_not_read("not said").draft_is("and something else")


@pytest.mark.parametrize(("press", "left"), [("Edit", "next\n\nNot now."), ("Let it go", "next")])
def test_what_was_not_said_goes_back_to_the_box_or_away(
    circle: tuple[Person, Person], fog: Fog, press: str, left: str
) -> None:
    fay, ana = circle
    fog.thick = True
    sends(ana, "Not now.")
    ana.writes("next")
    fay.at_the_desk("All listen")
    ana.place_is("You're listening for a while")
    fog.lifts()
    ana.reads("not said").presses(press, ana.words).does_not_read("not said").draft_is(left)
    fay.has_not_heard("Not now.")

"""A hybrid evening, lived: three sit in one room with Hal, one of them with her own phone; four are online; a wall."""

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.evening import PHONE, Company
from tests.browser.person import Person
from tests.browser.states import speak
from tests.browser.wall import on_a_wall, shows
from tests.guest import Guest

Look = tuple[str, Page]


class Room:
    """Whoever is there, and the state their pages are in, one after the other."""

    def __init__(self, evening: Company) -> None:
        self.evening = evening
        self.fay = evening.guide()
        self.hal = evening.person("Hal", evening.links.hub)
        evening._at_the_door(self.hal).waits_outside()
        self.fay.lets_in("Hal")
        self.hal.is_in()

    # ── the helper of the room ──────────────────────────────────────────────────────────────────

    def brings_in(self, name: str, *, new: bool = False) -> None:
        """Hal adds somebody who sits with him."""
        desk = self.hal.desk
        desk.get_by_label("Who sits with you?").fill(name)
        desk.get_by_label("They heard the agreement").check()
        if new:
            desk.get_by_label("First time here").check()
        self.hal.presses("Bring them in", desk).sees(name)

    def brings_in_by_number(self) -> None:
        self.hal.desk.get_by_label("They heard the agreement").check()
        self.hal.presses("By number", self.hal.desk)

    def row(self, name: str) -> Locator:
        """Somebody's lines at Hal's desk, unfolded."""
        row = self.hal.desk.locator("details[data-here]").filter(
            has=self.hal.page.locator("summary", has_text=re.compile(rf"^{name}"))
        )
        if row.get_attribute("open") is None:
            row.locator("summary").first.click()
        return row

    def code_for(self, name: str) -> str:
        """What stands on Hal's screen for somebody's phone."""
        row = self.row(name)
        self.hal.presses("A code for their phone", row)
        digits = row.locator("output.digits")
        expect(digits).to_have_text(re.compile(r"^\d{3} \d{3}$"))
        return digits.inner_text()

    # ── a phone ─────────────────────────────────────────────────────────────────────────────────

    def phone_at_the_agreement(self, name: str) -> Person:
        """Somebody with the link that everybody has, and no code yet."""
        phone = self.evening.person(name, viewport=PHONE)
        phone.lands().goes_to_the_agreement()
        phone.unfolds("I sit in a room with other people")
        phone.page.get_by_label(phone.t("sit-down.read-both")).check()
        return phone

    def sits_down(self, phone: Person, code: str) -> Person:
        phone.page.get_by_label("The code of your seat").fill(code)
        return phone.presses("Sit down")


def through(evening: Company) -> Iterator[Look]:
    """Each state that is new because of a room, on every kind of page."""
    here = Room(evening)
    fay, hal = here.fay, here.hal
    hal.reads("Do people sit with you in the same room?")
    yield "helper, nobody here", hal.page
    online = online_people(evening, fay)
    ana = evening.participant("Ana", fay)
    here.brings_in("Uma")
    here.brings_in("Val", new=True)
    here.brings_in_by_number()
    hal.sees("Seat 1")
    yield "helper, three here", hal.page
    uma = here.phone_at_the_agreement("Uma")
    yield "agreement, with a code", uma.page
    here.sits_down(uma, "000 000").reads("No seat has this code")
    yield "agreement, a wrong code", uma.page
    code = here.code_for("Uma")
    yield "helper, a code", hal.page
    here.sits_down(uma, code).is_in().reads("You sit in a room with Hal.")
    expect(here.row("Uma")).to_contain_text("has a phone")
    yield "phone in a room", uma.page
    wall = on_a_wall(evening, evening.links.wall)
    shows(wall, "Welcome. Have a seat.")
    ana.reads("A screen in the room shows this circle")
    fay.presses("Begin").presses("To the agreement").presses("To the check-in").presses(
        "Start the round", fay.place
    )
    yield from the_round(here, ana, uma, wall, online)
    yield from lines(here, ana, uma)


def online_people(evening: Company, fay: Person) -> dict[str, Guest]:
    names = ("Bo", "Cy", "Dee")
    return dict(zip(names, evening.guests(fay, *names), strict=True))


def the_round(here: Room, ana: Person, uma: Person, wall: Page, online: dict[str, Guest]) -> Iterator[Look]:
    """Room and online by turns: Hal, Bo, Uma, Cy, Val, Dee, Seat 1, Ana, and Fay last."""
    hal, evening = here.hal, here.evening
    shows(wall, "Hal has the turn")
    hal.has_the_floor().presses("Pass", hal.place)
    shows(wall, "Bo has the turn")
    says(evening, online["Bo"], "I came by train.")
    shows(wall, "Uma has the turn")
    uma.has_the_floor().says("I came with my sister.")
    yield "wall, in a round", wall
    hal.hears("I came with my sister.")
    expect(hal.place.locator(".for-them")).to_have_count(0)
    uma.presses("Done", uma.place)
    says(evening, online["Cy"], "Long day.")
    shows(wall, "Val has the turn")
    theirs = hal.place.locator(".for-them")
    hal.place_is("It's Val's turn, here with you")
    yield "helper, somebody is asked", hal.page
    theirs.get_by_label("What Val says").fill("I sat by the window all week.")
    hal.presses("Share as Val", theirs)
    for person in (ana, uma, here.fay, hal):
        person.hears("I sat by the window all week.")
    expect(ana.words.get_by_role("article", name="Val")).to_contain_text("I sat by the window all week.")
    yield "helper, somebody's turn", hal.page
    hal.presses("Done", theirs)
    says(evening, online["Dee"], "Fine.")
    shows(wall, "Seat 1 has the turn")
    hal.presses("Pass", theirs)
    ana.has_the_floor()
    yield "online, in a hybrid circle", ana.page
    ana.presses("Pass", ana.place)


def says(evening: Company, guest: Guest, words: str) -> None:
    speak(evening, guest, words)
    evening.house.does(guest.may("done", turn=guest.turn))


def lines(here: Room, ana: Person, uma: Person) -> Iterator[Look]:
    """The phone goes, and the person stays; the room's line goes, and comes back with everyone."""
    hal, evening = here.hal, here.evening
    here.fay.has_the_floor().presses("Pass", here.fay.place)
    uma.unfolds("More", uma.place).presses("Leave quietly")
    uma.reads("Your seat goes on without this phone.")
    yield "phone, let go", uma.page
    ana.sees("Uma")
    expect(here.row("Uma")).not_to_contain_text("has a phone")
    here.fay.unfolds(re.compile("^Uma"), here.fay.desk).reads("Sits in a room with Hal, without a phone.")
    yield "guide, people in a room", here.fay.page
    evening.takes_the_line_from(hal)
    evening.passes(61)
    for name in ("Hal", "Uma", "Val", "Seat 1"):
        ana.does_not_see(name)
    hal.context.set_offline(False)
    for name in ("Hal", "Uma", "Val", "Seat 1"):
        ana.sees(name)
    yield "helper, back again", hal.page

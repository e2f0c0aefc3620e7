"""Three in one room, of whom one has her own phone, four online, the wall: one circle, one queue, one round."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from server.doors.qr import drawn
from tests.browser.evening import PHONE, Company
from tests.browser.room import Room, through
from tests.browser.ruler import CUT
from tests.browser.states import DRAWN
from tests.browser.test_looks import RULES
from tests.browser.wall import PROJECTOR


def looks_at(page: Page, state: str) -> list[str]:
    """What is in somebody's way; and on a phone, what moves under the thumb or is cut off."""
    usual = page.viewport_size
    assert usual is not None
    page.evaluate("() => scrollTo(0, 0)")
    page.evaluate(DRAWN)
    found = [str(one["id"]) for one in Axe().run(page, options=RULES).response["violations"]]
    if usual != PROJECTOR:
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        page.evaluate(DRAWN)
        found += page.evaluate(CUT)
        page.set_viewport_size(usual)
    return [f"{state}: {what}" for what in found]


@pytest.fixture
def evening(an_evening: Callable[..., Company]) -> Company:
    """A circle with places for ten."""
    return an_evening(format="c3")


def test_a_hybrid_evening_is_one_circle_that_everybody_can_use(evening: Company) -> None:
    found = [what for state, page in through(evening) for what in looks_at(page, state)]
    assert not found, "\n".join(found)


def test_a_phone_comes_in_by_its_own_link_with_nothing_to_type(evening: Company) -> None:
    here = Room(evening)
    here.brings_in("Uma")
    here.code_for("Uma")
    link = here.row("Uma").get_by_label("The link for their phone").input_value()
    uma = evening.person("Uma", link, viewport=PHONE)
    uma.lands().reads("This link puts your phone on the seat you have in the room.")
    assert "#" not in uma.page.url, "the secret of the link left the address at once"
    expect(uma.page.get_by_label(uma.t("name-choice.title"))).to_be_hidden()
    uma.presses("Sit down").reads(uma.t("refusal.agreement-first"))
    uma.page.get_by_label(uma.t("sit-down.read-both")).check()
    uma.presses("Sit down").is_in().sees("Hal")
    expect(here.row("Uma").locator("output.digits")).to_have_count(0)


def test_where_a_phone_can_reach_the_house_it_scans_a_picture(evening: Company) -> None:
    here = Room(evening)
    here.brings_in("Uma")

    def as_over_https(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json={**told, "picture": drawn(told["link"])})

    here.hal.page.route("**/in/*/code", as_over_https)
    here.code_for("Uma")
    picture = here.row("Uma").get_by_role("img", name="A picture to scan with the phone")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None and box["width"] > 180, "large enough for a camera across a table"
    here.hal.page.emulate_media(color_scheme="dark")
    drawn_in = picture.locator("path").evaluate(
        "it => [getComputedStyle(it).fill, getComputedStyle(it).stroke]"
    )
    assert drawn_in == ["rgb(0, 0, 0)", "none"], "dark squares and nothing around them, also in the dark"
    assert not looks_at(here.hal.page, "a picture to scan")


def test_in_any_way_of_taking_turns_the_room_takes_part(evening: Company) -> None:
    here = Room(evening)
    fay, hal = here.fay, here.hal
    here.brings_in("Uma")
    here.brings_in("Val")
    ana = evening.participant("Ana", fay)
    fay.presses("Begin").presses("To the agreement")
    ana.presses("I agree", ana.place)
    for name in ("Uma", "Val"):
        hal.presses("They agree", here.row(name))
    fay.presses("To the check-in").unfolds("Change how we take turns", fay.desk)
    fay.chooses("Raising hands").chooses("In a room and online by turns")
    hal.presses("Raise hand", here.row("Uma"))
    hal.presses("Raise hand", here.row("Val"))
    ana.presses("Raise hand", ana.place)
    expect(fay.desk.locator(".order b")).to_have_text(["Uma", "Ana", "Val"])
    fay.chooses("Open talk")
    row = here.row("Val")
    row.get_by_label("What Val says").fill("From the back row.")
    hal.presses("Share as Val", row)
    ana.hears("From the back row.")
    hal.presses("Uma needs support now", here.row("Uma"))
    fay.reads("Uma asks for support").presses("I'm with you, Uma")
    expect(here.row("Uma")).to_contain_text("asked for support")

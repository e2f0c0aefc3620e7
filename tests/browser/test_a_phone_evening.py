"""An evening on a phone that loses its line three times: in a tunnel, in a pocket, and by being thrown away."""

import os
import re
import signal
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, expect

from server.doors.assets import Assets
from server.doors.offline import kept
from tests.browser.evening import PHONE, Company
from tests.browser.pages.conftest import WEB
from tests.browser.person import Person
from tests.browser.renderer import renderer_of, stopped
from tests.browser.test_own_hands import ends

Evenings = Callable[..., Company]
A_PHONE: dict[str, Any] = {
    "viewport": PHONE,
    "is_mobile": True,
    "has_touch": True,
    "service_workers": "allow",
}
WATCHED = """() => {
    window.locks = [], window.buzzed = []
    if (!window.WakeLock) return
    const request = WakeLock.prototype.request
    WakeLock.prototype.request = async function (kind) {
        const lock = await request.call(this, kind)
        window.locks.push(lock)
        return lock
    }
    const vibrate = Navigator.prototype.vibrate
    Navigator.prototype.vibrate = function (ms) { window.buzzed.push(ms); return vibrate.call(this, ms) }
}"""
"""Notes what this phone is asked to do, and has it done."""
STAYS_ON = "() => window.locks.some(lock => !lock.released)"
ALL_IT_KEEPS = """async () => {
    const found = {}
    for (const name of await caches.keys()) {
        const shelf = await caches.open(name)
        for (const asked of await shelf.keys())
            found[asked.url.slice(location.origin.length)] = await (await shelf.match(asked)).text()
    }
    return { found, local: Object.keys(localStorage).length, session: Object.keys(sessionStorage).length,
        databases: (await indexedDB.databases()).length }
}"""


def test_three_losses_and_exactly_what_was_missed(an_evening: Evenings, chromium: Browser) -> None:
    evening = an_evening()
    fay = evening.guide("Fay")
    ana = evening.participant("Ana", fay, **A_PHONE)
    ana.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    fay.presses("Begin").unfolds("Change how we take turns").chooses("Open talk")
    ana.place_is("Anyone can speak")
    fay.says("One.")
    ana.hears("One.").writes("half a thought")

    evening.takes_the_line_from(ana)
    ana.place_is("Finding the room again.")
    fay.says("Two.").says("Three.")
    ana.context.set_offline(False)
    ana.place_is("Anyone can speak").draft_is("half a thought")
    assert said_to(ana) == ["One.", "Two.", "Three."]

    seat = evening.house.seat_of("Ana")
    with stopped(chromium, ana.page):
        evening.house.asleep.add(seat)
        fay.says("Four.")
        evening.passes(45)
        fay.says("Five.").sees("Ana")
    evening.house.asleep.discard(seat)
    ana.hears("Five.").place_is("Anyone can speak").draft_is("half a thought")
    assert said_to(ana) == ["One.", "Two.", "Three.", "Four.", "Five."]
    ana.does_not_read("A few things were said")

    address = is_thrown_away(evening, chromium, ana)
    fay.says("Six.")
    evening.passes(85)
    fay.does_not_see("Ana")
    evening.passes(61)
    comes_back_without_a_line(ana, address)
    fay.sees("Ana")
    ana.reads("A few things were said that we can't show you.")
    assert said_to(ana) == []
    fay.says("Seven.")
    ana.hears("Seven.").says("I am here.")
    fay.hears("I am here.")
    assert evening.house.seat_of("Ana") == seat

    ends(evening, fay, ana)
    keeps_only_the_card(ana)


def said_to(person: Person) -> list[str]:
    """All that stands on the page, in its order."""
    return person.words.locator(".share .said").all_inner_texts()


def is_thrown_away(evening: Company, chromium: Browser, person: Person) -> str:
    """A phone that needs its memory ends the page without asking. Its network is gone as well."""
    address = person.page.url
    evening.takes_the_line_from(person)
    with person.page.expect_event("crash"):
        os.kill(renderer_of(chromium, person.page), signal.SIGKILL)
    person.page.close()
    return address


def comes_back_without_a_line(person: Person, address: str) -> None:
    """The browser loads the page again, cannot, and shows what it has; with a line it goes on by itself."""
    person.page = person.context.new_page()
    person.page.goto(address)
    person.reads("You have no line.").reads("we keep no words on a device").reads("Call 911")
    assert person.page.url == address
    person.context.set_offline(False)
    person.is_in()


def keeps_only_the_card(person: Person) -> None:
    """The whole of what this browser put by, read from end to end after the evening."""
    held = person.page.evaluate(ALL_IT_KEEPS)
    assert sorted(held["found"]) == sorted(kept(Assets.of(WEB)))
    assert len(held["found"]) > 15 and "Call 911" in held["found"]["/help"]
    whole = "\n".join(held["found"].values())
    handle = person.page.url.rpartition("/")[2]
    for theirs in (
        "Ana",
        "Fay",
        "half a thought",
        "I am here.",
        "Seven.",
        handle,
        person.link.partition("#")[2][:24],
    ):
        assert not re.search(rf"\b{re.escape(theirs)}\b", whole), theirs
    assert (held["local"], held["session"], held["databases"]) == (0, 0, 0)


def test_the_screen_stays_on_for_a_turn_and_a_phone_buzzes_only_for_who_asked(an_evening: Evenings) -> None:
    evening = an_evening()
    fay = evening.guide("Fay")
    context = evening.context(**A_PHONE)
    context.add_init_script(f"({WATCHED})()")
    ana = evening.participant("Ana", fay, context=context)
    bo = evening.participant("Bo", fay, **A_PHONE)
    fay.presses("Begin").presses("To the agreement").presses("To the check-in")
    assert ana.page.evaluate("() => window.locks.length + window.buzzed.length") == 0
    ana.unfolds("More", ana.place).presses("How turns work").page.get_by_label("A short buzz").check()
    ana.presses("Back to the circle", ana.page.get_by_role("main"))
    assert ana.page.evaluate("() => window.buzzed") == [60]
    fay.presses("Start the round", fay.place)
    ana.has_the_floor()
    assert ana.page.evaluate("() => window.buzzed.length") >= 2
    expect_on(ana, on=True)
    ana.presses("Pass", ana.place)
    bo.has_the_floor()
    expect_on(ana, on=False)


def expect_on(person: Person, *, on: bool) -> None:
    """Whether this phone's screen is kept on, once the page has come to rest."""
    for _ in range(200):
        if person.page.evaluate(STAYS_ON) is on:
            return
    raise AssertionError(f"the screen is {'not ' if on else ''}kept on")


def test_a_phone_can_put_us_on_its_first_screen(an_evening: Evenings) -> None:
    evening = an_evening()
    page = evening.person("Lee", **A_PHONE).page
    page.goto(evening.house.address)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    phone = page.context.new_cdp_session(page)
    told = phone.send("Page.getAppManifest")
    assert told["errors"] == [] and '"name":"Meeting"' in told["data"]
    trouble = {one["errorId"] for one in phone.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert trouble <= {"in-incognito"}, "a browser of a test is a private one"
    expect(page).to_have_title("Meeting")

"""A talk for two: asked for at the door or unseen from inside a circle, now or later; each page can be read."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.evening import PHONE, Company
from tests.browser.person import Person
from tests.browser.test_looks import SIDEWAYS, axe_finds, moves_sideways
from tests.guest import Guest

Evenings = Callable[..., Company]


def can_be_read(person: Person) -> None:
    """By everyone, on this phone and on others: nothing for axe to find, nothing that moves sideways."""
    assert person.page.viewport_size == PHONE
    assert person.page.evaluate(SIDEWAYS) == 0
    assert not [*axe_finds(person.page), *moves_sideways(person.page)]


def asks_for_one_guide(person: Person) -> Person:
    """Quietly, from one's own place."""
    return person.unfolds("More", person.place).presses("Talk with one guide", person.place)


def unfolds_mine(person: Person) -> Person:
    """What only waits is folded in the circle."""
    person.page.locator(".for-me summary").click()
    return person


def opens_their_room(evening: Company, guide: Person) -> Person:
    """On a page of its own, so that the meeting keeps its guide."""
    guide.presses("Open the room", guide.desk)
    href = guide.desk.get_by_role("link", name="Go to our room").get_attribute("href")
    there = evening.person(guide.name, guide.link, context=guide.context)
    there.page.goto(f"{evening.house.address}{href}")
    return there


def told_nothing(bo: Guest) -> None:
    """Nobody else is told that somebody asks, nor with whom they are."""
    frames = [frame for frame in bo.frames if frame["is"] != "you"]
    assert not re.search("aside|only for you", json.dumps(frames))
    assert all(frame["aside"] is None for frame in bo.frames if frame["is"] == "you")


# ── out of a circle ───────────────────────────────────────────────────────────────────────────────


def test_from_inside_a_round_unseen_and_the_place_in_it_is_kept(an_evening: Evenings) -> None:
    evening = an_evening(guides=("Fay", "Gil"))
    fay, gil = evening.guide("Fay"), evening.guide("Gil", 1)
    [bo] = evening.guests(fay, "Bo")
    ana = evening.participant("Ana", fay)
    fay.presses("Begin").presses("To the agreement").presses("To the check-in")
    fay.presses("Start the round", fay.place)
    ana.sees_the_floor_at("Bo")
    can_be_read(asks_for_one_guide(ana).reads("Only the guides see that you ask."))
    ana.presses("Ask whoever is free").reads("You asked to talk with one person")
    can_be_read(unfolds_mine(ana).reads("You're next."))

    gil.reads("Ana would like to talk with one of you").at_the_desk("Take time for Ana")
    ana.reads("Your room with Gil is open").does_not_read("Bo")
    can_be_read(ana)
    fay.does_not_see("Ana")
    can_be_read(ana.presses("Go to our room").reads("You're here first."))
    beside = opens_their_room(evening, gil).is_in()
    ana.is_in().sees("Gil").says("only for you")
    can_be_read(ana)
    beside.hears("only for you").presses("End this talk…").asks_once(
        "End it for both of you?", "End this talk"
    )

    ana.reads("one step, so small that it can't fail")
    can_be_read(ana)
    evening.house.does(bo.may("done", turn=bo.turn))
    fay.has_the_floor().does_not_read("only for you")
    ana.page.get_by_role("link", name="Back to where I came from").click()
    ana.presses("I'm back here").is_in().has_not_heard("only for you")
    fay.sees("Ana").presses("Pass", fay.place)
    ana.place_is("The turn can be yours, Ana")
    told_nothing(bo)


def test_at_a_later_moment_that_both_agree_on(an_evening: Evenings) -> None:
    evening = an_evening(guides=("Fay", "Gil"))
    fay, gil = evening.guide("Fay"), evening.guide("Gil", 1)
    ana = evening.participant("Ana", fay)
    fay.presses("Begin").unfolds("Change how we take turns").chooses("Open talk")
    gil.presses("I have time to talk", gil.desk).unfolds("From my own life", gil.desk)
    gil.chooses("losing someone").chooses("school or work")
    asks_for_one_guide(ana).reads("From their own life: losing someone and school or work")
    can_be_read(ana)
    ana.presses("Ask Gil").reads("You asked to talk with Gil")
    fay.reads("They asked for Gil. If you take it, they are asked first.")

    later = re.compile("At .*, in 10 minutes")
    gil.unfolds("Name a later time", gil.desk).desk.get_by_role("button", name=later).click()
    ana.reads(re.compile("^Gil can talk at"))
    can_be_read(ana)
    ana.presses("No, I'd rather wait").reads("You asked to talk with Gil")
    gil.reads("Ana would like to talk. For: Gil")
    gil.desk.get_by_role("button", name=later).click()
    ana.page.get_by_role("button", name=re.compile("^Yes, at")).click()
    ana.reads(re.compile("^You talk with Gil at"))
    can_be_read(unfolds_mine(ana).reads("Till then you can do what you like."))
    ana.says("I can still speak here.")

    evening.passes(605)
    ana.reads("It's time. Gil opens your room.")
    can_be_read(ana)
    gil.at_the_desk("Take time for Ana")
    ana.reads("Your room with Gil is open").presses("I'm back here").is_in()
    gil.reads("Nobody has asked to talk alone.")


def test_a_guides_invitation_is_declined_without_a_trace(an_evening: Evenings) -> None:
    evening = an_evening(guides=("Fay", "Gil"))
    fay, gil = evening.guide("Fay"), evening.guide("Gil", 1)
    [bo] = evening.guests(fay, "Bo")
    ana = evening.participant("Ana", fay)
    fay.presses("Begin").unfolds("Ana", fay.desk)
    fay.presses("Ask them for a moment alone", fay.desk.locator("details[open]", has_text="Ana"))
    ana.reads("Fay would like a moment with you alone")
    can_be_read(ana)
    gil.reads("Fay has asked Ana")
    ana.presses("No, thanks").does_not_read("a moment with you alone")
    gil.does_not_read("Fay has asked Ana")
    told_nothing(bo)


# ── from the landing page ─────────────────────────────────────────────────────────────────────────


def test_from_the_landing_page_waiting_is_honest_and_a_no_is_kind(an_evening: Evenings) -> None:
    evening = an_evening(format="c7", guides=("Fay", "Gil"))
    fay = evening.guide("Fay")
    evening.guest("Bo")
    ana = evening.person("Ana").knocks().waits_outside()
    ana.reads("Before you: 1.").reads("You don't have to wait here.")
    can_be_read(ana)
    expect(fay.desk.get_by_role("button", name="Let Ana in")).to_have_count(0)
    one = fay.desk.locator("[data-alone]", has_text="Ana")
    one.get_by_role("button", name="Not today…").click()
    fay.asks_once("Tell Ana it can't be today? They read why.", "Not today", "No place left")
    ana.reads("Not this time").reads("There may be a meeting today.")
    can_be_read(ana)
    ana.presses("Talk with one guide").reads("They have time for you")
    can_be_read(ana)
    ana.presses("Ask Fay").reads("You asked to talk with Fay")
    fay.at_the_desk("Take time for Ana")
    ana.reads("Your room with Fay is open").reads("When you come back, you're here at the door again.")
    can_be_read(ana)


# ── under 18 ──────────────────────────────────────────────────────────────────────────────────────


def test_under_18_the_second_adult_is_named_first_and_seen_to_come_in(an_evening: Evenings) -> None:
    evening = an_evening(format="c5", guides=("Fay", "Gil", "Hal"), minutes=50)
    fay, gil = evening.guide("Fay"), evening.guide("Gil", 1)
    evening.guest("Hal", evening.links.guides[2])
    ana = evening.participant("Ana", fay)
    fay.presses("Begin")
    asks_for_one_guide(ana).reads("Under 18, a second adult is on the list there.")
    ana.presses("Ask whoever is free")
    fay.at_the_desk("Take time for Ana").reads("Choose one who is here.")
    fay.desk.get_by_role("group", name="Second adult, on the list there").first.get_by_label("Gil").check()
    fay.at_the_desk("Take time for Ana")
    ana.reads("Gil is on the list there and can come in.").presses("Go to our room")
    ana.reads("You're at the door, Ana.")
    beside = opens_their_room(evening, gil).reads("You're on the list beside this room")
    opens_their_room(evening, fay).is_in()
    ana.is_in().reads("Gil is on the list here and can come in.").sees("Fay").does_not_see("Gil")
    can_be_read(ana)
    ana.says("before they come in")
    beside.presses("Come in").is_in().has_not_heard("before they come in")
    ana.sees("Gil").does_not_read("Gil is on the list here")

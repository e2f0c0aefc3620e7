"""A circle of people of 16 and 17 that loses its second adult, waits calmly with nothing lost, and regains them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.evening import Company
from tests.browser.person import Person
from tests.browser.test_looks import axe_finds, moves_sideways

Evenings = Callable[..., Company]
WAITS = "One of the two adults has dropped out. We wait until two are here. You did nothing wrong."


@pytest.fixture
def young(an_evening: Evenings) -> Company:
    """Circle 16–17, with links for two checked adults."""
    return an_evening(format="c5", guides=("Fay", "Gil"), minutes=50)


def begun(young: Company) -> tuple[Person, Person, Person]:
    """Fay and Gil hold the circle, Ana is in it, and anybody may speak."""
    fay, gil = young.guide("Fay"), young.guide("Gil", 1)
    ana = young.participant("Ana", fay)
    fay.presses("Begin").unfolds("Change how we take turns").chooses("Open talk")
    ana.place_is("Anyone can speak")
    return fay, gil, ana


def test_with_one_adult_it_waits_and_goes_on_where_it_stopped(young: Company) -> None:
    fay, gil, ana = begun(young)
    [bo] = young.guests(fay, "Bo")
    fay.says("Two of us are here, Gil and I.")
    ana.hears("Gil and I").writes("my mum found the")

    young.takes_the_line_from(gil)
    young.passes(25)
    ana.reads("We've stopped for a moment. Nothing is lost.").reads(WAITS).draft_is("my mum found the")
    expect(ana.seat("Gil")).to_have_count(1)
    nothing_is_said(young, fay, ana)
    assert young.house.does(bo.may_not("share", words="anybody there")) == "two-adults-needed"
    assert not [*axe_finds(ana.page), *moves_sideways(ana.page)]
    ana.presses("Help now").reads("Call 911").presses("Back to the circle", ana.page.get_by_role("main"))

    gil.context.set_offline(False)
    ana.place_is("Anyone can speak").does_not_read(WAITS)
    ana.draft_is("my mum found the").writes("my mum found the bottle").presses("Share this", ana.place)
    gil.hears("my mum found the bottle").says("We have time.")
    ana.hears("We have time.")


def nothing_is_said(young: Company, fay: Person, ana: Person) -> None:
    """Neither by the one adult who is left nor by anybody else; and no words pass beside the circle."""
    for person in (fay, ana):
        expect(person.place.get_by_role("button", name="Share this")).to_have_count(0)
    fay.unfolds("Ana", fay.desk)
    fay.desk.get_by_label("Your words to Ana").fill("Are you all right?")
    fay.presses("Send to Ana", fay.desk).reads("This room needs two checked adults. We wait for the second.")
    ana.does_not_read("Are you all right?")


def test_who_leaves_stops_it_at_once_and_who_calls_is_answered_all_the_same(young: Company) -> None:
    fay, gil, ana = begun(young)
    gil.unfolds("More", gil.place).presses("Leave quietly")
    ana.reads(WAITS)
    ana.presses("I need support now").reads("We've got it. You're not in trouble.")
    fay.reads("Ana asks for support").presses("I'm with you, Ana")
    signal = fay.page.get_by_role("region", name="Ana asks for support")
    signal.get_by_label("Your words to Ana").fill("I'm here. Gil is on the way.")
    fay.presses("Send to Ana")
    ana.reads("Gil is on the way.")

    gil.page.goto(gil.page.url)
    gil.is_in()
    ana.presses("Back to the circle", ana.page.get_by_role("main")).place_is("Anyone can speak")

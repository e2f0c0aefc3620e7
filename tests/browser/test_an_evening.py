"""A whole evening of several people, each in a browser of their own: from a link to gone."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.evening import Company
from tests.browser.person import Person

Evenings = Callable[..., Company]


def test_from_a_link_to_gone(an_evening: Evenings) -> None:
    evening = an_evening()
    fay = evening.guide("Fay")
    ana = evening.person("Ana").knocks().waits_outside().reads("We told Fay that you are here.")
    bo = evening.person("Bo").knocks().waits_outside()
    fay.at_the_desk("Let all in")
    ana.is_in().sees("Fay").sees("Bo")
    bo.is_in()

    fay.presses("Begin").says("Welcome, everyone.")
    ana.hears("Welcome, everyone.").place_is("One voice for now")
    fay.presses("To the agreement")
    ana.place_is("Do you agree, Ana?").presses("I agree", ana.place)
    fay.reads("No yes yet from: Bo")
    bo.presses("I agree", bo.place)
    fay.reads("Everyone has said yes.")

    fay.presses("To the check-in").presses("Start the round", fay.place)
    goes_round(evening, fay, ana, bo)
    raises_hands(fay, ana, bo)
    ends(evening, fay, ana, bo)


def goes_round(evening: Company, fay: Person, ana: Person, bo: Person) -> None:
    """Share, pass, come back: and nobody sees which."""
    ana.has_the_floor().place_is("The turn can be yours, Ana")
    bo.place_is("You're next, Bo").sees_the_floor_at("Ana")
    ana.says("I am tired tonight.").place_is("It's your turn, Ana")
    bo.hears("I am tired tonight.").presses("Heard you")
    expect(ana.words.get_by_text("heard you")).to_be_visible()
    ana.presses("Done", ana.place)
    bo.has_the_floor().presses("Later", bo.place)
    fay.has_the_floor().presses("Pass", fay.place)
    bo.has_the_floor().presses("Pass", bo.place)
    fay.reads("Everyone has been asked in this round.")
    for person in (ana, fay):
        assert "pass" not in person.words.inner_text().lower()
        assert "later" not in person.words.inner_text().lower()


def raises_hands(fay: Person, ana: Person, bo: Person) -> None:
    """First come, first heard; taken back by oneself; held, and gone on."""
    fay.at_the_desk("Choosing a topic")
    bo.presses("Raise hand", bo.place).place_is("Your hand is up, Bo")
    ana.presses("Raise hand", ana.place).presses("Lower hand", ana.place)
    fay.presses("Next: Bo", fay.place)
    bo.has_the_floor().says("I wrote to my brother.").presses("Take it back", bo.words)
    ana.has_not_heard("I wrote to my brother.")
    bo.has_not_heard("I wrote to my brother.").writes("What I meant is")

    fay.presses("Pause", fay.place)
    bo.reads("The circle is paused.").draft_is("What I meant is").does_not_read("Share this")
    fay.presses("Go on", fay.place)
    bo.has_the_floor().draft_is("What I meant is").presses("Done", bo.place)
    bo.reads("Your words are still in the box").presses("Done", bo.place)


def ends(evening: Company, fay: Person, ana: Person, bo: Person) -> None:
    """More time, the closing by itself, the goodbye, and the house's word that it is gone."""
    before = heading_of_the_hour(fay)
    fay.at_the_desk("Five more minutes")
    expect(fay.desk.locator("#hour")).not_to_have_text(before)
    evening.passes(56 * 60)
    fay.reads("Closing, until about").presses("Start the round", fay.place)
    ana.has_the_floor().says("Hope.")
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    for person in (fay, ana, bo):
        person.reads(f"The circle is closed. Go gently, {person.name}.").reads(
            "The last traces go within a minute."
        )
        person.does_not_read("Hope.")
    evening.passes(65)
    for person in (fay, ana, bo):
        person.reads(re.compile("destroyed, ")).reads("Sealed things erased")
    late = evening.person("Cy").lands().goes_to_the_agreement().agrees()
    late.presses("Knock").reads("This meeting has ended. What was said is gone.")


def test_ten_minutes_and_five_before_the_end_everyone_is_told_once(an_evening: Evenings) -> None:
    evening = an_evening(format="c4", minutes=30)
    fay = evening.guide("Fay")
    ana = evening.participant("Ana", fay)
    fay.presses("Begin")
    evening.passes(19 * 60)
    ana.does_not_read("10 minutes to go.")
    for minutes, told in ((90, "About 10 minutes to go."), (5 * 60, "5 minutes. We'll start to close.")):
        evening.passes(minutes)
        for person in (fay, ana):
            person.reads(told)
            expect(person.aloud).to_contain_text(told)
    ana.does_not_read("About 10 minutes to go.")
    fay.at_the_desk("Five more minutes")
    ana.does_not_read("5 minutes. We'll start to close.").reads("About 10 minutes to go.")


def heading_of_the_hour(fay: Person) -> str:
    return fay.desk.locator("#hour").inner_text()

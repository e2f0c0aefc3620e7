"""Lines drop, phones sleep, tabs double: nobody loses their place or what they were writing."""

import re

from playwright.sync_api import Browser, Route, expect

from tests.browser.evening import Company
from tests.browser.person import Person
from tests.browser.renderer import stopped
from tests.browser.test_the_desk import opened


def test_without_a_line_the_draft_stays_and_what_was_missed_comes(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.says("Before.").writes("half a tho")
    evening.takes_the_line_from(ana)
    ana.place_is("Finding the room again. Nothing is lost.").draft_is("half a tho")
    ana.presses("I need support now").reads("Your line is down. You are not alone.")
    ana.reads("Call 911").presses("Back to the circle", ana.page.get_by_role("main"))
    fay.says("While Ana is away.")
    ana.context.set_offline(False)
    ana.place_is("Anyone can speak").draft_is("half a tho")
    ana.hears("While Ana is away.").hears("Before.")
    fay.reads("Ana asks for support")
    assert ana.words.get_by_text("Before.").count() == 1
    assert kept_on(ana) == {}
    ana.presses("Share this", ana.place)
    fay.hears("half a tho")


def test_a_knock_whose_answer_was_lost_is_sent_again_and_stays_one(evening: Company) -> None:
    fay = evening.guide("Fay")
    ana = evening.person("Ana").lands().goes_to_the_agreement().agrees()
    ana.page.route("**/knock", loses_the_answer, times=1)
    ana.presses("Knock").reads(ana.t("refusal.line-is-lost"))
    fay.reads("Let Ana in")
    ana.presses("Knock").waits_outside()
    fay.lets_in("Ana")
    ana.is_in()
    expect(fay.desk.get_by_role("button", name="Let Ana in")).to_have_count(0)


def loses_the_answer(asked: Route) -> None:
    """The house hears it; what the house says never arrives."""
    asked.fetch()
    asked.abort()


def test_a_page_that_stands_still_steps_out_and_comes_back_to_its_draft(
    evening: Company, chromium: Browser
) -> None:
    fay, ana = opened(evening)
    ana.writes("I was about to")
    seat = evening.house.seat_of("Ana")
    with stopped(chromium, ana.page):
        evening.house.asleep.add(seat)
        evening.passes(85)
        fay.does_not_see("Ana").says("While the phone was in a pocket.")
        evening.passes(61)
    evening.house.asleep.discard(seat)
    fay.sees("Ana")
    ana.place_is("Anyone can speak").draft_is("I was about to")
    ana.reads("A few things were said that we can't show you.")
    ana.has_not_heard("While the phone was in a pocket.")


def test_a_lost_guide_holds_the_circle_until_they_are_back(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.says("I have something to say.").writes("and it is")
    evening.takes_the_line_from(fay)
    evening.passes(25)
    ana.reads("We've lost the line to Fay.").reads("If no one can come back, we close in")
    ana.draft_is("and it is")
    expect(ana.place.get_by_role("button", name="Share this")).to_have_count(0)
    fay.context.set_offline(False)
    fay.place_is(re.compile("Anyone can speak"))
    ana.place_is("Anyone can speak").draft_is("and it is").presses("Share this", ana.place)
    fay.hears("and it is")
    evening.takes_the_line_from(fay)
    evening.passes(12 * 60)
    ana.reads("The circle is closed. Go gently, Ana.").reads("No guide could come back")


def test_a_reload_keeps_the_seat_and_a_second_tab_takes_it(evening: Company) -> None:
    fay, ana = opened(evening)
    fay.says("Said before the reload.")
    ana.hears("Said before the reload.")
    ana.page.reload()
    ana.is_in().hears("Said before the reload.").sees("Fay")
    other = ana.context.new_page()
    other.goto(ana.page.url)
    expect(other.locator("main[data-view=room]")).to_be_visible()
    ana.reads("You opened this meeting in another tab or phone. It goes on there.")
    ana.does_not_read("Said before the reload.").presses("Move it here")
    ana.is_in().says("Here again.")
    expect(other.get_by_text("It goes on there.")).to_be_visible()
    expect(fay.page.locator(".seats > li")).to_have_count(2)


def test_both_links_open_in_one_browser(evening: Company) -> None:
    fay = evening.guide("Fay")
    ana = evening.person("Ana", context=fay.context).knocks().waits_outside()
    fay.lets_in("Ana").presses("Begin").says("Both of us are in here.")
    ana.is_in().hears("Both of us are in here.")
    fay.page.reload()
    fay.is_in()
    expect(fay.desk).to_be_visible()
    ana.page.reload()
    expect(ana.is_in().desk).to_have_count(0)


def kept_on(person: Person) -> dict[str, str]:
    """Whatever the page wrote down anywhere in the browser."""
    return dict(person.page.evaluate("({ ...localStorage, ...sessionStorage })"))

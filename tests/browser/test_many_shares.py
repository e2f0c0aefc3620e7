"""A long evening: what was said long ago costs a page little, and is there as soon as somebody goes back to it."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Locator, expect

from tests import chromium
from tests.browser.evening import Company
from tests.browser.person import Person
from tests.browser.test_attention import LONG
from tests.guest import Guest

MANY = 60
SET_ASIDE = "() => document.querySelectorAll('.stretch[data-past]').length === 2"
DRAWN = "share => share.checkVisibility({ contentVisibilityAuto: true })"
HEIGHT = "words => words.scrollHeight"
ALL_DRAWN = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(".stretch { content-visibility: visible !important }")
    document.adoptedStyleSheets = [sheet]
}"""
TO_THE_BEGINNING = "words => { words.scrollTop = 0 }"


def heard_many(evening: Company, **about: Any) -> tuple[Person, Guest]:
    """Ana has heard sixty long shares from Bo, and stands at the last."""
    fay = evening.guide("Fay")
    ana = evening.participant("Ana", fay, **about)
    fay.presses("Begin").unfolds("Change how we take turns").chooses("Open talk")
    [bo] = evening.guests(fay, "Bo")
    for number in range(1, MANY + 1):
        evening.house.does(bo.says(f"Number {number}. {LONG}"))
        if number % 10 == 0:
            evening.passes(30)
    ana.presses("New below").hears(f"Number {MANY}.")
    ana.page.wait_for_function(SET_ASIDE)
    return ana, bo


def share(person: Person, number: int) -> Locator:
    return person.words.get_by_role("article").nth(number - 1)


def test_what_was_said_long_ago_is_not_drawn_until_a_key_goes_there(evening: Company) -> None:
    ana, _ = heard_many(evening)
    expect(share(ana, MANY)).to_be_in_viewport()
    assert share(ana, MANY).evaluate(DRAWN)
    assert not share(ana, 1).evaluate(DRAWN)
    share(ana, 1).locator("summary").focus()
    expect(share(ana, 1)).to_be_in_viewport()
    assert share(ana, 1).evaluate(DRAWN)


def test_a_screen_reader_has_it_all_the_same(evening: Company) -> None:
    flags = [*chromium.FLAGS, "--force-renderer-accessibility"]  # as when one is running
    with evening.browser.browser_type.launch(executable_path=chromium.path(), args=flags) as browser:
        ana, _ = heard_many(evening, context=browser.new_context(locale="en-US"))
        assert not share(ana, 1).evaluate(DRAWN)
        numbers = [it.split(".")[0] for it in read_out(ana) if it.startswith("Number ")]
        assert numbers == [f"Number {number}" for number in range(1, MANY + 1)]


def read_out(person: Person) -> Iterator[str]:
    """All text of the page, in the order in which a screen reader comes to it."""
    tools = person.page.context.new_cdp_session(person.page)
    nodes = {it["nodeId"]: it for it in tools.send("Accessibility.getFullAXTree")["nodes"]}
    waiting = [next(iter(nodes))]
    while waiting:
        here = nodes[waiting.pop()]
        waiting += [it for it in reversed(here["childIds"]) if it in nodes]
        if here["role"]["value"] == "StaticText":
            yield here["name"]["value"]


def test_its_height_is_known_so_nothing_jumps(evening: Company) -> None:
    ana, _ = heard_many(evening)
    known = ana.words.evaluate(HEIGHT)
    ana.page.evaluate(ALL_DRAWN)
    assert ana.words.evaluate(HEIGHT) == known


def test_whoever_goes_back_to_the_beginning_is_left_there(evening: Company) -> None:
    ana, bo = heard_many(evening)
    ana.words.evaluate(TO_THE_BEGINNING)
    expect(share(ana, 1)).to_be_in_viewport()
    before = share(ana, 1).bounding_box()
    evening.house.does(bo.says("And one more."))
    below = ana.page.get_by_role("button", name="New below")
    expect(below).to_be_visible()
    assert share(ana, 1).bounding_box() == before
    below.click()
    expect(ana.words.get_by_text("And one more.")).to_be_in_viewport()

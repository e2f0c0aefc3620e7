"""No mouse, no touch: a guide holds a whole small meeting from the keyboard, and so does who takes part."""

from playwright.sync_api import expect

from tests.browser.evening import PHONE, Company
from tests.browser.person import Person

FAR = 120
"""Steps of the Tab key after which something is out of reach."""
NAMED = """() => { const here = document.activeElement
    if (!here.matches("a, button, input, select, textarea, summary")) return ""
    return here.getAttribute("aria-label") || here.labels?.[0]?.textContent || here.textContent.trim() }"""
SHOWN = """() => { const here = document.activeElement
    return here.matches(":focus-visible") && getComputedStyle(here).outlineStyle !== "none" }"""


def goes_to(person: Person, name: str) -> None:
    """By Tab alone, and one sees where one is."""
    for _ in range(FAR):
        if name in str(person.page.evaluate(NAMED)):
            assert person.page.evaluate(SHOWN), f"the keyboard is at {name}, and nothing shows it"
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"{name} is out of the keyboard's reach")


def presses(person: Person, name: str, key: str = "Enter") -> None:
    goes_to(person, name)
    person.page.keyboard.press(key)


def comes_in(person: Person) -> Person:
    person.lands()
    presses(person, "Come in")
    person.page.wait_for_url("**/agreement*")
    goes_to(person, "What should we call you here?")
    person.page.keyboard.type(person.name)
    presses(person, "I've read both, and I agree", "Space")
    presses(person, "Knock")
    person.page.wait_for_url("**/in/*")
    return person


def test_a_whole_small_meeting_without_a_mouse(evening: Company) -> None:
    fay = comes_in(evening.person("Fay", evening.links.guides[0])).is_in()
    ana = comes_in(evening.person("Ana")).waits_outside()
    fay.reads("Let Ana in")
    presses(fay, "Let Ana in")
    ana.is_in()
    presses(fay, "Begin")
    ana.place_is("One voice for now")
    fay.page.keyboard.press("Alt+W")
    fay.page.keyboard.type("Welcome.")
    fay.page.keyboard.press("Control+Enter")
    ana.hears("Welcome.")
    presses(fay, "To the agreement")
    ana.place_is("Do you agree, Ana?")
    presses(ana, "I agree")
    fay.reads("Everyone has said yes.")
    presses(fay, "To the check-in")
    presses(fay, "Start the round")

    ana.has_the_floor().page.keyboard.press("Alt+W")
    ana.page.keyboard.type("I walked here.")
    ana.page.keyboard.press("Control+Enter")
    fay.hears("I walked here.")
    ana.page.keyboard.press("Alt+D")
    fay.has_the_floor().page.keyboard.press("Alt+P")
    fay.reads("To choosing a topic")
    presses(fay, "To choosing a topic")
    ana.place_is("Nobody has the turn right now").page.keyboard.press("Alt+H")
    ana.place_is("Your hand is up, Ana")
    fay.reads("Next: Ana").page.keyboard.press("Alt+N")
    ana.has_the_floor()

    ana.page.keyboard.press("Alt+S")
    ana.reads("We've got it.")
    presses(fay, "I'm with you, Ana")
    ana.reads("Fay is here.")
    presses(ana, "Back to the circle")
    ana.page.keyboard.press("?")
    ana.reads("With the keyboard").page.keyboard.press("Escape")
    ana.has_the_floor()

    presses(fay, "End for everyone…")
    expect(fay.page.get_by_role("group", name="End now?")).to_be_focused()
    presses(fay, "End for everyone")
    ana.reads("The circle is closed. Go gently, Ana.")
    fay.reads("The circle is closed. Go gently, Fay.")


def test_on_a_phone_the_keyboard_goes_with_the_desk(evening: Company) -> None:
    fay = evening.guide("Fay", viewport=PHONE)
    fay.reads("Nobody is here yet.")
    presses(fay, "Desk")
    expect(fay.desk).to_be_focused()
    fay.page.keyboard.press("Escape")
    expect(fay.desk).to_be_hidden()
    expect(fay.place.get_by_role("button", name="Desk")).to_be_focused()

"""Nobody's attention is taken: keyboard and reader stay put, and the voice says only what is new."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.evening import Company
from tests.browser.person import Person
from tests.browser.test_the_desk import opened

LONG = "A long thing to say, with many words in it, so that it fills the screen of a phone. " * 12
LIES_BELOW = "words => words.scrollHeight - words.scrollTop - words.clientHeight"
BEGINNING_SHOWN = """words => [...words.querySelectorAll(".share")].at(-1).getBoundingClientRect().top
    >= words.getBoundingClientRect().top"""


def test_whatever_comes_the_keyboard_stays_where_it_is(evening: Company) -> None:
    fay, ana = opened(evening)
    box = ana.place.get_by_label("Your words to the circle")
    box.focus()
    box.press_sequentially("still wri")
    [bo] = evening.guests(fay, "Bo")
    evening.house.does(bo.says("Something new."))
    ana.hears("Something new.").sees("Bo")
    fay.presses("Pause", fay.place)
    ana.reads("The circle is paused.")
    expect(box).to_be_focused()
    fay.presses("Go on", fay.place)
    ana.place_is("Anyone can speak")
    goes_round(fay)
    ana.has_the_floor()
    expect(box).to_be_focused()
    ana.page.keyboard.type("ting")
    ana.draft_is("still writing")
    expect(box).to_be_focused()

    begin = fay.desk.get_by_role("button", name="Lock the door")
    begin.focus()
    evening.guest("Cy")
    fay.reads("Let Cy in")
    evening.house.does(bo.may("ask_for_support"))
    fay.reads("Bo asks for support")
    expect(begin).to_be_focused()


def test_whoever_reads_is_left_where_they_are(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    evening.house.does(bo.says("A short one."))
    evening.house.does(bo.says(f"At last. {LONG}"))
    ana.hears("At last. A long thing")
    assert ana.words.evaluate(LIES_BELOW) > 0
    expect(ana.page.get_by_role("button", name="New below")).to_have_count(0)
    assert ana.words.evaluate(BEGINNING_SHOWN)
    evening.house.does(bo.says("And one more."))
    ana.presses("New below").hears("And one more.")
    expect(ana.words.get_by_text("And one more.")).to_be_in_viewport()
    evening.house.does(bo.says("Now you are taken along."))
    expect(ana.words.get_by_text("Now you are taken along.")).to_be_in_viewport()
    expect(ana.page.get_by_role("button", name="New below")).to_have_count(0)


def test_the_voice_says_what_is_new_once_and_nothing_else(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    expect(ana.aloud).to_contain_text("Bo is here now.")
    spoken = listens_to(ana)
    evening.house.does(bo.says("Good evening."))
    ana.hears("Good evening.").says("My own words.")
    expect(ana.aloud).to_have_text("Bo: Good evening.")
    goes_round(fay)
    expect(ana.aloud).to_contain_text("It's your turn.")
    ana.presses("Pass", ana.place)
    expect(ana.aloud).to_contain_text("Bo has the turn")
    evening.passes(15)
    evening.house.does(bo.sends({"is": "leave", "n": bo.last + 1}))
    expect(ana.aloud).to_contain_text("stepped out")
    told = spoken()
    assert "My own words." not in " ".join(told)
    assert sum("Good evening." in one for one in told) == 1
    assert not any("pass" in one.lower() and "turn" not in one for one in told)
    assert ana.page.locator("[aria-live], [role=status], [role=alert]").count() == 1


def goes_round(fay: Person) -> None:
    fay.chooses("Going round")
    fay.presses("Start the round", fay.place)


def listens_to(person: Person) -> Callable[[], list[str]]:
    """Everything the polite region has held since now."""
    person.page.evaluate("""() => {
        globalThis.spoken = []
        const region = document.getElementById("aloud")
        const changed = new MutationObserver(() => spoken.push(region.textContent))
        changed.observe(region, { childList: true, characterData: true, subtree: true })
    }""")
    return lambda: list(person.page.evaluate("spoken"))


def test_ones_own_long_words_are_not_news_to_oneself(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.says(f"From me. {LONG}".strip())
    assert ana.words.evaluate(LIES_BELOW) > 0 and ana.words.evaluate(BEGINNING_SHOWN)
    expect(ana.page.get_by_role("button", name="New below")).to_have_count(0)
    ana.says("And this.")
    expect(ana.words.get_by_text("And this.")).to_be_in_viewport()

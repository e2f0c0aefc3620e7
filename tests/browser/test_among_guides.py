"""What guides have for themselves: a channel of their own, and a page that rings for those who asked it to."""

from playwright.sync_api import BrowserContext

from tests.browser.evening import LAPTOP, Company
from tests.browser.person import Person
from tests.browser.test_an_evening import Evenings

TONES = """(() => {
    globalThis.tones = 0
    const first = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function () { globalThis.tones += 1; return first.call(this) }
})()"""
RUNG = """times => new Promise(done => {
    const look = () => tones >= times ? done() : setTimeout(look, 20)
    look()
})"""


def test_guides_write_to_each_other_and_nobody_else_is_told(an_evening: Evenings) -> None:
    evening = an_evening(guides=("Fay", "Gil"))
    fay, gil = evening.guide("Fay"), evening.guide("Gil", 1)
    [ana] = evening.guests(fay, "Ana")
    for guide in (fay, gil):
        guide.unfolds("Among the guides", guide.desk)
    fay.desk.get_by_label("Your words to the guides").fill("Ana is quiet tonight.")
    fay.at_the_desk("Send to the guides")
    gil.reads("Ana is quiet tonight.")
    gil.desk.get_by_label("Your words to the guides").fill("I'll write to her.")
    gil.at_the_desk("Send to the guides")
    fay.reads("I'll write to her.").has_not_heard("I'll write to her.")
    evening.house.does(ana.settles())
    assert not any(frame["is"] == "letter" for frame in ana.frames)


def ringing(evening: Company) -> BrowserContext:
    """A browser whose tones are counted."""
    browser = evening.context(viewport=LAPTOP)
    browser.add_init_script(TONES)
    return browser


def has_rung(person: Person, times: int) -> None:
    """So often, and no more."""
    person.page.evaluate(RUNG, times)
    assert person.page.evaluate("tones") == times


def test_a_knock_and_a_call_for_support_ring_where_it_was_asked_for(an_evening: Evenings) -> None:
    evening = an_evening(guides=("Fay", "Gil"))
    fay = evening.guide("Fay", context=ringing(evening))
    gil = evening.guide("Gil", 1, context=ringing(evening))
    fay.presses("Ring softly when someone knocks", fay.desk)
    has_rung(fay, 1)
    fay.reads("This page rings softly when someone knocks or asks for support.")
    bo = evening.guest("Bo")
    gil.reads("Let Bo in")
    has_rung(fay, 2)
    fay.lets_in("Bo")
    evening.house.does(bo.may("ask_for_support"))
    fay.reads("Bo asks for support")
    has_rung(fay, 3)
    assert gil.page.evaluate("tones") == 0

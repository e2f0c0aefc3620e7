"""Four hundred odd things are said in the circle; whoever reads them reads words, and nothing else happens."""

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.evening import Company
from tests.guest import Guest
from tests.odd_words import CASES

IN_ONE = 10
LISTEN = """() => {
    window.broken = []
    document.addEventListener("securitypolicyviolation", it => window.broken.push(it.violatedDirective))
}"""
ODD = "script, img, iframe, object, style, link, meta, base, form[action], math, [onerror], [onload]"
STATE = """odd => ({
    ran: window.ran ?? null, broken: window.broken, title: document.title,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    odd: [...document.querySelectorAll(`main :is(${odd})`)].map(it => it.outerHTML.slice(0, 80)),
    clipped: [...document.querySelectorAll("main div.said")].every(it => getComputedStyle(it).overflow === "clip"),
})"""


async def says(speaker: Guest, at: int) -> None:
    """Each line a case; one of them is also what the words are folded behind."""
    some = CASES[at : at + IN_ONE]
    words = json.dumps({"note": some[0][:80], "text": "\n\n".join(some)}, ensure_ascii=False)
    await speaker.may("share", words=words if at % 40 == 0 else "\n\n".join(some))


def test_odd_words_are_words_and_nothing_else(an_evening: Callable[..., Company]) -> None:
    evening = an_evening(guides=("Fay", "Gil"))
    fay = evening.guide("Fay")
    bo = evening.participant("Bo", fay)
    gil = evening.guest("Gil", evening.links.guides[1])
    fay.presses("Begin")
    evening.house.does(gil.until(lambda me: me.picture["phase"] == "opening"))
    evening.house.does(gil.may("set_mode", mode="open"))
    for person in (fay, bo):
        person.page.evaluate(LISTEN)
    before = bo.page.evaluate(STATE, ODD)
    for at in range(0, len(CASES), IN_ONE):
        evening.house.does(says(gil, at))
        if at % 40 == 0:
            evening.passes(5)
    evening.house.does(gil.may("share", words="and good night"))
    for person in (bo, fay):
        expect(person.words.get_by_text("and good night")).to_be_visible()
        heard = person.words.evaluate("it => it.textContent.replace(/\\s+/g, ' ')")
        assert sum(" ".join(case.split()) in heard for case in CASES) >= 280, "they were really there"
        assert person.page.evaluate(STATE, ODD) == before | {"clipped": True}

"""The same four hundred odd things, through every other field that takes words, on every page that shows them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, Page, expect

from server.keep.signing import Attended, Holder, Signer, commitment
from tests.browser.evening import Company, company
from tests.browser.house import a_house
from tests.browser.person import Person
from tests.browser.test_odd_words import LISTEN, ODD
from tests.browser.test_own_hands import checks
from tests.evening import SECRET
from tests.guest import Frame, Guest
from tests.odd_words import CASES

STATE = """odd => ({
    ran: window.ran ?? null, broken: window.broken ?? [], title: document.title,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    odd: [...document.querySelectorAll(`main :is(${odd})`)].map(it => it.outerHTML.slice(0, 80)),
})"""
MOST = 6_000
"""Bytes in one piece of words."""
SIX = "abacus abdomen abdominal abide abiding ability"
SHELVED = """async ({ six, shares }) => {
    const { src } = document.querySelector("script[type=module]")
    const { boxed, keysOf, secretOf } = await import(new URL("../js/shelf.js", src))
    return boxed(shares, await keysOf(await secretOf(six)))
}"""
FILED = """async ({ words }) => {
    const { src } = document.querySelector("script[type=module]")
    const { fileOf } = await import(new URL("../js/own_words.js", src))
    const kept = words.map(text => ({ words: { text, note: text.slice(0, 200) } }))
    return fileOf(kept, { title: "Notes", lang: "en", day: "Tuesday" })
}"""


def packs() -> Iterator[str]:
    """All of them, a line or more each, as few pieces of words as the house lets through."""
    pack: list[str] = []
    for case in CASES:
        if pack and sum(len(it.encode()) + 2 for it in [*pack, case]) > MOST:
            yield "\n\n".join(pack)
            pack = []
        pack.append(case)
    yield "\n\n".join(pack)


PACKS = list(packs())


@pytest.fixture
def shelved(chromium: Browser, tmp_path: Path) -> Iterator[Company]:
    """Two guides, and a house that offers a shelf."""
    with (
        a_house(shelf=f"sqlite:///{tmp_path}/shelf.db") as house,
        company(house, chromium, guides=("Fay", "Gil")) as evening,
    ):
        yield evening


def test_all_of_them_are_there_and_none_is_too_long() -> None:
    assert "\n\n".join(PACKS) == "\n\n".join(CASES)
    assert 2 < len(PACKS) < 10 and max(len(it.encode()) for it in PACKS) <= 8_000


# ── in the meeting ────────────────────────────────────────


class Everywhere:
    """An evening with Fay and Ana at their pages, and others who write odd things from everywhere."""

    def __init__(self, evening: Company) -> None:
        self.evening = evening
        self.fay = evening.guide("Fay")
        self.ana = evening.participant("Ana", self.fay)
        self.gil = evening.guest("Gil", evening.links.guides[1])
        [self.bo] = evening.guests(self.fay, "Bo")
        self.cy = evening.guest("Cy")
        self.fay.presses("Begin")
        self.does(self.gil.until(lambda me: me.picture["phase"] == "opening"))
        self.asks(self.gil, "set_mode", mode="open")
        self.asks(self.gil, "set_crosstalk", crosstalk="open")
        for person in (self.fay, self.ana):
            person.page.evaluate(LISTEN)
        self.before = [person.page.evaluate(STATE, ODD) for person in (self.fay, self.ana)]

    def does(self, this: Any) -> Any:
        return self.evening.house.does(this)

    def asks(self, who: Guest, act: str, **about: object) -> None:
        """At a pace that no door minds."""
        self.does(who.may(act, **about))
        self.evening.passes(1.0)

    def nothing_happened(self, *shown: tuple[Person, str]) -> None:
        """The words stand on the page they were for, and on no page are they more than words."""
        for person, pack in shown:
            last = pack.rpartition("\n\n")[2]
            expect(person.page.locator("main").get_by_text(last.split("\n")[0]).first).to_be_attached()
        for person, before in zip((self.fay, self.ana), self.before, strict=True):
            assert person.page.evaluate(STATE, ODD) == before, person.name


@pytest.fixture
def everywhere(an_evening: Callable[..., Company]) -> Everywhere:
    return Everywhere(an_evening(guides=("Fay", "Gil")))


def said(words: str) -> str:
    return json.dumps({"text": words}, ensure_ascii=False)


def test_a_topic_is_words_in_the_middle_of_the_circle(everywhere: Everywhere) -> None:
    for pack in PACKS:
        everywhere.asks(everywhere.gil, "put_topic", words=said(pack))
        everywhere.nothing_happened((everywhere.fay, pack), (everywhere.ana, pack))


def test_an_edit_and_a_reply_are_words(everywhere: Everywhere) -> None:
    here = everywhere
    ref = here.does(here.bo.says(said("first")))["ref"]
    for pack in PACKS:
        here.asks(here.bo, "edit", ref=ref, words=said(pack))
        here.nothing_happened((here.ana, pack), (here.fay, pack))
        ref = [frame for frame in here.bo.frames if frame["is"] == "edited"][-1]["ref"]
    for pack in PACKS:
        here.asks(here.gil, "share", words=said(pack), answers=ref)
        here.nothing_happened((here.ana, pack), (here.fay, pack))


def test_letters_are_words_from_the_door_from_the_circle_and_among_guides(everywhere: Everywhere) -> None:
    here = everywhere
    here.ana.unfolds("More", here.ana.place).presses("Write to a guide")
    here.before[1] = here.ana.page.evaluate(STATE, ODD)
    for pack in PACKS:
        for who, whom, about in (
            (here.cy, here.cy, "lobby"),
            (here.bo, here.bo, "support"),
            (here.bo, here.bo, "note"),
            (here.gil, here.gil, "back_channel"),
        ):
            here.asks(who, "write_letter", whom=whom.seat, about=about, words=said(pack))
        here.asks(here.gil, "write_letter", whom=here.gil.seat_of("Ana"), about="note", words=said(pack))
        here.nothing_happened((here.fay, pack), (here.ana, pack))
    assert len([it for it in here.fay.page.locator("article.share").all() if it.text_content()]) >= 4 * len(
        PACKS
    )


def test_a_report_shows_words(everywhere: Everywhere) -> None:
    here = everywhere
    for pack in PACKS:
        ref = here.does(here.bo.says(said(pack)))["ref"]
        here.does(here.gil.hears(said(pack)))
        here.asks(here.gil, "report", ref=ref, code="unkind", words=said(pack))
        here.nothing_happened((here.fay, pack))
    expect(here.fay.page.locator("article.reported")).to_have_count(len(PACKS))


# ── in somebody's hands ────────────────────────────────────────


def quiet(page: Page) -> None:
    """Nothing ran, nothing was drawn, nothing was asked for."""
    state = page.evaluate(
        STATE.replace("main :is", "body :is"), ODD.replace("script, ", "script:not([type=module]), ")
    )
    assert (state["ran"], state["broken"], state["odd"]) == (None, [], [])


def elsewhere(browser: Browser, asked: list[str]) -> Page:
    """A browser that runs scripts and notes every request."""
    page = browser.new_context(locale="en-US", service_workers="block").new_page()
    page.add_init_script(f"({LISTEN})()")
    page.on("request", lambda request: asked.append(request.url))
    return page


def test_the_file_of_ones_own_words_is_words(shelved: Company, chromium: Browser, tmp_path: Path) -> None:
    asked: list[str] = []
    page = elsewhere(chromium, asked)
    page.goto(f"{shelved.house.address}/shelf")
    kept = tmp_path / "notes.html"
    kept.write_text(page.evaluate(FILED, {"words": [*PACKS, *CASES]}))
    asked.clear()
    page.goto(kept.as_uri())
    heard = " ".join(page.locator("body").inner_text().split())
    assert sum(" ".join(case.split()) in heard for case in CASES) >= 280, "they were really there"
    quiet(page)
    assert (asked, page.title()) == ([kept.as_uri()], "Notes")
    page.context.close()


def test_the_shelf_shows_words_and_nobody_elses(shelved: Company, chromium: Browser) -> None:
    """Also to a page that lies: it can lay what it likes into a box, and no page of ours shows it."""
    fay = shelved.guide("Fay")
    [bo, dee] = shelved.guests(fay, "Bo", "Dee")
    fay.presses("Begin").unfolds("Change how we take turns").chooses("Open talk")
    does = shelved.house.does
    shares = []
    for pack in PACKS:
        shares.append(does(bo.says(said(pack)))["ref"] | {"raw": said(pack)})
        shelved.passes(1.0)
    hers = does(dee.says(said("what Dee said")))["ref"] | {"raw": said("what Dee said")}
    asked: list[str] = []
    page = elsewhere(chromium, asked)

    def kept(*shares: Frame) -> Frame:
        page.goto(f"{shelved.house.address}/shelf")
        box = page.evaluate(SHELVED, {"six": SIX, "shares": list(shares)})
        answer: Frame = does(bo.posts(f"{bo.door}/shelf", box)).json()
        page.locator("#six").fill(SIX)
        page.get_by_role("button", name="Open the box").click()
        return answer

    assert "until" in kept(*shares)
    expect(page.locator(".own-words blockquote")).to_have_count(len(PACKS))
    quiet(page)
    assert all(url.startswith(shelved.house.address) for url in asked)
    assert kept(hers) == {"refused": "not-your-share"}
    assert "until" in kept(shares[0] | {"raw": hers["raw"]}), "the house cannot read what is in a box"
    expect(page.get_by_text("This box holds something that you did not say")).to_be_visible()
    expect(page.get_by_text("what Dee said")).to_have_count(0)
    page.context.close()


def test_a_signed_file_shows_words(shelved: Company, chromium: Browser, tmp_path: Path) -> None:
    asked: list[str] = []
    page = elsewhere(chromium, asked)
    page.goto(f"{shelved.house.address}/receipt")
    file = tmp_path / "came-note.json"
    for pack in PACKS:
        holder = Holder(pack, "n")
        note = Signer.of(SECRET).signed(Attended(pack[:3_000], "2026-12-01", 55, 60, commitment(holder)))
        file.write_bytes(msgspec.json.encode(msgspec.structs.replace(note, holder=holder)))
        told = checks(page, file)
        assert "This house signed it." in told and " ".join(pack.split())[-60:] in " ".join(told.split())
        quiet(page)
    assert all(url.startswith((shelved.house.address, "blob:")) for url in asked)
    page.context.close()

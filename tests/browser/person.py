"""Somebody with a browser of their own, who does everything by what stands on the page."""

import re
from dataclasses import dataclass, field
from re import Pattern

from playwright.sync_api import BrowserContext, Locator, Page, expect

from server.doors.catalogue import Catalogue

A_WHILE = 12_000
"""Milliseconds after which something that should have come never will."""
Text = str | Pattern[str]


def is_drawn(page: Page) -> None:
    """Two frames have passed: what changed has been laid out, and the shortest of transitions is over."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@dataclass
class Person:
    """Verbs are what people do; what they wait for comes by itself or fails."""

    name: str
    link: str
    context: BrowserContext
    tongue: str = "en"
    """The language of their pages: what they look for stands there in it."""
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(A_WHILE)
        self.page = self.context.new_page()

    def t(self, key: str, **facts: object) -> str:
        """How this person's page says it."""
        return Catalogue.of(self.tongue).text(key, **facts)

    # ── coming in ───────────────────────────────────────────────────────────────────────────────

    def lands(self) -> "Person":
        self.page.goto(self.link)
        return self

    def goes_to_the_agreement(self) -> "Person":
        self.page.get_by_role("link", name=self.t("do.come-in")).first.click()
        self.page.wait_for_url("**/agreement*")
        return self

    def agrees(self) -> "Person":
        self.page.get_by_label(self.t("name-choice.title")).fill(self.name)
        self.page.get_by_label(self.t("sit-down.read-both")).check()
        return self

    def knocks(self) -> "Person":
        """Through all pages to the door; with a guide's link, in."""
        self.lands().goes_to_the_agreement().agrees()
        self.page.get_by_role("button", name=self.t("do.knock")).click()
        self.page.wait_for_url("**/in/*")
        return self

    def waits_outside(self) -> "Person":
        at_the_door = self.t("lobby.at-the-door", you=self.name)
        expect(self.page.get_by_role("heading", name=at_the_door)).to_be_visible()
        return self

    def is_in(self) -> "Person":
        expect(self.page.locator("main[data-view=room]")).to_be_visible()
        return self

    # ── looking ─────────────────────────────────────────────────────────────────────────────────

    @property
    def place(self) -> Locator:
        """The near edge of the circle: what I can do now."""
        return self.page.locator("section.place")

    @property
    def words(self) -> Locator:
        """What has been said."""
        return self.page.get_by_role("region", name=self.t("words"))

    @property
    def seen(self) -> Locator:
        """All but the one line that is only heard."""
        return self.page.locator("header, main")

    @property
    def desk(self) -> Locator:
        return self.page.get_by_role("region", name=self.t("desk"))

    @property
    def aloud(self) -> Locator:
        """What a screen reader was told last."""
        return self.page.locator("#aloud")

    def reads(self, text: Text) -> "Person":
        """It stands on the page, for everyone to see."""
        expect(self.seen.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def does_not_read(self, text: Text) -> "Person":
        expect(self.seen.get_by_text(text).filter(visible=True)).to_have_count(0)
        return self

    def hears(self, text: str) -> "Person":
        """Somebody's words are among what has been said."""
        expect(self.words.get_by_text(text)).to_be_visible()
        return self

    def has_not_heard(self, text: str) -> "Person":
        expect(self.words.get_by_text(text)).to_have_count(0)
        return self

    def sees(self, name: str) -> "Person":
        expect(self.seat(name)).to_have_count(1)
        return self

    def does_not_see(self, name: str) -> "Person":
        expect(self.seat(name)).to_have_count(0)
        return self

    def seat(self, name: str) -> Locator:
        """Somebody's seat in the circle."""
        seats = self.page.locator(".seats > li")
        return seats.filter(has=self.page.locator(".name", has_text=re.compile(rf"^{name}")))

    def has_the_floor(self) -> "Person":
        """My place says that it is mine."""
        expect(self.place).to_have_attribute("data-floor", "true")
        return self

    def sees_the_floor_at(self, name: str) -> "Person":
        expect(self.page.locator(".seats > [data-floor] .name")).to_have_text(re.compile(rf"^{name}"))
        return self

    def place_is(self, heading: Text) -> "Person":
        expect(self.place.get_by_role("heading", level=2)).to_contain_text(heading)
        return self

    # ── doing ───────────────────────────────────────────────────────────────────────────────────

    def presses(self, name: str, within: Locator | None = None) -> "Person":
        (within or self.page).get_by_role("button", name=name, exact=True).click()
        return self

    def at_the_desk(self, name: str) -> "Person":
        """A button of the desk, unfolding what holds it where it is folded."""
        exactly = re.compile(rf"^\s*{re.escape(name)}\s*$")
        button = self.desk.locator("button", has_text=exactly).first
        expect(button).to_be_attached()
        if not button.is_visible():
            folded = self.desk.locator("details:not([open])")
            folded.filter(has=self.page.locator("button", has_text=exactly)).locator("summary").first.click()
        button.click()
        return self

    def chooses(self, label: str, within: Locator | None = None) -> "Person":
        """One of several. The mark stands there when the room says so, not before."""
        choice = (within or self.desk).get_by_label(label)
        choice.click()
        expect(choice).to_be_checked()
        return self

    def unfolds(self, summary: Text, within: Locator | None = None) -> "Person":
        (within or self.page).locator("summary", has_text=summary).first.click()
        return self

    def writes(self, text: str) -> "Person":
        self.place.get_by_label(self.t("composer.label")).fill(text)
        return self

    def says(self, text: str) -> "Person":
        """Write it, share it, and see it stand there."""
        self.writes(text).presses(self.t("do.share-this"), self.place)
        return self.hears(text)

    def draft_is(self, text: str) -> "Person":
        expect(self.place.get_by_label(self.t("composer.label"))).to_have_value(text)
        return self

    def lets_in(self, *names: str) -> "Person":
        for name in names:
            self.desk.get_by_role("button", name=self.t("desk.let-in-name", name=name)).click()
            self.sees(name)
        return self

    def asks_once(self, question: Text, yes: str, reason: str | None = None) -> "Person":
        """The question before what cannot be taken back."""
        group = self.page.get_by_role("group", name=question)
        if reason:
            group.get_by_label(reason).check()
        group.get_by_role("button", name=yes, exact=True).click()
        return self

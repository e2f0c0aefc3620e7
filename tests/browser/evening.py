"""One evening: whoever came, in a browser of their own or by a socket, and the clock in our hand."""

from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from server.doors.invitations import Links
from tests.browser.house import House
from tests.browser.person import Person
from tests.browser.watch import Watch
from tests.guest import Guest

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
KNOCK = """asked => fetch("/knock", { method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify(asked) }).then(answer => answer.json()).then(told => told.in)"""


@dataclass
class Company:
    """A meeting in a real house, and everyone who has a link to it."""

    house: House
    links: Links
    browser: Browser
    watch: Watch
    lines: AsyncExitStack
    people: list[Person] = field(default_factory=list)

    # ── in a browser ────────────────────────────────────────────────────────────────────────────

    def person(
        self, name: str, link: str | None = None, context: BrowserContext | None = None, **about: Any
    ) -> Person:
        """Somebody with a link and a phone of their own, or another tab of one; guides have a laptop."""
        size = LAPTOP if link else PHONE
        browser = context or self.context(**{"viewport": size, **about})
        tongue = str(about.get("locale", "en"))[:2]
        person = Person(name, link or self.links.participants, browser, tongue)
        self.people.append(person)
        return person

    def context(self, **about: Any) -> BrowserContext:
        """A browser that nobody has used before."""
        usual = {"locale": "en-US", "reduced_motion": "reduce", "service_workers": "block"}
        context = self.browser.new_context(**{**usual, **about})
        self.watch.over(context)
        return context

    def guide(self, name: str = "Fay", which: int = 0, **about: Any) -> Person:
        """Somebody who comes in by a guide's link."""
        return self._at_the_door(self.person(name, self.links.guides[which], **about)).is_in()

    def participant(self, name: str, guide: Person, **about: Any) -> Person:
        """Somebody who knocks and is let in."""
        person = self._at_the_door(self.person(name, **about))
        guide.lets_in(name)
        return person.is_in()

    def waiting(self, name: str, **about: Any) -> Person:
        """Somebody who has knocked."""
        return self._at_the_door(self.person(name, **about)).waits_outside()

    def _at_the_door(self, person: Person) -> Person:
        """As `knocks` does, without the pages before."""
        person.page.goto(self.house.address + "/health")
        invitation = person.link.partition("#")[2]
        asked = {"invitation": invitation, "name": person.name, "agreed": {"agreement": "v1", "limits": "v1"}}
        person.page.goto(self.house.address + person.page.evaluate(KNOCK, asked))
        return person

    # ── by a socket, to save time ───────────────────────────────────────────────────────────────

    def guest(self, name: str, link: str | None = None, **about: Any) -> Guest:
        """Somebody who is here and has no browser; waits in the lobby."""
        return self.house.does(self._comes(Guest(name, link or self.links.participants), about))

    async def _comes(self, guest: Guest, about: dict[str, Any]) -> Guest:
        await guest.knocks(**about)
        return await self.lines.enter_async_context(guest.on_a_line())

    def guests(self, guide: Person, *names: str) -> list[Guest]:
        """Several, each let in by the guide at the desk."""
        here = [self.guest(name) for name in names]
        guide.lets_in(*names)
        return here

    def takes_the_line_from(self, person: Person) -> None:
        """No network for this browser, until it is given back."""
        person.context.set_offline(True)
        self.house.drops(person.name)

    # ── time ────────────────────────────────────────────────────────────────────────────────────

    def passes(self, seconds: float) -> None:
        """Time goes by for everyone."""
        self.house.hurries(seconds)


@contextmanager
def company(
    house: House, browser: Browser, format: str = "c1", guides: tuple[str, ...] = ("Fay",), minutes: int = 60
) -> Iterator[Company]:
    """An evening, and afterwards: nothing left the house, nothing broke."""
    links = house.meeting(format, guides, minutes)
    watch = Watch(house.address)
    here = Company(house, links, browser, watch, AsyncExitStack())
    try:
        yield here
    finally:
        for person in here.people:
            person.context.close()
        house.does(here.lines.aclose())
    assert not watch.strayed, watch.strayed
    assert not watch.broken, watch.broken

"""In browsers, over TLS, on a street of several houses: one is killed in the middle, and nobody can tell which."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from server.doors.invitations import invite
from tests.browser.evening import LAPTOP, PHONE
from tests.browser.person import Person
from tests.browser.watch import Watch
from tests.hosting.street import Street, street


@dataclass
class Evening:
    """Who came, from which house their line comes, and what their browsers did."""

    street: Street
    browser: Browser
    watch: Watch

    def lines(self) -> list[int]:
        """How many each house holds; asked from beside the browser's own loop."""
        with ThreadPoolExecutor() as beside:
            return beside.submit(lambda: asyncio.run(self.street.lines())).result()

    def comes(self, name: str, link: str) -> tuple[Person, int]:
        """Through all the pages, to the door or in; and which house holds the line."""
        before = self.lines()
        about: Any = {"locale": "en-US", "reduced_motion": "reduce", "service_workers": "block"}
        about["viewport"] = LAPTOP if name == "Fay" else PHONE
        context = self.browser.new_context(**about, ignore_https_errors=True)
        self.watch.over(context)
        person = Person(name, link, context).knocks()
        expect(person.page.locator("main:is([data-view=room], [data-view=lobby])")).to_be_visible()
        [at] = [at for at, lines in enumerate(self.lines()) if lines > before[at]]
        return person, at


@pytest.fixture
def evening(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Evening]:
    with street(tmp_path_factory.mktemp("street")) as houses:
        watch = Watch(houses.address)
        yield Evening(houses, chromium, watch)
        for context in chromium.contexts:
            context.close()
    assert not watch.strayed, watch.strayed
    assert not watch.broken, watch.broken


def test_when_a_house_is_killed_its_people_go_on_in_another(evening: Evening) -> None:
    secret = evening.street.settings["ALCOVE_SECRET"].encode()
    links = invite(
        secret, evening.street.address, code="c1", starts=int(time.time()), minutes=60, guides=("Fay",)
    )
    fay, fays = evening.comes("Fay", links.guides[0])
    ana, anas = evening.comes("Ana", links.participants)
    bo, bos = evening.comes("Bo", links.participants)
    assert len({fays, anas, bos}) > 1, "they all sit in one house"
    fay.lets_in("Ana", "Bo").presses("Begin").unfolds("Change how we take turns")
    fay.chooses("Open talk")
    ana.is_in().says("Said before.").writes("half a sen")
    bo.hears("Said before.")

    evening.street.instances[anas].dies()
    bo_stays = bos != anas
    if bo_stays:
        bo.says("While Ana's house is gone.")
    ana.place_is("Anyone can speak").draft_is("half a sen")
    if bo_stays:
        ana.hears("While Ana's house is gone.")
    expect(ana.words.get_by_text("Said before.")).to_have_count(1)
    ana.presses("Share this", ana.place)
    for person in (fay, bo):
        person.is_in().hears("half a sen")
        expect(person.words.get_by_text("Said before.")).to_have_count(1)
    bo.presses("I need support now").reads("We've got it.")
    fay.presses("I'm with you, Bo")
    bo.reads("Fay is here.")
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    for person in (fay, ana, bo):
        person.does_not_read("half a sen")
    ana.reads("The circle is closed. Go gently, Ana.").reads("Sealed things erased")

"""The closed list against one whole evening: everything happens that a house can be asked, and all is looked at."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from httpx2 import AsyncClient
from redis import asyncio as aioredis

from server.keep.closed_list import Place, listed
from server.proof.looking import Report, Search, looked as searched
from tests import redis_server
from tests.doors.test_shelf import a_box
from tests.guest import Guest
from tests.houses import Houses, Instance, a_meeting, running
from tests.promises.everything import (
    ALONE,
    CANARIES,
    MINE,
    THEIRS,
    TOKEN,
    UNHURRIED,
    Ana,
    Everything,
    with_a_browser,
)
from tests.promises.test_closed_list import (
    Found,
    comes_in,
    in_metrics,
    in_the_database,
    in_the_log,
    on_the_line,
    open_files,
    unlisted,
    unseen,
)
from tests.wall import Wall

MEANWHILE = 0.5


@dataclass
class Seen:
    """Everything that was found, by where; and what somebody took along."""

    found: dict[Place, Found] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    """Whatever else lies in the folders of the house, or is held open by it."""
    downloads: dict[str, Path] = field(default_factory=dict)
    read_by_the_lead: str = ""
    kept: Report | None = None
    """What a search finds of the words once all is over: in the browser's folder, and where the host keeps things."""

    def adds(self, place: Place, found: Found) -> None:
        there = self.found.setdefault(place, {})
        for name, parts in found.items():
            there.setdefault(name, set()).update(parts)


@dataclass
class Looking:
    """Looks into every place that the house could fill, as often as it is asked to."""

    house: Instance
    host: Everything
    redis: "aioredis.Redis"
    seen: Seen

    async def looks(self) -> None:
        self.seen.adds(Place.LINE, await on_the_line(self.redis))
        self.seen.adds(Place.DATABASE, in_the_database(self.host.shelf))
        self.seen.adds(Place.FILE, {path.name: set() for path in self.host.reports.iterdir()})
        inside = (path for path in self.host.home.rglob("*") if not path.is_dir())
        held = open_files(self.house.process.pid)
        ours = str(self.host.shelf), str(self.host.log)
        self.seen.files |= {str(it) for it in (*inside, *held) if not str(it).startswith(ours)}
        async with AsyncClient(base_url=self.house.address) as asks:
            told = await asks.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        self.seen.adds(Place.METRIC, in_metrics(told.text))


async def two_alone(ana: Ana, gil: Guest) -> None:
    """Time for two, asked for in the lobby; and the way back."""
    asks = asyncio.ensure_future(ana.asks_for_time_alone())
    await gil.until(lambda me: me.picture["desk"]["asides"])
    await gil.may("take_aside", whom=gil.picture["desk"]["asides"][0]["seat"])
    there = await gil.goes_aside()
    async with there.on_a_line():
        await asks
        await there.hears(json.dumps({"text": ALONE}, separators=(",", ":")))
        await there.may("end_for_all")
        await ana.comes_back()


async def at_the_door(houses: Houses, fay: Guest) -> tuple[Guest, Guest]:
    """Bo and Dee are let in, Cy is sent home kindly; a screen is hung up."""
    bo, dee = await houses.comes("Bo"), await houses.comes("Dee")
    cy = await houses.comes("Cy")
    await cy.may("write_letter", whom=cy.seat, about="lobby", words="am I late")
    await fay.until(lambda me: len(me.picture["desk"].get("waiting", ())) == 4)
    await fay.may("decline", whom=cy.seat, reason="full")
    await fay.may("admit", whom=[fay.seat_of(name) for name in ("Ana", "Bo", "Dee")])
    return bo, dee


async def words(fay: Guest, bo: Guest, dee: Guest) -> Guest:
    """All that can be said, edited, taken back, told; and who said it is asked to leave."""
    await fay.may("go_to", phase="opening")
    await fay.may("set_mode", mode="open")
    said = await bo.says(THEIRS)
    await dee.hears(THEIRS)
    await dee.may("report", ref=said["ref"], code="unkind", words=THEIRS)
    await fay.until(lambda me: any(it.get("about") == "report" for it in me.frames))
    shown = {"seat": bo.seat, "n": said["ref"]["n"]}
    await fay.may("handle_report", whom=dee.seat, shown=shown, found="acted")
    told = {"ref": said["ref"], "code": "unkind", "words": THEIRS, "name": "Bo"}
    assert "received" in (await dee.posts(f"{dee.door}/report", told)).json()
    mine = (await dee.says("mine"))["ref"]
    await dee.may("edit", ref=mine, words="mine, better")
    gone = (await dee.says("gone"))["ref"]
    await dee.may("retract", ref=gone)
    await fay.may("put_topic", words="a topic")
    await dee.may("ask_for_support")
    assert "until" in (await dee.posts(f"{dee.door}/shelf", a_box([mine]))).json()
    await dee.sends("{")
    return dee


async def lived(looking: Looking, houses: Houses, ana: Ana, folder: Path) -> None:
    """From the first knock to the day after."""
    fay = await houses.guides("Fay")
    await comes_in(ana.page, houses.links.participants, "Ana", ana.browser)
    await two_alone(ana, await houses.guides("Gil", which=1))
    bo, dee = await at_the_door(houses, fay)
    async with Wall(houses.links.wall).on_a_line() as wall:
        await wall.until(lambda me: me.sees("Ana"))
        await words(fay, bo, dee)
        await ana.keeps_and_sets_aside()
        await looking.looks()
        await fay.may("remove", whom=bo.seat, kind="for_session", reason="unkind")
        await fay.may("end_for_all")
        six = await ana.takes_along(folder)
    await looking.looks()
    await ana.looks_back(looking.house.address, six)
    looking.seen.read_by_the_lead = looking.host.handled_by_the_lead()
    await looking.looks()


async def a_whole_evening(folder: Path) -> Seen:
    """In a house with everything on; then it is stopped, and its log is read too."""
    host, seen = Everything(folder), Seen()
    with redis_server.served() as redis, host.log.open("wb") as written:
        with running(redis.address, 1, UNHURRIED, log=written, **host.environ()) as [house]:
            async with (
                aioredis.Redis.from_url(redis.address) as client,
                a_meeting([house]) as houses,
                with_a_browser(folder / "profile") as ana,
            ):
                await lived(Looking(house, host, client, seen), houses, ana, folder)
                seen.adds(Place.BROWSER, ana.browser.found)
                seen.downloads = ana.downloads
        seen.kept = searched(Search(CANARIES, paths=tuple(map(str, host.keeps()))))
        seen.adds(Place.LOG, in_the_log(host.log.read_text()))
    seen.adds(Place.DEVICE, {name: set() for name in seen.downloads})
    return seen


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """One evening for all who look at what it left."""
    return asyncio.run(a_whole_evening(tmp_path_factory.mktemp("whole")))


RARELY = {Place.DEVICE: {"passkey"}}
"""The other way to lock a box, for which a browser needs a name instead of a number: `test_the_shelf.py`."""


@pytest.mark.parametrize("place", Place)
def test_everything_that_was_there_is_on_the_list(seen: Seen, place: Place) -> None:
    assert seen.found[place], "nothing was there at all"
    assert unlisted(place, seen.found[place]) == []


@pytest.mark.parametrize("place", Place)
def test_everything_on_the_list_was_there(seen: Seen, place: Place) -> None:
    assert unseen(place, seen.found[place]) - RARELY.get(place, set()) == set()


def test_the_house_holds_no_other_file(seen: Seen) -> None:
    assert seen.files == set()


def test_the_evening_was_as_whole_as_it_says(seen: Seen) -> None:
    assert THEIRS in seen.read_by_the_lead
    assert MINE in next(it for name, it in seen.downloads.items() if name.startswith("notes")).read_text()
    assert {"handled", "report"} <= {
        it.name for name in seen.found[Place.FILE] if (it := listed(Place.FILE, name))
    }


def test_no_word_of_it_lies_anywhere_but_in_the_hands_of_who_said_it(seen: Seen) -> None:
    assert seen.kept is not None and len(seen.kept.looked) > 20, "nothing was searched"
    assert seen.kept.found == []
    assert [it.place for it in seen.kept.looked if it.out_of_reach] == []

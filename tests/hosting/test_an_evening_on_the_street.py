"""An evening over TLS through the proxy, on the very files a host takes: nobody loses a word, and it is wiped."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import pytest
from httpx2 import TransportError
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError

from server.doors.callers import MOST
from server.doors.invitations import invite
from server.keep.signing import read
from server.line.warden import looked
from tests.faults.person import Person
from tests.hosting.street import HOUSES, Street, certify, street

PEOPLE = 8
PATIENCE = 20.0


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """One street for all of these; a house may be gone at the end."""
    with street(tmp_path_factory.mktemp("street")) as open_street:
        yield open_street


@asynccontextmanager
async def circle(evening: Street) -> AsyncIterator[list[Person]]:
    """Fay and the others, each on a patient page that knows one address; everybody may speak."""
    links = invite(
        evening.settings["ALCOVE_SECRET"].encode(),
        evening.address,
        code="c3",  # ten may sit there
        starts=int(time.time()),
        minutes=60,
        guides=("Fay",),
    )
    async with asyncio.TaskGroup() as staying:
        people = [
            Person(
                f"Guest {at}" if at else "Fay", link.partition("#")[2], lambda: [evening.address], Random(at)
            )
            for at, link in enumerate([links.guides[0], *[links.participants] * (PEOPLE - 1)])
        ]
        for person in people:
            await person.comes()
        tasks = [staying.create_task(person.stays()) for person in people]
        await _begins(people)
        yield people
        for task in tasks:
            task.cancel()


async def _begins(people: list[Person]) -> None:
    fay, *others = people
    await fay.until(lambda me: len(me.picture.get("desk", {}).get("waiting", ())) == len(others))
    for act, about in (
        ("admit", {"whom": [one["id"] for one in fay.picture["desk"]["waiting"]]}),
        ("go_to", {"phase": "opening"}),
        ("set_mode", {"mode": "open"}),
    ):
        answer = await fay.does(act, **about)
        assert answer["is"] == "ok", answer
    for person in others:
        await person.until(lambda me: me.picture.get("floor", {}).get("mode") == "open")


async def test_an_evening_is_lived_moved_and_wiped(evening: Street) -> None:
    async with circle(evening) as people:
        await everybody_shares(people, "before")
        held = await evening.lines()
        assert sum(held) == PEOPLE and sum(1 for it in held if it) > 1, "they all sit in one house"
        await a_new_certificate(evening)
        assert [it.closed for it in people] == [[]] * PEOPLE, "a new certificate ends nobody's line"
        await a_house_is_drained(evening, held.index(max(held)))
        for person in people:
            await person.until(lambda me: me.on_a_line)
        await everybody_shares(people, "after")
        assert (await people[0].does("end_for_all"))["is"] == "ok"
        await asyncio.gather(*(person.until(lambda me: me.final == 4502) for person in people))
    moved = [code for person in people for _, code in person.closed if code != 4502]
    assert moved == [1012] * max(held), "who sat in that house was sent on, and nobody else lost a line"
    assert not [gap for person in people for gap in _frames(person, "gap")]
    nothing_is_left(evening, people)


async def everybody_shares(people: list[Person], when: str) -> None:
    """At once, from whichever house; all hear all, in one order, each word once."""
    said = {f"{person.name} {when}" for person in people}
    await asyncio.gather(*(person.does("share", words=f"{person.name} {when}") for person in people))
    for person in people:
        await person.until(lambda me: said <= set(me.heard))
        assert person.heard == people[0].heard and len(set(person.heard)) == len(person.heard)


async def a_new_certificate(evening: Street) -> None:
    """Renewed, and the proxy told so, as docs/hosting.md says; a new visitor is shown the new one."""
    certify(evening.certificate)
    evening.proxy.send_signal(signal.SIGUSR2)
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with evening.browser() as stranger:  # believes the new one, and no other
                    assert (await stranger.get("/ready")).status_code == 200
                    return
            except TransportError:
                await asyncio.sleep(0.05)


async def a_house_is_drained(evening: Street, at: int) -> None:
    """It says that it leaves, the proxy sees that, and whoever knocks meanwhile finds another house."""
    leaving = evening.instances[at]
    leaving.sends(signal.SIGTERM)
    async with evening.browser() as visitor:
        while leaving.process.poll() is None:
            assert (await visitor.get("/health")).status_code == 200
            await asyncio.sleep(0.02)
        assert (await visitor.get("/health")).status_code == 200
    seen = [line for line in evening.said if f"houses/{HOUSES[at]} is DOWN" in line]
    assert seen and "code: 503" in seen[0], "the proxy did not see that the house was leaving"
    del evening.instances[at]


def nothing_is_left(evening: Street, people: list[Person]) -> None:
    """Everybody has the house's word for it, and Redis holds no more than that the room is gone."""
    receipts = [ended["receipt"]["statement"] for person in people for ended in _frames(person, "ended")]
    assert len(receipts) == PEOPLE
    (room,) = {statement["meeting"] for statement in (json.loads(read(it)) for it in receipts)}
    with Redis.from_url(evening.settings["ALCOVE_REDIS_CHECK_URL"]) as warden:
        assert warden.info("keyspace")["db0"]["keys"] == 2, "its stone, and the key that checks reports"
    with Redis.from_url(evening.settings["ALCOVE_REDIS_URL"]) as line:
        assert line.exists(f"alcove:{{{room}}}:wiped", f"alcove:{{{room}}}:tag") == 2


def _frames(person: Person, kind: str) -> list[dict[str, Any]]:
    return [it.frame for it in person.log if it.frame["is"] == kind]


async def test_each_person_is_counted_by_their_own_address(evening: Street) -> None:
    """Behind one proxy, whoever knocks too often keeps out only themselves, whatever they say of themselves."""
    async with evening.browser("127.0.0.2") as one, evening.browser("127.0.0.3") as other:
        answers = []
        for number in range(MOST["knock"] * len(evening.instances) + 1):
            pretending = {"x-forwarded-for": f"10.0.0.{number % 250}"}
            answers.append((await one.post("/knock", json={}, headers=pretending)).status_code)
        assert 429 not in answers[: MOST["knock"]] and answers[-1] == 429
        assert (await other.post("/knock", json={})).status_code not in (429, 503)


async def test_the_house_finds_nothing_unsafe_in_its_redis(evening: Street) -> None:
    line, check = (evening.settings[name] for name in ("ALCOVE_REDIS_URL", "ALCOVE_REDIS_CHECK_URL"))
    assert await looked(line, check, 0) == []
    told = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "server", "check"],
        env=os.environ | evening.settings,
        capture_output=True,
        text=True,
    )
    assert "Redis keeps everything in memory" in told.stdout, told


@pytest.mark.parametrize(
    "asked",
    ["KEYS *", "SCAN 0", "MONITOR", "CONFIG GET *", "DUMP x", "GET other", "PUBLISH other x", "CLIENT LIST"],
)
def test_the_houses_may_do_in_redis_only_what_they_do(evening: Street, asked: str) -> None:
    with Redis.from_url(evening.settings["ALCOVE_REDIS_URL"]) as line, pytest.raises(NoPermissionError):
        line.execute_command(*asked.split())


@pytest.mark.parametrize(
    "asked", ["GET alcove:x", "KEYS *", "MONITOR", "SUBSCRIBE alcove:x", "CONFIG SET save 1"]
)
def test_who_looks_at_redis_sees_no_meeting(evening: Street, asked: str) -> None:
    with (
        Redis.from_url(evening.settings["ALCOVE_REDIS_CHECK_URL"]) as warden,
        pytest.raises(NoPermissionError),
    ):
        warden.execute_command(*asked.split())


def test_nobody_else_is_let_into_redis(evening: Street) -> None:
    with Redis(unix_socket_path=f"{evening.home}/door") as stranger, pytest.raises(AuthenticationError):
        stranger.ping()

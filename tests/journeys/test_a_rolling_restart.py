"""Three houses are restarted one after the other in the middle of a lively hour, and nobody misses a word."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from random import Random
from time import monotonic

import pytest

from tests.faults.person import Person
from tests.faults.story import NEVER
from tests.houses import Instance, a_meeting, running, started

LONGEST = 2.0
"""Seconds that anybody may be without a line (issue 3)."""
MOVED = 5.0


@pytest.fixture(scope="module")
def instances(redis_url: str) -> Iterator[list[Instance]]:
    """Three instances of one house."""
    with running(redis_url, 3) as three:
        yield three


@asynccontextmanager
async def a_circle(instances: list[Instance], people: int) -> AsyncIterator[list[Person]]:
    """Fay and so many others, each with a patient page, wherever a house is ready."""

    def doors() -> list[str]:
        return [it.address for it in instances if it.open]

    async with a_meeting(instances, "c3") as meeting, asyncio.TaskGroup() as staying:
        links = [meeting.links.guides[0], *[meeting.links.participants] * people]
        circle = [
            Person(f"Guest {number}" if number else "Fay", link.partition("#")[2], doors, Random(number))
            for number, link in enumerate(links)
        ]
        fay, *others = circle
        for person in circle:
            await person.comes()
        tasks = [staying.create_task(person.stays()) for person in circle]
        await fay.until(lambda me: len(me.picture.get("desk", {}).get("waiting", ())) == people)
        assert (await fay.does("admit", whom=[one["id"] for one in fay.picture["desk"]["waiting"]]))[
            "is"
        ] == "ok"
        await fay.does("go_to", phase="opening")
        await fay.does("set_mode", mode="open")
        for person in others:
            await person.until(lambda me: me.picture.get("floor", {}).get("mode") == "open")
        yield circle
        for task in tasks:
            task.cancel()


async def speaks(person: Person, pause: float) -> None:
    """One share after another, until somebody says that it is enough."""
    number = 0
    while True:
        await person.does("share", words=f"{person.name} {number}")
        number += 1
        await asyncio.sleep(pause * (0.5 + person.dice.random()))


async def test_a_rolling_restart_moves_everybody_and_loses_nothing(
    instances: list[Instance], redis_url: str
) -> None:
    async with a_circle(instances, 7) as circle:
        speaking = [asyncio.create_task(speaks(person, 0.4)) for person in circle[1:]]
        for at in range(3):
            await restarted(instances, at, redis_url)
        for task in speaking:
            task.cancel()
        await asyncio.gather(*speaking, return_exceptions=True)
        last = await circle[1].does("share", words="the last word")
        assert last["is"] == "ok"
        for person in circle:
            await person.until(lambda me: "the last word" in me.heard)
    everything = circle[0].heard
    said = {words for person in circle for words, it in person.said.items() if it.done < NEVER}
    assert len(said) > 30 and said <= set(everything), "somebody was told `ok` and not heard"
    for person in circle:
        assert person.heard == everything, "one order for all, each word once"
        assert not [it for it in person.log if it.frame["is"] == "gap"]
    assert {code for person in circle for _, code in person.closed} <= {0, 1012}
    away = [back - left for person in circle for left, back in person.away]
    assert len(away) >= 9, "nobody had to move"
    assert max(away) <= LONGEST


async def restarted(instances: list[Instance], at: int, redis_url: str) -> None:
    """As a host does it: a new house beside the old, then the old one is asked to go."""
    old, fresh = instances[at], started(redis_url)
    await asyncio.to_thread(fresh.opens)
    instances[at] = fresh
    asked = monotonic()
    old.sends(signal.SIGTERM)
    while old.is_ready():
        assert monotonic() - asked < 1.0, "it does not say that it is leaving"
        await asyncio.sleep(0.02)
    await asyncio.to_thread(old.process.wait, MOVED + 5)
    assert monotonic() - asked <= MOVED

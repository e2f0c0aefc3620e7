"""Many at once at three houses: a ticket lets one in, and one press shuts every door to who has no seat."""

import asyncio
import json
from collections.abc import Iterator
from itertools import product
from time import monotonic

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from server.room.lobby import TIMES_EXPECTED
from tests.guest import Guest
from tests.houses import Houses, Instance, a_meeting, running, waiting

MANY = 50
AT_ONCE = 1.0
"""Seconds in which whatever a guide presses holds on every house."""
RUSH = 50


@pytest.fixture(scope="module")
def three(redis_url: str) -> Iterator[list[Instance]]:
    with running(redis_url, 3, ALCOVE_PROXIES="1") as instances:
        yield instances


async def uses(house: str, ticket: str, ready: asyncio.Barrier) -> int | None:
    """Say hello with this ticket when all are ready: the close code, None where somebody sits now."""
    async with connect(
        house.replace("http", "ws", 1) + "/line",
        origin=Origin(house),
        subprotocols=[Subprotocol("alcove.v1")],
    ) as line:
        await ready.wait()
        await line.send(json.dumps({"is": "hello", "ticket": ticket}))
        async with asyncio.timeout(20):
            try:
                while json.loads(await line.recv())["is"] != "hello_ok":
                    pass
                return None
            except ConnectionClosed:
                return line.close_code


async def test_one_ticket_used_by_fifty_on_three_houses_seats_one(three: list[Instance]) -> None:
    async with a_meeting(three) as houses:
        fay = await houses.guides("Fay")
        ana = await houses.joins("Ana", fay, at=1)
        ticket, ready = await ana.gets_a_ticket(), asyncio.Barrier(MANY)
        racing = [asyncio.ensure_future(uses(three[n % 3].address, ticket, ready)) for n in range(MANY)]
        ends = await asyncio.gather(*racing)
        assert ends.count(None) == 1, ends
        assert len(ends) == MANY and set(ends) - {None} <= {4501, 4503}


async def test_one_press_shuts_the_door_of_every_house_and_one_opens_it_again(three: list[Instance]) -> None:
    async with a_meeting(three) as houses:
        fay = await houses.guides("Fay")
        ana = await houses.comes("Ana", at=1)
        await fay.until(waiting)
        pressed = monotonic()
        await fay.may("guard_door", on=True)
        strangers = names()
        await asyncio.gather(*(is_guarded(houses, at, strangers) for at in range(3)))
        assert monotonic() - pressed < AT_ONCE
        await fay.may("admit", whom=[fay.seat_of("Ana")])
        await ana.until(lambda me: me.sees("Fay"))
        gil = await houses.guides("Gil", at=2, which=1)
        await gil.may("guard_door", on=False)
        for at, name in enumerate(("Bo", "Cy", "Di")):
            await houses.comes(name, at=at)


async def is_guarded(houses: Houses, at: int, strangers: Iterator[str]) -> None:
    """Until this house gives no seat to who has none."""
    while (refused := await knocks(houses, at, next(strangers))) != "door-is-guarded":
        assert refused is None


async def knocks(houses: Houses, at: int, name: str) -> str | None:
    """Somebody from an address of their own at this house; by which name they are refused, if they are."""
    guest = Guest(name, houses.links.participants)
    guest.house = houses.instances[at].address
    asked = {"invitation": guest.invitation, "name": name, "agreed": {"agreement": "v1", "limits": "v1"}}
    from_there = {"x-forwarded-for": f"10.{at}.{ord(name[0])}.{ord(name[1])}"}
    answer = (await guest.posts("/knock", asked, **from_there)).json()
    return str(answer["refused"]) if "refused" in answer else None


def names() -> Iterator[str]:
    """No two of them look alike."""
    yield from (f"{one}{two}{one}" for one, two in product("knopqrtvwxz", "aeiou") if one != two)


async def test_a_rush_shuts_the_door_of_every_house_wherever_it_comes(three: list[Instance]) -> None:
    async with a_meeting(three) as houses:
        fay = await houses.guides("Fay")
        rushing = names()
        for n in range(RUSH):
            if await knocks(houses, n % 2, next(rushing)) == "door-is-guarded":
                break
        shut = monotonic()
        await is_guarded(houses, 2, rushing)
        assert monotonic() - shut < AT_ONCE
        await fay.until(lambda me: me.picture["desk"]["door_guarded"])
        assert n > TIMES_EXPECTED, "it was shut to an ordinary evening too"
        assert len(waiting(fay)) > 2 * TIMES_EXPECTED, "who had come before is still waiting"

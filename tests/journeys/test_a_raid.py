"""Many at once at three houses: a ticket lets one in, and one press shuts every door to who has no seat."""

import asyncio
import json
from collections.abc import Iterator

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from tests.guest import NotLetIn
from tests.houses import Instance, a_meeting, running, waiting

AT_ONCE = 50


@pytest.fixture(scope="module")
def three(redis_url: str) -> Iterator[list[Instance]]:
    with running(redis_url, 3) as instances:
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
        ticket, ready = await ana.gets_a_ticket(), asyncio.Barrier(AT_ONCE)
        racing = [asyncio.ensure_future(uses(three[n % 3].address, ticket, ready)) for n in range(AT_ONCE)]
        ends = await asyncio.gather(*racing)
        assert ends.count(None) == 1, ends
        assert len(ends) == AT_ONCE and set(ends) - {None} <= {4501, 4503}


async def test_one_press_shuts_the_door_of_every_house_and_one_opens_it_again(three: list[Instance]) -> None:
    async with a_meeting(three) as houses:
        fay = await houses.guides("Fay")
        ana = await houses.comes("Ana", at=1)
        await fay.until(waiting)
        await fay.may("guard_door", on=True)
        for at in range(3):
            with pytest.raises(NotLetIn, match="door-is-guarded"):
                await houses.comes("Bo", at=at)
        await fay.may("admit", whom=[fay.seat_of("Ana")])
        await ana.until(lambda me: me.sees("Fay"))
        gil = await houses.guides("Gil", at=2, which=1)
        await gil.may("guard_door", on=False)
        for at, name in enumerate(("Bo", "Cy", "Di")):
            await houses.comes(name, at=at)

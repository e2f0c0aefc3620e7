"""Many at the door: what comes together is committed together, and nothing known is opened once more."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from server.formats import library
from server.live.commits import GATHERING, MOST
from server.live.gathering import Gathering
from server.live.vault import Vault
from server.room.acts import Knock, LowerHand, RaiseHand
from server.room.phases import opened
from server.room.seat import Role, SeatId
from server.room.words import Name
from tests.live.instances import A_FEW, ANA, ROOM, House, a_house

NAMES = ["".join(it).title() for it in product("bdfgkl", "aeu", "bdfgkl", "aeu")]


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a room was put on the line, and opened from it."""
    count = Counter[str]()

    def counted(of: type, name: str) -> None:
        before = getattr(of, name)

        def after(*given: Any) -> Any:
            count[name] += 1
            return before(*given)

        monkeypatch.setattr(of, name, after)

    counted(Gathering, "offers")
    counted(Vault, "open_room")
    return count


async def a_large_room(house: House) -> None:
    large = replace(library()["c1"].slim(), capacity=3 * MOST)
    await house.nodes[0].opened(ROOM, lambda now: opened(ROOM, large, now))
    await house.opens(0)


async def at_the_door(house: House, names: list[str]) -> list[asyncio.Task[None]]:
    """They knock in the same moment."""
    acts = [Knock(SeatId(name), Name(name), Role.PARTICIPANT, 1, "v1", "v1") for name in names]
    knocks = [asyncio.create_task(house.does(act)) for act in acts]
    await house.settles()
    return knocks


async def turns(asked: Coroutine[Any, Any, None]) -> int:
    """How often the loop goes round until it is answered."""
    answer = asyncio.create_task(asked)
    for turn in range(A_FEW):
        if answer.done():
            return turn
        await asyncio.sleep(0)
    return A_FEW


async def test_who_knocks_in_the_same_moment_comes_in_one_commit(count: Counter[str]) -> None:
    async with a_house() as house:
        await a_large_room(house)
        house.clock.moment = 0.0  # nobody's patience passes by itself
        count.clear()
        await at_the_door(house, NAMES[:20])
        await at_the_door(house, NAMES[20:40])
        await house.passes(GATHERING)
        assert count["offers"] == 1
        assert set(NAMES[:40]) <= set((await house.here()).room.seats)


async def test_a_knock_waits_for_others_only_until_a_commit_is_full() -> None:
    async with a_house() as house:
        await a_large_room(house)
        house.clock.moment = 0.0
        assert all(knock.done() for knock in await at_the_door(house, NAMES[:MOST]))
        (alone,) = await at_the_door(house, NAMES[MOST : MOST + 1])
        assert not alone.done()
        await house.passes(GATHERING)
        assert alone.done()


async def test_whoever_cannot_wait_takes_along_who_knocked(count: Counter[str]) -> None:
    async with a_house() as house:
        await a_large_room(house)
        house.clock.moment = 0.0
        alone = await turns(house.does(RaiseHand(ANA)))
        knocks = await at_the_door(house, NAMES[:5])
        count.clear()
        assert await turns(house.does(LowerHand(ANA, ANA))) <= alone + 1
        await house.settles()
        assert all(knock.done() for knock in knocks)
        assert count["offers"] == 1


async def test_a_ticket_opens_no_room_that_is_known(count: Counter[str]) -> None:
    async with a_house(2) as house:
        await a_large_room(house)
        await house.settles()
        count.clear()
        await house.nodes[0].newest(ROOM)
        assert count["open_room"] == 0
        there = await house.here(1)
        assert count["open_room"] == 1
        assert there.room == (await house.here(0)).room

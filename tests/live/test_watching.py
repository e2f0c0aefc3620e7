"""Once a minute somebody looks whether the meeting place is still safe; what is old is unknown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.live.watching import Watch
from server.room.refusals import No
from server.room.room import Room, RoomId
from tests.hand_clock import HandClock
from tests.live.instances import ANA, a_house


class Eyes:
    """What is seen next time."""

    sees: bool | None = True

    async def __call__(self) -> bool | None:
        return self.sees


@asynccontextmanager
async def a_watch(clock: HandClock) -> AsyncIterator[tuple[Watch, Eyes]]:
    eyes = Eyes()
    watch = Watch(clock, eyes)
    running = asyncio.ensure_future(watch.run())
    await asyncio.sleep(0)
    yield watch, eyes
    running.cancel()


async def settles() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_what_becomes_unsafe_is_seen_within_a_minute_and_so_is_its_mending() -> None:
    clock = HandClock()
    async with a_watch(clock) as (watch, eyes):
        await clock.passes(59, settles)
        eyes.sees = False
        assert watch.is_fine()
        await clock.passes(2, settles)
        assert not watch.is_fine()
        eyes.sees = True
        await clock.passes(60, settles)
        assert watch.is_fine()


async def test_what_was_seen_six_minutes_ago_is_unknown_and_not_fine() -> None:
    clock = HandClock()
    async with a_watch(clock) as (watch, eyes):
        eyes.sees = None
        await clock.passes(300, settles)
        assert watch.is_fine()
        await clock.passes(61, settles)
        assert not watch.is_fine()


async def test_meanwhile_no_meeting_begins_and_those_that_live_go_on() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        node = house.nodes[0]
        node.may_begin = lambda: False
        assert await node.opened(RoomId("another"), _never) is No.HOUSE_IS_BUSY
        await house.says(ANA, 1, "we go on")


def _never(now: float) -> Room:
    raise AssertionError("a meeting began where it could be read along")

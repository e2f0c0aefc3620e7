"""The line on a cluster of three masters, one of which dies."""

import asyncio
from collections.abc import Iterator

import pytest

from server.line.line import Committed, Line, OutOfTouch, Place
from server.line.redis import connected
from tests.line import cluster
from tests.line.ends import Heard, opened, said, step_from
from tests.line.test_contract import until


@pytest.fixture
def masters() -> Iterator[cluster.Cluster]:
    """Three masters for one test, because it kills one."""
    with cluster.running() as three:
        yield three


async def test_rooms_on_every_master_are_heard_everywhere_and_outlive_another_master(
    masters: cluster.Cluster,
) -> None:
    heard_here, heard_there = Heard(), Heard()
    rooms = [masters.room_of(node) for node in range(3)]
    async with (
        connected(masters.address, heard_here) as here,
        connected(masters.address, heard_there) as there,
    ):
        for room in rooms:
            assert await here.open(room, "gen-1", b"state", b"keys") == Place("gen-1", 0, 0)
            await there.follow(room)
            await said(here, room, Place("gen-1", 0, 0), b"hello from " + room.encode())
        for room in rooms:
            await until(lambda room=room: heard_there.pieces(room) == [(1, b"hello from " + room.encode())])
        # The subscriber sits on the first node, so its death is the hardest: another must be found.
        masters.kill(0)
        with pytest.raises(OutOfTouch):
            await here.commit(rooms[0], step_from(Place("gen-1", 0, 1), b"nobody hears"))
        for room in rooms[1:]:
            place = Place("gen-1", 0, 1)
            while len(heard_there.pieces(room)) < 2:
                answer = await here.commit(room, step_from(place, b"still here"))
                assert isinstance(answer, Committed)
                place = answer.place
            assert heard_there.pieces(room)[-1][1] == b"still here"


async def test_a_cluster_that_died_whole_is_out_of_touch_until_it_is_back(masters: cluster.Cluster) -> None:
    heard, room = Heard(), masters.room_of(0)
    async with connected(masters.address, heard) as here:
        await opened(here, room)
        await here.follow(room)
        for node in range(3):
            masters.kill(node)
        for _ in range(3):
            with pytest.raises(OutOfTouch):
                await here.load(room)
        masters.rise()
        await said(here, room, await patiently(here, room), b"as if nothing had been")
        await until(lambda: heard.pieces(room) == [(1, b"as if nothing had been")])


async def patiently(line: Line, room: str) -> Place:
    """Open the room, as soon as the line is in touch."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await opened(line, room)
            except OutOfTouch:
                await asyncio.sleep(0.05)

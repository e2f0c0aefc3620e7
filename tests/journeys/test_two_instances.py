"""One circle over several real processes and a real Redis: nobody can tell which house they are in."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from time import monotonic

import pytest
from redis import asyncio as aioredis

from server.proof.proving import room_of
from tests.houses import Houses, Instance, a_meeting, running, waiting


@pytest.fixture(scope="module")
def instances(redis_url: str) -> Iterator[list[Instance]]:
    """Two instances of one house, on two machines: the clock of one is an hour ahead."""
    ahead = (sys.executable, "-m", "tests.faults.off_by", "3600", "serve")
    with running(redis_url, 1) as one, running(redis_url, 1, ahead) as other:
        yield [*one, *other]


@pytest.fixture
async def two(instances: list[Instance]) -> AsyncIterator[Houses]:
    """A meeting on both of them."""
    async with a_meeting(instances) as two:
        yield two


async def test_a_circle_meets_over_two_instances(two: Houses) -> None:
    fay, ana, bo = await two.open_circle(0, 0, 1)
    await ana.says("from the first house")
    await bo.says("from the second")
    for guest in (fay, ana, bo):
        await guest.hears("from the first house")
        await guest.hears("from the second")
        assert guest.has_heard() == ["from the first house", "from the second"]
    assert len({frame["seq"] for frame in fay.frames if frame["is"] == "said"}) == 2

    # Who is removed hears nothing later, on whichever instance it is said.
    await fay.may("remove", whom=bo.seat, kind="for_session", reason="unkind")
    await ana.says("after")
    assert await bo.is_gone() == 4500
    assert "after" not in bo.has_heard()


async def test_a_page_that_comes_back_to_another_instance_hears_exactly_what_it_missed(two: Houses) -> None:
    fay, ana, bo = await two.open_circle(0, 0, 1)
    await ana.says("before")
    await bo.hears("before")
    await bo.hangs_up()
    await ana.says("missed")
    await fay.says("missed too")
    await two.returns(bo, 0)
    await bo.hears("missed too")
    await ana.says("and on")
    await bo.hears("and on")
    assert bo.has_heard() == ["before", "missed", "missed too", "and on"]
    assert not [frame for frame in bo.frames if frame["is"] == "gap"]


async def test_words_taken_back_are_gone_everywhere_within_a_second(two: Houses, redis_url: str) -> None:
    fay, ana, bo = await two.open_circle(0, 0, 1)
    said = await ana.says("too much")
    await bo.hears("too much")
    pieces = f"alcove:{{{room_of(two.links.participants)}}}:n:{said['seq']}"
    async with aioredis.Redis.from_url(redis_url) as redis:
        assert await redis.exists(pieces)
        asked = monotonic()
        await ana.may("retract", ref=said["ref"])
        assert not await redis.exists(pieces), "it was answered before the words were gone"
    for guest in (fay, ana, bo):
        await guest.until(lambda me: any(it["is"] == "retracted" for it in me.frames))
        await guest.until(lambda me: len(me.picture["retracted"]) == 1)
    assert monotonic() - asked < 1.0
    seen = [await two.comes(f"Late {at}", at) for at in (0, 1)]
    await fay.until(lambda me: len(waiting(me)) == 2)
    await fay.may("admit", whom=[guest.seat for guest in seen])
    await asyncio.gather(*(guest.until(lambda me: me.sees("Ana")) for guest in seen))
    assert "too much" not in json.dumps([guest.frames for guest in seen])


async def test_a_share_that_was_not_acknowledged_is_said_once_on_another_instance(two: Houses) -> None:
    fay, ana, bo = await two.open_circle(0, 0, 1)
    told = await bo.says("once")
    number = told["ref"]["n"]
    await bo.hangs_up()
    await two.returns(bo, 0)
    assert bo.last == number
    assert (await bo.does_again(number, "share", words="once"))["is"] == "ok"
    await bo.says("next")
    await fay.hears("next")
    assert fay.has_heard() == ["once", "next"]


async def test_a_ticket_from_one_house_opens_a_line_at_the_other(two: Houses) -> None:
    _, _, bo = await two.open_circle(0, 0, 1)
    for at in (0, 1):
        await bo.hangs_up()
        bo.house = two.instances[1 - at].address
        ticket = await bo.gets_a_ticket()
        bo.house = two.instances[at].address
        await two.stack.enter_async_context(bo.on_a_line(ticket))
        await bo.says(f"here, at {at}")


async def test_the_same_seat_opened_elsewhere_is_one_seat(two: Houses) -> None:
    fay, _, bo = await two.open_circle(0, 0, 1)
    tab = bo.another_tab()
    await two.returns(tab, 0)
    assert await bo.is_gone() == 4501
    await tab.says("I am over here")
    await fay.hears("I am over here")
    assert len([seat for seat in fay.picture["seats"] if seat["name"] == "Bo"]) == 1


async def test_a_meeting_that_ends_ends_on_every_instance(two: Houses) -> None:
    fay, ana, bo = await two.open_circle(0, 0, 1)
    await fay.may("end_for_all")
    await asyncio.gather(*(guest.until(lambda me: me.picture["phase"] == "closed") for guest in (ana, bo)))

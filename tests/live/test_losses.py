"""Who comes back after more than one trouble of the houses misses exactly what they missed."""

import pytest

from server.live.coming_back import Seen
from server.wire.close_codes import Close
from tests.live.instances import ANA, BO, House, a_house, told, words
from tests.live.test_restoring import Stopped


async def slept_through_two_losses(house: House) -> None:
    """Bo's house is stopped; twice the memory is lost and restored by the other; then it goes on."""
    stopped = house.nodes[1].line
    assert isinstance(stopped, Stopped)
    stopped.going.clear()
    for number in (2, 3):
        house.memory.empty()
        await house.passes(8)
        await house.says(ANA, number, f"after loss {number - 1}", 0)
    stopped.going.set()
    await house.passes(3)


@pytest.mark.parametrize("instance", [0, 1])
async def test_who_comes_back_hears_what_was_said_meanwhile_and_no_gap(instance: int) -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 1)
        there = await house.here(1)
        await house.says(ANA, 1, "before", 0)
        await house.settles()
        seen = Seen(there.place.gen, there.heard)
        await slept_through_two_losses(house)
        assert there.place.gen != seen.gen
        frames = told(await house.sits(BO, instance, seen))
        assert words(frames) == ["after loss 1", "after loss 2"]
        assert "gap" not in {frame["is"] for frame in frames}


async def test_who_sits_in_a_house_that_slept_through_two_losses_is_told_of_no_gap() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        _, _, bo = await house.opens(0, 1)
        await house.says(ANA, 1, "before", 0)
        await house.settles()
        there = await house.here(1)
        seen = Seen(there.place.gen, there.heard)
        await slept_through_two_losses(house)
        frames = told(bo)
        assert "gap" not in {frame["is"] for frame in frames}
        assert bo.outbox.closing is Close.OUT_OF_TOUCH, "the others took this house for dead"
        for instance in (0, 1):
            await house.passes(2)
            again = told(await house.sits(BO, instance, seen))
            assert words(again) == ["after loss 1", "after loss 2"]
            assert "gap" not in {frame["is"] for frame in again}
        assert (await house.here(1)).place == (await house.here(0)).place


async def test_who_heard_what_an_earlier_loss_swallowed_is_told_so_after_the_next() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 1)
        there, stopped = await house.here(1), house.nodes[1].line
        assert isinstance(stopped, Stopped)
        (await house.here(0)).hear = lambda news: None  # type: ignore[method-assign]
        await house.says(BO, 1, "only there", 1)
        seen = Seen(there.place.gen, there.heard)
        await slept_through_two_losses(house)
        frames = told(await house.sits(BO, 0, seen))
        assert [frame["is"] for frame in frames if frame["is"] in ("said", "gap")] == ["gap", "said", "said"]
        assert words(frames) == ["after loss 1", "after loss 2"]


async def test_a_house_that_came_a_moment_ago_brings_back_what_was_said_before_it_came() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 0)
        here = await house.here(0)
        seen = Seen(here.place.gen, here.heard)
        await house.says(ANA, 1, "before it came", 0)
        await house.settles()
        await house.here(1)
        stopped = house.nodes[0].line
        assert isinstance(stopped, Stopped)
        stopped.going.clear()
        house.memory.empty()
        await house.passes(8)
        frames = told(await house.sits(BO, 1, seen))
        assert words(frames) == ["before it came"]
        assert "gap" not in {frame["is"] for frame in frames}


async def test_what_a_later_house_found_rests_no_longer_there_than_it_would_have() -> None:
    async with a_house(2) as house:
        await house.opens(0, 0)
        here = await house.here(0)
        await house.says(ANA, 1, "half a minute ago", 0)
        await house.passes(30)
        there = await house.here(1)
        lives = [left for _, left in there.minute.resting(house.clock.now()).values()]
        assert there.minute.judged(here.heard) is not None and max(lives) <= 30

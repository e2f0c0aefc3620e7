"""Who comes back after more than one trouble of the houses misses exactly what they missed."""

import asyncio
import gc
from dataclasses import replace
from weakref import ref

import pytest

from server.line.line import AWAITED, Answer, Commit, Gone, News, OutOfTouch, Wiped, next_gen
from server.live.asking import End
from server.live.coming_back import Seen
from server.room.acts import Leave, Retract, Share
from server.room.effects import ShareRef
from server.room.refusals import No
from server.room.words import Words
from server.wire.close_codes import Close
from tests.live.instances import ANA, BO, ROOM, Frame, House, a_house, told, words
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


async def comes_back_while_something_is_missing(
    house: House, instance: int, brought_after: float | None
) -> list[Frame]:
    """The room is restored without what Ana said; whoever knows it brings it later, or never."""
    await house.opens(0, 0)
    await house.passes(2 * AWAITED)
    here = await house.here(0)
    await house.says(ANA, 1, "heard", 0)
    seen = Seen(here.place.gen, here.heard)
    await house.says(ANA, 2, "missed", 0)
    house.memory.empty()
    await house.passes(3)
    standing = house.memory.found(ROOM)
    assert not isinstance(standing, Gone | Wiped)
    missed = standing.pieces.pop(here.heard)
    house.clock.moment = 0
    coming = asyncio.create_task(house.sits(BO, instance, seen))
    await house.passes(1)
    assert not coming.done(), "it may still be brought"
    if brought_after is not None:
        await house.passes(brought_after)
        standing.pieces[here.heard] = missed
    await house.passes(AWAITED)
    return told(await coming)


@pytest.mark.parametrize("instance", [0, 1])
async def test_who_comes_back_before_everybody_has_brought_what_they_know_is_not_told_of_a_gap(
    instance: int,
) -> None:
    async with a_house(2) as house:
        frames = await comes_back_while_something_is_missing(house, instance, 0.5)
        assert words(frames) == ["missed"]
        assert "gap" not in {frame["is"] for frame in frames}


@pytest.mark.parametrize("instance", [0, 1])
async def test_who_comes_back_is_told_of_a_gap_once_nobody_can_bring_it_any_more(instance: int) -> None:
    async with a_house(2) as house:
        frames = await comes_back_while_something_is_missing(house, instance, None)
        assert words(frames) == ["heard"]
        assert "gap" in {frame["is"] for frame in frames}


@pytest.mark.parametrize(("silent", "answered"), [(0.5, False), (4.0, True)])
async def test_nobody_waits_for_a_house_that_was_silent_before_the_loss(
    silent: float, answered: bool
) -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 1)
        await house.passes(2)
        stopped = house.nodes[1].line
        assert isinstance(stopped, Stopped)
        stopped.going.clear()
        await house.passes(silent)
        house.memory.empty()
        await house.passes(1.5)
        here = await house.here(0)
        asked = here.commits.post(Share(ANA, 1, Words(b"so soon")), ANA, 1)
        await house.passes(0.5)
        assert (asked.done() and asked.result() is End.DONE) is answered
        stopped.going.set()
        await house.passes(6)


class Late(Stopped):
    """What is said is done at once, and answered when it goes on; all else is answered as ever."""

    async def head(self, room: str, instance: str, known: int) -> object:
        return await self.line.head(room, instance, known)

    async def commit(self, room: str, commit: Commit) -> Answer:
        answer = await self.line.commit(room, commit)
        await self.going.wait()
        return answer


async def test_an_answer_from_before_a_loss_is_not_taken_for_one_after_it() -> None:
    async with a_house(2, lambda line: Late(line)) as house:  # type: ignore[arg-type,return-value]
        fay, ana, _ = await house.opens(0, 1)
        here, late = await house.here(0), house.nodes[0].line
        assert isinstance(late, Late)
        late.going.clear()
        asked = here.commits.post(Share(ANA, 1, Words(b"just before")), ANA, 1)
        await house.settles()
        house.memory.empty()
        await house.passes(3)
        assert here.place.gen == next_gen("first") and not asked.done()
        late.going.set()
        await house.passes(1)
        assert asked.result() is End.UNSURE, "the page says it again"
        await house.says(ANA, 1, "just before", 0)
        await house.passes(1)
        assert words(told(fay)) == words(told(ana)) == ["just before"]
        assert here.place == (await house.here(1)).place


async def test_who_comes_back_after_two_losses_that_nobody_could_look_into_is_told_of_no_gap() -> None:
    async with a_house(1) as house:
        await house.opens(0, 0)
        here = await house.here(0)
        await house.says(ANA, 1, "heard", 0)
        seen = Seen(here.place.gen, here.heard)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(here, "lost_track", asyncio.Event())  # nobody looks there
            for _ in range(2):
                house.memory.empty()
                await house.passes(3)
        frames = told(await house.sits(BO, 0, seen))
        assert words(frames) == []
        assert "gap" not in {frame["is"] for frame in frames}


async def test_words_taken_back_before_the_answer_came_are_told_to_nobody() -> None:
    async with a_house(2, lambda line: Late(line)) as house:  # type: ignore[arg-type,return-value]
        fay, ana, _ = await house.opens(0, 1)
        here, late = await house.here(0), house.nodes[0].line
        assert isinstance(late, Late)
        here.hear = lambda news: None  # type: ignore[method-assign]
        late.going.clear()
        asked = here.commits.post(Share(ANA, 1, Words(b"too much")), ANA, 1)
        await house.settles()
        await house.does(Retract(ANA, ShareRef(ANA, 1)), 2, 1)
        await here.looks_again()
        late.going.set()
        await house.settles()
        assert asked.done()
        assert words(told(fay)) == words(told(ana)) == []


async def test_what_a_house_hears_late_rests_there_only_as_long_as_on_the_line() -> None:
    async with a_house(2) as house:
        await house.opens(0, 1)
        there, held = await house.here(1), list[News]()
        hears, there.hear = there.hear, held.append  # type: ignore[method-assign,assignment]
        there.finds = there.looks_again  # type: ignore[method-assign]
        await house.says(ANA, 1, "a while ago", 0)
        await house.settles()
        await house.passes(50)
        for news in held:
            hears(news)
        left = there.minute.resting(house.clock.now())[there.heard][1]
        assert left <= 10


async def test_a_version_once_reached_is_not_left_for_a_lower_one() -> None:
    async with a_house(1) as house:
        await house.opens(0, 0)
        here = await house.here(0)
        before = here.place
        here.moves(replace(before, version=before.version - 1, seq=before.seq + 5), here.room)
        assert here.place == before


async def test_who_left_leaves_nothing_that_waits_behind() -> None:
    async with a_house(1) as house:
        _, _, bo = await house.opens(0, 0)
        await house.says(ANA, 1, "words", 0)
        await house.settles()
        left = ref(bo.outbox)
        await house.does(Leave(BO))
        await house.passes(1)
        house.chairs.remove(bo)
        (await house.here(0)).seating.rise(bo)
        del bo
        gc.collect()
        assert left() is None


async def test_a_room_that_cannot_be_looked_at_is_not_listened_to() -> None:
    class Unseen(Stopped):
        async def load(self, room: str) -> object:
            raise OutOfTouch

    async with a_house(1, lambda line: Unseen(line)) as house:  # type: ignore[arg-type,return-value]
        assert await house.nodes[0].found(ROOM) is No.HOUSE_IS_BUSY
        assert not house.memory._followers

"""The line loses its memory: whatever was acknowledged is there again, and nothing rises that was wiped."""

import asyncio

import pytest

from server.line.line import Answer, Commit, Head, Line, OutOfTouch, next_gen
from server.live.asking import End
from server.live.coming_back import Seen
from server.room.acts import EndForAll, RaiseHand, Remove, Retract, Share
from server.room.effects import ShareRef
from server.room.refusals import No
from server.room.room import RoomId
from server.room.seat import Removal
from server.room.words import Words
from server.wire.close_codes import Close
from tests.live.instances import ANA, BO, FAY, ROOM, House, a_house, told, words


async def test_when_the_line_is_empty_the_room_goes_on_where_it_was() -> None:
    async with a_house(2) as house:
        fay, ana, bo = await house.opens(0, 1)
        await house.says(ANA, 1, "before", 0)
        await house.does(RaiseHand(BO), 1, 1)
        await house.settles()
        house.memory.empty()
        await house.passes(3)
        here, there = await house.here(0), await house.here(1)
        assert here.place == there.place and here.place.gen == next_gen("first")
        assert here.room == there.room and here.room.floor.hands == (BO,)
        await house.says(BO, 2, "after", 1)
        await house.settles()
        for chair in (fay, ana, bo):
            frames = told(chair)
            assert words(frames) == ["before", "after"]
            assert "gap" not in {frame["is"] for frame in frames}


async def test_what_was_said_in_the_middle_of_it_is_said_once() -> None:
    async with a_house(2) as house:
        fay, _, bo = await house.opens(0, 1)
        house.memory.empty()
        here = await house.here(0)
        asking = here.commits.post(Share(ANA, 1, Words(b"in the middle")), ANA, 1)
        await house.passes(3)
        if asking.result() is not End.DONE:
            assert asking.result() is No.HOUSE_IS_BUSY, "two seconds may be too short; the page says it again"
            await house.says(ANA, 1, "in the middle", 0)
        await house.settles()
        assert words(told(fay)) == words(told(bo)) == ["in the middle"]


async def _is_deaf(house: House, instance: int) -> None:
    """An instance whose subscriber is broken."""
    (await house.here(instance)).hear = lambda news: None  # type: ignore[method-assign]


async def test_what_only_one_instance_knew_comes_to_all() -> None:
    async with a_house(2) as house:
        fay, ana, bo = await house.opens(0, 1)
        await _is_deaf(house, 1)
        await house.says(ANA, 1, "only here", 0)
        await house.does(Remove(FAY, ANA, Removal.FOR_SESSION, "unkind"), 1, 0)
        house.memory.empty()
        await house.passes(3)
        assert words(told(bo)) == ["only here"]
        there = await house.here(1)
        assert there.room.seats[ANA].out is not None, "a removal that was acknowledged holds"


async def test_a_share_taken_back_does_not_return() -> None:
    async with a_house(2) as house:
        await house.opens(0, 1)
        await house.says(ANA, 1, "too much", 0)
        await house.does(Retract(ANA, ShareRef(ANA, 1)), 2, 0)
        await house.settles()
        house.memory.empty()
        await house.passes(3)
        chair = await house.sits(BO, 1)
        assert words(told(chair)) == []


async def test_a_page_that_was_away_meanwhile_hears_exactly_what_it_missed() -> None:
    async with a_house(2) as house:
        _, _, bo = await house.opens(0, 1)
        there = await house.here(1)
        seen = Seen(there.place.gen, there.heard)
        there.rise(bo, house.clock.now())
        await house.says(ANA, 1, "missed", 0)
        house.memory.empty()
        await house.passes(3)
        await house.says(ANA, 2, "missed too", 0)
        frames = told(await house.sits(BO, 1, seen))
        assert words(frames) == ["missed", "missed too"]
        assert "gap" not in {frame["is"] for frame in frames}


async def test_who_opens_the_meeting_anew_in_that_moment_does_not_take_it_from_the_others() -> None:
    async with a_house(3) as house:
        fay, _, _ = await house.opens(0, 1)
        house.memory.empty()
        stranger = await house.here(2)
        assert stranger.room.seats == {}
        await house.passes(3)
        here, there = await house.here(0), await house.here(2)
        assert there is stranger and there.room == here.room
        await house.says(ANA, 1, "we are still here", 2)
        await house.settles()
        assert words(told(fay)) == ["we are still here"]


async def test_a_meeting_that_was_over_is_not_brought_back() -> None:
    async with a_house(2) as house:
        fay, _, bo = await house.opens(0, 1)
        await house.does(EndForAll(FAY))
        await house.settles()
        house.memory.empty()
        await house.passes(2)
        assert [len(node) for node in house.nodes] == [0, 0]
        assert told(fay)[-1]["is"] == told(bo)[-1]["is"] == "ended"
        assert await house.nodes[1].found(ROOM) is No.MEETING_OVER


class Stopped:
    """An end of the line whose process was stopped: what it asks is answered when it goes on."""

    at_once = False

    def __init__(self, line: Line) -> None:
        self.line = line
        self.going = asyncio.Event()
        self.going.set()

    async def head(self, room: str, instance: str, known: int) -> object:
        await self.going.wait()
        return await self.line.head(room, instance, known)

    async def commit(self, room: str, commit: Commit) -> Answer:
        await self.going.wait()
        return await self.line.commit(room, commit)

    def __getattr__(self, name: str) -> object:
        return getattr(self.line, name)


async def _stopped_across_a_wipe(house: House) -> Stopped:
    """Bo's house is stopped, the others end and wipe, Redis is emptied, and Bo's house goes on."""
    there = await house.here(1)
    stopped = house.nodes[1].line
    assert isinstance(stopped, Stopped)
    stopped.going.clear()
    there.hear = lambda news: None  # type: ignore[method-assign]
    await house.does(EndForAll(FAY))
    await house.passes(61)
    assert len(house.nodes[0]) == 0
    house.memory.empty()
    stopped.going.set()
    await house.passes(3)
    return stopped


async def test_nothing_rises_where_a_stopped_house_goes_on_after_the_wipe() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        _, _, bo = await house.opens(0, 1)
        await _stopped_across_a_wipe(house)
        assert len(house.nodes[1]) == 0 and bo.outbox.closing is Close.OUT_OF_TOUCH
        assert type(await house.nodes[0].line.load(ROOM)).__name__ == "Gone"


async def test_without_the_lease_it_would_rise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.gathering.LEASE", 1e9)
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 1)
        await _stopped_across_a_wipe(house)
        assert type(await house.nodes[0].line.load(ROOM)).__name__ == "Kept"


async def test_who_offers_too_late_tells_everyone_here_that_words_were_lost() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        fay, _, bo = await house.opens(0, 1)
        there, stopped = await house.here(1), house.nodes[1].line
        assert isinstance(stopped, Stopped)
        await _is_deaf(house, 0)
        await house.says(BO, 1, "only there", 1)
        stopped.going.clear()
        house.memory.empty()
        await house.passes(8)  # longer than the others wait for anybody
        await house.says(ANA, 1, "without it", 0)
        stopped.going.set()
        await house.passes(3)
        frames = told(bo)
        assert [frame["is"] for frame in frames if frame["is"] in ("said", "gap")] == ["said", "gap"]
        assert bo.outbox.closing is Close.OUT_OF_TOUCH, "the others took this house for dead"
        last = next(frame["seq"] for frame in frames if frame["is"] == "said")
        # Also a page that never heard of the gap, on whichever instance.
        for instance in (1, 0):
            await house.passes(2)
            again = told(await house.sits(BO, instance, Seen("first", last)))
            assert [frame["is"] for frame in again if frame["is"] in ("said", "gap")] == ["gap", "said"]
            assert words(again) == ["without it"]
        assert words(told(fay)) == ["without it"]
        assert there.place == (await house.here(0)).place


async def test_a_house_that_falls_silent_takes_its_lines_along_at_once() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 1)
        here, stopped = await house.here(0), house.nodes[1].line
        await house.passes(2)
        assert isinstance(stopped, Stopped)
        head = await here.line.head(ROOM, here.instance, here.place.seq)
        assert isinstance(head, Head)
        stopped.going.clear()
        last = head.beats[(await house.here(1)).instance]
        await house.passes(4)
        assert here.room.seats[BO].away_since is None
        await house.passes(3)
        assert here.room.seats[BO].away_since == pytest.approx(last, abs=1.1)
        assert here.room.seats[ANA].away_since is None
        await house.passes(50)
        assert not here.room.seats[BO].stepped_out
        await house.passes(6)
        assert here.room.seats[BO].stepped_out
        stopped.going.set()


async def test_a_house_that_comes_back_to_the_others_sends_its_pages_for_a_new_line() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        _, _, bo = await house.opens(0, 1)
        there, stopped = await house.here(1), house.nodes[1].line
        assert isinstance(stopped, Stopped)
        seen = Seen(there.place.gen, there.heard)
        there_hears, there.hear = there.hear, lambda news: None  # type: ignore[method-assign]
        stopped.going.clear()
        await house.passes(8)
        await house.says(ANA, 1, "meanwhile", 0)
        stopped.going.set()
        there.hear = there_hears  # type: ignore[method-assign]
        await house.passes(2)
        assert bo.outbox.closing is Close.OUT_OF_TOUCH
        frames = told(await house.sits(BO, 1, seen))
        assert words(frames) == ["meanwhile"]
        assert there.room.seats[BO].away_since is None


async def test_a_house_out_of_touch_for_two_seconds_says_so_and_when_it_is_over() -> None:
    class Cut(Stopped):
        cut = False

        async def head(self, room: str, instance: str, known: int) -> object:
            if self.cut:
                raise OutOfTouch
            return await self.line.head(room, instance, known)

    async with a_house(1, lambda line: Cut(line)) as house:  # type: ignore[arg-type,return-value]
        fay, _, _ = await house.opens(0, 0)
        line = house.nodes[0].line
        assert isinstance(line, Cut)
        line.cut = True
        await house.passes(1)
        assert not any(frame.get("held") for frame in told(fay))
        await house.passes(2)
        assert [frame["held"] for frame in told(fay) if frame["is"] == "tick"][0] is True
        line.cut = False
        await house.passes(2)
        assert "held" not in [frame for frame in told(fay) if frame["is"] == "tick"][-1]


async def test_a_seat_that_just_asked_for_a_room_nobody_has_is_asked_to_come_back_for_a_moment() -> None:
    async with a_house(1) as house:
        nowhere = RoomId("nowhere")
        assert await house.nodes[0].found(nowhere) is No.HOUSE_IS_BUSY
        await house.passes(5)
        assert await house.nodes[0].found(nowhere) is No.MEETING_OVER


async def test_a_line_that_dropped_while_the_house_was_out_of_touch_is_dropped_afterwards() -> None:
    async with a_house(1) as house:
        _, ana, _ = await house.opens(0, 0)
        here = await house.here()
        await house.passes(1)
        here.seating.rise(ana)  # and nobody could say so
        house.chairs.remove(ana)
        since = house.clock.now()
        await house.passes(7)
        assert here.room.seats[ANA].away_since == pytest.approx(since, abs=1.1)


async def test_who_stayed_while_the_line_lost_its_memory_misses_nothing_when_they_drop_later() -> None:
    async with a_house(2) as house:
        _, ana, bo = await house.opens(0, 1)
        await house.says(ANA, 1, "before", 0)
        await house.settles()
        house.memory.empty()
        await house.passes(3)
        await house.says(ANA, 2, "after", 0)
        await house.settles()
        heard = told(bo)
        (gen,) = [frame["gen"] for frame in heard if frame["is"] == "tick" and "gen" in frame]
        there = await house.here(1)
        there.rise(bo, house.clock.now())
        await house.says(ANA, 3, "missed", 0)
        await house.settles()
        frames = told(await house.sits(BO, 1, Seen(gen, max(frame.get("seq", 0) for frame in heard))))
        assert words(frames) == ["missed"]
        assert "gap" not in {frame["is"] for frame in frames}

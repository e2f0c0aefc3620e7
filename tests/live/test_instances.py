"""Several instances, one room: the same news in the same order, whoever was quicker, and nothing twice."""

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest

from server.line.line import Answer, Commit, Line, OutOfTouch, Outrun
from server.live import asking
from server.live.asking import End
from server.live.coming_back import Seen, sit
from server.live.seating import Chair
from server.room import step
from server.room.acts import Act, EndForAll, GoTo, LowerHand, RaiseHand, Remove, Retract, Share
from server.room.effects import ShareRef
from server.room.format import Phase
from server.room.refusals import No
from server.room.room import Outcome, Room
from server.room.seat import Removal, SeatId
from server.room.words import Words
from server.wire.close_codes import Close
from tests.line.boxes import boxes
from tests.live.instances import ANA, BO, FAY, ROOM, House, a_house, told, words

CY = SeatId("cy")


class Wrapped:
    """An end of the line with whatever a test adds to it."""

    at_once = False

    def __init__(self, line: Line) -> None:
        self.line = line

    def __getattr__(self, name: str) -> object:
        return getattr(self.line, name)


async def test_a_share_is_heard_on_every_instance_under_one_number() -> None:
    async with a_house(2) as house:
        fay, ana, bo = await house.opens(0, 1)
        await house.says(ANA, 1, "one", 0)
        await house.says(BO, 1, "two", 1)
        await house.settles()
        heard = [
            [(frame["seq"], frame["words"]) for frame in told(chair) if frame["is"] == "said"]
            for chair in (fay, ana, bo)
        ]
        assert heard[0] == heard[1] == heard[2]
        assert [text for _, text in heard[0]] == ["one", "two"]


@pytest.mark.parametrize("near", [False, True])
async def test_two_instances_at_once_lose_nothing(near: bool) -> None:
    answers: Counter[type] = Counter()

    class Counting(Wrapped):
        at_once = near

        async def commit(self, room: str, commit: Commit) -> Answer:
            answer = await self.line.commit(room, commit)
            answers[type(answer)] += 1
            return answer

    async with a_house(2, lambda line: Counting(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 1)
        await house.does(GoTo(FAY, Phase.FOCUS))
        for _ in range(10):
            await asyncio.gather(house.does(RaiseHand(ANA), None, 0), house.does(RaiseHand(BO), None, 1))
            await asyncio.gather(
                house.asks(LowerHand(ANA, ANA), None, 0), house.asks(LowerHand(BO, BO), None, 1)
            )
        await asyncio.gather(house.does(RaiseHand(ANA), None, 0), house.does(RaiseHand(BO), None, 1))
        await house.settles()
        rooms = [(await house.here(instance)).room for instance in (0, 1)]
        assert rooms[0] == rooms[1]
        assert {rooms[0].floor.holder, *rooms[0].floor.hands} >= {ANA, BO}
        assert answers[Outrun] > 0, "they never met, so nothing was shown"


async def test_what_was_done_on_one_instance_is_not_done_again_on_another() -> None:
    async with a_house(2) as house:
        fay, ana, _ = await house.opens(0, 1)
        await house.says(ANA, 1, "once", 0)
        await house.says(ANA, 1, "once", 1)
        await house.settles()
        assert words(told(fay)) == ["once"]


async def test_a_returning_page_is_told_what_it_did_elsewhere() -> None:
    async with a_house(2) as house:
        await house.opens(0, 1)
        await house.says(ANA, 7, "here", 0)
        chair = await house.sits(ANA, 1)
        hello = told(chair)[0]
        assert (hello["is"], hello["last"]) == ("hello_ok", 7)


async def test_coming_back_on_another_instance_brings_exactly_the_gap() -> None:
    async with a_house(2) as house:
        _, ana, _ = await house.opens(0, 1)
        here = await house.here()
        await house.says(FAY, 1, "heard", 0)
        await house.settles()
        assert words(told(ana)) == ["heard"]
        seen = Seen(here.place.gen, here.heard)
        here.rise(ana, house.clock.now())
        await house.says(FAY, 2, "missed", 0)
        await house.says(FAY, 3, "taken back", 0)
        await house.does(Retract(FAY, ShareRef(FAY, 3)), 4, 0)
        await house.passes(30)
        chair = await house.sits(ANA, 1, seen)
        frames = told(chair)
        assert words(frames) == ["missed"]
        assert [frame["is"] for frame in frames][:3] == ["hello_ok", "picture", "you"]
        assert "gap" not in {frame["is"] for frame in frames}


async def test_nobody_is_turned_away_by_a_house_that_has_not_heard_of_their_knock() -> None:
    async with a_house(2) as house:
        await house.opens(0, 1)
        there = await house.here(1)
        there.hear = lambda news: None  # type: ignore[method-assign]
        await house.knocks(CY)
        assert CY not in there.room.seats
        assert isinstance(await sit(there, CY, 1, None, "c1"), Chair)


async def test_a_page_that_has_heard_nothing_yet_comes_back_to_all_that_it_may_hear() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        here = await house.here()
        await house.says(FAY, 1, "long ago", 0)
        await house.passes(61)
        await house.says(FAY, 2, "just now", 0)
        await house.settles()
        frames = told(await house.sits(ANA, 0, Seen(here.place.gen, 0)))
        assert words(frames) == ["just now"]
        assert "gap" not in {frame["is"] for frame in frames}


async def test_a_machine_with_a_wrong_clock_goes_by_the_line() -> None:
    async with a_house() as house:
        node = house.nodes[0]
        house.memory.clock = lambda: house.clock.now() + 3600
        assert await node.reaches_the_line()
        assert node.now() == house.memory.clock()
        await house.here()
        house.memory.clock = lambda: house.clock.now() - 60
        await house.passes(2)
        assert node.now() == pytest.approx(house.memory.clock(), abs=0.1)


async def test_a_page_from_another_memory_of_the_room_is_told_of_the_gap() -> None:
    async with a_house() as house:
        _, _, _ = await house.opens(0, 0)
        await house.says(FAY, 1, "still there", 0)
        await house.settles()
        frames = told(await house.sits(ANA, 0, Seen("another", 3)))
        assert [frame["is"] for frame in frames if frame["is"] in ("gap", "said")] == ["gap", "said"]


async def test_what_is_taken_back_lies_on_the_line_no_more() -> None:
    async with a_house() as house:
        fay, ana, _ = await house.opens(0, 0)
        here = await house.here()
        await house.says(ANA, 1, "too much", 0)
        await house.settles()
        seq = here.heard
        assert await boxes(here.line, ROOM, here.place.gen, seq - 1, seq) != [None]
        await house.does(Retract(ANA, ShareRef(ANA, 1)), 2)
        await house.settles()
        assert await boxes(here.line, ROOM, here.place.gen, seq - 1, seq) == [None]
        assert [frame["is"] for frame in told(ana) if frame["is"] in ("said", "retracted")] == [
            "retracted"
        ], "she had not been sent it yet, so it must not be sent any more"


async def test_words_taken_back_while_a_house_was_deaf_are_no_gap() -> None:
    async with a_house(2) as house:
        _, _, bo = await house.opens(0, 1)
        there = await house.here(1)
        await house.says(FAY, 1, "before", 0)
        await house.settles()
        seen = Seen(there.place.gen, there.heard)
        there.rise(bo, house.clock.now())
        await house.says(ANA, 1, "too much", 0)
        await house.settles()
        hear, there.hear = there.hear, lambda news: None  # type: ignore[method-assign]
        await house.does(Retract(ANA, ShareRef(ANA, 1)), 2)
        there.hear = hear  # type: ignore[method-assign]
        await house.passes(1.1)
        frames = told(await house.sits(BO, 1, seen))
        assert [frame["is"] for frame in frames if frame["is"] in ("gap", "said", "retracted")] == [
            "retracted"
        ]


async def test_a_house_that_came_later_can_take_words_back_and_knows_what_was() -> None:
    async with a_house(2) as house:
        _, ana, bo = await house.opens(0, 0)
        here = await house.here()
        await house.says(FAY, 1, "before", 0)
        seen = Seen(here.place.gen, here.heard)
        await house.says(ANA, 1, "too much", 0)
        await house.says(ANA, 2, "this too", 0)
        await house.does(Retract(ANA, ShareRef(ANA, 1)), 3)
        assert len(house.nodes[1]) == 0, "it came before"
        await house.does(Retract(ANA, ShareRef(ANA, 2)), 4, 1)
        await house.settles()
        assert await boxes(here.line, ROOM, here.place.gen, seen.seq, seen.seq + 2) == [None, None]
        here.rise(bo, house.clock.now())
        frames = told(await house.sits(BO, 1, seen))
        assert {frame["is"] for frame in frames} & {"gap", "said"} == set()


async def test_said_and_taken_back_in_one_breath_never_leaves_the_house() -> None:
    async with a_house() as house:
        fay, _, _ = await house.opens(0, 0)
        here = await house.here()
        before = here.heard
        saying = here.commits.post(Share(ANA, 1, Words(b"never mind")), ANA, 1)
        taking = here.commits.post(Retract(ANA, ShareRef(ANA, 1)), ANA, 2)
        assert (await saying, await taking) == (End.DONE, End.DONE)
        await house.settles()
        assert here.heard == before + 1
        assert words(told(fay)) == []


async def test_after_a_removal_nothing_later_is_told_on_any_instance() -> None:
    async with a_house(2) as house:
        fay, _, bo = await house.opens(0, 1)
        await asyncio.gather(
            house.does(Remove(FAY, BO, Removal.FOR_SESSION, "unkind"), None, 0),
            house.says(ANA, 1, "after", 0),
        )
        await house.settles()
        assert words(told(fay)) == ["after"]
        assert bo.outbox.closing is Close.OUT
        assert [frame["is"] for frame in told(bo)] == ["you", "ended"]


async def test_news_that_was_lost_on_the_way_is_found_within_a_beat() -> None:
    async with a_house(2) as house:
        _, _, bo = await house.opens(0, 1)
        there = await house.here(1)
        hear, there.hear = there.hear, lambda news: None  # type: ignore[method-assign]
        await house.says(ANA, 1, "lost on the way", 0)
        await house.settles()
        assert words(told(bo)) == []
        there.hear = hear  # type: ignore[method-assign]
        await house.passes(1.1)
        assert words(told(bo)) == ["lost on the way"]


async def test_memory_lost_while_somebody_comes_back_is_no_gap() -> None:
    class Emptied(Wrapped):
        empties: Callable[[], None] | None = None

        async def since(self, *about: object) -> object:
            if self.empties:
                self.empties()
                self.empties = None
            return await self.line.since(*about)  # type: ignore[arg-type]

    async with a_house(1, lambda line: Emptied(line)) as house:  # type: ignore[arg-type,return-value]
        _, _, bo = await house.opens(0, 0)
        here = await house.here()
        await house.says(FAY, 1, "before", 0)
        await house.settles()
        seen = Seen(here.place.gen, here.heard)
        await house.says(FAY, 2, "missed", 0)
        await house.settles()
        here.rise(bo, house.clock.now())
        assert isinstance(here.line, Emptied)
        for seen_then in (seen, None):
            here.line.empties = house.memory.empty
            assert await sit(here, BO, here.room.seats[BO].line + 1, seen_then, "c1") is No.HOUSE_IS_BUSY
            await house.passes(3)
        frames = told(await house.sits(BO, 0, seen))
        assert words(frames) == ["missed"] and "gap" not in {frame["is"] for frame in frames}


async def test_a_wiped_room_ends_everywhere_and_comes_back_nowhere() -> None:
    async with a_house(2) as house:
        fay, ana, bo = await house.opens(0, 1)
        await house.does(EndForAll(FAY))
        await house.passes(61)
        for chair in (fay, ana, bo):
            assert chair.outbox.closing is Close.ENDED
            last = told(chair)[-1]
            assert (last["is"], last["how"]) == ("ended", "over") and last["receipt"]
        assert [len(node) for node in house.nodes] == [0, 0]
        assert await house.nodes[1].opened(ROOM, _never) is No.MEETING_OVER


def _never(now: float) -> Room:
    raise AssertionError("a wiped room was opened again")


class Flaky(Wrapped):
    """A line that can be cut."""

    cut = False

    async def commit(self, room: str, commit: Commit) -> Answer:
        if self.cut:
            raise OutOfTouch
        return await self.line.commit(room, commit)

    async def head(self, *about: object) -> object:
        if self.cut:
            raise OutOfTouch
        return await self.line.head(*about)  # type: ignore[arg-type]


async def _flaky(house: House) -> Flaky:
    line = house.nodes[0].line
    assert isinstance(line, Flaky)
    return line


async def test_where_the_line_falls_silent_nobody_is_told_that_it_was_not_done() -> None:
    async with a_house(1, lambda line: Flaky(line)) as house:  # type: ignore[arg-type,return-value]
        fay, _, _ = await house.opens(0, 0)
        here, line = await house.here(), await _flaky(house)
        line.cut = True
        before = here.room
        assert await house.asks(RaiseHand(ANA)) is End.UNSURE
        assert here.room is before and fay.outbox.closing is None
        line.cut = False
        await house.says(ANA, 1, "back again")


async def test_an_instance_out_of_touch_for_a_minute_forgets_the_room_whole() -> None:
    async with a_house(1, lambda line: Flaky(line)) as house:  # type: ignore[arg-type,return-value]
        fay, _, _ = await house.opens(0, 0)
        (await _flaky(house)).cut = True
        await house.passes(59)
        assert len(house.nodes[0]) == 1
        await house.passes(3)
        assert len(house.nodes[0]) == 0
        assert fay.outbox.closing is Close.OUT_OF_TOUCH


async def test_a_bug_in_one_act_costs_only_that_act(monkeypatch: pytest.MonkeyPatch) -> None:
    real = step.step

    def stumbles(room: Room, act: Act, now: float) -> Outcome:
        return real(room, act, now) if not isinstance(act, RaiseHand) else (room, 1 / 0)  # type: ignore[return-value]

    async with a_house() as house:
        fay, _, _ = await house.opens(0, 0)
        monkeypatch.setattr(asking, "step", stumbles)
        here = await house.here()
        posted = [
            here.commits.post(act, act.seat, n)
            for n, act in (
                (1, Share(ANA, 1, Words(b"before"))),
                (1, RaiseHand(BO)),
                (2, Share(ANA, 2, Words(b"after"))),
            )
        ]
        assert [await answer for answer in posted] == [End.DONE, End.BROKEN, End.DONE]
        await house.settles()
        assert words(told(fay)) == ["before", "after"]


async def test_nobody_waits_for_ever_on_a_room_that_is_gone() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        here = await house.here()
        await house.does(EndForAll(FAY))
        await house.passes(61)
        assert await here.commits.ask(RaiseHand(ANA)) is No.MEETING_OVER


async def test_a_room_that_ends_in_the_middle_of_a_commit_answers_who_waits() -> None:
    class Slow(Wrapped):
        held = asyncio.Event()

        async def commit(self, room: str, commit: Commit) -> Answer:
            if commit.acts:
                await self.held.wait()
            return await self.line.commit(room, commit)

    async with a_house(1, lambda line: Slow(line)) as house:  # type: ignore[arg-type,return-value]
        await house.opens(0, 0)
        here = await house.here()
        asking = here.commits.post(Share(ANA, 1, Words(b"too late")), ANA, 1)
        await house.settles()
        await here.line.wipe(ROOM)
        await house.settles()
        assert asking.done() and asking.result() is No.MEETING_OVER

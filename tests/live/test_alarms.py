"""Deadlines: armed anew for each state, rung once, by the line's clock, and by one instance first."""

import asyncio
from collections import Counter

from server.line.line import Answer, Commit, Line, TooEarly
from server.live.alarms import Alarm
from server.room.acts import GoTo, Pause, StartRound
from server.room.format import Phase
from tests.hand_clock import HandClock
from tests.live.instances import ANA, FAY, a_house
from tests.live.test_instances import Wrapped


async def _nothing() -> None:
    for _ in range(8):
        await asyncio.sleep(0)


async def test_an_alarm_rings_once_and_only_for_the_newest_deadline() -> None:
    clock, rung = HandClock(), []

    async def ring(deadline: float) -> None:
        rung.append(deadline)

    alarm = Alarm(clock, ring)
    running = asyncio.ensure_future(alarm.run())
    now = clock.now()
    alarm.arm(now + 10, now + 10)
    await clock.passes(5, _nothing)
    alarm.arm(now + 20, now + 20)
    await clock.passes(10, _nothing)
    assert rung == []
    await clock.passes(100, _nothing)
    assert rung == [now + 20]
    running.cancel()


async def test_an_unanswered_invitation_moves_on_by_itself() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        await house.does(GoTo(FAY, Phase.CHECKIN))
        await house.does(StartRound(FAY))
        here = await house.here()
        assert here.room.floor.holder == ANA
        await house.passes(29)
        assert here.room.floor.holder == ANA
        await house.passes(2)
        assert here.room.floor.holder != ANA


async def test_a_pause_keeps_the_time_that_was_left() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        await house.does(GoTo(FAY, Phase.CHECKIN))
        await house.does(StartRound(FAY))
        here = await house.here()
        await house.passes(20)
        await house.does(Pause(FAY, True))
        await house.passes(200)
        await house.does(Pause(FAY, False))
        await house.passes(9)
        assert here.room.floor.holder == ANA
        await house.passes(2)
        assert here.room.floor.holder != ANA


async def test_of_many_instances_one_rings_and_a_wrong_clock_can_end_nothing() -> None:
    rings: Counter[str] = Counter()

    class Counting(Wrapped):
        async def commit(self, room: str, commit: Commit) -> Answer:
            answer = await self.line.commit(room, commit)
            if commit.rings_for is not None:
                rings[type(answer).__name__] += 1
            return answer

    def counting(line: Line) -> Line:
        return Counting(line)  # type: ignore[return-value]

    async with a_house(3, counting) as house:
        await house.opens(1, 2)
        await house.does(GoTo(FAY, Phase.CHECKIN))
        await house.does(StartRound(FAY))
        wrong = await house.here(2)
        wrong.ahead = 3_000.0  # this instance believes it is nearly an hour later
        wrong.moved.set()
        await house.settles()
        assert rings[TooEarly.__name__] > 0, "it did not even try"
        assert wrong.room.floor.holder == ANA and wrong.room.phase is Phase.CHECKIN
        assert abs(wrong.ahead) < 1, "it was told the time"
        rings.clear()
        await house.passes(31)
        assert wrong.room.floor.holder != ANA
        assert rings == {"Committed": 1}

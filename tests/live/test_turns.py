"""What one turn of the loop brings is settled at its end, together, where the line waits for nobody."""

import asyncio
import gc
from collections.abc import Callable
from typing import Any

import pytest

from server.formats import library
from server.line.line import Answer, Commit, Kept, OutOfTouch
from server.live.asking import Answer as Told, End
from server.live.gathering import Gathering
from server.live.turn import Turn
from server.room.acts import Knock, Share
from server.room.phases import opened
from server.room.refusals import No
from server.room.room import RoomId
from server.room.seat import Role, SeatId
from server.room.words import Name, Words
from server.wire.close_codes import Close
from tests.live.instances import ANA, BO, FAY, ROOM, a_house, told, words
from tests.live.test_instances import Wrapped


class Near(Wrapped):
    """An end of the line that waits for nobody, and counts what it is asked."""

    at_once = True
    commits = 0

    async def commit(self, room: str, commit: Commit) -> Answer:
        self.commits += 1
        return await self.line.commit(room, commit)


def says(here: Gathering, seat: SeatId, n: int, text: str) -> "asyncio.Future[Told]":
    return here.commits.post(Share(seat, n, Words(text.encode())), seat, n)


def spoken() -> list[object]:
    """All words that lie anywhere in this process, and whatever holds them."""
    gc.collect()
    return [it for it in gc.get_objects() if isinstance(it, Share | Words)]


async def test_a_lone_share_is_told_in_the_very_next_turn() -> None:
    async with a_house(1) as house:
        _, _, bo = await house.opens(0, 0)
        answer = says(await house.here(), ANA, 1, "alone")
        assert not answer.done() and told(bo) == []
        await asyncio.sleep(0)
        assert answer.result() is End.DONE and words(told(bo)) == ["alone"]


async def test_what_comes_in_one_turn_is_committed_together_and_told_in_order() -> None:
    async with a_house(1, lambda line: Near(line)) as house:  # type: ignore[arg-type,return-value]
        fay, _, _ = await house.opens(0, 0)
        near = house.nodes[0].line
        assert isinstance(near, Near)
        before, here = near.commits, await house.here()
        answers = [says(here, seat, 1, f"from {seat}") for seat in (BO, ANA, FAY)]
        await asyncio.sleep(0)
        assert [answer.result() for answer in answers] == [End.DONE] * 3
        assert near.commits == before + 1
        assert words(told(fay)) == ["from bo", "from ana", "from fay"]


async def test_more_than_one_commit_holds_comes_in_the_next_turns() -> None:
    async with a_house(1) as house:
        fay, _, _ = await house.opens(0, 0)
        here = await house.here()
        answers = [says(here, ANA, n, str(n)) for n in range(1, 131)]
        done = list[int]()
        for _ in range(4):
            await asyncio.sleep(0)
            done.append(sum(answer.done() for answer in answers))
        assert done[0] == 64 and done[-1] == 130
        assert words(told(fay)) == [str(n) for n in range(1, 131)]


async def test_all_rooms_share_one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    loop, turn, settled = asyncio.get_running_loop(), Turn(), list[str]()
    soon, asked = loop.call_soon, list[Callable[..., Any]]()

    def counted(callback: Callable[..., Any], *about: Any, **context: Any) -> asyncio.Handle:
        asked.append(callback)
        return soon(callback, *about, **context)

    monkeypatch.setattr(loop, "call_soon", counted)
    for room in ("tuesday", "friday", "sunday"):
        turn.ends_with(lambda room=room: settled.append(room))  # type: ignore[misc]
    assert (len(asked), settled) == (1, [])
    await asyncio.sleep(0)
    assert settled == ["tuesday", "friday", "sunday"]
    turn.ends_with(lambda: settled.append("again"))
    await asyncio.sleep(0)
    assert settled[-1] == "again"


async def test_a_bug_in_one_room_ends_that_room_here_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_house(1) as house:
        _, ana, _ = await house.opens(0, 0)
        here, elsewhere = await house.here(), RoomId("elsewhere")
        format = library()["c1"].slim()
        other = await house.nodes[0].opened(elsewhere, lambda now: opened(elsewhere, format, now))
        assert isinstance(other, Gathering)

        def stumbles(pieces: object) -> None:
            raise RuntimeError("a bug of ours")

        monkeypatch.setattr(here.telling, "news", stumbles)
        answer = says(here, ANA, 1, "lost")
        knock = other.commits.post(Knock(FAY, Name("Fay"), Role.FACILITATOR, 1, "v1", "v1"))
        await house.settles()
        assert answer.result() is End.UNSURE, "it was committed: who is told `busy` would say it once more"
        assert ana.outbox.closing is Close.OUT_OF_TOUCH
        kept = await house.nodes[0].line.load(ROOM)
        assert isinstance(kept, Kept) and kept.acts[ANA] == (1, b"")
        assert knock.result() is End.DONE
        assert [room for room in house.nodes[0]._rooms] == [elsewhere]


async def test_a_near_line_that_is_out_of_touch_once_is_asked_again() -> None:
    class Hesitating(Near):
        async def commit(self, room: str, commit: Commit) -> Answer:
            self.commits += 1
            if commit.acts and self.commits % 2:
                raise OutOfTouch
            return await self.line.commit(room, commit)

    async with a_house(1, lambda line: Hesitating(line)) as house:  # type: ignore[arg-type,return-value]
        _, ana, _ = await house.opens(0, 0)
        near = house.nodes[0].line
        assert isinstance(near, Hesitating)
        near.commits = 0
        answer = says(await house.here(), ANA, 1, "after all")
        await house.passes(1)
        assert answer.result() is End.DONE and near.commits == 2
        assert words(told(ana)) == ["after all"]


async def test_words_that_were_said_lie_nowhere_whichever_way_they_went() -> None:
    of_others = spoken()
    async with a_house(1) as house:
        await house.opens(0, 0)
        here = await house.here()
        here.commits.post(Knock(SeatId("cy"), Name("Cy"), Role.PARTICIPANT, 1, "v1", "v1"))
        await asyncio.sleep(0)
        assert here.commits._at_work, "the knock waits for others"
        says(here, ANA, 1, "in a hurry, beside a knock")
        await house.settles()
        says(here, ANA, 2, "alone")
        await house.settles()
        assert [it for it in spoken() if all(it is not other for other in of_others)] == []


async def test_nobody_who_waits_is_forgotten_where_the_room_ends_within_the_turn() -> None:
    async with a_house(1) as house:
        await house.opens(0, 0)
        here = await house.here()
        answer = says(here, ANA, 1, "too late")
        here.commits.give_up(No.MEETING_OVER)
        await house.settles()
        assert answer.result() is No.MEETING_OVER
        assert await here.commits.ask(Share(ANA, 2, Words(b"after")), ANA, 2) is No.MEETING_OVER

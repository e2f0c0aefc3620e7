"""What one share costs at the fan-out's own seam, in counts that no busy machine can blur."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from server.formats import library
from server.live import fan_out, outbox, telling
from server.live.fan_out import Short
from server.live.outbox import Outbox, Ready
from server.live.seating import Chair
from server.room.acts import Admit
from server.room.phases import opened
from server.room.seat import SeatId
from server.wire import encode, framing
from tests.live.instances import ANA, FAY, ROOM, House, a_house

SHARES = 10


class Free:
    """A way on which nothing ever waits."""

    def socket(self) -> int:
        """Nobody's."""
        return 1_000_000

    def took(self, frames: bytes, taken: int) -> bool:
        """All of it."""
        assert taken == len(frames)
        return True

    def stir(self) -> None:
        """Nothing ever waits."""


class Counted:
    """A kernel that takes everything, and counts how often, and in how many calls, it was asked to."""

    def __init__(self, count: Counter[str]) -> None:
        self._count = count

    def sends(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """All of it, at once."""
        assert frames
        self._count["writes"] += len(sockets)
        self._count["calls"] += 1
        return ()


async def seated(house: House, members: int) -> list[Chair]:
    """Fay, Ana, Bo and so many more that they are `members`."""
    large = replace(library()["c1"].slim(), capacity=members)
    await house.nodes[0].opened(ROOM, lambda now: opened(ROOM, large, now))
    chairs = await house.opens(0, 0)
    newcomers = [SeatId(f"seat-{number}") for number in range(members - len(chairs))]
    for seat in newcomers:
        await house.knocks(seat)
    await house.does(Admit(FAY, tuple(newcomers)))
    chairs += [await house.sits(seat) for seat in newcomers]
    await house.passes(1)
    return chairs


async def cost(members: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Of one share among so many: writes, framings and encodings."""
    count: Counter[str] = Counter()

    def counting(what: str, done: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
        def does(it: Any) -> bytes:
            count[what] += 1
            return done(it)

        return does

    async with a_house() as house:
        house.nodes[0].kernel = Counted(count)
        for chair in await seated(house, members):
            # All they were told so far is behind them, and nothing in a writer's hand.
            chair.outbox, told_before = Outbox(), chair.outbox
            chair.outbox.moved = told_before.moved
            chair.outbox.goes_by(Free())
        count.clear()
        with monkeypatch.context() as patched:
            patched.setattr(outbox, "framed", counting("framings", framing.framed))
            patched.setattr(encode, "frame", counting("encodings", encode.frame))
            for n in range(1, SHARES + 1):
                await house.says(ANA, n, "words")
                await house.settles()
    assert all(it % SHARES == 0 for it in count.values()), "every share costs the same"
    return {what: it // SHARES for what, it in count.items()}


@pytest.mark.parametrize("members", [15, 100])
async def test_a_share_is_encoded_and_framed_once_and_written_once_to_each(
    members: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await cost(members, monkeypatch) == {"writes": members, "calls": 1, "framings": 1, "encodings": 1}


async def test_one_more_write_for_each_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    once = fan_out.fan_out

    def twice(ready: Ready, crowd: fan_out.Crowd, kernel: fan_out.Kernel) -> None:
        for _ in range(2):
            once(ready, crowd, kernel)

    monkeypatch.setattr(telling, "fan_out", twice)
    assert await cost(15, monkeypatch) == {"writes": 30, "calls": 2, "framings": 1, "encodings": 1}


async def test_framing_anew_for_each_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    once = fan_out.fan_out

    def anew(ready: Ready, crowd: fan_out.Crowd, kernel: fan_out.Kernel) -> None:
        for one in crowd.quick:
            once(Ready(*ready.frames), fan_out.Crowd((one,)), kernel)

    monkeypatch.setattr(telling, "fan_out", anew)
    assert await cost(15, monkeypatch) == {"writes": 15, "calls": 15, "framings": 16, "encodings": 1}

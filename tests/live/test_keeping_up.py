"""Who keeps up is known before anything is told: whoever sorted a crowd hears at once that one of it has moved."""

import asyncio
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random

import pytest

from server.live.fan_out import Short
from server.live.outbox import GONE, MOST_FRAMES, Outbox, Ready, Slot
from server.wire.close_codes import Close
from tests.live.instances import ANA, a_house, told, words

SOCKET = 1_000_000
"""Nobody's."""


class Road:
    """A way on which something waits whenever we say so."""

    moved: Callable[[], None]
    to = SOCKET

    def socket(self) -> int:
        """See `Way.socket`."""
        return self.to

    def took(self, frames: bytes, taken: int) -> bool:
        """Nothing is ever written to it."""
        return False

    def goes(self, to: int) -> None:
        """From now on it leads there."""
        self.to = to
        self.moved()


class Asked:
    """A kernel that takes everything, and remembers to whom it was."""

    def __init__(self) -> None:
        self.sockets: list[int] = []

    def sends(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """See `Kernel.sends`."""
        self.sockets += sockets
        return ()


@pytest.mark.parametrize("seed", range(20))
async def test_whatever_happens_to_a_line_it_is_known_where_to_write(seed: int) -> None:
    dice, outbox, road = Random(seed), Outbox(), Road()
    known = [GONE]
    outbox.moved = lambda: known.append(outbox.socket())
    outbox.goes_by(road)
    reading: list[asyncio.Task[bytes | Close]] = []

    async def is_read() -> None:
        if not reading or reading[-1].done():
            reading.append(asyncio.create_task(outbox.next()))

    def ends() -> None:
        """Rarely, and in one of two ways: it takes too little, or it closes."""
        if len(known) > 3 and dice.random() < 0.1:
            for _ in range(dice.choice((0, MOST_FRAMES + 1))):
                outbox.put(b"words")
            outbox.close(Close.LEFT)

    happens: list[Callable[[], object]] = [
        lambda: road.goes(dice.choice((GONE, SOCKET))),
        lambda: outbox.put(b"words", dice.randrange(9)) if dice.random() < 0.5 else None,
        lambda: outbox.put_latest(Slot.PICTURE, Ready((b"picture", None))),
        lambda: outbox.put_first([(b"first", None)]),
        lambda: outbox.forget(dice.sample(range(9), dice.randrange(10))),
        lambda: outbox.clear() if dice.random() < 0.2 else None,
        ends,
        *(lambda: asyncio.create_task(is_read()) for _ in range(8)),
    ]
    for _ in range(400):
        dice.choice(happens)()
        assert known[-1] == outbox.socket()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert known[-1] == outbox.socket()
    assert len(known) > 3, "it fell behind and caught up again"
    for task in reading:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_who_falls_behind_between_two_shares_hears_the_second_after_what_waits() -> None:
    async with a_house() as house:
        house.nodes[0].kernel = kernel = Asked()
        _, _, bo = await house.opens(0, 0)
        told(bo)
        bo.outbox.next().send(None)  # its writer has nothing in hand any more
        bo.outbox.goes_by(road := Road())
        await house.says(ANA, 1, "one")
        assert kernel.sockets == [SOCKET]
        road.goes(GONE)
        await house.says(ANA, 2, "two")
        assert kernel.sockets == [SOCKET]
        road.goes(SOCKET)
        await house.says(ANA, 3, "three")
        assert words(told(bo)) == ["two", "three"]
        assert kernel.sockets == [SOCKET]
        bo.outbox.next().send(None)
        await house.says(ANA, 4, "four")
        assert kernel.sockets == [SOCKET] * 2

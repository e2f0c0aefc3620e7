"""Who keeps up is known before anything is told: whoever sorted a crowd hears at once that one of it has moved."""

from array import array
from collections.abc import Callable, Sequence
from random import Random

import pytest

from server.live.fan_out import Short
from server.live.outbox import GONE, MOST_FRAMES, Outbox, Ready, Slot
from server.wire.close_codes import Close
from tests.live.instances import ANA, a_house, told, words

SOCKET = 1_000_000
"""Nobody's."""


class Road:
    """A way on which something waits whenever we say so, and which fetches only when it is told to."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.to = SOCKET

    def socket(self) -> int:
        """See `Way.socket`."""
        return self.to

    def took(self, frames: bytes, taken: int) -> bool:
        """Nothing is ever written to it."""
        return False

    def stir(self) -> None:
        """Not now."""

    def goes(self, to: int) -> None:
        """From now on it leads there."""
        self.to = to
        self.outbox.moves()


class Asked:
    """A kernel that takes everything, and remembers to whom it was."""

    def __init__(self) -> None:
        self.sockets: list[int] = []

    def sends(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """See `Kernel.sends`."""
        self.sockets += sockets
        return ()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_to_a_line_it_is_known_where_to_write(seed: int) -> None:
    dice, outbox = Random(seed), Outbox()
    road = Road(outbox)
    known = [GONE]
    outbox.moved = lambda: known.append(outbox.socket())
    outbox.goes_by(road)

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
        *(outbox.pop for _ in range(8)),
    ]
    for _ in range(400):
        dice.choice(happens)()
        assert known[-1] == outbox.socket()
    assert len(known) > 3, "it fell behind and caught up again"


async def test_who_falls_behind_between_two_shares_hears_the_second_after_what_waits() -> None:
    async with a_house() as house:
        house.nodes[0].kernel = kernel = Asked()
        _, _, bo = await house.opens(0, 0)
        told(bo)
        bo.outbox.goes_by(road := Road(bo.outbox))
        await house.says(ANA, 1, "one")
        assert kernel.sockets == [SOCKET]
        road.goes(GONE)
        await house.says(ANA, 2, "two")
        assert kernel.sockets == [SOCKET]
        road.goes(SOCKET)
        await house.says(ANA, 3, "three")
        assert words(told(bo)) == ["two", "three"]
        assert kernel.sockets == [SOCKET]
        await house.says(ANA, 4, "four")
        assert kernel.sockets == [SOCKET] * 2

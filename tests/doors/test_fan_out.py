"""The way out to everyone, over both kernels: in order, never past what waits, never to another's socket."""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.frames import Frame, Opcode

from server.live.fan_out import Crowd, Kernel, OneByOne, fan_out
from server.live.outbox import GONE, MOST_FRAMES, Outbox, Ready
from server.live.ring import Ring, is_offered
from server.wire.close_codes import Close
from server.wire.framing import framed
from tests.street import Street, street

BIG = b"b" * 32_000_000
"""More than any socket's buffers take."""
KERNELS = [OneByOne, *([Ring] if is_offered() else [])]


@dataclass
class Circle:
    """Enough lines for the ring to be worth it, each with an outbox."""

    there: Street
    kernel: Kernel
    pages: list[ClientConnection]
    outboxes: list[Outbox]
    crowd: Crowd | None = None
    """Sorted once, as in the house, until somebody says that it has moved."""

    def moved(self) -> None:
        self.crowd = None

    def tells(self, *frames: bytes) -> None:
        self.crowd = self.crowd or Crowd(self.outboxes)
        fan_out(Ready(*((frame, None) for frame in frames)), self.crowd, self.kernel)

    def fills(self, which: int) -> None:
        """Until this one's socket takes nothing more, since its page does not read."""
        self.pages[which].transport.pause_reading()
        with pytest.raises(BlockingIOError):
            while True:
                os.write(self.there.sockets[which].fileno(), framed(b"w" * 60_000))

    async def hears(self, which: int) -> bytes:
        return await self.pages[which].recv(decode=False)


@pytest.fixture(params=KERNELS, ids=lambda kind: kind.__name__)
def kernel(request: pytest.FixtureRequest) -> Kernel:
    if request.param is OneByOne:
        return OneByOne()
    made = Ring(least=1)
    request.addfinalizer(made.close)
    return made


@asynccontextmanager
async def circle(kernel: Kernel, many: int = 5) -> AsyncIterator[Circle]:
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(street())
        here = Circle(there, kernel, [], [])
        for _ in range(many):
            page = connect(there.address, compression=None, max_size=None)
            here.pages.append(await stack.enter_async_context(page))
            here.outboxes.append(Outbox())
            here.outboxes[-1].moved = here.moved
            (await there.way()).carries(here.outboxes[-1], there)
        yield here


async def test_everyone_hears_all_at_once_and_in_order(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.tells(b"one")
        here.tells(b"two", b"three")
        for which in range(len(here.pages)):
            assert [await here.hears(which) for _ in range(3)] == [b"one", b"two", b"three"]
        assert not any(map(len, here.outboxes)), "nothing waits"


async def test_what_the_kernel_takes_in_part_comes_whole_and_nothing_overtakes_it(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.tells(BIG)
        here.tells(b"quick")
        assert {len(outbox) for outbox in here.outboxes} == {1}, (
            "the rest is on its way; what comes now waits"
        )
        for which, outbox in enumerate(here.outboxes):
            assert await here.hears(which) == BIG
            assert await here.hears(which) == b"quick"
            assert not len(outbox)


async def test_who_takes_nothing_holds_nobody_up_and_is_not_closed(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.fills(1)
        here.tells(b"words")
        here.tells(b"more words")
        assert [len(outbox) for outbox in here.outboxes] == [0, 1, 0, 0, 0], "one lies in the transport"
        for which in (0, 2, 3, 4):
            assert [await here.hears(which) for _ in range(2)] == [b"words", b"more words"]
        assert not here.there.lost.is_set()
        here.pages[1].transport.abort()


async def test_who_never_reads_is_told_to_come_back_and_the_others_miss_nothing(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.fills(3)
        for number in range(MOST_FRAMES + 2):
            here.tells(b"%d" % number)
        assert [outbox.closing for outbox in here.outboxes] == [None, None, None, Close.TOO_SLOW, None]
        for which in (0, 1, 2, 4):
            assert [await here.hears(which) for _ in range(MOST_FRAMES + 2)] == [
                b"%d" % number for number in range(MOST_FRAMES + 2)
            ]
        here.pages[3].transport.abort()


async def test_a_reset_line_is_found_out_and_costs_nobody_else_a_word(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.pages[0].transport.abort()
        here.tells(b"words")
        await here.there.lost.wait()
        here.tells(b"more words")
        assert here.outboxes[0].socket() == GONE
        for which in (1, 2, 3, 4):
            assert [await here.hears(which) for _ in range(2)] == [b"words", b"more words"]


async def test_who_has_caught_up_hears_at_once_again(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.tells(BIG)
        here.crowd = Crowd(here.outboxes)
        assert here.crowd.slow == here.outboxes
        for which in range(len(here.pages)):
            assert await here.hears(which) == BIG
        assert here.crowd is None
        here.tells(BIG)
        here.tells(b"waits")
        for which, outbox in enumerate(here.outboxes):
            assert await here.hears(which) == BIG
            assert await here.hears(which) == b"waits"
            assert not len(outbox)
        here.tells(b"quick")
        assert not any(map(len, here.outboxes))
        assert [await here.hears(which) for which in range(len(here.pages))] == [b"quick"] * len(here.pages)


@pytest.mark.parametrize("closes", ["the page", "the house"])
async def test_a_line_that_closes_is_let_be_before_its_socket_is_anothers(
    kernel: Kernel, closes: str
) -> None:
    async with circle(kernel) as here:
        here.tells(b"words")
        there: list[bool] = []
        here.outboxes[0].moved = lambda: there.append(here.there.lost.is_set())
        if closes == "the house":
            here.there.lines[0].shutdown()
        else:
            here.pages[0].transport.write(Frame(Opcode.CLOSE, b"").serialize(mask=True))
        await here.there.lost.wait()
        assert there == [False]


async def test_a_number_used_again_never_hears_what_was_another_lines(kernel: Kernel) -> None:
    async with circle(kernel) as here:
        here.tells(b"before")
        number = here.there.sockets[0].fileno()
        here.pages[0].transport.abort()
        await here.there.lost.wait()
        taken = list(socket.socketpair())
        while number not in {it.fileno() for it in taken}:
            assert len(taken) < 200, "the number came free"
            taken += socket.socketpair()
        here.tells(b"for the first room alone")
        for it in taken:
            it.setblocking(False)
            with pytest.raises(BlockingIOError):
                it.recv(1)
        for it in taken:
            it.close()

"""An open line: past the parser for what is ordinary, and only then; its end. The way out: test_fan_out.py."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from weakref import ref

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError
from websockets.frames import Frame, Opcode

from server.doors import direct
from server.doors.direct import Direct
from server.live.outbox import GONE, MOST_FRAMES, Outbox
from server.serving import LONGEST_FRAME
from server.wire.close_codes import Close
from server.wire.framing import unframed
from tests.doors.raw import connected
from tests.faults.person import TRUSTING
from tests.front.test_checks import TODAY, certified
from tests.street import Street, street


@asynccontextmanager
async def a_line() -> AsyncIterator[tuple[Street, ClientConnection]]:
    """A street with one line on it."""
    async with street() as there, connect(there.address, compression=None, max_size=None) as page:
        yield there, page


async def test_under_tls_there_is_no_short_way(tmp_path: Path) -> None:
    async with (
        street(certified(tmp_path, TODAY)) as there,
        connect(there.address, compression=None, ssl=TRUSTING) as page,
    ):
        line = await there.way()
        assert line.socket() == GONE
        await page.send("words")
        assert await there.heard(1) == ["words"]
        line.carries(outbox := Outbox(), there)
        for number in range(MOST_FRAMES):
            outbox.put(b"%d" % number)
        assert [await page.recv(decode=False) for _ in range(MOST_FRAMES)] == [
            b"%d" % number for number in range(MOST_FRAMES)
        ]


async def test_what_waits_for_a_line_that_ended_is_kept_by_nobody(no_collecting: None) -> None:
    async with a_line() as (there, page):
        outbox, way = Outbox(), await there.way()
        way.carries(outbox, there)
        kept = ref(outbox)
        page.transport.abort()
        await there.lost.wait()
        del outbox
        assert kept() is None


async def test_ordinary_frames_need_no_parser_and_after_the_first_other_all_do() -> None:
    async with a_line() as (there, page):
        for text in ("plain", "plain again"):
            await page.send(text)
            assert await there.heard(1) == [text]
        line = await there.way()
        assert line._parsing is None
        for sent, heard in ((b"bytes", b"bytes"), (["in ", "parts"], "in parts"), ("plain", "plain")):
            await page.send(sent)
            assert await there.heard(1) == [heard]
            assert line._parsing is not None


async def test_a_frame_that_comes_byte_by_byte_is_the_parsers_and_what_follows_it_too() -> None:
    async with a_line() as (there, page):
        first, second = masked(b"slowly"), masked(b"and on")
        for at in range(len(first) - 1):
            page.transport.write(first[at : at + 1])
            await there.read()
        page.transport.write(first[-1:] + second)
        assert await there.heard(2) == ["slowly", "and on"]


@pytest.mark.parametrize("cut", [1, 2, 6, 8])
async def test_a_frame_within_a_frame_is_not_taken_for_one(cut: int) -> None:
    async with a_line() as (there, page):
        inside = masked(b"never said")
        whole = Frame(Opcode.BINARY, inside).serialize(mask=False)
        whole = bytes([whole[0], whole[1] | 0x80]) + bytes(4) + inside  # a mask of noughts hides nothing
        page.transport.write(whole[:cut])
        await there.read()
        if cut == 6:
            assert unframed(whole[cut:]) == "never said", "what comes next looks like a frame of its own"
        page.transport.write(whole[cut:])
        assert await there.heard(1) == [inside]


async def test_who_is_not_listened_to_is_not_read_from_either() -> None:
    async with a_line() as (there, page):
        line, there.is_heard = await there.way(), False
        await page.send("1")
        await there.read()
        assert not line._transport.is_reading(), "one may wait; more stays outside"
        for sent in ("2", "3"):
            await page.send(sent)
        assert there._heard.empty()
        there.is_heard = True
        line.goes_on()
        assert await there.heard(3) == ["1", "2", "3"]


async def test_no_text_at_all_closes_as_ever() -> None:
    async with a_line() as (_, page):
        page.transport.write(masked(b"\xff\xfe"))
        with pytest.raises(ConnectionClosedError) as closed:
            await page.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1007


async def test_what_is_too_long_closes_as_ever() -> None:
    async with a_line() as (_, page):
        page.transport.write(masked(b"x" * (LONGEST_FRAME + 1)))
        with pytest.raises(ConnectionClosedError) as closed:
            await page.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009


# ── the end ────────────────────────────────────────


async def test_what_nobody_heard_before_we_close_is_kept_by_nobody() -> None:
    async with a_line() as (there, page):
        line, there.is_heard, outbox = await there.way(), False, Outbox()
        line.carries(outbox, there)
        await page.send("too late")
        await there.read()
        assert line._waiting == ["too late"]
        outbox.put(b"goodbye")
        outbox.close(Close.ENDED)
        line.data_received(masked(b"later still"))
        assert line._waiting == []
        assert await page.recv(decode=False) == b"goodbye"
        with pytest.raises(ConnectionClosedError):
            await page.recv()
        assert page.close_code == Close.ENDED
        assert there.lost.is_set() and there._heard.empty()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is waited for long."""
    monkeypatch.setattr(direct, "LINGER", 0.01)


@asynccontextmanager
async def who_does_not_read() -> AsyncIterator[tuple[Direct, ClientConnection, Outbox]]:
    """A line whose page reads nothing; at the end of the block it is let go, or the test fails."""
    async with a_line() as (there, page):
        line, outbox, ended = await there.way(), Outbox(), asyncio.Event()
        line._leaves = ended.set
        line.carries(outbox, there)
        page.transport.pause_reading()
        yield line, page, outbox
        async with asyncio.timeout(5):
            await ended.wait()
        page.transport.abort()


async def test_who_does_not_answer_when_we_close_is_let_go(hurried: None) -> None:
    async with who_does_not_read() as (_, _, outbox):
        outbox.close(Close.TOO_SLOW)


async def test_who_closes_and_then_does_not_read_is_let_go_too(hurried: None) -> None:
    async with who_does_not_read() as (line, page, outbox):
        while not line._full:
            outbox.put(b"w" * 60_000)
        page.transport.write(Frame(Opcode.CLOSE, b"").serialize(mask=True))


async def test_who_went_is_heard_for_a_while_and_then_gone(hurried: None) -> None:
    async with a_line() as (there, page):
        line, there.is_heard = await there.way(), False
        await page.send("nobody listens")
        await there.read()
        page.transport.abort()
        line._transport.abort()
        async with asyncio.timeout(5):
            await there.lost.wait()
        assert line._waiting == []


async def test_who_says_more_in_one_breath_than_any_page_does_is_let_go() -> None:
    async with a_line() as (there, page):
        line, there.is_heard = await there.way(), False
        page.transport.write(masked(b"") * (direct.MOST_WAITING + 1))
        with pytest.raises(ConnectionClosedError) as closed:
            await page.recv()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1008
        assert line._waiting == []


@pytest.mark.parametrize("cut", [None, 30])
async def test_what_the_parser_read_goes_with_the_line(cut: int | None, no_collecting: None) -> None:
    async with a_line() as (there, page):
        line = await there.way()
        page.transport.write((masked(b"first secret") + masked(b"second secret"))[:cut])
        await there.heard(2 if cut is None else 1)
        assert line._parsing is not None
        kept = ref(line._parsing._protocol)
        page.transport.abort()
        await there.lost.wait()
        del line
        there.lines.clear()
        await asyncio.sleep(0)
        assert kept() is None


async def test_to_who_is_going_already_no_line_is_opened() -> None:
    async with street() as there:
        there.opens.clear()
        raw = await connected(there.address)
        await raw.says(raw.handshake())
        await there.knocked.wait()
        there.opens.set()
        there.handshakes[0].transport.close()
        assert await raw.rest() == b""
        assert not there.lines


async def test_who_says_anything_before_the_line_is_open_is_let_go() -> None:
    async with street() as there:
        there.opens.clear()
        raw = await connected(there.address)
        await raw.says(raw.handshake())
        await there.knocked.wait()
        await raw.says(masked(b"early"))
        assert await raw.rest() == b""


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 128, 4_000, LONGEST_FRAME])
def test_an_ordinary_frame_is_read_as_the_parser_reads_it(size: int) -> None:
    text = b"x" * size
    assert unframed(masked(text)) == text.decode()


CHANGES: list[Callable[[bytes], bytes]] = [
    lambda it: it[:-1],
    lambda it: it + b"!",
    lambda it: bytes([it[0] & 0x7F]) + it[1:],
    lambda it: bytes([it[0] | 0x40]) + it[1:],
    lambda it: bytes([0x82]) + it[1:],
    lambda it: it[:1] + bytes([it[1] & 0x7F]) + it[2:],
    lambda it: it[:1] + bytes([0xFF]) + it[2:],
    lambda it: b"",
]


@pytest.mark.parametrize("changed", CHANGES)
def test_anything_else_is_not_ordinary(changed: Callable[[bytes], bytes]) -> None:
    assert unframed(masked(b"words")) == "words"
    assert unframed(changed(masked(b"words"))) is None


def test_what_is_too_long_is_left_to_the_parser() -> None:
    assert unframed(masked(b"x" * (LONGEST_FRAME + 1))) is None


def masked(text: bytes, opcode: Opcode = Opcode.TEXT) -> bytes:
    """A frame as a browser sends it."""
    return Frame(opcode, text).serialize(mask=True)

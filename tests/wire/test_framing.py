"""A frame made here is what the library on the other side reads; and what a page sends is read as the library would."""

import pytest
from hypothesis import given, strategies as st
from websockets.frames import Frame, Opcode
from websockets.protocol import CLIENT, OPEN, SERVER, Protocol

from server.wire.frames import LONGEST
from server.wire.framing import framed, unframed


def read(sent: bytes) -> list[Frame]:
    """What a page's end of the line makes of these bytes."""
    page = Protocol(CLIENT, state=OPEN, max_size=None)
    page.receive_data(sent)
    return [event for event in page.events_received() if isinstance(event, Frame)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_frame_of_any_length_is_read_as_one_whole_text(size: int) -> None:
    text = b"a" * size
    (frame,) = read(framed(text))
    assert (frame.opcode, bytes(frame.data), frame.fin) == (Opcode.TEXT, text, True)


def test_two_frames_in_a_row_stay_two() -> None:
    told = [b"one", "dos, año".encode()]
    assert [bytes(frame.data) for frame in read(framed(told[0]) + framed(told[1]))] == told


# ── and back ────────────────────────────────────────────────────────────────────────────────────


def sent(data: bytes, *, opcode: Opcode = Opcode.TEXT, fin: bool = True, mask: bool = True) -> bytes:
    """These bytes, as a page's end of the line would send them."""
    return Frame(opcode, data, fin).serialize(mask=mask)


def read_by_the_house(data: bytes) -> list[str] | None:
    """What the library makes of it: the texts of whole frames, or None where it is anything else."""
    house = Protocol(SERVER, state=OPEN, max_size=LONGEST)
    house.receive_data(data)
    frames = [event for event in house.events_received() if isinstance(event, Frame)]
    whole = all(frame.opcode is Opcode.TEXT and frame.fin for frame in frames)
    return [str(frame.data, "utf-8") for frame in frames] if whole and house.parser_exc is None else None


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, LONGEST])
def test_a_pages_frame_of_ordinary_length_is_read(size: int) -> None:
    assert unframed(sent(b"a" * size)) == "a" * size


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        sent(b"")[:5],
        sent(b"words")[:-1],
        sent(b"words") + b"x",
        sent(b"words") + sent(b"more"),
        sent(b"words", mask=False),
        sent(b"words", fin=False),
        sent(b"words", opcode=Opcode.BINARY),
        sent(b"words", opcode=Opcode.PING),
        sent(b"\xff"),
        sent(b"a" * (LONGEST + 1)),
        sent(b"a" * 70_000),
    ],
)
def test_whatever_else_comes_is_left_to_the_library(odd: bytes) -> None:
    assert unframed(odd) is None


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: sent(text.encode())))
def test_what_is_read_here_is_what_the_library_reads(data: bytes) -> None:
    text = unframed(data)
    assert text is None or read_by_the_house(data) == [text]

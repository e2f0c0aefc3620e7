"""A frame made here is what the library on the other side reads."""

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import CLIENT, OPEN, Protocol

from server.wire.framing import framed


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

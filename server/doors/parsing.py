"""`websockets` at an open line: whatever is not one ordinary frame, and what is said in closing.

What a line could pile up here before anybody reads it has an end: signs that are answered, pieces of one message.
"""

from collections.abc import Iterator
from typing import Final, cast

from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import Protocol, Side, State

from server.doors.way import Message
from server.wire.frames import LONGEST

MOST_PIECES: Final = 1_024
"""Pieces of one message. Browsers send a short one whole; empty pieces would never reach its longest size."""
MOST_SIGNS: Final = 10_000
"""Pings and pongs of one line in one second. A page sends none."""
SIGNS: Final = (Opcode.PING, Opcode.PONG)


class Parsing:
    """Made where a line needs it; few ever do."""

    def __init__(self) -> None:
        self._protocol = Protocol(Side.SERVER, max_size=LONGEST)
        self._pieces: list[bytes] = []
        self._is_text = False
        self._signs, self._second = 0, 0
        self._failed = False

    @property
    def is_open(self) -> bool:
        """Whether neither side has said that it closes."""
        return self._protocol.state is State.OPEN

    def reads(self, data: bytes, now: float) -> Iterator[Message]:
        """The messages that are whole with it, in order. `now`: seconds, by any clock."""
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            frame = cast(Frame, event)  # nothing else comes on a line that is open
            if frame.opcode in SIGNS:
                self._counts(int(now))
            elif frame.opcode is not Opcode.CLOSE and not self._failed:
                yield from self._whole(frame)

    def says(self) -> list[bytes]:
        """Answers to pings, and what belongs to closing; nothing, `b""`, for the end of the line."""
        return self._protocol.data_to_send()

    def closes(self, code: int) -> None:
        """Say that we close. Said once."""
        if self.is_open:
            self._protocol.send_close(code)

    def ends(self) -> None:
        """The line is over: of a message that never became whole nothing stays."""
        self._pieces = []
        self._protocol.parser.close()  # it holds what it read, and what it read for holds it

    def _whole(self, frame: Frame) -> Iterator[Message]:
        if frame.opcode is not Opcode.CONT:
            self._is_text = frame.opcode is Opcode.TEXT
        if len(self._pieces) >= MOST_PIECES:
            return self._fails(CloseCode.POLICY_VIOLATION)
        self._pieces.append(bytes(frame.data))
        if frame.fin:
            message, self._pieces = b"".join(self._pieces), []
            yield from self._text(message) if self._is_text else (message,)

    def _text(self, message: bytes) -> Iterator[str]:
        try:
            text = message.decode()
        except UnicodeDecodeError:
            return self._fails(CloseCode.INVALID_DATA)
        yield text

    def _counts(self, second: int) -> None:
        self._signs = self._signs + 1 if second == self._second else 1
        self._second = second
        if self._signs > MOST_SIGNS:
            self._fails(CloseCode.POLICY_VIOLATION)

    def _fails(self, code: CloseCode) -> None:
        self._failed, self._pieces = True, []
        self._protocol.fail(code)

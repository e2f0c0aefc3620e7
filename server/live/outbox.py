"""One seat's waiting frames. Bounded: someone on a slow train must not hold up the circle.

A line that keeps up is quick: what is put goes straight to the kernel, and nothing ever waits here. One that
does not is slow: its frames wait in order, and its way fetches them as the line takes them.
"""

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from server.wire.close_codes import Close
from server.wire.framing import framed

MOST_FRAMES: Final = 256
MOST_BYTES: Final = 256 * 1024


class Slot(Enum):
    """Of these only the newest is worth sending; it takes the place of one that still waits."""

    PICTURE = "picture"
    YOU = "you"


GONE: Final = -1
"""No socket: frames wait until their way fetches them."""


class Way(Protocol):
    """The way out of one line. It says `Outbox.moves` whenever `socket` may answer otherwise than before."""

    def socket(self) -> int:
        """Where to write; `GONE` where something still waits that would be overtaken, or the line has ended."""

    def took(self, frames: bytes, taken: int) -> bool:
        """The kernel took so much of it. The rest waits before all that comes later; False where it took none."""

    def stir(self) -> None:
        """Something waits for it in the outbox: it fetches that when it can, with `Outbox.pop`."""


def written(socket: int, frames: bytes) -> int:
    """How many bytes it took; `GONE` where it would block, or nobody is there: then the transport finds out."""
    try:
        return os.write(socket, frames)
    except OSError:
        return GONE


class Ready:
    """Frames that are told together, the same for everyone who hears them: framed once, for all in one piece."""

    __slots__ = ("frames", "whole")

    def __init__(self, *frames: tuple[bytes, int | None]) -> None:
        self.frames = frames
        self.whole = framed(frames[0][0]) if len(frames) == 1 else b"".join([framed(it) for it, _ in frames])


@dataclass(slots=True, eq=False)
class _Waiting:
    frame: bytes = field(repr=False)
    seq: int | None = None
    slot: Slot | None = None
    counted: bool = True


class Outbox:
    """Frames in order, for one line. Whoever puts never waits."""

    def __init__(self) -> None:
        self._frames: list[_Waiting] = []
        self._bytes = 0
        self._count = 0
        self._slots: dict[Slot, _Waiting] = {}
        self._way: Way | None = None
        self._to = GONE
        self.moved: Callable[[], None] = lambda: None
        """Told whenever `socket` answers otherwise than before: this line fell behind, or caught up."""
        self.closing: Close | None = None

    def __len__(self) -> int:
        return len(self._frames)

    def goes_by(self, way: Way) -> None:
        """From now on this line is quick, whenever nothing waits."""
        self._way = way
        way.stir()
        self.moves()

    def put(self, frame: bytes, seq: int | None = None) -> None:
        """At the end. Over the bound the line is closed with `come back`, and nothing more is kept for it."""
        self.put_ready(Ready((frame, seq)))

    def put_ready(self, ready: Ready) -> None:
        """The same for what is framed already."""
        if not self._goes(ready):
            self._waits(ready)

    def socket(self) -> int:
        """Where to write, while nothing waits here or on the line. Else `GONE`."""
        if self._way is None or self._frames or self.closing is not None:
            return GONE
        return self._way.socket()

    def took(self, ready: Ready, taken: int) -> None:
        """So much of it was written to our socket a moment ago."""
        if self._way is None or not self._way.took(ready.whole, taken):
            self._waits(ready)

    def put_latest(self, slot: Slot, ready: Ready) -> None:
        """In the place of an older one that still waits, else at the end."""
        ((frame, _),) = ready.frames
        older = self._slots.get(slot)
        if older is not None:
            self._bytes += len(frame) - len(older.frame)
            older.frame = frame
        elif not self._goes(ready):
            self._append(_Waiting(frame, slot=slot))

    def put_first(self, frames: Iterable[tuple[bytes, int | None]]) -> None:
        """What a page needs before all that came meanwhile. Not counted: a minute's news bounds it."""
        if self.closing is None:
            first = [_Waiting(frame, seq, counted=False) for frame, seq in frames]
            self._frames[:0] = first
            self._stirs()

    def forget(self, seqs: Collection[int]) -> None:
        """What was retracted is not sent any more."""
        for waiting in [waiting for waiting in self._frames if waiting.seq in seqs]:
            self._frames.remove(waiting)
            self._uncount(waiting)
        self.moves()

    def clear(self) -> None:
        """Nothing of what waits may still be told."""
        self._frames.clear()
        self._slots.clear()
        self._bytes = self._count = 0
        self.moves()

    def close(self, why: Close) -> None:
        """After what waits, close. The first reason stays."""
        if self.closing is None:
            self.closing = why
            self._stirs()

    def pop(self) -> bytes | Close | None:
        """The next frame to send; why to close, after the last; None where there is nothing to do now."""
        if not self._frames:
            return self.closing
        waiting = self._frames.pop(0)
        self._uncount(waiting)
        self.moves()
        return waiting.frame

    def moves(self) -> None:
        """Look again whether this line fell behind, or caught up."""
        if (to := self.socket()) != self._to:
            self._to = to
            self.moved()

    def _goes(self, ready: Ready) -> bool:
        socket = self.socket()
        return (
            socket != GONE
            and self._way is not None
            and self._way.took(ready.whole, written(socket, ready.whole))
        )

    def _waits(self, ready: Ready) -> None:
        for frame, seq in ready.frames:
            self._append(_Waiting(frame, seq))

    def _append(self, waiting: _Waiting) -> None:
        if self.closing is not None:
            return
        if self._count >= MOST_FRAMES or self._bytes + len(waiting.frame) > MOST_BYTES:
            self.clear()
            self.close(Close.TOO_SLOW)
            return
        self._frames.append(waiting)
        self._count += 1
        self._bytes += len(waiting.frame)
        if waiting.slot is not None:
            self._slots[waiting.slot] = waiting
        self._stirs()

    def _stirs(self) -> None:
        """What waits goes at once where the line takes it; it has fallen behind only where it does not."""
        if self._way is not None:
            self._way.stir()
        self.moves()

    def _uncount(self, waiting: _Waiting) -> None:
        if waiting.slot is not None:
            self._slots.pop(waiting.slot, None)
        if waiting.counted:
            self._count -= 1
            self._bytes -= len(waiting.frame)

"""One seat's waiting frames. Bounded: someone on a slow train must not hold up the circle."""

import asyncio
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from server.wire.close_codes import Close

MOST_FRAMES: Final = 256
MOST_BYTES: Final = 256 * 1024


class Slot(Enum):
    """Of these only the newest is worth sending; it takes the place of one that still waits."""

    PICTURE = "picture"
    YOU = "you"


@dataclass(slots=True, eq=False)
class _Waiting:
    frame: bytes = field(repr=False)
    seq: int | None = None
    slot: Slot | None = None
    counted: bool = True


class Outbox:
    """Frames in order, for one writer. Whoever puts never waits."""

    def __init__(self) -> None:
        self._frames: deque[_Waiting] = deque()
        self._bytes = 0
        self._count = 0
        self._slots: dict[Slot, _Waiting] = {}
        self._stir = asyncio.Event()
        self._closes = asyncio.Event()
        self.closing: Close | None = None

    def __len__(self) -> int:
        return len(self._frames)

    async def closes(self) -> None:
        """Wait until it is known that this line ends."""
        await self._closes.wait()

    def put(self, frame: bytes, seq: int | None = None) -> None:
        """At the end. Over the bound the line is closed with `come back`, and nothing more is kept for it."""
        self._append(_Waiting(frame, seq))

    def put_latest(self, slot: Slot, frame: bytes) -> None:
        """In the place of an older one that still waits, else at the end."""
        older = self._slots.get(slot)
        if older is None:
            self._append(_Waiting(frame, slot=slot))
        else:
            self._bytes += len(frame) - len(older.frame)
            older.frame = frame

    def put_first(self, frames: Iterable[tuple[bytes, int | None]]) -> None:
        """What a page needs before all that came meanwhile. Not counted: a minute's news bounds it."""
        if self.closing is None:
            first = [_Waiting(frame, seq, counted=False) for frame, seq in frames]
            self._frames.extendleft(reversed(first))
            self._stir.set()

    def forget(self, seqs: Collection[int]) -> None:
        """What was retracted is not sent any more."""
        for waiting in [waiting for waiting in self._frames if waiting.seq in seqs]:
            self._frames.remove(waiting)
            self._uncount(waiting)

    def clear(self) -> None:
        """Nothing of what waits may still be told."""
        self._frames.clear()
        self._slots.clear()
        self._bytes = self._count = 0

    def close(self, why: Close) -> None:
        """After what waits, close. The first reason stays."""
        if self.closing is None:
            self.closing = why
            self._closes.set()
            self._stir.set()

    async def next(self) -> bytes | Close:
        """The next frame to send, or why to close; waits for one."""
        while not self._frames and self.closing is None:
            self._stir.clear()
            await self._stir.wait()
        if not self._frames:
            assert self.closing is not None
            return self.closing
        waiting = self._frames.popleft()
        self._uncount(waiting)
        return waiting.frame

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
        self._stir.set()

    def _uncount(self, waiting: _Waiting) -> None:
        if waiting.slot is not None:
            self._slots.pop(waiting.slot, None)
        if waiting.counted:
            self._count -= 1
            self._bytes -= len(waiting.frame)

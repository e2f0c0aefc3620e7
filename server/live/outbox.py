"""One seat's waiting frames. Bounded: someone on a slow train must not hold up the circle.

A line that takes what it is given is told at the end of each turn of the loop, all in one piece. One that
does not is slow: its frames wait here in order, and its own writer sends them as the line takes them.
"""

import asyncio
from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from server.live.post import Joined, Post
from server.wire.close_codes import Close
from server.wire.framing import framed

MOST_FRAMES: Final = 256
MOST_BYTES: Final = 256 * 1024
AT_ONCE: Final = 64 * 1024
"""Bytes that are handed to a line in one piece."""


class Slot(Enum):
    """Of these only the newest is worth sending; it takes the place of one that still waits."""

    PICTURE = "picture"
    YOU = "you"


class Way(Protocol):
    """A short way to the kernel, for a line that keeps up."""

    def is_clear(self) -> bool:
        """Whether nothing waits on it, so that what is written now overtakes nothing."""

    def write(self, frames: bytes) -> None:
        """Take all of it; what the kernel does not take at once waits on the way."""


class Ready:
    """One frame, the same for everyone who hears it: as it is told, and framed once for the wire."""

    __slots__ = ("_framed", "counted", "seq", "told")

    def __init__(self, told: bytes, seq: int | None = None, *, counted: bool = True) -> None:
        self.told = told
        self.seq = seq
        self.counted = counted
        self._framed: bytes | None = None

    @property
    def framed(self) -> bytes:
        """The whole frame, made for the first who hears it."""
        if self._framed is None:
            self._framed = framed(self.told)
        return self._framed


@dataclass(slots=True)
class _Short:
    """The short way of a line, and the post that comes by at the end of each turn."""

    way: Way
    post: Post = field(repr=False)


class Outbox:
    """Frames in order, for one line. Whoever puts never waits."""

    __slots__ = (
        "_bytes", "_closes", "_count", "_frames", "_in_hand", "_is_due", "_newest", "_short", "_stir", "closing",
    )  # fmt: skip

    def __init__(self) -> None:
        self._frames: deque[Ready | Slot] = deque()
        self._newest: dict[Slot, Ready] = {}
        self._bytes = 0
        self._count = 0
        self._in_hand = False
        self._is_due = False
        self._short: _Short | None = None
        self._stir = asyncio.Event()
        self._closes = asyncio.Event()
        self.closing: Close | None = None

    def __len__(self) -> int:
        return len(self._frames)

    async def closes(self) -> None:
        """Wait until it is known that this line ends."""
        await self._closes.wait()

    def goes_by(self, way: Way, post: Post) -> None:
        """From now on what is put goes this way as long as it is clear."""
        self._short = _Short(way, post)
        self._stirs()

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def put(self, frame: bytes, seq: int | None = None) -> None:
        """At the end. Over the bound the line is closed with `come back`, and nothing more is kept for it."""
        self.put_ready(Ready(frame, seq))

    def put_ready(self, frame: Ready) -> None:
        """The same for a frame that others hear too."""
        if self._has_room(len(frame.told), 1):
            self._count += 1
            self._bytes += len(frame.told)
            self._frames.append(frame)
            self._stirs()

    def put_latest(self, slot: Slot, frame: Ready) -> None:
        """In the place of an older one that still waits, else at the end."""
        older = self._newest.get(slot)
        more = len(frame.told) - (len(older.told) if older else 0)
        if self._has_room(more, 0 if older else 1):
            if older is None:
                self._frames.append(slot)
                self._count += 1
            self._bytes += more
            self._newest[slot] = frame
            self._stirs()

    def put_first(self, frames: Iterable[tuple[bytes, int | None]]) -> None:
        """What a page needs before all that came meanwhile. Not counted: a minute's news bounds it."""
        if self.closing is None:
            first = [Ready(frame, seq, counted=False) for frame, seq in frames]
            self._frames.extendleft(reversed(first))
            self._stirs()

    def forget(self, seqs: Collection[int]) -> None:
        """What was retracted is not sent any more."""
        taken_back = [it for it in self._frames if isinstance(it, Ready) and it.seq in seqs]
        for frame in taken_back:
            self._frames.remove(frame)
            self._uncount(frame)

    def clear(self) -> None:
        """Nothing of what waits may still be told."""
        self._frames.clear()
        self._newest.clear()
        self._bytes = self._count = 0

    def close(self, why: Close) -> None:
        """After what waits, close. The first reason stays."""
        if self.closing is None:
            self.closing = why
            self._closes.set()
            self._stir.set()

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    async def next(self) -> bytes | Close:
        """The next frame to send, or why to close; waits for one. What it gave is sent when it is asked again."""
        self._in_hand = False
        while not self._frames and self.closing is None:
            self._stir.clear()
            await self._stir.wait()
        if not self._frames:
            assert self.closing is not None
            return self.closing
        self._in_hand = True
        return self._taken().told

    def leaves(self, joined: Joined) -> None:
        """Hand over what waits, as far as the line takes it; the rest is for the writer."""
        self._is_due = False
        assert self._short is not None
        way = self._short.way
        while self._frames and not self._in_hand and way.is_clear():
            way.write(self._piece(joined))
        if self._frames:
            self._stir.set()

    def _piece(self, joined: Joined) -> bytes:
        """The next frames as one; whoever is told the same frames is told the same piece."""
        first = self._taken()
        if not self._frames:
            return first.framed
        taken, size = [first], len(first.told)
        while self._frames and size < AT_ONCE:
            taken.append(self._taken())
            size += len(taken[-1].told)
        frames = tuple(taken)
        if frames not in joined:
            joined[frames] = b"".join([it.framed for it in frames])
        return joined[frames]

    def _taken(self) -> Ready:
        first = self._frames.popleft()
        frame = self._newest.pop(first) if isinstance(first, Slot) else first
        self._uncount(frame)
        return frame

    def _stirs(self) -> None:
        if self._short is None:
            self._stir.set()
        elif not self._is_due:
            self._is_due = True
            self._short.post.takes(self)

    def _has_room(self, more: int, frames: int) -> bool:
        if self.closing is not None:
            return False
        if self._count + frames > MOST_FRAMES or self._bytes + more > MOST_BYTES:
            self.clear()
            self.close(Close.TOO_SLOW)
            return False
        return True

    def _uncount(self, frame: Ready) -> None:
        if frame.counted:
            self._count -= 1
            self._bytes -= len(frame.told)

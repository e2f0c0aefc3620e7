"""The same to everyone who hears it: at once to those who keep up, and into their outbox for the others."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Protocol

from server.live.outbox import GONE, Outbox, Ready, written

Short = tuple[int, int]
"""Whose socket, by its place among those asked, and how much it took: not all; less than none where it is full."""


class Kernel(Protocol):
    """Whoever hands bytes to many sockets. Two do: `OneByOne`, and `server.live.ring`."""

    def sends(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """Those who did not take all of it."""


class OneByOne:
    """One system call each, as every system offers it."""

    def sends(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """See `Kernel.sends`."""
        whole = len(frames)
        return [
            (at, taken) for at, socket in enumerate(sockets) if (taken := written(socket, frames)) != whole
        ]


class Crowd:
    """Who hears the same, and who of them keeps up. Good until one of them no longer does, or does again."""

    __slots__ = ("quick", "slow", "sockets")

    def __init__(self, outboxes: Iterable[Outbox]) -> None:
        found = [(outbox, outbox.socket()) for outbox in outboxes]
        self.slow = [outbox for outbox, socket in found if socket == GONE]
        self.quick = [outbox for outbox, socket in found if socket != GONE]
        self.sockets = array("i", [socket for _, socket in found if socket != GONE])


def fan_out(ready: Ready, crowd: Crowd, kernel: Kernel) -> None:
    """Never an await: nobody waits for anybody."""
    for at, taken in kernel.sends(crowd.sockets, ready.whole):
        crowd.quick[at].took(ready, taken)
    for outbox in crowd.slow:
        outbox.put_ready(ready)

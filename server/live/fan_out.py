"""The same to everyone who hears it: at once to those who keep up, and into their outbox for the others."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from server.live.outbox import GONE, Outbox, Ready, written


class Kernel(Protocol):
    """Whoever hands bytes to many sockets. Two do: `OneByOne`, and `server.live.ring`."""

    def sends(self, sockets: Sequence[int], frames: bytes) -> Sequence[int]:
        """How many bytes each took; less than none where it is full, or nobody is there."""


class OneByOne:
    """One system call each, as every system offers it."""

    def sends(self, sockets: Sequence[int], frames: bytes) -> Sequence[int]:
        """See `Kernel.sends`."""
        return [written(socket, frames) for socket in sockets]


def fan_out(ready: Ready, outboxes: Iterable[Outbox], kernel: Kernel) -> None:
    """Never an await: nobody waits for anybody."""
    quick, sockets = [], []
    for outbox in outboxes:
        if (socket := outbox.socket()) == GONE:
            outbox.put_ready(ready)
        else:
            quick.append(outbox)
            sockets.append(socket)
    whole = len(ready.whole)
    for outbox, taken in zip(quick, kernel.sends(sockets, ready.whole), strict=True):
        if taken != whole:
            outbox.took(ready, taken)

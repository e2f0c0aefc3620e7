"""io_uring, as much of it as a room needs: the same bytes to many sockets in one system call.

For Linux from 6.1 on, where the host allows it. Nothing is compiled: what the kernel shares with us is memory, and
is spelled here as in `<linux/io_uring.h>`. Each call waits until all of it is done, so nothing outlives it.
"""

import ctypes
import errno
import mmap
import os
import socket
import struct
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from server.live.fan_out import Kernel, OneByOne

ENTRIES: Final = 1_024
FEW: Final = 4
"""To fewer it is quicker to write one by one."""

_SETUP, _ENTER = 425, 426
_SINGLE_ISSUER, _DEFER_TASKRUN, _GETEVENTS = 1 << 12, 1 << 13, 1
_RINGS, _REQUESTS = 0, 0x10000000
_SEND: Final = 26
_AT_ONCE: Final = socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL
"""A full socket says so instead of waiting; a closed one raises no signal."""
_PARAMS, _REQUEST, _ANSWER = struct.Struct("<30I"), struct.Struct("<BBHiQQIIQ"), struct.Struct("<QiI")
_WIDE: Final = 64
"""Bytes of a request; ours fill the first 40, and the rest stay nought."""
_syscall = ctypes.CDLL(None, use_errno=True).syscall


class Ring:
    """Belongs to the thread that uses it first."""

    def __init__(self, entries: int = ENTRIES) -> None:
        self._entries = entries
        self._fd: int | None = None
        self._few = OneByOne()

    def sends(self, sockets: Sequence[int], frames: bytes) -> Sequence[int]:
        """See `Kernel.sends`."""
        if len(sockets) < FEW:
            return self._few.sends(sockets, frames)
        if self._fd is None:
            self._opens()
        taken: list[int] = []
        for first in range(0, len(sockets), self._entries):
            taken += self._together(sockets[first : first + self._entries], frames)
        return taken

    def close(self) -> None:
        """Give it back."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _opens(self) -> None:
        params = bytearray(_PARAMS.size)
        struct.pack_into("<I", params, 8, _SINGLE_ISSUER | _DEFER_TASKRUN)
        self._fd = _done(_syscall(_SETUP, self._entries, (ctypes.c_char * len(params)).from_buffer(params)))
        self._entries, answers, *_ = told = _PARAMS.unpack(params)
        to_us, from_us = told[20:30], told[10:20]  # where in the shared memory what lies
        size = max(from_us[6] + 4 * self._entries, to_us[5] + _ANSWER.size * answers)
        self._rings = mmap.mmap(self._fd, size, offset=_RINGS)
        self._requests = mmap.mmap(self._fd, _WIDE * self._entries, offset=_REQUESTS)
        self._tail = ctypes.c_uint32.from_buffer(self._rings, from_us[1])
        self._head, self._ready = (ctypes.c_uint32.from_buffer(self._rings, to_us[at]) for at in (0, 1))
        self._last, self._last_answer, self._answers = self._entries - 1, answers - 1, to_us[5]
        struct.pack_into(f"<{self._entries}I", self._rings, from_us[6], *range(self._entries))

    def _together(self, sockets: Sequence[int], frames: bytes) -> list[int]:
        where = ctypes.cast(ctypes.c_char_p(frames), ctypes.c_void_p).value
        put, requests, size, first = _REQUEST.pack_into, self._requests, len(frames), self._tail.value
        for number, to in enumerate(sockets):
            place = (first + number & self._last) * _WIDE
            put(requests, place, _SEND, 0, 0, to, 0, where, size, _AT_ONCE, number)
        self._tail.value = first + len(sockets)
        try:
            self._enters(len(sockets))
        except OSError:  # nobody knows who was told; what lies there must not go to anybody later
            self.close()
            raise
        return self._reads(len(sockets))

    def _enters(self, many: int) -> None:
        """Until the kernel has answered all; a signal may come between."""
        begun = 0
        while (waiting := many - (self._ready.value - self._head.value & 0xFFFFFFFF)) > 0:
            begun += _done(_syscall(_ENTER, self._fd, many - begun, waiting, _GETEVENTS, None, 0))

    def _reads(self, many: int) -> list[int]:
        taken, first = [0] * many, self._head.value
        for place in range(first, first + many):
            number, told, _ = _ANSWER.unpack_from(
                self._rings, self._answers + (place & self._last_answer) * _ANSWER.size
            )
            taken[number] = told
        self._head.value = first + many
        return taken


def _done(answer: int) -> int:
    if answer >= 0:
        return answer
    if (why := ctypes.get_errno()) == errno.EINTR:
        return 0
    raise OSError(why, "io_uring")


def is_offered() -> bool:
    """Whether this kernel and this host let us: tried once, on a socket of our own."""
    try:
        here, there = socket.socketpair()
        with here, there, closing(Ring()) as ring:
            return list(ring.sends([here.fileno()] * FEW, b"?")) == [1] * FEW and there.recv(8) == b"?" * FEW
    except (OSError, ValueError):
        return False


def best(wanted: str) -> Kernel:
    """`auto`: the ring, where it is offered; else one by one."""
    return Ring() if wanted == "auto" and is_offered() else OneByOne()

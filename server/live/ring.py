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
from array import array
from collections.abc import Sequence
from contextlib import closing
from typing import Final

from server.live.fan_out import Kernel, OneByOne, Short

ENTRIES: Final = 1_024
LEAST: Final = 20
"""Sockets: to fewer it takes less of the processor to write one by one (`docs/performance.md`)."""

_SETUP, _ENTER = 425, 426
_SINGLE_ISSUER, _DEFER_TASKRUN, _GETEVENTS = 1 << 12, 1 << 13, 1
_RINGS, _REQUESTS = 0, 0x10000000
_SEND: Final = 26
_AT_ONCE: Final = socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL
"""A full socket says so instead of waiting; a closed one raises no signal."""
_PARAMS, _REQUEST, _ANSWER = struct.Struct("<30I"), struct.Struct("<BBHiQQIIQ24x"), struct.Struct("<QiI")
_syscall = ctypes.CDLL(None, use_errno=True).syscall


class Ring:
    """Belongs to the thread that uses it first."""

    def __init__(self, entries: int = ENTRIES, least: int = LEAST) -> None:
        self._entries = entries
        self._least = least
        self._fd: int | None = None
        self._few = OneByOne()

    def sends(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """See `Kernel.sends`."""
        if len(sockets) < self._least:
            return self._few.sends(sockets, frames)
        if self._fd is None:
            self._opens()
        short, done = list[Short](), 0
        while done < len(sockets):
            left = self._entries - (self._tail.value & self._entries - 1)  # until the ring begins anew
            row = sockets[done : done + left]
            short += [(done + at, taken) for at, taken in self._together(row, frames)]
            done += len(row)
        return short

    def close(self) -> None:
        """Give it back."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _opens(self) -> None:
        params = bytearray(_PARAMS.size)
        struct.pack_into("<I", params, 8, _SINGLE_ISSUER | _DEFER_TASKRUN)
        self._fd = _done(_syscall(_SETUP, self._entries, (ctypes.c_char * len(params)).from_buffer(params)))
        try:
            self._shares(self._fd, _PARAMS.unpack(params))
        except OSError:
            self.close()
            raise

    def _shares(self, fd: int, told: Sequence[int]) -> None:
        """The memory that is the kernel's and ours."""
        self._entries, answers = told[:2]
        to_us, from_us = told[20:30], told[10:20]  # where in the shared memory what lies
        size = max(from_us[6] + 4 * self._entries, to_us[5] + _ANSWER.size * answers)
        self._rings = mmap.mmap(fd, size, offset=_RINGS)
        self._tail = ctypes.c_uint32.from_buffer(self._rings, from_us[1])
        self._head, self._ready = (ctypes.c_uint32.from_buffer(self._rings, to_us[at]) for at in (0, 1))
        struct.pack_into(f"<{self._entries}I", self._rings, from_us[6], *range(self._entries))
        self._writes(mmap.mmap(fd, _REQUEST.size * self._entries, offset=_REQUESTS))
        self._answers = memoryview(self._rings)[to_us[5] : to_us[5] + _ANSWER.size * answers]
        self._taken, self._last_answer = self._answers.cast("i")[2::4], answers - 1

    def _writes(self, requests: mmap.mmap) -> None:
        """Once, all that stays as it is; to whom, from where and how much are columns of their own."""
        for at in range(self._entries):
            _REQUEST.pack_into(requests, at * _REQUEST.size, _SEND, 0, 0, 0, 0, 0, 0, _AT_ONCE, at)
        self._whom = memoryview(requests).cast("i")[1::16]
        self._where = memoryview(requests).cast("Q")[2::8]
        self._size = memoryview(requests).cast("I")[6::16]

    def _together(self, sockets: "array[int]", frames: bytes) -> Sequence[Short]:
        """All of them stand in one row of the ring: the caller sees to that."""
        many, size, first = len(sockets), len(frames), self._tail.value & self._entries - 1
        where = ctypes.cast(ctypes.c_char_p(frames), ctypes.c_void_p).value or 0
        self._whom[first : first + many] = memoryview(sockets)
        self._where[first : first + many] = memoryview(array("Q", (where,)) * many)
        self._size[first : first + many] = memoryview(array("I", (size,)) * many)
        self._tail.value += many
        try:
            self._enters(many)
        except BaseException:  # nobody knows who was told; what lies there must not go to anybody later
            self.close()
            raise
        return [(number - first, taken) for number, taken in self._short(many, size)]

    def _enters(self, many: int) -> None:
        """Until the kernel has answered all; a signal may come between."""
        begun = 0
        while (waiting := many - (self._ready.value - self._head.value & 0xFFFFFFFF)) > 0:
            begun += _done(_syscall(_ENTER, self._fd, many - begun, waiting, _GETEVENTS, None, 0))

    def _short(self, many: int, size: int) -> Sequence[Short]:
        """Which requests took less than all; hardly ever any, so that is looked at first."""
        first = self._head.value & self._last_answer
        whole = self._taken[first : first + many].tolist().count(size) == many
        answers = self._answers[first * _ANSWER.size : (first + many) * _ANSWER.size]
        told = [] if whole else [it[:2] for it in _ANSWER.iter_unpack(answers) if it[1] != size]
        self._head.value += many
        return told


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
        with here, there, closing(Ring(least=1)) as ring:
            return not ring.sends(array("i", [here.fileno()] * 4), b"?") and there.recv(8) == b"?" * 4
    except (OSError, ValueError):
        return False


def best(wanted: str) -> Kernel:
    """`auto`: the ring, where it is offered; else one by one."""
    return Ring() if wanted == "auto" and is_offered() else OneByOne()

"""One system call for a whole room: every socket gets all of it, whatever comes between; or it is done one by one."""

import ctypes
import errno
import signal
import socket
from array import array
from collections.abc import Iterator

import pytest

from server.live import ring
from server.live.fan_out import Kernel, OneByOne
from server.live.ring import Ring, best, is_offered

OFFERED = is_offered()
"""Some hosts forbid it; then the house does without, and so does what can be seen here."""


@pytest.fixture
def pairs() -> Iterator[list[tuple[socket.socket, socket.socket]]]:
    made = [socket.socketpair() for _ in range(20)]
    yield made
    for pair in made:
        for end in pair:
            end.close()


def numbers(pairs: list[tuple[socket.socket, socket.socket]]) -> "array[int]":
    return array("i", [here.fileno() for here, _ in pairs])


def sent(small: Ring, pairs: list[tuple[socket.socket, socket.socket]], frames: bytes) -> list[bytes]:
    assert not small.sends(numbers(pairs), frames)
    return [there.recv(100) for _, there in pairs]


def test_a_room_larger_than_the_ring_goes_round_it(pairs: list[tuple[socket.socket, socket.socket]]) -> None:
    small = Ring(entries=8, least=1)
    for number in range(100):
        words = b"share %d" % number
        assert not OFFERED or sent(small, pairs[: 5 + number % 16], words) == [words] * (5 + number % 16)
    small.close()


def test_it_is_asked_only_where_there_are_many(
    pairs: list[tuple[socket.socket, socket.socket]], monkeypatch: pytest.MonkeyPatch
) -> None:
    large, asks, calls = Ring(), ring._syscall, list[int]()

    def counted(call: int, *about: object) -> int:
        calls.append(call)
        return int(asks(call, *about))

    monkeypatch.setattr(ring, "_syscall", counted)
    if OFFERED:
        assert sent(large, pairs[:19], b"words") == [b"words"] * 19
        assert ring._ENTER not in calls
        assert sent(large, pairs, b"words") == [b"words"] * 20
        assert calls.count(ring._ENTER) == 1
    large.close()


def test_a_signal_in_between_loses_nothing(pairs: list[tuple[socket.socket, socket.socket]]) -> None:
    small, rung = Ring(least=1), [0]

    def rings(*_: object) -> None:
        rung[0] += 1

    before = signal.signal(signal.SIGALRM, rings)
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        while OFFERED and rung[0] < 50:
            assert sent(small, pairs, b"words") == [b"words"] * len(pairs)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        small.close()


def test_who_is_gone_or_full_is_told_from_who_is_not(
    pairs: list[tuple[socket.socket, socket.socket]],
) -> None:
    pairs[1][1].close()
    pairs[2][0].setblocking(False)
    with pytest.raises(BlockingIOError):
        while True:
            pairs[2][0].send(b"w" * 1_000)
    small = Ring(least=1)
    kernels: list[Kernel] = [OneByOne(), *([small] if OFFERED else [])]
    for kernel in kernels:
        short = kernel.sends(numbers(pairs[:6]), b"words")
        assert [(at, taken < 0) for at, taken in short] == [(1, True), (2, True)]
    small.close()


def test_after_trouble_in_the_middle_nothing_of_it_goes_out_later(
    pairs: list[tuple[socket.socket, socket.socket]], monkeypatch: pytest.MonkeyPatch
) -> None:
    small, asks = Ring(least=1), ring._syscall

    def fails(call: int, *about: object) -> int:
        if call == ring._ENTER:
            ctypes.set_errno(errno.EBUSY)
            return -1
        return int(asks(call, *about))

    if OFFERED:
        with monkeypatch.context() as troubled:
            troubled.setattr(ring, "_syscall", fails)
            with pytest.raises(OSError, match="io_uring"):
                sent(small, pairs, b"not these")
        assert sent(small, pairs, b"words") == [b"words"] * len(pairs)
    small.close()


def test_where_it_is_forbidden_or_unwanted_it_is_done_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(best("off"), OneByOne)
    assert isinstance(best("auto"), Ring) is OFFERED

    def forbids(*_: object) -> int:
        ctypes.set_errno(errno.EPERM)
        return -1

    monkeypatch.setattr(ring, "_syscall", forbids)
    assert isinstance(best("auto"), OneByOne)

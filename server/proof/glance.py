"""A quick look over many bytes: where could words of ours stand at all? What looks so is then read closely.

A close look at every byte of a process takes minutes. A glance takes a second, because it asks one small question
of all bytes at once: is this a letter, is this a digit of one? Long runs of yes are rare where nothing is.
"""

from collections.abc import Iterator
from typing import Final

from server.proof.canaries import LETTERS, SHORTEST

BEFORE: Final = 8
AFTER: Final = 6 * 2 * SHORTEST + 8
"""Bytes around a run that are looked at closely: as many as the longest spelling of a whole canary has."""
QUADS: Final = 4
"""Groups of four base64 letters that a piece fills."""


def _yes(letters: str) -> bytes:
    return bytes(letter in letters.encode() for letter in range(256))


LETTER: Final = _yes(LETTERS)
DIGIT: Final = _yes("4567")
PERCENT: Final = _yes("%")
ESCAPE: Final = _yes("\\")
FIRST: Final = _yes("QRSTUVWXYZabcdef")
SECOND: Final = _yes("EFGHUVWXklmn0123")
THIRD: Final = _yes("BFJNRVZdhlptx159")

LOOKS: Final = ((LETTER, (1, 2, 4)), (DIGIT, (2,)), (PERCENT, (3,)), (ESCAPE, (6,)))
"""What to look for, and at every how many bytes: letters as they are and in UTF-16 and UTF-32; hexadecimal digits;
the signs before each letter in an address and in JSON."""


def suspicious(some: bytes) -> Iterator[bytes]:
    """Every stretch that deserves a close look."""
    for at in sorted(_places(some)):
        yield some[max(0, at - BEFORE) : at + AFTER]


def _places(some: bytes) -> Iterator[int]:
    for kind, strides in LOOKS:
        marks = some.translate(kind)
        for stride in strides:
            yield from _runs(marks, stride, SHORTEST)
    yield from _runs(_quads(some), 4, QUADS)


def _runs(marks: bytes, stride: int, least: int) -> Iterator[int]:
    for phase in range(stride):
        row = marks[phase::stride]
        at = row.find(b"\1" * least)
        while at >= 0:
            yield phase + at * stride
            at = row.find(b"\1" * least, at + least)


def _quads(some: bytes) -> bytes:
    """Where four base64 letters could be three of ours: the bits that never change are right in each."""
    first, second, third = (int.from_bytes(some.translate(kind), "little") for kind in (FIRST, SECOND, THIRD))
    return (first & (second >> 8) & (third >> 16)).to_bytes(len(some), "little")

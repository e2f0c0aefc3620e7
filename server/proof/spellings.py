"""Where the words of an evening stand in some bytes, however they are spelled there."""

import re
import zlib
from base64 import urlsafe_b64decode
from binascii import unhexlify
from collections.abc import Callable, Iterator
from typing import Final

from server.proof.canaries import LETTERS, SHORTEST, Canaries, steps
from server.proof.glance import suspicious

LETTER: Final = f"[{LETTERS}]".encode()
MANY: Final = b"{%d,}" % SHORTEST
PLAIN: Final = re.compile(LETTER + MANY)
HEX: Final = b"[4-7][0-9a-fA-F]"
"""A letter's byte in hexadecimal."""
QUAD: Final = rb"[Q-Za-f][EFGHUVWXklmn0123][BFJNRVZdhlptx159][\w+/-]"
"""Three letters in base64: two bits of each are always the same, wherever in a text they stand."""

Reading = Callable[[bytes], bytes]


def _unhexed(mark: bytes) -> Reading:
    return lambda run: unhexlify(run.replace(mark, b""))


def _from_base64(run: bytes) -> bytes:
    return urlsafe_b64decode(run[: len(run) // 4 * 4].translate(bytes.maketrans(b"+/", b"-_")))


SPELLINGS: Final[tuple[tuple[str, "re.Pattern[bytes]", Reading], ...]] = (
    ("as it is", PLAIN, bytes),
    ("UTF-16", re.compile(b"(?:" + LETTER + rb"\0)" + MANY), lambda run: run[::2]),
    ("UTF-32", re.compile(b"(?:" + LETTER + rb"\0\0\0)" + MANY), lambda run: run[::4]),
    ("hexadecimal", re.compile(b"(?:" + HEX + b")" + MANY), _unhexed(b"")),
    ("percent", re.compile(b"(?:%" + HEX + b")" + MANY), _unhexed(b"%")),
    ("JSON escapes", re.compile(rb"(?:\\u00" + HEX + b")" + MANY), _unhexed(rb"\u00")),
    ("base64", re.compile(b"(?:" + QUAD + b"){4,}"), _from_base64),
)
"""How a spelling is called, what it looks like, and how it is read."""

PACKED: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
"""Where zlib or gzip begin, or anything that looks like them."""
PACKED_IN: Final = 1 << 20
MOST_OUT: Final = 4 << 20


def found(some: bytes, canaries: Canaries, *, deep: bool = True) -> Iterator[tuple[str, str]]:
    """Each kind that is there, and how it is spelled. `deep`: also inside what is compressed."""
    for stretch in suspicious(some):
        yield from _read(stretch, canaries)
    yield from ((kind, "as it is") for kind in canaries.in_bytes(some))
    if deep:
        for unpacked in _unpacked(some):
            yield from ((kind, "compressed") for kind, _ in found(unpacked, canaries, deep=False))


def _read(stretch: bytes, canaries: Canaries) -> Iterator[tuple[str, str]]:
    for spelling, pattern, read in SPELLINGS:
        for run in pattern.finditer(stretch):
            for letters in PLAIN.findall(read(run.group())):
                yield from ((kind, spelling) for kind in canaries.in_letters(letters))


def masked(some: bytes, canaries: Canaries) -> Iterator[tuple[str, str]]:
    """Each kind that is there as a page's frame came, under its mask."""
    yield from ((kind, "masked") for kind in canaries.in_steps(steps(some)))


def _unpacked(some: bytes) -> Iterator[bytes]:
    for start in PACKED.finditer(some):
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        try:
            yield unpacking.decompress(some[start.start() : start.start() + PACKED_IN], MOST_OUT)
        except zlib.error:
            continue

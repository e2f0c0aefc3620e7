"""What RFC 6455 asks of a server, case by case, in our own words: what is said on a line, and what must come back.

The house lets a stranger say one frame. A hello with a ticket it did not write is answered by 4503, so whatever
arrives whole ends with 4503; what breaks the protocol ends with 1002, 1007 or 1009, whoever said it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.doors.raw import frame, sized

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
HELLO = b'{"is":"hello","ticket":"x"}'
HEARD, BROKEN, NOT_UTF8, TOO_BIG = 4503, 1002, 1007, 1009
NOT_READ = 4504
"""It arrived whole, and the house could make nothing of it."""
LARGEST = 16_384


@dataclass(frozen=True)
class Case:
    """Bytes in the pieces they are sent in; the pongs that must come, and then the close."""

    name: str
    says: tuple[bytes, ...]
    ends: int | None
    pongs: tuple[bytes, ...] = ()


def cases() -> list[Case]:
    """All of them."""
    parts = (lengths, masks, bits, opcodes, pieces, signs, closes, texts, split_letters)
    return [case for part in parts for case in part()]


def said(size: int) -> bytes:
    """A hello of exactly this size."""
    return HELLO + b" " * (size - len(HELLO))


def bye(code: int | None = 1000, reason: bytes = b"") -> bytes:
    return frame(CLOSE, b"" if code is None else code.to_bytes(2) + reason)


def lengths() -> Iterator[Case]:
    for size in (27, 124, 125, 126, 127, 128, 255, 256, 4_096, LARGEST - 1, LARGEST):
        yield Case(f"a text of {size} bytes", (frame(TEXT, said(size)),), HEARD)
    for size in (LARGEST + 1, 65_535, 65_536, 65_537):
        yield Case(f"a text of {size} bytes is too big", (frame(TEXT, said(size))[:64],), TOO_BIG)
    yield Case(
        "a length that only 64 bits hold", (sized(TEXT, b"\x7f" + (1 << 62).to_bytes(8), b""),), TOO_BIG
    )
    yield Case("the highest bit of a length", (sized(TEXT, b"\x7f" + (1 << 63).to_bytes(8), b""),), TOO_BIG)
    yield Case("too big only with its last piece", (
        frame(TEXT, said(LARGEST - 1), fin=False), frame(CONT, b"  ")), TOO_BIG)  # fmt: skip
    yield Case("an empty text", (frame(TEXT),), NOT_READ)
    yield Case("byte by byte", tuple(bytes([it]) for it in frame(TEXT, HELLO)), HEARD)
    yield Case("a long one in two halves", (frame(TEXT, said(300))[:3], frame(TEXT, said(300))[3:]), HEARD)
    # A sender must spell a length as short as it can; a receiver need not mind, and the parser we stand on does not.
    for size in (0, 1, 27, 125):
        long = sized(PING, b"\x7e" + size.to_bytes(2), b"x" * size)
        yield Case(f"16 bits for a ping of {size}", (long, bye()), 1000, (b"x" * size,))
    for size in (27, 125):
        yield Case(
            f"16 bits for a text of {size}", (sized(TEXT, b"\x7e" + size.to_bytes(2), said(size)),), HEARD
        )
    for size in (27, 125, 126, 4_096):
        yield Case(
            f"64 bits for a text of {size}", (sized(TEXT, b"\x7f" + size.to_bytes(8), said(size)),), HEARD
        )


def masks() -> Iterator[Case]:
    for opcode in (TEXT, BINARY, CONT, PING, PONG, CLOSE):
        yield Case(f"unmasked, opcode {opcode:x}", (frame(opcode, mask=None),), BROKEN)
    for mask in (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x80\0\x80\0"):
        yield Case(f"the mask {mask.hex()}", (frame(TEXT, HELLO, mask=mask),), HEARD)


def bits() -> Iterator[Case]:
    for rsv in range(1, 8):
        yield Case(f"reserved bits {rsv:03b} in a text", (frame(TEXT, HELLO, rsv=rsv),), BROKEN)
    for opcode in (BINARY, CONT, PING, PONG, CLOSE):
        yield Case(f"a reserved bit, opcode {opcode:x}", (frame(opcode, rsv=4),), BROKEN)
    yield Case("a reserved bit in a later piece", (
        frame(TEXT, HELLO, fin=False), frame(CONT, rsv=1)), BROKEN)  # fmt: skip


def opcodes() -> Iterator[Case]:
    for opcode in (3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF):
        yield Case(f"opcode {opcode:x} is nobody's", (frame(opcode),), BROKEN)
        yield Case(
            f"opcode {opcode:x} amid a message", (frame(TEXT, HELLO, fin=False), frame(opcode)), BROKEN
        )
    yield Case("a binary message", (frame(BINARY, HELLO),), NOT_READ)


def pieces() -> Iterator[Case]:
    for cut in (0, 1, 13, len(HELLO)):
        two = (frame(TEXT, HELLO[:cut], fin=False), frame(CONT, HELLO[cut:]))
        yield Case(f"two pieces, cut at {cut}", two, HEARD)
        yield Case(f"the same in one packet, cut at {cut}", (b"".join(two),), HEARD)
    letters = [frame(CONT, HELLO[at : at + 1], fin=False) for at in range(1, len(HELLO))]
    yield Case("each letter a piece", (frame(TEXT, HELLO[:1], fin=False), *letters, frame(CONT)), HEARD)
    yield Case("empty pieces between", (
        frame(TEXT, fin=False), frame(CONT, fin=False), frame(CONT, HELLO, fin=False), frame(CONT)), HEARD)  # fmt: skip
    yield Case("a last piece of nothing", (frame(CONT, HELLO),), BROKEN)
    yield Case("a middle piece of nothing", (frame(CONT, HELLO, fin=False),), BROKEN)
    for opcode in (TEXT, BINARY):
        for fin in (True, False):
            new = (frame(TEXT, HELLO, fin=False), frame(opcode, HELLO, fin=fin))
            yield Case(f"a new message, opcode {opcode}, amid another, whole: {fin}", new, BROKEN)


def signs() -> Iterator[Case]:
    for size in (0, 1, 124, 125):
        yield Case(f"a ping of {size} bytes", (frame(PING, b"p" * size), bye()), 1000, (b"p" * size,))
    yield Case("a ping of any bytes", (frame(PING, b"\xff\xfe\x00"), bye()), 1000, (b"\xff\xfe\x00",))
    many = tuple(b"%d" % n for n in range(10))
    yield Case("ten pings in one packet", (b"".join(frame(PING, n) for n in many) + bye(),), 1000, many)
    yield Case(
        "a ping byte by byte", (*(bytes([it]) for it in frame(PING, b"slow")), bye()), 1000, (b"slow",)
    )
    yield Case("a pong nobody asked for", (frame(PONG, b"x"), bye()), 1000)
    yield Case("a pong, then a ping", (frame(PONG) + frame(PING, b"y"), bye()), 1000, (b"y",))
    amid = (frame(TEXT, HELLO[:9], fin=False), frame(PING, b"amid"), frame(CONT, HELLO[9:]))
    yield Case("a ping amid a message", amid, HEARD, (b"amid",))
    yield Case("a pong amid a message", (amid[0], frame(PONG), amid[2]), HEARD)
    for opcode in (PING, PONG, CLOSE):
        yield Case(f"opcode {opcode:x} in pieces", (frame(opcode, fin=False), frame(CONT)), BROKEN)
        yield Case(f"opcode {opcode:x} with 126 bytes", (frame(opcode, b"\x03\xe8" + b"x" * 124),), BROKEN)


def closes() -> Iterator[Case]:
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
        yield Case(f"a close with {code}", (bye(code),), code)
    for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535):
        yield Case(f"a close with {code}, which nobody may send", (bye(code),), BROKEN)
    yield Case("a close that says nothing", (bye(None),), None)
    yield Case("a close with half a code", (frame(CLOSE, b"\x03"),), BROKEN)
    yield Case("a close with a reason", (bye(1000, b"good night"),), 1000)
    yield Case("a reason of 123 bytes", (bye(1000, b"x" * 123),), 1000)
    yield Case("a reason that is no text", (bye(1000, b"\xc3\x28"),), NOT_UTF8)
    yield Case("a close that leaves a message unfinished", (frame(TEXT, HELLO, fin=False), bye()), BROKEN)
    yield Case("a ping after the close", (bye() + frame(PING, b"late"),), 1000)
    yield Case("a message after the close", (bye() + frame(TEXT, HELLO),), 1000)


def texts() -> Iterator[Case]:
    good = (
        "é",
        "κόσμε",
        "日本",
        "🕯",
        "\0",
        "\x7f",
        "\u07ff",
        "\u0800",
        "\ud7ff",
        "\ue000",
        "\ufffd",
        "\uffff",
    )
    for text in (*good, "\U00010000", "\U0010ffff", "\ufeff", "\ufdd0"):
        yield Case(f"text with U+{ord(text[0]):04X}", (frame(TEXT, text.encode()),), NOT_READ)
    bad = (
        "80", "bf", "c0 80", "c0 af", "c1 bf", "c2", "c3 28", "e0 80 80", "e0 9f bf", "e2 82", "e2 28 a1", "ed a0 80",
        "ed bf bf", "ed a0 b4 ed b4 9e", "f0 80 80 80", "f0 8f bf bf", "f0 9f 95", "f0 28 8c bc", "f4 90 80 80",
        "f5 80 80 80", "f8 88 80 80 80", "fc 84 80 80 80 80", "fe", "ff", "fe fe ff ff",
    )  # fmt: skip
    for spelled in bad:
        yield Case(
            f"the bytes {spelled} are no text", (frame(TEXT, b"a" + bytes.fromhex(spelled)),), NOT_UTF8
        )
    yield Case("no text is fine in binary", (frame(BINARY, b"\xff"),), NOT_READ)


def split_letters() -> Iterator[Case]:
    word = "κ🕯".encode()
    for cut in range(len(word) + 1):
        two = (frame(TEXT, word[:cut], fin=False), frame(CONT, word[cut:]))
        yield Case(f"a letter cut at byte {cut}", two, NOT_READ)
    yield Case("half a letter at the end of two pieces", (
        frame(TEXT, word, fin=False), frame(CONT, b"\xf0\x9f")), NOT_UTF8)  # fmt: skip
    yield Case("a surrogate in two pieces", (
        frame(TEXT, b"\xed", fin=False), frame(CONT, b"\xa0\x80")), NOT_UTF8)  # fmt: skip


HANDSHAKES: dict[str, tuple[dict[str, str | None], int]] = {
    "as browsers do": ({}, 101),
    "upgrade in capitals": ({"upgrade": "WebSocket"}, 101),
    "connection among others": ({"connection": "keep-alive, Upgrade"}, 101),
    "another key": ({"sec_websocket_key": "AAAAAAAAAAAAAAAAAAAAAA=="}, 101),
    "an extension we do not speak": ({"sec_websocket_extensions": "permessage-deflate; x"}, 101),
    "two protocols": ({"sec_websocket_protocol": "chat, alcove.v1"}, 101),
    "no key": ({"sec_websocket_key": None}, 400),
    "an empty key": ({"sec_websocket_key": ""}, 400),
    "a short key": ({"sec_websocket_key": "c2hvcnQ="}, 400),
    "a long key": ({"sec_websocket_key": "c2l4dGVlbiBieXRlcy4uLg" + "AAAA=="}, 400),
    "a key that is no base64": ({"sec_websocket_key": "!" * 24}, 400),
    "no version": ({"sec_websocket_version": None}, 400),
    "an older version": ({"sec_websocket_version": "8"}, 400),
    "a later version": ({"sec_websocket_version": "14"}, 400),
    "an empty version": ({"sec_websocket_version": ""}, 400),
    "another protocol": ({"sec_websocket_protocol": "chat"}, 403),
    "no protocol": ({"sec_websocket_protocol": None}, 403),
    "no upgrade": ({"upgrade": None}, 404),
    "another upgrade": ({"upgrade": "h2c"}, 404),
    "a connection without upgrade": ({"connection": "keep-alive"}, 404),
    "no host": ({"host": None}, 400),
}
"""What differs → the status that must come."""

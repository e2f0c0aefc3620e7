"""A text as it goes over the wire: one whole WebSocket frame, made once for however many will hear it.

And the way back for the frame that nearly every page sends; `websockets` reads whatever else there is.
"""

from struct import pack
from typing import Final

from websockets.frames import apply_mask  # type: ignore[attr-defined]

from server.wire.frames import LONGEST

TEXT: Final = 0x81
"""A text frame that is whole."""
SHORT, LONG = 126, 1 << 16
MASKED: Final = 0x80
LEAST: Final = 6
"""Bytes of a masked frame that holds nothing."""


def framed(text: bytes) -> bytes:
    """RFC 6455, section 5.2, from a server: nothing is masked."""
    size = len(text)
    if size < SHORT:
        return bytes((TEXT, size)) + text
    head = pack("!BBH", TEXT, 126, size) if size < LONG else pack("!BBQ", TEXT, 127, size)
    return head + text


def unframed(data: bytes) -> str | None:
    """The text, where `data` is one whole masked text frame of ordinary length, and not a byte more or less."""
    if len(data) < LEAST or data[0] != TEXT:
        return None
    size, begins = data[1] - MASKED, LEAST
    if size == SHORT:
        size, begins = data[2] << 8 | data[3], LEAST + 2
    if not 0 <= size == len(data) - begins <= LONGEST:
        return None
    try:
        return str(apply_mask(data[begins:], data[begins - 4 : begins]), "utf-8")
    except UnicodeDecodeError:
        return None

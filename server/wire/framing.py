"""A text as it goes over the wire: one whole WebSocket frame, made once for however many will hear it."""

from struct import pack
from typing import Final

TEXT: Final = 0x81
"""A text frame that is whole."""
SHORT, LONG = 126, 1 << 16


def framed(text: bytes) -> bytes:
    """RFC 6455, section 5.2, from a server: nothing is masked."""
    size = len(text)
    if size < SHORT:
        return bytes((TEXT, size)) + text
    head = pack("!BBH", TEXT, 126, size) if size < LONG else pack("!BBQ", TEXT, 127, size)
    return head + text

"""A bare connection to a house: bytes out, bytes in, and nothing that keeps anybody's manners."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha1
from typing import cast
from urllib.parse import urlsplit

KEY = b64encode(b"sixteen bytes...").decode()
PATIENCE = 10.0
"""Real seconds after which something that should have come never will."""


@dataclass
class Raw:
    """One connection."""

    house: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def says(self, some: bytes) -> None:
        """As they are; where the house has hung up already, nobody hears them."""
        try:
            self.writer.write(some)
            await self.writer.drain()
        except ConnectionError:
            pass

    async def hears(self) -> bytes:
        """One head, with its headers."""
        async with asyncio.timeout(PATIENCE):
            return await self.reader.readuntil(b"\r\n\r\n")

    async def rest(self) -> bytes:
        """All that comes until the house hangs up."""
        heard = bytearray()
        try:
            async with asyncio.timeout(PATIENCE):
                while some := await self.reader.read(65_536):
                    heard += some
        except ConnectionError:
            pass
        self.leaves()
        return bytes(heard)

    def handshake(self, **changed: str | None) -> bytes:
        """A browser's, from our own page; a header is changed or, with None, left out."""
        host = urlsplit(self.house).netloc
        headers: dict[str, str | None] = {
            "host": host,
            "upgrade": "websocket",
            "connection": "Upgrade",
            "sec-websocket-key": KEY,
            "sec-websocket-version": "13",
            "sec-websocket-protocol": "alcove.v1",
            "origin": self.house,
        }
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
        return "\r\n".join(["GET /line HTTP/1.1", *lines, "", ""]).encode()

    async def opens(self) -> None:
        """A line, as far as its handshake."""
        await self.says(self.handshake())
        assert (await self.hears()).startswith(b"HTTP/1.1 101 ")

    def stops_reading(self) -> None:
        """What comes stays where it is."""
        cast(asyncio.Transport, self.writer.transport).pause_reading()

    def leaves(self) -> None:
        """Without a word."""
        self.writer.transport.abort()


async def connected(house: str) -> Raw:
    """A connection nobody has said anything on."""
    address = urlsplit(house)
    return Raw(house, *await asyncio.open_connection(address.hostname, address.port))


def accepted(key: str) -> str:
    """What a house must answer to this key (RFC 6455, section 4.2.2)."""
    return b64encode(sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode()).digest()).decode()


def frame(
    opcode: int, said: bytes = b"", *, fin: bool = True, rsv: int = 0, mask: bytes | None = b"mask"
) -> bytes:
    """A frame as a client sends it, or should not."""
    size = len(said)
    length = (
        bytes([size])
        if size < 126
        else b"\x7e" + size.to_bytes(2)
        if size < 65_536
        else b"\x7f" + size.to_bytes(8)
    )
    return sized(opcode, length, said, fin=fin, rsv=rsv, mask=mask)


def sized(
    opcode: int, length: bytes, said: bytes, *, fin: bool = True, rsv: int = 0, mask: bytes | None = b"mask"
) -> bytes:
    """A frame whose length is spelled by hand."""
    masked = 0x80 if mask else 0
    head = bytes([fin << 7 | rsv << 4 | opcode, masked | length[0]]) + length[1:]
    if not mask:
        return head + said
    return head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(said))

"""The least that a server in Python does: asyncio reads a frame, one `write` goes to each. It knows no rules at all."""

import asyncio
import os
import sys
from base64 import b64encode
from collections import defaultdict
from hashlib import sha1

from websockets.frames import apply_mask

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
ANSWER = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %s\r\n\r\n"
)
rooms: dict[bytes, dict["Line", int]] = defaultdict(dict)


class Line(asyncio.Protocol):
    """One member."""

    room: dict["Line", int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self.room is None:
            return self.opens(data)
        size, begins = (data[1] & 127, 2) if data[1] & 127 < 126 else (data[2] << 8 | data[3], 4)
        words = apply_mask(data[begins + 4 :], data[begins : begins + 4])
        frame = data[:1] + (bytes((size,)) if begins == 2 else b"\x7e" + data[2:4]) + words
        for socket in self.room.values():
            os.write(socket, frame)

    def opens(self, data: bytes) -> None:
        head, *headers = data.split(b"\r\n")
        (key,) = (it.partition(b": ")[2] for it in headers if it.lower().startswith(b"sec-websocket-key"))
        self.room = rooms[head.split()[1]]
        self.room[self] = self.transport.get_extra_info("socket").fileno()
        self.transport.write(ANSWER % b64encode(sha1(key + MAGIC).digest()))

    def connection_lost(self, exc: Exception | None) -> None:
        if self.room is not None:
            del self.room[self]


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Line, "127.0.0.1", int(sys.argv[1]), backlog=4096)
    await server.serve_forever()


asyncio.run(main())

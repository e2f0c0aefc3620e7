"""The `websockets` library by itself, with the broadcast its manual advises."""

import asyncio
import sys
from collections import defaultdict

from websockets.asyncio.server import ServerConnection, broadcast, serve

rooms: dict[str, set[ServerConnection]] = defaultdict(set)


async def line(socket: ServerConnection) -> None:
    assert socket.request is not None
    room = rooms[socket.request.path]
    room.add(socket)
    try:
        async for share in socket:
            broadcast(room, share)
    finally:
        room.discard(socket)


async def main() -> None:
    async with serve(line, "127.0.0.1", int(sys.argv[1]), compression=None, backlog=4096):
        await asyncio.get_running_loop().create_future()


asyncio.run(main())

"""A room as the tutorials write it: Starlette on uvicorn, one `await send_json` after another."""

import sys
from collections import defaultdict

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

rooms: dict[str, set[WebSocket]] = defaultdict(set)


async def line(socket: WebSocket) -> None:
    room = rooms[socket.path_params["room"]]
    await socket.accept()
    room.add(socket)
    try:
        while True:
            share = await socket.receive_json()
            for member in list(room):
                await member.send_json(share)
    except WebSocketDisconnect:
        room.discard(socket)


uvicorn.run(
    Starlette(routes=[WebSocketRoute("/{room}", line)]),
    port=int(sys.argv[1]),
    log_level="error",
    ws="websockets-sansio",
    ws_per_message_deflate=False,
)

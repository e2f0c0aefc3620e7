"""python-socketio on uvicorn, WebSocket alone, one room for each path."""

import sys

import socketio
import uvicorn

server = socketio.AsyncServer(async_mode="asgi", transports=["websocket"], cors_allowed_origins="*")


@server.event
async def connect(sid: str, environ: dict[str, str]) -> None:
    await server.enter_room(sid, environ["QUERY_STRING"].partition("room=")[2].partition("&")[0])


@server.event
async def say(sid: str, share: str) -> None:
    for room in server.rooms(sid):
        if room != sid:
            await server.emit("say", share, room=room)


uvicorn.run(socketio.ASGIApp(server), port=int(sys.argv[1]), log_level="error", ws_per_message_deflate=False)

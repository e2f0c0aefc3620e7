"""The house on the network: bound before anything is promised, and served by a server told to be quiet."""

import asyncio
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from server import quiet
from server.doors.street import Patience, street_door
from server.live.node import Node
from server.settings import Settings, Unfit

LONGEST_FRAME = 16_384
PATIENCE = Patience()
UNREAD = 60
"""Seconds that bytes may lie unread before the kernel lets a connection go; nobody else sees who never reads."""
DRAIN = 4
"""Seconds that open lines have to hear the farewell before the house closes."""
NOTICE = 1.0
"""Seconds before that in which a proxy can see that we are leaving, and sends everybody to another house."""


def bound(settings: Settings) -> socket.socket:
    """A socket that listens already: whoever comes before the house is up waits a moment and is served."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP: only then does asyncio let small frames go at once instead of 40 ms later.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sys.platform == "linux":  # whoever is let in has it from the door
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD * 1000)
        door.bind((settings.host.strip("[]"), settings.port))
        door.listen(512)
    except OSError:
        door.close()
        raise Unfit(
            "ALCOVE_PORT: cannot listen there. If something else does, take another: ALCOVE_PORT=8001"
        ) from None
    return door


def bound_nearby(settings: Settings) -> tuple[Settings, socket.socket]:
    """For a demo: on this machine alone, and on the next free port beside a house that is running."""
    here = replace(settings, host="127.0.0.1", tls_cert=None, tls_key=None)
    for port in range(here.port, here.port + 20):
        nearby = replace(here, port=port, public_url=f"http://127.0.0.1:{port}")
        with suppress(Unfit):
            return nearby, bound(nearby)
    raise Unfit("ALCOVE_PORT: this and the next twenty are taken")


def server(app: Starlette, settings: Settings, patience: Patience = PATIENCE) -> uvicorn.Server:
    """uvicorn, without its logs, its greetings and its guesses about proxies. Lines have their own ticks."""
    house = uvicorn.Server(
        uvicorn.Config(
            app,
            loop="asyncio",  # uvloop reads into a buffer of its own, where a note lay on after its evening
            http=street_door(patience, proxied=settings.proxies > 0),
            ws="server.doors.handshake:RoomProtocol",
            ws_max_size=LONGEST_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=DRAIN,
            ssl_certfile=settings.tls_cert,
            ssl_keyfile=settings.tls_key,
        )
    )
    return gently(house, app.state.node, NOTICE if settings.redis_url else 0.0)


def gently(house: uvicorn.Server, node: Node, notice: float) -> uvicorn.Server:
    """Asked to stop, the house first says so, then sends everybody on (1012), then closes.

    Asked twice, at once."""
    stops = house.handle_exit

    def leaves(sig: int, frame: FrameType | None) -> None:
        if node.leaving or not notice:
            return stops(sig, frame)
        node.leaving = True
        quiet.note(quiet.Event.STOPPING)
        asyncio.get_running_loop().call_later(notice, stops, sig, frame)

    setattr(house, "handle_exit", leaves)  # noqa: B010
    return house

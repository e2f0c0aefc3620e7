"""The street door: how long a half-said request may stand in it, and how many may at once.

uvicorn waits for ever for the rest of a request. Somebody who says half of many would keep everybody out.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from server.doors.handshake import RoomProtocol

FULL: Final = b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Patience:
    """What one connection, and all of them, may ask of the door."""

    head: float = 5.0
    """Seconds for the head of a request: a line's handshake is one too."""
    whole: float = 20.0
    """Seconds for all of it, once its head has come."""
    from_one: int = 400
    """Connections at once from one address: a whole circle may sit in one library."""
    in_all: int = 8_000


class Crowd:
    """Who stands in the door or sits inside: one count for each address, as long as somebody is there."""

    def __init__(self, patience: Patience, *, one_by_one: bool) -> None:
        """Behind a proxy everybody comes from its address: then only all together are counted."""
        self._patience = patience
        self._one_by_one = one_by_one
        self._here: Counter[str] = Counter()
        self._in_all = 0

    def enters(self, address: str) -> bool:
        """Whether there is room for one more from this address."""
        here, most = self._here[address], self._patience.from_one
        if self._in_all >= self._patience.in_all or (self._one_by_one and here >= most):
            return False
        self._here[address] += 1
        self._in_all += 1
        return True

    def leaves(self, address: str) -> None:
        """One of them is gone; after the last nothing of the address is left."""
        self._in_all -= 1
        self._here[address] -= 1
        if not self._here[address]:
            del self._here[address]


class StreetDoor(H11Protocol):
    """uvicorn's protocol, which hangs up on half a request."""

    patience: Patience
    crowd: Crowd
    _leaves: Callable[[], None] | None = None
    _waits_for: type[h11.IDLE] | type[h11.SEND_BODY] | None = None
    _hangs_up: asyncio.TimerHandle | None = None
    _is_a_line = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """In, or not: there is no queue outside."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if not self.crowd.enters(address):
            transport.write(FULL)
            return transport.close()
        self._leaves = partial(self.crowd.leaves, address)  # and nothing of us: a line keeps it to its end
        self._waits(h11.IDLE)

    def data_received(self, data: bytes) -> None:
        """The same as ever; then, what is still to come."""
        super().data_received(data)
        if not self._is_a_line:
            self._waits(self.conn.their_state)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From now on the line has its own patience, and it counts as here until it ends."""
        self._is_a_line = True
        self._waits(None)
        super().handle_websocket_upgrade(event)
        line = self.transport.get_protocol()
        if isinstance(line, RoomProtocol):
            line.leaves, self._leaves = self._leaves, None
            line.ends_unless_begun()

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever was counted is counted no more."""
        self._waits(None)
        if self._leaves is not None:
            self._leaves()
            self._leaves = None
        super().connection_lost(exc)

    def _waits(self, what: Any) -> None:
        """A new wait has a time of its own; a drop now and then makes none longer."""
        what = what if what in (h11.IDLE, h11.SEND_BODY) else None
        if what is self._waits_for:
            return
        if self._hangs_up is not None:
            self._hangs_up.cancel()
        self._waits_for, self._hangs_up = what, None
        if what is not None:
            seconds = self.patience.head if what is h11.IDLE else self.patience.whole
            self._hangs_up = self.loop.call_later(seconds, self.transport.abort)


def street_door(patience: Patience, *, proxied: bool) -> type[StreetDoor]:
    """The door of one house, with its own count."""
    crowd = Crowd(patience, one_by_one=not proxied)
    return type("ThisDoor", (StreetDoor,), {"patience": patience, "crowd": crowd})

"""Signs of life. A browser answers pings with its page frozen; so the page is asked; any frame answers."""

from collections.abc import Iterator
from typing import Final

from server.live.outbox import Ready
from server.live.seating import Chair, Seating
from server.room.picture import sight_of
from server.room.room import Room
from server.room.seen import Sight
from server.wire import encode, told

TICK: Final = 10.0
GUIDES_TICK: Final = 5.0
"""The circle waits for its guides, so their silence is noticed sooner."""


class Ticks:
    """Who is asked when, and who has fallen silent: two ticks unanswered (decision 13)."""

    def __init__(self, seating: Seating) -> None:
        self._seating = seating
        self._last_to_all = 0.0
        self._last_to_guides = 0.0

    def ask(self, room: Room, seq: int, room_now: float, now: float, *, held: bool = False) -> None:
        """A tick to everyone whose time it is; the same bytes for all of them."""
        to_all = now - self._last_to_all >= TICK
        if not to_all and now - self._last_to_guides < GUIDES_TICK:
            return
        self._last_to_guides = now
        self._last_to_all = now if to_all else self._last_to_all
        tick = Ready((encode.frame(told.Tick(seq=seq, now=room_now, held=held)), None))
        for chair in self._seating:
            if to_all or _guides(room, chair):
                chair.outbox.put_ready(tick)

    def silent(self, room: Room, now: float) -> Iterator[Chair]:
        """Whose page has not answered two ticks."""
        for chair in self._seating:
            if now - chair.sign >= 2 * (GUIDES_TICK if _guides(room, chair) else TICK):
                yield chair


def _guides(room: Room, chair: Chair) -> bool:
    return sight_of(room, chair.seat) is Sight.DESK

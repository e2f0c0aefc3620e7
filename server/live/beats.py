"""The instances of one room, by their beats: who rings first, and whose lines are gone with them."""

from collections.abc import Collection, Iterator
from typing import Final

from server.line.line import Head
from server.room.acts import LineDropped
from server.room.presence import BELONGS
from server.room.room import Room, Wall
from server.room.seat import Seat, SeatId

SILENT: Final = 5.0
"""Seconds without a beat after which an instance does not count as here."""
AWAKE: Final = 1.75
"""Seconds without one after which nobody waits to hear what it knows: a beat comes once a second."""


class Beats:
    """When each instance was last heard of, by the line's clock."""

    def __init__(self, instance: str) -> None:
        self._instance = instance
        self._last: dict[str, float] = {}
        self._sat: dict[tuple[SeatId, int], float] = {}
        self.others: tuple[str, ...] = ()
        """Who followed the room with us when we last heard."""
        self.awake: tuple[str, ...] = ()
        """Those of them who were surely at work just before: only they may know what we do not."""

    def hear(self, head: Head) -> None:
        """Everybody's last beat, as the line knows them."""
        for who, at in head.beats.items():
            self._last[who] = max(at, self._last.get(who, at))
        self.others = self._heard_within(SILENT, head.now)
        self.awake = self._heard_within(AWAKE, head.now)

    def _heard_within(self, seconds: float, now: float) -> tuple[str, ...]:
        heard = {who for who, at in self._last.items() if now - at < seconds}
        return tuple(sorted(heard - {self._instance}))

    @property
    def is_first(self) -> bool:
        """Whether ours is the lowest name of all that live."""
        return all(self._instance < other for other in self.others)

    def lost_lines(self, room: Room, chairs: Collection[SeatId], now: float) -> Iterator[LineDropped]:
        """Lines that nobody holds any more: ours without a chair, and those of an instance that is silent."""
        everyone: tuple[Seat | Wall, ...] = (*room.seats.values(), *room.walls.values())
        open_lines = [it for it in everyone if _has_a_line(it)]
        self._sat = {
            (seat.id, seat.line): now if seat.id in chairs else self._sat.get((seat.id, seat.line), now)
            for seat in open_lines
            if seat.instance == self._instance
        }
        for seat in open_lines:
            last = self._sign_of(seat, now)
            if now - last >= SILENT:
                yield LineDropped(seat.id, seat.line, last)

    def _sign_of(self, seat: Seat | Wall, now: float) -> float:
        if seat.instance == self._instance:
            return self._sat[seat.id, seat.line]
        heard = self._last.setdefault(seat.instance, now)
        return heard if self.is_first else now  # one of us says it for all


def _has_a_line(seat: Seat | Wall) -> bool:
    belongs = isinstance(seat, Wall) or seat.where in BELONGS
    return bool(seat.instance) and seat.away_since is None and belongs

"""What happened, told to those who may know it. Never an await in the loop over seats: putting into an outbox waits for nobody.

Each sight's picture is painted once and the same bytes go to everyone of that sight; words come ready from whoever
published them. A picture that is due goes out before words, so that nobody is heard before they are seen.
"""

import asyncio
from collections.abc import Collection
from typing import Final

from server.live.clock import Clock
from server.live.outbox import Slot
from server.live.seating import Chair, Seating
from server.room.hears import hears
from server.room.picture import Sight, picture, roster, sight_of, you
from server.room.room import Room
from server.room.seat import Where
from server.wire import encode, told
from server.wire.close_codes import Close
from server.wire.news import Piece, splice

PACE: Final = ((20, 0.1), (50, 0.25))
SLOWEST: Final = 0.5
"""Seconds between two pictures: ten a second up to 20 seats, four up to 50, two above (decision 21)."""


class Telling:
    """Tells one room's news to whoever sits here."""

    def __init__(self, room: Room, seating: Seating, clock: Clock) -> None:
        self._room = room
        self._seating = seating
        self._clock = clock
        self._next = 0.0
        self._due = asyncio.Event()

    def changed(self, room: Room) -> None:
        """The room is another now: a picture is due, at once where the last one is long enough ago."""
        self._room = room
        for chair in self._seating:
            usher(chair, room)
        self._due.set()
        if self._clock.now() >= self._next:
            self.flush()

    def flush(self) -> None:
        """Tell the picture that is due, and to each what is theirs alone where it changed."""
        if not self._due.is_set():
            return
        self._due.clear()
        self._next = self._clock.now() + _pace(len(self._room.seats))
        painted: dict[Sight, bytes] = {}
        for chair in self._seating:
            show(chair, self._room, painted)

    async def run(self) -> None:
        """Pictures that had to wait go out when their time comes."""
        while True:
            await self._due.wait()
            await self._clock.wait_until(self._next)
            self.flush()

    def news(self, seq: int, piece: Piece) -> None:
        """One piece, to everyone who may hear it."""
        self.flush()
        frame = splice(seq, piece.frame)
        for chair in self._seating:
            if hears(self._room, chair.seat, piece.judged):
                chair.outbox.put(frame, seq)

    def forget(self, seqs: Collection[int]) -> None:
        """What was retracted is not told to anyone who has not had it yet."""
        for chair in self._seating if seqs else ():
            chair.outbox.forget(seqs)

    def tell_all(self, frame: told.Told) -> None:
        """The same to everyone here."""
        encoded = encode.frame(frame)
        for chair in self._seating:
            chair.outbox.put(encoded)

    def roster(self, chair: Chair) -> None:
        """Everybody in the circle, for who asks; someone who waits outside is told nothing."""
        sight = sight_of(self._room, chair.seat)
        if sight not in (None, Sight.LOBBY):
            assert sight is not None
            chair.outbox.put(encode.roster(roster(self._room, sight)))


def show(chair: Chair, room: Room, painted: dict[Sight, bytes]) -> None:
    """The picture as this seat may see it, then what is its own; each only where it differs from what was told last."""
    if chair.seat not in room.seats:
        return
    sight = sight_of(room, chair.seat)
    if sight is not None:
        if sight not in painted:
            painted[sight] = encode.painted(picture(room, sight))
        if painted[sight] != chair.picture:
            chair.picture = painted[sight]
            chair.outbox.put_latest(Slot.PICTURE, chair.picture)
    mine = encode.you(you(room, chair.seat))
    if mine != chair.you:
        chair.you = mine
        chair.outbox.put_latest(Slot.YOU, mine)


def usher(chair: Chair, room: Room) -> None:
    """Whoever is out, gone, or sits somewhere else now, hears nothing more here; they are told why."""
    seat = room.seats.get(chair.seat)
    if seat is None:
        dismiss(chair, room, "not_valid", Close.NOT_VALID)
    elif seat.where is Where.OUT and seat.out is not None:
        how: told.How = "out_for_session" if seat.out.kind.value == "for_session" else "out_until_reviewed"
        dismiss(chair, room, how, Close.OUT)
    elif seat.where is Where.LEFT:
        dismiss(chair, room, "left", Close.LEFT)
    elif seat.line > chair.line:
        dismiss(chair, room, "open_elsewhere", Close.OPENED_ELSEWHERE)


def dismiss(chair: Chair, room: Room, how: "told.How", why: Close) -> None:
    """Nothing that waits is told any more: only what is theirs alone, and how it ended."""
    if chair.outbox.closing is None:
        chair.outbox.clear()
        if chair.seat in room.seats:
            chair.outbox.put(encode.you(you(room, chair.seat)))
        chair.outbox.put(encode.frame(told.Ended(how=how)))
        chair.outbox.close(why)


def _pace(seats: int) -> float:
    return next((pause for most, pause in PACE if seats <= most), SLOWEST)

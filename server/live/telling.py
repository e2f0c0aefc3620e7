"""What happened, told to whoever may know it. Never an await in the loop over seats: no outbox waits.

Each sight's picture is painted once and the same bytes go to everyone of that sight; words come ready from
whoever published them. A picture that is due goes out before words: nobody is heard before they are seen.
"""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Final

from server.live.asking import End
from server.live.clock import Clock
from server.live.fan_out import Crowd, Kernel, fan_out
from server.live.outbox import Ready, Slot
from server.live.seating import Chair, Seating
from server.room.hears import Piece as Judged, hears
from server.room.hybrid import has_no_phone, is_voiced
from server.room.picture import picture, roster, sight_of, you
from server.room.refusals import No
from server.room.room import Room, Wall
from server.room.seat import Seat, SeatId, Where
from server.room.seen import Sight
from server.wire import encode, told
from server.wire.close_codes import Close
from server.wire.news import Piece, splice

PACE: Final = ((20, 0.1), (50, 0.25))
SLOWEST: Final = 0.5
"""Seconds between two pictures: ten a second up to 20 seats, four up to 50, two above (decision 21)."""


class Telling:
    """Tells one room's news to whoever sits here."""

    def __init__(self, room: Room, seating: Seating, clock: Clock, kernel: Kernel) -> None:
        self._kernel = kernel
        self._room = room
        self._seating = seating
        self._clock = clock
        self._next = 0.0
        self._due = asyncio.Event()
        self._turn = -1
        self._hear: dict[Judged, Crowd] = {}
        self.painted: dict[Sight, Ready] = {}
        """The room as it is now, for each sight in which somebody has seen it."""

    def changed(self, room: Room) -> None:
        """The room is another now: a picture is due, at once where the last one is long enough ago."""
        self._room, self._hear, self.painted = room, {}, {}
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
        for chair in self._seating:
            for slot, frame in show(chair, self._room, self.painted) if chair.ready else ():
                chair.outbox.put_latest(slot, frame)

    async def run(self) -> None:
        """Pictures that had to wait go out when their time comes."""
        while True:
            await self._due.wait()
            await self._clock.wait_until(self._next)
            self.flush()

    def news(self, pieces: Sequence[tuple[int, Piece]]) -> None:
        """These pieces, each to everyone who may hear it; what the same people hear goes out in one piece."""
        self.flush()
        for judged, run in groupby(pieces, lambda numbered: numbered[1].judged):
            ready = Ready(*((splice(seq, piece.frame), seq) for seq, piece in run))
            fan_out(ready, self._hearing(judged), self._kernel)

    def _hearing(self, judged: Judged) -> Crowd:
        """Who hears such a piece. Decided anew for each state of the room, and whenever the seating turns."""
        if self._turn != self._seating.turn:
            self._turn, self._hear = self._seating.turn, {}
        crowd = self._hear.get(judged)
        if crowd is None:
            listening = (chair.outbox for chair in self._seating if hears(self._room, chair.seat, judged))
            crowd = self._hear[judged] = Crowd(listening)
        return crowd

    def forget(self, seqs: Collection[int]) -> None:
        """What was retracted is not told to anyone who has not had it yet."""
        for chair in self._seating if seqs else ():
            chair.outbox.forget(seqs)

    def tell_all(self, frame: told.Told) -> None:
        """The same to everyone here."""
        ready = Ready((encode.frame(frame), None))
        fan_out(ready, Crowd(chair.outbox for chair in self._seating), self._kernel)

    def roster(self, chair: Chair) -> None:
        """Everybody in the circle, for who asks; who waits outside is told nothing, nor is a wall."""
        sight = sight_of(self._room, chair.seat)
        if sight not in (None, Sight.LOBBY, Sight.WALL):
            assert sight is not None
            chair.outbox.put(encode.roster(roster(self._room, sight)))


def show(chair: Chair, room: Room, painted: dict[Sight, Ready]) -> Iterator[tuple[Slot, Ready]]:
    """The picture as this seat may see it, then what is its own; each where it is not what was told last."""
    if chair.seat not in room.seats and chair.seat not in room.walls:
        return
    sight = sight_of(room, chair.seat)
    if sight is not None:
        if sight not in painted:
            painted[sight] = Ready((encode.painted(picture(room, sight)), None))
        if painted[sight].frames[0][0] != chair.picture:
            chair.picture = painted[sight].frames[0][0]
            yield Slot.PICTURE, painted[sight]
    if chair.seat in room.walls:
        return  # a wall has nothing of its own
    mine = encode.you(you(room, chair.seat))
    if mine != chair.you:
        chair.you = mine
        yield Slot.YOU, Ready((mine, None))


def usher(chair: Chair, room: Room) -> None:
    """Whoever is out, gone, or sits somewhere else now, hears nothing more here; they are told why."""
    seat = room.seats.get(chair.seat) or room.walls.get(chair.seat)
    if seat is None:
        dismiss(chair, room, "not_valid", Close.NOT_VALID)
    elif isinstance(seat, Wall):
        _usher_line(chair, room, seat)
    elif seat.where is Where.OUT and seat.out is not None:
        how: told.Ending = "out_for_session" if seat.out.kind.value == "for_session" else "out_until_reviewed"
        dismiss(chair, room, how, Close.OUT)
    elif seat.where is Where.LEFT:
        dismiss(chair, room, "left", Close.LEFT)
    elif has_no_phone(seat):
        dismiss(chair, room, "let_go", Close.LEFT)
    elif is_voiced(seat):
        # Silent for so long that their host speaks for them. It may come back.
        chair.outbox.close(Close.OUT_OF_TOUCH)
    else:
        _usher_line(chair, room, seat)


def _usher_line(chair: Chair, room: Room, seat: Seat | Wall) -> None:
    if seat.line > chair.line:
        dismiss(chair, room, "open_elsewhere", Close.OPENED_ELSEWHERE)
    elif seat.away_since is not None and seat.line == chair.line:
        # The others took this house for dead. The page comes back, and with it the seat.
        chair.outbox.close(Close.OUT_OF_TOUCH)


def farewell(room: Room, seating: Seating, receipt: told.Receipt | None, why: Close) -> None:
    """Over for everyone here: with the receipt where it was wiped, without a word where it was only lost."""
    for chair in seating:
        if why is Close.ENDED:
            theirs = receipt if chair.seat in room.seats else None  # a wall is shown no counts
            chair.outbox.put(encode.frame(told.Ended(how="over", receipt=theirs)))
        chair.outbox.close(why)


def dismiss(chair: Chair, room: Room, how: told.Ending, why: Close) -> None:
    """Nothing that waits is told any more: only what is theirs alone, and how it ended."""
    if chair.outbox.closing is None:
        chair.outbox.clear()
        if chair.seat in room.seats:
            chair.outbox.put(encode.you(you(room, chair.seat)))
        chair.outbox.put(encode.frame(told.Ended(how=how)))
        chair.outbox.close(why)


ENDINGS: Final[dict[No | End, tuple[told.Ending | None, Close]]] = {
    No.OUT_FOR_THIS_SESSION: ("out_for_session", Close.OUT),
    No.OUT_UNTIL_REVIEWED: ("out_until_reviewed", Close.OUT),
    No.NOT_LET_IN: ("declined", Close.OUT),
    No.OPEN_ELSEWHERE: ("open_elsewhere", Close.OPENED_ELSEWHERE),
    No.MEETING_OVER: ("over", Close.ENDED),
    No.HOUSE_IS_BUSY: (None, Close.OUT_OF_TOUCH),
    End.UNSURE: (None, Close.OUT_OF_TOUCH),
    End.BROKEN: (None, Close.BUG),
}


def ending(room: Room | None, seat: SeatId, answer: No | End) -> tuple[list[bytes], Close]:
    """What somebody is told whose line cannot be: what is theirs, how it ended, whether to come back."""
    how, why = ENDINGS.get(answer, ("not_valid", Close.NOT_VALID))
    last = [encode.frame(told.Ended(how=how))] if how else []
    if room is not None and how is not None and seat in room.seats:
        last.insert(0, encode.you(you(room, seat)))
    return last, why


def _pace(seats: int) -> float:
    return next((pause for most, pause in PACE if seats <= most), SLOWEST)

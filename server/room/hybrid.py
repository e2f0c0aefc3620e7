"""Who sits together in a physical room, and who is online: looks that other rules take before they decide."""

from itertools import zip_longest

from server.room.room import Room
from server.room.seat import Seat, SeatId, Where


def is_voiced(seat: Seat) -> bool:
    """Whether the host of a physical room speaks for this person: they have no line of their own."""
    return seat.hub is not None and not seat.on_phone


def is_heard(room: Room, seat: Seat) -> bool:
    """Whether there is somebody to speak for a person without a line. With one, they speak for themselves."""
    return seat.hub is None or seat.on_phone or is_there(room.seats[seat.hub])


def is_there(host: Seat) -> bool:
    """Whether this host is in the circle, and with them their room."""
    return host.where is Where.CIRCLE and not host.stepped_out


def hearer(room: Room, seat: SeatId) -> SeatId:
    """Whose line brings what is for this person alone: their own or, where they have none, their host's."""
    one = room.seats[seat]
    return seat if one.hub is None or one.on_phone else one.hub


def has_a_line(seat: Seat) -> bool:
    """Whether somebody in a physical room can do everything themselves just now."""
    return seat.on_phone and seat.away_since is None


def has_no_phone(seat: Seat) -> bool:
    """Whether somebody in a physical room has never bound a phone, or let go of it."""
    return seat.hub is not None and not seat.phone


def interleaved(room: Room, line: tuple[SeatId, ...], after: SeatId | None = None) -> tuple[SeatId, ...]:
    """Room and online by turns until one side has nobody left; each side keeps its own order.

    Who is first in line begins or, where somebody had the turn just before, the other side does.
    """
    if not line:
        return ()
    room_first = _in_a_room(room, line[0]) if after is None else not _in_a_room(room, after)
    here = [seat for seat in line if _in_a_room(room, seat)]
    online = [seat for seat in line if not _in_a_room(room, seat)]
    pairs = zip_longest(here, online) if room_first else zip_longest(online, here)
    return tuple(seat for pair in pairs for seat in pair if seat is not None)


def _in_a_room(room: Room, seat: SeatId) -> bool:
    return room.seats[seat].hub is not None or room.seats[seat].hosts

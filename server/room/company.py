"""Who is in the circle, as others may see them there."""

from server.room.hybrid import hearer
from server.room.powers import GUIDES
from server.room.room import Room
from server.room.seat import Role, Seat, SeatId, Where
from server.room.seen import SeatSeen, Sight

_CIRCLE = Where.CIRCLE
"""By its own name: a thousand seats are looked at for every picture, and an enum's member is looked up slowly."""


def present(room: Room) -> tuple[Seat, ...]:
    """Who is in the circle and has not stepped out, in the order of the circle."""
    circle = [seat for seat in room.seats.values() if seat.where is _CIRCLE]
    return tuple(seat for seat in circle if not seat.stepped_out or _fades(room, seat))


def _fades(room: Room, seat: Seat) -> bool:
    """Whether this person lost their line with the floor in hand, or the one line with whoever did."""
    fading = room.floor.fading
    return fading is not None and hearer(room, seat.id) == hearer(room, fading)


def as_seen(room: Room, seat: Seat, sight: Sight) -> SeatSeen:
    """One seat. A line that dropped is the desk's to see, but for guides the circle waits for."""
    awaited = room.holds.facilitator_lost_at is not None and seat.role in GUIDES
    return SeatSeen(
        id=seat.id,
        name=seat.name.text,
        pronouns=seat.pronouns.text,
        mark=None if seat.role is Role.PARTICIPANT else seat.role.value,
        away=seat.away_since is not None and (sight is Sight.DESK or awaited),
        hub=seat.hub,
        phone=seat.on_phone,
    )


def name_of(room: Room, seat: SeatId | None) -> str | None:
    """What somebody is called here; None for nobody."""
    found = room.seats.get(seat) if seat is not None else None
    return found.name.text if found else None

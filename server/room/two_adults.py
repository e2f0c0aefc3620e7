"""Two adults, as a rule: where people are under 18 nobody is with one adult alone, not in a room and not by letter."""

from server.room.apart import is_with_somebody
from server.room.powers import GUIDES
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import Seat, SeatId, Where

TWO = 2


def is_young(room: Room, seat: Seat) -> bool:
    """Whom the rule is for: everybody in such a meeting who did not come as a checked adult."""
    return room.format.under_18 and not seat.cleared


def second_adult(room: Room, guide: Seat, whom: SeatId | None) -> SeatId | None:
    """Another checked adult with a line and free to come in, whom they see; under 18 there has to be one."""
    second = room.seats.get(whom) if whom is not None and whom != guide.id else None
    fits = second is not None and _can_come_in(room, second)
    if (whom is not None or room.format.under_18) and not (fits and guide.cleared):
        raise Refused(No.SECOND_ADULT_NEEDED)
    return whom


def _can_come_in(room: Room, seat: Seat) -> bool:
    """Who talks with somebody else right now could not come."""
    here = seat.where is Where.CIRCLE and seat.away_since is None
    return here and seat.cleared and seat.role in GUIDES and not is_with_somebody(room, seat.id)


def need_two_readers(room: Room, to: Seat) -> None:
    """A letter to somebody under 18 is read by two checked adults, on a line now, or it is not sent."""
    if is_young(room, to) and sum(_reads(seat) for seat in room.seats.values()) < TWO:
        raise Refused(No.TWO_ADULTS_NEEDED)


def _reads(seat: Seat) -> bool:
    return seat.cleared and seat.desk_since is not None and seat.away_since is None

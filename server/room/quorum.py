"""No facilitator, no room: whether enough guides are here, on any instance, and what follows where not."""

from dataclasses import replace

from server.room.apart import guides_apart
from server.room.format import Phase
from server.room.holding import hold, missing
from server.room.powers import DESK, GUIDES
from server.room.refusals import Refused
from server.room.room import Room
from server.room.seat import Role, Seat, SeatId, Where

GRACE = 20.0
"""Seconds without a guide's line before everything waits (decision 14)."""

PATIENCE = 600.0
"""Seconds everything waits before the room closes."""

FOREVER = float("inf")


def guides(room: Room) -> tuple[Seat, ...]:
    """The guides the room can count on, with a line or not long without: in the circle, or listed beside it."""
    others = Role.PARTICIPANT  # most are, and are passed over at one look: every arrival comes here
    led = [seat for seat in room.seats.values() if seat.role is not others]
    return tuple(seat for seat in led if seat.role in GUIDES and _is_there(room, seat))


def _is_there(room: Room, seat: Seat) -> bool:
    if seat.stepped_out:
        return False
    if seat.where is Where.CIRCLE:
        return not guides_apart(room, seat.id)
    return seat.where is Where.LOBBY and seat.listed


def enough(room: Room, but: SeatId | None = None) -> bool:
    """Whether as many guides as the format asks for have a line now, also without `but`."""
    there = sum(guide.away_since is None and guide.id != but for guide in guides(room))
    return there >= room.format.quorum


def need_enough(room: Room, but: SeatId | None = None) -> None:
    """Where guides are missing, nobody is brought in and nothing begins."""
    if not enough(room, but):
        raise Refused(missing(room))


def lost_from(room: Room) -> float | None:
    """The moment from which too few guides are here, if nobody comes back: also one in the past."""
    if room.closed_at is not None or not _somebody_relies_on_them(room):
        return None
    until = sorted((_counts_until(guide) for guide in guides(room)), reverse=True)
    moment = until[room.format.quorum - 1] if len(until) >= room.format.quorum else -FOREVER
    return None if moment == FOREVER else moment


def _counts_until(guide: Seat) -> float:
    return FOREVER if guide.away_since is None else guide.away_since + GRACE


def _somebody_relies_on_them(room: Room) -> bool:
    if room.phase is not Phase.LOBBY_OPEN:
        return True
    return any(seat.where is Where.CIRCLE and seat.role not in DESK for seat in room.seats.values())


def settle(room: Room, now: float) -> Room:
    """After guides came or went: everything waits, or goes on exactly where it stopped."""
    if room.closed_at is not None:
        return room  # what it waited for at its end stays to be read
    moment = lost_from(room)
    if room.holds.facilitator_lost_at is not None:
        over = enough(room) or moment is None
        return hold(room, replace(room.holds, facilitator_lost_at=None), now) if over else room
    if moment is None or moment > now:
        return room
    since = now if moment == -FOREVER else moment
    return hold(room, replace(room.holds, facilitator_lost_at=since), since)


def gives_up_at(room: Room) -> float | None:
    """When a room that waits for its guides closes."""
    lost = room.holds.facilitator_lost_at
    return None if lost is None else min(lost + PATIENCE, room.ends)

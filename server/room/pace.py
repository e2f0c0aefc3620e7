"""How long a turn is, and that its time stands still while the meeting waits. Time never moves the floor."""

from dataclasses import replace

from server.room.format import Part
from server.room.room import Room
from server.room.seat import SeatId, Where

SETTLING_IN = 60.0
"""Seconds of a part that belong to nobody's turn: the prompt is read, the circle settles."""

SHORTEST, LONGEST = 60, 300

A_BIT_MORE = 60.0
"""What `more time` adds."""


def pace(room: Room, part: Part | None) -> int:
    """Seconds for one turn of this part, shared evenly among those who are here (domain §4.3)."""
    if part is None:
        return LONGEST
    here = sum(seat.where is Where.CIRCLE and not seat.stepped_out for seat in room.seats.values())
    even = int((part.minutes * 60 - SETTLING_IN) // max(here, 1))
    return part.turn or min(max(even, SHORTEST), LONGEST)


def seconds(room: Room, seat: SeatId) -> float:
    """This person's turn, with the time they privately asked for."""
    return (room.floor.pace or pace(room, room.format.part(room.phase))) * room.seats[seat].patience


def waits(room: Room) -> bool:
    """Whether something lies over the whole meeting, so that nobody could use their time."""
    holds = room.holds
    return (
        holds.paused_by is not None
        or holds.facilitator_lost_at is not None
        or holds.shielded_by is not None
        or holds.grounding is not None
        or holds.everyone_held
        or holds.all_muted
    )


def freeze(room: Room, now: float) -> Room:
    """The turn's time stops, where something lies over the meeting."""
    if room.floor.frozen_at is not None or not waits(room):
        return room
    return replace(room, floor=replace(room.floor, frozen_at=now))


def thaw(room: Room, now: float) -> Room:
    """The turn's time goes on where it stopped, once nothing holds it any more."""
    floor = room.floor
    if floor.frozen_at is None or waits(room):
        return room
    lost = now - max(floor.since, floor.frozen_at)
    until = None if floor.until is None else floor.until + lost
    return replace(room, floor=replace(floor, frozen_at=None, since=floor.since + lost, until=until))


def a_bit_more(room: Room, now: float) -> float | None:
    """When this turn ends with a bit more time; None where its time has not begun."""
    until, frozen = room.floor.until, room.floor.frozen_at
    if until is None:
        return None
    return max(until, now if frozen is None else frozen) + A_BIT_MORE

"""Over the threshold: what always happens when a seat enters the circle or goes out of its hearing."""

from dataclasses import replace

from server.room import care, floor
from server.room.powers import DESK
from server.room.refusals import No, Refused
from server.room.room import Room, with_seat
from server.room.seat import Seat, Where

STEPS_OUT = 60.0
"""Seconds without a line after which a seat steps out; its place and its hand are kept."""


def agreed(room: Room, agreement: str, limits: str) -> None:
    """Nobody comes in who has not read what holds here, as it is now."""
    if not (agreement and limits):
        raise Refused(No.AGREEMENT_FIRST)
    if (agreement, limits) != (room.format.agreement, room.format.limits):
        raise Refused(No.AGREEMENT_HAS_CHANGED)


def stays_out(seat: Seat, now: float) -> bool:
    """Whether the line has been gone for too long to be here, wherever the seat is moved to."""
    return seat.away_since is not None and now - seat.away_since >= STEPS_OUT


def come_in(room: Room, seat: Seat, now: float) -> Room:
    """Hears the circle from this version on, nothing earlier; the desk too, where the role sits there."""
    away = stays_out(seat, now)  # let in all the same; their next line brings them
    version = None if away else room.version + 1
    inside = replace(
        seat,
        where=Where.CIRCLE,
        inside_since=None if away else (now if seat.inside_since is None else seat.inside_since),
        circle_since=version,
        desk_since=version if seat.role in DESK else None,
        stepped_out=away,
        sent_back=False,
        listed=False,
        declined=None,
    )
    return floor.entered(with_seat(room, inside), seat.id, now)


def go_out(room: Room, seat: Seat, now: float) -> Room:
    """Hears nothing from here on. `seat` is as it is outside; the floor moves on, signals wait for others."""
    outside = replace(
        seat, circle_since=None, desk_since=None, inside_since=None, inside_for=inside_for(seat, now)
    )
    return floor.someone_left(care.let_go(with_seat(room, outside), seat.id, now), seat.id, now)


def inside_for(seat: Seat, until: float) -> float:
    """Seconds this person has been in the circle. A line that was gone does not count from when it went."""
    if seat.inside_since is None:
        return seat.inside_for
    gone = until if seat.away_since is None else min(until, seat.away_since)
    return seat.inside_for + max(0.0, gone - seat.inside_since)

"""Who is apart from the circle, in a room of two: looks that other rules take before they decide."""

from server.room.room import Aside, Room, Stage
from server.room.seat import SeatId


def aside_of(room: Room, seat: SeatId) -> Aside | None:
    """The one that is about this person: wished for, offered or going on."""
    return next((aside for aside in room.asides if aside.seat == seat), None)


def is_apart(room: Room, seat: SeatId) -> bool:
    """Whether this person is in a room of two now, and hears nothing of the circle."""
    aside = aside_of(room, seat)
    return aside is not None and aside.stage is Stage.OPEN


def guides_apart(room: Room, seat: SeatId) -> bool:
    """Whether this guide is away from a circle that might need them. Hours are held from beside."""
    return not room.format.hours and is_with_somebody(room, seat)


def is_with_somebody(room: Room, seat: SeatId) -> bool:
    """Whether this guide has a room of two open."""
    return any(aside.stage is Stage.OPEN and aside.guide == seat for aside in room.asides)


def is_taken(room: Room, guide: SeatId) -> bool:
    """Whether this guide has no time for a talk: in one already or, under 18, on the list beside one."""
    listed = any(aside.stage is Stage.OPEN and aside.second == guide for aside in room.asides)
    return is_with_somebody(room, guide) or (room.format.under_18 and listed)

"""The record of moderation: who, what, whom, which code, when. Without content, for this meeting only."""

from dataclasses import replace

from server.room.room import Moderation, Room
from server.room.seat import Removal, SeatId

LONGEST = 500
"""A guard for the size of the room, far beyond any evening; the oldest lines go first."""


def noted(
    room: Room,
    now: float,
    by: SeatId,
    what: str,
    whom: SeatId | None = None,
    code: str | None = None,
    removal: Removal | None = None,
) -> Room:
    """The room with one more line in its record."""
    line = Moderation(by=by, what=what, whom=whom, code=code, at=now, removal=removal)
    return replace(room, record=(*room.record, line)[-LONGEST:])


def last(room: Room, what: str, whom: SeatId) -> Moderation | None:
    """The newest line of this kind about this person."""
    return next((line for line in reversed(room.record) if line.what == what and line.whom == whom), None)

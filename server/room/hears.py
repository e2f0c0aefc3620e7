"""Who may hear a piece of news, now or later: one pure function for live, resume and restore (decision 4)."""

from dataclasses import dataclass

from server.room.effects import Audience, To
from server.room.room import Room
from server.room.seat import SeatId, Where


@dataclass(frozen=True, slots=True)
class Piece:
    """What deciding needs to know of a piece: its audience, and the version it was judged by."""

    audience: Audience
    version: int


def hears(room: Room, seat: SeatId, piece: Piece) -> bool:
    """Whether `seat` may be told `piece`. `room` must be at least of the piece's version."""
    listener = room.seats.get(seat)
    if listener is None:
        return False
    to = piece.audience.to
    if to is To.SEAT:
        return piece.audience.seat == seat and listener.where in (Where.LOBBY, Where.CIRCLE)
    since = listener.circle_since if to is To.CIRCLE else listener.desk_since
    return listener.where is Where.CIRCLE and since is not None and since <= piece.version

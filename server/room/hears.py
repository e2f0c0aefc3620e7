"""Who may hear a piece of news, now or later: one pure function for live, resume and restore (decision 4)."""

from dataclasses import dataclass

from server.room.effects import Audience, To
from server.room.room import Room
from server.room.seat import Seat, SeatId, Where


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
    match piece.audience.to:
        case To.SEAT:
            return piece.audience.seat == seat and listener.where in (Where.LOBBY, Where.CIRCLE)
        case To.CIRCLE:
            return _since(listener, listener.circle_since, piece)
        case To.DESK:
            return _since(listener, listener.desk_since, piece)


def _since(listener: Seat, since: int | None, piece: Piece) -> bool:
    return listener.where is Where.CIRCLE and since is not None and since <= piece.version

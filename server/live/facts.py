"""What the sentence of a refusal needs to know: whose turn it is, who will let you in, how long it takes."""

from server.room.powers import GUIDES
from server.room.refusals import No
from server.room.room import Room
from server.room.seat import SeatId, Where
from server.wire.told import Facts

ABOUT_THE_HOLDER = {No.NOT_YOUR_TURN, No.TURN_IS_TAKEN, No.JUST_LISTEN, No.RESPONSES_ARE_OFF}
ASK_A_GUIDE = {No.STILL_IN_THE_LOBBY, No.NOT_LET_IN, No.NOT_ALLOWED}


def facts(room: Room, seat: SeatId, no: No, now: float) -> Facts | None:
    """Only what the asker's own picture shows them too."""
    if no in ABOUT_THE_HOLDER:
        return _named(room, room.floor.holder)
    if no in ASK_A_GUIDE:
        return _named(room, next(iter(_guides(room, seat)), None))
    if no is No.SLOW_MODE:
        until = room.seats[seat].quiet_until
        return Facts(number=room.holds.slow, seconds=None if until is None else max(0.0, until - now))
    return None


def _guides(room: Room, but: SeatId) -> tuple[SeatId, ...]:
    return tuple(
        seat.id
        for seat in room.seats.values()
        if seat.role in GUIDES and seat.where is Where.CIRCLE and seat.id != but
    )


def _named(room: Room, seat: SeatId | None) -> Facts | None:
    found = room.seats.get(seat) if seat else None
    return Facts(name=found.name.text) if found else None

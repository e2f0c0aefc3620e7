"""What a host sees of those in their physical room: what they need to speak for them, and no more."""

from server.room.care import signal_of, stage
from server.room.company import name_of
from server.room.hybrid import has_a_line
from server.room.room import Room, Signal
from server.room.rounds import is_next, may_come_back, still_to_ask
from server.room.seat import Seat, Where
from server.room.seen import HereSeen


def here(room: Room, host: Seat) -> tuple[HereSeen, ...]:
    """Everybody who sits with this person, in the order in which they came."""
    if not host.hosts:
        return ()
    mine = (seat for seat in room.seats.values() if seat.hub == host.id)
    return tuple(_seen(room, seat) for seat in mine if seat.where in (Where.LOBBY, Where.CIRCLE))


def _seen(room: Room, seat: Seat) -> HereSeen:
    known = HereSeen(seat.id, seat.name.text, seat.where.value, has_a_line(seat), bool(seat.phone))
    return known if known.phone else _to_speak_for(room, seat)


def _brought(room: Room, seat: Seat) -> Signal | None:
    """A call for help that the host brought. One that somebody made themselves is between them and the desk."""
    signal = signal_of(room, seat.id)
    return signal if signal and signal.brought else None


def _to_speak_for(room: Room, seat: Seat) -> HereSeen:
    floor, signal = room.floor, _brought(room, seat)
    return HereSeen(
        id=seat.id,
        name=seat.name.text,
        where=seat.where.value,
        phone=False,
        bound=bool(seat.phone),
        hand=seat.id in floor.hands,
        next=is_next(room, seat.id),
        invited=floor.holder == seat.id and floor.invited,
        in_round=seat.id in still_to_ask(room),
        may_come_back=may_come_back(room, seat.id),
        listen_only=seat.listen_only,
        muted=seat.muted,
        assented=seat.id in room.assents,
        support=stage(signal),
        support_by=name_of(room, signal.taken_by) if signal else None,
    )

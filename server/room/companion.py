"""A phone of one's own in a physical room: bound to one's seat by a short code, so that one is there once.

The code is drawn and shown outside; here is only its imprint. It is good once, for a while, for few tries.
"""

from dataclasses import replace

from server.room.acts import ShowCode, SitHere, TakeSeatBack
from server.room.apart import is_apart
from server.room.hybrid import is_there
from server.room.powers import inside, speaks_for
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room, with_seat
from server.room.seat import Code, Seat, Where
from server.room.threshold import STEPS_OUT, agreed

LIFE = 600.0
"""Seconds a code is good for."""

MISSES = 8
"""Wrong codes, whoever gives them, after which every code of this meeting is worth nothing."""

HERE = (Where.LOBBY, Where.CIRCLE)


# ── the code ──────────────────────────────────────────────────────────────────────────────────────


def show_code(room: Room, act: ShowCode, now: float) -> Outcome:
    """A new code for one seat. The one before is worth nothing."""
    seat = speaks_for(room, inside(room, act.seat).id, act.whom)
    if seat.where not in HERE:
        raise Refused(No.NO_SUCH_SEAT)
    if any(one.code and one.code.imprint == act.imprint for one in room.seats.values()):
        raise Refused(No.HOUSE_IS_BUSY)  # two seats with one code: draw another
    return with_seat(room, replace(seat, code=Code(act.imprint, now + LIFE))), ()


def sit_here(room: Room, act: SitHere, now: float) -> Outcome:
    """The seat the code is for has a phone now. A wrong code is no refusal here: it has to be counted."""
    if act.invitation in room.revoked:
        raise Refused(No.LINK_NOT_VALID)
    agreed(room, act.agreement, act.limits)
    seat = next((seat for seat in room.seats.values() if _fits(seat, act.imprint, now)), None)
    if seat is None:
        return _missed(room), ()
    bound = replace(_unbound(seat), phone=act.seat, on_phone=True, away_since=now)  # until its line arrives
    return with_seat(room, bound), ()


def _fits(seat: Seat, imprint: str, now: float) -> bool:
    code = seat.code
    return code is not None and code.imprint == imprint and now < code.until and seat.where in HERE


def _missed(room: Room) -> Room:
    for seat in room.seats.values():
        if seat.code is not None:
            misses = seat.code.misses + 1
            code = replace(seat.code, misses=misses) if misses < MISSES else None
            room = with_seat(room, replace(seat, code=code))
    return room


# ── back to the host ──────────────────────────────────────────────────────────────────────────────


def take_seat_back(room: Room, act: TakeSeatBack, now: float) -> Outcome:
    """The host speaks for them again: a phone was lost, or the wrong one was bound."""
    seat = speaks_for(room, inside(room, act.seat).id, act.whom)
    return (with_seat(room, let_go(seat)) if seat.phone or seat.code else room), ()


def let_go(seat: Seat) -> Seat:
    """No phone is bound to this seat any more, and no code binds one."""
    return replace(_unbound(seat), on_phone=False)


def _unbound(seat: Seat) -> Seat:
    """Hears nothing on its own. The line counts on, so that no ticket of the phone before is good."""
    return replace(seat, code=None, phone="", line=seat.line + 1, instance="", circle_since=None)


def fallen_back(room: Room, now: float) -> Room:
    """Whose phone has been silent for a minute does not step out where their host is there to speak for them.

    It stays their phone: when its line comes back, they speak for themselves again.
    """
    for seat in room.seats.values():
        if seat.on_phone and seat.hub is not None and _is_silent(seat, now) and not is_apart(room, seat.id):
            host = room.seats[seat.hub]
            if is_there(host) and not _is_silent(host, now):
                back = replace(seat, on_phone=False, circle_since=None, away_since=host.away_since)
                room = with_seat(room, back)
    return room


def _is_silent(seat: Seat, now: float) -> bool:
    return seat.away_since is not None and seat.away_since + STEPS_OUT <= now

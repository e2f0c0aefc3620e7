"""A physical room in the meeting: its people sit in the same circle, and a host with the one device speaks for them.

Somebody without a phone has no line: they are there as long as their host is, and hear through them.
"""

from dataclasses import replace

from server.room import names
from server.room.acts import AskForSupport, CloseSupport, LeaveHere, Relay, Relayed, SeatHere, Share
from server.room.apart import is_apart
from server.room.care import signal_of
from server.room.companion import HERE, fallen_back
from server.room.hybrid import has_a_line, is_there
from server.room.lobby import LARGEST, need_places
from server.room.powers import Power, inside, need, speaks_for
from server.room.quorum import settle
from server.room.record import noted
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room, with_seat
from server.room.seat import Seat, Where
from server.room.threshold import come_in, go_out
from server.room.words import Name

RELAYED = 2**40
"""Where the numbers of relayed words begin, so that none is also a number of the person's own phone."""


# ── people in the room ────────────────────────────────────────────────────────────────────────────


def seat_here(room: Room, act: SeatHere, now: float) -> Outcome:
    """One more in the physical room, by name or number. They have agreed as everybody has."""
    host = need(room, act.seat, Power.HOST)
    if not act.agreed:
        raise Refused(No.AGREEMENT_FIRST)
    _may_sit(room)
    seat = Seat(
        id=act.fresh,
        name=_numbered(room, act.name) if act.numbered else names.fitting(act.name, _called(room)),
        newcomer=act.newcomer,
        invitation=host.invitation,
        knocked_at=now,
        hub=host.id,
    )
    room = come_in(with_seat(room, replace(host, hosts=True)), seat, now)
    return noted(room, now, host.id, "admit", seat.id), ()


def _may_sit(room: Room) -> None:
    if room.format.aside:
        raise Refused(No.ONE_TO_ONE_HERE)
    if room.holds.door_guarded:
        raise Refused(No.DOOR_IS_GUARDED)
    if room.holds.everyone_held:
        raise Refused(No.ROOM_IS_LOCKED)
    if len(room.seats) >= LARGEST:
        raise Refused(No.ROOM_IS_FULL)
    need_places(room, 1)


def _called(room: Room) -> list[Name]:
    return [seat.name for seat in room.seats.values()]


def _numbered(room: Room, chair: Name) -> Name:
    """The page's own word for a chair, and the first number that nobody is called by."""
    called, number = _called(room), 1
    while True:
        try:
            return names.fitting(Name(f"{chair.text} {number}"), called)
        except Refused as refused:
            if refused.no not in (No.NAME_TAKEN, No.NAME_LOOKS_LIKE_ANOTHER):
                raise
        number += 1


def leave_here(room: Room, act: LeaveHere, now: float) -> Outcome:
    """Somebody in the room has gone. Who has a phone says so themselves."""
    seat = _without_a_line(speaks_for(room, inside(room, act.seat).id, act.whom))
    if seat.where not in HERE:
        return room, ()
    return settle(go_out(room, replace(seat, where=Where.LEFT, phone="", code=None), now), now), ()


# ── speaking for somebody ─────────────────────────────────────────────────────────────────────────


def on_behalf(room: Room, relay: Relay) -> Relayed:
    """What a host does for somebody in their room, as that person's own act. Help is never refused for a place."""
    seat = speaks_for(room, relay.seat, relay.act.seat)
    match relay.act:
        case AskForSupport() as call:
            return replace(call, brought=True)
        case CloseSupport() as close:
            return _brought_before(room, close)
    inside(room, relay.seat)
    _without_a_line(seat)
    match relay.act:
        case Share() as words:
            return replace(words, number=words.number + RELAYED)
    return relay.act


def _brought_before(room: Room, close: CloseSupport) -> CloseSupport:
    """Whoever called by themselves is not silenced by their host."""
    signal = signal_of(room, close.seat)
    if signal is not None and not signal.brought:
        raise Refused(No.NOT_ALLOWED)
    return close


def _without_a_line(seat: Seat) -> Seat:
    if has_a_line(seat):
        raise Refused(No.HAS_OWN_PHONE)
    return seat


# ── what follows from comings and goings ──────────────────────────────────────────────────────────


def kept(room: Room, now: float) -> Room:
    """After every step: whoever has no line is there as their host is, and a room that has gone takes them along."""
    if not [seat for seat in room.seats.values() if seat.hub is not None]:
        return room  # everybody is online, as in most meetings
    after = fallen_back(room, now)
    for seat in after.seats.values():
        if seat.hub is not None and seat.where in HERE and not is_apart(after, seat.id):
            after = _with_host(after, seat, after.seats[seat.hub], now)
    return room if after is room else settle(after, now)


def _with_host(room: Room, seat: Seat, host: Seat, now: float) -> Room:
    if host.where not in HERE:
        return _room_is_gone(room, seat, now)
    if seat.on_phone:
        return _hears(room, seat)
    if seat.where is Where.CIRCLE and seat.stepped_out == is_there(host):
        moved = replace(seat, away_since=host.away_since, stepped_out=not seat.stepped_out)
        room = go_out(room, moved, now) if moved.stepped_out else come_in(room, moved, now)
    mine = room.seats[seat.id]
    silent = replace(mine, away_since=host.away_since, stepped_out=not is_there(host), circle_since=None)
    return room if silent == mine else with_seat(room, silent)


def _room_is_gone(room: Room, seat: Seat, now: float) -> Room:
    """With a phone they stay, as everybody who is online."""
    if seat.on_phone:
        return with_seat(room, replace(seat, hub=None, on_phone=False, code=None))
    return go_out(room, replace(seat, where=Where.LEFT, code=None), now)


def _hears(room: Room, seat: Seat) -> Room:
    """From when their phone was bound: nothing of before."""
    if seat.where is not Where.CIRCLE or seat.stepped_out or seat.circle_since is not None:
        return room
    return with_seat(room, replace(seat, circle_since=room.version + 1))

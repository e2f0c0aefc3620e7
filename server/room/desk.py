"""The desk: protecting the circle. Each act leaves a line without content, and can be taken back."""

from dataclasses import replace

from server.room import floor
from server.room.acts import (
    GiveRole,
    GoSlowly,
    GuardDoor,
    HandOver,
    HoldEveryone,
    LockDoor,
    Mute,
    MuteAll,
    Pause,
    Remove,
    UndoRemove,
)
from server.room.care import let_go
from server.room.codes import WHY, listed
from server.room.holding import hold
from server.room.powers import CHECKED, DESK, RANK, Power, known, need, over
from server.room.quorum import enough, settle
from server.room.record import noted
from server.room.refusals import No, Refused
from server.room.room import Holds, Outcome, Room, with_seat
from server.room.seat import Out, Removal, Role, Seat, SeatId, Standing, Where
from server.room.threshold import go_out, stays_out

UNDO_WITHIN = 60.0
"""Seconds in which a removal for this session can be taken back."""

SLOWEST = 300
"""Seconds between two shares that slow mode may ask for at most."""

GIVEN = frozenset(
    {Role.PARTICIPANT, Role.READER, Role.TIMEKEEPER, Role.GREETER, Role.HUB_HOST, Role.CO_FACILITATOR}
)
"""The roles that can be given in a meeting. The others come by a link of their own, or by handing over."""


# ── listening, slowly, locked, paused, held ───────────────────────────────────────────────────────


def mute(room: Room, act: Mute, now: float) -> Outcome:
    """Ask one person to listen. They still follow, write to a guide and get help."""
    asker = need(room, act.seat, Power.PROTECT)
    seat = _in_circle(room, act.whom)
    over(asker, seat)
    if seat.muted == act.on:
        return room, ()
    room = with_seat(room, replace(seat, muted=act.on))
    room = noted(room, now, act.seat, "mute" if act.on else "unmute", act.whom)
    return floor.someone_left(room, act.whom, now) if act.on else room, ()


def mute_all(room: Room, act: MuteAll, now: float) -> Outcome:
    """All listen, the guides excepted."""
    what = "mute_all" if act.on else "unmute_all"
    return _laid(room, act.seat, what, replace(room.holds, all_muted=act.on), now)


def go_slowly(room: Room, act: GoSlowly, now: float) -> Outcome:
    """One share each so many seconds. Ended, nobody still waits for it."""
    if act.seconds is not None and not 0 < act.seconds <= SLOWEST:
        raise Refused(No.NOT_ALLOWED)
    what = "end_slowly" if act.seconds is None else "go_slowly"
    room, effects = _laid(room, act.seat, what, replace(room.holds, slow=act.seconds), now)
    waiting = [seat for seat in room.seats.values() if act.seconds is None and seat.quiet_until is not None]
    for seat in waiting:
        room = with_seat(room, replace(seat, quiet_until=None))
    return room, effects


def lock_door(room: Room, act: LockDoor, now: float) -> Outcome:
    """No one new in the circle; the lobby stays open."""
    what = "lock_door" if act.on else "open_door"
    return _laid(room, act.seat, what, replace(room.holds, door_locked=act.on), now)


def guard_door(room: Room, act: GuardDoor, now: float) -> Outcome:
    """Nobody new at the door for now. It shuts by itself before a rush (`lobby`), and opens by this alone."""
    what = "guard_door" if act.on else "unguard_door"
    return _laid(room, act.seat, what, replace(room.holds, door_guarded=act.on), now)


def pause(room: Room, act: Pause, now: float) -> Outcome:
    """Everything waits and nothing is lost. Paused already by another guide, it stays theirs."""
    if act.on == (room.holds.paused_by is not None):
        need(room, act.seat, Power.PROTECT)
        return room, ()
    by, at = (act.seat, now) if act.on else (None, None)
    what = "pause" if act.on else "go_on"
    return _laid(room, act.seat, what, replace(room.holds, paused_by=by, paused_at=at), now)


def hold_everyone(room: Room, act: HoldEveryone, now: float) -> Outcome:
    """Lockdown: only guides act. What else was on stays as it was, and is there again afterwards."""
    what = "hold_everyone" if act.on else "release_everyone"
    return _laid(room, act.seat, what, replace(room.holds, everyone_held=act.on), now)


def _laid(room: Room, by: SeatId, what: str, holds: Holds, now: float) -> Outcome:
    need(room, by, Power.PROTECT)
    return (room if holds == room.holds else hold(noted(room, now, by, what), holds, now)), ()


# ── out, and back ─────────────────────────────────────────────────────────────────────────────────


def remove(room: Room, act: Remove, now: float) -> Outcome:
    """Out for this session, or until somebody else has looked. The third kind is `back_to_lobby`."""
    asker = need(room, act.seat, Power.PROTECT)
    listed(act.reason, WHY)
    seat = known(room, act.whom)
    over(asker, seat)
    if seat.out is not None and seat.out.kind is act.kind:
        return room, ()
    out = Out(act.kind, act.reason, act.seat, now)
    standing = Standing.OUT_UNTIL_REVIEWED if act.kind is Removal.UNTIL_REVIEWED else seat.standing
    gone = replace(seat, where=Where.OUT, out=out, standing=standing, declined=None)
    room = go_out(room, gone, now)
    room = noted(room, now, act.seat, "remove", act.whom, act.reason, act.kind)
    return settle(room, now), ()


def undo_remove(room: Room, act: UndoRemove, now: float) -> Outcome:
    """Within a minute, and not what somebody else has been asked to look at."""
    need(room, act.seat, Power.PROTECT)
    seat = known(room, act.whom)
    if seat.out is None:
        raise Refused(No.NO_SUCH_SEAT)
    if seat.out.kind is Removal.UNTIL_REVIEWED or now - seat.out.at > UNDO_WITHIN:
        raise Refused(No.CANNOT_UNDO)
    away = stays_out(seat, now)
    waits = replace(seat, where=Where.LOBBY, out=None, sent_back=True, stepped_out=away, knocked_at=now)
    return noted(with_seat(room, waits), now, act.seat, "undo_remove", act.whom), ()


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────


def give_role(room: Room, act: GiveRole, now: float) -> Outcome:
    """Name a co-facilitator or a service role, take it back, or step down oneself where others guide on."""
    asker = need(room, act.seat, Power.APPOINT)
    seat = _in_circle(room, act.whom)
    if act.role not in GIVEN:
        raise Refused(No.NOT_ALLOWED)
    if seat.role is act.role:
        return room, ()
    if seat.id != asker.id:
        over(asker, seat)
    if RANK[act.role] > RANK[asker.role]:
        raise Refused(No.SAME_OR_HIGHER_ROLE)
    _need_guides_after(room, {seat: act.role})
    return settle(_in_role(room, seat, act.role, act.seat, now), now), ()


def hand_over(room: Room, act: HandOver, now: float) -> Outcome:
    """They get the desk, and I stay in the circle. They can hand it back."""
    asker = need(room, act.seat, Power.APPOINT)
    seat = _in_circle(room, act.whom)
    over(asker, seat)
    _need_guides_after(room, {asker: Role.PARTICIPANT, seat: asker.role})
    room = _in_role(room, seat, asker.role, act.seat, now)
    return settle(_in_role(room, asker, Role.PARTICIPANT, act.seat, now), now), ()


def _need_guides_after(room: Room, changes: dict[Seat, Role]) -> None:
    """A change of roles leaves no room alone, and hands minors to nobody unchecked.

    Whoever sits in a physical room has no desk there: not even with a phone, which they may put away.
    """
    for seat, role in changes.items():
        unchecked = role in CHECKED and room.format.under_18 and not seat.cleared
        if unchecked or seat.hub is not None:
            raise Refused(No.NOT_ALLOWED)
    after = room
    for seat, role in changes.items():
        after = with_seat(after, replace(seat, role=role))
    if enough(room) and not enough(after):
        raise Refused(No.TWO_ADULTS_NEEDED if room.format.quorum > 1 else No.LAST_FACILITATOR)


def _in_role(room: Room, seat: Seat, role: Role, by: SeatId, now: float) -> Room:
    hears_the_desk = role in DESK and seat.circle_since is not None
    since = (seat.desk_since or room.version + 1) if hears_the_desk else None
    room = with_seat(room, replace(seat, role=role, desk_since=since))
    if role not in DESK:
        room = let_go(room, seat.id, now)
    return noted(room, now, by, "give_role", seat.id, role.value)


def _in_circle(room: Room, whom: SeatId) -> Seat:
    seat = known(room, whom)
    if seat.where is not Where.CIRCLE:
        raise Refused(No.NO_SUCH_SEAT)
    return seat

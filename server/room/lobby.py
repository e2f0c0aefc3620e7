"""The lobby: knocking, being let in, or kindly not. Who waits sees nobody but the guides' names."""

from dataclasses import replace

from server.room import names
from server.room.acts import (
    Admit,
    AskAside,
    BackToLobby,
    Decline,
    Knock,
    LetInAfterAll,
    PutNote,
    RevokeInvitation,
    Welcome,
)
from server.room.aside import ask_aside
from server.room.codes import NOT_TODAY, NOTES, listed
from server.room.powers import CHECKED, DESK, GUIDES, Power, known, need, over
from server.room.presence import fits_patience, turned_away
from server.room.quorum import need_enough, settle
from server.room.record import last, noted
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room, with_seat
from server.room.seat import Seat, SeatId, Where
from server.room.threshold import agreed, come_in, go_out, stays_out
from server.room.walls import taken_down

LARGEST = 1_000
"""Seats one meeting may ever have, waiting and gone ones too (decision 22)."""

A_RUSH = 60.0
TIMES_EXPECTED = 5
"""A whole circle may knock within a minute; of five times as many most were not invited."""

AFTER_ALL = 300.0
"""Seconds in which a decline can be taken back."""


# ── knocking ──────────────────────────────────────────────────────────────────────────────────────


def knock(room: Room, act: Knock, now: float) -> Outcome:
    """Somebody is at the door. A guide's link goes straight in; used again, it finds its own seat."""
    if act.invitation in room.revoked:
        raise Refused(No.LINK_NOT_VALID)
    if act.seat in room.seats:
        return _again(room, room.seats[act.seat], now), ()
    agreed(room, act.agreement, act.limits)
    seat = _new_seat(room, act, now)
    if act.listed and seat.role in DESK and room.format.aside:
        return with_seat(room, replace(seat, listed=True)), ()
    if seat.role in DESK:
        return come_in(room, seat, now), ()
    if room.holds.door_guarded:
        raise Refused(No.DOOR_IS_GUARDED)
    if len(room.seats) >= LARGEST:
        raise Refused(No.ROOM_IS_FULL)
    return _waiting(_before_a_rush(with_seat(room, seat), now), seat, now), ()


def _waiting(room: Room, seat: Seat, now: float) -> Room:
    """Where guides hold hours, to knock is to ask."""
    return ask_aside(room, AskAside(seat.id), now)[0] if room.format.hours else room


def _before_a_rush(room: Room, now: float) -> Room:
    """So many in one minute are no circle: the door is shut before they are a crowd. It removes nobody."""
    lately = sum(now - seat.knocked_at < A_RUSH for seat in room.seats.values())
    if lately <= TIMES_EXPECTED * room.format.capacity:
        return room
    return replace(room, holds=replace(room.holds, door_guarded=True))


def _again(room: Room, seat: Seat, now: float) -> Room:
    turned_away(seat)
    if seat.where is not Where.LEFT or seat.role in DESK:
        return room  # the line that is coming moves the seat
    waits = replace(seat, where=Where.LOBBY, knocked_at=now, away_since=now, stepped_out=False)
    return _waiting(with_seat(room, waits), seat, now)


def _new_seat(room: Room, act: Knock, now: float) -> Seat:
    fits_patience(act.patience)
    return Seat(
        id=act.seat,
        # Also those who left keep their name: nobody answers to it in their place.
        name=names.fitting(act.name, (seat.name for seat in room.seats.values())),
        role=act.role,
        pronouns=names.fitting_pronouns(act.pronouns),
        newcomer=act.newcomer,
        listen_only=act.listen_only,
        patience=act.patience,
        invitation=act.invitation,
        cleared=act.role in DESK or act.role in CHECKED,
        knocked_at=now,
        away_since=now,  # until the line arrives
        has_time=room.format.hours and act.role in GUIDES,
        marked=any(seat.out and seat.invitation == act.invitation for seat in room.seats.values()),
    )


# ── letting in, and not ───────────────────────────────────────────────────────────────────────────


def admit(room: Room, act: Admit, now: float) -> Outcome:
    """All of them or, where there is no place for all, none: who of them waits on is the guides' to say."""
    need(room, act.seat, Power.ADMIT)
    waiting = tuple(dict.fromkeys(seat for seat in act.whom if _still_waits(known(room, seat))))
    return _let_in(room, act.seat, waiting, now) if waiting else room, ()


def _still_waits(seat: Seat) -> bool:
    if seat.where not in (Where.LOBBY, Where.CIRCLE) or seat.listed:
        raise Refused(No.NO_SUCH_SEAT)  # who is listed beside a room of two comes in by their own choice
    return seat.where is Where.LOBBY


def _let_in(room: Room, by: SeatId, waiting: tuple[SeatId, ...], now: float) -> Room:
    need_places(room, sum(room.seats[seat].role not in DESK for seat in waiting))
    for seat in waiting:
        room = noted(come_in(room, room.seats[seat], now), now, by, "admit", seat)
    return room


def need_places(room: Room, wanted: int) -> None:
    """So many people may come in now: guides are here, this is a circle, its door is open and it has places."""
    need_enough(room)
    if wanted and room.format.hours:
        raise Refused(No.ONE_TO_ONE_HERE)
    if wanted and room.holds.door_locked:
        raise Refused(No.ROOM_IS_LOCKED)
    if wanted > room.format.capacity - sum(seat.where is Where.CIRCLE for seat in room.seats.values()):
        raise Refused(No.ROOM_IS_FULL)


def decline(room: Room, act: Decline, now: float) -> Outcome:
    """Not today, for a reason from the list. It is about today, not about their worth."""
    asker = need(room, act.seat, Power.ADMIT)
    listed(act.reason, NOT_TODAY)
    seat = known(room, act.whom)
    if seat.where is not Where.LOBBY or seat.listed:
        raise Refused(No.NO_SUCH_SEAT)
    over(asker, seat)
    room = with_seat(room, replace(seat, where=Where.DECLINED, declined=act.reason))
    return noted(room, now, act.seat, "decline", act.whom, act.reason), ()


def let_in_after_all(room: Room, act: LetInAfterAll, now: float) -> Outcome:
    """Within five minutes a decline is taken back, and they are in."""
    need(room, act.seat, Power.ADMIT)
    if known(room, act.whom).where is not Where.DECLINED:
        raise Refused(No.NO_SUCH_SEAT)
    declined = last(room, "decline", act.whom)
    if declined is None or now - declined.at > AFTER_ALL:
        raise Refused(No.CANNOT_UNDO)
    return _let_in(room, act.seat, (act.whom,), now), ()


def back_to_lobby(room: Room, act: BackToLobby, now: float) -> Outcome:
    """A word outside. They are not in trouble, and the circle is told nothing."""
    asker = need(room, act.seat, Power.PROTECT)
    seat = known(room, act.whom)
    if seat.where is not Where.CIRCLE:
        raise Refused(No.NO_SUCH_SEAT)
    over(asker, seat)
    waits = replace(seat, where=Where.LOBBY, sent_back=True, stepped_out=stays_out(seat, now), knocked_at=now)
    room = noted(go_out(room, waits, now), now, act.seat, "back_to_lobby", act.whom)
    return settle(room, now), ()


# ── kindness at the door, and its lock ────────────────────────────────────────────────────────────


def welcome(room: Room, act: Welcome, now: float) -> Outcome:
    """A wordless sign to somebody who is here for the first time. Once, by whoever is first."""
    need(room, act.seat, Power.ADMIT)
    seat = known(room, act.whom)
    if seat.where is not Where.CIRCLE or not seat.newcomer:
        raise Refused(No.NO_SUCH_SEAT)
    if seat.welcomed_by is not None:
        return room, ()
    return with_seat(room, replace(seat, welcomed_by=act.seat)), ()


def put_note(room: Room, act: PutNote, now: float) -> Outcome:
    """One of the ready notes for everyone waiting."""
    need(room, act.seat, Power.ADMIT)
    if act.note is not None:
        listed(act.note, NOTES)
    return room if act.note == room.note else replace(room, note=act.note), ()


def revoke_invitation(room: Room, act: RevokeInvitation, now: float) -> Outcome:
    """It lets nobody new in from now on. Who is here by it stays; a wall that hangs by it comes down."""
    need(room, act.seat, Power.PROTECT)
    if act.invitation in room.revoked:
        return room, ()
    room = replace(taken_down(room, act.invitation), revoked=room.revoked | {act.invitation})
    return noted(room, now, act.seat, "revoke_invitation"), ()

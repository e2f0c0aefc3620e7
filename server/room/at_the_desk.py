"""What the desk sees besides the circle: who waits, who needs somebody, what was done. Never a word."""

from server.room import aside_seen
from server.room.company import as_seen, name_of, present
from server.room.record import last
from server.room.room import Moderation, Room
from server.room.rounds import still_to_ask
from server.room.seat import Seat, SeatId, Where
from server.room.seen import Desk, Gone, Knocking, Noted, Sight, SignalSeen, WallSeen

RECENT = 300.0
"""Seconds after which somebody let in is no longer listed as new when everyone is held."""


def at_the_desk(room: Room) -> Desk:
    floor = room.floor
    seats = present(room)
    return Desk(
        waiting=waiting(room),
        signals=tuple(_signal(room, signal.seat) for signal in room.signals),
        to_ask=still_to_ask(room),
        round_had=bool(floor.turns_had) and not floor.round_on,
        queue=floor.queue,
        order=floor.order.value,
        invited=floor.invited,
        turn_since=floor.since,
        turn_until=floor.until,
        muted=tuple(seat.id for seat in seats if seat.muted),
        newcomers=tuple(seat.id for seat in seats if seat.newcomer and seat.welcomed_by is None),
        assented=tuple(seat.id for seat in seats if seat.id in room.assents),
        recent=_recent(room),
        gone=_gone(room),
        record=tuple(line_of_record(room, line) for line in room.record),
        note=room.note,
        door_locked=room.holds.door_locked,
        door_guarded=room.holds.door_guarded,
        invitations=tuple(sorted({seat.invitation for seat in room.seats.values()})),
        revoked=tuple(sorted(room.revoked)),
        walls=tuple(WallSeen(wall.invitation, wall.away_since is None) for wall in room.walls.values()),
        stepped_out=tuple(
            as_seen(room, seat, Sight.DESK)
            for seat in room.seats.values()
            if seat.where is Where.CIRCLE and seat.stepped_out
        ),
        asides=aside_seen.at_the_desk(room),
    )


def waiting(room: Room) -> tuple[Knocking, ...]:
    return tuple(
        Knocking(
            id=seat.id,
            name=seat.name.text,
            pronouns=seat.pronouns.text,
            newcomer=seat.newcomer,
            since=seat.knocked_at,
            away=seat.away_since is not None,
            sent_back=seat.sent_back,
            marked=seat.marked,
        )
        for seat in room.seats.values()
        if seat.where is Where.LOBBY and not seat.stepped_out and not seat.listed
    )


def _signal(room: Room, asker: SeatId) -> SignalSeen:
    signal = next(signal for signal in room.signals if signal.seat == asker)
    return SignalSeen(
        seat=asker,
        name=name_of(room, asker) or "",
        at=signal.at,
        taken_by=name_of(room, signal.taken_by),
        escalated=signal.escalated,
    )


def _recent(room: Room) -> tuple[SeatId, ...]:
    return tuple(
        noted.whom
        for noted in room.record
        if noted.what == "admit"
        and noted.whom is not None
        and room.holds.everyone_held
        and noted.at >= _held_at(room) - RECENT
        and room.seats[noted.whom].where is Where.CIRCLE
    )


def _held_at(room: Room) -> float:
    return max((noted.at for noted in room.record if noted.what == "hold_everyone"), default=0.0)


def _gone(room: Room) -> tuple[Gone, ...]:
    return tuple(
        Gone(
            id=seat.id,
            name=seat.name.text,
            how=seat.out.kind.value if seat.out else "declined",
            reason=seat.out.reason if seat.out else seat.declined or "",
            at=seat.out.at if seat.out else _declined_at(room, seat),
        )
        for seat in room.seats.values()
        if seat.where in (Where.OUT, Where.DECLINED)
    )


def _declined_at(room: Room, seat: Seat) -> float:
    line = last(room, "decline", seat.id)
    return line.at if line else seat.knocked_at


def line_of_record(room: Room, noted: Moderation) -> Noted:
    return Noted(
        by=name_of(room, noted.by) or "",
        what=noted.what,
        whom=name_of(room, noted.whom),
        code=noted.code,
        at=noted.at,
    )

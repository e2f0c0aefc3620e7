"""The room as one sight may see it, and what is one seat's alone. Pictures are whole; nothing is patched.

Whatever is not written here is seen by nobody. A circle's picture says who has the floor and nothing about
who was or will be asked, nor how a turn ended; timers are never in it.
"""

from dataclasses import dataclass
from enum import Enum

from server.room.effects import ShareRef
from server.room.phases import gives_up_at
from server.room.powers import GUIDES, POWERS, Power
from server.room.record import last
from server.room.room import Room, Signal
from server.room.rounds import is_next, may_come_back, still_to_ask
from server.room.seat import Role, Seat, SeatId, Where

NEAR = 50
"""Above this many seats a picture shows the near ones (guides, floor, hands) and a count."""

RECENT = 300.0
"""Seconds after which somebody let in is no longer listed as new when everyone is held."""


class Sight(Enum):
    """What kind of eyes look at the room (decision 20)."""

    CIRCLE = "circle"
    GREETER = "greeter"
    TIMEKEEPER = "timekeeper"
    DESK = "desk"
    LOBBY = "lobby"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """A seat, as the circle sees it. `mark` is the role, where it is more than participant."""

    id: SeatId
    name: str
    pronouns: str
    mark: str | None
    away: bool
    """Always False for the circle, but for guides while the circle waits for them."""


@dataclass(frozen=True, slots=True)
class FloorSeen:
    """Who has the floor. `hands` is empty in a round."""

    turn: int
    mode: str
    crosstalk: str
    holder: SeatId | None
    wish: str | None
    quiet: bool
    hands: tuple[SeatId, ...]
    hands_closed: bool
    round_on: bool


@dataclass(frozen=True, slots=True)
class HeldSeen:
    """What lies over the meeting, as everyone may see it. `closes_at` while the circle waits for a guide."""

    paused_by: str | None
    waits_for: str | None
    """`facilitator` or `two_adults`, while nobody may speak because they are missing."""
    closes_at: float | None
    shielded_by: str | None
    grounding: str | None
    grounding_since: float | None
    everyone_held: bool
    all_muted: bool
    slow: int | None


@dataclass(frozen=True, slots=True)
class Knocking:
    """Somebody waiting, as those who may let them in see them."""

    id: SeatId
    name: str
    pronouns: str
    newcomer: bool
    since: float
    away: bool
    sent_back: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """A support signal, as the desk sees it."""

    seat: SeatId
    name: str
    at: float
    taken_by: str | None
    escalated: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the record of moderation: no content, ever."""

    by: str
    what: str
    whom: str | None
    code: str | None
    at: float


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody out or declined, for as long as it may be taken back."""

    id: SeatId
    name: str
    how: str
    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk sees besides the circle."""

    waiting: tuple[Knocking, ...]
    signals: tuple[SignalSeen, ...]
    to_ask: tuple[SeatId, ...]
    round_had: bool
    """Turns were taken in this part, and no round is under way: it may be time for the next part."""
    queue: int
    order: str
    invited: bool
    turn_since: float
    turn_until: float | None
    muted: tuple[SeatId, ...]
    newcomers: tuple[SeatId, ...]
    """Newcomers nobody has welcomed yet."""
    assented: tuple[SeatId, ...]
    recent: tuple[SeatId, ...]
    gone: tuple[Gone, ...]
    record: tuple[Noted, ...]
    note: str | None
    door_locked: bool
    invitations: tuple[int, ...]
    """The numbers of invitations in use, so that one can be revoked."""
    revoked: tuple[int, ...]
    stepped_out: tuple[SeatSeen, ...] = ()
    """Who has no line for longer than a minute: their place is kept, and the desk can give it up for them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The room for one sight. The desk's has `desk`, a greeter's `waiting`, a timekeeper's `turn_until`."""

    sight: Sight
    phase: str
    starts: float
    ends: float
    phase_ends: float | None
    prompt: int | None
    seats: tuple[SeatSeen, ...]
    more: int
    floor: FloorSeen
    held: HeldSeen
    retracted: tuple[ShareRef, ...]
    veiled: tuple[ShareRef, ...]
    waiting: tuple[Knocking, ...] = ()
    turn_until: float | None = None
    desk: Desk | None = None


@dataclass(frozen=True, slots=True)
class LobbyPicture:
    """All that a waiting seat ever gets of the room (decision 19)."""

    sight: Sight
    door: str
    """`not_open_yet`, `open`, `paused` or `closed`."""
    starts: float
    note: str | None
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class You:
    """What is one seat's alone."""

    seat: SeatId
    name: str
    role: str
    where: str
    sight: Sight
    powers: tuple[str, ...]
    muted: bool
    listen_only: bool
    patience: float
    newcomer: bool
    welcomed_by: str | None
    sent_back: bool
    assented: bool
    next: bool
    invited: bool
    turn_until: float | None
    turn_seconds: float | None
    in_round: bool
    may_come_back: bool
    hand: bool
    quiet_until: float | None
    support: str | None
    """`asked`, `seen` or `escalated`."""
    support_by: str | None
    out: str | None
    reason: str | None
    decided_by: str | None
    record: tuple[Noted, ...]


def sight_of(room: Room, seat: SeatId) -> Sight | None:
    """Which eyes this seat has now; None for somebody outside."""
    looker = room.seats.get(seat)
    if looker is None or looker.where not in (Where.LOBBY, Where.CIRCLE):
        return None
    if looker.where is Where.LOBBY:
        return Sight.LOBBY
    return _SIGHTS.get(looker.role, Sight.CIRCLE)


_SIGHTS = {
    Role.GREETER: Sight.GREETER,
    Role.TIMEKEEPER: Sight.TIMEKEEPER,
    **{role: Sight.DESK for role, powers in POWERS.items() if Power.SUPPORT in powers},
}


def picture(room: Room, sight: Sight) -> Picture | LobbyPicture:
    """The room as `sight` sees it."""
    if sight is Sight.LOBBY:
        return _lobby(room)
    seats = _near(room) if len(present(room)) > NEAR else present(room)
    return Picture(
        sight=sight,
        phase=room.phase.value,
        starts=room.starts,
        ends=room.ends,
        phase_ends=room.phase_ends,
        prompt=room.prompt,
        seats=tuple(_seen(room, seat, sight) for seat in seats),
        more=len(present(room)) - len(seats),
        floor=_floor(room),
        held=_held(room),
        retracted=room.retracted,
        veiled=room.veiled,
        waiting=_waiting(room) if sight is Sight.GREETER else (),
        turn_until=room.floor.until if sight is Sight.TIMEKEEPER else None,
        desk=_desk(room) if sight is Sight.DESK else None,
    )


def roster(room: Room, sight: Sight) -> tuple[SeatSeen, ...]:
    """Everybody in the circle, for who asks."""
    return tuple(_seen(room, seat, sight) for seat in present(room))


def present(room: Room) -> tuple[Seat, ...]:
    """Who is in the circle and has not stepped out, in the order of the circle."""
    circle = (seat for seat in room.seats.values() if seat.where is Where.CIRCLE)
    return tuple(seat for seat in circle if not seat.stepped_out or seat.id == room.floor.fading)


def _near(room: Room) -> tuple[Seat, ...]:
    near = {room.floor.holder, *room.floor.hands}
    return tuple(seat for seat in present(room) if seat.role is not Role.PARTICIPANT or seat.id in near)


def _seen(room: Room, seat: Seat, sight: Sight) -> SeatSeen:
    awaited = room.holds.facilitator_lost_at is not None and seat.role in GUIDES
    return SeatSeen(
        id=seat.id,
        name=seat.name.text,
        pronouns=seat.pronouns.text,
        mark=None if seat.role is Role.PARTICIPANT else seat.role.value,
        away=seat.away_since is not None and (sight is Sight.DESK or awaited),
    )


def _floor(room: Room) -> FloorSeen:
    floor = room.floor
    here = {seat.id for seat in present(room)}
    return FloorSeen(
        turn=floor.turn,
        mode=floor.mode.value,
        crosstalk=floor.crosstalk.value,
        holder=floor.holder,
        wish=floor.wish,
        quiet=floor.quiet,
        hands=() if floor.round_on else tuple(hand for hand in floor.hands if hand in here),
        hands_closed=floor.hands_closed,
        round_on=floor.round_on,
    )


def _held(room: Room) -> HeldSeen:
    holds = room.holds
    two = room.format.quorum > 1
    return HeldSeen(
        paused_by=name_of(room, holds.paused_by),
        waits_for=None if holds.facilitator_lost_at is None else "two_adults" if two else "facilitator",
        closes_at=gives_up_at(room),
        shielded_by=name_of(room, holds.shielded_by),
        grounding=holds.grounding.exercise if holds.grounding else None,
        grounding_since=holds.grounding.since if holds.grounding else None,
        everyone_held=holds.everyone_held,
        all_muted=holds.all_muted,
        slow=holds.slow,
    )


def _desk(room: Room) -> Desk:
    floor = room.floor
    seats = present(room)
    return Desk(
        waiting=_waiting(room),
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
        record=tuple(_noted(room, index) for index in range(len(room.record))),
        note=room.note,
        door_locked=room.holds.door_locked,
        invitations=tuple(sorted({seat.invitation for seat in room.seats.values()})),
        revoked=tuple(sorted(room.revoked)),
        stepped_out=tuple(
            _seen(room, seat, Sight.DESK)
            for seat in room.seats.values()
            if seat.where is Where.CIRCLE and seat.stepped_out
        ),
    )


def _lobby(room: Room) -> LobbyPicture:
    return LobbyPicture(
        sight=Sight.LOBBY,
        door=_door(room),
        starts=room.starts,
        note=room.note,
        guides=tuple(seat.name.text for seat in present(room) if seat.role in GUIDES),
    )


def _door(room: Room) -> str:
    if room.closed_at is not None:
        return "closed"
    if room.holds.paused_by is not None or room.holds.facilitator_lost_at is not None:
        return "paused"
    return "open" if any(seat.role in GUIDES for seat in present(room)) else "not_open_yet"


def _waiting(room: Room) -> tuple[Knocking, ...]:
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
        if seat.where is Where.LOBBY and not seat.stepped_out
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


def _noted(room: Room, index: int) -> Noted:
    noted = room.record[index]
    return Noted(
        by=name_of(room, noted.by) or "",
        what=noted.what,
        whom=name_of(room, noted.whom),
        code=noted.code,
        at=noted.at,
    )


def name_of(room: Room, seat: SeatId | None) -> str | None:
    """What somebody is called here; None for nobody."""
    found = room.seats.get(seat) if seat is not None else None
    return found.name.text if found else None


def you(room: Room, seat: SeatId) -> You:
    """What is this seat's alone. Told when it changed, after the picture."""
    me = room.seats[seat]
    floor = room.floor
    mine = floor.holder == seat
    signal = next((signal for signal in room.signals if signal.seat == seat), None)
    return You(
        seat=seat,
        name=me.name.text,
        role=me.role.value,
        where=me.where.value,
        sight=sight_of(room, seat) or Sight.LOBBY,
        powers=tuple(sorted(power.value for power in POWERS[me.role])),
        muted=me.muted,
        listen_only=me.listen_only,
        patience=me.patience,
        newcomer=me.newcomer,
        welcomed_by=name_of(room, me.welcomed_by),
        sent_back=me.sent_back,
        assented=seat in room.assents,
        next=is_next(room, seat),
        invited=mine and floor.invited,
        turn_until=floor.until if mine else None,
        turn_seconds=floor.until - floor.since if mine and floor.until is not None else None,
        in_round=seat in still_to_ask(room),
        may_come_back=may_come_back(room, seat),
        hand=seat in floor.hands,
        quiet_until=me.quiet_until,
        support=_stage(signal),
        support_by=name_of(room, signal.taken_by) if signal else None,
        out=me.out.kind.value if me.out else "declined" if me.declined else None,
        reason=me.out.reason if me.out else me.declined,
        decided_by=name_of(room, _decided_by(room, me)),
        record=tuple(_noted(room, i) for i, noted in enumerate(room.record) if noted.whom == seat),
    )


def _stage(signal: Signal | None) -> str | None:
    if signal is None:
        return None
    if signal.taken_by is not None:
        return "seen"
    return "escalated" if signal.escalated else "asked"


def _decided_by(room: Room, seat: Seat) -> SeatId | None:
    if seat.out:
        return seat.out.by
    line = last(room, "decline", seat.id) if seat.declined else None
    return line.by if line else None

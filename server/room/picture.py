"""The room as one sight may see it, and what is one seat's alone. Pictures are whole; nothing is patched.

A circle's picture says who has the floor and nothing about who was or will be asked, nor how a turn ended;
timers are never in it.
"""

from server.room import aside_seen, hub_seen
from server.room.at_the_desk import at_the_desk, line_of_record, waiting
from server.room.care import signal_of, stage
from server.room.company import as_seen, name_of, present
from server.room.phases import gives_up_at
from server.room.powers import GUIDES, POWERS, Power
from server.room.record import last
from server.room.room import Room
from server.room.rounds import is_next, may_come_back, still_to_ask
from server.room.seat import Role, Seat, SeatId, Where
from server.room.seen import FloorSeen, HeldSeen, LobbyPicture, Picture, SeatSeen, Sight, WallPicture, You
from server.room.wall_picture import wall_picture
from server.room.walls import lit

NEAR = 50
"""Above this many seats a picture shows the near ones (guides, floor, hands) and a count."""


def sight_of(room: Room, seat: SeatId) -> Sight | None:
    """Which eyes this seat has now; None for somebody outside."""
    if seat in room.walls:
        return Sight.WALL
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

_POWERS = {role: tuple(sorted(power.value for power in powers)) for role, powers in POWERS.items()}


def picture(room: Room, sight: Sight) -> Picture | LobbyPicture | WallPicture:
    """The room as `sight` sees it."""
    if sight is Sight.LOBBY:
        return _lobby(room)
    seats = near(room)
    if sight is Sight.WALL:
        return wall_picture(room, seats, hands(room))
    return Picture(
        sight=sight,
        phase=room.phase.value,
        starts=room.starts,
        ends=room.ends,
        phase_ends=room.phase_ends,
        prompt=room.prompt,
        seats=tuple(as_seen(room, seat, sight) for seat in seats),
        more=len(present(room)) - len(seats),
        floor=_floor(room),
        held=_held(room),
        retracted=room.retracted,
        veiled=room.veiled,
        waiting=waiting(room) if sight is Sight.GREETER else (),
        turn_until=room.floor.until if sight is Sight.TIMEKEEPER else None,
        desk=at_the_desk(room) if sight is Sight.DESK else None,
        walls=lit(room),
        listed=aside_seen.beside(room),
        have_time=aside_seen.have_time(room),
    )


def roster(room: Room, sight: Sight) -> tuple[SeatSeen, ...]:
    """Everybody in the circle, for who asks."""
    return tuple(as_seen(room, seat, sight) for seat in present(room))


def near(room: Room) -> tuple[Seat, ...]:
    """Everybody, or in a large circle those whom everybody needs to see."""
    here = present(room)
    if len(here) <= NEAR:
        return here
    near = {room.floor.holder, *room.floor.hands}
    return tuple(seat for seat in here if seat.role is not Role.PARTICIPANT or seat.id in near)


def _floor(room: Room) -> FloorSeen:
    floor = room.floor
    return FloorSeen(
        turn=floor.turn,
        mode=floor.mode.value,
        crosstalk=floor.crosstalk.value,
        holder=floor.holder,
        wish=floor.wish,
        quiet=floor.quiet,
        hands=hands(room),
        hands_closed=floor.hands_closed,
        round_on=floor.round_on,
    )


def hands(room: Room) -> tuple[SeatId, ...]:
    """Who would like to speak, in order; nobody may see that of a round."""
    if room.floor.round_on or not room.floor.hands:
        return ()
    here = {seat.id for seat in present(room)}
    return tuple(hand for hand in room.floor.hands if hand in here)


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


def _lobby(room: Room) -> LobbyPicture:
    return LobbyPicture(
        sight=Sight.LOBBY,
        door=_door(room),
        starts=room.starts,
        note=room.note,
        guides=tuple(seat.name.text for seat in present(room) if seat.role in GUIDES),
        have_time=aside_seen.have_time(room),
    )


def _door(room: Room) -> str:
    if room.closed_at is not None:
        return "closed"
    if room.holds.paused_by is not None or room.holds.facilitator_lost_at is not None:
        return "paused"
    return "open" if any(seat.role in GUIDES for seat in present(room)) else "not_open_yet"


def you(room: Room, seat: SeatId) -> You:
    """What is this seat's alone. Told when it changed, after the picture."""
    me = room.seats[seat]
    floor = room.floor
    mine = floor.holder == seat
    signal = signal_of(room, seat)
    return You(
        seat=seat,
        name=me.name.text,
        role=me.role.value,
        where=me.where.value,
        sight=sight_of(room, seat) or Sight.LOBBY,
        powers=_POWERS[me.role],
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
        support=stage(signal),
        support_by=name_of(room, signal.taken_by) if signal else None,
        out=me.out.kind.value if me.out else "declined" if me.declined else None,
        reason=me.out.reason if me.out else me.declined,
        decided_by=name_of(room, _decided_by(room, me)),
        record=tuple(line_of_record(room, it) for it in [it for it in room.record if it.whom == seat]),
        aside=aside_seen.mine(room, seat),
        listed=me.listed,
        may_end=room.format.aside,
        experience=me.experience,
        has_time=me.has_time,
        here=hub_seen.here(room, me),
        hub=name_of(room, me.hub),
    )


def _decided_by(room: Room, seat: Seat) -> SeatId | None:
    if seat.out:
        return seat.out.by
    line = last(room, "decline", seat.id) if seat.declined else None
    return line.by if line else None

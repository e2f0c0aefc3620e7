"""The room of two beside a meeting: what it needs, who has a way there, and how its second adult comes in."""

from dataclasses import replace

from server.room.acts import ComeIn, Knock
from server.room.aside import guides_here
from server.room.format import Format
from server.room.holding import hold
from server.room.phases import begun, opened
from server.room.powers import known
from server.room.quorum import settle
from server.room.refusals import No, Refused
from server.room.room import Aside, Outcome, Room, RoomId, Stage
from server.room.seat import Role, SeatId, Where
from server.room.threshold import come_in


def of_two(format: Format, beside: Format) -> Format:
    """The format of a room of two beside a meeting: the adults it needs are those of that meeting's people."""
    adults = 2 if beside.under_18 else 1
    return replace(format, aside=True, under_18=beside.under_18, quorum=adults, capacity=1 + adults)


def room_of_two(id: RoomId, format: Format, now: float) -> Room:
    """Already begun, and held until whoever it needs is there."""
    room = opened(id, format, now)
    room = begun(room, format.parts[0], now)
    return hold(room, replace(room.holds, facilitator_lost_at=now), now)


def way(room: Room, seat: SeatId, two: Format, there: SeatId) -> tuple[Aside, Knock] | None:
    """Which room of two is open to this seat, and how it comes in there; None for everybody else."""
    going = (aside for aside in room.asides if aside.stage is Stage.OPEN)
    aside = next((aside for aside in going if seat in (aside.seat, aside.guide, aside.second)), None)
    if aside is None:
        return None
    me = room.seats[seat]
    if seat == aside.second and not guides_here(room, seat):
        return None  # listed while they guide here, and not when they were asked to leave
    role = Role.PARTICIPANT
    if seat == aside.guide:
        role = me.role if me.role is Role.PEER_SUPPORT_SPECIALIST else Role.FACILITATOR
    elif seat == aside.second:
        role = Role.CO_FACILITATOR
    return aside, Knock(
        seat=there,
        name=me.name,
        role=role,
        invitation=0,
        agreement=two.agreement,
        limits=two.limits,
        pronouns=me.pronouns,
        patience=me.patience,
        listed=seat == aside.second,
    )


def come_in_listed(room: Room, act: ComeIn, now: float) -> Outcome:
    """The listed adult comes in. The others see it first: they hear nothing said before."""
    seat = known(room, act.seat)
    if not seat.listed or seat.where is not Where.LOBBY:
        raise Refused(No.NOT_ALLOWED)
    return settle(come_in(room, seat, now), now), ()

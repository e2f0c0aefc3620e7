"""One to one: a person and a guide go aside into a room of two, and the place in the circle is kept.

A room of two is a meeting of its own: no act spans both. Here stands who may go there, and who comes in there.
"""

from dataclasses import replace

from server.room.acts import (
    AnswerAside,
    AskAside,
    ComeIn,
    DeclineAside,
    EndAside,
    Knock,
    PassAside,
    TakeAside,
)
from server.room.apart import aside_of, is_taken
from server.room.codes import NOT_TODAY, listed
from server.room.format import Format
from server.room.holding import hold
from server.room.phases import begun, opened
from server.room.powers import DESK, GUIDES, Power, known, need
from server.room.presence import BELONGS
from server.room.quorum import enough, settle
from server.room.refusals import No, Refused
from server.room.room import Aside, Outcome, Room, RoomId
from server.room.seat import Role, Seat, SeatId, Where
from server.room.threshold import come_in, go_out
from server.room.two_adults import second_adult

# ── wishing, offering, answering ──────────────────────────────────────────────────────────────────


def ask_aside(room: Room, act: AskAside, now: float) -> Outcome:
    """From the lobby or the circle; nobody but the guides learns of it. Asked twice is asked once."""
    seat = _belongs(room, act.seat)
    mine = aside_of(room, seat.id)
    if seat.role in DESK or (mine and mine.declined is None):
        return room, ()
    return _with(_without(room, seat.id), Aside(room.asides_had + 1, seat.id, now, asked=True)), ()


def take_aside(room: Room, act: TakeAside, now: float) -> Outcome:
    """A wish is granted by this; somebody who did not ask is invited, and may say no without a trace."""
    guide = need(room, act.seat, Power.GUIDE)
    if is_taken(room, guide.id):
        raise Refused(No.ALREADY_ASIDE)
    person = _belongs(room, act.whom)
    if person.role in DESK:
        raise Refused(No.SAME_OR_HIGHER_ROLE)
    aside = aside_of(room, person.id) or Aside(room.asides_had + 1, person.id, now, asked=False)
    if aside.agreed or aside.declined:
        raise Refused(No.ALREADY_ASIDE)
    second = second_adult(room, guide, act.second)
    room = _with(room, replace(aside, guide=guide.id, second=second, agreed=False))
    return _agreed(room, person, now) if aside.asked else room, ()


def answer_aside(room: Room, act: AnswerAside, now: float) -> Outcome:
    """Yes, or no. No leaves nothing, and is told to nobody."""
    aside = aside_of(room, act.seat)
    if aside is None or aside.asked or aside.agreed or aside.guide is None:
        raise Refused(No.ALREADY_MOVED_ON)
    if not act.yes:
        return _without(room, act.seat), ()
    second_adult(room, room.seats[aside.guide], aside.second)
    return _agreed(room, room.seats[act.seat], now), ()


def _agreed(room: Room, person: Seat, now: float) -> Room:
    """The person's place waits. A guide goes only where the circle does without them."""
    aside = aside_of(room, person.id)
    assert aside is not None and aside.guide is not None, "somebody has asked or offered"
    if is_taken(room, aside.guide):
        raise Refused(No.ALREADY_ASIDE)
    goes = _with(room, replace(aside, agreed=True))
    if room.closed_at is not None:
        return goes
    if not enough(goes):
        raise Refused(No.CIRCLE_NEEDS_YOU)
    if person.where is Where.CIRCLE:
        goes = go_out(goes, replace(person, stepped_out=True), now)
    return settle(goes, now)


# ── passing on, declining, ending ─────────────────────────────────────────────────────────────────


def pass_aside(room: Room, act: PassAside, now: float) -> Outcome:
    """Another guide is asked to take it. Whoever waits keeps their place in the line."""
    need(room, act.seat, Power.GUIDE)
    aside = _wish(room, act.whom)
    to = known(room, act.to)
    if to.where is not Where.CIRCLE or to.role not in GUIDES:
        raise Refused(No.NO_SUCH_SEAT)
    return room if aside.guide == to.id else _with(room, replace(aside, guide=to.id)), ()


def decline_aside(room: Room, act: DeclineAside, now: float) -> Outcome:
    """Not today. They read why, and what else there is."""
    need(room, act.seat, Power.GUIDE)
    listed(act.reason, NOT_TODAY)
    return _with(room, replace(_wish(room, act.whom), declined=act.reason, guide=None)), ()


def _wish(room: Room, whom: SeatId) -> Aside:
    aside = aside_of(room, whom)
    if aside is None or not aside.asked or aside.agreed or aside.declined:
        raise Refused(No.ALREADY_MOVED_ON)
    return aside


def end_aside(room: Room, act: EndAside, now: float) -> Outcome:
    """Back, or not wanted any more. Either may; and nothing of it stays."""
    known(room, act.seat)
    aside = aside_of(room, act.whom)
    if aside is None:
        return room, ()
    if act.seat not in (aside.seat, aside.guide) or (act.seat == aside.guide and not _offered(aside)):
        raise Refused(No.NOT_ALLOWED)
    return _back(_without(room, act.whom), aside, now), ()


def _offered(aside: Aside) -> bool:
    return aside.agreed or not aside.asked


def _back(room: Room, aside: Aside, now: float) -> Room:
    seat = room.seats[aside.seat]
    if aside.agreed and seat.where is Where.CIRCLE and room.closed_at is None:
        room = come_in(room, seat, now)
    return settle(room, now)


def _belongs(room: Room, seat: SeatId) -> Seat:
    found = known(room, seat)
    if found.where not in BELONGS or found.out is not None:
        raise Refused(No.NOT_ALLOWED)
    return found


def _with(room: Room, aside: Aside) -> Room:
    """In its place in the line, or as the last."""
    if aside in room.asides:
        return room
    if any(other.seat == aside.seat for other in room.asides):
        return replace(
            room, asides=tuple(aside if other.seat == aside.seat else other for other in room.asides)
        )
    return replace(room, asides=(*room.asides, aside), asides_had=aside.number)


def _without(room: Room, seat: SeatId) -> Room:
    return replace(room, asides=tuple(aside for aside in room.asides if aside.seat != seat))


# ── what follows from comings and goings ──────────────────────────────────────────────────────────


def kept(room: Room, now: float) -> Room:
    """After every step: what cannot be any more is over, and who waits for enough adults comes in."""
    for aside in room.asides:
        if not _can_be(room, aside):
            room = _back(_without(room, aside.seat), aside, now)
        elif aside.guide is not None and not _guides_here(room, aside.guide):
            room = _with(room, replace(aside, guide=None))  # somebody else may take it
    return _brought_in(room, now) if room.format.aside else room


def _can_be(room: Room, aside: Aside) -> bool:
    if room.seats[aside.seat].where not in BELONGS or room.seats[aside.seat].role in DESK:
        return False
    return not _offered(aside) or (aside.guide is not None and _guides_here(room, aside.guide))


def _guides_here(room: Room, guide: SeatId) -> bool:
    return room.seats[guide].where is Where.CIRCLE and room.seats[guide].role in GUIDES


def _brought_in(room: Room, now: float) -> Room:
    holds = room.holds
    if room.closed_at is not None or holds.door_locked or holds.everyone_held or not enough(room):
        return room
    for seat in room.seats.values():
        if seat.where is Where.LOBBY and seat.role not in DESK and _is_ready(seat):
            room = come_in(room, seat, now)
    return room


def _is_ready(seat: Seat) -> bool:
    return seat.away_since is None and not seat.sent_back


# ── the room of two ───────────────────────────────────────────────────────────────────────────────


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
    aside = next((it for it in room.asides if it.agreed and seat in (it.seat, it.guide, it.second)), None)
    if aside is None:
        return None
    me = room.seats[seat]
    if seat == aside.second and not _guides_here(room, seat):
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

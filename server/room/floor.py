"""Who may speak now: the way turns are taken, one's own turn, and the floor as parts begin and people go."""

from dataclasses import replace

from server.room.acts import Done, MoreTime, SetCrosstalk, SetMode, TakeTurn
from server.room.format import Mode, Part
from server.room.pace import a_bit_more, freeze, pace, thaw
from server.room.powers import Power, inside, may, need
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room
from server.room.seat import Seat, SeatId, Where
from server.room.turns import accept, clock, deadline, move_on, put_off, same_turn, settled, underway, without

__all__ = ["begin_part", "clock", "deadline", "entered", "faded", "freeze", "move_on", "someone_left", "thaw"]

# ── what the other rulebooks tell the floor ─────────────────────────────────────────────────────────────────


def begin_part(room: Room, part: Part, now: float) -> Room:
    """Turns as this part takes them. Whoever speaks may finish; hands and places are kept."""
    floor = replace(
        room.floor,
        order=part.order,
        crosstalk=part.crosstalk,
        hands_closed=False,
        calling=False,
        turns_had={},
        pace=pace(room, part),
    )
    return _in_mode(settled(room, floor), part.mode)


def entered(room: Room, seat: SeatId, now: float) -> Room:
    """Somebody comes into the circle: a round that has begun will ask them too, last."""
    floor = room.floor
    known = seat == floor.holder or seat in floor.asked or seat in (*floor.to_ask, *floor.later)
    if known or not underway(floor):
        return room
    return settled(room, replace(floor, to_ask=(*floor.to_ask, seat)))


def someone_left(room: Room, seat: SeatId, now: float) -> Room:
    """Somebody stepped out, listens, was muted or is gone. Ask once the room knows it.

    Whoever only stepped out keeps hand and place; whoever listens keeps the place; who is gone keeps nothing.
    """
    room = _without_hand_and_place(room, room.seats[seat])
    floor = room.floor
    if floor.holder != seat:
        return room
    left = room.seats[seat]
    unheard = left.where is Where.CIRCLE and not floor.spoke
    room = move_on(put_off(room) if unheard else room, now)
    return replace(room, floor=replace(room.floor, fading=seat)) if left.stepped_out else room


def faded(before: Room, after: Room) -> Room:
    """A change later, whoever lost their line with the floor in hand leaves the picture."""
    if after.floor.fading is None or after.floor.fading != before.floor.fading:
        return after
    return replace(after, floor=replace(after.floor, fading=None))


def _without_hand_and_place(room: Room, seat: Seat) -> Room:
    floor = room.floor
    if seat.where is not Where.CIRCLE:
        floor = replace(floor, to_ask=without(floor.to_ask, seat.id), later=without(floor.later, seat.id))
    if seat.where is not Where.CIRCLE or seat.muted or seat.listen_only:
        floor = replace(floor, hands=without(floor.hands, seat.id))
    return settled(room, floor)


def set_mode(room: Room, act: SetMode, now: float) -> Outcome:
    """Take turns another way."""
    need(room, act.seat, Power.GUIDE)
    return _in_mode(room, act.mode), ()


def _in_mode(room: Room, mode: Mode) -> Room:
    """A round that was under way rests in other modes, and goes on when it comes back."""
    goes_on = mode is Mode.ROUND_ROBIN and underway(room.floor)
    return settled(room, replace(room.floor, mode=mode, round_on=goes_on))


def set_crosstalk(room: Room, act: SetCrosstalk, now: float) -> Outcome:
    """Whether people may answer shares."""
    need(room, act.seat, Power.GUIDE)
    return settled(room, replace(room.floor, crosstalk=act.crosstalk)), ()


# ── one's own turn ──────────────────────────────────────────────────────────────────────────────────────────


def take_turn(room: Room, act: TakeTurn, now: float) -> Outcome:
    """Yes, I would like this turn."""
    inside(room, act.seat)
    floor = room.floor
    if floor.holder != act.seat:
        raise Refused(No.NOT_YOUR_TURN if floor.holder is None else No.TURN_IS_TAKEN)
    same_turn(room, act.turn)
    return accept(room, now), ()


def done(room: Room, act: Done, now: float) -> Outcome:
    """My turn is over."""
    inside(room, act.seat)
    same_turn(room, act.turn)
    if room.floor.holder != act.seat:
        raise Refused(No.NOT_YOUR_TURN)
    return move_on(room, now), ()


def more_time(room: Room, act: MoreTime, now: float) -> Outcome:
    """A bit more time: asked by who has the floor, a timekeeper or the desk."""
    asker = inside(room, act.seat)
    if not (room.floor.holder == act.seat or may(asker, Power.EXTEND)):
        raise Refused(No.NOT_ALLOWED)
    same_turn(room, act.turn)
    return settled(room, replace(room.floor, until=a_bit_more(room, now))), ()

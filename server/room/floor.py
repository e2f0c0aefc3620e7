"""Who may speak now: turns are taken, ended, given and taken back, and the floor follows who comes and goes.

Floor acts carry the `turn` that was seen, so that two presses move once.
"""

from dataclasses import replace

from server.room.acts import Done, GiveFloor, MoreTime, Next, SetCrosstalk, SetMode, TakeBackFloor, TakeTurn
from server.room.format import Mode, Part
from server.room.pace import a_bit_more, freeze, pace, thaw
from server.room.powers import Power, inside, may, need
from server.room.refusals import No, Refused
from server.room.room import Moderation, Outcome, Room
from server.room.seat import Seat, SeatId, Where
from server.room.turns import (
    accept,
    can_speak,
    clock,
    deadline,
    grant,
    invite,
    move_on,
    put_off,
    rest,
    settled,
    underway,
    without,
)

__all__ = ["begin_part", "clock", "deadline", "entered", "freeze", "move_on", "someone_left", "thaw"]

# ── what the other rulebooks tell the floor ─────────────────────────────────────────────────────────────────────────


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
    unheard = room.seats[seat].where is Where.CIRCLE and not floor.spoke
    return move_on(put_off(room) if unheard else room, now)


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


# ── one's own turn ──────────────────────────────────────────────────────────────────────────────────────────────────


def take_turn(room: Room, act: TakeTurn, now: float) -> Outcome:
    """Yes, I would like this turn."""
    inside(room, act.seat)
    floor = room.floor
    if floor.holder != act.seat:
        raise Refused(No.NOT_YOUR_TURN if floor.holder is None else No.TURN_IS_TAKEN)
    _seen(room, act.turn)
    return accept(room, now), ()


def done(room: Room, act: Done, now: float) -> Outcome:
    """My turn is over."""
    inside(room, act.seat)
    _seen(room, act.turn)
    if room.floor.holder != act.seat:
        raise Refused(No.NOT_YOUR_TURN)
    return move_on(room, now), ()


def more_time(room: Room, act: MoreTime, now: float) -> Outcome:
    """A bit more time: asked by who has the floor, a timekeeper or the desk."""
    asker = inside(room, act.seat)
    if not (room.floor.holder == act.seat or may(asker, Power.EXTEND)):
        raise Refused(No.NOT_ALLOWED)
    _seen(room, act.turn)
    return settled(room, replace(room.floor, until=a_bit_more(room, now))), ()


def _seen(room: Room, turn: int) -> None:
    if turn != room.floor.turn:
        raise Refused(No.ALREADY_MOVED_ON)


# ── the desk moves the floor ────────────────────────────────────────────────────────────────────────────────────────


def next_turn(room: Room, act: Next, now: float) -> Outcome:
    """Move the floor on. From here raised hands are called by themselves."""
    need(room, act.seat, Power.GUIDE)
    _seen(room, act.turn)
    room = _unanswered(room)
    return move_on(settled(room, replace(room.floor, calling=True)), now), ()


def _unanswered(room: Room) -> Room:
    """An invitation that the desk cuts short is not lost: it comes back once, as if it had run out."""
    return put_off(room) if room.floor.invited else room


def give(room: Room, act: GiveFloor, now: float) -> Outcome:
    """This person speaks now: at once where they raised a hand, otherwise asked. Who listens is passed by, unseen."""
    need(room, act.seat, Power.GUIDE)
    _seen(room, act.turn)
    whom = _here(room, act.whom)
    if whom.id == room.floor.holder:
        return room, ()
    if whom.newcomer and _nobody_began(room):
        raise Refused(No.NOT_A_NEWCOMER_FIRST)
    room = _unanswered(room)
    if not can_speak(room, whom.id):
        return move_on(room, now), ()
    asked_for_it = act.seat == act.whom or act.whom in room.floor.hands
    return (grant if asked_for_it else invite)(room, act.whom, now), ()


def _here(room: Room, seat: SeatId) -> Seat:
    whom = room.seats.get(seat)
    if whom is None or whom.where is not Where.CIRCLE or whom.stepped_out:
        raise Refused(No.NO_SUCH_SEAT)
    return whom


def _nobody_began(room: Room) -> bool:
    """Whether in this round nobody has had a turn yet."""
    floor = room.floor
    waiting = {floor.holder} if floor.invited else set()
    return floor.mode is Mode.ROUND_ROBIN and not floor.asked - waiting


def take_back(room: Room, act: TakeBackFloor, now: float) -> Outcome:
    """The floor rests with nobody until the desk moves it on. A reason is told to the person alone."""
    need(room, act.seat, Power.GUIDE)
    _seen(room, act.turn)
    holder = room.floor.holder
    if holder is None:
        return room, ()
    room = rest(_unanswered(room))
    room = replace(room, floor=replace(room.floor, calling=False))
    if act.reason is None:
        return room, ()
    noted = Moderation(act.seat, "take_back", holder, act.reason, now)
    return replace(room, record=(*room.record, noted)), ()

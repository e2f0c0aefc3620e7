"""The desk moves the floor: on, to somebody, or back to nobody; each time from the turn that it saw."""

from dataclasses import replace

from server.room.acts import GiveFloor, Next, TakeBackFloor
from server.room.codes import WHY, listed
from server.room.format import Mode
from server.room.powers import Power, need
from server.room.record import noted
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room
from server.room.seat import Seat, SeatId, Where
from server.room.turns import can_speak, grant, invite, move_on, put_off, rest, same_turn, settled


def next_turn(room: Room, act: Next, now: float) -> Outcome:
    """Move the floor on. From here raised hands are called by themselves."""
    need(room, act.seat, Power.GUIDE)
    same_turn(room, act.turn)
    room = _unanswered(room)
    return move_on(settled(room, replace(room.floor, calling=True)), now), ()


def _unanswered(room: Room) -> Room:
    """An invitation that the desk cuts short is not lost: it comes back once, as if it had run out."""
    return put_off(room) if room.floor.invited else room


def give(room: Room, act: GiveFloor, now: float) -> Outcome:
    """This person speaks now: at once where they raised a hand, otherwise asked.

    Who listens is passed by, unseen.
    """
    need(room, act.seat, Power.GUIDE)
    same_turn(room, act.turn)
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
    if act.reason is not None:
        listed(act.reason, WHY)
    same_turn(room, act.turn)
    holder = room.floor.holder
    if holder is None:
        return room, ()
    room = rest(_unanswered(room))
    room = replace(room, floor=replace(room.floor, calling=False))
    if act.reason is None:
        return room, ()
    return noted(room, now, act.seat, "take_back", holder, act.reason), ()

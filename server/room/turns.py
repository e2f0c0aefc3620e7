"""The floor moves: to the next of the round, to the next hand, or to nobody.

Everything that ends a turn comes through `move_on`, so that nothing tells how it ended (decision 15).
"""

from dataclasses import replace

from server.room.format import Mode, Order
from server.room.hybrid import is_heard
from server.room.pace import seconds
from server.room.refusals import No, Refused
from server.room.room import Floor, Room
from server.room.seat import SeatId, Where

ANSWER_WITHIN = 30.0
"""Seconds an invitation waits. Unanswered it comes back once, then it is a pass."""


def can_speak(room: Room, seat: SeatId) -> bool:
    """Whether a turn of this person would reach the circle. Otherwise turns pass them by, unseen."""
    one = room.seats[seat]
    able = one.where is Where.CIRCLE and not (one.stepped_out or one.listen_only or one.muted)
    return able and is_heard(room, one)


def to_come(room: Room) -> tuple[SeatId, ...]:
    """Who the round will still invite, in order; the others keep their place until they can speak."""
    return tuple(seat for seat in (*room.floor.to_ask, *room.floor.later) if can_speak(room, seat))


def next_hand(room: Room) -> SeatId | None:
    """The hand that is called by itself; none where the facilitator picks."""
    if room.floor.mode is not Mode.RAISE_HANDS or room.floor.order is Order.FACILITATORS_PICK:
        return None
    return next((seat for seat in room.floor.hands if can_speak(room, seat)), None)


def underway(floor: Floor) -> bool:
    """Whether a round has begun and is not over, also while another mode is on."""
    return bool(floor.round_on or floor.to_ask or floor.later or floor.asked)


def settled(room: Room, floor: Floor) -> Room:
    """The room with this floor. The same room where nothing changed; a new `queue` where an order did."""
    before = room.floor
    if floor == before:
        return room
    if (floor.hands, floor.to_ask, floor.later) != (before.hands, before.to_ask, before.later):
        floor = replace(floor, queue=before.queue + 1)
    return replace(room, floor=floor)


def move_on(room: Room, now: float) -> Room:
    """The turn is over. Whose is the next?"""
    if room.floor.round_on:
        return _next_of_round(room, now)
    hand = next_hand(room)
    return rest(room) if hand is None else grant(room, hand, now)


def _next_of_round(room: Room, now: float) -> Room:
    come = to_come(room)
    if come:
        return invite(room, come[0], now)
    over = replace(
        room.floor, round_on=False, to_ask=(), later=(), asked=frozenset(), postponed=frozenset()
    )  # fmt: skip
    return rest(settled(room, over))


def invite(room: Room, seat: SeatId, now: float) -> Room:
    """Ask this person whether they would like the turn. Their time begins with the answer."""
    floor = _handed(room.floor, seat)
    return settled(room, replace(floor, invited=True, since=now, until=None))


def grant(room: Room, seat: SeatId, now: float) -> Room:
    """This person has the floor at once: they asked for it."""
    return accept(invite(room, seat, now), now)


def accept(room: Room, now: float) -> Room:
    """The holder says yes, and their time begins."""
    floor = room.floor
    holder = floor.holder
    if holder is None or not floor.invited:
        return room
    had = {**floor.turns_had, holder: floor.turns_had.get(holder, 0) + 1}
    until = now + seconds(room, holder)
    return settled(room, replace(floor, invited=False, since=now, until=until, turns_had=had))


def rest(room: Room) -> Room:
    """Nobody has the floor."""
    if room.floor.holder is None:
        return room
    return settled(room, replace(_handed(room.floor, None), invited=False, until=None))


def _handed(floor: Floor, seat: SeatId | None) -> Floor:
    """The floor in other hands: a new turn, without anything of the one before."""
    asked = floor.asked | {seat} if seat is not None and underway(floor) else floor.asked
    return replace(
        floor,
        turn=floor.turn + 1,
        holder=seat,
        wish=None,
        quiet=False,
        spoke=False,
        asked=asked,
        to_ask=without(floor.to_ask, seat),
        later=without(floor.later, seat),
        hands=without(floor.hands, seat),
    )


def same_turn(room: Room, seen: int) -> None:
    """What is asked was asked of this turn, and not of one that is over."""
    if seen != room.floor.turn:
        raise Refused(No.ALREADY_MOVED_ON)


def without(line: tuple[SeatId, ...], seat: SeatId | None) -> tuple[SeatId, ...]:
    """The same line, one person shorter."""
    return tuple(one for one in line if one != seat)


def put_off(room: Room) -> Room:
    """The holder is asked again at the end of the round, once; after that it is a pass."""
    floor = room.floor
    holder = floor.holder
    if holder is None or not floor.round_on or holder in floor.postponed:
        return room
    later = replace(floor, later=(*floor.later, holder), postponed=floor.postponed | {holder})
    return settled(room, later)


def deadline(room: Room) -> float | None:
    """When an invitation lapses. Soft timers are no deadlines."""
    floor = room.floor
    return floor.since + ANSWER_WITHIN if floor.invited and floor.frozen_at is None else None


def clock(room: Room, now: float) -> Room:
    """Time has passed: an invitation of 30 s without an answer moves on."""
    due = deadline(room)
    return room if due is None or now < due else move_on(put_off(room), now)

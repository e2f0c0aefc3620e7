"""A round: each seat is invited once, may pass or come back once, and nobody sees which.

Newcomers are never first; whoever comes late is asked too; whoever leaves holds nobody up.
"""

from dataclasses import replace

from server.room.acts import ComeBackToMe, PassTurn, StartRound
from server.room.format import Mode
from server.room.hybrid import interleaved
from server.room.pace import pace
from server.room.powers import GUIDES, Power, inside, need
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room
from server.room.seat import SeatId, Where
from server.room.turns import can_speak, move_on, next_hand, put_off, same_turn, settled, to_come, without


def still_to_ask(room: Room) -> tuple[SeatId, ...]:
    """Who will be invited in this round, in order. For the desk alone."""
    return to_come(room) if room.floor.round_on else ()


def is_next(room: Room, seat: SeatId) -> bool:
    """Whether the next turn is this person's. For themselves alone."""
    return seat in still_to_ask(room)[:1] if room.floor.round_on else seat == next_hand(room)


def may_come_back(room: Room, seat: SeatId) -> bool:
    """Whether this person may still say `later` to their turn."""
    floor = room.floor
    return floor.round_on and floor.holder == seat and seat not in floor.postponed


def start_round(room: Room, act: StartRound, now: float) -> Outcome:
    """Invite everybody who is here, once each, those in a physical room and online by turns, guides last."""
    need(room, act.seat, Power.GUIDE)
    floor = replace(
        room.floor,
        mode=Mode.ROUND_ROBIN,
        round_on=True,
        to_ask=_order(room),
        later=(),
        asked=frozenset(),
        postponed=frozenset(),
        pace=pace(room, room.format.part(room.phase)),
    )
    return move_on(settled(room, floor), now), ()


def _order(room: Room) -> tuple[SeatId, ...]:
    here = [seat for seat in room.seats.values() if seat.where is Where.CIRCLE and not seat.stepped_out]
    circle = [seat.id for seat in sorted(here, key=lambda seat: seat.role in GUIDES)]
    begins = (one for one in circle if can_speak(room, one) and not room.seats[one].newcomer)
    first = next(begins, circle[0])
    guides = tuple(one for one in circle if one != first and room.seats[one].role in GUIDES)
    others = tuple(one for one in circle if one != first and one not in guides)
    return (first, *interleaved(room, others, after=first), *guides)


def pass_turn(room: Room, act: PassTurn, now: float) -> Outcome:
    """One action from any state, never refused. Whatever of the coming turns is theirs goes by.

    A pass that comes late finds nothing to do; it never takes a newer turn that they said yes to.
    """
    floor = room.floor
    if floor.holder != act.seat:
        return _passes_by(room, act.seat), ()
    if act.turn != floor.turn and not floor.invited:
        return room, ()
    return move_on(room, now), ()


def _passes_by(room: Room, seat: SeatId) -> Room:
    floor = room.floor
    if seat in floor.to_ask or seat in floor.later:
        to_ask, later = without(floor.to_ask, seat), without(floor.later, seat)
        return settled(room, replace(floor, to_ask=to_ask, later=later, asked=floor.asked | {seat}))
    return settled(room, replace(floor, hands=without(floor.hands, seat)))


def come_back_to_me(room: Room, act: ComeBackToMe, now: float) -> Outcome:
    """Later, please: asked again at the end of the round, once."""
    inside(room, act.seat)
    floor = room.floor
    same_turn(room, act.turn)
    if not floor.round_on:
        raise Refused(No.ALREADY_MOVED_ON)
    if floor.holder != act.seat:
        raise Refused(No.NOT_YOUR_TURN)
    if act.seat in floor.postponed:
        raise Refused(No.LATER_ONCE)
    return move_on(put_off(room), now), ()

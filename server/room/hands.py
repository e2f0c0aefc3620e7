"""Raised hands: who would like to speak, and in which order they are called."""

from dataclasses import replace

from server.room.acts import CloseHands, LowerHand, RaiseHand, Reorder, SetOrder
from server.room.format import Order
from server.room.hybrid import interleaved
from server.room.powers import Power, inside, need
from server.room.refusals import No, Refused
from server.room.room import Floor, Outcome, Room
from server.room.rounds import still_to_ask
from server.room.seat import SeatId
from server.room.turns import move_on, settled, without


def raise_hand(room: Room, act: RaiseHand, now: float) -> Outcome:
    """I would like to speak. Where hands are called by themselves and nobody speaks, the floor is theirs."""
    asker = inside(room, act.seat)
    floor = room.floor
    if asker.listen_only:
        raise Refused(No.YOU_ARE_LISTENING)
    if floor.round_on:
        raise Refused(No.ROUND_IS_ON)
    if floor.hands_closed:
        raise Refused(No.HANDS_ARE_CLOSED)
    if act.seat in floor.hands or act.seat == floor.holder:
        return room, ()
    raised = settled(room, _in_order(room, replace(floor, hands=(*floor.hands, act.seat))))
    return (move_on(raised, now) if floor.calling and floor.holder is None else raised), ()


def _in_order(room: Room, floor: Floor) -> Floor:
    """Quiet first: fewer turns so far come before more; hybrid: room and online by turns; else as they came."""
    match floor.order:
        case Order.QUIET_FIRST:
            hands = tuple(sorted(floor.hands, key=lambda seat: floor.turns_had.get(seat, 0)))
        case Order.INTERLEAVE_HYBRID:
            hands = interleaved(room, floor.hands, after=floor.holder)
        case _:
            return floor
    return replace(floor, hands=hands)


def lower_hand(room: Room, act: LowerHand, now: float) -> Outcome:
    """One's own hand, or by the desk somebody's."""
    if act.seat == act.whom:
        inside(room, act.seat)
    else:
        need(room, act.seat, Power.GUIDE)
    return settled(room, replace(room.floor, hands=without(room.floor.hands, act.whom))), ()


def close_hands(room: Room, act: CloseHands, now: float) -> Outcome:
    """No new hands in this part, or open again. Those that are up stay up."""
    need(room, act.seat, Power.GUIDE)
    return settled(room, replace(room.floor, hands_closed=act.on)), ()


def set_order(room: Room, act: SetOrder, now: float) -> Outcome:
    """Who of the raised hands comes next."""
    need(room, act.seat, Power.GUIDE)
    return settled(room, _in_order(room, replace(room.floor, order=act.order))), ()


def reorder(room: Room, act: Reorder, now: float) -> Outcome:
    """Move somebody in the line that was seen: those still to ask in a round, else the hands."""
    need(room, act.seat, Power.GUIDE)
    floor = room.floor
    if act.queue != floor.queue:
        raise Refused(No.ALREADY_MOVED_ON)
    if floor.round_on:
        return settled(room, _to_ask_moved(room, act.whom, act.place)), ()
    return settled(room, replace(floor, hands=_moved(floor.hands, act.whom, act.place))), ()


def _to_ask_moved(room: Room, whom: SeatId, place: int) -> Floor:
    """Only what the desk saw changes places; those whom turns pass by stay where they are."""
    floor = room.floor
    seen = still_to_ask(room)
    fresh = iter(_moved(seen, whom, place))
    line = tuple(next(fresh) if seat in seen else seat for seat in (*floor.to_ask, *floor.later))
    cut = len(floor.to_ask)
    return replace(floor, to_ask=line[:cut], later=line[cut:])


def _moved(line: tuple[SeatId, ...], whom: SeatId, place: int) -> tuple[SeatId, ...]:
    if whom not in line:
        raise Refused(No.NO_SUCH_SEAT)
    others = without(line, whom)
    return (*others[:place], whom, *others[place:])

"""What may happen in a physical room, by chance: people sit down, go, and bind their phones."""

from server.room import acts
from server.room.acts import Act
from server.room.powers import Power, may
from server.room.room import Room
from server.room.seat import SeatId
from server.room.words import Name
from tests.room.dice import Dice, one_of, rarely, seats


def a_host(room: Room, dice: Dice) -> SeatId:
    """Mostly somebody who may seat people in their room, or has done so."""
    able = seats(room, lambda seat: may(seat, Power.HOST) or seat.hosts or rarely(dice, 12))
    return one_of(dice, able)


def a_room(room: Room, dice: Dice, now: float) -> Act:
    """People sit down in a physical room, go, and bind phones."""
    host = a_host(room, dice)
    mine = seats(room, lambda seat: seat.hub == host or rarely(dice, 20))
    whom, number = one_of(dice, mine), len(room.seats)
    match dice.below(10):
        case 0 | 1 | 2:
            agreed, new = not rarely(dice, 12), rarely(dice, 3)
            return acts.SeatHere(host, SeatId(f"h{number}"), Name("Seat"), True, new, agreed)
        case 3:
            return acts.LeaveHere(host, whom)
        case 4 | 5:
            return acts.ShowCode(host, whom, f"code {dice.below(4)}")
        case 6 | 7:
            agreed_to = room.format.agreement, room.format.limits
            return acts.SitHere(
                SeatId(f"phone {dice.below(9)}"), f"code {dice.below(4)}", dice.below(3), *agreed_to
            )
        case 8:
            return acts.TakeSeatBack(host, whom)
        case _:
            return a_phone(room, dice, now)


def a_phone(room: Room, dice: Dice, now: float) -> Act:
    """The line of a phone in a room: back, gone, or its person done with it."""
    phone = one_of(dice, seats(room, lambda seat: seat.hub is not None and bool(seat.phone)))
    line = room.seats[phone].line if phone in room.seats else 0
    if rarely(dice, 3):
        return acts.Leave(phone)
    return acts.LineDropped(phone, line, now) if rarely(dice, 2) else acts.Arrive(phone, line + 1)

"""The laws of a physical room: who has no line is there as their host is, and nobody else speaks for them."""

from server.room import acts
from server.room.effects import CIRCLE
from server.room.hears import Piece, hears
from server.room.hybrid import is_there, is_voiced
from server.room.powers import GUIDES, Power, may
from server.room.room import Room
from server.room.seat import SeatId, Where
from tests.room.look import Look, Memory

HERE = (Where.LOBBY, Where.CIRCLE)


def who_has_no_line_is_there_as_their_host_is(s: Look, memory: Memory) -> bool:
    """They step out and come back with their host, and hear nothing on their own."""
    voiced = [seat for seat in s.after.seats.values() if is_voiced(seat) and seat.where in HERE]
    for seat in voiced if s.after.closed_at is None else ():
        assert seat.hub is not None
        host = s.after.seats[seat.hub]
        assert host.where in HERE and host.hosts
        assert (seat.away_since, seat.stepped_out) == (host.away_since, not is_there(host)), (seat, host)
        assert not hears(s.after, seat.id, Piece(CIRCLE, s.after.version))
    return bool(voiced)


def a_host_speaks_for_their_own_room_alone(s: Look, memory: Memory) -> bool:
    """And for nobody there who has a line of their own, but to call for help."""
    if s.relayed_by is None or s.no or isinstance(s.act, acts.TimePasses):
        return False
    seat = s.before.seats[s.act.seat]
    assert seat.hub == s.relayed_by
    on_their_own = seat.on_phone and seat.away_since is None
    assert not on_their_own or isinstance(s.act, acts.AskForSupport | acts.CloseSupport)
    return True


def nobody_is_seated_by_somebody_who_may_not(s: Look, memory: Memory) -> bool:
    new = [seat for id, seat in s.after.seats.items() if id not in s.before.seats and seat.hub is not None]
    for seat in new:
        assert isinstance(s.act, acts.SeatHere) and s.act.agreed and seat.hub == s.act.seat
        assert may(s.before.seats[s.act.seat], Power.HOST)
        assert seat.role not in GUIDES
    return bool(new)


def in_a_circle_of_two_kinds_the_turn_goes_back_and_forth(s: Look, memory: Memory) -> bool:
    """In a round that has just begun, as long as both sides have somebody left; guides come after."""
    if not isinstance(s.act, acts.StartRound) or s.no or s.after.floor.holder is None:
        return False
    line = [s.after.floor.holder, *s.after.floor.to_ask]
    people = [_in_a_room(s.after, seat) for seat in line if s.after.seats[seat].role not in GUIDES]
    while len(set(people)) == 2:
        assert people[0] is not people[1], line
        del people[0]
    return len(set(_in_a_room(s.after, seat) for seat in line)) == 2


def _in_a_room(room: Room, seat: SeatId) -> bool:
    return room.seats[seat].hub is not None or room.seats[seat].hosts

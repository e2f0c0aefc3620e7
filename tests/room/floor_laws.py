"""The laws of the floor: one speaker, each asked once, and nobody can see who passed."""

from collections.abc import Iterator
from dataclasses import replace

from server.room import acts, floor
from server.room.format import Mode
from server.room.hybrid import hearer
from server.room.pace import waits
from server.room.picture import picture, you
from server.room.refusals import Refused
from server.room.room import Room, with_seat
from server.room.seat import SeatId, Where
from server.room.seen import Sight
from server.room.step import step
from server.room.threshold import go_out
from server.room.turns import can_speak, underway
from tests.room.look import Look, Memory, encoded, just_entered

OUTSIDE_THE_DESK = tuple(sight for sight in Sight if sight is not Sight.DESK)


def whoever_has_the_floor_is_here_and_can_use_it(s: Look, memory: Memory) -> bool:
    if s.after.floor.holder is None:
        return False
    seat = s.after.seats[s.after.floor.holder]
    assert seat.where is Where.CIRCLE and not (seat.stepped_out or seat.muted or seat.listen_only)
    return True


def the_turn_counts_each_move_of_the_floor(s: Look, memory: Memory) -> bool:
    """By one; only time may bring several moves at once. And nothing of the turn before is left."""
    before, after = s.before.floor, s.after.floor
    moved = before.holder != after.holder
    most = 3 if isinstance(s.act, acts.TimePasses) else 1
    assert before.turn + moved <= after.turn <= before.turn + most
    if after.turn != before.turn:
        assert (after.wish, after.quiet, after.spoke) == (None, False, False)
    return moved


def nobody_stands_in_line_twice(s: Look, memory: Memory) -> bool:
    f = s.after.floor
    line = (*f.to_ask, *f.later)
    assert len(set(line)) == len(line) and len(set(f.hands)) == len(f.hands)
    assert f.holder not in (*line, *f.hands)
    assert all(s.after.seats[seat].where is Where.CIRCLE for seat in (*line, *f.hands))
    assert not f.round_on or f.mode is Mode.ROUND_ROBIN
    return bool(line or f.hands)


def time_stands_still_exactly_while_the_meeting_waits(s: Look, memory: Memory) -> bool:
    if s.after.closed_at is not None:
        return False
    assert (s.after.floor.frozen_at is not None) == waits(s.after)
    assert s.after.floor.since <= s.now, "nobody is given time from the future"
    return waits(s.after)


def taking_turns_another_way_loses_nobody(s: Look, memory: Memory) -> bool:
    if not isinstance(s.act, acts.SetMode) or s.after is s.before:
        return False
    b, a = s.before.floor, s.after.floor
    assert (b.hands, b.to_ask, b.later, b.asked, b.holder) == (a.hands, a.to_ask, a.later, a.asked, a.holder)
    assert a.round_on == (a.mode is Mode.ROUND_ROBIN and bool(a.to_ask or a.later or a.asked))
    return bool(b.hands or b.to_ask)


def somebody_new_does_not_begin_a_round(s: Look, memory: Memory) -> bool:
    if not isinstance(s.act, acts.StartRound) or s.after.floor.holder is None or s.no:
        return False
    able = [seat for seat in s.after.seats.values() if can_speak(s.after, seat.id)]
    if all(seat.newcomer for seat in able):
        return False
    assert not s.after.seats[s.after.floor.holder].newcomer
    return any(seat.newcomer for seat in able)


def in_a_round_each_is_asked_once(s: Look, memory: Memory) -> bool:
    """And again only after a `later` of their own, or an invitation that nobody answered: once."""
    b, a = s.before.floor, s.after.floor
    if isinstance(s.act, acts.StartRound) and not s.no:
        memory.invited.clear()
    assert a.postponed - b.postponed <= {b.holder}, "only who was asked can be asked again"
    if not a.round_on or a.turn == b.turn or a.holder is None or isinstance(s.act, acts.GiveFloor):
        return False
    memory.invited[a.holder] += 1
    assert memory.invited[a.holder] <= 1 + (a.holder in a.postponed)
    return True


def in_a_round_nobody_is_left_out(s: Look, memory: Memory) -> bool:
    b, a = s.before.floor, s.after.floor
    if not (underway(b) or underway(a)):
        return False
    able = {seat for seat in s.after.seats if can_speak(s.after, seat)}
    if isinstance(s.act, acts.StartRound) and not s.no:
        memory.owed = set(able)
    elif underway(b) and underway(a):  # who comes back as the round ends in that very step finds it over
        memory.owed |= {seat for seat in just_entered(s) if seat not in a.asked | b.asked}
    if isinstance(s.act, acts.PassTurn):
        memory.owed.discard(s.act.seat)
    memory.owed &= able
    memory.owed -= {a.holder} if a.holder is not None else set()
    over = b.round_on and not underway(a) and s.after.closed_at is None
    assert not (over and memory.owed), memory.owed
    return over


def a_pass_is_never_refused(s: Look, memory: Memory) -> bool:
    """Also by who has no turn, from any place."""
    assert not (isinstance(s.act, acts.PassTurn) and s.no and s.relayed_by is None)
    for seat in s.after.seats:
        step(s.after, acts.PassTurn(seat, s.after.floor.turn), s.now)
    return s.after.floor.holder is not None


def nobody_can_see_how_a_turn_ended(s: Look, memory: Memory) -> bool:
    """Decision 15: for the same next holder, all but the passer and the desk receive the same bytes."""
    holder = s.after.floor.holder
    if holder is None:
        return False
    now = s.now + floor_patience(s.after)
    passed, *others = endings(s.after, holder, now)
    same = [room for room in others if room.floor.holder == passed.floor.holder != holder]
    told = received_by_others(passed, holder)
    assert all(received_by_others(room, holder) == told for room in same)
    return len(same) > 1


def floor_patience(room: Room) -> float:
    """Long enough for an invitation to lapse, where it can."""
    due = floor.deadline(room)
    return 0.0 if due is None else max(due - room.floor.since, 0.0)


def endings(room: Room, holder: SeatId, now: float) -> Iterator[Room]:
    """The ways in which this turn may end, a pass first."""
    turn = room.floor.turn
    for act in (acts.PassTurn, acts.Done, acts.ComeBackToMe):
        try:
            yield step(room, act(holder, turn), now)[0]
        except Refused:
            assert act is not acts.PassTurn
    if room.floor.invited:
        yield floor.faded(room, floor.clock(room, now))
    line = on_the_line_of(room, holder)
    if all(signal.taken_by not in line for signal in room.signals):
        gone = room
        for seat in line:
            gone = with_seat(gone, replace(gone.seats[seat], stepped_out=True))
        for seat in line:
            gone = go_out(gone, gone.seats[seat], now)
        yield floor.faded(room, gone)


def on_the_line_of(room: Room, seat: SeatId) -> list[SeatId]:
    """Who goes when this person's line is lost: in a physical room those who have no other."""
    mine = hearer(room, seat)
    return [
        one.id for one in room.seats.values() if one.where is Where.CIRCLE and hearer(room, one.id) == mine
    ]


def received_by_others(room: Room, but: SeatId) -> list[bytes]:
    """All that reaches everyone but one person's line, and the desk.

    Where a whole physical room goes with that line, somebody online may be the next but one a little earlier.
    """
    pictures = [encoded(picture(room, sight)) for sight in OUTSIDE_THE_DESK]
    theirs = hearer(room, but)
    alone = all(hearer(room, seat) != theirs for seat in room.seats if seat != but)
    others = [you(room, seat) for seat in room.seats if hearer(room, seat) != theirs]
    return pictures + [encoded(one if alone else replace(one, next=False)) for one in others]

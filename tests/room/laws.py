"""What holds in every meeting, whatever happens. Each law looks at one step, and says whether it had a say.

Some laws are looked at after every step; those that try out many futures, after some.
"""

from collections import Counter
from dataclasses import replace

from server.room import acts
from server.room.effects import About
from server.room.format import Phase
from server.room.pace import waits
from server.room.phases import deadlines
from server.room.picture import picture
from server.room.room import Room
from server.room.seat import Where
from server.room.seen import Picture, Sight
from server.room.step import step
from server.room.words import Words
from tests.room.floor_laws import (
    a_pass_is_never_refused,
    in_a_round_each_is_asked_once,
    in_a_round_nobody_is_left_out,
    nobody_can_see_how_a_turn_ended,
    nobody_stands_in_line_twice,
    somebody_new_does_not_begin_a_round,
    taking_turns_another_way_loses_nobody,
    the_turn_counts_each_move_of_the_floor,
    time_stands_still_exactly_while_the_meeting_waits,
    whoever_has_the_floor_is_here_and_can_use_it,
)
from tests.room.hub_laws import (
    a_host_speaks_for_their_own_room_alone,
    in_a_circle_of_two_kinds_the_turn_goes_back_and_forth,
    nobody_is_seated_by_somebody_who_may_not,
    who_has_no_line_is_there_as_their_host_is,
)
from tests.room.look import Law, Look, Memory, encoded, parts_of
from tests.room.reach_laws import (
    a_picture_speaks_only_of_those_it_shows,
    letters_reach_the_desk_and_one_person,
    nobody_is_spoken_over,
    nobody_speaks_for_somebody_else,
    what_is_somebodys_alone_is_in_no_other_picture,
    who_comes_late_hears_nothing_of_before,
    who_comes_late_sees_what_the_others_see,
    who_is_not_in_the_circle_does_not_hear_it,
    who_is_outside_or_listens_reaches_nobody,
    without_guides_nothing_is_said,
)


class Laws:
    """All of them, and how often the premise of each was there."""

    def __init__(self, every: int) -> None:
        self.every = every
        """How many steps between two looks at the laws that try out futures."""
        self.steps = 0
        self.held: Counter[str] = Counter()

    def begins(self, room: Room) -> None:
        """Another evening."""
        self.memory = Memory(encoded(room))

    def look(self, step: Look) -> None:
        """After one step."""
        self.steps += 1
        for law in ALWAYS if self.steps % self.every else EACH:
            self.held[law.__name__] += law(step, self.memory)
        if step.after is not step.before:
            self.memory.room = encoded(step.after)

    def had_their_say(self, share: float = 1.0) -> None:
        """Each law was needed often enough, or it held only because nothing happened."""
        least = {law.__name__: max(1, int(times * share)) for law, times in EACH.items()}
        short = {name: (self.held[name], times) for name, times in least.items() if self.held[name] < times}
        assert not short, f"these laws had too little to say: {short}"


# ── a step is a step ────────────────────────────────────────────────────────────────────────────────────────


def a_refusal_changes_nothing(s: Look, memory: Memory) -> bool:
    """Nor has any step reached into the room since it came."""
    assert s.no is None or encoded(s.before) == memory.room
    return s.no is not None


def a_change_moves_the_version_by_one(s: Look, memory: Memory) -> bool:
    if s.after is s.before:
        return False
    assert s.after.version == s.before.version + 1
    assert s.after != replace(s.before, version=s.after.version), "a change that changes nothing"
    return True


def no_deadline_lies_in_the_past(s: Look, memory: Memory) -> bool:
    """But for the closing that a hold kept back: it rings as soon as the hold is gone."""
    kept_back = waits(s.before) and s.before.holds != s.after.holds
    due = () if kept_back else deadlines(s.after)
    rings = isinstance(s.act, acts.TimePasses)
    assert all(moment > s.now if rings else moment >= s.now for moment in due), (due, s.now)
    return bool(due)


def no_word_is_part_of_a_room(s: Look, memory: Memory) -> bool:
    assert not [part for part in parts_of(s.after) if isinstance(part, Words)]
    return any(isinstance(part, Words) for effect in s.effects for part in parts_of(effect))


# ── always a way ────────────────────────────────────────────────────────────────────────────────────────────


def support_is_never_refused(s: Look, memory: Memory) -> bool:
    """From any seat, whatever lies over the meeting; and whoever is there may write with it."""
    for seat in s.after.seats:
        asked, _ = step(s.after, acts.AskForSupport(seat), s.now)
        desk = picture(asked, Sight.DESK)
        assert isinstance(desk, Picture) and desk.desk is not None
        assert seat in [signal.seat for signal in desk.desk.signals]
        letter = acts.WriteLetter(seat, 99, seat, About.SUPPORT, Words(b"please"))
        assert step(asked, letter, s.now)[1]
    outside = any(seat.where is not Where.CIRCLE for seat in s.after.seats.values())
    return outside and (waits(s.after) or s.after.closed_at is not None)


def one_may_always_leave(s: Look, memory: Memory) -> bool:
    for seat in s.after.seats.values():
        left, _ = step(s.after, acts.Leave(seat.id), s.now)
        still = left.seats[seat.id]
        assert not still.on_phone if seat.on_phone else still.where is not Where.CIRCLE
    return waits(s.after)


def every_meeting_comes_to_its_end(s: Look, memory: Memory) -> bool:
    """By time alone, at the latest when it was planned to."""
    room, now = s.after, s.now
    for _ in range(200):
        due = next(iter(deadlines(room)), None)
        if due is None:
            break
        now = max(now, due)
        room, _effects = step(room, acts.TimePasses(due), now)
    assert room.closed_at is not None and room.phase is Phase.CLOSED
    assert now <= max(s.after.ends, s.now)
    return s.after.closed_at is None


ALWAYS: dict[Law, int] = {
    a_refusal_changes_nothing: 25_000,
    a_change_moves_the_version_by_one: 20_000,
    no_deadline_lies_in_the_past: 60_000,
    whoever_has_the_floor_is_here_and_can_use_it: 20_000,
    the_turn_counts_each_move_of_the_floor: 4_000,
    nobody_stands_in_line_twice: 30_000,
    time_stands_still_exactly_while_the_meeting_waits: 8_000,
    taking_turns_another_way_loses_nobody: 120,
    somebody_new_does_not_begin_a_round: 350,
    in_a_round_each_is_asked_once: 3_000,
    in_a_round_nobody_is_left_out: 300,
    who_is_outside_or_listens_reaches_nobody: 600,
    nobody_is_spoken_over: 500,
    nobody_speaks_for_somebody_else: 1_500,
    without_guides_nothing_is_said: 400,
    who_comes_late_hears_nothing_of_before: 800,
    who_comes_late_sees_what_the_others_see: 1_000,
    letters_reach_the_desk_and_one_person: 600,
    who_has_no_line_is_there_as_their_host_is: 20_000,
    a_host_speaks_for_their_own_room_alone: 300,
    nobody_is_seated_by_somebody_who_may_not: 100,
    in_a_circle_of_two_kinds_the_turn_goes_back_and_forth: 50,
}
"""Looked at after each step; and how often, at the least, each has a say in the long walk."""

SOMETIMES: dict[Law, int] = {
    no_word_is_part_of_a_room: 15,
    a_pass_is_never_refused: 180,
    nobody_can_see_how_a_turn_ended: 160,
    who_is_not_in_the_circle_does_not_hear_it: 15,
    a_picture_speaks_only_of_those_it_shows: 50,
    what_is_somebodys_alone_is_in_no_other_picture: 50,
    support_is_never_refused: 80,
    one_may_always_leave: 70,
    every_meeting_comes_to_its_end: 450,
}
"""Looked at after some steps, because they try out many futures."""

EACH = {**ALWAYS, **SOMETIMES}

"""What holds in every meeting, whatever happens. Each law looks at one step, and says whether it had a say.

Some laws are looked at after every step; those that try out many futures, after some.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace

import msgspec

from server.room import acts, floor
from server.room.acts import Act
from server.room.effects import CIRCLE, DESK, About, Answered, Edited, Effect, LetterSent, Said, only
from server.room.format import Mode, Phase
from server.room.hears import Piece, hears
from server.room.pace import waits
from server.room.phases import deadlines
from server.room.picture import Picture, Sight, picture, sight_of, you
from server.room.powers import Power, may
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import SeatId, Where
from server.room.step import step
from server.room.threshold import go_out
from server.room.turns import can_speak, underway
from server.room.words import Words

OUTSIDE_THE_DESK = tuple(sight for sight in Sight if sight is not Sight.DESK)

encoded = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Look:
    """One step: what was, what was asked and when, and what came of it. Refused, `after` is what was."""

    before: Room
    act: Act
    now: float
    after: Room
    effects: tuple[Effect, ...]
    no: No | None


@dataclass(slots=True)
class Memory:
    """What the laws keep of an evening that the room itself does not."""

    room: bytes
    """The newest room as it was when it came, to see that nobody reaches into it."""
    invited: Counter[SeatId] = field(default_factory=Counter)
    owed: set[SeatId] = field(default_factory=set)
    """Could speak ever since this round began for them, and have not been asked."""
    told: list[int] = field(default_factory=list)
    """The versions by which words went to the circle."""


Law = Callable[[Look, Memory], bool]


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
        rare = SOMETIMES if self.steps % self.every == 0 else ()
        for law in (*ALWAYS, *rare):
            self.held[law.__name__] += law(step, self.memory)
        if step.after is not step.before:
            self.memory.room = encoded(step.after)

    def had_their_say(self, share: float = 1.0) -> None:
        """Each law was needed often enough, or it held only because nothing happened."""
        least = {law.__name__: max(1, int(times * share)) for law, times in {**ALWAYS, **SOMETIMES}.items()}
        short = {name: (self.held[name], times) for name, times in least.items() if self.held[name] < times}
        assert not short, f"these laws had too little to say: {short}"


# ── a step is a step ────────────────────────────────────────────────────────────────────────────────────


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
    kept_back = waits(s.before) and not waits(s.after)
    due = () if kept_back else deadlines(s.after)
    rings = isinstance(s.act, acts.TimePasses)
    assert all(moment > s.now if rings else moment >= s.now for moment in due), (due, s.now)
    return bool(due)


def no_word_is_part_of_a_room(s: Look, memory: Memory) -> bool:
    assert not [part for part in parts_of(s.after) if isinstance(part, Words)]
    return any(isinstance(part, Words) for effect in s.effects for part in parts_of(effect))


def parts_of(value: object) -> Iterator[object]:
    """Everything inside, at any depth."""
    yield value
    if is_dataclass(value):
        for name in (part.name for part in fields(value)):
            yield from parts_of(getattr(value, name))
    elif isinstance(value, dict):
        for pair in value.items():
            yield from parts_of(pair)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from parts_of(one)


# ── the floor ───────────────────────────────────────────────────────────────────────────────────────────


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
    able = {seat for seat in s.after.seats if can_speak(s.after, seat)}
    if isinstance(s.act, acts.StartRound) and not s.no:
        memory.owed = set(able)
    elif underway(b):
        memory.owed |= {seat for seat in able if seat not in a.asked and just_entered(s, seat)}
    if isinstance(s.act, acts.PassTurn):
        memory.owed.discard(s.act.seat)
    memory.owed &= able
    memory.owed -= {a.holder} if a.holder is not None else set()
    over = b.round_on and not underway(a) and s.after.closed_at is None
    assert not (over and memory.owed), memory.owed
    return over


def just_entered(s: Look, seat: SeatId) -> bool:
    """Whether this step let them in."""
    return s.after is not s.before and s.after.seats[seat].circle_since == s.after.version


def a_pass_is_never_refused(s: Look, memory: Memory) -> bool:
    """Also by who has no turn, from any place."""
    assert not (isinstance(s.act, acts.PassTurn) and s.no)
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
    if all(signal.taken_by != holder for signal in room.signals):
        gone = go_out(room, replace(room.seats[holder], stepped_out=True), now)
        yield floor.faded(room, gone)


def received_by_others(room: Room, but: SeatId) -> list[bytes]:
    """All that reaches everyone but one person and the desk."""
    pictures = [encoded(picture(room, sight)) for sight in OUTSIDE_THE_DESK]
    return pictures + [encoded(you(room, seat)) for seat in room.seats if seat != but]


# ── who reaches whom ────────────────────────────────────────────────────────────────────────────────────


def who_is_outside_or_listens_reaches_nobody(s: Look, memory: Memory) -> bool:
    if not isinstance(s.act, acts.Share | acts.PutTopic | acts.Edit | acts.Answer):
        return False
    asker = s.before.seats.get(s.act.seat)
    reaches = asker is not None and asker.where is Where.CIRCLE and not asker.muted
    reaches = reaches and not (
        s.before.holds.all_muted and not may(s.before.seats[s.act.seat], Power.PROTECT)
    )
    assert reaches or s.no
    return not reaches


def nobody_is_spoken_over(s: Look, memory: Memory) -> bool:
    if not any(isinstance(effect, Said) and effect.answers is None for effect in s.effects):
        return False
    f, act = s.before.floor, s.act
    assert isinstance(act, acts.Share | acts.PutTopic)
    spoke = isinstance(act, acts.PutTopic) or f.mode is Mode.OPEN or f.holder == act.seat
    assert spoke or (f.mode is Mode.SPEAKER and may(s.before.seats[act.seat], Power.READ_OUT))
    return f.holder is not None


def nobody_speaks_for_somebody_else(s: Look, memory: Memory) -> bool:
    mine = [effect for effect in s.effects if isinstance(effect, Said | Edited)]
    assert all(effect.ref.seat == getattr(s.act, "seat", None) for effect in mine)
    return bool(mine)


def without_guides_nothing_is_said(s: Look, memory: Memory) -> bool:
    alone = s.before.holds.facilitator_lost_at is not None or s.before.closed_at is not None
    assert not (alone and any(isinstance(effect, Said | Edited | Answered) for effect in s.effects))
    return alone and isinstance(s.act, acts.Share | acts.PutTopic | acts.Edit | acts.Answer)


def who_is_not_in_the_circle_does_not_hear_it(s: Look, memory: Memory) -> bool:
    version = s.after.version
    outside = [seat for seat in s.after.seats.values() if seat.where is not Where.CIRCLE or seat.stepped_out]
    for seat in outside:
        assert not hears(s.after, seat.id, Piece(CIRCLE, version))
        assert not hears(s.after, seat.id, Piece(DESK, version))
        waits_here = seat.where in (Where.LOBBY, Where.CIRCLE)
        assert hears(s.after, seat.id, Piece(only(seat.id), version)) == waits_here
    return bool(outside) and bool(s.effects)


def who_comes_late_hears_nothing_of_before(s: Look, memory: Memory) -> bool:
    late = [seat for seat in s.after.seats if just_entered(s, seat)]
    assert not [1 for seat in late for told in memory.told if hears(s.after, seat, Piece(CIRCLE, told))]
    heard = bool(late) and bool(memory.told)
    if any(effect.audience == CIRCLE for effect in s.effects):
        memory.told = [*memory.told[-20:], s.after.version]
    return heard


def who_comes_late_sees_what_the_others_see(s: Look, memory: Memory) -> bool:
    late = [seat for seat in s.after.seats if just_entered(s, seat)]
    for seat in late:
        sight = sight_of(s.after, seat)
        assert sight is not None
        old = replace(s.after, seats={**s.after.seats, seat: replace(s.after.seats[seat], circle_since=0)})
        assert sight_of(old, seat) is sight and picture(old, sight) == picture(s.after, sight)
        assert not [part for part in parts_of(picture(s.after, sight)) if isinstance(part, Words)]
    return bool(late)


def a_picture_speaks_only_of_those_it_shows(s: Look, memory: Memory) -> bool:
    seen = picture(s.after, Sight.CIRCLE)
    assert isinstance(seen, Picture)
    shown = {seat.id for seat in seen.seats}
    assert {*seen.floor.hands, seen.floor.holder} <= {*shown, None}
    return bool(seen.floor.hands)


def letters_reach_the_desk_and_one_person(s: Look, memory: Memory) -> bool:
    letters = [effect for effect in s.effects if isinstance(effect, LetterSent)]
    for letter in letters:
        assert letter.audience != CIRCLE
        ears = letter.audience.seat
        at_desk = ears is not None and s.after.seats[ears].desk_since is not None
        assert letter.audience == DESK or ears in (letter.by, letter.of) or at_desk
    return bool(letters)


def what_is_somebodys_alone_is_in_no_other_picture(s: Look, memory: Memory) -> bool:
    """Signals, timers, mutes, the private multiplier, the record: as if they were not there."""
    room = s.after
    bare = _without_private_things(room)
    for sight in (Sight.CIRCLE, Sight.WALL, Sight.LOBBY, Sight.GREETER):
        assert picture(bare, sight) == picture(room, sight)
    for signal in room.signals:
        quiet = replace(room, signals=tuple(one for one in room.signals if one != signal))
        others = [seat for seat in room.seats if seat != signal.seat]
        assert all(you(quiet, seat) == you(room, seat) for seat in others)
    return bool(room.signals) and room.floor.until is not None


def _without_private_things(room: Room) -> Room:
    plain = {
        id: replace(seat, patience=1.0, muted=False, listen_only=False, quiet_until=None, newcomer=False)
        if seat.where is Where.CIRCLE
        else seat
        for id, seat in room.seats.items()
    }
    bare = replace(room.floor, until=None, since=0.0, to_ask=(), later=(), asked=frozenset(), queue=0)
    bare = replace(bare, postponed=frozenset(), turns_had={}, pace=0, invited=False)
    return replace(room, seats=plain, floor=bare, signals=(), record=(), assents=frozenset())


# ── always a way ────────────────────────────────────────────────────────────────────────────────────────


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
        assert left.seats[seat.id].where is not Where.CIRCLE
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

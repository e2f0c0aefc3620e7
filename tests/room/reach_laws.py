"""The laws of reach: who is heard, who hears, and what is nobody else's to see."""

from dataclasses import replace

from server.room import acts
from server.room.effects import CIRCLE, DESK, Answered, Edited, LetterSent, Said, only
from server.room.format import Mode
from server.room.hears import Piece, hears
from server.room.hybrid import hearer
from server.room.picture import picture, sight_of, you
from server.room.powers import Power, may
from server.room.room import Room
from server.room.seat import Where
from server.room.seen import Picture, Sight
from server.room.words import Words
from tests.room.look import Look, Memory, just_entered, parts_of


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
    """What a host brings is the person's own act: whose host may do that stands in `hub_laws`."""
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
    late = just_entered(s)
    assert not [1 for seat in late for told in memory.told if hears(s.after, seat, Piece(CIRCLE, told))]
    heard = bool(late) and bool(memory.told)
    if any(effect.audience == CIRCLE for effect in s.effects):
        memory.told = [*memory.told[-20:], s.after.version]
    return heard


def who_comes_late_sees_what_the_others_see(s: Look, memory: Memory) -> bool:
    late = just_entered(s)
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
        assert letter.audience == DESK or ears in (letter.by, hearer(s.after, letter.of)) or at_desk
    return bool(letters)


def what_is_somebodys_alone_is_in_no_other_picture(s: Look, memory: Memory) -> bool:
    """Signals, timers, mutes, the private multiplier, the record: as if they were not there."""
    room = s.after
    bare = _without_private_things(room)
    for sight in (Sight.CIRCLE, Sight.WALL, Sight.LOBBY, Sight.GREETER):
        assert picture(bare, sight) == picture(room, sight)
    for signal in room.signals:
        quiet = replace(room, signals=tuple(one for one in room.signals if one != signal))
        brings = room.seats[signal.seat].hub if signal.brought else None
        others = [seat for seat in room.seats if seat not in (signal.seat, brings)]
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

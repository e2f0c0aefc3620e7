"""The hour: its parts, its end, and everything that time alone brings about. A meeting ends on time."""

from dataclasses import replace

from server.room import floor
from server.room.acts import Assent, ChoosePrompt, EndForAll, Extend, GoTo, TimePasses
from server.room.care import escalate, escalates_at
from server.room.format import Format, Mode, Part, Phase
from server.room.powers import Power, inside, need
from server.room.presence import step_out, steps_out_at
from server.room.quorum import gives_up_at, lost_from, need_enough, settle
from server.room.record import noted
from server.room.refusals import No, Refused
from server.room.room import Floor, Outcome, Room, RoomId

MINUTE = 60.0

MOST_EXTRA = 60 * MINUTE
"""How much longer than planned a meeting may become."""

EARLY = 0.25
"""How much before its deadline a ring may come (decision 12)."""

PARTS = (Phase.OPENING, Phase.AGREEMENTS, Phase.CHECKIN, Phase.FOCUS, Phase.SHARING, Phase.CLOSING)

__all__ = ["gives_up_at"]


def opened(room: RoomId, format: Format, starts: float) -> Room:
    """A room as its first guest finds it: the lobby is open, the circle waits for a guide to begin."""
    ends = starts + format.minutes * MINUTE
    return Room(id=room, format=format, starts=starts, ends=ends, phase=Phase.LOBBY_OPEN, phase_since=starts)


# ── what a guide decides ──────────────────────────────────────────────────────────────────────────


def go_to(room: Room, act: GoTo, now: float) -> Outcome:
    """To any part of this format, forwards or back, until it is time to close. Going to the end ends it."""
    need(room, act.seat, Power.GUIDE)
    if act.phase is Phase.CLOSED:
        return _closed(room, now), ()
    if act.phase is room.phase:
        return room, ()
    part = _part(room, act.phase)
    if room.phase not in PARTS:
        need_enough(room)
    if act.phase is not Phase.CLOSING and now >= _closing_from(room):
        raise Refused(No.TIME_TO_CLOSE)
    return begun(room, part, now), ()


def _part(room: Room, phase: Phase) -> Part:
    part = room.format.part(phase)
    if part is not None:
        return part
    if phase is not Phase.CLOSING:
        raise Refused(No.NOT_ALLOWED)
    return Part(Phase.CLOSING, room.format.closing_reserve, Mode.OPEN)


def begun(room: Room, part: Part, now: float) -> Room:
    """The room in this part."""
    last = room.ends if part.phase is Phase.CLOSING else _closing_from(room)
    after = replace(
        room,
        phase=part.phase,
        phase_since=now,
        phase_ends=min(now + part.minutes * MINUTE, last),
        prompt=0 if part.prompts else None,
    )
    return floor.begin_part(after, part, now)


def choose_prompt(room: Room, act: ChoosePrompt, now: float) -> Outcome:
    """One of the prompts that this part offers."""
    need(room, act.seat, Power.GUIDE)
    part = room.format.part(room.phase)
    if part is None or not 0 <= act.prompt < part.prompts:
        raise Refused(No.NOT_ALLOWED)
    return room if act.prompt == room.prompt else replace(room, prompt=act.prompt), ()


def extend(room: Room, act: Extend, now: float) -> Outcome:
    """More time for the whole meeting, and for the part it is in."""
    need(room, act.seat, Power.EXTEND)
    more = act.minutes * MINUTE
    planned = room.starts + room.format.minutes * MINUTE
    if more <= 0 or room.ends + more > planned + MOST_EXTRA:
        raise Refused(No.NO_MORE_TIME)
    phase_ends = None if room.phase_ends is None else room.phase_ends + more
    room = replace(room, ends=room.ends + more, phase_ends=phase_ends)
    return noted(room, now, act.seat, "extend"), ()


def end_for_all(room: Room, act: EndForAll, now: float) -> Outcome:
    """Close now. The words go with the next minute. In a room of two either may."""
    if room.format.aside:
        inside(room, act.seat)
    else:
        need(room, act.seat, Power.END)
    return _closed(noted(room, now, act.seat, "end_for_all"), now), ()


def assent(room: Room, act: Assent, now: float) -> Outcome:
    """Yes to the agreement in the circle."""
    inside(room, act.seat)
    if act.seat in room.assents:
        return room, ()
    return replace(room, assents=room.assents | {act.seat}), ()


# ── what time brings ──────────────────────────────────────────────────────────────────────────────


def deadlines(room: Room) -> tuple[float, ...]:
    """Every moment at which time alone changes something, the earliest first. A closed room has none."""
    if room.closed_at is not None:
        return ()
    lost = None if room.holds.facilitator_lost_at is not None else lost_from(room)
    closing = _closing_from(room) if _comes_to_its_closing(room) else None
    moments = [room.ends, gives_up_at(room), lost, closing, floor.deadline(room)]
    moments += [steps_out_at(seat) for seat in room.seats.values()]
    moments += [escalates_at(signal) for signal in room.signals]
    return tuple(sorted({moment for moment in moments if moment is not None}))


def time_passes(room: Room, act: TimePasses, now: float) -> Outcome:
    """Everything that is due by now, in one step. A ring for what is no longer due changes nothing."""
    if room.closed_at is not None:
        return room, ()
    due = max(now, min(act.rang_for, now + EARLY))
    for rule in (settle, step_out, escalate, _to_the_closing, floor.clock, _to_the_end):
        room = rule(room, due)
    return room, ()


def _closing_from(room: Room) -> float:
    return room.ends - room.format.closing_reserve * MINUTE


def _comes_to_its_closing(room: Room) -> bool:
    """Not before it has begun; and a circle that is held is not moved on under its own quiet."""
    holds = room.holds
    held = (holds.paused_by, holds.facilitator_lost_at, holds.shielded_by, holds.grounding)
    return room.phase in PARTS[:-1] and not holds.everyone_held and held == (None, None, None, None)


def _to_the_closing(room: Room, now: float) -> Room:
    if now < _closing_from(room) or not _comes_to_its_closing(room):
        return room
    return begun(room, _part(room, Phase.CLOSING), now)


def _to_the_end(room: Room, now: float) -> Room:
    gives_up = gives_up_at(room)
    over = now >= room.ends or (gives_up is not None and now >= gives_up)
    return _closed(room, now) if over else room


def _closed(room: Room, now: float) -> Room:
    """Nobody has the floor, nothing is to come. What lay over the meeting stays to be read: why it ended."""
    ended = Floor(mode=Mode.SILENT, turn=room.floor.turn + 1, queue=room.floor.queue + 1)
    return replace(
        room,
        phase=Phase.CLOSED,
        phase_since=now,
        phase_ends=None,
        prompt=None,
        floor=ended,
        closed_at=now,
        ended_early=now < room.ends,
    )

"""The room as a value: who, whose turn, which phase, until when. Never a word."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NewType

from server.room.effects import Effect, ShareRef
from server.room.format import Crosstalk, Format, Mode, Order, Phase
from server.room.seat import Removal, Seat, SeatId

RoomId = NewType("RoomId", str)


@dataclass(frozen=True, slots=True)
class Floor:
    """Who may speak, and who after them. `turn` changes when the floor moves, `queue` when the order does."""

    mode: Mode = Mode.OPEN
    order: Order = Order.FIRST_COME
    crosstalk: Crosstalk = Crosstalk.NONE
    turn: int = 0
    queue: int = 0
    holder: SeatId | None = None
    invited: bool = False
    """The holder has been asked and has not yet answered (30 s)."""
    since: float = 0.0
    until: float | None = None
    """When the soft timer of this turn ends. It never moves the floor."""
    wish: str | None = None
    quiet: bool = False
    """The speaker would like no answers."""
    spoke: bool = False
    """The holder has shared in this turn."""
    to_ask: tuple[SeatId, ...] = ()
    later: tuple[SeatId, ...] = ()
    """Said `later`; asked again at the end of the round, once."""
    asked: frozenset[SeatId] = frozenset()
    """Had their invitation in this round, and their second after `later`."""
    postponed: frozenset[SeatId] = frozenset()
    """Used their one `later` of this round."""
    round_on: bool = False
    hands: tuple[SeatId, ...] = ()
    hands_closed: bool = False
    calling: bool = False
    """Raised hands are called by themselves: from the desk's first `Next` until it takes the floor back."""
    pace: int = 0
    """Seconds for one turn, the same for the whole round; 0 until it is worked out."""
    frozen_at: float | None = None
    """Since when everything waits, and with it the time of this turn."""
    fading: SeatId | None = None
    """Lost their line with the floor in hand. Leaves the picture with the next change: this one is silent."""
    turns_had: Mapping[SeatId, int] = field(default_factory=dict)
    """For quiet-first; forgotten at the end of the part."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Somebody needs support now. Seen by the desk and by themselves."""

    seat: SeatId
    at: float
    taken_by: SeatId | None = None
    taken_at: float | None = None
    escalated: bool = False
    brought: bool = False
    """The host of their physical room called for them, so the host may follow it and close it."""


@dataclass(frozen=True, slots=True)
class Grounding:
    """An exercise in step for everyone: which, and since when."""

    exercise: str
    since: float


@dataclass(frozen=True, slots=True)
class Holds:
    """What lies over the meeting. Each is restored to exactly what was."""

    paused_by: SeatId | None = None
    paused_at: float | None = None
    shielded_by: SeatId | None = None
    grounding: Grounding | None = None
    everyone_held: bool = False
    """Lockdown."""
    all_muted: bool = False
    door_locked: bool = False
    door_guarded: bool = False
    """Raid mode: nobody gets a seat who has none."""
    slow: int | None = None
    facilitator_lost_at: float | None = None
    """No facilitator's line anywhere since then (or quorum is lost): nothing may be said."""


@dataclass(frozen=True, slots=True)
class Moderation:
    """One act of moderation, content-free: who, what, whom, which code, when."""

    by: SeatId
    what: str
    whom: SeatId | None
    code: str | None
    at: float
    removal: Removal | None = None


@dataclass(frozen=True, slots=True)
class Wall:
    """A screen that shows the circle to a physical room. Nobody sits there; `id` is only its line's name."""

    id: SeatId
    invitation: int
    line: int = 0
    instance: str = ""
    away_since: float | None = None


class Stage(Enum):
    """How far time alone with a guide is."""

    WAITING = "waiting"
    """Asked for. A guide may take it, name a later moment, or say that it cannot be today."""
    OFFERED = "offered"
    """A guide asks; the person may say no."""
    PROPOSED = "proposed"
    """A guide has named a later moment; the person may say no."""
    AGREED = "agreed"
    """Both know when; it opens when the guide takes it."""
    OPEN = "open"
    """The room of two is open to them."""
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Aside:
    """Time for one person with one guide, in a room of two of its own. It is in no record."""

    number: int
    """Counts within this meeting; the room of two is named after it."""
    seat: SeatId
    """Whose time it is."""
    at: float
    asked: bool
    """They asked for it; else a guide did."""
    stage: Stage = Stage.WAITING
    to: SeatId | None = None
    """Whom they asked for; None for whoever is free."""
    guide: SeatId | None = None
    """Who is to take it, or has."""
    second: SeatId | None = None
    """Where people are under 18: the other checked adult, listed in that room and able to come in."""
    moment: float | None = None
    """The later moment that a guide has named."""
    declined: str | None = None
    """The code of the kind reason, until they have read it."""


@dataclass(frozen=True, slots=True)
class Room:
    """One meeting, now. Times are the line's, in seconds."""

    id: RoomId
    format: Format
    starts: float
    ends: float
    version: int = 0
    phase: Phase = Phase.SCHEDULED
    phase_since: float = 0.0
    phase_ends: float | None = None
    prompt: int | None = None
    seats: Mapping[SeatId, Seat] = field(default_factory=dict)
    """In the order of the circle."""
    floor: Floor = Floor()
    holds: Holds = Holds()
    signals: tuple[Signal, ...] = ()
    retracted: tuple[ShareRef, ...] = ()
    veiled: tuple[ShareRef, ...] = ()
    assents: frozenset[SeatId] = frozenset()
    record: tuple[Moderation, ...] = ()
    asides: tuple[Aside, ...] = ()
    """Asked for, offered or going on, the earliest first. Nothing stays of those that are over."""
    asides_had: int = 0
    note: str | None = None
    revoked: frozenset[int] = frozenset()
    walls: Mapping[SeatId, Wall] = field(default_factory=dict)
    closed_at: float | None = None
    ended_early: bool = False


Outcome = tuple[Room, tuple[Effect, ...]]
"""The next room, and what it lets out."""


def with_seat(room: Room, seat: Seat) -> Room:
    """The same room, with this seat as it is now, in its place in the circle."""
    return replace(room, seats={**room.seats, seat.id: seat})

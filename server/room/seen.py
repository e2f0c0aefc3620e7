"""The shapes of what can be seen. Whatever is not written here is seen by nobody."""

from dataclasses import dataclass
from enum import Enum

from server.room.effects import ShareRef
from server.room.seat import SeatId
from server.room.seen_alone import AsideAtDesk, AsideSeen, HasTime


class Sight(Enum):
    """What kind of eyes look at the room (decision 20)."""

    CIRCLE = "circle"
    GREETER = "greeter"
    TIMEKEEPER = "timekeeper"
    DESK = "desk"
    LOBBY = "lobby"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """A seat, as the circle sees it. `mark` is the role, where it is more than participant."""

    id: SeatId
    name: str
    pronouns: str
    mark: str | None
    away: bool
    """Always False for the circle, but for guides while the circle waits for them."""
    hub: SeatId | None = None
    """Whose physical room they sit in."""
    phone: bool = False
    """Somebody in a physical room who hears and speaks by a phone of their own."""


@dataclass(frozen=True, slots=True)
class FloorSeen:
    """Who has the floor. `hands` is empty in a round."""

    turn: int
    mode: str
    crosstalk: str
    holder: SeatId | None
    wish: str | None
    quiet: bool
    hands: tuple[SeatId, ...]
    hands_closed: bool
    round_on: bool


@dataclass(frozen=True, slots=True)
class HeldSeen:
    """What lies over the meeting, as everyone may see it. `closes_at` while the circle waits for a guide."""

    paused_by: str | None
    waits_for: str | None
    """`facilitator` or `two_adults`, while nobody may speak because they are missing."""
    closes_at: float | None
    shielded_by: str | None
    grounding: str | None
    grounding_since: float | None
    everyone_held: bool
    all_muted: bool
    slow: int | None


@dataclass(frozen=True, slots=True)
class Knocking:
    """Somebody waiting, as those who may let them in see them."""

    id: SeatId
    name: str
    pronouns: str
    newcomer: bool
    since: float
    away: bool
    sent_back: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """A support signal, as the desk sees it."""

    seat: SeatId
    name: str
    at: float
    taken_by: str | None
    escalated: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the record of moderation: no content, ever."""

    by: str
    what: str
    whom: str | None
    code: str | None
    at: float


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody out or declined, for as long as it may be taken back."""

    id: SeatId
    name: str
    how: str
    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class WallSeen:
    """A wall, as the desk sees it: what takes it down, and whether it shows the circle now."""

    invitation: int
    lit: bool


@dataclass(frozen=True, slots=True)
class HereSeen:
    """Somebody in one's own physical room, as their host sees them. Who has a line of their own keeps the rest."""

    id: SeatId
    name: str
    where: str
    phone: bool
    """Their own phone speaks for them now."""
    bound: bool
    """A phone is bound to their seat, also while it has no line."""
    hand: bool = False
    next: bool = False
    invited: bool = False
    in_round: bool = False
    may_come_back: bool = False
    listen_only: bool = False
    muted: bool = False
    assented: bool = False
    support: str | None = None
    support_by: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk sees besides the circle."""

    waiting: tuple[Knocking, ...]
    signals: tuple[SignalSeen, ...]
    to_ask: tuple[SeatId, ...]
    round_had: bool
    """Turns were taken in this part, and no round is under way: it may be time for the next part."""
    queue: int
    order: str
    invited: bool
    turn_since: float
    turn_until: float | None
    muted: tuple[SeatId, ...]
    newcomers: tuple[SeatId, ...]
    """Newcomers nobody has welcomed yet."""
    assented: tuple[SeatId, ...]
    recent: tuple[SeatId, ...]
    gone: tuple[Gone, ...]
    record: tuple[Noted, ...]
    note: str | None
    door_locked: bool
    door_guarded: bool
    invitations: tuple[int, ...]
    """The numbers of invitations in use, so that one can be revoked."""
    revoked: tuple[int, ...]
    walls: tuple[WallSeen, ...] = ()
    stepped_out: tuple[SeatSeen, ...] = ()
    """Who has no line for longer than a minute: their place is kept, and the desk can give it up for them."""
    asides: tuple[AsideAtDesk, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """The room for one sight. The desk's has `desk`, a greeter's `waiting`, a timekeeper's `turn_until`."""

    sight: Sight
    phase: str
    starts: float
    ends: float
    phase_ends: float | None
    prompt: int | None
    seats: tuple[SeatSeen, ...]
    more: int
    floor: FloorSeen
    held: HeldSeen
    retracted: tuple[ShareRef, ...]
    veiled: tuple[ShareRef, ...]
    waiting: tuple[Knocking, ...] = ()
    turn_until: float | None = None
    desk: Desk | None = None
    walls: int = 0
    """How many screens in a physical room show the circle now. No wall is hidden from anyone in it."""
    listed: tuple[str, ...] = ()
    """In a room of two: the adult beside it, who hears nothing and can come in."""
    have_time: tuple[HasTime, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """A seat, as a physical room sees it: a name, and the role where it is more than participant."""

    id: SeatId
    name: str
    mark: str | None
    away: bool
    """Only for guides, while the circle waits for them."""
    here: bool = False
    """Sits in a physical room, and not online."""


@dataclass(frozen=True, slots=True)
class WallFloor:
    """Whose turn it is. `hands` is the queue, where everyone in the circle sees it too."""

    mode: str
    holder: SeatId | None
    hands: tuple[SeatId, ...]


@dataclass(frozen=True, slots=True)
class WallHeld:
    """What lies over the meeting, with nobody's name: a wall says what is, not who did it."""

    why: str | None
    """`waiting`, `shield`, `grounding`, `paused` or `everyone`: the strongest of them."""
    closes_at: float | None
    grounding: str | None
    grounding_since: float | None


@dataclass(frozen=True, slots=True)
class WallPicture:
    """All that a wall ever gets of a meeting: never a word, a letter, a lobby, a desk or anybody's own."""

    sight: Sight
    phase: str
    starts: float
    ends: float
    phase_ends: float | None
    prompt: int | None
    seats: tuple[OnTheWall, ...]
    more: int
    floor: WallFloor
    held: WallHeld


@dataclass(frozen=True, slots=True)
class LobbyPicture:
    """All that a waiting seat ever gets of the room (decision 19)."""

    sight: Sight
    door: str
    """`not_open_yet`, `open`, `paused` or `closed`."""
    starts: float
    note: str | None
    guides: tuple[str, ...]
    have_time: tuple[HasTime, ...] = ()


@dataclass(frozen=True, slots=True)
class You:
    """What is one seat's alone."""

    seat: SeatId
    name: str
    role: str
    where: str
    sight: Sight
    powers: tuple[str, ...]
    muted: bool
    listen_only: bool
    patience: float
    newcomer: bool
    welcomed_by: str | None
    sent_back: bool
    assented: bool
    next: bool
    invited: bool
    turn_until: float | None
    turn_seconds: float | None
    in_round: bool
    may_come_back: bool
    hand: bool
    quiet_until: float | None
    support: str | None
    """`asked`, `seen` or `escalated`."""
    support_by: str | None
    out: str | None
    reason: str | None
    decided_by: str | None
    record: tuple[Noted, ...]
    aside: AsideSeen | None = None
    listed: bool = False
    """Beside a room of two: able to come in."""
    may_end: bool = False
    """In a room of two either may end it."""
    experience: tuple[str, ...] = ()
    """What this guide tells who may ask of their own life."""
    has_time: bool = False
    here: tuple[HereSeen, ...] = ()
    """Who sits in one's own physical room."""
    hub: str | None = None
    """The name of who hosts the physical room one sits in, and speaks for one when one's phone is gone."""

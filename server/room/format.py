"""A meeting format, slim: numbers and modes. Its texts stay in the document."""

from dataclasses import dataclass
from enum import Enum


class Phase(Enum):
    """The parts of a meeting, in their order (product §3)."""

    SCHEDULED = "scheduled"
    LOBBY_OPEN = "lobby_open"
    OPENING = "opening"
    AGREEMENTS = "agreements"
    CHECKIN = "checkin"
    FOCUS = "focus"
    SHARING = "sharing"
    CLOSING = "closing"
    CLOSED = "closed"


class Mode(Enum):
    """How turns are taken. Switching loses nobody's place."""

    ROUND_ROBIN = "round_robin"
    RAISE_HANDS = "raise_hands"
    OPEN = "open"
    SPEAKER = "speaker"
    SILENT = "silent"


class Order(Enum):
    """Who of the raised hands is next."""

    FIRST_COME = "first_come"
    QUIET_FIRST = "quiet_first"
    FACILITATORS_PICK = "facilitators_pick"
    INTERLEAVE_HYBRID = "interleave_hybrid"
    """In a physical room and online by turns."""


class Crosstalk(Enum):
    """Whether people may answer each other's shares (domain §4.4)."""

    NONE = "none"
    AFTER_CHECKIN = "after_checkin"
    ASK_FIRST = "ask_first"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Part:
    """One phase of a format. `turn` is seconds for one turn; 0 lets the minutes decide (domain §4.3)."""

    phase: Phase
    minutes: float
    mode: Mode
    order: Order = Order.FIRST_COME
    turn: int = 0
    crosstalk: Crosstalk = Crosstalk.NONE
    prompts: int = 0
    """How many prompts the document offers here; the room names one by its number, from 0."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format as the room holds it. `code` is the neutral letter and number that links carry."""

    id: str
    code: str
    parts: tuple[Part, ...]
    capacity: int
    quorum: int = 1
    closing_reserve: float = 5.0
    """Minutes kept for the closing, whatever came before."""
    agreement: str = "v1"
    limits: str = "v1"
    under_18: bool = False
    hours: bool = False
    """Nobody is let into the circle: its guides sit there, and see one person at a time in a room of two."""
    aside: bool = False
    """A room of two beside another meeting: whoever holds a way in was asked for, and either may end it."""

    @property
    def minutes(self) -> float:
        """How long the whole meeting is planned."""
        return sum(part.minutes for part in self.parts)

    def part(self, phase: Phase) -> Part | None:
        """The part for `phase`, where this format has one."""
        return next((part for part in self.parts if part.phase is phase), None)

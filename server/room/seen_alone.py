"""The shapes of what can be seen of time alone with a guide."""

from dataclasses import dataclass

from server.room.seat import SeatId


@dataclass(frozen=True, slots=True)
class HasTime:
    """A guide who has time for a talk alone, and what they say of their own life."""

    seat: SeatId
    name: str
    experience: tuple[str, ...]
    busy: bool
    """In a talk now. Said where guides hold hours; in a circle it would tell with whom, and is always False."""


@dataclass(frozen=True, slots=True)
class AsideSeen:
    """One's own time with a guide: where it stands, and how many asked before."""

    stage: str
    before: int = 0
    guide: str | None = None
    second: str | None = None
    """The other adult, who is listed there and can come in."""
    moment: float | None = None
    """The later moment that was named."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AsideAtDesk:
    """The same for the desk: that it is wished for, offered or going on. Never a word."""

    seat: SeatId
    name: str
    at: float
    stage: str
    asked: bool
    to: SeatId | None = None
    """Whom they asked for."""
    guide: SeatId | None = None
    guide_name: str | None = None
    second: SeatId | None = None
    second_name: str | None = None
    moment: float | None = None

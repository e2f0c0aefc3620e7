"""What happened, as people remember it: what each was told, what was asked and answered, and when.

Times are of one clock that all of them share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Frame = dict[str, Any]
NEVER = float("inf")


@dataclass(slots=True)
class Heard:
    """One frame, when it came, and on which of her lines."""

    at: float
    line: int
    frame: Frame


@dataclass(slots=True)
class Said:
    """Words somebody asked to say: when first, and when that was answered `ok`. No two are the same."""

    by: str
    asked: float
    done: float = NEVER
    taken_back: float = NEVER
    """When it was first asked that they be forgotten."""


@dataclass(slots=True)
class Seat:
    """One person's evening."""

    name: str
    heard: Sequence[Heard]
    let_in: float = NEVER
    """When a guide asked to let her in; who guides comes in by herself."""
    entered: float = NEVER
    """When she first saw the circle."""
    out_asked: float = NEVER
    out: float = NEVER
    """When it was asked that she go, and when that was answered `ok`."""
    away: Sequence[tuple[float, float]] = ()
    """From when to when she had no line."""


@dataclass(slots=True)
class Story:
    """One meeting."""

    seats: dict[str, Seat] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    ended: float = NEVER
    """When `end_for_all` was answered `ok`."""
    pictures: Mapping[str, Frame] = field(default_factory=dict)
    """In the end, when all is quiet: the circle as each house shows it, and as the line holds it."""
    troubled: Sequence[tuple[float, float]] = ()
    """From when to when something was wrong with a house, with Redis or with a road."""

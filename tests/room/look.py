"""What a law looks at: one step of an evening, and what is remembered of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass

import msgspec

from server.room.acts import Act
from server.room.effects import Effect
from server.room.refusals import No
from server.room.room import Room
from server.room.seat import SeatId

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
    relayed_by: SeatId | None = None
    """Who did this for somebody else; `act` is then that person's own."""


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


def just_entered(s: Look) -> list[SeatId]:
    """Whom this step let in."""
    if s.after.seats is s.before.seats:
        return []
    return [seat.id for seat in s.after.seats.values() if seat.circle_since == s.after.version]

"""Chance, handed in: a seed replays it and hypothesis shrinks it."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from server.room.room import Room
from server.room.seat import Seat, SeatId

T = TypeVar("T")


class Dice(Protocol):
    """Chance, handed in."""

    def below(self, sides: int) -> int:
        """A number from 0 up to, but not including, `sides`."""


def one_of(dice: Dice, things: Sequence[T]) -> T:
    """One of them."""
    return things[dice.below(len(things))]


def rarely(dice: Dice, one_in: int) -> bool:
    """Now and then. The plain case is the first side, so that shrinking finds it."""
    return dice.below(one_in) == one_in - 1


def seats(room: Room, which: Callable[[Seat], bool]) -> list[SeatId]:
    """The ids of those for whom `which` holds; a stranger's where there is nobody."""
    return [seat.id for seat in room.seats.values() if which(seat)] or [SeatId("stranger")]

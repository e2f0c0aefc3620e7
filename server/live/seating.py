"""Who sits here: one chair for each seat, and on it the newest line alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from server.live.outbox import Outbox
from server.live.rates import Pace
from server.room.seat import SeatId


@dataclass(slots=True, eq=False)
class Chair:
    """One line of one seat: what waits for it, and what it was told last."""

    seat: SeatId
    line: int
    sign: float
    """When this line last gave a sign of life, by the clock here."""
    outbox: Outbox = field(default_factory=Outbox)
    pace: Pace = field(default_factory=Pace)
    ready: bool = False
    """Whether it has been told what comes first; pictures wait for that, words wait behind it."""
    picture: bytes = field(default=b"", repr=False)
    you: bytes = field(default=b"", repr=False)


class Seating:
    """The chairs of one room on this instance."""

    def __init__(self) -> None:
        self._chairs: dict[SeatId, Chair] = {}
        self.turn = 0
        """Counts who sat down, stood up, fell behind or caught up: the same number, the same chairs and sockets."""

    def __iter__(self) -> Iterator[Chair]:
        return iter(tuple(self._chairs.values()))

    def __len__(self) -> int:
        return len(self._chairs)

    def seats(self) -> frozenset[SeatId]:
        """Whose chairs stand here."""
        return frozenset(self._chairs)

    def take(self, chair: Chair) -> Chair | None:
        """Sit down; whoever sat there before, on an older line."""
        before = self._chairs.get(chair.seat)
        self._chairs[chair.seat] = chair
        chair.outbox.moved = self._turns
        self._turns()
        return before

    def rise(self, chair: Chair) -> bool:
        """Stand up. False where somebody newer sits there already."""
        if self._chairs.get(chair.seat) is not chair:
            return False
        del self._chairs[chair.seat]
        self._turns()
        return True

    def _turns(self) -> None:
        self.turn += 1

"""What is asked of a room here, and a batch of it stepped on one state: pure, so it can be done again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from server import quiet
from server.room.acts import Act, TimePasses
from server.room.effects import ShareRef
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import SeatId
from server.room.step import step
from server.wire import news
from server.wire.tags import Tags


class End(Enum):
    """How asking can end where the room does not say no."""

    DONE = "done"
    UNSURE = "unsure"
    """The line fell silent in the middle: done or not, nobody knows. Not `busy`, which means not done: the page
    comes back, and the same number again says which."""
    BROKEN = "broken"
    """A bug of ours. It is logged by kind, and the line that asked is closed with `come back`."""


Answer = No | End


@dataclass(slots=True, eq=False)
class Asked:
    """One act that waits. `number` is the page's own count."""

    act: Act
    seat: SeatId | None
    number: int | None
    answered: Callable[[Answer], None] | None
    """Told once. It may not fail: others are answered after it."""

    def tell(self, answer: Answer) -> None:
        """The first answer is the one that counts."""
        answered, self.answered = self.answered, None
        if answered is not None:
            answered(answer)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run of acts makes of a room: the last state, all it lets out, and the answers in order."""

    before: Room
    after: Room
    pieces: tuple[news.Piece, ...]
    answers: tuple[tuple[Asked, Answer], ...]
    done: tuple[tuple[SeatId, int], ...]
    """The numbered acts that were done, in order."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to commit."""
        return self.after is not self.before or bool(self.pieces)

    @property
    def rings_for(self) -> float | None:
        """The deadline this batch answers, if it does."""
        rings = [asked.act.rang_for for asked, _ in self.answers if isinstance(asked.act, TimePasses)]
        return max(rings, default=None)

    def tell(self) -> None:
        """Answer everyone, refusals too, in the order they asked."""
        for asked, answer in self.answers:
            asked.tell(answer)


def stepped(room: Room, waiting: Sequence[Asked], now: float, tags: Tags) -> Batch:
    """All that waits, in order. A refused act changes nothing; nor does one that stumbles over a bug."""
    after, pieces = room, list[news.Piece]()
    answers, done = list[tuple[Asked, Answer]](), list[tuple[SeatId, int]]()
    for asked in waiting:
        after, said, answer = _one(after, asked, now, tags)
        pieces += said
        answers.append((asked, answer))
        if answer is End.DONE and asked.seat is not None and asked.number is not None:
            done.append((asked.seat, asked.number))
    return Batch(room, after, tuple(pieces), tuple(answers), tuple(done))


def _one(room: Room, asked: Asked, now: float, tags: Tags) -> tuple[Room, Sequence[news.Piece], Answer]:
    try:
        after, effects = step(room, asked.act, now)
        return after, [news.piece(effect, after, _ref(asked), tags) for effect in effects], End.DONE
    except Refused as refused:
        return room, (), refused.no
    except Exception as trouble:
        quiet.note(quiet.Event.BUG, room=room.id, trouble=trouble)
        return room, (), End.BROKEN


def _ref(asked: Asked) -> ShareRef | None:
    return ShareRef(asked.seat, asked.number) if asked.seat is not None and asked.number is not None else None

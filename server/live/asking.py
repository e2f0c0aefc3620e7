"""What is asked of a room here, and a batch of it stepped on one state: pure, so it can be done again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
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
    """One act that waits, and whoever waits for its answer. `number` is the page's own count."""

    act: Act
    seat: SeatId | None = None
    number: int | None = None
    answer: "asyncio.Future[Answer]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def tell(self, answer: Answer) -> None:
        """Whoever asked may have gone."""
        if not self.answer.done():
            self.answer.set_result(answer)


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run of acts makes of a room: the last state, all it lets out, and the answers in order."""

    before: Room
    after: Room
    pieces: tuple[news.Piece, ...]
    answers: tuple[tuple[Asked, Answer], ...]

    @property
    def changes(self) -> bool:
        """Whether there is anything to commit."""
        return self.after is not self.before or bool(self.pieces)

    @property
    def done(self) -> tuple[tuple[SeatId, int], ...]:
        """The numbered acts that were done, in order."""
        return tuple(
            (asked.seat, asked.number)
            for asked, answer in self.answers
            if answer is End.DONE and asked.seat is not None and asked.number is not None
        )

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
    after, pieces, answers = room, list[news.Piece](), list[tuple[Asked, Answer]]()
    for asked in waiting:
        after, said, answer = _one(after, asked, now, tags)
        pieces += said
        answers.append((asked, answer))
    return Batch(room, after, tuple(pieces), tuple(answers))


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

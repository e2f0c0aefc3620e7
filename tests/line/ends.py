"""Two instances' ends of one line, and the time in our hand."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from server.line.line import Commit, Committed, Line, News, Place


@dataclass
class Hand:
    """A clock that moves only when told."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        """Time goes by."""
        self.now += seconds


@dataclass(eq=False)
class Heard:
    """An ear that remembers, for one end of the line."""

    news: list[tuple[str, News]] = field(default_factory=list)

    def __call__(self, room: str, news: News) -> None:
        self.news.append((room, news))

    def pieces(self, room: str) -> list[tuple[int, bytes]]:
        """Every piece heard of `room`, with the number it was given."""
        return [
            (news.first_seq + at, piece)
            for where, news in self.news
            if where == room
            for at, piece in enumerate(news.pieces)
        ]


@dataclass
class Ends:
    """Here and there: two instances on one line."""

    here: Line
    there: Line
    heard_here: Heard
    heard_there: Heard
    passes: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Time goes by: in our hand where the line lets us."""


async def said(line: Line, room: str, place: Place, *pieces: bytes, state: bytes | None = None) -> Place:
    """Commit `pieces` at `place`, and expect that it is taken."""
    answer = await line.commit(room, step_from(place, *pieces, state=state))
    assert isinstance(answer, Committed), answer
    return answer.place


def step_from(place: Place, *pieces: bytes, state: bytes | None = None) -> Commit:
    """A commit judged by `place`."""
    moved = place.version + (state is not None)
    return Commit(place.gen, place.version, place.seq, moved, state, pieces)


async def opened(line: Line, room: str = "tuesday") -> Place:
    """A fresh room."""
    place = await line.open(room, "gen-1", b"state-0", b"keys")
    assert isinstance(place, Place)
    return place

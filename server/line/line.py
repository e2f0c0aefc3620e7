"""The contract of the line: what every way between instances promises.

State changes by comparison, news goes out by publish, both in one atomic step.

Everything handed in and out is bytes or numbers. A room's keys live `ROOM_LIFE` unless refreshed, each piece
of news `PIECE_LIFE`. Room time is the line's.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

PIECE_LIFE = 60.0
ROOM_LIFE = 120.0
TOMBSTONE_LIFE = 24 * 3600.0
LEASE = 60.0
"""An instance out of touch with the line for longer forgets the room whole."""
SETTLING = 1.0
"""After memory was lost: how long at least the longest history may still win."""
AWAITED = 5.0
"""How long at most those are waited for who followed the room too: they may have heard more."""
EARLY = 0.25
"""How much before its deadline a ring may come."""

SeatKey = str
Resting = tuple[bytes, float]
"""A sealed piece, and the seconds it may still rest."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a room stands on the line. Another `gen` means memory was lost in between."""

    gen: str
    version: int
    seq: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A room as the line holds it. `keys` is the wrapped pair of session keys."""

    place: Place
    state: bytes = field(repr=False)
    keys: bytes = field(repr=False)
    acts: Mapping[SeatKey, tuple[int, bytes]] = field(repr=False)
    """Per seat: the number of its last act, and the answer that was given."""
    now: float = 0.0
    restored: tuple[Place, ...] = ()
    """Where it stood each time it was restored after lost memory, the newest first: up to there it is as it was."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A room as one instance knows it, after the line lost its memory; sealed under the next generation."""

    lost: str
    """The generation that was lost."""
    kept: Kept
    """All of it, at `next_gen(lost)`."""
    pieces: Mapping[int, Resting] = field(repr=False)
    """Of the last minute."""
    instance: str = ""
    others: tuple[str, ...] = ()
    """Who was at work in the room with us just before, and is waited for."""


@dataclass(frozen=True, slots=True)
class Gone:
    """No such room on this line: never opened here, or forgotten by lifetime or lost memory."""


@dataclass(frozen=True, slots=True)
class Wiped:
    """The room was wiped on purpose. Nothing may bring it back."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One atomic step. `acts` are (seat, number, answer) in order; `forget` the `seq` of retracted pieces."""

    gen: str
    from_version: int
    known_seq: int
    to_version: int
    state: bytes | None = field(repr=False, default=None)
    """The sealed next state, where it changed."""
    pieces: tuple[bytes, ...] = field(repr=False, default=())
    acts: tuple[tuple[SeatKey, int, bytes], ...] = field(repr=False, default=())
    forget: tuple[int, ...] = ()
    rings_for: float | None = None
    """The deadline this step answers; the line refuses one that is still to come."""


@dataclass(frozen=True, slots=True)
class Committed:
    """It is done: the pieces took the numbers up to `place.seq`."""

    place: Place
    now: float


@dataclass(frozen=True, slots=True)
class Outrun:
    """Another instance was quicker; look again."""

    place: Place


@dataclass(frozen=True, slots=True)
class Said:
    """Some of the acts were done before. Nothing was done now: drop these and step the rest."""

    done: Mapping[tuple[SeatKey, int], bytes | None]


@dataclass(frozen=True, slots=True)
class Rewound:
    """The line knows less than this instance: memory was lost."""


@dataclass(frozen=True, slots=True)
class Settling:
    """After lost memory, histories are still being offered. Again in a moment."""


@dataclass(frozen=True, slots=True)
class TooEarly:
    """The deadline has not come by the line's clock."""

    now: float


Answer = Committed | Outrun | Said | Rewound | Settling | TooEarly | Gone | Wiped


@dataclass(frozen=True, slots=True)
class Head:
    """Where a followed room stands, and the last beat of each instance that follows it."""

    place: Place
    now: float
    beats: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class News:
    """What each follower hears of one commit, in order. `state` is None where unchanged or too long."""

    place: Place
    from_version: int
    first_seq: int
    state: bytes | None = field(repr=False)
    pieces: tuple[bytes, ...] = field(repr=False)
    at: float = 0.0
    """When it was committed, by the line's time: a house may hear of it much later."""
    wiped: bool = False


Ear = Callable[[str, News], None]
"""What a follower hands in: called in order, for each room, never concurrently, never waiting."""


def next_gen(lost: str) -> str:
    """The generation after lost memory: every instance arrives at the same one, without an election."""
    return sha256(b"gen after " + lost.encode()).hexdigest()[:16]


def since_lost(lost: str, restored: Sequence[Place]) -> Sequence[Place]:
    """Where a history stood each time it was restored since it was called `lost`; nothing where it never was."""
    gens = [place.gen for place in restored]
    return restored[: gens.index(next_gen(lost)) + 1] if next_gen(lost) in gens else ()


class OutOfTouch(Exception):
    """The line cannot be reached now."""


class Line(Protocol):
    """The verbs. Each may raise `OutOfTouch`; nothing else goes wrong by itself."""

    at_once: bool
    """Whether `commit` never waits for anybody: it is over with its first step."""

    async def open(self, room: str, gen: str, state: bytes, keys: bytes) -> Place | Wiped | None:
        """Begin a room under `gen`, only if absent (None where it stands already) and not wiped."""

    async def load(self, room: str) -> Kept | Gone | Wiped:
        """The room as it stands."""

    def commit(self, room: str, commit: Commit) -> Coroutine[Any, Any, Answer]:
        """Compare, save, number, remember, delete, publish, refresh: all or nothing."""

    async def head(self, room: str, instance: str, known_seq: int) -> Head | Rewound | Gone | Wiped:
        """Once a second for followed rooms: writes this instance's beat and refreshes lives."""

    async def since(self, room: str, gen: str, seq: int, upto: int) -> Sequence[Resting | None] | None:
        """The pieces after `seq` up to `upto`; None in place of one that is retracted or past its life.

        None for another `gen`.
        """

    async def follow(self, room: str) -> None:
        """Hear this room's news from now on."""

    async def unfollow(self, room: str) -> None:
        """Hear no more of it."""

    async def restore(self, room: str, offer: Offer) -> Place | Wiped | None:
        """After lost memory: offer a history, to be joined with those of the others.

        Histories of one meeting are beginnings of the same one, so the longest is the whole; pieces that
        only the shorter knew are taken too. Where two have parted (`server.line.histories`) the longer wins.
        The room settles when everybody who is waited for has offered, after `SETTLING` at the soonest and
        `AWAITED` at the latest. One that was opened anew gives way.
        Answers where the room stands when this history is part of it, be it by now under a later generation;
        None where it came too late, or nothing was lost: take what is there.
        """

    async def wipe(self, room: str) -> bool:
        """Everything of the room goes at once; a tombstone without content stays. False if wiped before."""

    async def now(self) -> float:
        """The line's time, in seconds."""

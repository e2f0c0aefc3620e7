"""The line inside one process: the same promises as any other, kept in a dictionary.

Several instances may share one `Memory`, as several share one Redis; each has a `MemoryLine` of its own.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from server.line.histories import Standing, gives_way, is_beginning, joins, reach
from server.line.line import (
    AWAITED,
    EARLY,
    PIECE_LIFE,
    ROOM_LIFE,
    SETTLING,
    TOMBSTONE_LIFE,
    Answer,
    Commit,
    Committed,
    Ear,
    Gone,
    Head,
    Kept,
    News,
    Offer,
    Outrun,
    Place,
    Resting,
    Rewound,
    Said,
    SeatKey,
    Settling,
    TooEarly,
    Wiped,
)


@dataclass(slots=True)
class _Room:
    """What stands in memory for one room."""

    gen: str
    version: int
    seq: int
    state: bytes = field(repr=False)
    keys: bytes = field(repr=False)
    lives_until: float
    restored: tuple[Place, ...] = ()
    """How far the longest history reached that was offered, each time the room was restored; the newest first."""
    settles_until: float = 0.0
    waits_until: float = 0.0
    awaited: set[str] = field(default_factory=set)
    pieces: dict[int, tuple[float, bytes]] = field(default_factory=dict, repr=False)
    acts: dict[SeatKey, tuple[int, bytes]] = field(default_factory=dict, repr=False)
    beats: dict[str, float] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return Place(self.gen, self.version, self.seq)

    def settles(self, now: float) -> bool:
        """Whether histories may still be offered."""
        return now < self.settles_until or (bool(self.awaited) and now < self.waits_until)


class Memory:
    """The rooms of one process, its tombstones, and who follows what."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._rooms: dict[str, _Room] = {}
        self._tombstones: dict[str, float] = {}
        self._followers: dict[str, list[Ear]] = {}

    def empty(self) -> None:
        """Lose everything at once, as a Redis that starts again does."""
        self._rooms.clear()
        self._tombstones.clear()

    def found(self, room: str) -> _Room | Gone | Wiped:
        """The room, after what is past its life has gone."""
        now = self.clock()
        if now < self._tombstones.get(room, 0.0):
            return Wiped()
        standing = self._rooms.get(room)
        if standing is None or now >= standing.lives_until:
            self._rooms.pop(room, None)
            return Gone()
        while standing.pieces and next(iter(standing.pieces.values()))[0] <= now:
            del standing.pieces[next(iter(standing.pieces))]  # they lie in the order of their end
        return standing

    def begin(self, room: str, standing: _Room) -> None:
        """Put a room where none stands."""
        self._rooms[room] = standing

    def bury(self, room: str) -> None:
        """Everything of the room goes; a stone without content stays a day."""
        self._rooms.pop(room, None)
        self._tombstones[room] = self.clock() + TOMBSTONE_LIFE

    def follow(self, room: str, ear: Ear) -> None:
        """From now on `ear` hears the room's news."""
        ears = self._followers.setdefault(room, [])
        if ear not in ears:
            ears.append(ear)

    def unfollow(self, room: str, ear: Ear) -> None:
        """`ear` hears no more of it."""
        ears = self._followers.get(room, [])
        if ear in ears:
            ears.remove(ear)
        if not ears:
            self._followers.pop(room, None)

    def publish(self, room: str, news: News) -> None:
        """Each follower hears, soon and in order, never inside the caller's step."""
        for ear in self._followers.get(room, ()):
            asyncio.get_running_loop().call_soon(ear, room, news)


class MemoryLine:
    """One instance's end of the line."""

    at_once = True

    def __init__(self, memory: Memory, ear: Ear) -> None:
        self._memory = memory
        self._ear = ear

    async def open(self, room: str, gen: str, state: bytes, keys: bytes) -> Place | Wiped | None:
        """See `Line.open`."""
        found = self._memory.found(room)
        if isinstance(found, Wiped):
            return found
        if isinstance(found, _Room):
            return None
        standing = _Room(gen, 0, 0, state, keys, self._memory.clock() + ROOM_LIFE)
        self._memory.begin(room, standing)
        return standing.place

    async def load(self, room: str) -> Kept | Gone | Wiped:
        """See `Line.load`."""
        found = self._memory.found(room)
        if not isinstance(found, _Room):
            return found
        now = self._memory.clock()
        return Kept(found.place, found.state, found.keys, dict(found.acts), now, found.restored)

    async def commit(self, room: str, commit: Commit) -> Answer:
        """See `Line.commit`."""
        found = self._memory.found(room)
        if not isinstance(found, _Room):
            return found
        now = self._memory.clock()
        return _objection(found, commit, now) or self._store(room, found, commit, now)

    def _store(self, room: str, standing: _Room, commit: Commit, now: float) -> Committed:
        first = standing.seq + 1
        standing.version = commit.to_version
        standing.lives_until = now + ROOM_LIFE
        if commit.state is not None:
            standing.state = commit.state
        for piece in commit.pieces:
            standing.seq += 1
            standing.pieces[standing.seq] = (now + PIECE_LIFE, piece)
        for seq in commit.forget:
            standing.pieces.pop(seq, None)
        for seat, number, answer in commit.acts:
            standing.acts[seat] = (number, answer)
        self._memory.publish(
            room,
            News(standing.place, commit.from_version, first, commit.state, commit.pieces, now),
        )
        return Committed(standing.place, now)

    async def head(self, room: str, instance: str, known_seq: int) -> Head | Rewound | Gone | Wiped:
        """See `Line.head`."""
        found = self._memory.found(room)
        if not isinstance(found, _Room):
            return found
        if found.seq < known_seq:
            return Rewound()
        now = self._memory.clock()
        found.lives_until = now + ROOM_LIFE
        living = {who: beat for who, beat in found.beats.items() if now - beat < ROOM_LIFE}
        found.beats = living | {instance: now}
        return Head(found.place, now, dict(found.beats))

    async def since(self, room: str, gen: str, seq: int, upto: int) -> Sequence[Resting | None] | None:
        """See `Line.since`."""
        found = self._memory.found(room)
        if not isinstance(found, _Room) or found.gen != gen:
            return None
        now = self._memory.clock()
        rests = map(found.pieces.get, range(seq + 1, upto + 1))
        return [None if it is None else (it[1], it[0] - now) for it in rests]

    async def follow(self, room: str) -> None:
        """See `Line.follow`."""
        self._memory.follow(room, self._ear)

    async def unfollow(self, room: str) -> None:
        """See `Line.unfollow`."""
        self._memory.unfollow(room, self._ear)

    async def restore(self, room: str, offer: Offer) -> Place | Wiped | None:
        """See `Line.restore`."""
        found = self._memory.found(room)
        if isinstance(found, Wiped):
            return found
        now = self._memory.clock()
        if isinstance(found, _Room):
            stands = Standing(found.place, found.restored, found.settles(now))
            if joins(stands, offer):
                _join(found, offer, now)
                return found.place
            if not gives_way(stands, offer):
                return found.place if is_beginning(stands, offer) else None
        restored = _restored(offer, now)
        self._memory.begin(room, restored)
        return restored.place

    async def wipe(self, room: str) -> bool:
        """See `Line.wipe`."""
        found = self._memory.found(room)
        if isinstance(found, Wiped):
            return False
        place = found.place if isinstance(found, _Room) else Place("", 0, 0)
        self._memory.bury(room)
        self._memory.publish(room, News(place, place.version, place.seq + 1, None, (), wiped=True))
        return True

    async def now(self) -> float:
        """See `Line.now`."""
        return self._memory.clock()


def _objection(standing: _Room, commit: Commit, now: float) -> Answer | None:
    """Why this step is not taken; every argument is looked at before the first write."""
    if standing.seq < commit.known_seq and standing.gen == commit.gen:
        return Rewound()
    if standing.settles(now):
        return Settling()
    if standing.gen != commit.gen:
        return Outrun(standing.place)
    if commit.rings_for is not None and now < commit.rings_for - EARLY:
        return TooEarly(now)
    if done := _done_before(standing, commit):
        return Said(done)
    if standing.version != commit.from_version:
        return Outrun(standing.place)
    return None


def _done_before(standing: _Room, commit: Commit) -> dict[tuple[SeatKey, int], bytes | None]:
    done: dict[tuple[SeatKey, int], bytes | None] = {}
    for seat, number, _ in commit.acts:
        last, answer = standing.acts.get(seat, (0, b""))
        if number <= last:
            done[seat, number] = answer if number == last else None
    return done


def _join(standing: _Room, offer: Offer, now: float) -> None:
    kept = offer.kept
    if reach(kept.place) > reach(standing.place):
        standing.version, standing.seq = reach(kept.place)
        standing.state, standing.keys = kept.state, kept.keys
        standing.restored = (kept.place, *kept.restored)
    standing.awaited.discard(offer.instance)
    standing.pieces = _by_their_end(_resting(offer, now) | standing.pieces)
    for seat, act in kept.acts.items():
        standing.acts[seat] = max(standing.acts.get(seat, (0, b"")), act)


def _restored(offer: Offer, now: float) -> _Room:
    kept = offer.kept
    return _Room(
        gen=kept.place.gen,
        version=kept.place.version,
        seq=kept.place.seq,
        state=kept.state,
        keys=kept.keys,
        lives_until=now + ROOM_LIFE,
        restored=(kept.place, *kept.restored),
        settles_until=now + SETTLING,
        waits_until=now + AWAITED,
        awaited=set(offer.others) - {offer.instance},
        pieces=_by_their_end(_resting(offer, now)),
        acts=dict(kept.acts),
    )


def _by_their_end(pieces: dict[int, tuple[float, bytes]]) -> dict[int, tuple[float, bytes]]:
    return dict(sorted(pieces.items(), key=lambda numbered: numbered[1][0]))


def _resting(offer: Offer, now: float) -> dict[int, tuple[float, bytes]]:
    return {seq: (now + left, piece) for seq, (piece, left) in offer.pieces.items() if left > 0}

"""The line between instances, on Redis 6.2 or newer, Valkey, or a cluster of masters.

Every verb is one script, so every step is one atomic act. All keys of a room share one hash tag. News goes
out by plain PUBLISH inside the same script, which a cluster carries to every node. aioredis lives on as
`redis.asyncio`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from hashlib import sha1
from pathlib import Path
from typing import Any, cast

import msgspec
from redis import asyncio as aioredis
from redis.asyncio.client import PubSub
from redis.exceptions import NoScriptError, RedisError

from server.line.line import (
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
    OutOfTouch,
    Outrun,
    Place,
    Rewound,
    Said,
    SeatKey,
    Settling,
    TooEarly,
    Wiped,
)

LONGEST_STATE = 16 * 1024
"""The news of a change carries the state up to this size; above it, followers load."""

PATIENCE = 2.0
"""Seconds an answer may take before the line counts as out of reach."""

_WINDOW = 20_000
"""How many of the last pieces a wipe looks for; more than a room can say in a piece's life."""

_Reply = list[bytes]


class _Body(msgspec.Struct, array_like=True):
    """What a commit publishes, apart from the numbers the script writes in front."""

    state: bytes | None
    pieces: tuple[bytes, ...]
    forget: tuple[int, ...]


def _script(name: str) -> tuple[str, str]:
    text = (Path(__file__).parent / "lua" / f"{name}.lua").read_text()
    return text, sha1(text.encode(), usedforsecurity=False).hexdigest()


_SCRIPTS = {name: _script(name) for name in ("open", "load", "commit", "head", "since", "restore", "wipe")}


class RedisLine:
    """One instance's end of the line. Made by `connected`."""

    def __init__(self, client: Any, subscriber: PubSub, ear: Ear) -> None:
        self._client = client
        self._subscriber = subscriber
        self._ear = ear
        self._followed: set[str] = set()
        self._changing = asyncio.Lock()

    async def open(self, room: str, gen: str, state: bytes, keys: bytes) -> Place | Wiped | None:
        """See `Line.open`."""
        match await self._run("open", room, gen, state, keys, _ms(ROOM_LIFE)):
            case [b"wiped"]:
                return Wiped()
            case [b"stands"]:
                return None
            case _:
                return Place(gen, 0, 0)

    async def load(self, room: str) -> Kept | Gone | Wiped:
        """See `Line.load`."""
        match await self._run("load", room):
            case [b"stands", gen, version, seq, state, keys, now, *acts]:
                return Kept(_place([gen, version, seq]), state, keys, _acts(acts), float(now))
            case absent:
                return _absent(absent)

    async def commit(self, room: str, commit: Commit) -> Answer:
        """See `Line.commit`."""
        told = commit.state if commit.state is not None and len(commit.state) <= LONGEST_STATE else None
        body = msgspec.msgpack.encode(_Body(told, commit.pieces, commit.forget))
        answer = await self._run("commit", room, *_written(commit), body, *_lists(commit))
        match answer:
            case [b"committed", *place, now]:
                return Committed(_place(place), float(now))
            case [b"outrun", *place]:
                return Outrun(_place(place))
            case [b"early", now]:
                return TooEarly(float(now))
            case [b"said", *done]:
                return Said(_done(done))
            case [b"rewound"]:
                return Rewound()
            case [b"settling"]:
                return Settling()
            case _:
                return _absent(answer)

    async def head(self, room: str, instance: str, known_seq: int) -> Head | Rewound | Gone | Wiped:
        """See `Line.head`."""
        answer = await self._run("head", room, instance, known_seq, _ms(ROOM_LIFE))
        match answer:
            case [b"head", gen, version, seq, now, *beats]:
                at = {who.decode(): float(beat) for who, beat in zip(beats[::2], beats[1::2], strict=True)}
                return Head(_place([gen, version, seq]), float(now), at)
            case [b"rewound"]:
                return Rewound()
            case _:
                return _absent(answer)

    async def since(self, room: str, gen: str, seq: int, upto: int) -> Sequence[bytes | None] | None:
        """See `Line.since`."""
        match await self._run("since", room, gen, seq, upto):
            case [b"pieces", *pieces]:
                return cast(list[bytes | None], pieces)
            case _:
                return None

    async def follow(self, room: str) -> None:
        """See `Line.follow`. One lock, or a quick leave-and-arrive could leave this instance deaf."""
        async with self._changing, _touch():
            self._followed.add(room)
            await self._subscriber.subscribe(_channel(room))

    async def unfollow(self, room: str) -> None:
        """See `Line.unfollow`."""
        async with self._changing, _touch():
            self._followed.discard(room)
            await self._subscriber.unsubscribe(_channel(room))

    async def restore(self, room: str, kept: Kept, pieces: Mapping[int, bytes]) -> Place | Wiped | None:
        """See `Line.restore`."""
        place = kept.place
        told = [part for seq, piece in pieces.items() for part in (seq, piece)]
        acts = [part for seat, (number, answer) in kept.acts.items() for part in (seat, number, answer)]
        lives = (SETTLING, _ms(ROOM_LIFE), _ms(PIECE_LIFE))
        numbers = (place.gen, place.version, place.seq, kept.state, kept.keys, *lives)
        match await self._run("restore", room, *numbers, len(pieces), *told, len(kept.acts), *acts):
            case [b"wiped"]:
                return Wiped()
            case [b"restored", *standing]:
                return _place(standing)
            case _:
                return None

    async def wipe(self, room: str) -> bool:
        """See `Line.wipe`."""
        body = msgspec.msgpack.encode(_Body(None, (), ()))
        return await self._run("wipe", room, _ms(TOMBSTONE_LIFE), _WINDOW, body) != [b"wiped"]

    async def now(self) -> float:
        """See `Line.now`."""
        async with _touch():
            seconds, micros = await self._client.time()
        return float(seconds) + float(micros) / 1_000_000

    async def listen(self) -> None:
        """Hear the news for as long as the line is open, patiently: what breaks is taken up again."""
        pause = 0.05
        while True:
            try:
                await self._hear_one()
                pause = 0.05
            except (RedisError, OSError):
                await asyncio.sleep(pause)
                pause = min(pause * 2, 1.0)
                await self._take_up_again()

    async def _hear_one(self) -> None:
        # A subscriber without a channel hears nothing; the house's own quiet channel is always followed.
        message = await self._subscriber.get_message(ignore_subscribe_messages=True, timeout=5.0)
        if message is None:
            await self._subscriber.ping()
        elif message["type"] == "message":
            channel, news = cast(bytes, message["channel"]).decode(), _news(cast(bytes, message["data"]))
            self._ear(_room_of(channel), news)

    async def _take_up_again(self) -> None:
        async with self._changing:
            try:
                await self._subscriber.subscribe(_QUIET, *map(_channel, self._followed))
            except (RedisError, OSError):
                return

    async def _run(self, name: str, room: str, *arguments: object) -> _Reply:
        text, digest = _SCRIPTS[name]
        async with _touch():
            try:
                answer = await self._client.execute_command("EVALSHA", digest, 1, _key(room), *arguments)
            except NoScriptError:
                answer = await self._client.execute_command("EVAL", text, 1, _key(room), *arguments)
        return cast(_Reply, answer)


_QUIET = "alcove:quiet"


@asynccontextmanager
async def connected(url: str, ear: Ear) -> AsyncIterator[RedisLine]:
    """A line on the Redis at `url` (`redis://`, `rediss://`, `unix://`); it listens until then."""
    # No socket timeout on the subscriber: silence is ordinary there, and its own PING tells a dead line.
    client = aioredis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    hearing = aioredis.Redis.from_url(url, socket_connect_timeout=PATIENCE)
    subscriber = hearing.pubsub()
    async with client, hearing, subscriber, asyncio.TaskGroup() as tasks:
        line = RedisLine(client, subscriber, ear)
        async with _touch():
            await subscriber.subscribe(_QUIET)
        listening = tasks.create_task(line.listen())
        try:
            yield line
        finally:
            listening.cancel()


@asynccontextmanager
async def _touch() -> AsyncIterator[None]:
    try:
        yield
    except (RedisError, OSError, TimeoutError):
        # The client's own message may quote what was sent: nothing of it goes on.
        raise OutOfTouch from None


def _key(room: str) -> str:
    return f"alcove:{{{room}}}"


def _channel(room: str) -> str:
    return f"{_key(room)}:news"


def _room_of(channel: str) -> str:
    return channel.removeprefix("alcove:{").removesuffix("}:news")


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _place(parts: Sequence[bytes]) -> Place:
    gen, version, seq = parts
    return Place(gen.decode(), int(version), int(seq))


def _absent(answer: _Reply) -> Gone | Wiped:
    return Wiped() if answer == [b"wiped"] else Gone()


def _acts(parts: Sequence[bytes]) -> dict[SeatKey, tuple[int, bytes]]:
    return {seat.decode(): _last(act) for seat, act in zip(parts[::2], parts[1::2], strict=True)}


def _last(act: bytes) -> tuple[int, bytes]:
    number, _, answer = act.partition(b" ")
    return int(number), answer


def _done(parts: Sequence[bytes]) -> dict[tuple[SeatKey, int], bytes | None]:
    threes = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {(seat.decode(), int(number)): answer[1:] if answer else None for seat, number, answer in threes}


def _written(commit: Commit) -> tuple[object, ...]:
    """The fixed arguments of a commit, in the script's order."""
    return (
        commit.gen,
        commit.from_version,
        commit.known_seq,
        commit.to_version,
        int(commit.state is not None),
        commit.state or b"",
        "" if commit.rings_for is None else repr(commit.rings_for),
        EARLY,
        _ms(ROOM_LIFE),
        _ms(PIECE_LIFE),
    )


def _lists(commit: Commit) -> tuple[object, ...]:
    """What a commit has several of, each list with its count in front."""
    acts = [part for act in commit.acts for part in act]
    return (len(commit.pieces), *commit.pieces, len(commit.acts), *acts, len(commit.forget), *commit.forget)


def _news(data: bytes) -> News:
    head, _, rest = data.partition(b"\n")
    gen, version, seq, from_version, first, wiped = head.split(b" ")
    body = msgspec.msgpack.decode(rest, type=_Body)
    place = _place([gen, version, seq])
    told = News(place, int(from_version), int(first), body.state, body.pieces, body.forget)
    return replace(told, wiped=wiped == b"1")

"""The line between instances, on Redis 6.2 or newer, Valkey, or a cluster of masters.

Every verb is one script, so every step is one atomic act. All keys of a room share one hash tag. News goes
out by plain PUBLISH inside the same script, which a cluster carries to every node. A Redis is asked and heard
through pipes of our own; a cluster, where each key has its home, is asked by `redis.asyncio`, as which aioredis
lives on.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from hashlib import sha1
from pathlib import Path
from typing import cast

from redis import asyncio as aioredis
from redis.exceptions import NoScriptError, RedisClusterException, RedisError

from server.line.hearing import Hearing, Tuning
from server.line.line import (
    ROOM_LIFE,
    TOMBSTONE_LIFE,
    Answer,
    Commit,
    Committed,
    Ear,
    Gone,
    Head,
    Kept,
    Offer,
    OutOfTouch,
    Outrun,
    Place,
    Resting,
    Rewound,
    Said,
    Settling,
    TooEarly,
    Wiped,
)
from server.line.pipe import PATIENCE, Pipe, address_of, opened
from server.line.questions import Questions
from server.line.spelling import (
    EMPTY,
    WINDOW,
    Reply,
    absent,
    acts_of,
    body_of,
    done_of,
    history_of,
    key_of,
    lists_of,
    ms,
    numbers_of,
    place_of,
    places_of,
)

Asks = Callable[..., Awaitable[object]]
"""Puts one command to Redis, words as they stand; the answer, or `RedisError`, or `OSError` where none comes."""


def _script(name: str) -> tuple[str, str]:
    text = (Path(__file__).parent / "lua" / f"{name}.lua").read_text()
    return text, sha1(text.encode(), usedforsecurity=False).hexdigest()


_SCRIPTS = {
    name: _script(name) for name in ("open", "load", "commit", "head", "since", "restore", "wipe", "time")
}


class RedisLine:
    """One instance's end of the line. Made by `connected`."""

    at_once = False

    def __init__(self, ask: Asks, hearing: Hearing) -> None:
        self._ask = ask
        self._hearing = hearing

    async def open(self, room: str, gen: str, state: bytes, keys: bytes) -> Place | Wiped | None:
        """See `Line.open`."""
        match await self._run("open", room, gen, state, keys, ms(ROOM_LIFE)):
            case [b"wiped"]:
                return Wiped()
            case [b"stands"]:
                return None
            case _:
                return Place(gen, 0, 0)

    async def load(self, room: str) -> Kept | Gone | Wiped:
        """See `Line.load`."""
        match await self._run("load", room):
            case [b"stands", gen, version, seq, state, keys, now, restored, *acts]:
                place = place_of([gen, version, seq])
                return Kept(place, state, keys, acts_of(acts), float(now), places_of(restored))
            case nothing:
                return absent(nothing)

    async def commit(self, room: str, commit: Commit) -> Answer:
        """See `Line.commit`."""
        match await self._run("commit", room, *numbers_of(commit), body_of(commit), *lists_of(commit)):
            case [b"committed", *place, now]:
                return Committed(place_of(place), float(now))
            case [b"outrun", *place]:
                return Outrun(place_of(place))
            case [b"early", now]:
                return TooEarly(float(now))
            case [b"said", *done]:
                return Said(done_of(done))
            case [b"rewound"]:
                return Rewound()
            case [b"settling"]:
                return Settling()
            case nothing:
                return absent(nothing)

    async def head(self, room: str, instance: str, known_seq: int) -> Head | Rewound | Gone | Wiped:
        """See `Line.head`."""
        match await self._run("head", room, instance, known_seq, ms(ROOM_LIFE)):
            case [b"head", gen, version, seq, now, *beats]:
                last = {who.decode(): float(at) for who, at in zip(beats[::2], beats[1::2], strict=True)}
                return Head(place_of([gen, version, seq]), float(now), last)
            case [b"rewound"]:
                return Rewound()
            case nothing:
                return absent(nothing)

    async def since(self, room: str, gen: str, seq: int, upto: int) -> Sequence[Resting | None] | None:
        """See `Line.since`."""
        match await self._run("since", room, gen, seq, upto):
            case [b"pieces", *pieces]:
                rests = cast(list[tuple[bytes | None, int]], zip(pieces[::2], pieces[1::2], strict=True))
                return [None if piece is None else (piece, left / 1000) for piece, left in rests]
            case _:
                return None

    async def follow(self, room: str) -> None:
        """See `Line.follow`."""
        await self._hearing.follow(room)

    async def unfollow(self, room: str) -> None:
        """See `Line.unfollow`."""
        await self._hearing.unfollow(room)

    async def restore(self, room: str, offer: Offer) -> Place | Wiped | None:
        """See `Line.restore`."""
        match await self._run("restore", room, *history_of(offer)):
            case [b"wiped"]:
                return Wiped()
            case [b"restored", *standing]:
                return place_of(standing)
            case _:
                return None

    async def wipe(self, room: str) -> bool:
        """See `Line.wipe`."""
        return await self._run("wipe", room, ms(TOMBSTONE_LIFE), WINDOW, EMPTY) != [b"wiped"]

    async def now(self) -> float:
        """See `Line.now`. On a cluster some master's: a room's deadlines are judged by its own."""
        return float((await self._run("time", "now"))[0])

    async def _run(self, name: str, room: str, *arguments: object) -> Reply:
        text, digest = _SCRIPTS[name]
        async with _touch():
            try:
                answer = await self._ask("EVALSHA", digest, 1, key_of(room), *arguments)
            except NoScriptError:
                answer = await self._ask("EVAL", text, 1, key_of(room), *arguments)
        return cast(Reply, answer)


@asynccontextmanager
async def connected(url: str, ear: Ear) -> AsyncIterator[RedisLine]:
    """A line on the Redis at `url`; it listens for as long as the block lasts.

    `redis://`, `rediss://` (TLS) and `unix://` name one Redis, `redis+cluster://` and `rediss+cluster://` any
    node of a cluster of masters. User and password stand in the address.
    """
    async with _reached(url) as (ask, tune), asyncio.TaskGroup() as tasks:
        hearing = Hearing(tune, ear)
        async with _touch():
            await hearing.begin()
        listening = tasks.create_task(hearing.listen())
        try:
            yield RedisLine(ask, hearing)
        finally:
            listening.cancel()
            hearing.close()


@asynccontextmanager
async def _reached(url: str) -> AsyncIterator[tuple[Asks, Tuning]]:
    if "+cluster://" in url:
        plain = url.replace("+cluster", "")
        async with _cluster(plain) as nodes:
            yield nodes.execute_command, lambda told: _any_node(nodes, plain, told)
    else:
        address = address_of(url)
        questions = Questions(address)
        try:
            yield questions.ask, lambda told: opened(address, told)
        finally:
            questions.close()


@asynccontextmanager
async def _cluster(url: str) -> AsyncIterator["aioredis.RedisCluster"]:
    nodes = aioredis.RedisCluster.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
    async with _touch():
        await nodes.initialize()
    try:
        yield nodes
    finally:
        await nodes.aclose()


async def _any_node(nodes: "aioredis.RedisCluster", url: str, told: Callable[[object], None]) -> Pipe:
    """Plain publish reaches every node, so any living one will do; a dead one is left for another."""
    with suppress(RedisClusterException):  # not one is left; nor is this a `RedisError`
        await nodes.initialize()
    for node in nodes.get_nodes():
        with suppress(RedisError, OSError):
            return await opened(address_of(url, host=node.host, port=int(node.port)), told)
    raise OSError("no node answers")


@asynccontextmanager
async def _touch() -> AsyncIterator[None]:
    try:
        yield
    except (RedisError, RedisClusterException, OSError):
        # The client's own message may quote what was sent: nothing of it goes on.
        raise OutOfTouch from None

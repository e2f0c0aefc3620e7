"""Looks at Redis before people meet over it: what would break the promise is named, with the way out.

It comes by a user of its own, who may look and nothing else: `CONFIG GET`, `CLIENT LIST`, `INFO`.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from redis import asyncio as aioredis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, NoPermissionError, RedisError

from server.line.line import OutOfTouch

PATIENCE: Final = 5.0
SETTINGS: Final = (
    "save", "appendonly", "slowlog-log-slower-than", "slowlog-max-len", "maxmemory-policy", "crash-log-enabled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One thing about this Redis that a host should know. What is fatal must not stay so."""

    fatal: bool
    said: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What one Redis says of itself."""

    settings: Mapping[str, str]
    replication: Mapping[str, object]
    clients: Sequence[Mapping[str, str]] = field(repr=False)


async def looked(line: str, check: str, replicas: int) -> list[Found]:
    """Everything worth saying of the Redis at `line`, seen by the user of `check`, or else by the line's own.

    Raises `OutOfTouch` where nobody answers.
    """
    try:
        seen = [one async for one in _every_node(check or line)]
        opens = await _opens_to_anybody(line)
    except (NoPermissionError, AuthenticationError):
        return [Found(True, A_USER)]
    except (RedisError, OSError, TimeoutError):
        # The client's own message may quote the address, and with it a password.
        raise OutOfTouch from None
    return [*_of_the_way(line, opens), *dict.fromkeys(it for one in seen for it in judged(one, replicas))]


A_USER: Final = (
    "Redis does not let itself be looked at: name a user in ALCOVE_REDIS_CHECK_URL who has "
    "`+config|get +client|list +info +ping`, and on a cluster `+cluster|slots` too"
)


def judged(seen: Seen, replicas: int) -> Iterator[Found]:
    """What would let words or names outlive a meeting, and what might."""
    told = seen.settings
    if told.get("save"):
        yield Found(
            True, 'Redis writes its memory to disk: set `save ""`, and delete the dump it has written'
        )
    if told.get("appendonly", "no") != "no":
        yield Found(True, "Redis keeps every command on disk: set `appendonly no`, and delete the file")
    if seen.replication.get("role") != "master" or _count(seen.replication) > replicas:
        yield Found(
            True,
            "Redis has replicas, and a failover may lose what was acknowledged: "
            "take them away, or say how many with ALCOVE_REDIS_REPLICAS",
        )
    if any("O" in client.get("flags", "") for client in seen.clients):
        yield Found(True, "somebody reads every command of Redis along (MONITOR): end that connection")
    yield from _might(seen)


def _might(seen: Seen) -> Iterator[Found]:
    told = seen.settings
    if int(told.get("slowlog-log-slower-than", -1)) >= 0 and int(told.get("slowlog-max-len", 0)) > 0:
        yield Found(False, "Redis remembers slow commands whole: set `slowlog-log-slower-than -1`")
    if int(str(seen.replication.get("repl_backlog_active", 0))):
        yield Found(
            False, "Redis holds the last commands for replicas: set `repl-backlog-ttl 1`, or restart it"
        )
    if told.get("maxmemory-policy", "noeviction") != "noeviction":
        yield Found(
            False, "Redis may drop a living meeting to save memory: set `maxmemory-policy noeviction`"
        )
    if told.get("crash-log-enabled", "no") != "no":
        yield Found(False, "a crash of Redis may write commands to its log: set `crash-log-enabled no`")


def _of_the_way(url: str, opens: bool) -> Iterator[Found]:
    """Between us and Redis: on this machine anything goes; beyond it only sealed, and only for who is known."""
    if is_near(url):
        return
    if not url.startswith("rediss"):
        yield Found(True, "what we tell Redis crosses a network in the open: use rediss:// or unix://")
    if opens:
        yield Found(True, "Redis lets everybody in: give its default user a password, or switch it off")


def is_near(url: str) -> bool:
    """Whether this Redis is on this machine, or behind a file."""
    host = urlsplit(url).hostname or ""
    try:
        return url.startswith("unix:") or host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _count(replication: Mapping[str, object]) -> int:
    return int(str(replication.get("connected_slaves", 0)))


async def _every_node(url: str) -> AsyncIterator[Seen]:
    if "+cluster://" not in url:
        async with _client(url) as one:
            yield await _seen(one)
        return
    nodes = aioredis.RedisCluster.from_url(url.replace("+cluster", ""), socket_timeout=PATIENCE)
    try:
        await nodes.initialize()
        for node in nodes.get_nodes():
            yield await _seen(nodes, target_nodes=node)
    finally:
        await nodes.aclose()


async def _seen(client: Any, **where: object) -> Seen:
    settings: dict[str, str] = {}
    for name in SETTINGS:
        settings |= await client.config_get(name, **where)
    if where:
        return Seen(settings, await client.info("replication", **where), await client.client_list(**where))
    return Seen(settings, await client.info("replication"), await client.client_list())


async def _opens_to_anybody(url: str) -> bool:
    """Whether somebody without name and password is let in."""
    if is_near(url):
        return False
    parts = urlsplit(url.replace("+cluster", ""))
    address = f"{parts.scheme}://{parts.hostname}:{parts.port or 6379}"
    async with _client(address) as stranger:
        try:
            await stranger.ping()
        except (AuthenticationError, NoPermissionError):
            return False
    return True


@asynccontextmanager
async def _client(url: str) -> AsyncIterator["aioredis.Redis"]:
    client = aioredis.Redis.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 1)
    )
    async with client:
        yield client

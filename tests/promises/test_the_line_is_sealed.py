"""Everything a Redis holds, hears and remembers of a lived evening: no name, no word, no meaning is in it."""

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from redis import asyncio as aioredis

from server.keep.closed_list import Place, listed
from server.line.sealing import Seal
from tests import redis_server
from tests.guest import Guest
from tests.promises.lived import a_house_on_redis
from tests.promises.test_closed_list import text

NAMES = ("Fayette-5c1d", "Anastasia-5c1d", "Bojidar-5c1d")
WORDS = ("what-ana-said-5c1d", "said-better-5c1d", "to-the-desk-5c1d", "a-topic-5c1d", "taken-back-5c1d")
MEANINGS = ("facilitator", "participant", "for_session", "support-circle")
REMEMBERS_ALL = ("--slowlog-log-slower-than", "0", "--slowlog-max-len", "10000", "--rdbcompression", "no")


@pytest.fixture(scope="module")
def redis_that_remembers() -> Iterator[str]:
    """A Redis as no host should have it: it writes down every command, and dumps what it holds as it is."""
    with redis_server.served(*REMEMBERS_ALL) as server:
        yield server.address


@dataclass
class Seen:
    """All of it, by where it was seen."""

    commands: list[bytes] = field(default_factory=list)
    published: list[bytes] = field(default_factory=list)
    rested: dict[str, set[bytes]] = field(default_factory=dict)
    remembered: list[bytes] = field(default_factory=list)
    dug: asyncio.Event = field(default_factory=asyncio.Event)

    async def digs(self) -> None:
        """Until all that rests now was surely looked at: the round that is on may have begun before."""
        for _ in range(2):
            self.dug.clear()
            await self.dug.wait()

    def everything(self) -> dict[str, bytes]:
        """One text for each place."""
        rested = b"\n".join(box for boxes in self.rested.values() for box in boxes)
        return {
            "MONITOR": b"\n".join(self.commands),
            "PSUBSCRIBE": b"\n".join(self.published),
            "DUMP": rested + "\n".join(self.rested).encode(),
            "SLOWLOG": b"\n".join(self.remembered),
        }


@asynccontextmanager
async def looking(url: str) -> AsyncIterator[Seen]:
    """Sees all that goes on in this Redis, from now to the end of the block."""
    seen = Seen()
    async with aioredis.Redis.from_url(url) as redis, redis.monitor() as monitor, redis.pubsub() as ear:
        await redis.flushall()
        await redis.slowlog_reset()
        await ear.psubscribe("*")

        async def reads_along() -> None:
            while True:
                seen.commands.append(unquoted((await monitor.next_command())["command"]))

        async def listens() -> None:
            async for message in ear.listen():
                if message["type"] == "pmessage":
                    seen.published += [message["channel"], message["data"]]

        over = asyncio.Event()

        async def digs() -> None:
            # Told to stop, not cancelled: the client may take a cancellation for an answer that came late.
            while not over.is_set():
                for key in map(text, await redis.keys()):
                    seen.rested.setdefault(key, set()).add(await redis.dump(key) or b"")
                seen.dug.set()
                await asyncio.sleep(0.01)

        digging = asyncio.ensure_future(digs())
        busy = [asyncio.ensure_future(it) for it in (reads_along(), listens())]
        yield seen
        await asyncio.sleep(0.2)
        over.set()
        await digging
        for it in busy:
            it.cancel()
        await asyncio.wait(busy, timeout=1)
        seen.remembered = [entry["command"] for entry in await redis.slowlog_get(10_000)]


def unquoted(command: str) -> bytes:
    """What a client said, from the way MONITOR shows it."""
    return re.sub(
        rb"\\x([0-9a-f]{2})",
        lambda it: bytes.fromhex(it[1].decode()),
        command.encode("utf-8", "surrogateescape"),
    )


def disguises(text: str) -> Iterator[bytes]:
    """The ways a text may hide from who looks for it as it is."""
    plain = text.encode()
    yield plain
    yield text.encode("utf-16-le")
    yield plain.hex().encode()
    for shift in range(3):
        # Whole groups of three only: what stands before and after changes the letters at the edges.
        yield b64encode((b"-" * shift + plain)[3 if shift else 0 :][: len(plain) // 3 * 3 - 3])


def found(seen: Seen, texts: tuple[str, ...]) -> set[tuple[str, str]]:
    return {
        (place, text)
        for place, all_of_it in seen.everything().items()
        for text in texts
        if any(disguise in all_of_it for disguise in disguises(text))
    }


async def lived(url: str) -> Seen:
    """An evening with all kinds of words, while somebody looks."""
    async with looking(url) as seen, a_house_on_redis(url) as house:
        fay, ana, bo = (
            Guest(name, link)
            for name, link in zip(NAMES, (*house.links.guides, *[house.links.participants] * 2), strict=True)
        )
        for guest in (fay, ana, bo):
            await guest.knocks()
        async with fay.on_a_line(), ana.on_a_line(), bo.on_a_line():
            await fay.until(lambda me: len(me.picture["desk"].get("waiting", ())) == 2)
            await fay.may("admit", whom=[ana.seat, bo.seat])
            await ana.until(lambda me: me.sees(NAMES[2]))
            await bo.until(lambda me: me.sees(NAMES[1]))
            await fay.may("go_to", phase="opening")
            await fay.may("set_mode", mode="open")
            ref = (await ana.says(WORDS[0]))["ref"]
            await seen.digs()
            await ana.may("edit", ref=ref, words=WORDS[1])
            await ana.may("write_letter", whom=ana.seat, about="support", words=WORDS[2])
            await fay.may("put_topic", words=WORDS[3])
            taken_back = (await bo.says(WORDS[4]))["ref"]
            await seen.digs()
            await bo.may("retract", ref=taken_back)
            await fay.may("remove", whom=bo.seat, kind="for_session", reason="unkind")
            await fay.may("end_for_all")
            await house.wipes()
            await ana.is_gone()
    return seen


async def test_nothing_that_a_redis_sees_tells_of_anybody(redis_that_remembers: str) -> None:
    seen = await lived(redis_that_remembers)
    told = seen.everything()
    assert len(seen.commands) > 20 and len(seen.published) > 20 and len(seen.remembered) > 20, (
        "it saw nothing"
    )
    assert any(":n:" in key for key in seen.rested), "it missed the words where they rested"
    assert b"EVALSHA" in told["MONITOR"] and b"EVALSHA" in told["SLOWLOG"]
    assert found(seen, NAMES + WORDS) == set()
    assert found(seen, MEANINGS) == set()
    assert [key for key in seen.rested if listed(Place.LINE, key) is None] == []


async def test_without_sealing_it_would_be_seen_everywhere(
    redis_that_remembers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Seal, "sealed", lambda seal, content, place: content)
    monkeypatch.setattr(Seal, "opened", lambda seal, box, place: box)
    seen = await lived(redis_that_remembers)
    places = {place for place, text in found(seen, NAMES + WORDS) if text == WORDS[0]}
    assert {"MONITOR", "PSUBSCRIBE", "DUMP"} <= places
    assert {place for place, text in found(seen, NAMES) if text == NAMES[1]} >= {"MONITOR", "DUMP"}
    assert found(seen, MEANINGS)


@pytest.mark.parametrize(
    "wrap", [str.encode, lambda it: it.encode().hex().encode(), lambda it: b64encode(b"x" + it.encode())]
)
def test_a_disguise_is_seen_through(wrap: object) -> None:
    assert callable(wrap)
    assert found(Seen(commands=[b"SET a " + wrap(WORDS[0])]), WORDS) == {("MONITOR", WORDS[0])}

"""One proof: the controls are planted, the evening is played, everything is searched while it goes on and after it."""

import asyncio
import subprocess
import sys
import time
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from server.line.sealing import unwrapped
from server.proof import controls
from server.proof.canaries import LENGTH, SHORT
from server.proof.controls import Planted, planted
from server.proof.evening import KINDS, OFFERED, PRONOUNS, Evening
from server.proof.looking import Report, Search
from server.proof.reach import OutOfReach
from server.proof.redis_places import OneRedis

LETS_GO: Final = 9.0
"""Seconds after the last goodbye in which a house lets go of what still hung together."""
PAGES: Final = (
    "/",
    "/metrics",
    "/health",
    "/ready",
    "/no-such-page",
    "/in/abcdef",
    "/knock",
    "/line",
    "/keys",
)

Draws = Callable[[int], str]
"""So many letters by chance."""


@dataclass(frozen=True)
class Deployment:
    """A house as it stands somewhere, and where it could leave something."""

    houses: tuple[str, ...]
    guiding: tuple[str, ...] = field(repr=False)
    link: str = field(repr=False)
    secret: bytes = field(repr=False)
    redis: tuple[str, ...] = ()
    processes: Mapping[str, int] = field(default_factory=dict)
    memory: bool = True
    paths: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    offers: frozenset[str] = frozenset()
    """Which of `OFFERED` this host has switched on."""
    databases: tuple[str, ...] = ()

    def kinds(self) -> tuple[str, ...]:
        """What is said or written in an evening here."""
        return (*KINDS, *(kind for it in sorted(self.offers) for kind in OFFERED[it]))


async def _nothing_falls(there: Deployment) -> Deployment:
    """Where nothing happens to the house on purpose."""
    return there


@dataclass(frozen=True)
class Proof:
    """What was seen."""

    during: Report
    after: Report
    missed: list[str]
    """Controls that were not found: then the search is blind, and nothing is proved."""
    receipts: int
    kinds: int
    """Of words, each one of a kind."""


@dataclass
class Proving:
    """One run of it."""

    there: Deployment
    draws: Draws
    falls: Callable[[Deployment], Awaitable[Deployment]] = _nothing_falls
    """What happens to the house after the first search, and what is left of it: somebody pulls a plug."""
    lets_go: float = LETS_GO

    async def runs(self) -> Proof:
        """Everything, in its order."""
        words = {kind: self.draws(SHORT if kind == PRONOUNS else LENGTH) for kind in self.there.kinds()}
        wanted = controls.expected(with_redis=bool(self.there.redis), memory=self.there.memory)
        wrong = {kind: self.draws(LENGTH) for kind in controls.EVERY}
        began = time.time()
        with planted(wrong, with_redis=bool(self.there.redis)) as spoiled:
            there = self.there
            evening = Evening(there.houses, there.guiding, there.link, words, there.offers)
            keys: dict[str, bytes] = {}
            during: list[Report] = []

            async def search() -> Report:
                secrets = papers(evening.told.secrets) | keys
                return await looks(self._search(words | wrong, secrets, spoiled, began))

            async def halfway() -> None:
                keys.update(await asyncio.to_thread(self._keys))
                during.append(await search())
                self.there = await self.falls(self.there)

            evening.halfway = halfway
            told = await evening.plays()
            await asyncio.sleep(self.lets_go)
            after = await search()
        missed = controls.missed(after.found, wanted)
        return Proof(during[0], after, missed, receipts=len(told.receipts), kinds=len(words))

    def _search(
        self, words: Mapping[str, str], secrets: dict[str, bytes], spoiled: Planted, since: float
    ) -> Search:
        there = self.there
        redis = {f"Redis {number}": url for number, url in enumerate(there.redis, start=1)}
        return Search(
            canaries=dict(words),
            secrets=secrets,
            processes=dict(there.processes) | {controls.PROCESS: spoiled.process},
            memory=there.memory,
            paths=(*there.paths, spoiled.folder),
            databases=there.databases,
            passing=there.passing,
            since=since,
            redis=redis | ({controls.REDIS: spoiled.redis} if spoiled.redis else {}),
            pages=tuple(f"{house}{page}" for house in there.houses for page in PAGES),
            headers=dict(there.headers),
        )

    def _keys(self) -> dict[str, bytes]:
        """The session's own keys, while they are there: they must go with it."""
        room = room_of(self.there.link)
        for url in self.there.redis:
            try:
                bundle = OneRedis(url).value(f"alcove:{{{room}}}:keys")
            except OutOfReach:
                continue
            if bundle:
                keys = unwrapped(bundle, self.there.secret, room)
                return {"the key of the meeting": keys.seal, "the key for reports": keys.tag}
        return {}


def room_of(link: str) -> str:
    """Which meeting a link leads to: an invitation says it, in its first part."""
    said = link.partition("#")[2].partition(".")[0]
    return str(msgspec.json.decode(urlsafe_b64decode(said + "==="))[0])


def papers(held: list[str]) -> dict[str, bytes]:
    """Links, cookies and tickets, each by a number."""
    return {f"a paper of the evening ({at})": paper.encode() for at, paper in enumerate(held, start=1)}


async def looks(search: Search) -> Report:
    """In a process of its own, which has heard nothing of the evening."""
    command = [sys.executable, "-m", "server.proof.looking"]
    asked = msgspec.json.encode(search)
    done = await asyncio.to_thread(subprocess.run, command, input=asked, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Report)

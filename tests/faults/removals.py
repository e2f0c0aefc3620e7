"""`python -m tests.faults.removals --times 10000`: people are asked to go in the middle of what others say.

Three real houses on one real Redis. Who goes, who asks them to and who speaks sit in different ones. What anybody
asked to say once the removal was answered must never come to who is out; and all that came before, must.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random
from tempfile import TemporaryFile
from time import monotonic, time
from typing import Any

from httpx2 import Response

from server.doors.invitations import invite
from server.wire.close_codes import Close
from tests import redis_server
from tests.guest import Frame, Guest, NotLetIn
from tests.houses import SECRET, Instance, running

AT_ONCE = 6
"""People who are inside and will be asked to go, in one circle at one time."""
EVERY = 9.0
"""Seconds from one such group to the next: a door that is knocked at much faster guards itself."""
CIRCLES = 8
GOAL = 1.0
"""Seconds within which it holds on every house."""
LETTERS = "abcdefghknopqrstuvwxz"
BUSY = "house-is-busy"
PAUSE = 0.25
"""Seconds between two shares of one speaker: as fast as a line may."""


def named(n: int) -> str:
    """No two look alike."""
    return "G" + "".join(LETTERS[n // len(LETTERS) ** place % len(LETTERS)] for place in (0, 1, 2))


class Timed(Guest):
    """Knows what was said to her and when the last frame came. Knocks from her own address, as people at home do."""

    def __init__(self, name: str, link: str, house: str, dice: Random) -> None:
        super().__init__(name, link)
        self.house = house
        self.shares: list[tuple[int, str]] = []
        """All that was said to her, by number."""
        self.told_last = (0.0, "")
        """When, and what it was."""
        self._from = ".".join(str(dice.randrange(1, 255)) for _ in range(4))

    async def posts(self, path: str, content: object, **headers: str) -> Response:
        return await super().posts(path, content, **headers | {"x-forwarded-for": self._from})

    async def knocks(self, **about: object) -> Frame:
        """As a page does: where the house is busy, again."""
        while True:
            try:
                return await super().knocks(**about)
            except NotLetIn as no:
                if no.refused != BUSY:
                    raise
                await asyncio.sleep(PAUSE)

    async def does(self, act: str, **about: object) -> Frame:
        answer = await super().does(act, **about)
        if answer.get("no") != BUSY:
            return answer
        await asyncio.sleep(PAUSE)
        return await self.does(act, **about)

    def _hears(self, frame: Frame) -> None:
        self.told_last = monotonic(), frame["is"]
        if frame["is"] == "said":
            self.shares.append((frame["seq"], frame["words"]))
        self.frames.clear()  # all pictures that ten thousand people see would fill this machine
        super()._hears(frame)


@dataclass
class Tally:
    """What was found in all circles."""

    wanted: int
    gone: int = 0
    asked: dict[str, float] = field(default_factory=dict)
    """When each share was first asked for."""
    last: list[float] = field(default_factory=list)
    """Seconds from the answer to a removal to the last frame that came to who is out."""
    wrong: list[str] = field(default_factory=list)


@dataclass
class Circle:
    """One meeting after another until enough have gone."""

    houses: list[Instance]
    dice: Random
    tally: Tally

    async def goes_on(self) -> None:
        while self.tally.gone < self.tally.wanted:
            await self._meets()

    async def _meets(self) -> None:
        """For as long as one meeting has seats."""
        self.links = invite(
            SECRET.encode(), "http://house", code="c3", starts=int(time()), minutes=60, guides=("Fay", "Gil")
        )
        async with AsyncExitStack() as stack:
            self.guides = [
                await self._comes(stack, name, link, at)
                for at, (name, link) in enumerate(zip(("Fay", "Gil"), self.links.guides, strict=True))
            ]
            speakers = [await self._comes(stack, name) for name in ("Ana", "Bo")]
            await self._lets_in(speakers)
            await self.guides[0].may("go_to", phase="opening")
            await self.guides[0].may("set_mode", mode="open")
            async with asyncio.TaskGroup() as tasks:
                speaking = [tasks.create_task(self._speaks(one)) for one in speakers]
                for round in range(900 // AT_ONCE):
                    if self.tally.gone >= self.tally.wanted:
                        break
                    await asyncio.gather(self._some_come_and_go(round), asyncio.sleep(EVERY))
                for task in speaking:
                    task.cancel()
            await self.guides[0].may("end_for_all")

    async def _comes(
        self, stack: AsyncExitStack, name: str, link: str | None = None, at: int | None = None
    ) -> Timed:
        house = self.houses[self.dice.randrange(3) if at is None else at].address
        guest = Timed(name, link or self.links.participants, house, self.dice)
        await guest.knocks()
        await stack.enter_async_context(guest.on_a_line())
        return guest

    async def _lets_in(self, people: list[Timed]) -> None:
        await self.guides[1].may("admit", whom=[one.seat for one in people])
        for one in people:
            await one.until(lambda me: me.you["where"] == "circle" and "floor" in me.picture)

    async def _speaks(self, speaker: Timed) -> None:
        number = 0
        while True:
            number += 1
            words = f"{speaker.name} {number} {self.dice.random()}"
            self.tally.asked[words] = monotonic()
            await speaker.may("share", words=words)
            await asyncio.sleep(PAUSE)

    async def _some_come_and_go(self, round: int) -> None:
        async with AsyncExitStack() as stack:
            names = [named(round * AT_ONCE + at) for at in range(AT_ONCE)]
            people = list(await asyncio.gather(*(self._comes(stack, name) for name in names)))
            await self._lets_in(people)
            for one in people:
                out = await self._asks_to_go(one)
                self.tally.gone += 1
                self.tally.wrong += self._wrong(one, out)
                self.tally.last.append(max(0.0, one.told_last[0] - out))

    async def _asks_to_go(self, one: Timed) -> float:
        """By either guide; when that was answered. A moment later whatever was on its way has come."""
        await asyncio.sleep(self.dice.random() * PAUSE)
        guide = self.dice.choice(self.guides)
        await guide.may("remove", whom=one.seat, kind="for_session", reason="unkind")
        out = monotonic()
        await one.is_gone()
        await self.guides[0].until(lambda me: (me.seq or 0) >= (one.seq or 0))
        return out

    def _wrong(self, one: Timed, out: float) -> Iterator[str]:
        heard = one.shares
        for seq, words in heard:
            if self.tally.asked[words] > out:
                yield f"{one.name} was told {seq}, asked after they were out"
        if one.closed != Close.OUT:
            yield f"{one.name}'s line ended with {one.closed}"
        if one.told_last[1] != "ended":
            yield f"{one.name} was told {one.told_last[1]!r} last"
        stayed = self.guides[0].shares
        first, last = (heard[0][0], heard[-1][0]) if heard else (0, 0)
        if heard != [it for it in stayed if first <= it[0] <= last]:
            yield f"{one.name} was not told all in order from {first} to {last}"


async def removals(times: int, seed: int) -> Tally:
    """So many, in some circles at once."""
    dice, tally = Random(seed), Tally(times)
    with (
        redis_server.served() as redis,
        TemporaryFile() as log,
        running(redis.address, 3, log=log, ALCOVE_PROXIES="1") as houses,
    ):
        async with asyncio.TaskGroup() as tasks:
            for _ in range(min(CIRCLES, 1 + times // 100)):
                tasks.create_task(Circle(houses, Random(dice.random()), tally).goes_on())
    return tally


def report(tally: Tally) -> Iterator[str]:
    yield from (f"WRONG  {it}" for it in tally.wrong)
    last = sorted(tally.last)
    within = sum(it <= GOAL for it in last) / len(last)
    yield (
        f"{tally.gone} removals among {len(tally.asked)} shares, {len(tally.wrong)} complaints; last frame after one: "
        f"median {last[len(last) // 2]:.3f} s, p99 {last[int(len(last) * 0.99)]:.3f} s, worst {last[-1]:.3f} s; "
        f"{within:.2%} within {GOAL:g} s"
    )


def main() -> None:
    """Ends with 1 where anything is wrong."""
    asking = argparse.ArgumentParser(prog="python -m tests.faults.removals", description=__doc__)
    asking.add_argument("--times", type=int, default=10_000)
    asking.add_argument("--seed", type=int, default=1)
    asked: Any = asking.parse_args()
    tally = asyncio.run(removals(asked.times, asked.seed))
    sys.stdout.writelines(f"{line}\n" for line in report(tally))
    sys.exit(bool(tally.wrong))


if __name__ == "__main__":
    main()

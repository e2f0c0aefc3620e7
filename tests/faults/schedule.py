"""What goes wrong, and when: drawn from one seed, so that a story can be told again."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from time import monotonic

from redis import asyncio as aioredis

from tests.faults.road import BOTH, Passage, Road, Way
from tests.faults.town import Town

HOLE = 3.0
"""Seconds of a black hole."""
STOPPED = 3.0
APART = 1.5
"""Seconds between two troubles of the houses: each by itself may lose nothing. Two at once may lose a house
together with all who know what it acknowledged, and nobody promises that."""
NOTICED = 25.0
"""Seconds until a page that was told nothing finds its line dead."""


Fault = Callable[[], Coroutine[None, None, None]]


@dataclass
class Trouble:
    """The faults of one town, and what was done when."""

    town: Town
    dice: Random
    done: list[tuple[float, str]] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)
    cleared: list[float] = field(default_factory=list)
    """When a black hole before people was over."""
    only: tuple[str, ...] = ()
    """Nothing but these, by name, where one of them is looked at alone."""
    times: list[tuple[float, float]] = field(default_factory=list)
    """From when to when something was wrong."""

    async def goes_on(self, until: float) -> None:
        """Troubles of the houses one after the other; troubles on people's roads at any time."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._all_of(self._of_houses(), until, lambda: APART))
            tasks.create_task(
                self._all_of(self._of_people(until), until, lambda: self.dice.uniform(0.3, 1.2))
            )

    async def _all_of(self, bag: Iterator[Fault], until: float, pause: Callable[[], float]) -> None:
        for trouble in bag:
            await asyncio.sleep(pause())
            if monotonic() >= until:
                return
            began = monotonic()
            self.done.append((began, trouble.__name__.replace("_", " ")))
            await trouble()
            self.times.append((began, monotonic()))

    def _bag(self, every: list[Fault]) -> list[Fault]:
        return [one for one in every if not self.only or one.__name__ in self.only]

    def _of_houses(self) -> Iterator[Fault]:
        every = [
            self.house_killed, self.redis_emptied, self.house_stopped, self.stopped_while_redis_is_emptied,
            self.cut_off_from_redis, self.deaf_to_redis, self.redis_ends_all_connections,
        ]  # fmt: skip
        every = self._bag(every)
        while every:
            self.dice.shuffle(every)
            yield from every

    def _of_people(self, until: float) -> Iterator[Fault]:
        every = [
            self.line_reset, self.line_reset, self.road_black, self.road_black_one_way, self.house_half_open,
            self.page_half_open, self.slow_reader, self.slow_reader,
        ]  # fmt: skip
        every = self._bag(every)
        while every:
            self.dice.shuffle(every)
            for one in every:
                if one != self.page_half_open or monotonic() + NOTICED < until:
                    yield one
                elif len(every) == 1:
                    return

    # ── the houses and Redis ────────────────────────────────────────────────────────────────────

    def _which(self) -> int:
        return self.dice.randrange(len(self.town.houses))

    async def house_killed(self) -> None:
        """`kill -9` of a house, and the same house again."""
        self.kills.append(monotonic())
        await self.town.kills(self._which())

    async def house_stopped(self) -> None:
        """SIGSTOP, and SIGCONT three seconds later."""
        house = self.town.houses[self._which()]
        house.sends(signal.SIGSTOP)
        await asyncio.sleep(STOPPED)
        house.sends(signal.SIGCONT)

    async def redis_emptied(self) -> None:
        """Redis starts again and knows nothing."""
        await self.town.empties_redis()
        await asyncio.sleep(STOPPED)

    async def stopped_while_redis_is_emptied(self) -> None:
        """A house sleeps while Redis loses its memory, and wakes with an older one of its own."""
        house = self.town.houses[self._which()]
        house.sends(signal.SIGSTOP)
        await asyncio.sleep(1.0)
        await self.town.empties_redis()
        await asyncio.sleep(self.dice.uniform(0.5, 6.0))
        house.sends(signal.SIGCONT)
        await asyncio.sleep(1.0)

    async def redis_ends_all_connections(self) -> None:
        """`CLIENT KILL`, of those who ask and of those who listen."""
        async with aioredis.Redis.from_url(self.town.redis.address) as redis:
            for kind in ("normal", "pubsub"):
                await redis.client_kill_filter(_type=kind, skipme=True)

    async def cut_off_from_redis(self) -> None:
        """Between one house and Redis nothing goes either way."""
        await self._black(self.town.behind[self._which()], *BOTH)

    async def deaf_to_redis(self) -> None:
        """What a house says arrives, and no answer and no news comes back."""
        await self._black(self.town.behind[self._which()], Way.BACK)

    # ── people's roads ──────────────────────────────────────────────────────────────────────────

    async def road_black(self) -> None:
        """Before one house nothing goes either way."""
        await self._black(self.dice.choice(self.town.in_front), *BOTH)
        self.cleared.append(monotonic())

    async def road_black_one_way(self) -> None:
        """The same, one way only."""
        await self._black(self.dice.choice(self.town.in_front), self.dice.choice(BOTH))

    async def line_reset(self) -> None:
        """One connection is reset."""
        with suppress(IndexError):
            self._somebody().resets()

    async def house_half_open(self) -> None:
        """A page's side of a line is gone, and the house is not told."""
        with suppress(IndexError):
            self._somebody().opens_halfway(Way.BACK)

    async def page_half_open(self) -> None:
        """The house's side of a line is gone, and the page is not told."""
        with suppress(IndexError):
            self._somebody().opens_halfway(Way.THERE)

    async def slow_reader(self) -> None:
        """Somebody takes what she is told a bit at a time."""
        with suppress(IndexError):
            slow = self._somebody()
            slow.pause = 0.5
            await asyncio.sleep(HOLE)
            slow.pause = 0.0

    def _somebody(self) -> Passage:
        return self.dice.choice([it for road in self.town.in_front for it in road.passages])

    async def _black(self, road: Road, *ways: Way) -> None:
        road.blocks(*ways)
        await asyncio.sleep(HOLE)
        road.clears()

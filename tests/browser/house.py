"""One real house for all browsers: a real server on loopback, in a thread with its own loop and clock."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from server.app import assembled, chosen
from server.doors.invitations import Links, fresh_id, invite
from server.live.node import Identity, Node
from server.live.presence import GUIDES_TICK, TICK
from server.live.seating import Chair
from server.room.phases import deadlines
from server.room.picture import sight_of
from server.room.seen import Sight
from server.serving import bound, server
from server.settings import Settings
from server.wire.close_codes import Close
from tests.browser.quick_clock import QuickClock
from tests.evening import A_FEW, SECRET

T = TypeVar("T")
PATIENCE = 30.0
"""Real seconds after which something that should have come never will."""
ANSWER = 150
"""Looks, a few milliseconds apart, in which a page may answer; who takes longer is away."""


@dataclass
class House:
    """Where the server runs; what is asked of it from outside is done on its own loop."""

    settings: Settings
    node: Node
    clock: QuickClock
    loop: asyncio.AbstractEventLoop
    asleep: set[str] = field(default_factory=set)
    """Seats whose page we stopped on purpose: nobody waits for their answers."""

    @property
    def address(self) -> str:
        return self.settings.public_url

    def does(self, this: Coroutine[Any, Any, T]) -> T:
        """Do this there, and wait for what comes of it."""
        return asyncio.run_coroutine_threadsafe(this, self.loop).result(PATIENCE)

    def meeting(self, format: str, guides: tuple[str, ...], minutes: int) -> Links:
        """Links to a meeting that nobody has opened yet."""
        starts = int(self.clock.now())
        return invite(SECRET, self.address, code=format, starts=starts, minutes=minutes, guides=guides)

    def seat_of(self, name: str) -> str:
        """The seat of somebody who is on a line now."""
        return next(str(chair.seat) for chair in self._chairs_of(name))

    def drops(self, name: str) -> None:
        """Somebody's line breaks, as in a tunnel."""
        self.does(self._drops(name))

    async def _drops(self, name: str) -> None:
        for chair in self._chairs_of(name):
            chair.outbox.close(Close.TOO_SLOW)
        for _ in range(ANSWER):
            if not any(self._chairs_of(name)):
                return
            await asyncio.sleep(0.004)

    def _chairs_of(self, name: str) -> Iterator[Chair]:
        for here in self.node._rooms.values():
            seats = here.room.seats
            yield from (it for it in here.seating if it.seat in seats and seats[it.seat].name.text == name)

    def drops_walls(self) -> None:
        """The line of every screen in the room breaks."""
        self.does(self._drops_walls())

    async def _drops_walls(self) -> None:
        for here in self.node._rooms.values():
            for chair in here.seating:
                if chair.seat in here.room.walls:
                    chair.outbox.close(Close.TOO_SLOW)

    def hurries(self, seconds: float) -> None:
        """Time goes by. Pages that are awake answer their ticks."""
        self.does(self.clock.passes(seconds, self._skipped, self._settles))

    def _skipped(self) -> None:
        """Whoever is awake would have answered in the time we skipped."""
        for chair, _ in self._awake():
            chair.sign = max(chair.sign, self.clock.now() - GUIDES_TICK)

    async def _settles(self) -> None:
        """What was due is done, and whoever was asked for a sign of life has given it or had the time to."""
        for _ in range(A_FEW):
            await asyncio.sleep(0)
        for _ in range(ANSWER):
            if not (self._is_due() or any(self._owes(*one) for one in self._awake())):
                return
            await asyncio.sleep(0.004)

    def _is_due(self) -> bool:
        rooms = (here.room for here in self.node._rooms.values())
        return any(deadline <= self.clock.now() for room in rooms for deadline in deadlines(room))

    def _awake(self) -> Iterator[tuple[Chair, float]]:
        """Everyone who sits here, with how often they are asked for a sign of life."""
        for here in self.node._rooms.values():
            for chair in here.seating:
                if chair.seat not in self.asleep:
                    yield chair, GUIDES_TICK if sight_of(here.room, chair.seat) is Sight.DESK else TICK

    def _owes(self, chair: Chair, tick: float) -> bool:
        return self.clock.now() - chair.sign >= tick


@contextmanager
def a_house(name: str = "127.0.0.1", **about: Any) -> Iterator[House]:
    """A house that stands for as long as the block. `about` are settings of its own."""
    ready: list[House] = []
    standing = threading.Event()

    async def live() -> None:
        clock = QuickClock()
        settings = Settings(port=0, secret=SECRET, country="us", patterns=True, **about)
        door = bound(settings)
        port = int(door.getsockname()[1])
        settings = replace(settings, port=port, public_url=f"http://{name}:{port}")
        node = Node(chosen(settings, clock), clock, Identity(fresh_id(), SECRET, fresh_id))
        uvicorn = server(assembled(settings, node, SECRET), settings)
        ready.append(House(settings, node, clock, asyncio.get_running_loop()))
        stops.append(lambda: setattr(uvicorn, "should_exit", True))
        standing.set()
        await uvicorn.serve(sockets=[door])

    stops: list[Any] = []
    thread = threading.Thread(target=lambda: asyncio.run(live()), name="house")
    thread.start()
    assert standing.wait(PATIENCE)
    try:
        yield ready[0]
    finally:
        stops[0]()
        thread.join(PATIENCE)

"""Instances without doors: nodes on one shared line, and people seated straight into them."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from typing import Any

from server.formats import library
from server.line.line import Line
from server.line.memory import Memory, MemoryLine
from server.live.asking import Answer, End
from server.live.coming_back import Seen, sit
from server.live.gathering import Gathering
from server.live.node import Identity, Node
from server.live.seating import Chair
from server.room.acts import Act, Admit, GoTo, Knock, SetMode, Share
from server.room.format import Mode, Phase
from server.room.phases import opened
from server.room.room import RoomId
from server.room.seat import Role, SeatId
from server.room.words import Name, Words
from tests.hand_clock import HandClock

Frame = dict[str, Any]

SECRET = b"one secret for every instance of this house"
ROOM = RoomId("room")
FAY, ANA, BO = SeatId("fay"), SeatId("ana"), SeatId("bo")
A_FEW = 12


@dataclass
class House:
    """Some instances, the line they share, and the clock in our hand."""

    memory: Memory
    clock: HandClock
    nodes: list[Node] = field(default_factory=list)
    chairs: list[Chair] = field(default_factory=list)

    async def settles(self) -> None:
        """Whatever was published is heard everywhere, and every page has shown that it lives."""
        for _ in range(A_FEW):
            await asyncio.sleep(0)
        for chair in self.chairs:
            chair.sign = self.clock.now()

    async def passes(self, seconds: float) -> None:
        """Time goes by."""
        await self.clock.passes(seconds, self.settles)

    async def here(self, instance: int = 0) -> Gathering:
        """The one room, as this instance knows it; opened if nobody was there before."""
        format = library()["c1"].slim()
        found = await self.nodes[instance].opened(ROOM, lambda now: opened(ROOM, format, now))
        assert isinstance(found, Gathering)
        return found

    async def asks(self, act: Act, n: int | None = None, instance: int = 0) -> Answer:
        """Somebody asks on this instance."""
        seat: SeatId | None = getattr(act, "seat", None)
        return await (await self.here(instance)).commits.ask(act, seat, n)

    async def does(self, act: Act, n: int | None = None, instance: int = 0) -> None:
        """The same, granted."""
        answer = await self.asks(act, n, instance)
        assert answer is End.DONE, answer

    async def says(self, seat: SeatId, n: int, text: str, instance: int = 0) -> None:
        """Words into the circle."""
        await self.does(Share(seat, n, Words(text.encode())), n, instance)

    async def knocks(self, seat: SeatId, role: Role = Role.PARTICIPANT) -> None:
        """Somebody is at the door."""
        name = Name(seat.title())
        await self.does(Knock(seat, name, role, 1, "v1", "v1"))

    async def sits(self, seat: SeatId, instance: int = 0, seen: Seen | None = None) -> Chair:
        """A line for a seat that knocked."""
        here = await self.here(instance)
        chair = await sit(here, seat, here.room.seats[seat].line + 1, seen, "c1")
        assert isinstance(chair, Chair), chair
        self.chairs.append(chair)
        return chair

    async def opens(self, *instances: int) -> list[Chair]:
        """Fay guides on the first, Ana and Bo sit where it is said; everybody may speak."""
        await self.knocks(FAY, Role.FACILITATOR)
        chairs = [await self.sits(FAY)]
        for seat, instance in zip((ANA, BO), instances, strict=False):
            await self.knocks(seat)
            await self.does(Admit(FAY, (seat,)))
            await self.settles()
            chairs.append(await self.sits(seat, instance))
        await self.does(GoTo(FAY, Phase.OPENING))
        await self.does(SetMode(FAY, Mode.OPEN))
        await self.settles()
        for chair in chairs:
            told(chair)
        return chairs


@asynccontextmanager
async def a_house(
    instances: int = 1, wrapped: Callable[[Line], Line] = lambda line: line
) -> AsyncIterator[House]:
    """A house of so many instances; each end of the line may be wrapped in trouble."""
    clock = HandClock()
    house = House(Memory(clock.now), clock)
    gens = chain(["first"], map("opened-{}".format, count(2)))
    async with AsyncExitStack() as stack:
        for number in range(instances):
            node = Node(
                lambda ear: nullcontext(wrapped(MemoryLine(house.memory, ear))),
                clock,
                Identity(f"instance-{number}", SECRET, partial(next, gens)),
            )
            house.nodes.append(await stack.enter_async_context(node.at_work()))
        yield house


def told(chair: Chair) -> list[Frame]:
    """Everything that waited for this chair, taken away."""
    frames: list[Frame] = []
    while len(chair.outbox):
        frame = chair.outbox.pop()
        assert isinstance(frame, bytes)
        frames.append(json.loads(frame))
    return frames


def words(frames: list[Frame]) -> list[str]:
    """What was said in these frames."""
    return [frame["words"] for frame in frames if frame["is"] == "said"]

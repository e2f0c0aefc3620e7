"""An evening in a real house: a real server on loopback, real sockets, and the clock in our hand."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from server.app import build
from server.doors.invitations import Links, invite
from server.doors.street import Patience
from server.serving import PATIENCE, bound, server
from server.settings import Settings
from tests.guest import Guest
from tests.hand_clock import HandClock

SECRET = b"a house secret for tests, 32 bytes or more"
BETWEEN_TICKS = 4.0
A_MOMENT = 8
A_FEW = 25
"""Turns of the loop in which everything that was sent on loopback has been read."""


@dataclass
class Evening:
    """One house, one meeting, and whoever came."""

    house: str
    links: Links
    clock: HandClock
    stack: AsyncExitStack
    server: uvicorn.Server
    guests: list[Guest] = field(default_factory=list)

    def guest(self, name: str, link: str | None = None) -> Guest:
        """Somebody with a link to this meeting, a participant's where nothing else is said."""
        guest = Guest(name, link or self.links.participants)
        self.guests.append(guest)
        return guest

    async def comes(self, name: str, link: str | None = None, **about: object) -> Guest:
        """Somebody knocks and waits in the lobby; with a guide's link they are in."""
        guest = self.guest(name, link)
        await guest.knocks(**about)
        return await self.returns(guest)

    async def guides(self, name: str, which: int = 0) -> Guest:
        """Somebody comes in by a guide's link."""
        return await self.comes(name, self.links.guides[which])

    async def joins(self, name: str, guide: Guest) -> Guest:
        """Somebody knocks, and a guide lets them in."""
        guest = await self.comes(name)
        await guide.until(
            lambda me: any(one["name"] == name for one in me.picture["desk"].get("waiting", ()))
        )
        await guide.may("admit", whom=[guide.seat_of(name)])
        await guest.until(lambda me: me.sees(name))
        return guest

    async def returns(self, guest: Guest) -> Guest:
        """A line for somebody who has a seat, until the evening ends or they go."""
        return await self.stack.enter_async_context(guest.on_a_line())

    async def aside(self, guest: Guest) -> Guest:
        """Somebody goes into the room of two that is open to them."""
        there = await guest.goes_aside()
        self.guests.append(there)
        return await self.returns(there)

    async def opens_again(self, guest: Guest) -> Guest:
        """The same seat on a new page: a reload, or a second tab."""
        tab = guest.another_tab()
        self.guests.append(tab)
        return await self.returns(tab)

    async def passes(self, seconds: float) -> None:
        """Time goes by. Pages that are awake answer their ticks."""
        settled = self.clock.now()

        async def rests() -> None:
            # Ticks come every five seconds; in between, the house has only itself to wait for.
            nonlocal settled
            if self.clock.now() - settled >= BETWEEN_TICKS:
                settled = self.clock.now()
                return await self.settles()
            for _ in range(A_MOMENT):
                await asyncio.sleep(0)

        await self.settles()
        await self.clock.passes(seconds, rests)
        await self.settles()

    def stops(self) -> None:
        """The host stops the house, as SIGTERM does."""
        self.server.should_exit = True

    async def settles(self) -> None:
        """All that is on its way has come."""
        for _ in range(2):
            for _ in range(A_FEW):
                await asyncio.sleep(0)
            for guest in self.guests:
                await guest.settles()


@asynccontextmanager
async def an_evening(
    format: str = "c1",
    guides: tuple[str, ...] = ("Fay",),
    minutes: int = 60,
    formats: Path | None = None,
    patience: Patience = PATIENCE,
    **about: Any,
) -> AsyncIterator[Evening]:
    """A house with one meeting nobody has opened yet; `about` is what else its host has set."""
    clock = HandClock()
    settings = Settings(port=0, secret=SECRET)
    door = bound(settings)
    address = f"http://127.0.0.1:{_port(door)}"
    settings = Settings(port=_port(door), public_url=address, secret=SECRET, formats=formats, **about)
    house = server(build(settings, clock), settings, patience)
    links = invite(
        SECRET, settings.public_url, code=format, starts=int(clock.now()), minutes=minutes, guides=guides
    )
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(house.serve(sockets=[door]))
        try:
            async with AsyncExitStack() as stack:
                yield Evening(settings.public_url, links, clock, stack, house)
        finally:
            house.should_exit = True


def _port(door: socket.socket) -> int:
    return int(door.getsockname()[1])

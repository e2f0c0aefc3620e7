"""Several real houses on one Redis: each a process of its own, one meeting for all of them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from httpx2 import TransportError, get

from server.doors.invitations import Links, invite
from tests.guest import PLAIN, Guest

SECRET = "a house secret for tests, 32 bytes or more"
ROOT = Path(__file__).parents[1]
SERVE = (sys.executable, "-m", "server", "serve")
PATIENCE = 30.0
"""Seconds a process may take to open its door on a busy machine."""
GRAIN = 0.05


@dataclass
class Instance:
    """One `python -m server serve`, on a port of its own."""

    port: int
    process: "subprocess.Popen[bytes]"

    open: bool = False

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def opens(self) -> None:
        """Until it is ready to hold a meeting."""
        until = time.monotonic() + PATIENCE
        while not self.is_ready():
            assert self.process.poll() is None, "the house did not open"
            assert time.monotonic() < until, "the house takes too long to open"
            time.sleep(GRAIN)
        self.open = True

    def is_ready(self) -> bool:
        """What it tells a proxy."""
        try:
            return get(f"{self.address}/ready", timeout=GRAIN * 20, verify=PLAIN).status_code == 200
        except TransportError:
            return False

    def sends(self, signal: int) -> None:
        """A signal, as a host or a kernel does."""
        self.process.send_signal(signal)

    def dies(self) -> None:
        """`kill -9`: no goodbye."""
        self.process.kill()
        self.process.wait()


@dataclass
class Houses:
    """Some instances, one meeting, and whoever came to it."""

    instances: list[Instance]
    links: Links
    stack: AsyncExitStack

    async def comes(self, name: str, at: int = 0, link: str | None = None, **about: object) -> Guest:
        """Somebody knocks on this instance and waits in the lobby; with a guide's link they are in."""
        guest = Guest(name, link or self.links.participants)
        guest.house = self.instances[at].address
        await guest.knocks(**about)
        return await self.stack.enter_async_context(guest.on_a_line())

    async def guides(self, name: str, at: int = 0, which: int = 0) -> Guest:
        """Somebody comes in by a guide's link."""
        return await self.comes(name, at, self.links.guides[which])

    async def joins(self, name: str, guide: Guest, at: int = 0) -> Guest:
        """Somebody knocks on one instance, and a guide lets them in, wherever she sits."""
        guest = await self.comes(name, at)
        await guide.until(lambda me: any(one["name"] == name for one in waiting(me)))
        await guide.may("admit", whom=[guide.seat_of(name)])
        return await guest.until(lambda me: me.sees(name))

    async def returns(self, guest: Guest, at: int) -> Guest:
        """The same page, its next line on this instance."""
        guest.house = self.instances[at].address
        return await self.stack.enter_async_context(guest.on_a_line())

    async def open_circle(self, *at: int) -> list[Guest]:
        """Fay guides on the first instance; Ana, Bo and Cy sit where it is said; everybody may speak."""
        fay = await self.guides("Fay", at[0])
        others = [await self.joins(name, fay, where) for name, where in zip(NAMES, at[1:], strict=False)]
        await fay.may("go_to", phase="opening")
        await fay.may("set_mode", mode="open")
        return [fay, *others]


NAMES = ("Ana", "Bo", "Cy", "Di", "Eva", "Gus")


def waiting(guide: Guest) -> list[dict[str, object]]:
    """Who a guide sees in the lobby."""
    return list(guide.picture.get("desk", {}).get("waiting", ()))


@contextmanager
def running(
    redis_url: str, count: int, command: Sequence[str] = SERVE, log: IO[bytes] | None = None, **more: str
) -> Iterator[list[Instance]]:
    """So many instances on one Redis, from open to closed. The list may grow and shrink meanwhile."""
    instances = [started(redis_url, command, log, **more) for _ in range(count)]
    try:
        for instance in instances:
            instance.opens()
        yield instances
    finally:
        for instance in instances:
            _ends(instance.process)


@asynccontextmanager
async def a_meeting(instances: list[Instance], code: str = "c1") -> AsyncIterator[Houses]:
    """A meeting on all of these that nobody has opened yet."""
    links = invite(
        SECRET.encode(),
        instances[0].address,
        code=code,
        starts=int(time.time()),
        minutes=60,
        guides=("Fay", "Gil"),
    )
    async with AsyncExitStack() as stack:
        yield Houses(instances, links, stack)


def started(
    redis_url: str, command: Sequence[str] = SERVE, log: IO[bytes] | None = None, **more: str
) -> Instance:
    """One instance, on its way up."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALCOVE_")}
    own = {"ALCOVE_REDIS_URL": redis_url, "ALCOVE_SECRET": SECRET, "ALCOVE_PORT": str(port)}
    process = subprocess.Popen(
        command, env=kept | own | more, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log
    )
    return Instance(port, process)


def _ends(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])

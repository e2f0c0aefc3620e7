"""A lived evening, for whoever looks at what it leaves: on a real Redis, or in a house as it ships."""

import asyncio
import os
import re
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from server.app import assembled
from server.doors.invitations import Links, fresh_id, invite
from server.keep.report_keys_on_redis import report_keys_on
from server.line.redis import connected
from server.live.clock import WallClock
from server.live.node import Identity, Node
from server.serving import bound, server
from server.settings import Settings
from tests.evening import SECRET
from tests.guest import Guest

ROOT = Path(__file__).parents[2]


@dataclass
class RedisHouse:
    """A house on a Redis, and one meeting in it."""

    links: Links
    node: Node

    async def wipes(self) -> None:
        """What the house does a minute after the end, without the minute."""
        for here in list(self.node._rooms.values()):
            await self.node._bequest.leave(here)
            await self.node.line.wipe(here.id)


@asynccontextmanager
async def a_house_on_redis(url: str) -> AsyncIterator[RedisHouse]:
    """A real server in this process, its line on the Redis at `url`."""
    door = bound(Settings(port=0, secret=SECRET))
    port = int(door.getsockname()[1])
    settings = Settings(port=port, public_url=f"http://127.0.0.1:{port}", secret=SECRET)
    clock = WallClock()
    node = Node(
        partial(connected, url), clock, Identity(fresh_id(), SECRET, fresh_id), partial(report_keys_on, url)
    )
    house = server(assembled(settings, node, SECRET), settings)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(house.serve(sockets=[door]))
        starts = int(clock.now())
        links = invite(SECRET, settings.public_url, code="c1", starts=starts, minutes=60, guides=("Fay",))
        try:
            yield RedisHouse(links, node)
        finally:
            house.should_exit = True


@dataclass
class ServedHouse:
    """`python -m server serve --links`, in a folder of its own: a guide's link and one for everybody."""

    process: Process
    guide: str
    link: str


@asynccontextmanager
async def a_served_house(folder: Path, **environ: str) -> AsyncIterator[ServedHouse]:
    """It thinks that `folder` is its home, its place for what passes, and where it was started."""
    ours = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "ALCOVE_PORT": free_port()}
    home = {name: str(folder) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server", "serve", "--links"),
        cwd=folder,
        env=ours | home | environ,
        stdout=PIPE,
        stderr=PIPE,
    )
    assert process.stdout is not None
    links: list[str] = []
    async with asyncio.timeout(30):
        while len(links) < 2:
            links += re.findall(r"http://\S+#\S+", (await process.stdout.readline()).decode())
    try:
        yield ServedHouse(process, *links)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def free_port() -> str:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return str(some.getsockname()[1])


@asynccontextmanager
async def an_evening(guide: str, link: str) -> AsyncIterator[tuple[Guest, Guest, Guest]]:
    """Fay guides; Ana speaks and edits; Bo takes back, and is asked to leave. Something is garbled too."""
    fay, ana, bo = Guest("Fay", guide), Guest("Ana", link), Guest("Bo", link)
    for guest in (fay, ana, bo):
        await guest.knocks()
    async with fay.on_a_line(), ana.on_a_line(), bo.on_a_line():
        await fay.until(lambda me: len(me.picture["desk"].get("waiting", ())) == 2)
        await fay.may("admit", whom=[ana.seat, bo.seat])
        await ana.until(lambda me: me.sees("Bo"))
        await bo.until(lambda me: me.sees("Ana"))
        await fay.may("go_to", phase="opening")
        await fay.may("set_mode", mode="open")
        await _words(fay, ana, bo)
        yield fay, ana, bo


async def _words(fay: Guest, ana: Guest, bo: Guest) -> None:
    ref = (await ana.says("said by Ana"))["ref"]
    await ana.may("edit", ref=ref, words="said better")
    await bo.says("said by Bo")
    await ana.may("write_letter", whom=ana.seat, about="support", words="to the desk")
    await fay.may("put_topic", words="a topic")
    await bo.may("ask_for_support")
    taken_back = (await bo.says("and gone"))["ref"]
    await bo.may("retract", ref=taken_back)
    await ana.may_not("go_to", phase="closing")
    await ana.sends('{"is":"no such frame"}')
    await fay.may("remove", whom=bo.seat, kind="for_session", reason="unkind")
    await bo.is_gone()

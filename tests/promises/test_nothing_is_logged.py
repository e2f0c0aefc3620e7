"""A whole evening full of canaries in a house served as it ships: not one of them in anything it wrote."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.guest import Guest

CANARY = "canary-7f3a"
ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def a_served_house(folder: Path) -> AsyncIterator[tuple[Process, str, str]]:
    """`python -m server serve --links`, in a folder of its own; with a guide's and a participant's link."""
    house = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "server", "serve", "--links"),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "ALCOVE_PORT": _free_port()},
        stdout=PIPE,
        stderr=PIPE,
    )
    assert house.stdout is not None
    links: list[str] = []
    async with asyncio.timeout(20):
        while len(links) < 2:
            links += re.findall(r"http://\S+#\S+", (await house.stdout.readline()).decode())
    try:
        yield house, links[0], links[1]
    finally:
        if house.returncode is None:
            house.kill()
            await house.wait()


def _free_port() -> str:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return str(some.getsockname()[1])


async def _evening(guide: str, link: str) -> None:
    """Everything that carries words or names, said, refused, garbled, and cut off in the middle."""
    fay, ana = Guest(f"Fay {CANARY[-4:]}", guide), Guest(f"Ana {CANARY[-4:]}", link)
    await fay.knocks()
    await ana.knocks(pronouns="they", newcomer=True)
    async with fay.on_a_line(), ana.on_a_line():
        await fay.until(lambda me: me.picture["desk"].get("waiting"))
        await fay.may("admit", whom=[ana.seat])
        await ana.until(lambda me: me.sees(fay.name))
        await fay.may("go_to", phase="opening")
        await fay.may("set_mode", mode="open")
        said = (await ana.says(f"said {CANARY}"))["ref"]
        await ana.may("edit", ref=said, words=f"edited {CANARY}")
        await ana.may("write_letter", whom=ana.seat, about="support", words=f"letter {CANARY}")
        await fay.may("put_topic", words=f"topic {CANARY}")
        await fay.may("report", ref=said, code="unkind", words=f"said {CANARY}")
        await fay.may("mute", whom=ana.seat, on=True)
        await ana.may_not("share", words=f"refused {CANARY}")
        await ana.sends('{"is":"share","words":"garbled ' + CANARY)
        await ana.sends('{"is":"' + CANARY + '","n":1}')
        await ana.until(
            lambda me: sum(frame.get("no") in ("not-json", "unknown-frame") for frame in me.frames) == 2
        )
        await ana.posts(f"/knock?{CANARY}", {CANARY: CANARY})
        await ana.posts(f"/{CANARY}", {})
        await fay.may("end_for_all")


async def test_a_served_house_writes_none_of_what_was_said(tmp_path: Path) -> None:
    async with a_served_house(tmp_path) as (house, guide, link):
        await _evening(guide, link)
        house.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            out, err = await house.communicate()
    written = out.decode() + err.decode()
    assert '"event": "room-opened"' in written and '"event": "garbled"' in written, (
        "the log is not even there"
    )
    for secret in (
        CANARY,
        CANARY[-4:],
        "Ana",
        "Fay",
        guide.partition("#")[2],
        link.partition("#")[2],
        "127.0.0.1",
    ):
        assert secret not in written.partition("Ctrl-C")[2], secret
    assert "Traceback" not in written
    assert os.listdir(tmp_path) == [], "the house wrote a file"

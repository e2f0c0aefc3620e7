"""The two commands, as a newcomer's machine runs them: what they print, and where they listen."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.guest import Guest
from tests.houses import ROOT, SECRET, free_port

PUBLIC = {"ALCOVE_PUBLIC_URL": "https://circle.example", "ALCOVE_SECRET": SECRET}


@contextmanager
def typed(*words: str, **about: str) -> Iterator[tuple[int, Iterator[str]]]:
    """`python -m server …` in a process of its own: the port it was given, and its lines as they come."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALCOVE_")}
    process = subprocess.Popen(
        (sys.executable, "-u", "-m", "server", *words),
        env=kept | {"ALCOVE_PORT": str(port)} | about,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield port, iter(process.stdout)
    finally:
        process.terminate()
        process.stdout.close()
        process.wait(timeout=10)


def until(lines: Iterator[str], last: str) -> str:
    """All lines up to the one that has this in it."""
    told = ""
    for line in lines:
        told += line
        if last in line:
            return told
    raise AssertionError(f"it ended without {last!r}:\n{told}")


@pytest.fixture(scope="module")
def run() -> Iterator[tuple[int, str]]:
    """What `make run` starts, and what it says until somebody may come."""
    with typed("serve", "--links") as (port, lines):
        yield port, until(lines, "Ctrl-C")


def test_it_prints_a_link_to_guide_one_to_take_part_and_the_demo(run: tuple[int, str]) -> None:
    port, told = run
    assert re.search(rf"to guide +http://127\.0\.0\.1:{port}/come/c1#\S+", told)
    assert re.search(rf"to take part +http://127\.0\.0\.1:{port}/come/c1#\S+", told)
    assert "make demo" in told


async def test_whoever_opens_both_links_meets(run: tuple[int, str]) -> None:
    guiding, taking_part = re.findall(r"http\S+#\S+", run[1])
    fay, ana = Guest("Fay", guiding), Guest("Ana", taking_part)
    await fay.knocks()
    await ana.knocks()
    async with fay.on_a_line(), ana.on_a_line():
        await fay.until(lambda me: me.picture["desk"].get("waiting"))
        await fay.may("admit", whom=[fay.seat_of("Ana")])
        await ana.until(lambda me: me.sees("Fay") and me.sees("Ana"))


@pytest.mark.parametrize("elsewhere", ["127.0.0.2", "::1"])
def test_nothing_is_open_to_the_network_unless_asked(run: tuple[int, str], elsewhere: str) -> None:
    """Whoever listens on every address of the machine listens on these two as well."""
    port, _ = run
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
    with pytest.raises(OSError), socket.create_connection((elsewhere, port), timeout=5):
        pass


def test_asked_for_it_is_open_on_every_address() -> None:
    with typed("serve", ALCOVE_HOST="0.0.0.0", **PUBLIC) as (port, lines):
        until(lines, "Ctrl-C")
        with socket.create_connection(("127.0.0.2", port), timeout=5):
            pass


def test_where_a_phone_can_come_in_there_is_a_code_to_scan() -> None:
    with typed("serve", "--links", **PUBLIC) as (_, lines):
        assert "█" in until(lines, "Ctrl-C")


async def test_the_demo_prints_a_link_by_which_one_gets_in() -> None:
    with typed("demo") as (_, lines):
        told = until(lines, "Ctrl-C")
        [link] = re.findall(r"http\S+#\S+", told)
        robin = Guest("Robin", link)
        await robin.knocks()
        async with robin.on_a_line():
            await robin.until(lambda me: me.you["where"] == "circle")
            assert len(robin.picture["seats"]) > 1

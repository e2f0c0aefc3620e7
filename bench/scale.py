"""How quickly it reaches everyone, how much one core carries, and whether it grows: commands beside the table."""

import os
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection

from bench.contestants import OURS, SIZE
from bench.crowd import SETTLING, crowded, started
from bench.machine import free_port, listens
from bench.rounds import quartiles

ROOMS_OF = 12
SOON = 50_000
"""Microseconds in which a share has reached everyone, all but one time in a hundred."""


def latency() -> int:
    """From a share to everyone's screen, one share a second in a room."""
    for members in (15, 50, 1_000):
        with started(OURS) as stage, crowded(stage, OURS.plan(stage.place, 1, members, SIZE)) as crowd:
            time.sleep(SETTLING)
            told = crowd.paced(30, 2)
        _say(
            f"room of {members:,}, two shares a second: p50 {told['p50_us']:,} µs, p99 {told['p99_us']:,} µs"
        )
    return 0


def rooms() -> int:
    """How many rooms of twelve, one share a second in each, one core carries before p99 is over 50 ms."""
    carried, rooms = 0, 50
    while True:
        with started(OURS) as stage:
            held = stage.memory()
            plan = OURS.plan(stage.place, rooms, ROOMS_OF, SIZE)
            with crowded(stage, plan) as crowd:
                time.sleep(SETTLING)
                seat = (stage.memory() - held) / 1024 / rooms / ROOMS_OF
                crowd.paced(2 * rooms, rooms)
                began = stage.cpu()
                told = crowd.paced(10 * rooms, rooms)
                busy = (stage.cpu() - began) / told["seconds"]
        _say(
            f"{rooms} rooms of {ROOMS_OF}: p50 {told['p50_us']:,} µs, p99 {told['p99_us']:,} µs, "
            f"{busy:.0%} of a core, {seat:.1f} KiB a seat, lost {told['lost']}"
        )
        if told["p99_us"] > SOON or told["lost"] or rooms >= 1_600:
            _say(f"one core carries {carried} rooms of {ROOMS_OF}")
            return 0
        carried, rooms = rooms, rooms * 2


def soak() -> int:
    """Memory over an hour (or ALCOVE_SOAK minutes) of twenty rooms that talk: not a megabyte an hour."""
    minutes = int(os.environ.get("ALCOVE_SOAK", "60"))
    with started(OURS) as stage, crowded(stage, OURS.plan(stage.place, 20, ROOMS_OF, SIZE)) as crowd:
        crowd.paced(20 * 240, 20)  # four minutes until what is kept of the last three stays level
        seen: list[tuple[float, int]] = []
        until = time.monotonic() + 60 * minutes
        while time.monotonic() < until:
            lost = crowd.paced(20 * 20, 20)["lost"]
            seen.append((time.monotonic() / 3600, stage.memory()))
            if lost:
                _say(f"{lost} lost")
                return 1
    grows = _slope(seen) / 2**20
    _say(f"{minutes} minutes, {seen[0][1] / 2**20:.1f} MiB at first: {grows:+.2f} MiB an hour")
    return int(grows > 1)


def _slope(seen: list[tuple[float, int]]) -> float:
    middle = sum(at for at, _ in seen) / len(seen)
    across = sum((at - middle) ** 2 for at, _ in seen)
    return sum((at - middle) * held for at, held in seen) / across if across else 0.0


def start() -> int:
    """From the command to the first page."""
    taken = []
    for _ in range(5):
        port = free_port()
        began = time.monotonic()
        pid = os.spawnve(
            os.P_NOWAIT,
            sys.executable,
            [sys.executable, "-m", "server", "serve"],
            os.environ | {"ALCOVE_PORT": str(port)},
        )
        listens(port)
        browser = HTTPConnection("127.0.0.1", port, timeout=30)
        browser.request("GET", "/")
        assert browser.getresponse().status == 200
        taken.append(time.monotonic() - began)
        os.kill(pid, 15)
        os.waitpid(pid, 0)
    _say(f"from the command to the first page: {quartiles(taken)[1]:.2f} s (best {min(taken):.2f})")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


COMMANDS: dict[str, Callable[[], int]] = {"latency": latency, "rooms": rooms, "soak": soak, "start": start}

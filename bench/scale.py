"""How quickly it reaches everyone, how much one core carries, and whether it grows: commands beside the table."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPConnection

from bench.contestants import OURS, SIZE
from bench.crowd import SETTLING, Scene, crowded, started
from bench.machine import free_port, listens
from bench.rounds import quartiles, rounds as rounds_of

ROOMS_OF = 12
ON_REDIS = replace(OURS, name="Alcove on Redis", redis=True)
AT_MOST_TIMES = 3.0
"""How much more of the house's CPU an act may take through Redis than in memory."""
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


def line() -> int:
    """What an act costs where houses meet at Redis, beside one that goes through the house's own memory."""
    scene = Scene(1, ROOMS_OF, 1, 2_000)
    found = rounds_of(scene, (OURS, ON_REDIS), 5, _say)
    spent = {
        who.name: quartiles(run.cost.server * ROOMS_OF for run in found if run.contestant == who.name)[1]
        for who in (OURS, ON_REDIS)
    }
    times = spent[ON_REDIS.name] / spent[OURS.name]
    _say(
        f"an act in a room of {ROOMS_OF}: {spent[OURS.name]:.0f} µs in memory, {spent[ON_REDIS.name]:.0f} µs "
        f"through Redis, {times:.2f} times as much; at most {AT_MOST_TIMES:g} is the goal"
    )
    return int(times > AT_MOST_TIMES)


def _say(line: str) -> None:
    print(line, flush=True)


COMMANDS: dict[str, Callable[[], int]] = {
    "latency": latency,
    "rooms": rooms,
    "soak": soak,
    "start": start,
    "line": line,
}

"""One server and one crowd, each a fresh process on a core of its own; what a run of shares cost."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.contestants import HERE, PEERS, Contestant, Place
from bench.machine import cpu, free_port, listens, memory, softirqs

SETTLING = 1.0
"""Seconds in which pictures, joins and warm-ups come to rest."""


@dataclass(frozen=True)
class Scene:
    """So many rooms of so many people, so many shares on their way at once in each."""

    rooms: int
    members: int
    in_flight: int
    messages: int

    @property
    def name(self) -> str:
        """As the table calls it."""
        if self.rooms > 1:
            return f"{self.rooms} rooms of {self.members}"
        busy = f", {self.in_flight} in flight" if self.in_flight > 1 else ""
        return f"{self.members:,} people{busy}"


@dataclass(frozen=True)
class Cost:
    """What one run took, in microseconds of CPU for each delivery."""

    server: float
    softirqs: float
    redis: float
    lost: int
    doubled: int
    p50_us: float
    p99_us: float
    join_us: float
    """CPU of the server for each who opened a line."""

    @property
    def holds(self) -> bool:
        """A run with anything lost or doubled is void."""
        return not self.lost and not self.doubled


class Crowd:
    """The load client, with all its lines open."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.joined = self._told()

    def run(self, messages: int, in_flight: int) -> dict[str, Any]:
        """So many shares, in a closed loop."""
        return self._asks(f"run {messages} {in_flight}")

    def stalls(self, line: int) -> None:
        """This one reads nothing any more."""
        self._asks(f"stall {line}")

    def _asks(self, order: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        return self._told()

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the crowd went home")
        told: dict[str, Any] = json.loads(line)
        return told


@dataclass
class Stage:
    """A running server with the pids that are counted."""

    place: Place
    server: int
    redis: int | None


@contextmanager
def started(contestant: Contestant) -> Iterator[Stage]:
    """A fresh server, on the first core; with a Redis of its own where it needs one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        redis_port = free_port() if contestant.redis else 0
        place = Place(free_port(), folder, f"redis://127.0.0.1:{redis_port}")
        redis = stack.enter_context(_redis(redis_port)) if contestant.redis else None
        process = subprocess.Popen(
            ["taskset", "-c", "0", *contestant.command(place)],
            env=os.environ | {"NODE_ENV": "production"},
            cwd=HERE.parent,
        )
        stack.callback(_ends, process)
        listens(place.port)
        yield Stage(place, process.pid, redis)


@contextmanager
def crowded(stage: Stage, plan: str) -> Iterator[Crowd]:
    """Everybody of the plan, on the other core."""
    path = stage.place.folder / "plan"
    path.write_text(plan)
    process = subprocess.Popen(
        ["taskset", "-c", "1", PEERS / "load", str(stage.place.port), path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Crowd(process)
    finally:
        _ends(process)


@contextmanager
def _redis(port: int) -> Iterator[int]:
    process = subprocess.Popen(
        ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    try:
        listens(port)
        yield process.pid
    finally:
        _ends(process)


def measured(contestant: Contestant, scene: Scene) -> Cost:
    """One fresh server, one warm-up thrown away, one run that counts."""
    with started(contestant) as stage:
        plan = contestant.plan(stage.place, scene.rooms, scene.members)
        before = cpu(stage.server)
        with crowded(stage, plan) as crowd:
            joined = cpu(stage.server) - before
            time.sleep(SETTLING)
            crowd.run(scene.messages, scene.in_flight)
            began = _spent(stage)
            told = crowd.run(scene.messages, scene.in_flight)
            server, soft, redis = (
                (after - at) * 1e6 / max(1, told["delivered"])
                for after, at in zip(_spent(stage), began, strict=True)
            )
    members = scene.rooms * scene.members
    return Cost(
        server, soft, redis, told["lost"], told["doubled"], told["p50_us"], told["p99_us"],
        joined * 1e6 / members,
    )  # fmt: skip


def idle(contestant: Contestant, members: int) -> float:
    """KiB of the server for each line that is open and silent, in rooms of fifteen."""
    with started(contestant) as stage:
        few = _memory_with(contestant, stage, 1)
        return (_memory_with(contestant, stage, members // 15) - few) / 1024 / (members // 15 * 15 - 15)


def _memory_with(contestant: Contestant, stage: Stage, rooms: int) -> int:
    with crowded(stage, contestant.plan(stage.place, rooms, 15)):
        time.sleep(SETTLING)
        return memory(stage.server)


def _spent(stage: Stage) -> tuple[float, float, float]:
    return cpu(stage.server), softirqs(), cpu(stage.redis) if stage.redis else 0.0


def _ends(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

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

from bench.contestants import SIZE, Contestant, Place
from bench.fetch import HERE, PEERS
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
        rooms = f"{self.rooms} rooms of " if self.rooms > 1 else ""
        busy = f", {self.in_flight} in flight" if self.in_flight > 1 else ""
        return f"{rooms}{self.members:,}{busy}"


@dataclass(frozen=True)
class Cost:
    """What one run took, in microseconds of CPU for each delivery."""

    server: float
    """Of the server alone: its processes and threads, and what the kernel did for it afterwards."""
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

    def paced(self, messages: int, per_second: int) -> dict[str, Any]:
        """So many shares, by the clock."""
        return self._asks(f"pace {messages} {per_second}")

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


@dataclass(frozen=True)
class Stage:
    """A running contestant, with the pids that are counted."""

    place: Place
    servers: tuple[int, ...]
    redis: int | None

    def cpu(self) -> float:
        """Seconds of CPU of all its processes so far."""
        return sum(map(cpu, self.servers))

    def memory(self) -> int:
        """Bytes of all its processes now."""
        return sum(map(memory, self.servers))

    def spent(self) -> tuple[float, float]:
        """Seconds of CPU so far: the server with the kernel's work after it, and Redis."""
        return self.cpu() + softirqs(), cpu(self.redis) if self.redis else 0.0


@contextmanager
def started(contestant: Contestant) -> Iterator[Stage]:
    """Fresh processes on the first core; with a Redis of their own where they need one."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        redis_port = free_port() if contestant.redis else 0
        redis = stack.enter_context(_redis(redis_port)) if contestant.redis else None
        ports = tuple(free_port() for _ in range(contestant.processes))
        place = Place(ports, folder, f"redis://127.0.0.1:{redis_port}" if redis_port else "")
        servers = tuple(stack.enter_context(_serving(contestant, place, port)) for port in ports)
        yield Stage(place, servers, redis)


@contextmanager
def _serving(contestant: Contestant, place: Place, port: int) -> Iterator[int]:
    process = subprocess.Popen(
        ["taskset", "-c", "0", *contestant.command(place, port)],
        env=os.environ | {"NODE_ENV": "production"} | dict(contestant.environment),
        cwd=HERE.parent,
    )
    try:
        listens(port)
        yield process.pid
    finally:
        _ends(process)


@contextmanager
def crowded(stage: Stage, plan: str) -> Iterator[Crowd]:
    """Everybody of the plan, on the other core."""
    path = stage.place.folder / "plan"
    path.write_text(plan)
    process = subprocess.Popen(
        ["taskset", "-c", "1", PEERS / "load", path],
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
        plan = contestant.plan(stage.place, scene.rooms, scene.members, SIZE)
        before = stage.cpu()
        with crowded(stage, plan) as crowd:
            joined = stage.cpu() - before
            time.sleep(SETTLING)
            messages = max(scene.rooms * scene.in_flight, round(scene.messages * contestant.pace))
            crowd.run(messages, scene.in_flight)
            began = stage.spent()
            told = crowd.run(messages, scene.in_flight)
            server, redis = (
                (after - at) * 1e6 / max(1, told["delivered"])
                for after, at in zip(stage.spent(), began, strict=True)
            )
    join_us = joined * 1e6 / (scene.rooms * scene.members)
    return Cost(server, redis, told["lost"], told["doubled"], told["p50_us"], told["p99_us"], join_us)


def idle(contestant: Contestant, rooms: int) -> float:
    """KiB of the server for each line that is open and silent, in rooms of fifteen."""
    with started(contestant) as stage:
        few = _memory_with(contestant, stage, 1)
        return (_memory_with(contestant, stage, rooms) - few) / 1024 / (15 * (rooms - 1))


def _memory_with(contestant: Contestant, stage: Stage, rooms: int) -> int:
    with crowded(stage, contestant.plan(stage.place, rooms, 15, SIZE)):
        time.sleep(SETTLING)
        return stage.memory()


def _ends(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

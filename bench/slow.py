"""One of twenty stops reading while eight-kilobyte shares go on: what the others lose, and what it costs."""

import threading
from dataclasses import dataclass
from typing import Any

from bench.contestants import Contestant
from bench.crowd import Crowd, Stage, crowded, started

MEMBERS = 20
BYTES = 8_000
SHARES = 1_500
"""Twelve megabytes for each who reads."""
LAST = MEMBERS - 1


@dataclass(frozen=True)
class Slow:
    """What one who does not read does to the others."""

    lost: int
    p99_before_us: float
    p99_after_us: float
    grew_mib: float
    """At its most, while the shares went on."""


class Watching(threading.Thread):
    """Looks every twentieth of a second how much memory is held."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(daemon=True)
        self._stage, self._over = stage, threading.Event()
        self.most = stage.memory()

    def run(self) -> None:
        """Until it is over."""
        while not self._over.wait(0.05):
            self.most = max(self.most, self._stage.memory())

    def ends(self) -> int:
        """The most that was seen."""
        self._over.set()
        self.join()
        return self.most


def slow(contestant: Contestant) -> Slow:
    """First all read, then one does not. What it holds of the last minute anyway is not counted."""
    with (
        started(contestant) as stage,
        crowded(stage, contestant.plan(stage.place, 1, MEMBERS, BYTES)) as crowd,
    ):
        crowd.run(SHARES, 1)
        before, usual = _watched(stage, crowd)
        crowd.stalls(LAST)
        after, grew = _watched(stage, crowd)
    return Slow(after["lost"], before["p99_us"], after["p99_us"], (grew - usual) / 2**20)


def _watched(stage: Stage, crowd: Crowd) -> tuple[dict[str, Any], int]:
    held, watching = stage.memory(), Watching(stage)
    watching.start()
    told = crowd.run(SHARES, 1)
    return told, watching.ends() - held

"""Rounds: every contestant in a fresh process, in another order each time, with the floor measured between them.

A machine changes its pace from one minute to the next. So nobody is compared with a floor of an hour ago: each
is divided by the two floors that stood nearest to it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles

from bench.contestants import FLOOR, Contestant
from bench.crowd import Cost, Scene, measured

BETWEEN_FLOORS = 3


@dataclass(frozen=True)
class Run:
    """One contestant in one scene, once."""

    scene: Scene
    contestant: str
    cost: Cost
    ratio: float
    """To the floor."""
    with_redis: float
    """The same, with what Redis spent for it."""

    def told(self) -> dict[str, object]:
        """For the record."""
        return {**asdict(self), "scene": self.scene.name}


def rounds(
    scene: Scene, contestants: Sequence[Contestant], times: int, say: Callable[[str], None]
) -> list[Run]:
    """So many rounds of one scene."""
    able = [it for it in contestants if it.is_here and it.most >= scene.members]
    return [
        run
        for turn in range(times)
        for run in _round(scene, [*able[turn % len(able) :], *able[: turn % len(able)]], say)
    ]


def _round(scene: Scene, order: Sequence[Contestant], say: Callable[[str], None]) -> Iterator[Run]:
    before = measured(FLOOR, scene)
    for few in _by(BETWEEN_FLOORS, order):
        costs = [(it, measured(it, scene)) for it in few]
        after = measured(FLOOR, scene)
        floor = (before.server + after.server) / 2
        for contestant, cost in costs:
            run = Run(scene, contestant.name, cost, cost.server / floor, (cost.server + cost.redis) / floor)
            say(f"{scene.name:24} {run.contestant:24} {run.ratio:6.2f}{'' if cost.holds else '  VOID'}")
            yield run
        before = after


def _by(size: int, things: Sequence[Contestant]) -> Iterator[Sequence[Contestant]]:
    for at in range(0, len(things), size):
        yield things[at : at + size]


def quartiles(numbers: Iterable[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    known = list(numbers)
    low, middle, high = quantiles(known, n=4, method="inclusive") if len(known) > 1 else known * 3
    return low, middle, high

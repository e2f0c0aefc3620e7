"""What is measured, in how many rounds: everything, or in three minutes what tells most."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.contestants import ALONE, BARE, BUN_PUBLISH, NGINX, OURS, PAIRS, Contestant
from bench.crowd import Scene

FIFTEEN = Scene(1, 15, 1, 2_400)
HUNDRED = Scene(1, 100, 1, 500)
THOUSAND = Scene(1, 1_000, 1, 60)
ALL = Scene(1, 5_000, 1, 12)
BUSY_HUNDRED = Scene(1, 100, 16, 3_200)
BUSY_THOUSAND = Scene(1, 1_000, 16, 480)
MANY_ROOMS = Scene(64, 15, 1, 3_200)
TWO_HOUSES = Scene(1, 16, 1, 1_200)


@dataclass(frozen=True)
class Programme:
    """Scenes with who plays in them, how often; whose idle lines are weighed, and who meets a slow reader."""

    scenes: Sequence[tuple[Scene, Sequence[Contestant], int]]
    weighed: Sequence[Contestant]
    idle_rooms: int
    slow: Sequence[Contestant]


LEADERS = (OURS, BUN_PUBLISH, NGINX)
WHOLE = Programme(
    scenes=(
        (FIFTEEN, ALONE, 5),
        (HUNDRED, ALONE, 5),
        (THOUSAND, ALONE, 3),
        (ALL, ALONE, 3),
        (BUSY_HUNDRED, LEADERS, 3),
        (BUSY_THOUSAND, LEADERS, 3),
        (MANY_ROOMS, ALONE[:8], 3),
        (TWO_HOUSES, PAIRS, 5),
    ),
    weighed=ALONE,
    idle_rooms=60,
    slow=[it for it in ALONE[:9] if it is not BARE],
)
QUICK = Programme(
    scenes=(
        (FIFTEEN, LEADERS, 3),
        (HUNDRED, LEADERS, 3),
        (BUSY_HUNDRED, LEADERS[:2], 1),
        (TWO_HOUSES, PAIRS[:1], 1),
    ),
    weighed=(OURS,),
    idle_rooms=20,
    slow=(OURS,),
)
EVERYBODY = (*ALONE, *PAIRS)

"""`python -m tests.faults --minutes 30 --seed 7`: a long nemesis, evening after evening, and its report."""

import argparse
import asyncio
import sys
from time import monotonic

from tests.faults import report
from tests.faults.checker import complaints
from tests.faults.evening import Plan, Told, an_evening

LONGEST = 300.0
"""Seconds of trouble in one evening: then another begins, with a fresh town."""


def tell(*lines: str) -> None:
    """To whoever waits at the terminal."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


async def evenings(asked: argparse.Namespace) -> list[Told]:
    """As many as there is time for, each with a seed of its own."""
    until = monotonic() + asked.minutes * 60
    every: list[Told] = []
    while (left := until - monotonic()) > 0:
        plan = Plan(
            seed=asked.seed + len(every),
            seconds=min(LONGEST, left),
            people=asked.people,
            pace=asked.pace,
            circles=asked.circles,
            only=tuple(asked.only),
        )
        every.append(await an_evening(plan))
        tell(f"seed {plan.seed}", *report.schedule(every[-1]), *report.lines(every[-1:]))
    return every


def main() -> None:
    """Ends with 1 where anything is wrong."""
    asking = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asking.add_argument("--minutes", type=float, default=30.0)
    asking.add_argument("--seed", type=int, default=1)
    asking.add_argument("--people", type=int, default=7)
    asking.add_argument("--pace", type=float, default=0.4, help="seconds between two acts of one person")
    asking.add_argument("--circles", type=int, default=1, help="meetings at the same time")
    asking.add_argument("--only", nargs="*", default=[], help="these faults alone, such as redis_emptied")
    every = asyncio.run(evenings(asking.parse_args()))
    tell("", "ALL OF IT", *report.lines(every))
    sys.exit(any(complaints(it.story) for told in every for it in told.circles))


if __name__ == "__main__":
    main()

"""How many instructions one share of ours takes outside the kernel, counted by callgrind and held against a record.

A processor counts the same on a loud machine as on a quiet one: here a path that grew is seen, whoever else works.
"""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.contestants import OURS, SIZE, Place
from bench.crowd import crowded, started

SHARES = 100
BOUNDS = {15: 520_000, 100: 615_000}
"""Members of a room → the most for each share, one by one: callgrind knows no io_uring."""


def held(say: Callable[[str], None]) -> int:
    """0 where every bound holds."""
    if shutil.which("callgrind_control") is None:
        say("instructions: not counted, valgrind is not here")
        return 0
    over = 0
    for members, most in BOUNDS.items():
        many = for_a_share(members)
        over += many > most
        verdict = "TOO MANY" if many > most else "holds"
        say(f"Alcove: instructions for a share among {members}: {many:,.0f} of {most:,}, {verdict}")
    return int(over > 0)


def for_a_share(members: int) -> float:
    """Instructions of the server for each share in a room of so many; the first ones are not counted."""
    with started(replace(OURS, command=_counted)) as stage:
        with crowded(stage, OURS.plan(stage.place, 1, members, SIZE)) as crowd:
            crowd.run(SHARES // 2, 1)
            _tells(stage.servers[0], "--instr=on")
            crowd.run(SHARES, 1)
            _tells(stage.servers[0], "--dump")
        return _total(Path(f"{_into(stage.place)}.1").read_text()) / SHARES


def _counted(place: Place, port: int) -> Sequence[str]:
    told = ("-q", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={_into(place)}")
    return ("valgrind", *told, *OURS.command(place, port))


def _into(place: Place) -> Path:
    return place.folder / "instructions"


def _tells(pid: int, what: str) -> None:
    subprocess.run(["callgrind_control", what, str(pid)], check=True, capture_output=True)


def _total(written: str) -> int:
    """The line `totals: …` of what callgrind wrote."""
    return next(int(line.split()[1]) for line in written.splitlines() if line.startswith("totals:"))

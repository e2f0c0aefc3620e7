"""`make bench`: the whole table. `make bench-quick`: three minutes of it. The rest: see `python -m bench --help`."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

from bench import fetch, instructions, page, scale, system_calls
from bench.contestants import PYTHON
from bench.crowd import idle
from bench.machine import described
from bench.rounds import rounds
from bench.scenes import EVERYBODY, QUICK, WHOLE, Programme
from bench.slow import slow
from bench.table import Record, tables

DOCS = fetch.HERE.parent / "docs"
PAGE, RECORD, PICTURE = DOCS / "performance.md", DOCS / "performance.json", DOCS / "performance.svg"
BEGINS, ENDS = "<!-- what `make bench` measured -->\n", "<!-- until here -->\n"


def played(programme: Programme) -> Record:
    """Everything of a programme, measured."""
    machine = described() | {"day": f"{datetime.now(UTC):%Y-%m-%d}"}
    runs = [run for scene, cast, times in programme.scenes for run in rounds(scene, cast, times, _say)]
    return {
        "machine": machine,
        "runs": [run.told() for run in runs],
        "idle": {it.name: idle(it, programme.idle_rooms) for it in programme.weighed if it.is_here},
        "slow": {it.name: asdict(slow(it)) for it in programme.slow if it.is_here},
        "missing": [it.name for it in EVERYBODY if not it.is_here],
    }


def whole() -> int:
    """The table, into the docs too."""
    record = played(WHOLE)
    RECORD.write_text(json.dumps(record, indent=1) + "\n")
    before, _, rest = PAGE.read_text().partition(BEGINS)
    PAGE.write_text(f"{before}{BEGINS}\n{tables(record)}\n{ENDS}{rest.partition(ENDS)[2]}")
    subprocess.run([PYTHON, "-m", "bench.picture", RECORD, PICTURE], check=True, cwd=fetch.HERE.parent)
    return _shown(record)


def quick() -> int:
    """What tells most, in three minutes."""
    return _shown(played(QUICK))


def _shown(record: Record) -> int:
    print(tables(record))
    void = any(run["cost"]["lost"] or run["cost"]["doubled"] for run in record["runs"])
    return max(int(void), system_calls.held(_say), instructions.held(_say))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


COMMANDS: dict[str, Callable[[], int]] = {
    "whole": whole,
    "quick": quick,
    **scale.COMMANDS,
    "phone": page.slow_phone,
    "shares": page.five_hundred,
}


def main() -> int:
    """One command."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", choices=COMMANDS, nargs="?", default="whole")
    fetch.everything()
    return COMMANDS[parser.parse_args().what]()


sys.exit(main())

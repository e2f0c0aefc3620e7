"""`python -m tests.forgetting.without`: leaves out one step of erasing after another; each must be missed by a test."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.forgetting.steps import STEPS, Step, source
from tests.house.plan import ROOT

LONGEST = 300
"""Seconds that a test may wait."""
TAKEN = ("server", "tests", "web", "pyproject.toml", "README.md")


def copied(to: Path) -> None:
    """All that the tests need, in a place where it may be spoiled."""
    for name in TAKEN:
        it = ROOT / name
        if it.is_dir():
            shutil.copytree(it, to / name)
        else:
            shutil.copy(it, to / name)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (to / ".cache").symlink_to(ROOT / ".cache")


def red(test: str, where: Path) -> str | None:
    """What fails there, if anything does."""
    python = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", test]
    asked = ["node", "--test", test] if test.endswith(".mjs") else python
    try:
        done = subprocess.run(asked, cwd=where, capture_output=True, text=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"{test} (it waits for ever)"
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED tests", "ERROR tests"))]
    return (failed or [test])[0].split(" - ")[0] if done.returncode else None


def who_misses(step: Step, where: Path) -> str | None:
    """The first test that turns red without it."""
    spoiled = where / step.file
    spoiled.write_text(step.undone(source(step.file)))
    try:
        return next((it for test in step.missed_by if (it := red(test, where))), None)
    finally:
        spoiled.write_text(source(step.file))


def all_are_green(where: Path) -> bool:
    """With every step in its place; else what turns red without one says nothing."""
    return not any(red(test, where) for test in {test for step in STEPS for test in step.missed_by})


def main(wanted: str = "") -> int:
    """How many were missed by nobody."""
    alone = 0
    with TemporaryDirectory(prefix="without-") as folder:
        copied(Path(folder))
        if not wanted and not all_are_green(Path(folder)):
            sys.exit("A test is red with every step in its place: nothing is shown.")
        for step in STEPS:
            if wanted in step.name:
                missed = who_misses(step, Path(folder))
                alone += missed is None
                sys.stdout.write(
                    f"{'missed by ' + missed if missed else 'MISSED BY NOBODY'}\n    {step.name}\n"
                )
                sys.stdout.flush()
    return alone


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) > 0)

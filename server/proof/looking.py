"""The search itself, in a process of its own: one that had heard the evening would find its own memory of it.

It is told on its standard input what to look for and where, and answers on its standard output.
"""

import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from server.proof.canaries import Canaries, Canary
from server.proof.processes import AT_ONCE, OVERLAP, memory, open_files
from server.proof.reach import OutOfReach
from server.proof.redis_places import OneRedis
from server.proof.spellings import found, masked


class Search(msgspec.Struct, frozen=True):
    """What to look for, and everywhere it is to be looked for."""

    canaries: dict[str, str]
    secrets: dict[str, bytes] = {}
    """Keys, links, cookies and tickets: bytes that are known only whole."""
    processes: dict[str, int] = {}
    memory: bool = True
    paths: tuple[str, ...] = ()
    """Files, and folders with all that is in them."""
    databases: tuple[str, ...] = ()
    """Files of SQLite, with the logs that come and go beside them."""
    passing: tuple[str, ...] = ()
    """Folders of many, where only what was written since the evening began is looked at."""
    since: float = 0.0
    redis: dict[str, str] = {}
    pages: tuple[str, ...] = ()
    headers: dict[str, str] = {}


class Found(msgspec.Struct, frozen=True, order=True):
    """One kind of words, in one place, in one spelling."""

    place: str
    kind: str
    spelling: str


class Looked(msgspec.Struct, frozen=True):
    """One place: how much was read there, or why it could not be."""

    place: str
    size: int
    out_of_reach: str | None = None


class Report(msgspec.Struct, frozen=True):
    """Everything that was looked at, and everything found."""

    looked: list[Looked]
    found: list[Found]


IN_A_FOLDER: Final = ": what is in it"
BESIDE_A_DATABASE: Final = ("-wal", "-shm", "-journal")
Place = tuple[str, Callable[[], Iterator[bytes]]]


def looked(search: Search) -> Report:
    """Through every place."""
    canaries = Canaries((Canary(kind, text) for kind, text in search.canaries.items()), search.secrets)
    seen: list[Looked] = []
    hits: set[Found] = set()
    for place, contents in _places(search):
        size = 0
        try:
            for some in contents():
                size += len(some)
                hits |= {Found(place, *hit) for hit in found(some, canaries)}
                hits |= {Found(place, *hit) for hit in masked(some, canaries)}
            seen.append(Looked(place, size))
        except OutOfReach as no:
            seen.append(Looked(place, size, no.why))
    return Report(seen, sorted(hits))


def _places(search: Search) -> Iterator[Place]:
    for name, process in search.processes.items():
        yield f"files held open by {name}", partial(_held, process)
        if search.memory:
            yield f"memory of {name}", partial(memory, process)
    for path in search.paths:
        yield from _files(Path(path), 0.0)
    for database in search.databases:
        yield from _files(Path(database), 0.0)
        logs = (Path(f"{database}{beside}") for beside in BESIDE_A_DATABASE)
        yield from ((str(log), partial(_file, log)) for log in logs if log.exists())
    for folder in search.passing:
        yield from _files(Path(folder), search.since)
    for name, url in search.redis.items():
        yield from _on_redis(name, OneRedis(url), search.memory)
    for page in search.pages:
        yield page, partial(_page, page, search.headers)


def _on_redis(name: str, redis: OneRedis, with_memory: bool) -> Iterator[Place]:
    yield f"{name}: keys", redis.keys
    yield f"{name}: slow log, ACL log, clients, statistics", redis.logs
    try:
        for path in redis.files():
            yield from _files(path, 0.0)
    except OutOfReach as no:
        yield f"{name}: its folder and log file", _out_of_reach(no)
    yield f"{name}: files held open", lambda: _held(redis.process())
    if with_memory:
        yield f"{name}: memory", lambda: memory(redis.process())


def _held(process: int) -> Iterator[bytes]:
    for name, path in open_files(process):
        yield name.encode()
        yield from _file(path)


def _files(path: Path, since: float) -> Iterator[Place]:
    """A file, or a folder with everything in it; the names too."""
    if not path.exists():
        yield str(path), _out_of_reach(OutOfReach("is not there"))
    elif not path.is_dir():
        yield str(path), partial(_file, path)
    else:
        inside = list(path.rglob("*"))
        yield f"{path}{IN_A_FOLDER}", lambda: iter(["\n".join(map(str, inside)).encode("utf-8", "replace")])
        for one in inside:
            if _is_newer(one, since):
                yield str(one), partial(_file, one)


def _is_newer(path: Path, since: float) -> bool:
    with suppress(OSError):  # gone meanwhile
        return path.is_file() and not path.is_symlink() and path.stat().st_mtime >= since
    return False


def _file(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            behind = b""
            while some := file.read(AT_ONCE):
                yield behind + some
                behind = some[-OVERLAP:]
    except FileNotFoundError:
        return
    except OSError as no:
        raise OutOfReach(f"cannot be read ({type(no).__name__})") from None


def _page(page: str, headers: dict[str, str]) -> Iterator[bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(page, headers=headers), timeout=10) as answer:
            yield bytes(answer.headers) + answer.read()
    except urllib.error.HTTPError as error:
        with error:
            yield bytes(error.headers) + error.read()
    except OSError:
        raise OutOfReach("does not answer") from None


def _out_of_reach(no: OutOfReach) -> Callable[[], Iterator[bytes]]:
    def contents() -> Iterator[bytes]:
        raise no

    return contents


if __name__ == "__main__":
    sys.stdout.buffer.write(
        msgspec.json.encode(looked(msgspec.json.decode(sys.stdin.buffer.read(), type=Search)))
    )

"""What a living process holds: its memory, page by page, and the files it keeps open, deleted ones too."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from server.proof.reach import OutOfReach

AT_ONCE: Final = 16 << 20
OVERLAP: Final = 1 << 10
"""Bytes read twice, so that nothing is cut in two."""
NOT_OURS: Final = ("[vvar", "[vsyscall]")
LISTENS: Final = "0A"
"""How the kernel writes that a socket waits for others."""


def memory(process: int) -> Iterator[bytes]:
    """Everything in memory that this process can have written. Needs root, or a process that lets us."""
    try:
        spans = list(_written(Path(f"/proc/{process}/maps").read_text()))
        with open(f"/proc/{process}/mem", "rb", buffering=0) as all_of_it:
            for start, end in spans:
                yield from _span(all_of_it.fileno(), start, end)
    except PermissionError:
        raise OutOfReach("needs root") from None
    except FileNotFoundError:
        raise OutOfReach("is gone") from None


def _written(maps: str) -> Iterator[tuple[int, int]]:
    for line in maps.splitlines():
        span, may, _, _, inode, *name = line.split(maxsplit=5)
        # A page of a file that nobody may write to is as it is on the disk.
        if may[0] == "r" and (may[1] == "w" or inode == "0") and not "".join(name).startswith(NOT_OURS):
            start, end = span.split("-")
            yield int(start, 16), int(end, 16)


def _span(memory: int, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        try:
            some = os.pread(memory, min(AT_ONCE, end - start), start)
        except OSError:
            return  # guard pages, and what was given back meanwhile
        if not some:
            return
        yield some
        start += len(some) - OVERLAP if len(some) > OVERLAP and start + len(some) < end else len(some)


def open_files(process: int) -> Iterator[tuple[str, Path]]:
    """Each file it holds open, by the name it had, and the way to it. Sockets and pipes lead nowhere."""
    folder = Path(f"/proc/{process}/fd")
    try:
        for number in sorted(os.listdir(folder), key=int):
            name = os.readlink(folder / number)
            if name.startswith("/") and not name.startswith("/dev/"):
                yield name, folder / number
    except PermissionError:
        raise OutOfReach("needs root") from None
    except FileNotFoundError:
        raise OutOfReach("is gone") from None


def behind(port: int) -> Iterator[int]:
    """Which processes of this machine listen at this port, as far as we may know."""
    doors = {f"socket:[{inode}]" for inode in _listening(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # another person's, or gone meanwhile
            if any(os.readlink(held) in doors for held in (process / "fd").iterdir()):
                yield int(process.name)


def _listening(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
                _, address, _, state, *more = line.split()
                if state == LISTENS and int(address.rpartition(":")[2], 16) == port:
                    yield more[5]


def environment(process: int) -> bytes:
    """What it was started with, as the kernel shows it; nothing where we may not know."""
    with suppress(OSError):
        return Path(f"/proc/{process}/environ").read_bytes()
    return b""

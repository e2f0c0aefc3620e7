"""What the process does about its own memory: it lets go at once, and, where the host asks, overwrites what it frees.

Python gives memory back without overwriting it. With `ALCOVE_SCRUB=1` the house starts itself once more on an
allocator that does: the C library's own for every object, told to fill what is freed and to set nothing aside.
"""

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Mapping
from typing import Final
from urllib import parse

from server.settings import Unfit

OVERWRITES: Final = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0",
}
"""glibc does not fill what it keeps in its thread caches, so it keeps none."""

SELDOM: Final = 1_000
"""To look at everything stops everybody, a second for ten thousand lines: Python itself does it a hundred times less
often than usual, since we do it whenever something is over, and every few minutes."""


def is_on(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this process overwrites what it frees."""
    return all(environ.get(name) == value for name, value in OVERWRITES.items())


def is_told(environ: bytes) -> bool:
    """Whether a process does, from what the kernel shows of its environment: glibc cuts its own part in pieces."""
    wanted = [f"PYTHONMALLOC={OVERWRITES['PYTHONMALLOC']}\0", *OVERWRITES["GLIBC_TUNABLES"].split(":")]
    return all(one.encode() in environ for one in wanted)


def begin_again() -> None:
    """The same command in the same process, on an allocator that overwrites. Does not come back."""
    if is_on():
        return
    if not _is_glibc():
        raise Unfit("ALCOVE_SCRUB: needs Linux with glibc; here memory that is freed cannot be overwritten")
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **OVERWRITES})


def _is_glibc() -> bool:
    return sys.platform == "linux" and hasattr(ctypes.CDLL(None), "gnu_get_libc_version")


def sweeping() -> Callable[[], None]:
    """Call it whenever something is over: what still hangs together goes now and not some time later."""
    gc.collect()
    gc.freeze()  # what is here before anybody has come stays anyway; looking at it each time would cost
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, SELDOM)
    return swept


def swept() -> None:
    """Objects that hold each other are let go; so are the addresses that a library remembers."""
    parse.urlsplit.cache_clear()  # type: ignore[attr-defined]
    gc.collect()
    if is_on():
        ctypes.CDLL(None).malloc_trim(0)

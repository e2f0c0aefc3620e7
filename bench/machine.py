"""What the kernel says of processes: CPU time to the nanosecond, memory, and which machine this is."""

import os
import platform
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    with suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def cpu(pid: int) -> float:
    """Seconds of CPU of a process, its threads and its children so far."""
    return sum(_ran(PROC / str(it) / "task") for it in family(pid)) / 1e9


def _ran(tasks: Path) -> int:
    spent = 0
    with suppress(OSError):
        for task in tasks.iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
    return spent


def softirqs() -> float:
    """Seconds the kernel's own threads spent on the network's work that was left to them."""
    spent = 0
    for comm in PROC.glob("[0-9]*/comm"):
        with suppress(OSError):
            if comm.read_text().startswith("ksoftirqd"):
                spent += _ran(comm.parent / "task")
    return spent / 1e9


def memory(pid: int) -> int:
    """Bytes of memory of a process and its children, shared parts by halves (PSS)."""
    return sum(_pss(it) for it in family(pid))


def _pss(pid: int) -> int:
    with suppress(OSError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def described() -> dict[str, object]:
    """The machine these numbers belong to."""
    model = next((it for it in (PROC / "cpuinfo").read_text().splitlines() if "model name" in it), ":")
    return {
        "cpu": model.partition(":")[2].strip(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": os.getloadavg(),
    }


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])


def listens(port: int, patience: float = 30.0) -> None:
    """Wait until somebody answers there."""
    until = time.monotonic() + patience
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if time.monotonic() > until:
            raise TimeoutError(f"nobody listens on {port}")
        time.sleep(0.05)

"""What a run needs, into one folder that git does not see: two C programs, and the peers from their registries.

A peer that cannot be had is left out of the tables by name; nothing here ends the run but a missing compiler.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
MODULES = Path("/usr/lib/nginx/modules")
PIP = (
    "uvicorn[standard]",
    "starlette",
    "websockets",
    "python-socketio",
    "channels",
    "channels-redis",
    "django",
)
DRAWING = ("matplotlib",)
NPM = ("ws", "socket.io", "@socket.io/redis-adapter", "redis", "bun")
APT = {
    "/usr/sbin/nginx": ("nginx", "libnginx-mod-nchan"),
    "/usr/bin/redis-server": ("redis-server",),
    "/usr/bin/strace": ("strace",),
    "/usr/bin/valgrind": ("valgrind",),
}


def everything() -> None:
    """Build and fetch; what is there already is left as it is."""
    PEERS.mkdir(exist_ok=True)
    build()
    if not (PEERS / "venv" / "fetched").exists() and _runs(sys.executable, "-m", "venv", str(PEERS / "venv")):
        pip = (str(PEERS / "venv" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check")
        if _runs(*pip, *PIP, *DRAWING):
            (PEERS / "venv" / "fetched").touch()
    if not (PEERS / "node_modules").exists():
        _runs("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(PEERS), *NPM)
    for script in (HERE / "peers").glob("*.mjs"):
        shutil.copy(script, PEERS)  # beside the packages it names
    missing = [name for path, names in APT.items() if not Path(path).exists() for name in names]
    if missing and os.geteuid() == 0:
        _runs("apt-get", "update", "-qq") and _runs("apt-get", "install", "-y", "-qq", *missing)


def build() -> None:
    """The floor and the crowd, from their source."""
    for name in ("floor", "load"):
        source = HERE / "c" / f"{name}.c"
        subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", "-o", PEERS / name, source], check=True)


def _runs(*command: str) -> bool:
    print("·", *_short(command), file=sys.stderr)
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def _short(command: Sequence[str]) -> Sequence[str]:
    return (Path(command[0]).name, *command[1:3], "…")

"""Who is measured: how each is started, and how the crowd speaks to it. Peers as their manuals advise."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import guests

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
"""What `make bench` builds and fetches lies here."""
MODULES = Path("/usr/lib/nginx/modules")
SIZE = 200
"""Bytes of what is said, in every house alike."""


@dataclass(frozen=True)
class Place:
    """Where a contestant runs this time."""

    port: int
    folder: Path
    redis_url: str


@dataclass(frozen=True)
class Contestant:
    """One server: its command, whether it can run here, and how it is spoken to."""

    name: str
    command: Callable[[Place], Sequence[str]]
    plan: Callable[[Place, int, int], str]
    needs: Path
    most: int = 5_000
    """Members of a room it is asked to bear."""
    redis: bool = False

    @property
    def is_here(self) -> bool:
        """Whether what it needs could be fetched."""
        return self.needs.exists()


def _plan(
    path: str = "/{room}",
    first: str = "",
    template: str = "#m{filling}",
    more: tuple[str, ...] = (),
) -> Callable[[Place, int, int], str]:
    def plan(place: Place, rooms: int, members: int) -> str:
        knock = (
            f"GET {path} HTTP/1.1\\nHost: 127.0.0.1:{place.port}\\nUpgrade: websocket\\n"
            "Connection: Upgrade\\nSec-WebSocket-Version: 13\\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\\n\\n"
        )
        lines = [f"S\t{template}".replace("{filling}", "x" * (SIZE - 10)), *more]
        for room in range(rooms):
            lines += [f"C\t{room}\t{knock.replace('{room}', str(room))}\t{first}"] * members
        return "\n".join(lines) + "\n"

    return plan


def _ours(place: Place, rooms: int, members: int) -> str:
    return guests.plan([guests.Room(place.port, members).fills() for _ in range(rooms)], SIZE)


def _house(place: Place) -> Sequence[str]:
    formats = guests.formats(place.folder / "formats")
    return (sys.executable, "-m", "bench.house", str(place.port), str(formats))


def _peer(*command: str, redis: bool = False) -> Callable[[Place], Sequence[str]]:
    return lambda place: (*command, str(place.port), *([place.redis_url] if redis else []))


def _nginx(place: Place) -> Sequence[str]:
    conf = (HERE / "peers" / "nchan.conf").read_text()
    for hole, filling in (("port", place.port), ("folder", place.folder), ("modules", MODULES)):
        conf = conf.replace(f"{{{hole}}}", str(filling))
    (place.folder / "nginx.conf").write_text(conf)
    return (shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(place.folder / "nginx.conf"))


PYTHON = str(PEERS / "venv" / "bin" / "python")
PACKAGES = PEERS / "node_modules"
BUN = PACKAGES / "bun" / "bin" / "bun.exe"
SOCKET_IO = _plan(
    "/socket.io/?EIO=4&transport=websocket&room={room}",
    first="40",
    template='42["say","#m{filling}"]',
    more=("R\t40{", "A\t2\t3"),
)

FLOOR = Contestant("C floor", _peer(str(PEERS / "floor")), _plan(), PEERS / "floor")
OURS = Contestant("Alcove", _house, _ours, Path(sys.executable), most=1_000)
CONTESTANTS = (
    OURS,
    Contestant(
        "Starlette, send to each",
        _peer(PYTHON, str(HERE / "peers" / "naive.py")),
        _plan(template='{"is":"share","words":"#m{filling}"}'),
        Path(PYTHON),
    ),
    Contestant(
        "websockets broadcast", _peer(PYTHON, str(HERE / "peers" / "broadcast.py")), _plan(), Path(PYTHON)
    ),
    Contestant(
        "python-socketio",
        _peer(PYTHON, str(HERE / "peers" / "socketio_py.py")),
        SOCKET_IO,
        Path(PYTHON),
        most=1_000,
    ),
    Contestant(
        "Channels + Redis",
        _peer(PYTHON, str(HERE / "peers" / "channels_app.py"), redis=True),
        _plan(),
        Path(PYTHON),
        most=1_000,
        redis=True,
    ),
    Contestant("ws (Node)", _peer("node", str(PEERS / "ws.mjs")), _plan(), PACKAGES / "ws"),
    Contestant(
        "socket.io 4 (Node)", _peer("node", str(PEERS / "socketio.mjs")), SOCKET_IO, PACKAGES / "socket.io"
    ),
    Contestant("Bun", _peer(str(BUN), str(HERE / "peers" / "bun.js")), _plan(), BUN),
    Contestant("nginx + nchan", _nginx, _plan(), MODULES / "ngx_nchan_module.so"),
)


def build() -> None:
    """The two C programs, from their source; and the Node peers beside the packages they name."""
    PEERS.mkdir(exist_ok=True)
    for name in ("floor", "load"):
        source = HERE / "c" / f"{name}.c"
        subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", "-o", PEERS / name, source], check=True)
    for script in (HERE / "peers").glob("*.mjs"):
        shutil.copy(script, PEERS)

"""Who is measured: how each is started, and how the crowd speaks to it. Peers as their manuals advise."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench import guests
from bench.fetch import HERE, MODULES, PEERS

SIZE = 200
"""Bytes of what is said, in every house alike."""


@dataclass(frozen=True)
class Place:
    """Where a contestant runs this time: one port for each of its processes, the first is its own."""

    ports: tuple[int, ...]
    folder: Path
    redis_url: str

    @property
    def port(self) -> int:
        """Where the one process listens, or the first."""
        return self.ports[0]


Starts = Callable[[Place, int], Sequence[str]]
Plans = Callable[[Place, int, int, int], str]


@dataclass(frozen=True)
class Contestant:
    """One server: its command, whether it can run here, and how it is spoken to."""

    name: str
    command: Starts
    plan: Plans
    """Rooms, members, and the bytes of a share, as the crowd reads it."""
    needs: Path
    most: int = 5_000
    """Members of a room it is asked to bear."""
    redis: bool = False
    processes: int = 1
    pace: float = 1.0
    """The part of a scene's shares that is said to it, where it answers so late that a run would take minutes."""
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether what it needs could be fetched."""
        return self.needs.exists() and (not self.redis or shutil.which("redis-server") is not None)


def _plan(path: str = "/{room}", first: str = "", template: str = "#m{filling}", more: str = "") -> Plans:
    def plan(place: Place, rooms: int, members: int, size: int) -> str:
        knock = (
            f"GET {path} HTTP/1.1\\nHost: 127.0.0.1:{place.port}\\nUpgrade: websocket\\n"
            "Connection: Upgrade\\nSec-WebSocket-Version: 13\\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\\n\\n"
        )
        lines = [f"S\t{template}".replace("{filling}", "x" * (size - 10)), *more.splitlines()]
        for room in range(rooms):
            for member in range(members):
                port = place.ports[member % len(place.ports)]
                lines.append(f"C\t{room}\t{port}\t{knock.replace('{room}', str(room))}\t{first}")
        return "\n".join(lines) + "\n"

    return plan


def _ours(place: Place, rooms: int, members: int, size: int) -> str:
    filled = [guests.Room(place.port, members).fills() for _ in range(rooms)]
    return guests.plan(filled, size, place.ports)


def _house(place: Place, port: int) -> Sequence[str]:
    formats = guests.formats(place.folder / "formats")
    house = (sys.executable, "-m", "bench.house", str(port), str(formats), str(place.port))
    return (*house, place.redis_url) if place.redis_url else house


def _peer(*command: str) -> Starts:
    return lambda place, port: (*command, str(port), *([place.redis_url] if place.redis_url else []))


def _nginx(place: Place, port: int) -> Sequence[str]:
    folder = place.folder / str(port)
    folder.mkdir()
    holes = {"port": port, "folder": folder, "modules": MODULES, "upstream": "", "passed": ""}
    if place.redis_url:
        holes["upstream"] = f"upstream redis {{ nchan_redis_server {place.redis_url}; }}"
        holes["passed"] = "nchan_redis_pass redis;"
    conf = (HERE / "peers" / "nchan.conf").read_text()
    for hole, filling in holes.items():
        conf = conf.replace(f"{{{hole}}}", str(filling))
    (folder / "nginx.conf").write_text(conf)
    return (shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(folder / "nginx.conf"))


PYTHON = str(PEERS / "venv" / "bin" / "python")
PACKAGES = PEERS / "node_modules"
BUN = PACKAGES / "bun" / "bin" / "bun.exe"
NCHAN = MODULES / "ngx_nchan_module.so"
SOCKET_IO = _plan(
    "/socket.io/?EIO=4&transport=websocket&room={room}",
    first="40",
    template='42["say","#m{filling}"]',
    more="R\t40{\nA\t2\t3",
)
JSON_PLAN = _plan(template='{"is":"share","words":"#m{filling}"}')


def _python(script: str) -> Starts:
    return _peer(PYTHON, str(HERE / "peers" / script))


FLOOR = Contestant("C floor", _peer(str(PEERS / "floor")), _plan(), PEERS / "floor")
OURS = Contestant("Alcove", _house, _ours, Path(sys.executable))
NAIVE = Contestant("Starlette, send to each", _python("naive.py"), JSON_PLAN, Path(PYTHON))
NODE_IO = Contestant(
    "socket.io 4", _peer("node", str(PEERS / "socketio.mjs")), SOCKET_IO, PACKAGES / "socket.io"
)
BUN_PUBLISH = Contestant("Bun", _peer(str(BUN), str(HERE / "peers" / "bun.js")), _plan(), BUN)
# It leaves Nagle's algorithm on, so a closed loop often waits 40 ms for it; its CPU is not touched by that.
NGINX = Contestant("nginx + nchan", _nginx, _plan(), NCHAN, pace=0.15)
ONE_BY_ONE = replace(OURS, name="Alcove, one by one", environment=(("ALCOVE_URING", "off"),))
BARE = Contestant("Python, bare", _python("bare.py"), _plan(), Path(PYTHON))
"""No peer: what the language and its loop take before anybody's rules."""
ALONE = (
    OURS,
    ONE_BY_ONE,
    BARE,
    BUN_PUBLISH,
    NGINX,
    Contestant("ws", _peer("node", str(PEERS / "ws.mjs")), _plan(), PACKAGES / "ws"),
    NODE_IO,
    NAIVE,
    Contestant("websockets broadcast", _python("broadcast.py"), _plan(), Path(PYTHON)),
    Contestant("python-socketio", _python("socketio_py.py"), SOCKET_IO, Path(PYTHON), most=1_000),
    Contestant("Channels + Redis", _python("channels_app.py"), _plan(), Path(PYTHON), most=100, redis=True),
)
"""One process each."""


def _pair(name: str, of: Contestant) -> Contestant:
    return Contestant(name, of.command, of.plan, of.needs, most=1_000, redis=True, processes=2, pace=of.pace)


PAIRS = (
    _pair("Alcove × 2", OURS),
    _pair("nchan × 2", NGINX),
    _pair("socket.io × 2", NODE_IO),
)
"""Two processes each, which meet at one Redis."""

"""Everybody through the real doors: agree, knock, be let in by a guide, get a ticket; then a line in the plan."""

import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle, product
from pathlib import Path
from typing import Any, TypeVar

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.house import PLACES, SECRET
from server.doors.invitations import invite
from server.formats import SHIPPED

CODE = "c99"
AT_ONCE = 200
"""As many as a guide can let in with one act."""
BROWSERS = 100
MINUTES = 180
"""An hour of measuring must fit in before what is kept free for closing."""
SYLLABLES = ("ba", "de", "fi", "ko", "mu", "pa", "re", "si", "to", "vu")
NAMES = tuple("".join(it).capitalize() for it in product(SYLLABLES, repeat=4))


def formats(folder: Path) -> Path:
    """A folder with one format: the support circle, with room for a crowd, and three hours long."""
    text = (SHIPPED / "support-circle.toml").read_text()
    code = next(line for line in text.splitlines() if line.startswith("code = "))
    name = next(line for line in text.splitlines() if line.startswith("id = "))
    capacity = next(line for line in text.splitlines() if line.startswith("capacity = "))
    changed = {code: f'code = "{CODE}"', name: 'id = "for-measuring"'}
    changed[capacity] = f"capacity = {{ least = 2, most = {PLACES} }}"
    changed |= {"minutes = 60\n": f"minutes = {MINUTES}\n", "minutes = 4\n": f"minutes = {MINUTES - 56}\n"}
    for old, new in changed.items():
        text = text.replace(old, new, 1)
    folder.mkdir(exist_ok=True)
    (folder / "for-measuring.toml").write_text(text)
    return folder


Door = tuple[str, str]
"""Where somebody's seat is, and the cookie that opens it."""
Given = TypeVar("Given")
Got = TypeVar("Got")


@dataclass
class Room:
    """One meeting of a house, and the cookies of whoever was let in; the guide's is the first."""

    port: int
    members: int
    doors: list[Door] = field(default_factory=list, repr=False)
    _n: int = 0

    def fills(self) -> "Room":
        """Everybody knocks; the guide lets them in, begins, and lets anyone speak."""
        house = f"http://127.0.0.1:{self.port}"
        links = invite(SECRET, house, code=CODE, starts=int(time.time()), minutes=MINUTES, guides=("Fay",))
        self.doors.append(self._knocks("Fay", links.guides[0]))
        with self._line() as guide:
            for first in range(0, self.members - 1, AT_ONCE):
                names = NAMES[first : min(first + AT_ONCE, self.members - 1)]
                self.doors += _all(lambda name: self._knocks(name, links.participants), names)
                self._lets_in(guide, len(names))
            self._does(guide, "go_to", phase="opening")
            self._does(guide, "set_mode", mode="open")
        return self

    def tickets(self) -> list[str]:
        """For each a way to a line."""
        return _all(self._ticket, self.doors)

    def _knocks(self, name: str, link: str) -> Door:
        agreed = {"agreement": "v1", "limits": "v1"}
        asked = {"invitation": link.partition("#")[2], "name": name, "agreed": agreed}
        told, cookie = self._posts("/knock", asked)
        return told["in"], cookie.partition(";")[0]

    def _ticket(self, door: Door) -> str:
        address, cookie = door
        return str(self._posts(f"{address}/ticket", {}, cookie)[0]["ticket"])

    def _posts(self, path: str, content: object, cookie: str = "") -> tuple[dict[str, Any], str]:
        headers = {"origin": f"http://127.0.0.1:{self.port}", "cookie": cookie}
        with closing(HTTPConnection("127.0.0.1", self.port)) as browser:
            browser.request("POST", path, json.dumps(content), headers)
            answer = browser.getresponse()
            told = json.loads(answer.read())
        assert "refused" not in told, told
        return told, answer.headers.get("set-cookie", "")

    def _line(self) -> ClientConnection:
        house = f"127.0.0.1:{self.port}"
        line = connect(
            f"ws://{house}/line",
            origin=Origin(f"http://{house}"),
            subprotocols=[Subprotocol("alcove.v1")],
            compression=None,
            max_queue=None,
        )
        line.send(json.dumps({"is": "hello", "ticket": self._ticket(self.doors[0])}))
        return line

    def _lets_in(self, guide: ClientConnection, many: int) -> None:
        waiting: list[dict[str, str]] = []
        while len(waiting) < many:
            told = _heard(guide)
            if told["is"] == "picture":
                waiting = told.get("desk", {}).get("waiting", [])
        self._does(guide, "admit", whom=[it["id"] for it in waiting])

    def _does(self, guide: ClientConnection, act: str, **about: object) -> None:
        self._n += 1
        guide.send(json.dumps({"is": act, "n": self._n, **about}))
        while (told := _heard(guide))["is"] not in ("ok", "refused"):
            pass
        assert told["is"] == "ok", told


def _all(ask: Callable[[Given], Got], of: Iterable[Given]) -> list[Got]:
    """Everybody asks, so many at the same time; the answers in order."""
    with ThreadPoolExecutor(BROWSERS) as browsers:
        return list(browsers.map(ask, of))


def _heard(guide: ClientConnection) -> dict[str, Any]:
    """What comes next. Thousands take a while to come in, so the guide gives a sign of life where one is asked for."""
    told: dict[str, Any] = json.loads(guide.recv(30))
    if told["is"] == "tick":
        guide.send('{"is":"tock"}')
    return told


def plan(rooms: list[Room], size: int, ports: tuple[int, ...]) -> str:
    """What the crowd needs to know: each with a ticket for one of the houses, and what a share looks like."""
    house = f"127.0.0.1:{ports[0]}"
    knock = (
        f"GET /line HTTP/1.1\\nHost: {house}\\nUpgrade: websocket\\nConnection: Upgrade\\n"
        "Sec-WebSocket-Version: 13\\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\\n"
        f"Sec-WebSocket-Protocol: alcove.v1\\nOrigin: http://{house}\\n\\n"
    )
    lines = [
        'S\t{"is":"share","n":#n,"words":"#m%s"}' % ("x" * (size - 10)),
        'R\t{"is":"hello_ok"',
        'A\t{"is":"tick"\t{"is":"tock"}',
    ]
    for number, room in enumerate(rooms):
        for port, ticket in zip(cycle(ports), room.tickets()):
            lines.append(f'C\t{number}\t{port}\t{knock}\t{{"is":"hello","ticket":"{ticket}"}}')
    return "\n".join(lines) + "\n"

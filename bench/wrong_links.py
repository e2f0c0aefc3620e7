"""Whether it can be told over the network in which way a link is wrong: the door's answers, timed by kind, kinds mixed.

    python -m bench.wrong_links

A house as it ships, behind an invented proxy, so that each knock comes from another address. Welch's t compares each
kind with the first; where it stays under 4.5, this many knocks tell nobody which kind it was. A link that has run out
is told too and not judged: only who once held it can ask that.
"""

import asyncio
import json
import sys
import tempfile
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean, median, variance
from urllib.parse import urlsplit

from server.doors.invitations import Invitation, write
from server.room.room import RoomId
from server.room.seat import Role, SeatId
from tests.promises.lived import a_served_house

EACH, SLOWEST, TELLS = 3_000, 0.95, 4.5
SECRET = "a house secret for a bench, 32 bytes or more"
WARM = 200
RUN_OUT = "it has run out"


def kinds(now: int) -> dict[str, str]:
    """A link that is wrong, by how."""

    def link(secret: str = SECRET, room: str = "r", expires: int = now + 100) -> str:
        seat = SeatId("s")
        said = Invitation(RoomId(room), Role.PARTICIPANT, "c1", now, 60, ("Fay",), expires, 1, seat)
        return write(said, secret.encode())

    content, _, signed = link().rpartition(".")
    first, last = bytearray(urlsafe_b64decode(signed + "==")), bytearray(urlsafe_b64decode(signed + "=="))
    first[0] ^= 1
    last[-1] ^= 1

    def under(signature: bytes) -> str:
        return f"{content}.{urlsafe_b64encode(signature).decode().rstrip('=')}"

    return {
        "the first byte is wrong": under(bytes(first)),
        "the last byte is wrong": under(bytes(last)),
        "another house signed it": link("another house's secret, of 32 bytes"),
        "other content was signed": f"{link(room='q').rpartition('.')[0]}.{signed}",
        RUN_OUT: link(expires=now - 1),
    }


def knock(house: str, invitation: str, n: int) -> bytes:
    """One form, from an address of its own, on a line that stays."""
    form = {"invitation": invitation, "name": "Ana", "agreed": {"agreement": "v1", "limits": "v1"}}
    body = json.dumps(form).encode()
    head = (
        f"POST /knock HTTP/1.1\r\nhost: {urlsplit(house).netloc}\r\norigin: {house}\r\n"
        f"x-forwarded-for: 10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def timed(house: str, links: dict[str, str]) -> dict[str, list[float]]:
    """Seconds from the last byte of each knock to the first of its answer."""
    address, chance = urlsplit(house), Random(4)
    order = [kind for kind in links for _ in range(EACH)]
    chance.shuffle(order)
    took: dict[str, list[float]] = {kind: [] for kind in links}
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    for n, kind in enumerate([*order[:WARM], *order]):
        asked = knock(house, links[kind], n)
        began = time.perf_counter()
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        took[kind].append(time.perf_counter() - began)
        assert head.startswith(b"HTTP/1.1 403 "), head
        await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]))
    writer.close()
    return {kind: sorted(it)[: int(len(it) * SLOWEST)] for kind, it in took.items()}


def welch(one: list[float], other: list[float]) -> float:
    """How far two means lie apart, in their common uncertainty."""
    return (fmean(one) - fmean(other)) / sqrt(variance(one) / len(one) + variance(other) / len(other))


async def links() -> bool:
    """Whether no kind that a stranger could make gives itself away."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_served_house(Path(folder), ALCOVE_PROXIES="1", ALCOVE_SECRET=SECRET) as house:
            assert house.process.stderr is not None
            heard = asyncio.ensure_future(
                house.process.stderr.read()
            )  # or the log fills its pipe, and all waits
            address = house.guide.partition("/come")[0]
            took = await timed(address, kinds(int(time.time())))
        await heard
    first = next(iter(took.values()))
    far = {kind: welch(it, first) for kind, it in took.items()}
    for kind, it in took.items():
        sys.stdout.write(f"{kind:<26} {median(it) * 1e6:6.1f} µs in the middle · t {far[kind]:+.1f}\n")
    return max(abs(t) for kind, t in far.items() if kind != RUN_OUT) < TELLS


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(links()) else 1)

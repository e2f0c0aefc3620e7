"""How a meeting fares while a crowd knocks: shares' delay with nobody at the door, and with 200 knocks a second.

    python -m bench.raid

A house as it ships, behind an invented proxy, so that each knock comes from another address. It says its numbers
and judges nothing but the goal: shares' p95 under 150 ms, and nobody heard less.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.guest import Guest
from tests.promises.lived import a_served_house

PER_SECOND, SECONDS, SHARES, GOAL = 200, 10, 4, 0.150
ALPHABET = "abcdefgknopqrstuvwxz"


def knock(house: str, invitation: str, n: int) -> bytes:
    """One form, from an address and by a name of its own."""
    name = "".join(ALPHABET[n // len(ALPHABET) ** place % len(ALPHABET)] for place in (0, 1, 2)) + "a"
    form = {"invitation": invitation, "name": name, "agreed": {"agreement": "v1", "limits": "v1"}}
    body = json.dumps(form).encode()
    head = (
        f"POST /knock HTTP/1.1\r\nhost: {urlsplit(house).netloc}\r\norigin: {house}\r\nconnection: close\r\n"
        f"x-forwarded-for: 10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def knocks(house: str, invitation: str, answers: list[bytes]) -> None:
    """The crowd: so many a second, whether or not the door answers."""
    address = urlsplit(house)

    async def one(n: int) -> None:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(knock(house, invitation, n))
        answers.append((await reader.read()).rpartition(b"\r\n\r\n")[2][:40])
        writer.close()

    began = time.monotonic()
    async with asyncio.TaskGroup() as crowd:
        for n in range(PER_SECOND * SECONDS):
            crowd.create_task(one(n))
            await asyncio.sleep(max(0.0, began + (n + 1) / PER_SECOND - time.monotonic()))


async def shares(speakers: list[Guest], listener: Guest) -> list[float]:
    """From the press to somebody else's screen, in seconds, sorted."""
    delays = []
    for n in range(SHARES * SECONDS):
        began = time.monotonic()
        await speakers[n % len(speakers)].may("share", words=f"share {n} {began}")
        await listener.hears(f"share {n} {began}")
        delays.append(time.monotonic() - began)
        await asyncio.sleep(max(0.0, began + 1 / SHARES - time.monotonic()))
    return sorted(delays)


def told(when: str, delays: list[float]) -> float:
    """One line, and the p95."""
    half, p95 = delays[len(delays) // 2], delays[int(len(delays) * 0.95)]
    sys.stdout.write(f"{when:<12} {len(delays)} shares · p50 {half * 1e3:.0f} ms · p95 {p95 * 1e3:.0f} ms\n")
    return p95


async def raid() -> bool:
    """The evening, quiet and then loud; whether it met the goal."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_served_house(Path(folder), ALCOVE_PROXIES="1") as house:
            fay, ana, bo = Guest("Fay", house.guide), Guest("Ana", house.link), Guest("Bo", house.link)
            for guest in (fay, ana, bo):
                await guest.knocks()
            async with fay.on_a_line(), ana.on_a_line(), bo.on_a_line():
                await fay.until(lambda me: len(me.picture["desk"].get("waiting", ())) == 2)
                await fay.may("admit", whom=[ana.seat, bo.seat])
                await fay.may("go_to", phase="opening")
                await fay.may("set_mode", mode="open")
                told("quiet", await shares([fay, ana], bo))
                answers: list[bytes] = []
                crowd = asyncio.ensure_future(knocks(fay.house, ana.invitation, answers))
                p95 = told("200 knocks/s", await shares([fay, ana], bo))
                await crowd
                await fay.until(lambda me: me.picture["desk"]["door_guarded"])
    kinds = {kind: answers.count(kind) for kind in set(answers) if kind.startswith(b'{"refused"')}
    seated = len(answers) - sum(kinds.values())
    sys.stdout.write(f"{len(answers)} knocks: {seated} wait in the lobby, refused: {kinds}\n")
    return p95 < GOAL


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(raid()) else 1)

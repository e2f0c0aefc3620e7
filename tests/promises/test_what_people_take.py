"""What a lived evening leaves in people's own hands: checked by a process of its own, and kept nowhere else."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from redis import asyncio as aioredis

from server.keep.closed_list import Place, in_place
from server.keep.signing import Holder, commitment, read
from tests import redis_server
from tests.houses import ROOT, Houses, a_meeting, running
from tests.promises.everything import UNHURRIED, Everything

ANA = Holder("Anastasia P.", "a long number only she has")
GOODBYE = "4"
QUIET = 1.5
"""Seconds in which a house that is asked nothing writes nothing but its beats: how long that is watched."""


@dataclass
class Taken:
    """What Ana holds afterwards, and what was at rest in the house around her asking for the note."""

    note: dict[str, Any]
    receipt: dict[str, Any]
    key: str
    by_itself: tuple[dict[str, bytes], dict[str, bytes]]
    around_the_note: tuple[dict[str, bytes], dict[str, bytes]]


async def at_rest(redis: "aioredis.Redis", host: Everything) -> dict[str, bytes]:
    """Every byte that outlives a moment, but for the beats of the houses, which go on by themselves."""
    keys = [key async for key in redis.scan_iter() if not key.endswith(b":beats")]
    dumped = {key.decode(): await redis.dump(key) or b"" for key in keys}
    return dumped | await asyncio.to_thread(files, host.folder)


def files(folder: Path) -> dict[str, bytes]:
    return {str(it): it.read_bytes() for it in folder.rglob("*") if it.is_file()}


async def takes(houses: Houses, redis: "aioredis.Redis", host: Everything) -> Taken:
    fay, ana, bo = await houses.open_circle(0, 1, 0)
    await ana.says("one thing")
    await bo.hears("one thing")
    await fay.may("end_for_all")
    await ana.until(lambda me: me.picture["phase"] == "closed")
    first = await at_rest(redis, host)
    await asyncio.sleep(QUIET)
    before = await at_rest(redis, host)
    note = (await ana.posts(f"{ana.door}/note", {"holder": commitment(ANA)})).json()
    after = await at_rest(redis, host)
    await ana.is_gone()
    key = (await ana.gets("/keys")).json()["receipts"]["key"]
    return Taken(note, ana.ended["receipt"], key, (first, before), (before, after))


async def an_evening(folder: Path) -> Taken:
    """Two houses on one Redis, with everything on that could keep something."""
    host = Everything(folder)
    with redis_server.served() as redis, host.log.open("wb") as log:
        settings = host.environ() | {"HASTY_GOODBYE": GOODBYE}
        with running(redis.address, 2, UNHURRIED, log=log, **settings) as instances:
            async with aioredis.Redis.from_url(redis.address) as client, a_meeting(instances) as houses:
                return await takes(houses, client, host)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    return asyncio.run(an_evening(tmp_path_factory.mktemp("taken")))


def checks(file: Path, content: object, *more: str) -> "subprocess.CompletedProcess[str]":
    """A fresh process, with no setting of any house; it opens no line to anybody."""
    file.write_text(json.dumps(content))
    bare = {name: value for name, value in os.environ.items() if not name.startswith("ALCOVE_")}
    command = [sys.executable, "-c", ALONE, "verify-receipt", str(file), *more]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=bare, check=False)


ALONE = """
import socket, sys
def nobody(*_): raise SystemExit("it asked the network")
socket.socket.connect = socket.getaddrinfo = nobody
from server.__main__ import app
app(prog_name="python -m server")
"""


def test_the_receipt_of_a_lived_evening_holds_in_a_fresh_process(taken: Taken, tmp_path: Path) -> None:
    told = checks(tmp_path / "note.json", taken.receipt, "--key", taken.key)
    assert told.returncode == 0, told
    assert "The house with this key signed it" in told.stdout and "It does not prove" in told.stdout
    said = json.loads(read(taken.receipt["statement"]))
    assert said["key_destroyed"] in told.stdout and len(said["key_destroyed"]) >= 16
    assert set(said["destroyed"]) == {item.name for item in in_place(Place.LINE)} - {"stone", "report-key"}
    assert (said["seats"], said["words_left"]) == (3, 0)
    assert said["report_key_until"] - said["closed_at"] == 3600


def test_the_note_of_a_lived_evening_holds_in_a_fresh_process(taken: Taken, tmp_path: Path) -> None:
    whole = taken.note | {"holder": {"name": ANA.name, "nonce": ANA.nonce}}
    told = checks(tmp_path / "came-note.json", whole, "--key", taken.key)
    assert told.returncode == 0 and "Community group" in told.stdout, told
    assert ANA.name not in json.dumps(taken.note), "the house never heard the name"


@pytest.mark.parametrize("which", ["receipt", "note"])
def test_changed_by_one_letter_it_holds_nowhere(taken: Taken, which: str, tmp_path: Path) -> None:
    signed = getattr(taken, which)
    for part in ("statement", "signature"):
        at = len(signed[part]) // 2
        letter = "A" if signed[part][at] != "A" else "B"
        forged = signed | {part: signed[part][:at] + letter + signed[part][at + 1 :]}
        assert checks(tmp_path / "forged.json", forged).returncode == 1, part


def test_a_note_leaves_every_byte_as_it_was(taken: Taken) -> None:
    first, again = taken.by_itself
    assert first == again, "something else was written meanwhile, so nothing would be shown"
    before, after = taken.around_the_note
    assert len(before) > 5 and any(":state" in name for name in before), "there was nothing to compare"
    assert after == before

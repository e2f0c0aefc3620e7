"""Imports point down, and each outside thing has one door: so rules stay pure and words out of logs."""

import sys
from collections.abc import Iterator

import pytest

from tests.house.plan import Module, server, told, within

MAY_IMPORT = {
    "room": {"room"},
    "wire": {"wire", "room"},
    "line": {"line", "quiet"},
    "keep": {"keep"},
    "formats": {"formats", "room"},
    "live": {"live", "wire", "room", "formats", "keep", "line.line", "line.sealing", "quiet"},
    "doors": {"doors", "live", "wire", "room", "formats", "keep", "settings", "quiet"},
    "demo": {"demo"},
    "proof": {"proof", "demo", "line.sealing"},
    "settings": set[str](),
    "quiet": set[str](),
}
"""Floor → what of the house it may know. The demo knows only the street: it comes in as people do. So does the
proof, which opens a session's keys besides, to look for them when they must be gone. `app`, `serving`, `checks`,
`proven` and `__main__` stand at the front and know every floor; nobody below knows them."""

HOMES = {
    "starlette": {"doors", "app", "serving", "__main__"},
    "uvicorn": {"serving", "doors.handshake", "doors.street"},
    "hiredis": {"line.pipe"},
    "redis": {
        "line.redis",
        "line.pipe",
        "line.hearing",
        "line.warden",
        "keep.report_keys_on_redis",
        "app",
        "proof",
    },
    "sqlalchemy": {"keep.shelf"},
    "jinja2": {"doors"},
    "prometheus_client": {"doors.metrics"},
    "typer": {"__main__", "by_hand", "proven", "kindly"},
    "logging": {"quiet", "live", "line", "doors"},
    "os.environ": {"settings", "scrubbing"},
    "os.getenv": {"settings"},
    "time": {"live.clock", "proof"},
    "datetime.now": {"live.clock"},
    "datetime.datetime.now": {"live.clock"},
    "date.today": {"live.clock"},
    "random": set[str](),
    "uuid": set[str](),
    "secrets": {"doors.invitations", "proven"},
    "os.urandom": {"line.sealing"},
}
"""What comes from outside → the only places that may touch it. Time, chance and the world are handed in."""

PURE = {
    "abc", "collections", "dataclasses", "enum", "functools", "itertools", "math", "operator", "re", "string",
    "types", "typing", "unicodedata",
}  # fmt: skip
"""All of the standard library that a rule may lean on: nothing that waits, guesses, or looks outside."""

NOUNS = {"words", "seat", "powers", "agreement", "format", "acts", "effects", "refusals", "room"}


def against_the_arrows(module: Module) -> Iterator[str]:
    """What a module imports of the house that lies above it or beside it."""
    allowed = MAY_IMPORT.get(module.floor)
    for name in module.imports if allowed is not None else ():
        if within(name, "server") and not any(within(name, f"server.{it}") for it in allowed or ()):
            yield f"{module.name} may not know {name}"


def out_of_place(module: Module) -> Iterator[str]:
    """What a module takes from outside that has its home elsewhere."""
    for thing, homes in HOMES.items():
        if any(
            within(name, thing) for name in (module.imports if "." not in thing else module.names)
        ) and not any(within(module.name, f"server.{home}") for home in homes):
            yield f"{module.name} may not touch {thing}"


def impure(module: Module) -> Iterator[str]:
    """What a rule leans on besides the house and the calm part of the standard library."""
    if module.floor == "room":
        for name in module.imports:
            if name.split(".")[0] not in PURE | {"server"}:
                yield f"{module.name} is a rule and may not lean on {name}"
    if module.floor in ("room", "wire") and "async def" in module.source:
        yield f"{module.name} may not wait"


def against_the_order_of_rules(module: Module) -> Iterator[str]:
    """Nouns know no rules; only `live` walks in by `step`."""
    for name in module.imports:
        if (
            module.floor == "room"
            and within(name, "server.room")
            and is_noun(module.name)
            and not is_noun(name)
        ):
            yield f"{module.name} is a noun and may not know the rule {name}"
        if within(name, "server.room.step") and module.floor != "live":
            yield f"{module.name} may not step by itself"


def is_noun(name: str) -> bool:
    """Whether a name under `server.room` lies in one of the nouns."""
    return any(within(name, f"server.room.{noun}") for noun in NOUNS)


CHECKS = (against_the_arrows, out_of_place, impure, against_the_order_of_rules)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_arrows_hold(check: object) -> None:
    assert callable(check)
    assert told([it for module in server() for it in check(module)]) == ""


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("room.floor", "from server.live.node import Node", "may not know server.live.node.Node"),
        ("wire.decode", "from server.line.line import Line", "may not know server.line.line.Line"),
        ("live.node", "from server.line.redis import RedisLine", "may not know server.line.redis.RedisLine"),
        (
            "doors.socket",
            "def late():\n    from server.line import memory",
            "may not know server.line.memory",
        ),
        ("doors.pages", "import server.app", "may not know server.app"),
        ("live.node", "from starlette.websockets import WebSocket", "may not touch starlette"),
        ("live.node", "import redis.asyncio as aioredis", "may not touch redis"),
        ("room.care", "import logging", "may not touch logging"),
        ("wire.news", "import os\nos.environ['X']", "may not touch os.environ"),
        ("live.node", "from os import environ", "may not touch os.environ"),
        ("live.node", "from time import monotonic", "may not touch time"),
        ("doors.pages", "import datetime\ndatetime.datetime.now()", "may not touch datetime.datetime.now"),
        ("doors.pages", "from datetime import date\ndate.today()", "may not touch date.today"),
        ("live.node", "import secrets", "may not touch secrets"),
        ("live.node", "from random import choice", "may not touch random"),
        ("room.rounds", "import asyncio", "may not lean on asyncio"),
        ("room.rounds", "import msgspec", "may not lean on msgspec"),
        ("wire.decode", "async def read(): ...", "may not wait"),
        ("room.seat", "from server.room.floor import next_turn", "is a noun"),
        ("doors.socket", "from server.room.step import step", "may not step by itself"),
        ("room.floor", "from server.room import step", "may not step by itself"),
    ],
)
def test_each_wall_would_be_missed(name: str, source: str, complaint: str) -> None:
    module = Module(f"server.{name}", source)
    assert any(complaint in it for check in CHECKS for it in check(module))


def test_the_pure_part_of_the_library_is_part_of_the_library() -> None:
    assert sys.stdlib_module_names >= PURE

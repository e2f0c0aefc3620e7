"""The closed list against a lived evening: what is there is on the list, and what is on the list is there."""

import asyncio
import json
import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from httpx2 import AsyncClient
from playwright.async_api import Page, Response, async_playwright
from redis import asyncio as aioredis

from server.doors.catalogue import LANGUAGES, Catalogue
from server.keep.closed_list import LIST, Life, Place, in_place, listed, may_have
from server.keep.shelf import A_DAY, LIFE, Shelf
from server.line.line import PIECE_LIFE, ROOM_LIFE, TOMBSTONE_LIFE
from server.quiet import Event, Told
from tests import chromium
from tests.guest import PLAIN
from tests.promises.lived import a_house_on_redis, a_served_house, an_evening

Found = dict[str, set[str]]
"""Name → its parts, as they were found somewhere."""


def unlisted(place: Place, found: Found) -> list[str]:
    """What was found there and may not be."""
    strays = [name for name in found if listed(place, name) is None]
    parts = [
        f"{name} has {part}"
        for name, its in found.items()
        if (item := listed(place, name))
        for part in its
        if not may_have(item, part)
    ]
    return strays + parts


def unseen(place: Place, found: Found) -> set[str]:
    """What is on the list and was never found: a list that promises more than is there is not true either."""
    seen = {item.name for name in found if (item := listed(place, name))}
    return {item.name for item in in_place(place)} - seen


# ── the line ────────────────────────────────────────────────────────────────────────────────────


async def on_the_line(redis: "aioredis.Redis") -> Found:
    """Every key and the parts of each; and none outlives what the list says."""
    found: Found = {}
    for name in map(text, await redis.keys()):
        parts = await redis.hkeys(name) if await redis.type(name) == b"hash" else []
        found[name] = set(map(text, parts))
        life, item = await redis.pttl(name) / 1000, listed(Place.LINE, name)
        if item and item.life.seconds:
            assert 0 < life <= item.life.seconds, f"{name} lives {life} s"
    return found


def text(some: bytes | str) -> str:
    return some if isinstance(some, str) else some.decode()


async def test_everything_on_the_line_is_on_the_list_and_everything_goes(redis_url: str) -> None:
    async with aioredis.Redis.from_url(redis_url) as redis, a_house_on_redis(redis_url) as house:
        await redis.flushall()
        async with an_evening(house.links.guides[0], house.links.participants) as (fay, ana, _):
            found = await on_the_line(redis)
            assert unlisted(Place.LINE, found) == []
            assert b'"Ana"' not in b"".join([await redis.dump(key) or b"" for key in found]), "it is sealed"
            await fay.may("end_for_all")
            await house.wipes()
            await ana.is_gone()
        left = await on_the_line(redis)
        assert {item.name for name in left if (item := listed(Place.LINE, name))} == {"stone", "report-key"}
        assert [await redis.get(name) for name in left if name.endswith(":wiped")] == [b""]
        assert unseen(Place.LINE, found | left) == set()


async def test_a_key_nobody_declared_would_be_noticed(redis_url: str) -> None:
    async with aioredis.Redis.from_url(redis_url) as redis:
        await redis.flushall()
        await redis.set("alcove:{0123456789abcdef}:transcript", "x", px=1000)
        await redis.hset("alcove:{0123456789abcdef}:meta", "names", "x")
        await redis.pexpire("alcove:{0123456789abcdef}:meta", 1000)
        assert sorted(unlisted(Place.LINE, await on_the_line(redis))) == [
            "alcove:{0123456789abcdef}:meta has names",
            "alcove:{0123456789abcdef}:transcript",
        ]
        await redis.persist("alcove:{0123456789abcdef}:meta")
        with pytest.raises(AssertionError, match="lives"):
            await on_the_line(redis)
        await redis.flushall()


def test_the_list_tells_the_lives_that_the_line_gives() -> None:
    lives = {item.name: item.life.seconds for item in in_place(Place.LINE)}
    assert lives["words"] == PIECE_LIFE
    assert lives["room"] == lives["keys"] == lives["acts"] == ROOM_LIFE
    assert lives["stone"] == TOMBSTONE_LIFE


# ── the shelf ───────────────────────────────────────────────────────────────────────────────────


def in_the_database(path: Path) -> Found:
    """Every table and its columns, as the database itself tells them."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: {row[1] for row in database.execute(f"PRAGMA table_info({table})")} for table in tables
        }


async def test_everything_in_the_database_is_on_the_list(tmp_path: Path) -> None:
    async with Shelf.at(f"sqlite:///{tmp_path}/shelf.db").at_work():
        found = in_the_database(tmp_path / "shelf.db")
    assert (unlisted(Place.DATABASE, found), unseen(Place.DATABASE, found)) == ([], set())
    with closing(sqlite3.connect(tmp_path / "shelf.db")) as database:
        database.executescript("ALTER TABLE shelf ADD COLUMN name; CREATE TABLE people (id)")
    assert sorted(unlisted(Place.DATABASE, in_the_database(tmp_path / "shelf.db"))) == [
        "people",
        "shelf has name",
    ]


def test_the_list_tells_the_life_that_the_shelf_gives() -> None:
    (shelf,) = in_place(Place.DATABASE)
    assert shelf.life.seconds == LIFE * A_DAY


# ── logs and files ──────────────────────────────────────────────────────────────────────────────


def in_the_log(written: str) -> Found:
    """Every event, and the fields it was told with. A line that is no event is an event by itself."""
    found: Found = {}
    for line in written.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            told = {"event": line}
        found.setdefault(str(told.get("event")), set()).update(told)
    return found


def written_files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()]


def open_files(process: int) -> Iterator[str]:
    """What this process holds open on a disk, deleted or not; sockets and pipes lead nowhere."""
    for fd in os.listdir(f"/proc/{process}/fd"):
        target = os.readlink(f"/proc/{process}/fd/{fd}")
        if target.startswith("/") and not target.startswith(("/dev/", "/memfd:")):
            yield target


async def test_everything_logged_is_on_the_list_and_no_file_is_written(tmp_path: Path) -> None:
    async with a_served_house(tmp_path) as house:
        async with an_evening(house.guide, house.link) as (fay, _, _):
            held = list(open_files(house.process.pid))
            await fay.may("end_for_all")
        house.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            _, err = await house.process.communicate()
    found = in_the_log(err.decode())
    assert {"room-opened", "seated", "unseated", "garbled"} <= found.keys(), "hardly anything was logged"
    assert unlisted(Place.LOG, found) == []
    assert held == []
    assert written_files(tmp_path) == []


def test_a_log_line_nobody_declared_would_be_noticed(tmp_path: Path) -> None:
    lines = '{"event": "seated", "at": "", "name": "Ana"}\n{"event": "said"}\nAna came in\n'
    assert sorted(unlisted(Place.LOG, in_the_log(lines))) == ["Ana came in", "said", "seated has name"]
    (tmp_path / "kept.txt").write_text("x")
    assert written_files(tmp_path) == ["kept.txt"]
    with (tmp_path / "gone.txt").open("w"):
        os.unlink(tmp_path / "gone.txt")
        assert any("gone.txt (deleted)" in held for held in open_files(os.getpid()))


def test_the_list_has_every_event_and_field_that_quiet_can_tell() -> None:
    (notes,) = in_place(Place.LOG)
    assert set(notes.pattern.split("|")) == {event.value for event in Event}
    assert set(notes.fields.split("|")) == {"at", *Told.__dataclass_fields__}


# ── metrics ─────────────────────────────────────────────────────────────────────────────────────


def in_metrics(written: str) -> Found:
    """Every sample, and the labels it came with."""
    found: Found = {}
    for line in written.splitlines():
        if not line.startswith("#"):
            name, labels = re.match(r"([^{ ]+)(?:\{(.*)\})?", line).groups()  # type: ignore[union-attr]
            found.setdefault(name, set()).update(re.findall(r"(\w+)=", labels or ""))
    return found


async def test_everything_counted_is_on_the_list_and_says_nothing(tmp_path: Path) -> None:
    bearer = {"authorization": "Bearer a-token-of-the-host"}
    async with (
        a_served_house(tmp_path, ALCOVE_METRICS_TOKEN="a-token-of-the-host") as house,
        an_evening(house.guide, house.link) as (fay, ana, _),
        AsyncClient(verify=PLAIN, base_url=fay.house) as host,
    ):
        seats = (fay.seat, ana.seat)
        counted = await host.get("/metrics", headers=bearer)
        refused = [
            (await host.get("/metrics", headers=it)).status_code for it in ({}, {"authorization": "Bearer x"})
        ]
    found = in_metrics(counted.text)
    assert counted.headers["content-type"].startswith("application/openmetrics-text")
    assert (unlisted(Place.METRIC, found), unseen(Place.METRIC, found)) == ([], set())
    assert 'alcove_events_total{event="seated"} 3' in counted.text and "alcove_meetings 1" in counted.text
    assert not [
        secret
        for secret in (*seats, "Ana", "said", house.link.partition("#")[2][:16])
        if secret in counted.text
    ]
    assert refused == [404, 404]


def test_a_label_nobody_declared_would_be_noticed() -> None:
    found = in_metrics('alcove_events_total{event="seated",room="x"} 1\nalcove_names{name="Ana"} 1\n# EOF\n')
    assert sorted(unlisted(Place.METRIC, found)) == ["alcove_events_total has room", "alcove_names"]


# ── the browser ─────────────────────────────────────────────────────────────────────────────────

LOOKED_AT = """async () => ({
  "history.state": Object.keys(history.state ?? {}),
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(one => one.name), script: document.cookie,
  caches: Object.fromEntries(await Promise.all((await caches.keys()).map(async name => [name,
    (await (await caches.open(name)).keys()).map(asked => asked.url.slice(location.origin.length))]))) })"""


class Browser:
    """What one browser was seen to hold, wherever it can hold something."""

    def __init__(self) -> None:
        self.found: Found = {}

    def has(self, name: str, *parts: str) -> None:
        self.found.setdefault(name, set()).update(parts)

    def answered(self, response: Response) -> None:
        """Whatever may be stored is an item; and every address of a page is one too."""
        address = urlsplit(response.url)
        path = address.path
        if "no-store" not in response.headers.get("cache-control", ""):
            self.has(f"stored {path}")
        if response.request.is_navigation_request():
            self.has(f"history {path}" + f"?{address.query}" * bool(address.query))

    async def looks(self, page: Page) -> None:
        """Into every place that a page of ours could fill."""
        held = await page.evaluate(LOOKED_AT)
        for cookie in await page.context.cookies():
            self.has(f"cookie {cookie['name']}")
        self.has("history.state", *held["history.state"])
        for name, paths in held["caches"].items():
            self.has(f"cache {name}", *paths)
        for kind in ("local", "session", "databases"):
            for name in held[kind]:
                self.has(f"{kind} {name}")
        if held["script"]:
            self.has("a cookie that scripts can read")


async def comes_in(page: Page, link: str, name: str, browser: Browser) -> None:
    """By the link, over the agreement, to the room."""
    await page.goto(link)
    await browser.looks(page)
    await page.get_by_role("link", name="Come in", exact=False).first.click()
    await page.locator("#name, [name=name]").first.fill(name)
    await page.locator("[name=agreed]").first.check()
    await browser.looks(page)
    await page.locator("form [type=submit], form button").last.click()
    await page.locator("main[data-view=lobby], main[data-view=room]").wait_for()


async def test_everything_a_browser_holds_is_on_the_list(tmp_path: Path) -> None:
    browser = Browser()
    async with a_served_house(tmp_path) as house, async_playwright() as playwright:
        chrome = await playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.FLAGS))
        page = await (await chrome.new_context(locale="en-US")).new_page()
        page.on("response", browser.answered)
        await comes_in(page, house.guide, "Fay", browser)
        await page.evaluate("() => navigator.serviceWorker.ready.then(() => 0)")
        await browser.looks(page)
        await page.goto(f"{house.guide.partition('/come')[0]}/keep?lang=es")
        await browser.looks(page)
        await chrome.close()
    assert unlisted(Place.BROWSER, browser.found) == []
    assert unseen(Place.BROWSER, browser.found) == set()


def test_a_store_nobody_declared_would_be_noticed() -> None:
    browser = Browser()
    browser.has("local draft")
    browser.has("cookie session")
    browser.has("cache 0123456789ab", "/in/abcdef")
    browser.has("history.state", "name")
    assert len(unlisted(Place.BROWSER, browser.found)) == 4


# ── the page that says so ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_item_says_what_it_is_and_what_for(lang: str) -> None:
    texts = Catalogue.of(lang).texts
    wanted = {f"kept.{item.name}{half}" for item in LIST for half in ("", ".for")}
    wanted |= {f"kept.life.{life.value}" for life in Life} | {f"kept.{place.value}" for place in Place}
    assert sorted(wanted - texts.keys()) == []


def test_no_two_items_have_one_name() -> None:
    assert len({item.name for item in LIST}) == len(LIST)

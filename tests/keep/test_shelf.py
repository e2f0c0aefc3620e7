"""The shelf itself: a box is found by its place, goes for good when it is let go, and never names anybody."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from os import environ
from pathlib import Path
from secrets import token_bytes

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from server.keep import shelf as shelves
from server.keep.shelf import A_DAY, LIFE, STEP, Box, OutOfReach, Shelf, spoken
from tests.promises.test_the_room_forgets import holding

NOW = 20_000.5 * A_DAY
POSTGRES = [url for url in (environ.get("ALCOVE_TEST_POSTGRES"),) if url]
"""Where a PostgreSQL is at hand the same is asked of it: `ALCOVE_TEST_POSTGRES=postgresql://…`."""


def a_box() -> Box:
    return Box(token_bytes(40), token_bytes(STEP), token_bytes(32))


@pytest.fixture(params=["", *POSTGRES], ids=["sqlite", *("postgresql" for _ in POSTGRES)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.param or f"sqlite:///{tmp_path}/shelf.db"


@pytest_asyncio.fixture
async def shelf(url: str) -> AsyncIterator[Shelf]:
    async with Shelf.at(url).at_work() as shelf:
        yield shelf
    await everything_goes(url)


async def everything_goes(url: str) -> None:
    engine = create_async_engine(spoken(url))
    async with engine.begin() as database:
        await database.execute(text("DELETE FROM shelf"))
    await engine.dispose()


async def test_a_box_is_found_at_its_place_for_a_year(shelf: Shelf) -> None:
    place, box = token_bytes(32), a_box()
    until = await shelf.put(place, token_bytes(32), box, NOW)
    assert until == 20_000 + LIFE
    assert await shelf.find(place, NOW) == box
    assert await shelf.find(place, until * A_DAY - 1) == box
    assert await shelf.find(place, until * A_DAY) is None
    assert await shelf.find(token_bytes(32), NOW) is None


async def test_a_seat_has_one_box_and_the_newer_one_stands(shelf: Shelf) -> None:
    ana, bo = token_bytes(32), token_bytes(32)
    old, new, other = token_bytes(32), token_bytes(32), token_bytes(32)
    newer = a_box()
    await shelf.put(old, ana, a_box(), NOW)
    await shelf.put(other, bo, a_box(), NOW)
    await shelf.put(new, ana, newer, NOW)
    assert await shelf.find(old, NOW) is None
    assert await shelf.find(new, NOW) == newer
    assert await shelf.find(other, NOW) is not None


async def test_what_is_let_go_is_gone_and_nothing_else_is(shelf: Shelf) -> None:
    mine, theirs = token_bytes(32), token_bytes(32)
    await shelf.put(mine, token_bytes(32), a_box(), NOW)
    await shelf.put(theirs, token_bytes(32), a_box(), NOW)
    await shelf.let_go(mine)
    await shelf.let_go(token_bytes(32))
    assert await shelf.find(mine, NOW) is None
    assert await shelf.find(theirs, NOW) is not None


async def test_tidying_takes_what_had_its_year_and_leaves_the_rest(shelf: Shelf) -> None:
    old, young = token_bytes(32), token_bytes(32)
    await shelf.put(old, token_bytes(32), a_box(), NOW)
    await shelf.put(young, token_bytes(32), a_box(), NOW + A_DAY)
    await shelf.tidy(NOW + LIFE * A_DAY)
    assert await shelf.find(old, NOW) is None
    assert await shelf.find(young, NOW) is not None


async def test_boxes_are_there_again_after_a_new_start(url: str) -> None:
    place, box = token_bytes(32), a_box()
    async with Shelf.at(url).at_work() as shelf:
        await shelf.put(place, token_bytes(32), box, NOW)
    async with Shelf.at(url).at_work() as shelf:
        assert await shelf.find(place, NOW) == box
    await everything_goes(url)


async def test_the_database_alone_can_ask_for_nothing(url: str) -> None:
    place = token_bytes(32)
    async with Shelf.at(url).at_work() as shelf:
        await shelf.put(place, token_bytes(32), a_box(), NOW)
        engine = create_async_engine(spoken(url))
        async with engine.connect() as database:
            (row,) = (await database.execute(text("SELECT place FROM shelf"))).all()
        await engine.dispose()
        assert place not in bytes(row[0])
        assert await shelf.find(bytes(row[0]), NOW) is None
    await everything_goes(url)


async def test_no_statement_that_the_library_remembers_holds_a_box(shelf: Shelf) -> None:
    """It remembers each statement whole; a box inside one would stay as long as the house is open."""
    mark = "-".join(("a-box", "5d07"))
    place = token_bytes(32)
    await shelf.put(place, token_bytes(32), Box(token_bytes(40), mark.encode() * 400, token_bytes(32)), NOW)
    found = await shelf.find(place, NOW)
    assert found is not None and holding(mark), "the walk finds nothing even while the box is in our hands"
    del found
    await shelf.let_go(place)
    assert holding(mark) == []


# ── erased from the files ───────────────────────────────────────────────────────────────────────


def everywhere(folder: Path) -> bytes:
    """All bytes of the database: the file with its free pages, the log beside it, the index of the log."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def kept_and_let_go(folder: Path) -> tuple[bytes, bytes]:
    """The whole folder before and after one of three boxes is let go, while another instance has it open too."""
    async with Shelf.at(f"sqlite:///{folder}/shelf.db").at_work() as shelf:
        another = sqlite3.connect(folder / "shelf.db")
        another.execute("SELECT count(*) FROM shelf").fetchall()
        place = token_bytes(32)
        for at in (token_bytes(32), place, token_bytes(32)):
            canary = b"CANARY" if at is place else b"OTHERS"
            box = Box(canary + token_bytes(34), canary * (STEP // 2), canary + token_bytes(26))
            await shelf.put(at, token_bytes(32), box, NOW)
        before = everywhere(folder)
        await shelf.let_go(place)
        after = everywhere(folder)
        another.close()
        return before, after


async def test_no_byte_of_a_box_that_was_let_go_stays_in_any_file(tmp_path: Path) -> None:
    before, after = await kept_and_let_go(tmp_path)
    assert b"CANARY" in before
    assert b"CANARY" not in after
    assert b"OTHERS" in after


@pytest.mark.parametrize("step", ["secure_delete", "checkpoint"])
async def test_a_step_of_erasing_that_is_left_out_would_be_noticed(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if step == "secure_delete":
        monkeypatch.setattr(shelves, "ON_SQLITE", ("secure_delete=OFF", "journal_mode=WAL"))
    else:
        monkeypatch.setattr(shelves, "EMPTY_THE_LOG", "PRAGMA user_version")
    before, after = await kept_and_let_go(tmp_path)
    assert b"CANARY" in before and b"CANARY" in after


async def test_the_key_goes_before_the_box_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a house that falls in between leaves noise."""
    place = token_bytes(32)
    async with Shelf.at(f"sqlite:///{tmp_path}/shelf.db").at_work() as shelf:
        await shelf.put(place, token_bytes(32), a_box(), NOW)
        monkeypatch.setattr(shelves, "delete", _falls)
        with pytest.raises(RuntimeError, match="fell"):
            await shelf.let_go(place)
        left = await shelf.find(place, NOW)
    assert left is not None and left.key == bytes(40)


def _falls(_: object) -> None:
    raise RuntimeError("the house fell")


# ── a database that is not there ────────────────────────────────────────────────────────────────


async def test_a_database_out_of_reach_says_so_and_quotes_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutOfReach) as trouble:
        async with Shelf.at(f"sqlite:///{tmp_path}/no/such/folder/shelf.db").at_work():
            pass
    assert str(trouble.value) == "" and trouble.value.__cause__ is None

    async with Shelf.at(f"sqlite:///{tmp_path}/shelf.db").at_work() as shelf:
        sqlite3.connect(tmp_path / "shelf.db").execute("DROP TABLE shelf").close()
        with pytest.raises(OutOfReach):
            await shelf.find(token_bytes(32), NOW)


def test_a_kind_of_database_that_nobody_tried_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        spoken("mysql://somewhere/shelf")
    assert spoken("postgresql://ana:secret@db/shelf") == "postgresql+asyncpg://ana:secret@db/shelf"


async def test_several_instances_may_begin_at_once(url: str) -> None:
    async def begins() -> None:
        async with Shelf.at(url).at_work() as shelf:
            await shelf.put(token_bytes(32), token_bytes(32), a_box(), NOW)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(8):
            tasks.create_task(begins())
    await everything_goes(url)

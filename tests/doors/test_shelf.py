"""The door of the shelf: a box of one's own words gets in, anybody else's does not, and the house never sees a word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest

from server.doors.invitations import invite
from server.keep.shelf import A_DAY, LIFE, STEP, Box, Shelf
from server.keep.signing import read, spelled
from tests.evening import SECRET, Evening, an_evening
from tests.guest import Frame, Guest

A_WHILE = 10_000


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Evening]:
    """A house whose host offers a shelf."""
    async with an_evening(shelf=f"sqlite:///{tmp_path}/shelf.db") as evening:
        yield evening


def list_of(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def everywhere(folder: Path) -> bytes:
    """All bytes of the database, with the log beside it, which comes and goes."""
    found = b""
    for path in list_of(folder):
        with suppress(FileNotFoundError):
            found += path.read_bytes()
    return found


async def said(evening: Evening, *words: str) -> tuple[Guest, Guest, list[Frame]]:
    """Fay guides, Bo says these; what his page holds of them."""
    fay = await evening.guides("Fay")
    bo = await evening.joins("Bo", fay)
    await fay.may("go_to", phase="opening")
    await fay.may("set_mode", mode="open")
    return fay, bo, [(await bo.says(each))["ref"] for each in words]


def a_box(refs: list[Frame]) -> dict[str, Any]:
    """What Bo's page makes of them; noise stands for what is sealed."""
    fresh = {name: spelled(token_bytes(32)) for name in ("place", "nonce")}
    return fresh | {"key": spelled(token_bytes(40)), "box": spelled(token_bytes(STEP)), "refs": refs}


async def puts(bo: Guest, box: Frame, door: str | None = None) -> Frame:
    answer: Frame = (await bo.posts(f"{door or bo.door}/shelf", box)).json()
    return answer


async def opens(bo: Guest, box: Frame) -> Frame:
    answer: Frame = (await bo.posts("/shelf/open", {"place": box["place"]})).json()
    return answer


async def ends(evening: Evening, fay: Guest, bo: Guest) -> None:
    """To the wipe, and past it."""
    await fay.may("end_for_all")
    await evening.passes(61)
    await bo.is_gone()


async def test_own_words_are_kept_until_their_owner_lets_them_go(kept: Evening) -> None:
    fay, bo, refs = await said(kept, "one", "two")
    await ends(kept, fay, bo)
    box = a_box(refs)
    assert len((await puts(bo, box))["until"]) == len("2027-11-26")
    found = await opens(kept.guest("anybody"), box)
    lines = "".join(f"\n{ref['seat']} {ref['n']} {ref['h']}" for ref in refs)
    mark = spelled(sha256(f"{box['nonce']}{lines}".encode()).digest())
    assert found == {"key": box["key"], "box": box["box"], "mark": mark}
    assert (await bo.posts("/shelf/let-go", {"place": box["place"]})).json() == {"gone": True}
    assert await opens(bo, box) == {"refused": "nothing-on-the-shelf"}
    assert (await bo.posts("/shelf/let-go", {"place": box["place"]})).json() == {"gone": True}


async def test_no_word_of_anybody_is_in_the_database(kept: Evening, tmp_path: Path) -> None:
    fay, bo, refs = await said(kept, "a-word-of-mine")
    await puts(bo, a_box(refs))
    files = everywhere(tmp_path)
    secrets = ("a-word-of-mine", "Bo", bo.seat, refs[0]["h"], refs[0]["tag"], bo.door.rpartition("/")[2])
    spelled_out = [each.encode() for each in secrets if len(each) > 4]
    assert len(files) > STEP
    assert [each for each in (*spelled_out, read(refs[0]["h"]), read(refs[0]["tag"])) if each in files] == []


async def test_words_of_others_are_not_taken(kept: Evening) -> None:
    """A page that lies about whose they are is told no, and nothing lies on the shelf."""
    fay, bo, refs = await said(kept, "mine")
    ana = await kept.joins("Ana", fay)
    theirs = (await ana.says("hers"))["ref"]
    (mine,) = refs
    forged = [
        [theirs],
        [mine, theirs],
        [theirs | {"seat": bo.seat}],
        [mine | {"h": theirs["h"]}],
        [mine | {"n": mine["n"] + 1}],
        [mine | {"tag": theirs["tag"]}],
        [mine, mine],
    ]
    for lie in forged:
        box = a_box(lie)
        assert await puts(bo, box) == {"refused": "not-your-share"}
        assert await opens(bo, box) == {"refused": "nothing-on-the-shelf"}
    assert "until" in await puts(bo, a_box([mine]))


async def test_ones_own_words_of_another_meeting_are_not_taken(kept: Evening) -> None:
    """Each meeting has a key of its own: what it marked is nothing in any other."""
    _, bo, (mine,) = await said(kept, "mine")
    starts = int(kept.clock.now())
    links = invite(SECRET, kept.house, code="c1", starts=starts, minutes=60, guides=("Gil",))
    gil = await kept.comes("Gil", links.guides[0])
    again = await kept.comes("Bo", links.participants)
    await gil.until(lambda me: me.picture["desk"].get("waiting"))
    await gil.may("admit", whom=[gil.seat_of("Bo")])
    await again.until(lambda me: me.sees("Gil"))
    await gil.may("go_to", phase="opening")
    await gil.may("set_mode", mode="open")
    elsewhere = (await again.says("mine, elsewhere"))["ref"]
    for lie in ([elsewhere], [mine, elsewhere], [elsewhere | {"seat": bo.seat}]):
        assert await puts(bo, a_box(lie)) == {"refused": "not-your-share"}
    assert "until" in await puts(again, a_box([elsewhere]))
    assert "until" in await puts(bo, a_box([mine]))


async def test_what_was_taken_back_is_not_taken(kept: Evening) -> None:
    _, bo, (first, second) = await said(kept, "one", "two")
    await bo.may("retract", ref=first)
    assert await puts(bo, a_box([first, second])) == {"refused": "not-your-share"}
    assert "until" in await puts(bo, a_box([second]))


async def test_an_hour_after_the_end_nobody_can_say_whose_words_they_were(kept: Evening) -> None:
    fay, bo, refs = await said(kept, "one")
    await ends(kept, fay, bo)
    await kept.passes(3600 - 62)
    assert "until" in await puts(bo, a_box(refs))
    await kept.passes(2)
    assert await puts(bo, a_box(refs)) == {"refused": "shelf-too-late"}


async def test_one_seat_has_one_box(kept: Evening) -> None:
    _, bo, refs = await said(kept, "one")
    old, new = a_box(refs), a_box(refs)
    await puts(bo, old)
    await puts(bo, new)
    assert await opens(bo, old) == {"refused": "nothing-on-the-shelf"}
    assert "box" in await opens(bo, new)


async def test_what_had_its_year_goes_within_the_hour_though_nobody_asks(
    kept: Evening, tmp_path: Path
) -> None:
    old = token_bytes(40)
    async with Shelf.at(f"sqlite:///{tmp_path}/shelf.db").at_work() as another_instance:
        a_year_ago = kept.clock.now() - LIFE * A_DAY
        await another_instance.put(
            token_bytes(32), token_bytes(32), Box(old, bytes(STEP), bytes(32)), a_year_ago
        )
    assert old in everywhere(tmp_path)
    await kept.passes(3_601)
    for _ in range(A_WHILE):  # the database has a thread of its own, which our clock does not move
        if old not in everywhere(tmp_path):
            break
        await asyncio.to_thread(bool)
    assert old not in everywhere(tmp_path)


async def test_a_stranger_puts_nothing_there(kept: Evening) -> None:
    _, bo, refs = await said(kept, "one")
    eve = kept.guest("Eve")
    assert await puts(eve, a_box(refs), bo.door) == {"refused": "link-not-valid"}
    away = await bo.posts(f"{bo.door}/shelf", a_box(refs), origin="https://evil.example")
    assert away.json() == {"refused": "link-not-valid"}


@pytest.mark.parametrize(
    ("about", "no"),
    [
        ({"box": spelled(bytes(STEP - 1))}, "shelf-is-small"),
        ({"box": ""}, "shelf-is-small"),
        ({"box": "a"}, "link-not-valid"),
        ({"box": spelled(bytes(65 * STEP))}, "shelf-is-small"),
        ({"box": "no such letters: é"}, "link-not-valid"),
        ({"refs": []}, "link-not-valid"),
        ({"place": "short"}, "link-not-valid"),
        ({"key": "k" * 53}, "link-not-valid"),
        ({"words": "mine"}, "link-not-valid"),
    ],
)
async def test_an_odd_box_is_refused_by_name(about: Frame, no: str, kept: Evening) -> None:
    _, bo, refs = await said(kept, "one")
    assert await puts(bo, a_box(refs) | about) == {"refused": no}


async def test_who_tries_too_many_keys_has_to_wait(kept: Evening) -> None:
    eve = kept.guest("Eve")
    answers = {(await opens(eve, {"place": spelled(token_bytes(32))}))["refused"] for _ in range(31)}
    assert answers == {"nothing-on-the-shelf", "too-fast"}


async def test_where_the_host_offers_no_shelf_there_is_no_such_door() -> None:
    async with an_evening() as evening:
        _, bo, refs = await said(evening, "one")
        assert (await bo.posts(f"{bo.door}/shelf", a_box(refs))).status_code in (404, 405)
        assert (await bo.gets("/shelf")).status_code == 404
        assert 'name="shelf"' not in (await bo.gets(bo.door)).text


async def test_a_database_that_is_gone_says_so_and_the_meeting_goes_on(kept: Evening, tmp_path: Path) -> None:
    _, bo, refs = await said(kept, "one")
    for path in list_of(tmp_path):
        path.unlink(missing_ok=True)
    assert await puts(bo, a_box(refs)) == {"refused": "house-is-busy"}
    assert (await bo.says("still here"))["words"]

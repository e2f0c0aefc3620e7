"""Steps of erasing that no other test would miss: what is forgotten is looked for in the one place it was in."""

import asyncio

import pytest
from redis import asyncio as aioredis

from server.line.line import PIECE_LIFE, ROOM_LIFE, Gone, Kept, Offer, Place, next_gen
from server.line.memory import Memory, MemoryLine
from server.line.redis import connected
from server.live import restoring, sweeps
from server.live.minute import KNOWN_LONGER, Minute
from server.live.outbox import Outbox, Ready, Slot
from server.live.seating import Chair, Seating
from server.room.acts import EndForAll, Remove, Retract
from server.room.effects import Said, ShareRef
from server.room.seat import Removal
from server.wire import news
from tests.line.ends import Hand, Heard, opened, said
from tests.live.instances import ANA, BO, FAY, ROOM as THE_ROOM, a_house, told, words
from tests.promises.test_closed_list import text
from tests.wire.evening import EVENING, HELLO, TAGS

ROOM = "0123456789abcdef"
LONG_AGO = 600.0
PARTS = {f"alcove:{{{ROOM}}}:{part}" for part in ("meta", "state", "keys")}


async def test_a_room_that_nobody_comes_back_to_goes_by_itself_and_begins_with_nothing_old(
    redis_url: str,
) -> None:
    async with (
        aioredis.Redis.from_url(redis_url) as redis,
        connected(redis_url, lambda room, news: None) as line,
    ):
        await redis.flushall()
        await redis.hset(f"alcove:{{{ROOM}}}:acts", "somebody", "7 x")
        await redis.hset(f"alcove:{{{ROOM}}}:beats", "a house", "1")
        await line.open(ROOM, "gen", b"state", b"keys")
        assert set(map(text, await redis.keys())) == PARTS
        for name in PARTS:
            assert 0 < await redis.pttl(name) <= ROOM_LIFE * 1000, name


async def test_a_house_that_fell_silent_long_ago_is_forgotten(redis_url: str) -> None:
    async with (
        aioredis.Redis.from_url(redis_url) as redis,
        connected(redis_url, lambda room, news: None) as line,
    ):
        await redis.flushall()
        await line.open(ROOM, "gen", b"state", b"keys")
        await redis.hset(f"alcove:{{{ROOM}}}:beats", "a house", str(await line.now() - LONG_AGO))
        for part in ("meta", "state", "keys"):
            await redis.persist(f"alcove:{{{ROOM}}}:{part}")
        await line.head(ROOM, "another", 0)
        assert await redis.hkeys(f"alcove:{{{ROOM}}}:beats") == [b"another"]
        for name in await redis.keys():
            assert 0 < await redis.pttl(name) <= ROOM_LIFE * 1000, name


async def test_a_history_that_gives_way_leaves_nothing_and_what_comes_has_an_end(redis_url: str) -> None:
    """Redis lost its memory, and what one house knows takes the place of what stands."""
    async with (
        aioredis.Redis.from_url(redis_url) as redis,
        connected(redis_url, lambda room, news: None) as line,
    ):
        await redis.flushall()
        name = f"alcove:{{{ROOM}}}"
        await line.open(ROOM, "gen-1", b"state", b"keys")
        place = await said(line, ROOM, Place("gen-1", 0, 0), b"old words")
        await redis.hset(f"{name}:acts", "somebody", "7 x")
        await redis.hset(f"{name}:beats", "a house", "1")
        await redis.hset(f"{name}:meta", "left", "behind")
        kept = Kept(Place(next_gen("gen-1"), 3, 9), b"state", b"keys", {"ana": (9, b"ok")})
        assert await line.restore(ROOM, Offer("gen-1", kept, {9: (b"new words", 30.0)}, "a")) == kept.place
        assert await redis.get(f"{name}:n:{place.seq}") is None
        assert await redis.hkeys(f"{name}:acts") == [b"ana"]
        assert not await redis.exists(f"{name}:beats")
        assert b"left" not in await redis.hkeys(f"{name}:meta")
        lives = {text(key).removeprefix(f"{name}:"): await redis.pttl(key) for key in await redis.keys()}
        assert 0 < lives.pop("n:9") <= 30_000
        assert lives.keys() == {"meta", "state", "keys", "acts"}
        assert all(0 < life <= ROOM_LIFE * 1000 for life in lives.values()), lives


# ── in the memory of the one process ────────────────────────────────────────


async def test_a_room_in_memory_goes_with_its_life_and_with_its_wipe() -> None:
    hand = Hand()
    memory = Memory(hand)
    line = MemoryLine(memory, Heard())
    await opened(line, "tuesday")
    hand.passes(ROOM_LIFE)
    assert isinstance(await line.load("tuesday"), Gone)
    await opened(line, "friday")
    await line.wipe("friday")
    assert memory._rooms == {}


# ── the last minute ────────────────────────────────────────


def a_minute() -> Minute:
    """One piece, heard at 0."""
    minute = Minute()
    piece = news.piece(Said(ShareRef(ANA, 7), HELLO), EVENING, None, TAGS)
    minute.keep(1, piece, (b"sealed", PIECE_LIFE), 0.0)
    assert minute.judged(1) is not None and 1 in minute.resting(0.0)
    return minute


def test_what_was_taken_back_is_known_no_more() -> None:
    minute = a_minute()
    minute.forget([1])
    assert (minute.judged(1), dict(minute.resting(0.0))) == (None, {})


def test_what_had_its_minute_is_let_go_and_then_that_it_was_there() -> None:
    minute = a_minute()
    minute.passes(PIECE_LIFE)
    assert minute._heard[1].sealed is None and minute.judged(1) is not None
    minute.passes(PIECE_LIFE + KNOWN_LONGER)
    assert (minute._heard, minute._ends) == ({}, [])


def test_what_is_kept_again_goes_when_its_newer_minute_is_over() -> None:
    minute, piece = a_minute(), news.piece(Said(ShareRef(ANA, 7), HELLO), EVENING, None, TAGS)
    minute.keep(1, piece, (b"sealed again", 1.0), 60.0)
    minute.passes(PIECE_LIFE)
    assert dict(minute.resting(60.5)) == {1: (b"sealed again", 0.5)}
    minute.passes(61.0)
    assert minute._heard[1].sealed is None
    minute.passes(60.9 + KNOWN_LONGER)
    assert minute.judged(1) is not None
    minute.passes(61.0 + KNOWN_LONGER)
    assert (minute._heard, minute._ends) == ({}, [])


def test_a_history_that_is_not_ours_any_more_goes_whole() -> None:
    minute = a_minute()
    minute.forget([2])
    minute.clear()
    assert minute.judged(1) is None and minute._ends == []
    assert not minute.was_retracted(2)


async def test_who_takes_words_back_does_not_wait_to_hear_so_before_forgetting_them() -> None:
    """In between the line may lose its memory, and what is still known would be offered."""
    async with a_house(2) as house:
        await house.opens(0, 1)
        here = await house.here()
        await house.says(ANA, 1, "too much", 0)
        await house.settles()
        seq = here.heard
        assert seq in here.minute.resting(house.clock.now())
        here.hear = lambda news: None  # type: ignore[method-assign]
        await house.does(Retract(ANA, ShareRef(ANA, 1)), 2, 0)
        assert seq not in here.minute.resting(house.clock.now())


async def test_who_starts_over_knows_nothing_of_before() -> None:
    async with a_house(2) as house:
        await house.opens(0, 1)
        here = await house.here()
        await house.says(ANA, 1, "only here", 0)
        await house.settles()
        assert len(here.minute.resting(house.clock.now())) > 0
        standing = house.memory._rooms[THE_ROOM]
        standing.gen, standing.state = "another", here.vault.seal_room(here.room, "another")
        await restoring._starts_over(here)
        assert dict(here.minute.resting(house.clock.now())) == {}


# ── what waits for somebody ────────────────────────────────────────


async def test_who_is_asked_to_leave_is_told_nothing_that_still_waited() -> None:
    async with a_house() as house:
        _, _, bo = await house.opens(0, 0)
        await house.says(ANA, 1, "not for Bo any more", 0)
        await house.settles()
        assert len(bo.outbox) > 0
        await house.does(Remove(FAY, BO, Removal.FOR_SESSION, "unkind"))
        await house.settles()
        frames = told(bo)
        assert words(frames) == [] and [frame["is"] for frame in frames] == ["you", "ended"]


def test_a_cleared_box_holds_no_picture_either() -> None:
    box = Outbox()
    box.put_latest(Slot.PICTURE, Ready((b"names of before", None)))
    box.clear()
    box.put_latest(Slot.PICTURE, Ready((b"new", None)))
    assert len(box) == 1 and box.pop() == b"new"


def test_who_stands_up_leaves_no_chair() -> None:
    seating, chair = Seating(), Chair(ANA, 1, 0.0)
    seating.take(chair)
    assert seating.rise(chair)
    assert (len(seating), seating.seats(), seating.rise(chair)) == (0, frozenset(), False)


# ── the process itself ────────────────────────────────────────


async def test_a_house_sweeps_after_a_meeting_though_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeps, "AFTER", (0.0,))
    monkeypatch.setattr(sweeps, "TOGETHER", 0.001)
    async with a_house() as house:
        swept: list[str] = []
        await house.opens(0, 0)
        house.nodes[0]._rooms[type(THE_ROOM)("another that goes on")] = await house.here()
        house.nodes[0].swept = lambda: swept.append("now")
        await house.does(EndForAll(FAY))
        await house.passes(61)
        assert THE_ROOM not in house.nodes[0]._rooms
        await asyncio.sleep(0.01)
        assert swept == ["now"]


async def test_meetings_that_end_together_are_swept_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeps, "AFTER", (0.0, 0.03))
    monkeypatch.setattr(sweeps, "TOGETHER", 0.02)
    swept: list[float] = []
    loop = asyncio.get_running_loop()
    all_of_them = sweeps.Sweeps(lambda: swept.append(loop.time()))
    for _ in range(400):
        all_of_them.after_a_meeting()
    ended = loop.time()
    await asyncio.sleep(0.08)
    assert 2 <= len(swept) <= 4
    assert swept[-1] >= ended + 0.03, "and the last of them has its second sweep too"
    all_of_them.after_a_meeting()
    before = len(swept)
    await asyncio.sleep(0.08)
    assert len(swept) == before + 2, "a later one has sweeps of its own"


async def test_a_house_without_a_meeting_sweeps_again_and_again() -> None:
    async with a_house() as house:
        swept: list[str] = []
        house.nodes[0].swept = lambda: swept.append("now")
        await house.passes(3 * sweeps.IDLE + 1)
        assert len(swept) == 3
        await house.here()
        await house.passes(sweeps.BUSY - 2 * sweeps.IDLE)
        assert len(swept) == 3, "while people meet hardly anything is slowed down"
        await house.passes(2 * sweeps.IDLE)
        assert len(swept) == 4, "but what broken lines leave behind goes too"

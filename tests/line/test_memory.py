"""Lifetimes, with the time in our hand."""

from server.line.line import Committed, Gone, Kept, Offer, Settling, Wiped, next_gen
from server.line.memory import Memory, MemoryLine
from tests.line.boxes import boxes
from tests.line.ends import Hand, Heard, opened, said, step_from


def a_line() -> tuple[Hand, Memory, MemoryLine]:
    hand = Hand()
    memory = Memory(hand)
    return hand, memory, MemoryLine(memory, Heard())


async def test_words_rest_sixty_seconds_each_by_its_own_expiry() -> None:
    hand, _, line = a_line()
    place = await opened(line)
    place = await said(line, "tuesday", place, b"early")
    hand.passes(30)
    await said(line, "tuesday", place, b"late")
    hand.passes(29)
    assert await boxes(line, "tuesday", "gen-1", 0, 2) == [b"early", b"late"]
    hand.passes(1)
    assert await boxes(line, "tuesday", "gen-1", 0, 2) == [None, b"late"]


async def test_a_room_that_nobody_refreshes_is_gone_in_two_minutes() -> None:
    hand, _, line = a_line()
    await opened(line)
    hand.passes(119)
    await line.head("tuesday", "a", 0)
    hand.passes(119)
    assert isinstance(await line.load("tuesday"), Kept)
    hand.passes(120)
    assert isinstance(await line.load("tuesday"), Gone)


async def test_the_tombstone_stands_a_day() -> None:
    hand, _, line = a_line()
    await opened(line)
    await line.wipe("tuesday")
    hand.passes(24 * 3600 - 1)
    assert isinstance(await line.load("tuesday"), Wiped)
    hand.passes(2)
    assert isinstance(await line.load("tuesday"), Gone)


async def test_a_restored_room_waits_five_seconds_for_whoever_followed_it_and_then_goes_on() -> None:
    hand, memory, line = a_line()
    place = await opened(line)
    place = await said(line, "tuesday", place, b"one", state=b"state-1")
    kept = await line.load("tuesday")
    assert isinstance(kept, Kept)
    memory.empty()
    assert isinstance(await line.load("tuesday"), Gone)
    again = Kept(type(place)(next_gen("gen-1"), 1, 1), kept.state, kept.keys, kept.acts)
    offer = Offer("gen-1", again, {1: (b"one", 60.0)}, "a", ("b",))
    assert await line.restore("tuesday", offer) == again.place
    hand.passes(4.9)
    assert isinstance(await line.commit("tuesday", step_from(again.place, b"two")), Settling)
    hand.passes(0.1)
    assert isinstance(await line.commit("tuesday", step_from(again.place, b"two")), Committed)

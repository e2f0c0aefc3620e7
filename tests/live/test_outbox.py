"""One seat's waiting frames: bounded, in order, and at most one picture among them."""

import asyncio

from server.live.outbox import MOST_BYTES, MOST_FRAMES, Outbox, Ready, Slot
from server.wire.close_codes import Close


async def sent(outbox: Outbox) -> list[bytes | Close]:
    """Everything that would be sent now."""
    taken: list[bytes | Close] = []
    while len(outbox):
        taken.append(await outbox.next())
    return taken


async def test_frames_go_out_in_order() -> None:
    outbox = Outbox()
    for frame in (b"1", b"2", b"3"):
        outbox.put(frame)
    assert await sent(outbox) == [b"1", b"2", b"3"]


async def test_a_newer_picture_takes_the_place_of_one_that_waits() -> None:
    outbox = Outbox()
    outbox.put_latest(Slot.PICTURE, Ready((b"old", None)))
    outbox.put(b"words", 1)
    outbox.put_latest(Slot.PICTURE, Ready((b"new", None)))
    outbox.put_latest(Slot.YOU, Ready((b"you", None)))
    assert await sent(outbox) == [b"new", b"words", b"you"]
    outbox.put_latest(Slot.PICTURE, Ready((b"next", None)))
    assert await sent(outbox) == [b"next"]


async def test_pictures_without_end_never_fill_it() -> None:
    outbox = Outbox()
    for n in range(10 * MOST_FRAMES):
        outbox.put_latest(Slot.PICTURE, Ready((b"%d" % n, None)))
    assert (len(outbox), outbox.closing) == (1, None)


async def test_too_many_frames_close_the_line_and_keep_nothing() -> None:
    outbox = Outbox()
    for _ in range(MOST_FRAMES):
        outbox.put(b"words")
    assert outbox.closing is None
    outbox.put(b"one more")
    assert (len(outbox), await outbox.next()) == (0, Close.TOO_SLOW)


async def test_too_many_bytes_close_it_too_and_reading_makes_room() -> None:
    outbox = Outbox()
    outbox.put(b"a" * MOST_BYTES)
    await outbox.next()
    outbox.put(b"a" * MOST_BYTES)
    assert outbox.closing is None
    outbox.put(b"a")
    assert outbox.closing is Close.TOO_SLOW


async def test_what_a_page_needs_first_comes_first_and_does_not_count() -> None:
    outbox = Outbox()
    outbox.put(b"live", 3)
    outbox.put_first([(b"hello", None), *((b"a" * 8_000, n) for n in range(100))])
    assert outbox.closing is None
    assert await outbox.next() == b"hello"
    assert (await sent(outbox))[-1] == b"live"


async def test_what_was_taken_back_is_not_sent_any_more() -> None:
    outbox = Outbox()
    outbox.put(b"stays", 1)
    outbox.put(b"goes", 2)
    outbox.forget((2,))
    assert await sent(outbox) == [b"stays"]


async def test_the_last_words_are_sent_before_the_line_closes_and_none_after() -> None:
    outbox = Outbox()
    outbox.put(b"goodbye")
    outbox.close(Close.ENDED)
    outbox.close(Close.TOO_SLOW)
    outbox.put(b"too late")
    outbox.put_first([(b"too late as well", None)])
    assert [await outbox.next(), await outbox.next()] == [b"goodbye", Close.ENDED]


async def test_a_writer_waits_until_there_is_something() -> None:
    outbox = Outbox()
    waiting = asyncio.ensure_future(outbox.next())
    await asyncio.sleep(0)
    assert not waiting.done()
    outbox.put(b"now")
    assert await waiting == b"now"

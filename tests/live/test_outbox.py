"""One seat's waiting frames: bounded, in order, and at most one picture among them."""

from server.live.outbox import MOST_BYTES, MOST_FRAMES, Outbox, Ready, Slot
from server.wire.close_codes import Close


def sent(outbox: Outbox) -> list[bytes | Close | None]:
    """Everything that would be sent now."""
    taken: list[bytes | Close | None] = []
    while len(outbox):
        taken.append(outbox.pop())
    return taken


def test_frames_go_out_in_order() -> None:
    outbox = Outbox()
    for frame in (b"1", b"2", b"3"):
        outbox.put(frame)
    assert sent(outbox) == [b"1", b"2", b"3"]


def test_a_newer_picture_takes_the_place_of_one_that_waits() -> None:
    outbox = Outbox()
    outbox.put_latest(Slot.PICTURE, Ready((b"old", None)))
    outbox.put(b"words", 1)
    outbox.put_latest(Slot.PICTURE, Ready((b"new", None)))
    outbox.put_latest(Slot.YOU, Ready((b"you", None)))
    assert sent(outbox) == [b"new", b"words", b"you"]
    outbox.put_latest(Slot.PICTURE, Ready((b"next", None)))
    assert sent(outbox) == [b"next"]


def test_pictures_without_end_never_fill_it() -> None:
    outbox = Outbox()
    for n in range(10 * MOST_FRAMES):
        outbox.put_latest(Slot.PICTURE, Ready((b"%d" % n, None)))
    assert (len(outbox), outbox.closing) == (1, None)


def test_too_many_frames_close_the_line_and_keep_nothing() -> None:
    outbox = Outbox()
    for _ in range(MOST_FRAMES):
        outbox.put(b"words")
    assert outbox.closing is None
    outbox.put(b"one more")
    assert (len(outbox), outbox.pop()) == (0, Close.TOO_SLOW)


def test_too_many_bytes_close_it_too_and_reading_makes_room() -> None:
    outbox = Outbox()
    outbox.put(b"a" * MOST_BYTES)
    outbox.pop()
    outbox.put(b"a" * MOST_BYTES)
    assert outbox.closing is None
    outbox.put(b"a")
    assert outbox.closing is Close.TOO_SLOW


def test_what_a_page_needs_first_comes_first_and_does_not_count() -> None:
    outbox = Outbox()
    outbox.put(b"live", 3)
    outbox.put_first([(b"hello", None), *((b"a" * 8_000, n) for n in range(100))])
    assert outbox.closing is None
    assert outbox.pop() == b"hello"
    assert (sent(outbox))[-1] == b"live"


def test_what_was_taken_back_is_not_sent_any_more() -> None:
    outbox = Outbox()
    outbox.put(b"stays", 1)
    outbox.put(b"goes", 2)
    outbox.forget((2,))
    assert sent(outbox) == [b"stays"]


def test_the_last_words_are_sent_before_the_line_closes_and_none_after() -> None:
    outbox = Outbox()
    outbox.put(b"goodbye")
    outbox.close(Close.ENDED)
    outbox.close(Close.TOO_SLOW)
    outbox.put(b"too late")
    outbox.put_first([(b"too late as well", None)])
    assert [outbox.pop(), outbox.pop()] == [b"goodbye", Close.ENDED]


def test_where_nothing_waits_there_is_nothing_to_do_until_it_closes() -> None:
    outbox = Outbox()
    assert outbox.pop() is None
    outbox.put(b"now")
    assert [outbox.pop(), outbox.pop()] == [b"now", None]
    outbox.close(Close.LEFT)
    assert outbox.pop() is Close.LEFT

"""The pipe to Redis: answers in turn, and what happens when it falls shut, falls silent or speaks nonsense."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from redis.exceptions import NoScriptError, ResponseError

from server.line.hearing import Hearing
from server.line.line import News
from server.line.pipe import address_of, opened
from server.line.questions import Questions
from server.line.spelling import channel_of
from tests.line.test_contract import until

Speaks = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[object, object, None]]
PONG = b"+PONG\r\n"


@asynccontextmanager
async def in_turn(*speakers: Speaks) -> AsyncIterator[Speaks]:
    """Speaks with the first who comes like this, with the next like that."""
    waiting, here = iter(speakers), set[asyncio.Task[None]]()

    async def meets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here.add(speaking := asyncio.ensure_future(next(waiting)(reader, writer)))
        with suppress(
            ValueError, asyncio.CancelledError
        ):  # where a word should begin they went, or it is over
            await speaking
        writer.transport.abort()

    yield meets
    for speaking in here:
        speaking.cancel()
    await asyncio.gather(*here, return_exceptions=True)


@asynccontextmanager
async def somebody(place: Path, *speakers: Speaks) -> AsyncIterator[str]:
    """Somebody who speaks like Redis, behind a file."""
    async with in_turn(*speakers) as meets, await asyncio.start_unix_server(meets, place / "door"):
        yield f"unix://{place}/door"


async def hears_a_word(reader: asyncio.StreamReader) -> list[bytes]:
    """One command, as it comes."""
    many = int((await reader.readline())[1:])
    words = []
    for _ in range(many):
        size = int((await reader.readline())[1:])
        words.append((await reader.readexactly(size + 2))[:-2])
    return words


def saying(*answers: bytes) -> Speaks:
    """Answers so many questions, one after the other, and goes."""

    async def speaks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await hears_a_word(reader)
            writer.write(answer)
            await writer.drain()

    return speaks


def staying(*answers: bytes) -> Speaks:
    """The same, but stays until the other goes."""

    async def speaks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await saying(*answers)(reader, writer)
        await reader.read()

    return speaks


async def test_many_questions_are_answered_each_in_its_turn(tmp_path: Path) -> None:
    async with somebody(
        tmp_path, saying(PONG, b":1\r\n", b"-NOSCRIPT no such\r\n", b"$5\r\nthr", b"ee\r\n")
    ) as it:
        pipe = await opened(address_of(it), unasked)
        answers = [pipe.ask("GET", which) for which in ("one", "two", "three")]
        pipe.say("PING")
        assert await answers[0] == 1
        with pytest.raises(NoScriptError):
            await answers[1]
        assert await answers[2] == b"three"


async def test_who_no_longer_waits_takes_nobody_elses_answer(tmp_path: Path) -> None:
    async with somebody(tmp_path, saying(PONG, b":1\r\n", b":2\r\n")) as it:
        pipe = await opened(address_of(it), unasked)
        gone, here = pipe.ask("GET", "one"), pipe.ask("GET", "two")
        gone.cancel()
        assert await here == 2


async def test_what_nobody_asked_for_is_handed_on_in_order(tmp_path: Path) -> None:
    told: list[object] = []
    async with somebody(tmp_path, saying(PONG + b":1\r\n:2\r\n")) as it:
        pipe = await opened(address_of(it), told.append)
        await pipe.closed
    assert told == [1, 2]


async def test_a_door_that_fell_shut_is_opened_once_more(tmp_path: Path) -> None:
    async with somebody(tmp_path, saying(PONG), saying(PONG, b":7\r\n")) as it:
        questions = Questions(address_of(it))
        assert await questions.ask("GET", "seven") == 7
        questions.close()


async def test_but_not_a_third_time(tmp_path: Path) -> None:
    async with somebody(tmp_path, saying(PONG), saying(PONG), saying(PONG, b":7\r\n")) as it:
        questions = Questions(address_of(it))
        with pytest.raises(ConnectionError):
            await questions.ask("GET", "seven")
        assert await questions.ask("GET", "seven") == 7
        questions.close()


async def test_silence_is_silence_and_the_next_question_finds_another_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.line.questions.PATIENCE", 0.05)
    async with somebody(tmp_path, staying(PONG), saying(PONG, b":7\r\n")) as it:
        questions = Questions(address_of(it))
        with pytest.raises(TimeoutError):
            await asyncio.gather(questions.ask("GET", "seven"), questions.ask("GET", "eight"))
        assert await questions.ask("GET", "seven") == 7
        questions.close()


async def test_nonsense_shuts_the_door(tmp_path: Path) -> None:
    async with somebody(tmp_path, staying(PONG, b"what?\r\n")) as it:
        pipe = await opened(address_of(it), unasked)
        with pytest.raises(ConnectionError):
            await pipe.ask("GET", "seven")
        with pytest.raises(ConnectionError):
            await pipe.ask("GET", "eight")


async def test_words_that_cannot_be_said_take_no_turn(tmp_path: Path) -> None:
    async with somebody(tmp_path, staying(PONG, b":7\r\n")) as it:
        pipe = await opened(address_of(it), unasked)
        for odd in ("\ud800", None):
            with pytest.raises((UnicodeEncodeError, TypeError)):
                pipe.ask("GET", odd)  # type: ignore[arg-type]
        assert await pipe.ask("GET", "seven") == 7
        pipe.close()


async def test_when_nobody_opens_all_who_ask_know_it_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.line.questions.PATIENCE", 0.2)
    async with somebody(tmp_path, *[staying()] * 12) as it:
        questions = Questions(address_of(it))
        began = asyncio.get_running_loop().time()
        answers = await asyncio.gather(
            *(questions.ask("GET", str(n)) for n in range(12)), return_exceptions=True
        )
        assert all(isinstance(it, TimeoutError) for it in answers)
        assert asyncio.get_running_loop().time() - began < 1.2, (
            "one after the other it would be twelve patiences"
        )


async def test_after_the_end_nothing_is_asked(tmp_path: Path) -> None:
    async with somebody(tmp_path, staying(PONG, b":7\r\n")) as it:
        questions = Questions(address_of(it))
        assert await questions.ask("GET", "seven") == 7
        questions.close()
        with pytest.raises(OSError, match="nothing more"):
            await questions.ask("GET", "seven")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("alcove:secret@", [b"AUTH", b"alcove", b"secret"]),
        ("alcove@", [b"AUTH", b"alcove", b""]),
        (":secret@", [b"AUTH", b"secret"]),
        ("", [b"SELECT", b"3"]),
    ],
)
async def test_who_we_are_is_said_first(tmp_path: Path, who: str, words: list[bytes]) -> None:
    heard: list[list[bytes]] = []

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heard.append(await hears_a_word(reader))
            writer.write(b"+OK\r\n")

    async with somebody(tmp_path, listens) as it:
        pipe = await opened(address_of(it.replace("unix://", f"unix://{who}") + "?db=3"), unasked)
        pipe.close()
    assert heard[0] == words
    assert heard[-2:] == [[b"SELECT", b"3"], [b"PING"]]


async def test_the_kernel_asks_over_there_when_we_have_nothing_to_ask() -> None:
    async with in_turn(staying(PONG)) as meets, await asyncio.start_server(meets, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        pipe = await opened(address_of(f"redis://127.0.0.1:{port}"), unasked)
        door: socket.socket = pipe._transport.get_extra_info("socket")
        assert door.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        pipe.close()


@pytest.mark.parametrize("refusal", [b"-NOAUTH first say who you are\r\n", b"-LOADING soon\r\n"])
async def test_who_is_not_let_in_is_told_so_at_once(tmp_path: Path, refusal: bytes) -> None:
    async with somebody(tmp_path, saying(refusal)) as it:
        with pytest.raises(ResponseError):
            await opened(address_of(it), unasked)


async def test_nobody_waits_for_ever_to_be_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.line.pipe.PATIENCE", 0.05)

    async with somebody(tmp_path, staying()) as it:
        with pytest.raises(TimeoutError):
            await opened(address_of(it), unasked)


async def test_an_ear_that_hears_nothing_for_long_asks_and_then_looks_for_another_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.line.hearing.SILENCE", 0.02)
    followed: list[bytes] = []
    asked = asyncio.Event()

    async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hears_a_word(reader)
        writer.write(PONG)
        while (words := await hears_a_word(reader)) != [b"PING"]:
            followed.extend(words)
        asked.set()
        await reader.read()

    async with somebody(tmp_path, says_nothing, says_nothing, says_nothing) as it:
        address = address_of(it)
        hearing = Hearing(lambda told: opened(address, told), deaf)
        await hearing.begin()
        monkeypatch.setattr("server.line.hearing.PATIENCE", 0.01)
        await hearing.follow("tuesday")
        listening = asyncio.create_task(hearing.listen())
        await asked.wait()
        followed.clear()
        await until(lambda: channel_of("tuesday").encode() in followed)
        listening.cancel()
        hearing.close()


async def test_who_follows_waits_until_redis_says_so(tmp_path: Path) -> None:
    confirmed = []

    async def confirms(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await saying(PONG, b":1\r\n")(reader, writer)
        _, channel = await hears_a_word(reader)
        confirmed.append(channel)
        writer.write(b"*3\r\n$9\r\nsubscribe\r\n$%d\r\n%b\r\n:2\r\n" % (len(channel), channel))
        await reader.read()

    async with somebody(tmp_path, confirms) as it:
        address = address_of(it)
        hearing = Hearing(lambda told: opened(address, told), deaf)
        await hearing.begin()
        await hearing.follow("tuesday")
        assert confirmed == [channel_of("tuesday").encode()]
        hearing.close()


async def test_an_ear_that_may_not_hear_tries_anew_and_ever_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.line.hearing.FIRST_PAUSE", 0.01)
    came: list[float] = []

    async def refuses(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(asyncio.get_running_loop().time())
        await staying(PONG, b"-NOPERM not this channel\r\n")(reader, writer)

    async with somebody(tmp_path, refuses, refuses, refuses, refuses) as it:
        address = address_of(it)
        hearing = Hearing(lambda told: opened(address, told), deaf)
        await hearing.begin()
        listening = asyncio.create_task(hearing.listen())
        await until(lambda: len(came) >= 4)
        listening.cancel()
        hearing.close()
    assert came[3] - came[2] >= 0.08, "0.02, 0.04, 0.08"


def unasked(said: object) -> None:
    """Nobody speaks here by themselves."""
    pytest.fail("something was said that nobody asked for")


def deaf(room: str, news: News) -> None:
    """Nothing is heard here."""
    pytest.fail(f"{room} was heard")

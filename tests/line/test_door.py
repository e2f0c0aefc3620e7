"""The door to Redis: answers in turn, and what happens when it falls shut, falls silent or speaks nonsense."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.exceptions import NoScriptError, ResponseError

from server.line.door import opened, way_to
from server.line.hearing import Hearing
from server.line.line import News
from server.line.questions import Questions
from server.line.spelling import channel_of
from tests.line.test_contract import until

Speaks = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
PONG = b"+PONG\r\n"


@asynccontextmanager
async def somebody(place: Path, *speakers: Speaks) -> AsyncIterator[str]:
    """Somebody who speaks like Redis: to the first who comes like this, to the next like that."""
    waiting = iter(speakers)

    async def meets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await next(waiting)(reader, writer)
        finally:
            writer.close()

    async with await asyncio.start_unix_server(meets, place / "door"):
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
        door = await opened(way_to(it), unasked)
        answers = [door.ask("GET", which) for which in ("one", "two", "three")]
        door.say("PING")
        assert await answers[0] == 1
        with pytest.raises(NoScriptError):
            await answers[1]
        assert await answers[2] == b"three"


async def test_who_no_longer_waits_takes_nobody_elses_answer(tmp_path: Path) -> None:
    async with somebody(tmp_path, saying(PONG, b":1\r\n", b":2\r\n")) as it:
        door = await opened(way_to(it), unasked)
        gone, here = door.ask("GET", "one"), door.ask("GET", "two")
        gone.cancel()
        assert await here == 2


async def test_what_nobody_asked_for_is_handed_on_in_order(tmp_path: Path) -> None:
    told: list[object] = []
    async with somebody(tmp_path, saying(PONG + b":1\r\n:2\r\n")) as it:
        door = await opened(way_to(it), told.append)
        await door.shut
    assert told == [1, 2]


async def test_a_door_that_fell_shut_is_opened_once_more(tmp_path: Path) -> None:
    async with somebody(tmp_path, saying(PONG), saying(PONG, b":7\r\n")) as it:
        questions = Questions(way_to(it))
        assert await questions.ask("GET", "seven") == 7
        questions.close()


async def test_but_not_a_third_time(tmp_path: Path) -> None:
    async with somebody(tmp_path, saying(PONG), saying(PONG), saying(PONG, b":7\r\n")) as it:
        questions = Questions(way_to(it))
        with pytest.raises(ConnectionError):
            await questions.ask("GET", "seven")
        assert await questions.ask("GET", "seven") == 7
        questions.close()


async def test_silence_is_silence_and_the_next_question_finds_another_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.line.questions.PATIENCE", 0.05)
    async with somebody(tmp_path, staying(PONG), saying(PONG, b":7\r\n")) as it:
        questions = Questions(way_to(it))
        with pytest.raises(TimeoutError):
            await asyncio.gather(questions.ask("GET", "seven"), questions.ask("GET", "eight"))
        assert await questions.ask("GET", "seven") == 7
        questions.close()


async def test_nonsense_shuts_the_door(tmp_path: Path) -> None:
    async with somebody(tmp_path, staying(PONG, b"what?\r\n")) as it:
        door = await opened(way_to(it), unasked)
        with pytest.raises(ConnectionError):
            await door.ask("GET", "seven")
        with pytest.raises(ConnectionError):
            await door.ask("GET", "eight")


@pytest.mark.parametrize("refusal", [b"-NOAUTH first say who you are\r\n", b"-LOADING soon\r\n"])
async def test_who_is_not_let_in_is_told_so_at_once(tmp_path: Path, refusal: bytes) -> None:
    async with somebody(tmp_path, saying(refusal)) as it:
        with pytest.raises(ResponseError):
            await opened(way_to(it), unasked)


async def test_nobody_waits_for_ever_to_be_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.line.door.PATIENCE", 0.05)

    async with somebody(tmp_path, staying()) as it:
        with pytest.raises(TimeoutError):
            await opened(way_to(it), unasked)


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
        way = way_to(it)
        hearing = Hearing(lambda told: opened(way, told), deaf)
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
        way = way_to(it)
        hearing = Hearing(lambda told: opened(way, told), deaf)
        await hearing.begin()
        await hearing.follow("tuesday")
        assert confirmed == [channel_of("tuesday").encode()]
        hearing.close()


async def test_an_ear_that_may_not_hear_opens_its_door_anew(tmp_path: Path) -> None:
    came = 0

    async def refuses(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal came
        came += 1
        await staying(PONG, b"-NOPERM not this channel\r\n")(reader, writer)

    async with somebody(tmp_path, refuses, refuses, refuses, refuses) as it:
        way = way_to(it)
        hearing = Hearing(lambda told: opened(way, told), deaf)
        await hearing.begin()
        listening = asyncio.create_task(hearing.listen())
        await until(lambda: came >= 2)
        listening.cancel()
        hearing.close()


def unasked(said: object) -> None:
    """Nobody speaks here by themselves."""
    pytest.fail("something was said that nobody asked for")


def deaf(room: str, news: News) -> None:
    """Nothing is heard here."""
    pytest.fail(f"{room} was heard")

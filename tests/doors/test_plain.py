"""Under another server than ours there is no way of our own: every frame goes by ASGI, and nobody notices."""

import json
from collections.abc import AsyncIterator
from weakref import ref

import pytest
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.doors.handshake import RoomProtocol
from server.doors.plain import Plain
from server.live.asking import Asked, End
from server.live.commits import Commits
from server.wire.close_codes import Close
from tests.doors.test_socket import (
    a_socket,
    closed,
    is_heard_more_slowly_who_floods,
    is_let_go_who_does_not_read,
    there,
)
from tests.evening import Evening, an_evening


@pytest.fixture
async def elsewhere(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Evening]:
    """An evening in a server that offers what the standard says, and no more."""
    for ours in ("run_asgi", "data_received"):
        monkeypatch.setattr(RoomProtocol, ours, getattr(WebSocketsSansIOProtocol, ours))
    async with an_evening() as evening:
        yield evening


async def test_people_meet_as_ever(elsewhere: Evening) -> None:
    fay = await elsewhere.guides("Fay")
    ana = await elsewhere.joins("Ana", fay)
    _, here = there(elsewhere)
    assert {type(chair.outbox._way) for chair in here.seating} == {Plain}
    await fay.may("go_to", phase="opening")
    for words in ("one", "two", "three"):
        await fay.says(words)
        await ana.hears(words)
    await ana.sends({"is": "leave", "n": 90})
    assert await ana.is_gone() == Close.LEFT
    await fay.until(lambda me: [one["name"] for one in me.picture["seats"]] == ["Fay"])


async def test_who_is_asked_to_leave_is_told_so_and_no_more(elsewhere: Evening) -> None:
    fay = await elsewhere.guides("Fay")
    ana = await elsewhere.joins("Ana", fay)
    await fay.may("remove", whom=ana.seat, kind="for_session", reason="unkind")
    assert await ana.is_gone() == Close.OUT
    assert ana.frames[-1] == {"is": "ended", "how": "out_for_session"}


async def test_whoever_floods_is_heard_more_slowly(elsewhere: Evening) -> None:
    await is_heard_more_slowly_who_floods(elsewhere, 100)


async def test_who_does_not_read_holds_nobody_up(elsewhere: Evening) -> None:
    await is_let_go_who_does_not_read(elsewhere)


async def test_a_stranger_is_told_why(elsewhere: Evening) -> None:
    async with a_socket(elsewhere) as line:
        await line.send(json.dumps({"is": "hello", "ticket": "x"}))
        assert await closed(line) == Close.NOT_VALID


async def test_who_goes_without_a_word_is_no_trouble(
    elsewhere: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_socket(elsewhere) as line:
        await line.close()
    await elsewhere.settles()
    assert not caplog.records


async def test_an_answer_that_comes_when_they_have_gone_is_no_trouble_either(
    elsewhere: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    fay = await elsewhere.guides("Fay")
    ana = await elsewhere.joins("Ana", fay)
    asked, put = list[Asked](), Commits.put
    monkeypatch.setattr(
        Commits, "put", lambda commits, it: asked.append(it) if it.number == 90 else put(commits, it)
    )
    await ana.sends({"is": "raise_hand", "n": 90})
    await elsewhere.settles()
    await ana.hangs_up()
    await fay.until(lambda me: any(one.get("away") for one in me.picture["seats"]))
    asked[0].tell(End.UNSURE)


async def test_what_waits_for_a_line_that_ended_is_kept_by_nobody(
    elsewhere: Evening, no_collecting: None
) -> None:
    fay = await elsewhere.guides("Fay")
    ana = await elsewhere.joins("Ana", fay)
    _, here = there(elsewhere)
    (kept,) = [ref(chair.outbox) for chair in here.seating if chair.seat == ana.seat]
    await ana.hangs_up()
    await fay.until(lambda me: any(one.get("away") for one in me.picture["seats"]))
    await elsewhere.settles()
    assert kept() is None

"""One act at a time from each page: answered, then the next; and a bug of ours costs the line, never a word."""

import asyncio
import json

import pytest
from websockets.frames import Frame, Opcode

from server import quiet
from server.live.asking import Asked, End
from server.live.commits import Commits
from server.live.node import Node
from server.live.rates import GARBLED_AT_MOST
from server.wire import decode
from server.wire.close_codes import Close
from tests.doors.test_direct import masked
from tests.doors.test_socket import a_socket, closed, line_of
from tests.evening import Evening


def what_is_asked(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """From now on by anybody, and the room says nothing to it."""
    asked: list[Asked] = []
    monkeypatch.setattr(Commits, "put", lambda commits, it: asked.append(it))
    return asked


async def test_who_does_not_wait_for_an_answer_is_heard_in_order(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    fay = await evening.guides("Fay")
    line, asked = line_of(evening, fay), what_is_asked(monkeypatch)
    for n in (1, 2, 3):
        line.data_received(masked(json.dumps({"is": "raise_hand", "n": n}).encode()))
    assert [it.number for it in asked] == [1], "the first is not answered"
    asked[0].tell(End.DONE)
    await asyncio.sleep(0)
    assert [it.number for it in asked] == [1, 2], "the third waits for the second"
    asked[1].tell(End.DONE)
    await asyncio.sleep(0)
    asked[2].tell(End.DONE)
    await asyncio.sleep(0)
    line.data_received(masked(json.dumps({"is": "raise_hand", "n": 4}).encode()))
    assert [it.number for it in asked] == [1, 2, 3, 4]


async def test_where_nobody_knows_whether_the_first_was_done_the_second_is_not_asked(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    fay = await evening.guides("Fay")
    line, asked = line_of(evening, fay), what_is_asked(monkeypatch)
    for n in (1, 2):
        line.data_received(masked(json.dumps({"is": "raise_hand", "n": n}).encode()))
    asked[0].tell(End.UNSURE)
    assert await fay.is_gone() == Close.OUT_OF_TOUCH
    assert [it.number for it in asked if it.number] == [1], (
        "else its number would say that the first was done"
    )


async def test_an_answer_is_told_before_what_was_said_after_it(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    fay = await evening.guides("Fay")
    line, asked = line_of(evening, fay), what_is_asked(monkeypatch)
    line.data_received(masked(b'{"is":"raise_hand","n":1}'))
    for _ in range(GARBLED_AT_MOST):
        line.data_received(masked(b"{"))
    asked[0].tell(End.DONE)
    assert await fay.is_gone() == Close.GARBLED
    told = [frame["is"] for frame in fay.frames if frame["is"] in ("ok", "refused")]
    assert told == ["ok"] + ["refused"] * GARBLED_AT_MOST


async def test_who_says_something_and_goes_is_heard_first(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    asked = (
        masked(json.dumps({"is": "raise_hand", "n": 90}).encode()),
        masked(json.dumps({"is": "leave", "n": 91}).encode()),
    )
    line_of(evening, ana).data_received(b"".join(asked) + Frame(Opcode.CLOSE, b"").serialize(mask=True))
    await fay.until(lambda me: not any(one["name"] == "Ana" for one in me.picture["seats"]))


async def test_a_bug_of_ours_costs_the_line_and_says_come_back(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)

    def stumbles(message: object) -> None:
        raise RuntimeError("a bug of ours")

    bugs = quiet.tally[quiet.Event.BUG]
    with monkeypatch.context() as broken:
        broken.setattr(decode, "read", stumbles)
        await ana.sends({"is": "tock"})
        assert await ana.is_gone() == Close.BUG
    assert quiet.tally[quiet.Event.BUG] == bugs + 1
    await fay.may("go_to", phase="opening")


@pytest.mark.parametrize(("where", "what"), [(Node, "found"), (decode, "read")])
async def test_a_bug_of_ours_at_the_door_says_come_back_too(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, where: object, what: str
) -> None:
    def stumbles(*with_it: object) -> None:
        raise RuntimeError("a bug of ours")

    ana = evening.guest("Ana")
    await ana.knocks()
    ticket = await ana.gets_a_ticket()
    monkeypatch.setattr(where, what, stumbles)
    async with a_socket(evening) as line:
        await line.send(json.dumps({"is": "hello", "ticket": ticket}))
        assert await closed(line) == Close.BUG

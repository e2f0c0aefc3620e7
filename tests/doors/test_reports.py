"""Telling a safeguarding lead: only what was really said, for an hour after the end, and by nobody else."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.keep.reports import Tray, fresh_key, opened, private_half
from server.live.keeping import Keeping
from server.room.effects import ShareRef
from server.room.refusals import Refused
from server.room.seat import SeatId
from server.room.words import Words
from server.wire.frames import Ref
from server.wire.tags import Tags
from tests.evening import Evening, an_evening
from tests.guest import Frame, Guest

HOUSE, LEAD = fresh_key()
TAMPERINGS = 2_000


@pytest.fixture
async def told(tmp_path: Path) -> AsyncIterator[Evening]:
    """A house whose host has named a safeguarding lead."""
    async with an_evening(safeguarding_key=HOUSE, reports=tmp_path) as evening:
        yield evening


async def said(evening: Evening, words: str) -> tuple[Guest, Guest, Frame]:
    """Fay guides, Ana hears, Bo says it; what Ana's page holds of it."""
    fay = await evening.guides("Fay")
    ana, bo = await evening.joins("Ana", fay), await evening.joins("Bo", fay)
    await fay.may("go_to", phase="opening")
    await fay.may("set_mode", mode="open")
    await bo.says(words)
    return fay, ana, await ana.hears(words)


async def reports(ana: Guest, frame: Frame, **about: object) -> Frame:
    asked = {"ref": frame["ref"], "code": "unkind", "words": frame["words"], "name": "Bo"} | about
    answer: Frame = (await ana.posts(f"{ana.door}/report", asked)).json()
    return answer


async def ends(evening: Evening, fay: Guest, ana: Guest) -> None:
    """To the wipe, and past it."""
    await fay.may("end_for_all")
    await evening.passes(61)
    await ana.is_gone()


async def test_after_the_wipe_the_lead_is_told_and_alone_can_read_it(told: Evening, tmp_path: Path) -> None:
    fay, ana, frame = await said(told, "something unkind")
    await ends(told, fay, ana)
    answer = await reports(ana, frame)
    ((name, box),) = Tray(tmp_path).waiting()
    assert answer == {"received": name}
    report = opened(box, private_half(LEAD))
    assert (report.words, report.code, report.name) == ("something unkind", "unkind", "Bo")
    assert b"unkind" not in box


async def test_the_reporter_sees_received_and_then_handled(told: Evening, tmp_path: Path) -> None:
    fay, ana, frame = await said(told, "something unkind")
    await ends(told, fay, ana)
    name = (await reports(ana, frame))["received"]
    assert (await ana.gets(f"/report/{name}")).json() == {"handled": False}
    Tray(tmp_path).handle(name)
    assert (await ana.gets(f"/report/{name}")).json() == {"handled": True}
    for nothing in ("a-name-of-16-lett", "../../etc/passwd", "x" * 16):
        assert (await ana.gets(f"/report/{nothing}")).status_code == 404


async def test_what_was_taken_back_can_still_be_told(told: Evening, tmp_path: Path) -> None:
    fay, ana, frame = await said(told, "something unkind")
    bo = told.guests[2]
    await bo.may("retract", ref=frame["ref"])
    assert "received" in await reports(ana, frame)
    await ends(told, fay, ana)
    assert "received" in await reports(ana, frame)
    assert len(list(Tray(tmp_path).waiting())) == 2


async def test_after_an_hour_nothing_can_be_proved_any_more(told: Evening, tmp_path: Path) -> None:
    fay, ana, frame = await said(told, "something unkind")
    await ends(told, fay, ana)
    await told.passes(3600 - 62)
    assert "received" in await reports(ana, frame)
    await told.passes(2)
    assert await reports(ana, frame) == {"refused": "report-too-late"}


async def test_what_was_never_said_is_not_taken(told: Evening, tmp_path: Path) -> None:
    _, ana, frame = await said(told, "something kind")
    other = frame["ref"] | {"seat": ana.seat}
    for about in ({"words": "something unkind"}, {"ref": other}, {"code": "a code of mine"}, {"note": "x"}):
        assert "refused" in await reports(ana, frame, **about)
    assert list(Tray(tmp_path).waiting()) == []


async def test_who_was_not_there_cannot_tell(told: Evening) -> None:
    _, ana, frame = await said(told, "something unkind")
    stranger = told.guest("Eve")
    stranger.door = ana.door
    assert await reports(stranger, frame) == {"refused": "link-not-valid"}
    elsewhere = await ana.posts(f"{ana.door}/report", {}, origin="https://evil.example")
    assert elsewhere.json() == {"refused": "link-not-valid"}


async def test_where_no_lead_is_named_there_is_no_such_door() -> None:
    async with an_evening() as evening:
        _, ana, frame = await said(evening, "something unkind")
        answer = await ana.posts(f"{ana.door}/report", {"ref": frame["ref"]})
        assert answer.status_code in (404, 405)


async def test_a_house_that_leaves_no_key_behind_would_be_noticed(
    told: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wipes_at_once(self: Keeping) -> None:
        closed = self._here.room.closed_at
        if closed is not None and self._here.now() >= closed + 60:
            await self._here.line.wipe(self._here.id)

    monkeypatch.setattr(Keeping, "_wipe_in_time", wipes_at_once)
    fay, ana, frame = await said(told, "something unkind")
    await ends(told, fay, ana)
    assert await reports(ana, frame) == {"refused": "report-too-late"}


def test_two_thousand_tamperings_are_all_refused_and_the_true_one_is_not() -> None:
    """Each changes one thing at random: a letter of the words, the hash, the tag, the seat, the number."""
    chance = random.Random(2_000)
    tags = Tags(chance.randbytes(32))
    refused = 0
    for number in range(TAMPERINGS):
        text = f"said {chance.random()}"
        ref = tags.tagged(ShareRef(SeatId("seat-one"), number + 1), Words(text.encode()))
        assert tags.shown(ref, Words(text.encode())) == ShareRef(SeatId("seat-one"), number + 1)
        forged, words = tampered(ref, text, chance)
        try:
            tags.shown(forged, Words(words.encode()))
        except Refused:
            refused += 1
    assert refused == TAMPERINGS


def tampered(ref: Ref, text: str, chance: random.Random) -> tuple[Ref, str]:
    seat, number, h, tag = ref.seat, ref.number, ref.h, ref.tag
    match chance.randrange(7):
        case 0:
            return ref, changed(text, chance)
        case 1:
            return Ref(SeatId("seat-two"), number, h, tag), text
        case 2:
            return Ref(seat, number + chance.randrange(1, 9), h, tag), text
        case 3:
            return Ref(seat, number, changed(h, chance), tag), text
        case 4:
            return Ref(seat, number, h, changed(tag, chance)), text
        case 5:
            other = Tags(chance.randbytes(32)).tagged(ShareRef(SeatId(seat), number), Words(text.encode()))
            return other, text
        case _:
            words = changed(text, chance)
            again = Tags(chance.randbytes(32)).tagged(ShareRef(SeatId(seat), number), Words(words.encode()))
            return Ref(seat, number, again.h, tag), words


def changed(text: str, chance: random.Random) -> str:
    """The same with one letter another."""
    at = chance.randrange(len(text))
    return text[:at] + chance.choice([it for it in "abcXYZ019-_" if it != text[at]]) + text[at + 1 :]

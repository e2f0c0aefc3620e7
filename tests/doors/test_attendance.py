"""A note that somebody came: in their hands alone, true to the minute, and nowhere else."""

import json

import msgspec
from cryptography.hazmat.primitives import hashes

from server.keep.signing import Attended, Holder, Signed, Verdict, checked, commitment
from tests.evening import Evening
from tests.guest import Guest

ANA = Holder("Anastasia P.", "a long number only she has")


async def asks(guest: Guest, holder: str = commitment(ANA)) -> bytes:
    return (await guest.posts(f"{guest.door}/note", {"holder": holder})).content


async def test_who_came_gets_a_note_that_anyone_can_check(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await evening.passes(600)
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    await evening.passes(1200)
    await fay.may("end_for_all")
    note = msgspec.json.decode(await asks(ana), type=Signed)
    house = (await ana.gets("/keys")).json()["receipts"]["key"]
    verdict, said = checked(msgspec.json.encode(msgspec.structs.replace(note, holder=ANA)), house)
    assert verdict is Verdict.THIS_HOUSE and isinstance(said, Attended)
    assert (said.minutes_present, said.minutes_total) == (20, 30)
    assert said.issuer == "Community group"
    assert not {"Ana", "recovery", "support", "circle", "c1"} & set(said.issuer.split())


async def test_time_outside_is_not_time_inside(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    await evening.passes(600)
    await fay.may("back_to_lobby", whom=ana.seat)
    await evening.passes(600)
    await fay.may("admit", whom=[ana.seat])
    await evening.passes(300)
    await fay.may("end_for_all")
    said = checked(await asks(ana))[1]
    assert isinstance(said, Attended) and (said.minutes_present, said.minutes_total) == (15, 25)


async def test_before_the_end_and_after_the_wipe_there_is_no_note(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    assert json.loads(await asks(ana)) == {"refused": "not-open-yet"}
    await fay.may("end_for_all")
    await evening.passes(61)
    await ana.is_gone()
    assert json.loads(await asks(ana)) == {"refused": "meeting-over"}


async def test_nobody_else_gets_it_and_the_house_signs_nothing_but_a_hash(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("end_for_all")
    stranger = evening.guest("Eve")
    stranger.door = ana.door
    assert json.loads(await asks(stranger)) == {"refused": "link-not-valid"}
    assert json.loads(await asks(ana, "Anastasia P.")) == {"refused": "link-not-valid"}
    elsewhere = await ana.posts(
        f"{ana.door}/note", {"holder": commitment(ANA)}, origin="https://evil.example"
    )
    assert elsewhere.json() == {"refused": "link-not-valid"}
    assert len(commitment(ANA)) * 6 // 8 == hashes.SHA256.digest_size


async def test_asking_for_a_note_leaves_nothing_behind(evening: Evening) -> None:
    """Not in the room, not on the line, not among the keys: all of it is the same before and after."""
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("end_for_all")
    await evening.settles()
    before = len(fay.frames), fay.picture, ana.you
    assert checked(await asks(ana))[0] is Verdict.SIGNED
    await evening.settles()
    assert (len(fay.frames), fay.picture, ana.you) == before

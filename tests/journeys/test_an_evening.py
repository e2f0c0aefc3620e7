"""A whole evening, from a link to "wiped", over real sockets, with the clock in our hand."""

import base64
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.evening import Evening
from tests.guest import Guest


async def test_two_people_meet_and_nothing_stays(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    await fay.says("Welcome, everyone.")
    assert (await ana.hears("Welcome, everyone."))["by"]["name"] == "Fay"
    await fay.may("end_for_all")
    await evening.passes(61)
    assert (await ana.is_gone(), await fay.is_gone()) == (4502, 4502)
    assert (ana.ended["how"], fay.ended["how"]) == ("over", "over")


async def test_who_waits_sees_nobody_but_the_guides(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await evening.joins("Bo", fay)
    ana = await evening.comes("Ana", newcomer=True)
    assert (ana.you["where"], ana.picture["guides"]) == ("lobby", ["Fay"])
    await fay.until(lambda me: me.picture["desk"].get("waiting"))
    assert [one["name"] for one in fay.picture["desk"]["waiting"]] == ["Ana"]
    assert fay.picture["desk"]["waiting"][0]["newcomer"]
    assert '"Bo"' not in json.dumps(ana.frames)


async def test_everyone_is_asked_once_and_nobody_sees_how_a_turn_ended(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana, bo, cy = [await evening.joins(name, fay) for name in ("Ana", "Bo", "Cy")]
    await fay.may("go_to", phase="checkin")
    await fay.may("start_round")
    await _has_the_floor(ana)
    assert bo.you["next"]
    await ana.says("I am here.")
    await ana.may("done", turn=ana.turn)
    await _has_the_floor(bo)
    await bo.may("come_back_to_me", turn=bo.turn)
    await _has_the_floor(cy)
    assert await bo.may_not("share", words="not yet") == "not-your-turn"
    await cy.passes()
    await _has_the_floor(fay)
    await fay.passes()
    await _has_the_floor(bo)
    assert not bo.you["may_come_back"]
    await bo.says("Now I can.")
    await ana.hears("Now I can.")
    assert "later" not in json.dumps(ana.picture) and "to_ask" not in json.dumps(ana.picture)


async def test_hands_are_heard_in_their_order(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana, bo = [await evening.joins(name, fay) for name in ("Ana", "Bo")]
    await fay.may("go_to", phase="focus")
    await bo.raises_hand()
    await ana.raises_hand()
    await fay.until(lambda me: len(me.picture["floor"].get("hands", ())) + me.picture["floor"]["turn"] >= 2)
    turn = fay.turn
    await fay.may("next", turn=turn)
    assert await fay.may_not("next", turn=turn) == "already-moved-on"
    holder = await _whoever_has_the_floor(ana, bo)
    await holder.says("Thank you for waiting.")
    other = ana if holder is bo else bo
    assert await other.may_not("share", words="me too") == "not-your-turn"


async def test_more_time_is_given_and_the_closing_comes_by_itself(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    ends = ana.picture["ends"]
    await fay.may("extend", minutes=10)
    await ana.until(lambda me: me.picture["ends"] == ends + 600)
    await evening.passes(ends + 600 - evening.clock.now() - 30)
    assert ana.picture["phase"] == "closing"
    await evening.passes(31)
    assert ana.picture["phase"] == "closed"
    assert await ana.may_not("share", words="too late") == "meeting-over"


async def test_the_receipt_says_what_is_gone_and_anyone_can_check_it(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    await fay.says("One thing.")
    await fay.may("end_for_all")
    await evening.passes(61)
    await ana.is_gone()
    receipt = ana.ended["receipt"]
    statement = _bytes(receipt["statement"])
    Ed25519PublicKey.from_public_bytes(_bytes(receipt["key"])).verify(_bytes(receipt["signature"]), statement)
    said = json.loads(statement)
    assert (said["sealed_items_deleted"], said["words_left"], said["seats"]) == (2, 0, 2)
    assert said["wiped_at"] - said["closed_at"] >= 60
    assert '"Ana"' not in statement.decode() and "One thing" not in statement.decode()


async def test_a_meeting_that_is_gone_cannot_be_entered_again(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await fay.may("end_for_all")
    await evening.passes(61)
    assert await fay.is_gone() == 4502
    late = evening.guest("Ana")
    assert (await late.posts("/knock", _asks(late))).json() == {"refused": "meeting-over"}
    assert (await fay.posts(f"{fay.door}/ticket", {})).json() == {"refused": "meeting-over"}


def _asks(guest: Guest) -> dict[str, object]:
    agreed = {"agreement": "v1", "limits": "v1"}
    return {"invitation": guest.invitation, "name": guest.name, "agreed": agreed}


async def _has_the_floor(guest: Guest) -> None:
    await guest.until(lambda me: me.holds_the_floor())


async def _whoever_has_the_floor(*guests: Guest) -> Guest:
    await guests[0].until(lambda me: me.picture["floor"].get("holder") in [guest.seat for guest in guests])
    return next(guest for guest in guests if guest.seat == guests[0].picture["floor"]["holder"])


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")

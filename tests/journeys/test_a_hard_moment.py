"""Care and protection, on a real line: help is never refused, and who is out stays out."""

import json

import pytest

from tests.evening import Evening
from tests.guest import Guest, NotLetIn


async def _open_circle(evening: Evening, *names: str) -> tuple[Guest, ...]:
    """Everybody may speak."""
    fay = await evening.guides("Fay")
    others = [await evening.joins(name, fay) for name in names]
    await fay.may("go_to", phase="opening")
    await fay.may("set_mode", mode="open")
    return fay, *others


async def test_help_is_asked_for_seen_and_nobody_else_knows(evening: Evening) -> None:
    fay, ana, bo = await _open_circle(evening, "Ana", "Bo")
    await fay.may("pause", on=True)
    await ana.until(lambda me: me.picture["held"]["paused_by"] == "Fay")
    assert await ana.may_not("share", words="hello") == "room-is-paused"
    before = len(bo.frames)
    await ana.may("ask_for_support")
    await fay.until(lambda me: me.picture["desk"].get("signals"))
    await fay.may("take_support", whom=ana.seat)
    await ana.until(lambda me: me.you["support"] == "seen")
    assert ana.you["support_by"] == "Fay"
    await ana.may("write_letter", whom=ana.seat, about="support", words="it is my brother")
    assert (await fay.hears("it is my brother"))["of"]["name"] == "Ana"
    await evening.settles()
    assert not [frame for frame in bo.frames[before:] if frame["is"] != "tick"]


async def test_help_that_nobody_takes_is_called_out_louder(evening: Evening) -> None:
    fay, ana = await _open_circle(evening, "Ana")
    await ana.may("ask_for_support")
    await evening.passes(59)
    assert ana.you["support"] == "asked"
    await evening.passes(2)
    assert ana.you["support"] == "escalated"
    assert fay.picture["desk"]["signals"][0]["escalated"]


async def test_who_was_asked_to_leave_cannot_come_back_by_any_door(evening: Evening) -> None:
    fay, ana, bo = await _open_circle(evening, "Ana", "Bo")
    ticket = await bo.gets_a_ticket()
    await fay.may("remove", whom=bo.seat, kind="for_session", reason="unkind")
    assert await bo.is_gone() == 4500
    assert (bo.you["out"], bo.you["reason"], bo.you["decided_by"]) == ("for_session", "unkind", "Fay")
    assert bo.ended["how"] == "out_for_session"
    await fay.says("after Bo")
    await ana.hears("after Bo")
    assert bo.has_heard() == []
    for way in (ticket, await bo.gets_a_ticket()):
        tab = bo.another_tab()
        async with tab.on_a_line(way):
            assert await tab.is_gone() == 4500
        assert (tab.ended["how"], tab.has_heard()) == ("out_for_session", [])
    assert not ana.sees("Bo")


async def test_the_same_person_by_another_name_waits_and_the_desk_is_told(evening: Evening) -> None:
    fay, bo = await _open_circle(evening, "Bo")
    await fay.may("remove", whom=bo.seat, kind="until_reviewed", reason="contact")
    await bo.is_gone()
    again = await evening.comes("Robin")
    await fay.until(lambda me: me.picture["desk"].get("waiting"))
    assert fay.picture["desk"]["waiting"][0]["marked"]
    assert again.you["where"] == "lobby"


async def test_a_muted_person_listens_and_still_has_a_guide(evening: Evening) -> None:
    fay, ana = await _open_circle(evening, "Ana")
    await fay.may("mute", whom=ana.seat, on=True)
    await ana.until(lambda me: me.you["muted"])
    assert await ana.may_not("share", words="but") == "muted"
    await ana.may("write_letter", whom=ana.seat, about="support", words="why")
    await fay.hears("why")
    await fay.may("mute", whom=ana.seat, on=False)
    await ana.says("thank you")


async def test_a_share_taken_back_is_gone_for_whoever_comes_later_too(evening: Evening) -> None:
    fay, ana = await _open_circle(evening, "Ana")
    said = await ana.says("too much")
    await fay.hears("too much")
    await ana.may("retract", ref=said["ref"])
    await fay.until(lambda me: any(frame["is"] == "retracted" for frame in me.frames))
    assert fay.picture["retracted"] == [{"seat": ana.seat, "n": said["ref"]["n"]}]
    assert await ana.may_not("edit", ref=said["ref"], words="better") != ""
    tab = await evening.opens_again(fay)
    await tab.until(lambda me: me.picture)
    await evening.settles()
    assert tab.has_heard() == []


async def test_nobody_can_take_back_what_somebody_else_said(evening: Evening) -> None:
    fay, ana, bo = await _open_circle(evening, "Ana", "Bo")
    said = (await ana.says("mine"))["ref"]
    assert await bo.may_not("retract", ref=said) == "not-your-share"
    assert await bo.may_not("edit", ref=said | {"seat": bo.seat}, words="never said") == "not-your-share"
    await ana.may("edit", ref=said, words="mine, and better")
    assert (await bo.hears("mine, and better"))["ref"]["n"] == said["n"]


async def test_a_report_reaches_the_desk_only_as_it_was_said(evening: Evening) -> None:
    fay, ana, bo = await _open_circle(evening, "Ana", "Bo")
    said = (await ana.says("what Ana said"))["ref"]
    await bo.hears("what Ana said")
    assert (
        await bo.may_not("report", ref=said, code="unkind", words="what Ana never said")
        == "report-does-not-match"
    )
    await bo.may("report", ref=said, code="unkind", words="what Ana said")
    await fay.until(lambda me: any(frame.get("about") == "report" for frame in me.frames))
    assert not any(frame.get("about") == "report" for frame in ana.frames)


async def test_everyone_is_held_and_what_was_is_restored(evening: Evening) -> None:
    fay, ana = await _open_circle(evening, "Ana")
    await fay.may("hold_everyone", on=True)
    await ana.until(lambda me: me.picture["held"].get("everyone_held"))
    assert await ana.may_not("share", words="what now") == "room-is-locked"
    late = await evening.comes("Cy")
    assert late.you["where"] == "lobby"
    await fay.may("hold_everyone", on=False)
    await ana.says("there we are")


async def test_somebody_sent_back_hears_nothing_until_they_are_let_in_again(evening: Evening) -> None:
    fay, ana, bo = await _open_circle(evening, "Ana", "Bo")
    await fay.may("back_to_lobby", whom=bo.seat)
    await bo.until(lambda me: me.you["where"] == "lobby")
    await fay.says("without Bo")
    await ana.hears("without Bo")
    await fay.may("admit", whom=[bo.seat])
    await bo.until(lambda me: me.you["where"] == "circle")
    await fay.says("with Bo again")
    await bo.hears("with Bo again")
    assert "without Bo" not in json.dumps(bo.frames)


async def test_a_declined_person_is_told_why_and_may_be_let_in_after_all(evening: Evening) -> None:
    (fay,) = await _open_circle(evening)
    ana = await evening.comes("Ana")
    await fay.until(lambda me: me.picture["desk"].get("waiting"))
    await fay.may("decline", whom=ana.seat, reason="full")
    await ana.until(lambda me: me.you["where"] == "declined")
    assert ana.you["reason"] == "full"
    await fay.may("let_in_after_all", whom=ana.seat)
    await ana.until(lambda me: me.sees("Fay"))


async def test_leaving_is_quiet_and_final_for_the_line(evening: Evening) -> None:
    fay, ana = await _open_circle(evening, "Ana")
    await ana.sends({"is": "leave", "n": ana.last + 1})
    assert await ana.is_gone() == 1000
    assert ana.ended["how"] == "left"
    await fay.until(lambda me: not me.sees("Ana"))


async def test_a_revoked_link_lets_nobody_new_in(evening: Evening) -> None:
    fay, ana = await _open_circle(evening, "Ana")
    await fay.may("revoke_invitation", invitation=1)
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await evening.comes("Bo")
    await ana.says("I am still here")

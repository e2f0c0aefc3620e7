"""One to one, through the real door: asked for, waited for, talked, ended and wiped; and nobody else is told."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.evening import Evening, an_evening
from tests.guest import Guest, NotLetIn


@pytest.fixture
async def hours() -> AsyncIterator[Evening]:
    """A specialist's hours, held by two."""
    async with an_evening("c7", ("Fay", "Gil")) as evening:
        yield evening


async def takes(guide: Guest, person: Guest) -> None:
    """Yes to a wish."""
    await guide.until(lambda me: any(one["seat"] == person.seat for one in me.picture["desk"]["asides"]))
    await guide.may("take_aside", whom=person.seat)
    await person.until(lambda me: (me.you["aside"] or {}).get("stage") == "open")


async def test_asked_for_from_the_landing_page_and_ended_and_wiped(hours: Evening) -> None:
    fay = await hours.guides("Fay")
    ana, bo = await hours.comes("Ana"), await hours.comes("Bo")
    assert (await ana.lands()).status_code == 200
    await bo.until(lambda me: me.you["aside"]["before"] == 1)
    await takes(fay, ana)
    await bo.until(lambda me: me.you["aside"]["before"] == 0)

    two = [await hours.aside(one) for one in (ana, fay)]
    for one in two:
        await one.until(lambda me: me.sees("Ana") and me.sees("Fay"))
        assert len(one.picture["seats"]) == 2
    assert not {one.seat for one in two} & {ana.seat, fay.seat}, "an id would link the two rooms"
    await two[0].says("I have not told anybody yet")
    await two[1].hears("I have not told anybody yet")

    with pytest.raises(NotLetIn, match="already-moved-on"):
        await bo.goes_aside()
    await two[0].may("end_for_all")
    for one in two:
        await one.until(lambda me: me.picture["phase"] == "closed")
    await hours.passes(61)
    for one in two:
        assert await one.is_gone() == 4502
        assert one.ended["receipt"]
    await ana.may("end_aside", whom=ana.seat)
    await fay.until(lambda me: [one["name"] for one in me.picture["desk"]["asides"]] == ["Bo"])
    assert "anybody" not in json.dumps(bo.frames + ana.frames + fay.frames)
    assert fay.picture["desk"]["record"] == []


async def test_asked_for_from_inside_a_group_unseen_and_the_place_is_kept() -> None:
    async with an_evening("c1", ("Fay", "Gil")) as circle:
        fay, gil = await circle.guides("Fay"), await circle.guides("Gil", 1)
        ana, bo = await circle.joins("Ana", fay), await circle.joins("Bo", fay)
        await fay.may("go_to", phase="opening")
        await fay.may("set_mode", mode="open")
        await circle.settles()
        seen = len(bo.frames)
        await ana.may("ask_aside")
        await gil.until(lambda me: me.picture["desk"]["asides"])
        await circle.settles()
        told = [frame for frame in bo.frames[seen:] if frame["is"] != "tick"]
        assert "aside" not in json.dumps([frame for frame in told if frame["is"] != "you"])
        assert all(frame["aside"] is None for frame in told if frame["is"] == "you")

        await takes(gil, ana)
        await bo.until(lambda me: not me.sees("Ana"))
        with_gil, with_ana = await circle.aside(ana), await circle.aside(gil)
        await with_ana.until(lambda me: me.sees("Ana"))
        await with_gil.says("only for you")
        await with_ana.hears("only for you")
        await fay.says("only for the circle")
        await bo.hears("only for the circle")
        await ana.may("end_aside", whom=ana.seat)
        await bo.until(lambda me: me.sees("Ana"))
        await fay.says("welcome back")
        await ana.hears("welcome back")
        assert ana.has_heard() == ["welcome back"]
        assert "only for you" not in json.dumps(bo.frames + fay.frames + ana.frames)


async def test_under_18_the_second_adult_is_listed_and_seen_before_they_hear_a_word() -> None:
    async with an_evening("c5", ("Fay", "Gil", "Hugo")) as young:
        fay, gil = await young.guides("Fay"), await young.guides("Gil", 1)
        await young.guides("Hugo", 2)
        ana = await young.joins("Ana", fay)
        await ana.may("ask_aside")
        assert await fay.may_not("take_aside", whom=ana.seat) == "second-adult-needed"
        await fay.may("take_aside", whom=ana.seat, second=gil.seat)
        await ana.until(lambda me: (me.you["aside"] or {}).get("second") == "Gil")

        there, here = await young.aside(ana), await young.aside(fay)
        await young.settles()
        assert there.you["where"] == "lobby", "with one adult nobody is let in"
        beside = await young.aside(gil)
        await there.until(lambda me: me.sees("Fay") and me.picture.get("listed") == ["Gil"])
        await there.says("before they come in")
        await here.hears("before they come in")
        await beside.may("come_in")
        await there.until(lambda me: me.sees("Gil"))
        await here.says("Gil is with us now")
        await beside.hears("Gil is with us now")
        assert beside.has_heard() == ["Gil is with us now"]
        frames = [frame["is"] for frame in beside.frames]
        assert frames.index("picture") < frames.index("said")

        await here.hangs_up()
        await young.passes(21)
        assert there.picture["held"]["waits_for"] == "two_adults"
        assert await there.may_not("share", words="alone with one") == "two-adults-needed"


async def test_at_16_one_asks_from_the_landing_page_and_reads_first_who_else_can_come_in() -> None:
    async with an_evening("c8", ("Fay", "Gil")) as young:
        fay, gil = await young.guides("Fay"), await young.guides("Gil", 1)
        await gil.may("tell_experience", tags=["school-or-work"])
        ana = await young.comes("Ana")
        await ana.until(
            lambda me: [one["experience"] for one in me.picture["have_time"]] == [[], ["school-or-work"]]
        )
        await ana.may("ask_aside", to=gil.seat)
        assert await gil.may_not("take_aside", whom=ana.seat) == "second-adult-needed"
        await gil.may("propose_aside", whom=ana.seat, minutes=15)
        await ana.until(lambda me: me.you["aside"]["stage"] == "proposed")
        await ana.may("answer_aside", yes=True)
        await young.passes(15 * 60)
        await gil.may("take_aside", whom=ana.seat, second=fay.seat)
        await ana.until(lambda me: me.you["aside"]["second"] == "Fay")
        assert await fay.may_not("take_aside", whom=ana.seat, second=gil.seat) == "already-aside"
        there = [await young.aside(one) for one in (ana, gil, fay)][0]
        await there.until(lambda me: me.sees("Gil") and me.picture.get("listed") == ["Fay"])


async def test_no_way_is_shown_to_a_stranger(hours: Evening) -> None:
    fay, ana = await hours.guides("Fay"), await hours.comes("Ana")
    with pytest.raises(NotLetIn, match="already-moved-on"):
        await ana.goes_aside()
    await takes(fay, ana)
    ana.cookie = ""
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await ana.goes_aside()

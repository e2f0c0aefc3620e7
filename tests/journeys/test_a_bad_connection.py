"""Lines drop, pages freeze, laptops die: nobody loses their place, and nobody hears what was not theirs."""

from tests.evening import Evening
from tests.guest import Guest


async def _open_circle(evening: Evening) -> tuple[Guest, Guest]:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    return fay, ana


async def _lets_in(fay: Guest, bo: Guest) -> None:
    """Bo waits on a line that he will lose."""
    await fay.until(lambda me: me.picture["desk"].get("waiting"))
    await fay.may("admit", whom=[bo.seat])
    for guest in (fay, bo):
        await guest.until(lambda me: me.sees("Bo"))


async def test_a_dropped_line_comes_back_with_exactly_what_it_missed(evening: Evening) -> None:
    fay, _ = await _open_circle(evening)
    bo = evening.guest("Bo")
    await bo.knocks()
    async with bo.on_a_line():
        await _lets_in(fay, bo)
        await fay.says("one")
        await bo.hears("one")
    await fay.says("two")
    await fay.says("three")
    await evening.passes(30)
    async with bo.on_a_line():
        await bo.hears("three")
        await fay.says("four")
        await bo.hears("four")
    assert bo.has_heard() == ["one", "two", "three", "four"]
    assert not any(frame["is"] == "gap" for frame in bo.frames)


async def test_after_a_minute_the_seat_is_kept_and_the_words_are_not(evening: Evening) -> None:
    fay, _ = await _open_circle(evening)
    bo = evening.guest("Bo")
    await bo.knocks()
    async with bo.on_a_line():
        await _lets_in(fay, bo)
        seat = bo.seat
    await fay.says("while Bo is away")
    await evening.passes(50)
    assert fay.sees("Bo")
    await evening.passes(20)
    assert not fay.sees("Bo")
    async with bo.on_a_line():
        await bo.until(lambda me: any(frame["is"] == "gap" for frame in me.frames))
        assert bo.seat == seat and bo.sees("Fay")
    assert bo.has_heard() == []


async def test_a_slip_of_the_thumb_does_not_blank_the_circle(evening: Evening) -> None:
    fay, ana = await _open_circle(evening)
    await fay.says("before the reload")
    await ana.hears("before the reload")
    again = await evening.opens_again(ana)
    await again.hears("before the reload")


async def test_a_page_thrown_away_for_long_is_told_that_words_are_gone(evening: Evening) -> None:
    fay, _ = await _open_circle(evening)
    bo = evening.guest("Bo")
    await bo.knocks()
    async with bo.on_a_line():
        await _lets_in(fay, bo)
    await fay.says("while Bo is away")
    await evening.passes(130)
    again = bo.another_tab()
    async with again.on_a_line():
        await again.until(lambda me: any(frame["is"] == "gap" for frame in me.frames))
        assert again.sees("Fay") and again.has_heard() == []


async def test_the_newest_tab_wins_and_the_older_is_told(evening: Evening) -> None:
    fay, ana = await _open_circle(evening)
    elsewhere = await evening.opens_again(ana)
    assert await ana.is_gone() == 4501
    assert ana.ended["how"] == "open_elsewhere"
    await fay.says("still one of her")
    await elsewhere.hears("still one of her")
    assert [one["name"] for one in fay.picture["seats"]] == ["Fay", "Ana"]


async def test_a_guide_moves_to_another_device_by_the_same_link(evening: Evening) -> None:
    fay, ana = await _open_circle(evening)
    phone = await evening.comes("Fay", evening.links.guides[0])
    assert await fay.is_gone() == 4501
    assert phone.seat == fay.seat
    assert phone.you["role"] == "facilitator"
    await phone.says("from my phone")
    await ana.hears("from my phone")


async def test_a_ticket_opens_one_line_only(evening: Evening) -> None:
    await evening.guides("Fay")
    ana = evening.guest("Ana")
    await ana.knocks()
    ticket = await ana.gets_a_ticket()
    async with ana.on_a_line(ticket):
        again = ana.another_tab()
        async with again.on_a_line(ticket):
            assert await again.is_gone() == 4501
        assert ana.closed is None


async def test_without_a_guide_everything_waits_and_goes_on_exactly_where_it_was(evening: Evening) -> None:
    fay = evening.guest("Fay", evening.links.guides[0])
    await fay.knocks()
    async with fay.on_a_line():
        ana = await evening.joins("Ana", fay)
        await fay.may("go_to", phase="checkin")
        await fay.may("start_round")
        await ana.until(lambda me: me.holds_the_floor())
        await ana.may("take_turn", turn=ana.turn)
    await evening.passes(15)
    assert ana.picture["held"].get("waits_for") is None
    await evening.passes(10)
    await ana.until(lambda me: me.picture["held"]["waits_for"] == "facilitator")
    assert await ana.may_not("share", words="is anybody there") == "facilitator-away"
    await ana.may("ask_for_support")
    left = ana.you["turn_seconds"]
    async with fay.on_a_line():
        await ana.until(lambda me: me.picture["held"].get("waits_for") is None)
        assert ana.holds_the_floor() and ana.you["turn_seconds"] == left
        await ana.says("I can go on")
        await fay.hears("I can go on")


async def test_a_room_that_waits_too_long_closes_and_is_wiped(evening: Evening) -> None:
    fay, ana = await _open_circle(evening)
    fay.awake = False
    await evening.passes(20)
    assert fay.closed == 4001
    await evening.passes(20 + 600)
    assert ana.picture["phase"] == "closed"
    await evening.passes(61)
    assert await ana.is_gone() == 4502


async def test_a_frozen_page_is_noticed_though_its_line_stands(evening: Evening) -> None:
    fay, ana = await _open_circle(evening)
    ana.awake = False
    await evening.passes(21)
    assert await ana.is_gone() == 4001
    assert fay.sees("Ana")
    await evening.passes(60)
    assert not fay.sees("Ana")


async def test_what_was_asked_twice_is_done_once(evening: Evening) -> None:
    fay, ana = await _open_circle(evening)
    await fay.says("once")
    await fay.does_again(fay.last, "share", words="once")
    await fay.says("then this")
    await ana.hears("then this")
    assert ana.has_heard() == ["once", "then this"]

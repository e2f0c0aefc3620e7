"""What is told when: pictures gathered, encoded once, and never behind the words."""

import asyncio

from server.line.line import News
from server.live.presence import GUIDES_TICK, TICK
from server.room.acts import AskPatience, Ground, Pause
from tests.live.instances import ANA, BO, FAY, a_house, told, words


async def test_a_rush_of_changes_is_one_picture_now_and_one_in_a_moment() -> None:
    async with a_house() as house:
        fay, _, bo = await house.opens(0, 0)
        await house.passes(1)
        told(bo)
        house.clock.moment = 0
        for n in range(1, 41):
            await house.does(Pause(FAY, n % 2 == 1))
            await house.settles()
        assert [frame["held"].get("paused_by") for frame in told(bo)] == ["Fay"]
        await house.does(Pause(FAY, True))
        await house.passes(0.05)
        assert told(bo) == []
        await house.passes(0.05)
        assert [frame["is"] for frame in told(bo)] == []
        await house.does(Pause(FAY, False))
        await house.passes(0.1)
        assert [frame["held"].get("paused_by") for frame in told(bo)] == [None]


async def test_everyone_of_one_sight_gets_the_same_bytes() -> None:
    async with a_house() as house:
        _, ana, bo = await house.opens(0, 0)
        await house.does(Pause(FAY, True))
        await house.settles()
        assert ana.picture is bo.picture, "painted once, handed to both"


async def test_who_arrives_together_gets_one_picture() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        ana, bo = await asyncio.gather(house.sits(ANA), house.sits(BO))
        assert ana.picture is bo.picture, "painted once, whoever came for it"


async def test_nobody_is_heard_before_the_picture_that_shows_them() -> None:
    async with a_house() as house:
        _, ana, _ = await house.opens(0, 0)
        for _ in range(3):
            await house.does(Pause(FAY, True))
            await house.does(Pause(FAY, False))
            await house.says(BO, 1 + (await house.here()).commits.last(BO), "now")
            await house.settles()
            frames = told(ana)
            heard = next(n for n, frame in enumerate(frames) if frame["is"] == "said")
            last = next(frame for frame in reversed(frames[:heard]) if frame["is"] == "picture")
            assert "paused_by" not in last["held"] or last["held"]["paused_by"] is None
            assert not any(frame["is"] == "picture" for frame in frames[heard:])


async def test_what_is_ones_own_is_told_to_nobody_else_and_only_when_it_changes() -> None:
    async with a_house() as house:
        fay, ana, bo = await house.opens(0, 0)
        await house.does(AskPatience(ANA, 1.5))
        await house.settles()
        assert [frame["is"] for frame in told(ana)] == ["you"]
        assert told(bo) == []
        assert [frame["is"] for frame in told(fay)] in ([], ["picture"])


async def test_a_speaker_hears_herself_by_the_same_road() -> None:
    async with a_house() as house:
        _, ana, bo = await house.opens(0, 0)
        await house.says(ANA, 1, "me")
        await house.settles()
        assert words(told(ana)) == words(told(bo)) == ["me"]


async def test_guides_are_asked_twice_as_often_whether_they_live() -> None:
    async with a_house() as house:
        fay, ana, _ = await house.opens(0, 0)
        await house.passes(60)
        ticks = [sum(frame["is"] == "tick" for frame in told(chair)) for chair in (fay, ana)]
        assert abs(ticks[0] - 60 / GUIDES_TICK) <= 1 and abs(ticks[1] - 60 / TICK) <= 1


async def test_grounding_starts_for_everyone_at_the_same_moment() -> None:
    async with a_house(2) as house:
        chairs = await house.opens(0, 1)
        await house.does(Ground(FAY, "breathe"))
        await house.settles()
        held = [[f for f in told(chair) if f["is"] == "picture"][-1]["held"] for chair in chairs]
        assert len({(one["grounding"], one["grounding_since"]) for one in held}) == 1


async def test_what_was_done_here_is_told_at_once_but_never_before_what_came_first() -> None:
    async with a_house(2) as house:
        fay, ana, _ = await house.opens(0, 1)
        here, held = await house.here(0), list[News]()
        hears, here.hear = here.hear, held.append  # type: ignore[method-assign,assignment]
        await house.says(FAY, 1, "at once", 0)
        assert words(told(ana)) == ["at once"]
        await house.says(BO, 1, "from there", 1)
        await house.says(ANA, 1, "from here", 0)
        assert words(told(ana)) == []
        for news in held:
            hears(news)
        assert words(told(ana)) == ["from there", "from here"]
        assert words(told(fay)) == ["at once", "from there", "from here"]

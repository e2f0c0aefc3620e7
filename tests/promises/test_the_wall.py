"""A wall reads along for a whole evening, from the lobby to the end. Every frame it gets is looked at."""

import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

from tests.evening import Evening, an_evening
from tests.guest import Guest
from tests.wall import Wall

LET_THROUGH = {"hello_ok", "picture", "tick", "ended"}
"""All that a wall may be told, ever."""
PICTURE = {
    "is", "sight", "phase", "starts", "ends", "phase_ends", "prompt", "more",
    "seats", "seats.id", "seats.name", "seats.mark", "seats.away", "seats.here",
    "floor", "floor.mode", "floor.holder", "floor.hands",
    "held", "held.why", "held.closes_at", "held.grounding", "held.grounding_since",
}  # fmt: skip
"""Every field of its picture, by name: one more is one too many."""
SECRET = ("canary-share", "canary-letter", "canary-topic", "canary-report", "Xenia", "she/canary")
"""Words, a person who only waited, and pronouns: nothing a wall may show."""


def named(value: Any, at: str = "") -> Iterator[str]:
    """Every field inside a frame, dotted."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{at}{key}"
            yield from named(inner, f"{at}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner, at)


async def lives(evening: Evening, fay: Guest) -> None:
    """Everything that must stay off the wall happens, and is really there for those it is for."""
    ana = await evening.comes("Ana", pronouns="she/canary")
    await fay.until(lambda me: me.picture["desk"].get("waiting", ()))
    await fay.may("admit", whom=[fay.seat_of("Ana")])
    bo = await evening.joins("Bo", fay)
    xenia = await evening.comes("Xenia")
    await fay.until(lambda me: any(one["name"] == "Xenia" for one in me.picture["desk"]["waiting"]))
    await xenia.may("write_letter", whom=xenia.seat, about="lobby", words="canary-letter from outside")
    await fay.may("go_to", phase="opening")
    await fay.may("set_mode", mode="open")
    ref = (await ana.says("canary-share"))["ref"]
    await bo.until(lambda me: any("canary-share" in json.dumps(frame) for frame in me.frames))
    await bo.may("write_letter", whom=bo.seat, about="support", words="canary-letter to the desk")
    await bo.may("report", ref=ref, code="unkind", words="canary-share")
    await bo.may("ask_for_support")
    await fay.until(lambda me: me.picture["desk"]["signals"])
    await fay.may("put_topic", words="canary-topic")
    await fay.may("mute", whom=bo.seat, on=True)
    await fay.may("go_to", phase="checkin")
    await fay.may("start_round")
    await ana.until(lambda me: me.you.get("invited"))
    await ana.may("pass_turn", turn=ana.picture["floor"]["turn"])
    await fay.may("ground", exercise="breathe")
    await evening.passes(15)
    await fay.may("ground", exercise=None)
    await fay.may("remove", whom=bo.seat, kind="for_session", reason="unkind")
    await fay.may("end_for_all")


async def test_a_wall_gets_the_circle_and_nothing_more_over_a_whole_evening() -> None:
    async with an_evening() as evening, AsyncExitStack() as stack:
        wall = await stack.enter_async_context(Wall(evening.links.wall).on_a_line())
        evening.guests.append(wall)
        fay = await evening.guides("Fay")
        await fay.until(lambda me: me.picture["walls"] == 1)
        await lives(evening, fay)
        await evening.passes(70)
        await wall.is_gone()
        frames = wall.frames
        said_by_fay = json.dumps(fay.frames)
    assert {frame["is"] for frame in frames} <= LET_THROUGH
    assert {name for frame in frames if frame["is"] == "picture" for name in named(frame)} == PICTURE
    everything = json.dumps(frames)
    assert not [secret for secret in SECRET if secret in everything]
    assert all(secret in said_by_fay for secret in ("canary-share", "canary-letter", "canary-topic", "Xenia"))
    pictures = [frame for frame in frames if frame["is"] == "picture"]
    assert {"Fay", "Ana", "Bo"} == {seat["name"] for frame in pictures for seat in frame["seats"]}
    assert {"checkin", "closed"} <= {frame["phase"] for frame in pictures}
    assert {"breathe"} <= {frame["held"]["grounding"] for frame in pictures}
    assert frames[-1] == {"is": "ended", "how": "over"}, "no receipt and no count on a wall"


async def test_whatever_a_wall_asks_is_refused_and_answered_with_nothing_else() -> None:
    async with an_evening() as evening, AsyncExitStack() as stack:
        fay = await evening.guides("Fay")
        wall = await stack.enter_async_context(Wall(evening.links.wall).on_a_line())
        evening.guests.append(wall)
        for act, how in ASKED:
            assert await wall.may_not(act, **how) == "no-such-seat"
        await wall.sends({"is": "who_is_here"})
        await fay.may("go_to", phase="opening")
        await wall.until(lambda me: me.picture["phase"] == "opening")
        answers = [frame for frame in wall.frames if frame["is"] not in LET_THROUGH]
    assert [set(frame) for frame in answers] == [{"is", "no", "n"}] * len(ASKED)


ASKED: tuple[tuple[str, dict[str, object]], ...] = (
    ("share", {"words": "from the wall"}),
    ("ask_for_support", {}),
    ("leave", {}),
    ("raise_hand", {}),
    ("pause", {"on": True}),
)

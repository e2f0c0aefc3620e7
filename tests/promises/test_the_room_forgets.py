"""After `wiped`, nothing of a meeting is left in this process: every object is walked for its words."""

import gc
from collections.abc import Iterator

from tests.evening import an_evening

SAID = "what-ana-said-" + "4be1"
NAMED = "Anastasia-" + "4be1"


def holding(canary: str) -> list[str]:
    """Everything in this process that still holds the canary, each by who holds it and as what."""
    gc.collect()
    return [
        f"{type(owner).__name__} holds a {type(held).__name__}"
        for owner in gc.get_objects()
        if not str(type(owner).__module__).startswith(("_pytest", "pluggy"))
        for held in _texts(owner)
        if held is not canary and canary in (held if isinstance(held, str) else bytes(held).decode("latin-1"))
    ]


def _texts(owner: object) -> Iterator[str | bytes | bytearray]:
    """What text an object holds itself or by containers that the collector does not list."""
    for held in gc.get_referents(owner):
        if isinstance(held, str | bytes | bytearray):
            yield held
        elif not gc.is_tracked(held):
            yield from _texts(held)


async def test_nothing_of_a_wiped_meeting_is_left_in_the_process() -> None:
    async with an_evening() as evening:
        fay = await evening.guides("Fay")
        ana = await evening.joins(NAMED, fay)
        await fay.may("go_to", phase="opening")
        await fay.may("set_mode", mode="open")
        ref = (await ana.says(SAID))["ref"]
        await fay.hears(SAID)
        await ana.may("write_letter", whom=ana.seat, about="support", words=SAID)
        await fay.may("report", ref=ref, code="unkind", words=SAID)
        await ana.may_not("go_to", phase="closing")
        assert holding(SAID), "the walk finds nothing even while the circle speaks"
        await fay.may("end_for_all")
        await evening.passes(61)
        await ana.is_gone()
        await fay.is_gone()
        for guest in evening.guests:  # people remember; the house does not
            guest.forgets()
        await evening.settles()
        assert holding(SAID) == []
        assert holding(NAMED) == []

"""Each format that we ship, lived through its parts over real sockets: in every part people speak as it says."""

import pytest

from server.formats import Document, shipped
from server.room.format import Mode, Part, Phase
from tests.evening import Evening, an_evening
from tests.guest import Guest

CIRCLES = [document for document in shipped() if not document.hours]
GUIDES = ("Fay", "Gil")


@pytest.mark.parametrize("document", CIRCLES, ids=lambda document: document.id)
async def test_a_meeting_of_this_kind_is_lived_to_its_end(document: Document) -> None:
    asked = document.slim()
    async with an_evening(document.code, GUIDES[: asked.quorum], minutes=int(document.minutes)) as evening:
        fay, *beside = [
            await evening.guides(name, which) for which, name in enumerate(GUIDES[: asked.quorum])
        ]
        ana = await evening.joins("Ana", fay)
        for part in asked.parts:
            await fay.may("go_to", phase=part.phase.value)
            for one in (fay, ana, *beside):
                await reaches(one, part.phase)
            assert ana.picture["floor"]["mode"] == part.mode.value
            await LIVED[part.mode](evening, fay, ana, part)
        await evening.passes(fay.picture["ends"] - evening.clock.now() + 61)
        for one in (fay, ana, *beside):
            assert await one.is_gone() == 4502
            assert one.ended["how"] == "over"


async def test_in_a_youth_circle_one_adult_alone_hears_nobody() -> None:
    async with an_evening("c5", GUIDES) as young:
        fay, gil = await young.guides("Fay"), await young.guides("Gil", 1)
        ana = await young.joins("Ana", fay)
        await fay.may("go_to", phase="opening")
        await fay.may("set_mode", mode="open")
        await ana.says("There are two of you.")
        await gil.hangs_up()
        await young.passes(21)
        assert ana.picture["held"]["waits_for"] == "two_adults"
        assert await ana.may_not("share", words="with one alone") == "two-adults-needed"
        await young.returns(gil)
        await ana.until(lambda me: me.picture["held"]["waits_for"] is None)
        await ana.says("There are two again.")
        assert (await gil.hears("There are two again."))["by"]["name"] == "Ana"


async def reaches(one: Guest, phase: Phase) -> None:
    await one.until(lambda me: me.picture["phase"] == phase.value)


async def in_a_round(evening: Evening, fay: Guest, ana: Guest, part: Part) -> None:
    await fay.may("start_round")
    assert await ana.may_not("start_round") == "not-allowed"
    while fay.picture["floor"]["round_on"]:
        for holder in (one for one in evening.guests if one.holds_the_floor()):
            await holder.says(f"{holder.name} in {part.phase.value}")
            await holder.may("done", turn=holder.turn)
        await evening.settles()
    for one in (fay, ana):
        await ana.hears(f"{one.name} in {part.phase.value}")


async def by_hands(evening: Evening, fay: Guest, ana: Guest, part: Part) -> None:
    assert await ana.may_not("share", words="unasked") == "not-your-turn"
    await ana.raises_hand()
    await fay.until(lambda me: me.picture["floor"].get("hands") == [ana.seat])
    await fay.may("give_floor", whom=ana.seat, turn=fay.turn)
    await ana.until(lambda me: me.holds_the_floor())
    await ana.says(f"asked in {part.phase.value}")
    await fay.hears(f"asked in {part.phase.value}")
    await ana.may("done", turn=ana.turn)


async def in_the_open(evening: Evening, fay: Guest, ana: Guest, part: Part) -> None:
    for one, other in ((ana, fay), (fay, ana)):
        await one.says(f"{one.name} in {part.phase.value}")
        await other.hears(f"{one.name} in {part.phase.value}")


async def one_voice(evening: Evening, fay: Guest, ana: Guest, part: Part) -> None:
    assert await ana.may_not("share", words="me too") == "not-your-turn"
    await fay.says(f"one voice in {part.phase.value}")
    await ana.hears(f"one voice in {part.phase.value}")


async def in_silence(evening: Evening, fay: Guest, ana: Guest, part: Part) -> None:
    assert await ana.may_not("share", words="into the silence") == "silent-time"


LIVED = {
    Mode.ROUND_ROBIN: in_a_round,
    Mode.RAISE_HANDS: by_hands,
    Mode.OPEN: in_the_open,
    Mode.SPEAKER: one_voice,
    Mode.SILENT: in_silence,
}

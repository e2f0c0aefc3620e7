"""From a link to "wiped", over real sockets, with the clock in our hand."""

from tests.evening import an_evening


async def test_two_people_meet_and_nothing_stays() -> None:
    async with an_evening() as evening:
        fay = await evening.guides("Fay")
        ana = await evening.joins("Ana", fay)
        await fay.may("go_to", phase="opening")
        await fay.says("Welcome, everyone.")
        said = await ana.hears("Welcome, everyone.")
        assert said["by"]["name"] == "Fay"
        await fay.may("end_for_all")
        await ana.until(lambda me: me.picture["phase"] == "closed")
        await evening.passes(61)
        assert await ana.is_gone() == 4502
        assert await fay.is_gone() == 4502
        assert ana.ended["how"] == "over"
        assert ana.ended["receipt"]["signature"]

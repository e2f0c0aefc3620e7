"""A long and restless evening on two instances: who is told words is in the circle, and nobody misses any."""

import random

import pytest

from server.live.asking import End
from server.room.acts import (
    Act,
    Admit,
    BackToLobby,
    Decline,
    GiveRole,
    GoTo,
    Knock,
    Leave,
    LetInAfterAll,
    Remove,
    SetMode,
    Share,
    WriteLetter,
)
from server.room.company import present
from server.room.effects import About
from server.room.format import Mode, Phase
from server.room.seat import Removal, Role, SeatId, Where
from server.room.words import Name, Words
from tests.live.instances import FAY, House, a_house, told

PEOPLE = tuple(SeatId(name) for name in ("ana", "bo", "cy", "dee", "eli"))
STEPS = 300


class Restless:
    """People who come, go, are let in, sent back and removed, while words are said all the time."""

    def __init__(self, house: House, seed: int) -> None:
        self.house = house
        self.chance = random.Random(seed)
        self.count = dict.fromkeys((FAY, *PEOPLE), 0)
        self.told_outside: list[str] = []
        self.missed: list[str] = []
        self.spoken = 0
        self.heard_by_others = 0

    async def one_thing_happens(self) -> None:
        who = self.chance.choice(PEOPLE)
        instance = self.chance.randrange(2)
        here = await self.house.here(instance)
        seat = here.room.seats.get(who)
        if seat is None:
            await self.house.knocks(who)
            await self.house.settles()
        elif not any(chair.seat == who and chair.outbox.closing is None for chair in self.house.chairs):
            if seat.where not in (Where.OUT, Where.DECLINED):
                await self.house.sits(who, instance)
        else:
            await self.house.asks(self._something(who, seat.where), None, instance)

    def _something(self, who: SeatId, where: Where) -> Act:
        if where is Where.LOBBY:
            return self.chance.choice((Admit(FAY, (who,)), Admit(FAY, (who,)), Decline(FAY, who, "full")))
        if where is Where.DECLINED:
            return LetInAfterAll(FAY, who)
        return self.chance.choice(
            (
                BackToLobby(FAY, who),
                Leave(who),
                GiveRole(FAY, who, Role.CO_FACILITATOR),
                GiveRole(FAY, who, Role.PARTICIPANT),
                Remove(FAY, who, Removal.FOR_SESSION, "unkind"),
                BackToLobby(FAY, who),
            )[: 5 if self.chance.random() < 0.1 else 4]
        )

    async def somebody_speaks(self) -> None:
        """And exactly those who are in the circle, with a line, hear it."""
        speaker = self.chance.choice((FAY, *PEOPLE))
        self.count[speaker] += 2
        n = self.count[speaker]
        text = f"{speaker} {n}"
        ask = (await self.house.here(self.chance.randrange(2))).commits.ask
        said = await ask(Share(speaker, n, Words(text.encode())), speaker, n) is End.DONE
        await ask(WriteLetter(speaker, n + 1, speaker, About.SUPPORT, Words(b"to the desk")), speaker, n + 1)
        await self.house.settles()
        self._look(text, said)

    def _look(self, text: str, said: bool) -> None:
        room = next(iter(self.house.nodes[0]._rooms.values())).room
        inside = {seat.id for seat in present(room)}
        guides = {seat.id for seat in present(room) if seat.desk_since is not None}
        for chair in self.house.chairs:
            frames = told(chair)
            heard = [frame["words"] for frame in frames if frame["is"] == "said"]
            letters = [frame for frame in frames if frame["is"] == "letter"]
            self.spoken += text in heard and chair.seat == FAY
            self.heard_by_others += text in heard and chair.seat != FAY
            if heard and chair.seat not in inside:
                self.told_outside.append(f"{chair.seat} heard {heard}")
            if said and chair.seat in inside and chair.outbox.closing is None and text not in heard:
                self.missed.append(f"{chair.seat} missed {text}")
            if (
                letters
                and chair.seat not in guides
                and any(one["of"]["seat"] != chair.seat for one in letters)
            ):
                self.told_outside.append(f"{chair.seat} got a letter to the desk")


@pytest.mark.parametrize("seed", range(4))
async def test_whoever_is_told_words_is_on_the_roster(seed: int) -> None:
    async with a_house(2) as house:
        await house.knocks(FAY, Role.FACILITATOR)
        await house.sits(FAY)
        await house.does(GoTo(FAY, Phase.OPENING))
        await house.does(SetMode(FAY, Mode.OPEN))
        evening = Restless(house, seed)
        for _ in range(STEPS):
            await evening.one_thing_happens()
            await house.settles()
            await evening.somebody_speaks()
        assert (evening.told_outside, evening.missed) == ([], [])
        assert evening.spoken > STEPS / 20 and evening.heard_by_others > STEPS / 20, (
            "hardly anything was said"
        )


async def test_nobody_listens_who_is_not_shown() -> None:
    async with a_house() as house:
        await house.opens(0, 0)
        here = await house.here()
        assert {chair.seat for chair in here.seating} == {seat.id for seat in present(here.room)}


async def test_the_rooms_own_names_say_who_knocked() -> None:
    async with a_house() as house:
        await house.does(Knock(SeatId("x"), Name("Xan Q."), Role.PARTICIPANT, 1, "v1", "v1"))
        assert "Xan Q." not in repr((await house.here()).room)

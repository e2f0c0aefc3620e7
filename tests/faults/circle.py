"""A lively circle: everybody speaks, hands go up, words are taken back, somebody is asked to go, another comes."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from random import Random
from time import monotonic, time

from server.doors.invitations import Links, invite, read
from server.room.room import RoomId
from tests.faults.person import Person
from tests.faults.story import NEVER, Frame, Said, Seat, Story
from tests.faults.town import Town
from tests.houses import SECRET

Act = Callable[[], Coroutine[None, None, None]]
GRAIN = 0.05
PATIENCE = 60.0
"""Seconds after which something that comes by itself never will, on a machine with other things to do."""


class Circle:
    """One meeting on the whole town. `pace` is how long people rest between two acts."""

    def __init__(self, town: Town, dice: Random, people: int, pace: float, tasks: asyncio.TaskGroup) -> None:
        self._town = town
        self._dice = dice
        self._pace = pace
        self._tasks = tasks
        self._size = people
        self._number = 0
        self.links: Links = invite(
            SECRET.encode(), "http://house", code="c3", starts=int(time()), minutes=60, guides=("Fay", "Gil")
        )
        self.people: list[Person] = []
        self._seats: dict[str, Seat] = {}
        self._living: dict[str, list[asyncio.Task[None]]] = {}
        self.closed = NEVER

    # ── coming ──────────────────────────────────────────────────────────────────────────────────

    async def begins(self) -> None:
        """Two guides and everybody else, seated; turns are free."""
        self.fay = await self._comes("Fay", self.links.guides[0])
        self.gil = await self._comes("Gil", self.links.guides[1])
        for _ in range(self._size):
            await self._newcomer()
        await self._until(lambda: len(self._at_the_door()) == self._size)
        await self._lets_in()
        for phase_or_mode in ({"phase": "opening"}, {"mode": "open"}):
            act = "go_to" if "phase" in phase_or_mode else "set_mode"
            assert (await self.fay.does(act, **phase_or_mode))["is"] == "ok"
        await self._until(lambda: all(_inside(one) for one in self.people))

    async def _comes(self, name: str, link: str) -> Person:
        person = Person(name, link.partition("#")[2], lambda: self._town.doors, Random(self._dice.random()))
        await person.comes()
        self.people.append(person)
        self._seats[person.name] = Seat(person.name, person.log, away=person.away)
        self._living[person.name] = [self._tasks.create_task(person.stays())]
        return person

    async def _newcomer(self) -> None:
        self._number += 1
        person = await self._comes(f"Guest {self._number}", self.links.participants)
        self._living[person.name].append(self._tasks.create_task(self._speaks(person)))

    # ── the evening ─────────────────────────────────────────────────────────────────────────────

    async def lives(self, until: float) -> None:
        """The guides do what guides do, until it is time."""
        self._door = self._tasks.create_task(self._keeps_the_door())
        for act in self._in_any_order(self._another_mode, self._somebody_goes, self._next, self._next):
            await asyncio.sleep(self._dice.uniform(0.3, 1.5))
            if monotonic() >= until:
                break
            await act()
        await self.fay.does("set_mode", mode="open")

    def _in_any_order(self, *acts: Act) -> Iterator[Act]:
        while True:
            yield from self._dice.sample(acts, len(acts))

    async def _another_mode(self) -> None:
        await self.fay.does("set_mode", mode=self._dice.choice(("open", "open", "raise_hands")))

    async def _next(self) -> None:
        await self.fay.does("next", turn=self.fay.picture["floor"]["turn"])

    async def _keeps_the_door(self) -> None:
        while True:
            await self.gil.until(lambda _: self._at_the_door(), patience=NEVER)
            await self._lets_in()

    def _at_the_door(self) -> dict[str, str]:
        """Who waits, and has got a seat: a knock may be heard and its answer still be on the way."""
        return {it["id"]: it["name"] for it in _waiting(self.gil) if it["name"] in self._seats}

    async def _lets_in(self) -> None:
        """Gil keeps the door, so that Fay's acts need not wait for his. While guides are missing he asks again."""
        async with asyncio.timeout(PATIENCE):
            while waiting := self._at_the_door():
                for name in waiting.values():
                    self._seats[name].let_in = min(monotonic(), self._seats[name].let_in)
                await self.gil.does("admit", whom=list(waiting))
                await asyncio.sleep(GRAIN)

    async def _somebody_goes(self) -> None:
        inside = [one for one in self.inside() if _speaks(one) and one.name not in ("Fay", "Gil")]
        if len(inside) < self._size:
            return
        gone = self._dice.choice(inside)
        seat = self._seats[gone.name]
        seat.out_asked = monotonic()
        answer = await self.fay.does("remove", whom=gone.you["seat"], kind="for_session", reason="unkind")
        assert answer["is"] == "ok", answer
        seat.out = monotonic()
        await self._newcomer()

    async def _speaks(self, person: Person) -> None:
        """One share after another while she may; now and then one is taken back."""
        number = 0
        while not self._is_over(person):
            await asyncio.sleep(self._pace * (0.5 + person.dice.random()))
            if not _inside(person):
                continue
            if self._seats[person.name].entered == NEVER:
                self._seats[person.name].entered = monotonic()
            floor = person.picture["floor"]
            if floor["mode"] == "open" or floor["holder"] == person.you["seat"]:
                number += 1
                await person.does("share", words=f"{person.name} says {number}")
                if person.dice.random() < 0.05:
                    await self._takes_back(person)
            elif floor["mode"] == "raise_hands" and not person.you["hand"]:
                await person.does("raise_hand")
            if floor["holder"] == person.you["seat"] and person.dice.random() < 0.5:
                await person.does("done", turn=floor["turn"])

    async def _takes_back(self, person: Person) -> None:
        mine = [
            it.frame
            for it in person.log
            if it.frame["is"] == "said" and it.frame["by"]["name"] == person.name
        ]
        if mine:
            person.said[mine[-1]["words"]].taken_back = monotonic()
            await person.does("retract", ref=mine[-1]["ref"])

    def _is_over(self, person: Person) -> bool:
        return person.final is not None or self.closed < NEVER

    # ── the end ─────────────────────────────────────────────────────────────────────────────────

    async def comes_to_rest(self) -> None:
        """Everybody is inside, nobody speaks any more, and a last word has come to all."""
        await self._until(lambda: all(_inside(one) for one in self.inside()))
        self._door.cancel()
        for _, *speaking in self._living.values():
            for task in speaking:
                task.cancel()
        last = await self.gil.does("share", words="the last word")
        assert last["is"] == "ok", last
        await self._until(lambda: all("the last word" in it.heard for it in self.inside()))

    async def closes(self) -> None:
        """For everybody, and nothing can be said any more."""
        assert (await self.fay.does("end_for_all"))["is"] == "ok"
        self.closed = monotonic()
        answers = [
            await one.does("share", words=f"{one.name} too late") for one in (self.gil, *self.inside()[2:3])
        ]
        assert {answer["is"] for answer in answers} == {"refused"}

    async def goes_home(self) -> None:
        """Everybody's page is closed."""
        for tasks in self._living.values():
            for task in tasks:
                task.cancel()

    @property
    def room(self) -> RoomId:
        """The meeting's own name."""
        return read(self.links.participants.partition("#")[2], SECRET.encode(), time()).room

    def inside(self) -> list[Person]:
        """Everybody who is to be there at the end."""
        return [one for one in self.people if self._seats[one.name].out_asked == NEVER]

    async def _until(self, true: object) -> None:
        assert callable(true)
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110
                await asyncio.sleep(GRAIN)

    def story(self) -> Story:
        """All of it, for the checker."""
        said = dict(self._all_said())
        for name in ("Fay", "Gil"):
            self._seats[name].let_in = self._seats[name].entered = -NEVER
        return Story(self._seats, said, self.closed)

    def _all_said(self) -> Iterator[tuple[str, Said]]:
        for person in self.people:
            yield from person.said.items()


def _inside(person: Person) -> bool:
    return person.you.get("where") == "circle" and "floor" in person.picture


def _speaks(person: Person) -> bool:
    return _inside(person) and person.final is None


def _waiting(guide: Person) -> list[Frame]:
    return list((guide.picture.get("desk") or {}).get("waiting", ()))

"""Each thing the checker looks for is found, on a line that was broken on purpose; on a whole one, nothing."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from itertools import count

import pytest

from server.line.line import Answer, Commit, Gone, Head, Line, Outrun, Resting, Rewound, Wiped
from server.line.memory import MemoryLine
from server.live import coming_back, telling
from server.live.asking import End
from server.live.coming_back import Seen
from server.live.gathering import Gathering
from server.live.seating import Chair
from server.room.acts import Admit, EndForAll, GiveFloor, Remove, Retract, Share
from server.room.effects import ShareRef
from server.room.seat import Removal, SeatId
from server.room.words import Words
from tests.faults.checker import complaints
from tests.faults.story import NEVER, Heard, Said, Seat, Story
from tests.live.instances import ANA, BO, FAY, House, a_house, told

CY = SeatId("cy")
MOST = 2_000
"""How often one evening may ask a broken line for anything: a house must not go round on it for ever."""


class When(Enum):
    """Where in the evening a line may break."""

    REMOVAL = "removal"
    END = "end"


class Evening:
    """Fay, Ana and Bo on two instances, Cy who comes later; every frame is written down when it comes."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.moments = count(1)
        self.story = Story({name: Seat(name, []) for name in (FAY, ANA, BO, CY)})
        self.chairs: list[Chair] = []
        self.numbers = dict.fromkeys((FAY, ANA, BO, CY), 0)

    def now(self) -> float:
        """The next moment."""
        return float(next(self.moments))

    async def begins(self) -> None:
        """Everybody but Cy is inside."""
        self.chairs = await self.house.opens(0, 1)
        for name in (FAY, ANA, BO):
            self.story.seats[name].let_in = self.story.seats[name].entered = -NEVER

    async def hears(self) -> None:
        """Whatever was on its way has come, and is written down."""
        await self.house.settles()
        for chair in self.chairs:
            heard = self.story.seats[chair.seat].heard
            assert isinstance(heard, list)
            heard += [Heard(self.now(), chair.line, frame) for frame in told(chair)]

    async def says(self, name: SeatId, at: int = 0) -> None:
        """Words that nobody has said before."""
        self.numbers[name] += 1
        text = f"{name} {self.numbers[name]}"
        self.story.said[text] = Said(name, self.now())
        act = Share(name, self.numbers[name], Words(text.encode()))
        if await self.house.asks(act, self.numbers[name], at) is End.DONE:
            self.story.said[text].done = self.now()
        await self.hears()

    async def takes_back(self, name: SeatId) -> None:
        """Her last words."""
        ref = ShareRef(name, self.numbers[name])
        self.story.said[f"{name} {ref.number}"].taken_back = self.now()
        self.numbers[name] += 1
        await self.house.does(Retract(name, ref), self.numbers[name])
        await self.hears()

    async def drops_and_returns(self, name: SeatId, at: int) -> None:
        """For a moment, with a word in between."""
        (chair,) = [one for one in self.chairs if one.seat == name]
        here = await self.house.here()
        seen = Seen(here.place.gen, here.heard)
        here.rise(chair, self.house.clock.now())
        await self.says(FAY)
        self.chairs[self.chairs.index(chair)] = await self.house.sits(name, at, seen)
        await self.hears()

    async def two_get_the_floor(self) -> None:
        """Fay asks for it on both instances in the same breath."""
        turn = (await self.house.here()).room.floor.turn
        await asyncio.gather(
            self.house.asks(GiveFloor(FAY, ANA, turn), None, 0),
            self.house.asks(GiveFloor(FAY, CY, turn), None, 1),
        )
        await self.hears()

    def breaks(self, here: When | None) -> None:
        """From now on a line that is to break here does so."""
        for node in self.house.nodes:
            node.line.here = here  # type: ignore[attr-defined]

    async def is_out(self, name: SeatId) -> None:
        """Fay asks somebody to go."""
        seat = self.story.seats[name]
        seat.out_asked = self.now()
        await self.house.does(Remove(FAY, name, Removal.FOR_SESSION, "unkind"))
        await self.hears()
        seat.out = self.now()

    async def comes(self, name: SeatId, at: int = 1) -> None:
        """Somebody new, on the second instance."""
        await self.house.knocks(name)
        self.chairs.append(await self.house.sits(name, at))
        self.story.seats[name].let_in = self.now()
        await self.house.does(Admit(FAY, (name,)))
        await self.hears()
        self.story.seats[name].entered = self.now()


async def an_evening(evening: Evening) -> None:
    """All that the checker looks at, once."""
    await evening.begins()
    await evening.says(ANA)
    await evening.says(BO, 1)
    await evening.comes(CY)
    await evening.drops_and_returns(ANA, 1)
    await evening.two_get_the_floor()
    await evening.house.passes(1.1)
    evening.breaks(When.REMOVAL)
    await evening.is_out(BO)
    await evening.says(BO, 1)
    await evening.says(ANA)
    await evening.takes_back(ANA)
    await evening.says(FAY)
    await evening.says(FAY)
    await evening.house.passes(1.1)
    await evening.hears()
    rooms = [(await evening.house.here(at)).room for at in (0, 1)]
    evening.story.pictures = {f"house {at}": {"room": str(room)} for at, room in enumerate(rooms)}
    evening.breaks(When.END)
    await evening.house.does(EndForAll(FAY))
    evening.story.ended = evening.now()
    await evening.says(CY, 1)
    evening.breaks(None)
    await evening.house.passes(61)
    await evening.hears()


async def found(wrapped: Callable[[Line], object] = lambda line: line) -> set[str]:
    """What the checker finds on this line, each by its first word."""
    async with a_house(2, wrapped) as house:  # type: ignore[arg-type]
        evening = Evening(house)
        await an_evening(evening)
        assert all(len(seat.heard) > 3 for seat in evening.story.seats.values()), "too little happened"
        return {it.partition(":")[0] for it in complaints(evening.story)}


class Broken:
    """An end of the line that keeps all promises but one."""

    here: When | None = None
    asked = 0

    def __init__(self, line: Line) -> None:
        self.line = line

    def __getattr__(self, name: str) -> object:
        self.asked += 1
        assert self.asked < MOST, "a house that never comes to rest on this line"
        return getattr(self.line, name)


class Loses(Broken):
    """What is committed is acknowledged, and its news is not there."""

    async def commit(self, room: str, commit: Commit) -> Answer:
        return await self.line.commit(room, replace(commit, pieces=()))


class Doubles(Broken):
    """Every piece is stored twice."""

    async def commit(self, room: str, commit: Commit) -> Answer:
        return await self.line.commit(room, replace(commit, pieces=commit.pieces * 2))


class Deaf(Broken):
    """Nothing is heard by itself any more."""

    was = False

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        assert isinstance(line, MemoryLine)
        ear = line._ear
        line._ear = lambda room, news: None if self.deaf() else ear(room, news)

    def deaf(self) -> bool:
        """Once, and for ever."""
        self.was = self.was or self.here is When.REMOVAL
        return self.was


class Reorders(Deaf):
    """And at every second end, what is looked for comes the wrong way round."""

    ends = count()

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self.wrong = next(self.ends) % 2

    async def since(self, room: str, gen: str, seq: int, upto: int) -> Sequence[Resting | None] | None:
        found = await self.line.since(room, gen, seq, upto)
        return found and found[:: -1 if self.wrong else 1]


class NeverLooks(Deaf):
    """And the line looks as if nothing had happened."""

    head_then: Head | Rewound | Gone | Wiped = Gone()

    async def head(self, room: str, instance: str, known_seq: int) -> Head | Rewound | Gone | Wiped:
        if not self.deaf():
            self.head_then = await self.line.head(room, instance, known_seq)
        return self.head_then


class ForgetsWords(Broken):
    """Nothing of the last minute is there."""

    async def since(self, room: str, gen: str, seq: int, upto: int) -> Sequence[bytes | None] | None:
        return [None] * (upto - seq)


class NeverOutrun(Broken):
    """Whoever comes second is taken too, once."""

    taken = False

    async def commit(self, room: str, commit: Commit) -> Answer:
        answer = await self.line.commit(room, commit)
        if self.taken or not isinstance(answer, Outrun):
            return answer
        self.taken = True
        return await self.line.commit(room, replace(commit, from_version=answer.place.version))


class ForgetsChanges(Broken):
    """What a change tells is told, and the room stays as it was: the removed are still told."""

    when = When.REMOVAL

    async def commit(self, room: str, commit: Commit) -> Answer:
        if self.here is self.when:
            commit = replace(commit, state=None, to_version=commit.from_version)
        return await self.line.commit(room, commit)


class ForgetsTheEnd(ForgetsChanges):
    """The same, of the end."""

    when = When.END


class SaysAgain(Broken):
    """With every piece comes the one before it once more."""

    earlier: tuple[bytes, ...] = ()

    async def commit(self, room: str, commit: Commit) -> Answer:
        again, self.earlier = self.earlier, commit.pieces or self.earlier
        return await self.line.commit(room, replace(commit, pieces=commit.pieces + again))


async def test_on_a_whole_line_nothing_is_found() -> None:
    assert await found() == set()


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (Loses, {"lost"}),
        (Doubles, {"doubled"}),
        (Reorders, {"order"}),
        (ForgetsWords, {"gap"}),
        (NeverOutrun, {"floor"}),
        (ForgetsChanges, {"removed", "accepted"}),
        (NeverLooks, {"lost", "unequal"}),
        (ForgetsTheEnd, {"ended"}),
        (SaysAgain, {"doubled"}),
    ],
)
async def test_what_a_line_breaks_is_found(broken: Callable[[Line], object], what: set[str]) -> None:
    assert await found(broken) >= what


async def test_a_house_that_lets_everybody_listen_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for where in (telling, coming_back):
        monkeypatch.setattr(where, "hears", lambda room, seat, piece: True)
    assert "before admission" in await found()


async def test_a_house_that_says_again_what_was_taken_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gathering, "taken_back", lambda here, piece: False)
    assert "taken back" in await found(SaysAgain)


def test_what_comes_after_the_end_of_a_line_is_found() -> None:
    frames = [Heard(1.0, 1, {"is": "ended", "how": "over"}), Heard(2.0, 1, {"is": "tick", "seq": 1})]
    assert [it.partition(":")[0] for it in complaints(Story({"Ana": Seat("Ana", frames)}))] == ["ended"]


def test_who_was_asked_to_go_and_sits_there_again_is_found() -> None:
    shown = {"house 0": {"seats": [{"name": "Bo"}, {"name": "Ana"}]}}
    gone = Seat("Bo", [], out_asked=1.0, out=2.0)
    told = complaints(Story({"Bo": gone, "Ana": Seat("Ana", [])}, pictures=shown))
    assert told == ["risen: Bo sits in the circle again (house 0)"]


def test_what_reaches_the_removed_too_late_by_the_clock_is_found() -> None:
    late = Seat("Bo", [Heard(9.0, 1, {"is": "picture"})], out_asked=1.0, out=2.0)
    assert [it.partition(":")[0] for it in complaints(Story({"Bo": late}))] == ["removed"]
    assert complaints(Story({"Bo": late}, troubled=[(1.0, 4.0), (2.5, 8.0)])) == []
    assert complaints(Story({"Bo": late}, troubled=[(2.5, 4.0)])) != []

"""Random histories against a model small enough to believe, on each kind of line at once.

The model knows four things of a room: its place, its pieces, who did which act last, and whether it was
wiped. Memory and Redis must both answer as it does, whatever happens in whatever order.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from redis import asyncio as aioredis

from server.line.line import Answer, Commit, Gone, Kept, Line, Offer, Place, Wiped, next_gen
from server.line.memory import Memory, MemoryLine
from server.line.redis import connected
from tests import redis_server
from tests.line.boxes import boxes
from tests.line.ends import Hand, Heard

SEATS = ("ana", "bo")


@pytest.fixture(scope="module", params=redis_server.KINDS)
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """A Redis that only this file writes to, because it is emptied again and again."""
    with redis_server.running(request.param) as where:
        yield where


@dataclass
class Model:
    """What should stand for one room."""

    place: Place | None = None
    wiped: bool = False
    pieces: dict[int, bytes] = field(default_factory=dict)
    acts: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    restored: tuple[Place, ...] = ()
    known: tuple[Place, tuple[Place, ...]] = (Place("gen-1", 3, 3), ())
    """What a house last knew of place and losses, before memory went."""

    def open(self, gen: str) -> str:
        if self.wiped:
            return "Wiped"
        if self.place is not None:
            return "NoneType"
        self.place, self.pieces, self.acts, self.restored = Place(gen, 0, 0), {}, {}, ()
        return "Place"

    def commit(self, commit: Commit) -> str:
        if self.wiped:
            return "Wiped"
        if self.place is None:
            return "Gone"
        if commit.gen == self.place.gen and self.place.seq < commit.known_seq:
            return "Rewound"
        if self.restored:
            return "Settling"
        if commit.gen != self.place.gen:
            return "Outrun"
        if any(number <= self.acts.get(seat, (0, b""))[0] for seat, number, _ in commit.acts):
            return "Said"
        if commit.from_version != self.place.version:
            return "Outrun"
        for at, piece in enumerate(commit.pieces, start=self.place.seq + 1):
            self.pieces[at] = piece
        for gone in commit.forget:
            self.pieces.pop(gone, None)
        for seat, number, answer in commit.acts:
            self.acts[seat] = (number, answer)
        self.place = Place(self.place.gen, commit.to_version, self.place.seq + len(commit.pieces))
        return "Committed"

    def restore(self, lost: str, kept: Kept, pieces: dict[int, bytes]) -> Place | Wiped | None:
        """In one run no second passes, so what was restored is always still settling."""
        if self.wiped:
            return Wiped()
        offered, standing = (kept.place.version, kept.place.seq), self.place
        if standing is not None and standing.gen == kept.place.gen:
            if offered > (standing.version, standing.seq):
                self.place, self.restored = kept.place, (kept.place, *kept.restored)
            self.pieces = pieces | self.pieces
            self.acts = {
                seat: max(kept.acts.get(seat, (0, b"")), self.acts.get(seat, (0, b"")))
                for seat in {*kept.acts, *self.acts}
            }
            return self.place
        if standing is not None and standing.gen == lost and offered <= (standing.version, standing.seq):
            return self.place if self.went_on_from(lost, offered) else None
        if standing is not None and standing.gen != lost and self.restored:
            return self.place if self.went_on_from(lost, offered) else None
        self.place, self.pieces, self.acts = kept.place, dict(pieces), dict(kept.acts)
        self.restored = (kept.place, *kept.restored)
        return self.place

    def went_on_from(self, lost: str, offered: tuple[int, int]) -> bool:
        """Losses are counted back from the newest, until the one by which that generation was lost."""
        for place in self.restored:
            if offered > (place.version, place.seq):
                return False
            if place.gen == next_gen(lost):
                return True
        return False

    def wipe(self) -> bool:
        fresh = not self.wiped
        self.wiped, self.place, self.pieces, self.acts, self.restored = True, None, {}, {}, ()
        return fresh

    def lose(self) -> None:
        if self.place is not None:
            self.known = self.place, self.restored
        self.wiped, self.place, self.pieces, self.acts, self.restored = False, None, {}, {}, ()


Told = tuple[str, int, int, bool, int, tuple[tuple[str, int], ...], tuple[int, ...]]
"""Which generation, how far behind, how far ahead, does the state change, pieces, acts, what is dropped."""


@st.composite
def commits(draw: st.DrawFn) -> Told:
    """One commit, told relative to where the room stands: mostly right, now and then stale or ahead."""
    return (
        draw(st.sampled_from(["now", "now", "now", "other"])),
        draw(st.sampled_from([0, 0, 0, -1])),
        draw(st.sampled_from([0, 0, 0, 3])),
        draw(st.booleans()),
        draw(st.integers(0, 2)),
        draw(
            st.lists(
                st.tuples(st.sampled_from(SEATS), st.integers(-1, 2)),
                max_size=2,
                unique_by=lambda act: act[0],
            ).map(tuple)
        ),  # fmt: skip
        draw(st.lists(st.integers(1, 6), max_size=1).map(tuple)),
    )


MANY = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), commits()),
        st.tuples(st.just("commit"), commits()),
        st.tuples(st.just("commit"), commits()),
        st.tuples(st.just("open"), st.sampled_from(["gen-1", "gen-2"])),
        st.tuples(st.sampled_from(["wipe", "lose", "lose"]), st.none()),
        st.tuples(
            st.just("restore"), st.tuples(st.sampled_from(["now", "gen-1", "gen-2"]), st.integers(-2, 2))
        ),
        st.tuples(
            st.just("restore"), st.tuples(st.sampled_from(["now", "now", "gen-1"]), st.integers(-2, 2))
        ),
        st.tuples(st.just("parted"), st.tuples(st.integers(0, 3), st.integers(-2, 3), st.integers(-2, 2))),
    ),
    min_size=8,
    max_size=40,
)
STEPS = st.builds(lambda losses, many: losses * [("restore", ("now", 1))] + many, st.integers(0, 3), MANY)
"""Many begin after some losses, each a little further than the one before."""


@given(histories=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_answers_as_the_model_does(address: str, histories: list[tuple[str, object]]) -> None:
    asyncio.run(_told(address, histories))


async def _told(address: str, steps: list[tuple[str, object]]) -> None:
    async with AsyncExitStack() as lines:
        redis = await lines.enter_async_context(aioredis.Redis.from_url(address))
        await redis.flushall()
        memory = Memory(Hand())
        both: list[Line] = [
            MemoryLine(memory, Heard()),
            await lines.enter_async_context(connected(address, Heard())),
        ]
        model = Model()
        model.open("gen-1")
        for line in both:
            await line.open("r", "gen-1", b"state", b"keys")
        for number, (verb, told) in enumerate(steps):
            if verb == "lose":
                memory.empty()
                await redis.flushall()
                model.lose()
            else:
                await _step(both, model, verb, told, number)
            for line in both:
                await _agrees(line, model)


async def _step(both: list[Line], model: Model, verb: str, told: object, number: int) -> None:
    match verb:
        case "open":
            expected = model.open(str(told))
            for line in both:
                answer = await line.open("r", str(told), b"state", b"keys")
                assert type(answer).__name__ == expected
        case "wipe":
            expected_first = model.wipe()
            for line in both:
                assert await line.wipe("r") is expected_first
        case "restore":
            lost, further = cast(tuple[str, int], told)
            await _restored(both, model, lost, further, number)
        case "parted":
            await _parted(both, model, *cast(tuple[int, int, int], told))
        case _:
            commit = _commit(model, cast(Told, told), number)
            expected = model.commit(commit)
            answers: list[Answer] = [await line.commit("r", commit) for line in both]
            assert [type(answer).__name__ for answer in answers] == [expected, expected]
            assert answers[0] == answers[1] or expected == "Committed"


async def _restored(both: list[Line], model: Model, lost: str, further: int, number: int) -> None:
    """A history is offered, of this generation or another, shorter or longer than what stands."""
    base, restored = (model.place, model.restored) if model.place else model.known
    lost = base.gen if lost == "now" else lost
    place = Place(next_gen(lost), max(0, base.version + further), max(0, base.seq + further))
    kept = Kept(
        place,
        b"restored-%d" % number,
        b"keys",
        {"ana": (place.seq, b"ok")},
        restored=restored if lost == base.gen else (),
    )
    pieces = {
        seq: (b"again-%d-%d" % (number, seq), 60.0) for seq in range(max(1, place.seq - 1), place.seq + 1)
    }
    expected = model.restore(lost, kept, {seq: piece for seq, (piece, _) in pieces.items()})
    for line in both:
        assert await line.restore("r", Offer(lost, kept, pieces, "a", ("b",))) == expected


async def _parted(both: list[Line], model: Model, back: int, further: int, off: int) -> None:
    """A house comes from some losses ago, or knows of one more, and may have gone on from elsewhere then.

    Whatever it is told, both lines must say the same.
    """
    base, restored = (model.place, model.restored) if model.place else model.known
    if base.seq == 0 or model.wiped:
        return
    losses = (replace(base, gen=next_gen(base.gen)), *restored)[back:]
    lost = losses[0].gen if losses else base.gen
    known = tuple(Place(it.gen, max(0, it.version + off), max(0, it.seq + off)) for it in losses)
    place = Place(next_gen(lost), max(0, base.version + further), max(0, base.seq + further))
    kept = Kept(place, b"parted", b"keys", {"bo": (place.seq, b"ok")}, restored=known)
    pieces = {place.seq: (b"theirs", 60.0)} if place.seq else {}
    offer = Offer(lost, kept, pieces, "b", ("a",))
    answers = [await line.restore("r", offer) for line in both]
    assert answers[0] == answers[1]
    stands = await both[0].load("r")
    assert isinstance(stands, Kept)
    model.place, model.restored, model.acts = stands.place, stands.restored, dict(stands.acts)
    rest = await boxes(both[0], "r", stands.place.gen, 0, stands.place.seq) or []
    model.pieces = {at: piece for at, piece in enumerate(rest, 1) if piece is not None}


def _commit(model: Model, told: Told, number: int) -> Commit:
    gen, behind, ahead, changes, pieces, acts, forget = told
    place = model.place or Place("gen-1", 0, 0)
    return Commit(
        gen=place.gen if gen == "now" else "another",
        from_version=max(0, place.version + behind),
        known_seq=place.seq + ahead,
        to_version=place.version + changes,
        state=b"state-%d" % number if changes else None,
        pieces=tuple(b"piece-%d-%d" % (number, at) for at in range(pieces)),
        acts=tuple((seat, max(1, model.acts.get(seat, (0, b""))[0] + by), b"ok") for seat, by in acts),
        forget=forget,
    )


async def _agrees(line: Line, model: Model) -> None:
    kept = await line.load("r")
    if model.wiped:
        assert isinstance(kept, Wiped)
    elif model.place is None:
        assert isinstance(kept, Gone)
    else:
        assert isinstance(kept, Kept)
        assert (kept.place, dict(kept.acts), kept.restored) == (model.place, model.acts, model.restored)
        pieces = await boxes(line, "r", model.place.gen, 0, model.place.seq)
        assert pieces == [model.pieces.get(at) for at in range(1, model.place.seq + 1)]


def test_the_comparison_can_fail() -> None:
    """A model that forgets to compare versions is found out by the histories above."""
    careless = Model()
    careless.open("gen-1")
    stale = Commit("gen-1", 0, 0, 1, b"s")
    careless.commit(stale)
    assert careless.commit(replace(stale, state=b"other")) == "Outrun"

"""All that waits for one room is stepped together and committed once; one commit at a time (decision 23).

Answers are given only when it is done. Where another instance was quicker everything is stepped again on what
is there now: the rules are pure, so asking again costs nothing and changes nothing.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine, Sequence
from typing import Any, Final, Protocol

from server.line.line import (
    Answer as LineAnswer,
    Committed,
    Gone,
    OutOfTouch,
    Outrun,
    Rewound,
    Said,
    Settling,
    TooEarly,
    Wiped,
)
from server.live.asking import Answer, Asked, Batch, End, stepped
from server.live.clock import Clock
from server.live.turn import Turn
from server.room.acts import Act, Arrive, Knock, LineDropped, TimePasses
from server.room.refusals import No
from server.room.room import Room
from server.room.seat import SeatId
from server.wire.tags import Tags

MOST: Final = 64
PATIENCE: Final = 2.0
"""Seconds without success until everyone who waits is told that the house is busy."""
GATHERING: Final = 0.05
GATHERING_IN_A_CROWD: Final = 0.25
CROWD: Final = 300
AGAIN: Final = 0.05

CAN_WAIT = (Knock, Arrive, LineDropped)
"""Comings and goings are gathered for a moment. Floor, care, desk and words never wait."""


class Standing(Protocol):
    """What committing needs of the room it commits to."""

    room: Room
    answers_at_once: bool
    """Whether what is offered is settled without waiting for anybody."""
    lost_memory: asyncio.Event
    """The line does not know the room as we do; until it does again, everybody waits."""

    @property
    def tags(self) -> Tags:
        """The tags of this meeting's shares."""

    def now(self) -> float:
        """The line's time."""

    def offers(self, batch: Batch) -> Coroutine[Any, Any, LineAnswer]:
        """Put this batch on the line. Where it is done, the room has moved."""

    def corrects(self, now: float) -> None:
        """The line's time is this."""

    async def looks_again(self) -> None:
        """Take from the line what is there now."""

    def is_gone(self, answer: Gone | Wiped) -> None:
        """There is nothing to commit to any more."""


class Commits:
    """What waits for one room, in order."""

    def __init__(self, here: Standing, clock: Clock, turn: Turn) -> None:
        self._here = here
        self._clock = clock
        self._turn = turn
        self._waiting: deque[Asked] = deque()
        self._stir = asyncio.Event()
        self._hurry = asyncio.Event()
        self._at_work = False
        """Whether `run` has to see to what waits, because it cannot be settled at once."""
        self._trouble: Exception | None = None
        self._last: dict[SeatId, int] = {}
        self._over: Answer | None = None

    async def ask(self, act: Act, seat: SeatId | None = None, number: int | None = None) -> Answer:
        """Ask the room, and wait for what it says."""
        return await self.post(act, seat, number)

    def post(
        self, act: Act, seat: SeatId | None = None, number: int | None = None
    ) -> "asyncio.Future[Answer]":
        """Ask without waiting here."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.put(Asked(act, seat, number, lambda it: None if answer.done() else answer.set_result(it)))
        return answer

    def put(self, asked: Asked) -> None:
        """Ask, and be told."""
        if self._over is not None:
            return asked.tell(self._over)
        if asked.seat is not None and asked.number is not None and asked.number <= self.last(asked.seat):
            return asked.tell(End.DONE)
        self._waiting.append(asked)
        if self._at_work or not self._here.answers_at_once:
            self._stir.set()
            if self._hurries(asked):
                self._hurry.set()
        elif len(self._waiting) == 1:
            self._turn.ends_with(self._at_its_end)

    def last(self, seat: SeatId) -> int:
        """The number of the last act of this seat that was done, as far as is known here."""
        return self._last.get(seat, 0)

    def done(self) -> dict[SeatId, int]:
        """The number of each seat's last act."""
        return dict(self._last)

    def forget_done(self) -> None:
        """What was known of this belongs to a history that is lost."""
        self._last.clear()

    def did(self, seat: SeatId, number: int) -> None:
        """It is known that this was done."""
        self._last[seat] = max(number, self.last(seat))

    # ── at once ─────────────────────────────────────────────────────────────────────────────────

    def _at_its_end(self) -> None:
        """All that one turn brought, in one go. What cannot be done so is left to the patient."""
        waiting = self._taken()
        try:
            if not self._done_at_once(waiting):
                self._waiting.extendleft(reversed(waiting))
        except Exception as trouble:
            # A bug of ours. Whether it came before the commit or after it, nobody knows.
            self._trouble = trouble
            _all(waiting, End.UNSURE)
        if self._waiting or self._trouble is not None:
            self._at_work = True
            self._stir.set()

    def _done_at_once(self, waiting: Sequence[Asked]) -> bool:
        if all(isinstance(asked.act, CAN_WAIT) for asked in waiting):
            return False
        batch = stepped(self._here.room, waiting, self._here.now(), self._here.tags)
        if not batch.changes:
            batch.tell()
        elif isinstance(_over_at_once(self._here.offers(batch)), Committed):
            self._done(batch)
        else:
            return False
        return True

    # ── with patience ───────────────────────────────────────────────────────────────────────────

    async def run(self) -> None:
        """Whenever something waits: let a rush gather, step, commit, answer."""
        while True:
            await self._stir.wait()
            if self._trouble is not None:
                raise self._trouble
            await self._let_gather()
            await self._patiently()
            self._at_work = bool(self._waiting)

    async def _patiently(self) -> None:
        """Called for each batch, so that between two of them no word of the last lies here."""
        batch = self._taken()
        if not self._waiting:
            self._stir.clear()
        try:
            await self._settle(batch)
        finally:  # the room may end in the middle of a commit; nobody may wait for it for ever
            _all(batch, self._over or End.UNSURE)

    def _taken(self) -> list[Asked]:
        return [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]

    def give_up(self, answer: Answer) -> None:
        """Nothing that waits will be done, and nothing that comes after it. The first reason stays."""
        self._over = self._over or answer
        while self._waiting:
            self._waiting.popleft().tell(self._over)

    async def _let_gather(self) -> None:
        if any(map(self._hurries, self._waiting)):
            return
        crowd = len(self._here.room.seats) > CROWD
        until = self._clock.now() + (GATHERING_IN_A_CROWD if crowd else GATHERING)
        self._hurry.clear()
        patience = asyncio.create_task(self._hurry_at(until))
        try:
            await self._hurry.wait()  # words go on in the next turn of the loop
        finally:
            patience.cancel()

    async def _hurry_at(self, when: float) -> None:
        await self._clock.wait_until(when)
        self._hurry.set()

    def _hurries(self, asked: Asked) -> bool:
        """Whether nobody waits for more: with this one a batch is full, or it is none that can wait."""
        return len(self._waiting) >= MOST or not isinstance(asked.act, CAN_WAIT)

    async def _settle(self, waiting: Sequence[Asked]) -> None:
        until, unsure = self._clock.now() + PATIENCE, False
        while waiting:
            batch = stepped(self._here.room, waiting, self._here.now(), self._here.tags)
            if not batch.changes:
                return batch.tell()
            try:
                waiting = await self._offer(batch)
            except OutOfTouch:
                unsure = True
                await self._clock.wait_until(self._clock.now() + AGAIN)
            if self._clock.now() >= until:
                return _all(waiting, End.UNSURE if unsure else No.HOUSE_IS_BUSY)

    async def _offer(self, batch: Batch) -> Sequence[Asked]:
        """Who still waits afterwards."""
        waiting = [asked for asked, _ in batch.answers]
        match await self._here.offers(batch):
            case Committed():
                self._done(batch)
                return ()
            case Outrun():
                await self._here.looks_again()
            case Said(done=done):
                return [asked for asked in waiting if not self._was_done(asked, done)]
            case TooEarly(now=now):
                self._here.corrects(now)
                return [asked for asked in waiting if not _rings(asked)]
            case Settling():
                await self._clock.wait_until(self._clock.now() + AGAIN)
            case Gone() | Rewound():
                self._here.lost_memory.set()
                await self._clock.wait_until(self._clock.now() + AGAIN)
            case Wiped() as wiped:
                _all(waiting, No.MEETING_OVER)
                self._here.is_gone(wiped)
                return ()
        return waiting

    def _done(self, batch: Batch) -> None:
        for seat, number in batch.done:
            self.did(seat, number)
        batch.tell()

    def _was_done(self, asked: Asked, done: object) -> bool:
        assert isinstance(done, dict)
        was = (asked.seat, asked.number) in done
        if was and asked.seat is not None and asked.number is not None:
            self.did(asked.seat, asked.number)
            asked.tell(End.DONE)
        return was


def _over_at_once(asking: Coroutine[Any, Any, LineAnswer]) -> LineAnswer | None:
    """What a line answers that never waits; None where it is out of touch."""
    try:
        asking.send(None)
    except StopIteration as over:
        answer: LineAnswer = over.value
        return answer
    except OutOfTouch:
        return None
    asking.close()
    raise RuntimeError("this line does wait")


def _all(waiting: Sequence[Asked], answer: Answer) -> None:
    for asked in waiting:
        asked.tell(answer)


def _rings(asked: Asked) -> bool:
    """A ring that came too early is simply not a ring."""
    if isinstance(asked.act, TimePasses):
        asked.tell(End.DONE)
        return True
    return False

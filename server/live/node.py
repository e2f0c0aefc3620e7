"""This instance: the rooms it follows, each found once, kept going by one task, and forgotten whole."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import Final, Protocol

from server import quiet
from server.keep.report_keys import InMemory, ReportKeys
from server.keep.signing import Signer
from server.line.line import AWAITED, Ear, Gone, Kept, Line, News, OutOfTouch, Wiped
from server.line.sealing import SessionKeys, fresh_keys, unwrapped, wrapped
from server.live.bequest import Bequest
from server.live.clock import Clock
from server.live.ending import statement
from server.live.fan_out import Kernel, OneByOne
from server.live.gathering import Gathering, Lost
from server.live.keeping import Keeping
from server.live.sweeps import BUSY, IDLE, Sweeps
from server.live.telling import farewell
from server.live.turn import Turn
from server.live.vault import Vault
from server.room.refusals import No
from server.room.room import Room, RoomId
from server.wire import told
from server.wire.close_codes import Close
from server.wire.tags import Tags

FORGOTTEN: Final = 60.0
"""Seconds for which it is remembered that a room was asked for in vain."""

Opens = Callable[[Ear], AbstractAsyncContextManager[Line]]
"""Opens this instance's end of the line, for as long as the block lasts."""
OpensKeys = Callable[[], AbstractAsyncContextManager[ReportKeys]]
"""The same for where report keys rest."""


class Rooms(Protocol):
    """How a room that nobody has opened yet begins."""

    def __call__(self, now: float) -> Room:
        """The room, opened at `now` by the line's clock."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this instance is: its name among others, the house secret, and where its generations come from."""

    instance: str
    secret: bytes = field(repr=False)
    fresh_gen: Callable[[], str] = field(repr=False)


class Node:
    """All rooms of this instance. A room is followed from its first guest here until it is over."""

    line: Line
    """There while the node is at work."""

    def __init__(self, opens: Opens, clock: Clock, identity: Identity, keys: OpensKeys | None = None) -> None:
        self.leaving = False
        """Whether this house is about to close: nobody new sits down here."""
        self.may_begin: Callable[[], bool] = lambda: True
        """Whether new meetings may begin; those that live go on in any case."""
        self.kernel: Kernel = OneByOne()
        """How the same bytes get to many sockets."""
        self._turn = Turn()
        self.swept: Callable[[], None] = lambda: None
        """What the process does about its own memory once a meeting is over."""
        self._sweeps = Sweeps(lambda: self.swept())
        self._opens = opens
        self._opens_keys = keys or (lambda: nullcontext(InMemory(clock.now)))
        self.clock = clock
        self.signer = Signer.of(identity.secret)
        self._identity = identity
        self._rooms: dict[RoomId, Gathering] = {}
        self._locks: dict[RoomId, asyncio.Lock] = {}
        self._hearts: dict[RoomId, asyncio.Task[None]] = {}
        self._missed: dict[RoomId, float] = {}
        self._tasks: asyncio.TaskGroup | None = None
        self._ahead = 0.0

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator["Node"]:
        """Rooms are kept going as long as this block."""
        async with (
            self._opens(self._hear) as self.line,
            self._opens_keys() as keys,
            asyncio.TaskGroup() as tasks,
        ):
            self._tasks = tasks
            self._bequest = Bequest(keys, self._identity.secret)
            await self.reaches_the_line()
            sweeping = tasks.create_task(self._sweeps_at_times())
            yield self
            for task in (sweeping, *self._hearts.values()):
                task.cancel()

    async def _sweeps_at_times(self) -> None:
        last = self.clock.now()
        while True:
            await self.clock.wait_until(self.clock.now() + IDLE)
            if not self._rooms or self.clock.now() - last >= BUSY:
                last = self.clock.now()
                self.swept()

    def __len__(self) -> int:
        return len(self._rooms)

    @property
    def lines(self) -> int:
        """How many lines are open here, in all meetings."""
        return sum(len(here.seating) for here in self._rooms.values())

    def now(self) -> float:
        """The line's time: what houses sign for each other goes by it, whatever a machine's own clock shows."""
        newest = next(iter(self._rooms.values()), None)
        return newest.now() if newest else self.clock.now() + self._ahead

    async def reaches_the_line(self) -> bool:
        """Whether a meeting could be held now."""
        try:
            self._ahead = await self.line.now() - self.clock.now()
        except OutOfTouch:
            return False
        return True

    async def opened(self, room: RoomId, begin: Rooms) -> Gathering | No:
        """The room, opened now if nobody has been there before. A wiped one stays gone."""
        try:
            found = await self._found(room)
            if isinstance(found, Gone) and not self.may_begin():
                return No.HOUSE_IS_BUSY
            if isinstance(found, Gone):
                await self._open(room, begin)
                found = await self._found(room)
        except OutOfTouch:
            return No.HOUSE_IS_BUSY
        return found if isinstance(found, Gathering) else No.MEETING_OVER

    async def found(self, room: RoomId) -> Gathering | No:
        """The room as it stands, followed from now on."""
        try:
            found = await self._found(room)
        except OutOfTouch:
            return No.HOUSE_IS_BUSY
        if isinstance(found, Gone) and self._may_return(room):
            return No.HOUSE_IS_BUSY
        return found if isinstance(found, Gathering) else No.MEETING_OVER

    async def newest(self, room: RoomId) -> Gathering | No:
        """The same, surely with all that was done on other instances up to now."""
        here = await self.found(room)
        try:
            if isinstance(here, Gathering):
                await here.looks_again()
        except OutOfTouch:
            return No.HOUSE_IS_BUSY
        return here

    def _may_return(self, room: RoomId) -> bool:
        """The line may just have lost its memory, and the others are about to give it back."""
        now = self.clock.now()
        self._missed = {it: since for it, since in self._missed.items() if now - since < FORGOTTEN}
        return now - self._missed.setdefault(room, now) < AWAITED

    async def _found(self, room: RoomId) -> Gathering | Gone | Wiped:
        async with self._locks.setdefault(room, asyncio.Lock()):
            return self._rooms.get(room) or await self._follow(room)

    async def tags(self, room: RoomId) -> Tags | None:
        """What tells its true words from false ones: while it goes on, and for an hour after."""
        here = await self.found(room)
        return here.tags if isinstance(here, Gathering) else await self._bequest.tags(room)

    async def _open(self, room: RoomId, begin: Rooms) -> None:
        keys, gen = fresh_keys(), self._identity.fresh_gen()
        state = Vault(room, keys).seal_room(begin(await self.line.now()), gen)
        place = await self.line.open(room, gen, state, wrapped(keys, self._identity.secret, room))
        if place is not None and not isinstance(place, Wiped):
            quiet.note(quiet.Event.ROOM_OPENED, room=room)

    async def _follow(self, room: RoomId) -> Gathering | Gone | Wiped:
        await self.line.follow(room)
        try:
            return await self._entered(room)
        finally:
            if room not in self._rooms:
                self._locks.pop(room, None)
                with suppress(OutOfTouch):
                    await self.line.unfollow(room)

    async def _entered(self, room: RoomId) -> Gathering | Gone | Wiped:
        kept = await self.line.load(room)
        if not isinstance(kept, Kept):
            return kept
        instance = self._identity.instance
        here = Gathering(
            room,
            kept,
            self._vault,
            self.line,
            self.clock,
            self._is_gone,
            instance,
            self.kernel,
            self._turn,
        )
        await here.recalls()
        self._rooms[room] = here
        assert self._tasks is not None, "a node follows rooms only while it is at work"
        self._hearts[room] = self._tasks.create_task(self._keep(here))
        return here

    def _vault(self, room: RoomId, kept: Kept) -> Vault:
        keys: SessionKeys = unwrapped(kept.keys, self._identity.secret, room)
        return Vault(room, keys)

    async def _keep(self, here: Gathering) -> None:
        """One room's heart. A bug in it costs this room its lines here, and no other room anything."""
        try:
            await Keeping(here, self._bequest).run()
        except Exception as trouble:
            quiet.note(quiet.Event.BUG, room=here.id, trouble=trouble)
            self._is_gone(here, Gone())
        finally:
            here.commits.give_up(No.HOUSE_IS_BUSY)
            await self._unfollow(here.id)

    async def _unfollow(self, room: RoomId) -> None:
        """Somebody may have asked for the room again meanwhile; then it is followed on."""
        async with self._locks.setdefault(room, asyncio.Lock()):
            if room not in self._rooms:
                self._locks.pop(room, None)
                with suppress(OutOfTouch):
                    await self.line.unfollow(room)

    def _hear(self, room: str, news: News) -> None:
        """A bug in one room must not make this instance deaf to all others."""
        here = self._rooms.get(RoomId(room))
        if here is None:
            return
        try:
            here.hear(news)
        except Exception as trouble:
            quiet.note(quiet.Event.BUG, room=here.id, trouble=trouble)
            self._is_gone(here, Gone())

    def _is_gone(self, here: Gathering, how: Lost) -> None:
        """Nothing of the room is left on this instance, and everyone here is told how it ended."""
        if self._rooms.pop(here.id, None) is None:
            return
        heart = self._hearts.pop(here.id, None)
        if heart is not None:
            heart.cancel()
        here.commits.give_up(No.MEETING_OVER if isinstance(how, Wiped) else No.HOUSE_IS_BUSY)
        self._sweeps.after_a_meeting()
        self._takes_leave(here, how)

    def _takes_leave(self, here: Gathering, how: Lost) -> None:
        if isinstance(how, Wiped):
            said = statement(here.room, here.place.seq, here.vault.fingerprint, here.now())
            signed = self.signer.signed(said)
            receipt = told.Receipt(signed.statement, signed.signature, signed.key)
            farewell(here.room, here.seating, receipt, Close.ENDED)
            quiet.note(quiet.Event.ROOM_WIPED, room=here.id)
        else:
            farewell(here.room, here.seating, None, Close.OUT_OF_TOUCH)
            quiet.note(quiet.Event.ROOM_FORGOTTEN, room=here.id)

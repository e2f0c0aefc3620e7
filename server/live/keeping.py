"""What keeps a room going on this instance: beat, alarm, ticks, lease, and in the end its wiping."""

import asyncio
from typing import Final

from server import quiet
from server.line.line import Gone, Head, OutOfTouch, Wiped
from server.live.alarms import NOT_FIRST, Alarm
from server.live.bequest import Bequest
from server.live.ending import AFTER_CLOSED
from server.live.gathering import Gathering
from server.live.presence import Ticks
from server.live.restoring import restored
from server.room.acts import TimePasses
from server.room.phases import deadlines
from server.wire.close_codes import Close

BEAT: Final = 1.0
HOLD: Final = 2.0
"""Seconds out of touch after which nothing more is accepted, and the pages are told."""


class Keeping:
    """One room's heart on this instance."""

    def __init__(self, here: Gathering, bequest: Bequest) -> None:
        self._here = here
        self._bequest = bequest
        self._clock = here.clock
        self._rang = (-1, -1.0)
        self._ticks = Ticks(here.seating)
        self._alarm = Alarm(self._clock, self._ring)

    async def run(self) -> None:
        """Until this room is over for us; then whoever started it cancels it."""
        self._arm()
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._here.commits.run())
            parts.create_task(self._here.telling.run())
            parts.create_task(self._alarm.run())
            parts.create_task(self._arming())
            parts.create_task(self._finding())
            parts.create_task(self._restoring())
            parts.create_task(self._holding())
            parts.create_task(self._beating())

    # ── deadlines ───────────────────────────────────────────────────────────────────────────────

    async def _arming(self) -> None:
        while True:
            self._here.moved.clear()
            self._arm()
            await self._here.moved.wait()

    def _arm(self) -> None:
        """The earliest deadline of the room. One that was rung for in vain is tried again a beat later."""
        earliest = min(deadlines(self._here.room), default=None)
        if earliest is None:
            return self._alarm.arm(None, 0.0)
        when = earliest - self._here.ahead + (0.0 if self._here.beats.is_first else NOT_FIRST)
        in_vain = self._rang == (self._here.room.version, earliest)
        self._alarm.arm(earliest, max(when, self._clock.now() + BEAT) if in_vain else when)

    async def _ring(self, deadline: float) -> None:
        self._rang = (self._here.room.version, deadline)
        await self._here.commits.ask(TimePasses(deadline))
        self._arm()

    # ── what went past us ───────────────────────────────────────────────────────────────────────

    async def _finding(self) -> None:
        """Again a beat later, while the line is out of reach."""
        while True:
            await self._here.lost_track.wait()
            self._here.lost_track.clear()
            try:
                await self._here.finds()
            except OutOfTouch:
                await self._clock.wait_until(self._clock.now() + BEAT)
                self._here.lost_track.set()

    async def _restoring(self) -> None:
        """Where the line lost its memory; once a beat while it cannot be asked, until the lease is over."""
        while True:
            await self._here.lost_memory.wait()
            self._here.lost_memory.clear()
            try:
                await restored(self._here)
            except OutOfTouch:
                await self._clock.wait_until(self._clock.now() + BEAT)
                self._here.lost_memory.set()

    async def _holding(self) -> None:
        """Whoever sits here is told when the house is out of touch, and when it is back."""
        while True:
            due = self._here.in_touch + HOLD
            if self._clock.now() < due:
                self._here.holds(False)
                await self._clock.wait_until(due)
            else:
                self._here.holds(True)
                await self._clock.wait_until(self._clock.now() + BEAT)

    # ── the beat ────────────────────────────────────────────────────────────────────────────────

    async def _beating(self) -> None:
        due = self._clock.now()
        while True:
            await self._beat()
            due = max(due + BEAT, self._clock.now())
            await self._clock.wait_until(due)

    async def _beat(self) -> None:
        now = self._clock.now()
        await self._touch(now)
        self._here.minute.passes(now)
        self._ticks.ask(self._here.room, self._here.heard, self._here.now(), now, held=self._here.held)
        for chair in self._ticks.silent(self._here.room, now):
            self._here.rise(chair, chair.sign)
            chair.outbox.close(Close.TOO_SLOW)
        await self._wipe_in_time()

    async def _touch(self, now: float) -> None:
        """Say that we are here, and see where the room stands."""
        here = self._here
        try:
            head = await here.line.head(here.id, here.instance, here.place.seq)
        except OutOfTouch:
            return here.is_gone(Gone()) if here.is_past_its_lease() else None
        if isinstance(head, Wiped):
            return here.is_gone(head)
        if not isinstance(head, Head) or head.place.gen != here.place.gen:
            return here.lost_memory.set()
        here.in_touch = now
        here.corrects(head.now)
        here.beats.hear(head)
        if head.place.seq > here.heard or head.place.version > here.place.version:
            here.lost_track.set()
        for dropped in here.beats.lost_lines(here.room, here.seating.seats(), head.now):
            here.commits.post(dropped)

    async def _wipe_in_time(self) -> None:
        closed = self._here.room.closed_at
        if closed is not None and self._here.now() >= closed + AFTER_CLOSED:
            try:
                await self._bequest.leave(self._here)
                await self._here.line.wipe(self._here.id)
            except OutOfTouch:
                quiet.note(quiet.Event.LINE_LOST, room=self._here.id)

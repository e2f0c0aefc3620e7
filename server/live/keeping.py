"""What keeps a room going on this instance: beat, alarm, ticks, lease, and in the end its wiping."""

import asyncio
from typing import Final

from server import quiet
from server.line.line import LEASE, Gone, Head, OutOfTouch
from server.live.alarms import NOT_FIRST, Alarm
from server.live.bequest import Bequest
from server.live.ending import AFTER_CLOSED
from server.live.gathering import Gathering
from server.live.presence import Ticks
from server.room.acts import TimePasses
from server.room.phases import deadlines
from server.wire.close_codes import Close

BEAT: Final = 1.0
SILENT: Final = 5.0
"""Seconds without a beat after which another instance does not count as here."""


class Keeping:
    """One room's heart on this instance."""

    def __init__(self, here: Gathering, instance: str, bequest: Bequest) -> None:
        self._here = here
        self._bequest = bequest
        self._clock = here.clock
        self._instance = instance
        self._first = True
        self._in_touch = self._clock.now()
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
        when = earliest - self._here.ahead + (0.0 if self._first else NOT_FIRST)
        in_vain = self._rang == (self._here.room.version, earliest)
        self._alarm.arm(earliest, max(when, self._clock.now() + BEAT) if in_vain else when)

    async def _ring(self, deadline: float) -> None:
        self._rang = (self._here.room.version, deadline)
        await self._here.commits.ask(TimePasses(deadline))
        self._arm()

    # ── what went past us ───────────────────────────────────────────────────────────────────────

    async def _finding(self) -> None:
        """Where news was missed: take the state as it is now, and the pieces in between from the line."""
        while True:
            await self._here.lost_track.wait()
            self._here.lost_track.clear()
            try:
                await self._find()
            except OutOfTouch:
                await self._clock.wait_until(self._clock.now() + BEAT)
                self._here.lost_track.set()

    async def _find(self) -> None:
        await self._here.looks_again()
        heard, place = self._here.heard, self._here.place
        pieces = await self._here.line.since(self._here.id, place.gen, heard, place.seq)
        if pieces is not None:
            self._here.tell(heard + 1, pieces)

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
        self._ticks.ask(self._here.room, self._here.heard, self._here.now(), now)
        for chair in self._ticks.silent(self._here.room, now):
            self._here.rise(chair, chair.sign)
            chair.outbox.close(Close.TOO_SLOW)
        await self._wipe_in_time()

    async def _touch(self, now: float) -> None:
        """Say that we are here, and see where the room stands."""
        try:
            head = await self._here.line.head(self._here.id, self._instance, self._here.place.seq)
        except OutOfTouch:
            if now - self._in_touch >= LEASE:
                self._here.is_gone(Gone())
            return
        if not isinstance(head, Head):
            return self._here.is_gone(head)
        self._in_touch = now
        self._here.corrects(head.now)
        self._first = self._instance <= min(who for who, at in head.beats.items() if head.now - at < SILENT)
        if head.place.gen != self._here.place.gen or head.place.seq > self._here.heard:
            self._here.lost_track.set()

    async def _wipe_in_time(self) -> None:
        closed = self._here.room.closed_at
        if closed is not None and self._here.now() >= closed + AFTER_CLOSED:
            try:
                await self._bequest.leave(self._here)
                await self._here.line.wipe(self._here.id)
            except OutOfTouch:
                quiet.note(quiet.Event.LINE_LOST, room=self._here.id)

"""A seated line: what its page says is asked of the room, one act at a time, and the answer told."""

import asyncio
from functools import partial
from typing import Final

from server import quiet
from server.doors.way import Carrier, Message
from server.live.asking import Answer, Asked, End
from server.live.clock import Clock
from server.live.facts import facts
from server.live.gathering import Gathering
from server.live.seating import Chair
from server.room.refusals import No, Refused
from server.wire import decode, encode, frames, told
from server.wire.close_codes import Close
from server.wire.frames import ActFrame
from server.wire.garbled import Garbled, Why

NEVER_TOO_FAST: Final = (frames.AskForSupport, frames.CloseSupport, frames.Leave, frames.PassTurn)
"""Help, going and passing are never refused for coming often."""


class OpenLine:
    """See `server.doors.way.Hearer`. It lives as long as its way has it."""

    def __init__(self, way: Carrier, here: Gathering, chair: Chair, clock: Clock) -> None:
        self._way = way
        self._here = here
        self._chair = chair
        self._clock = clock
        self._asked = False
        """Whether the room has still to answer: whatever comes next is heard when it has."""
        self._was_put_off = False
        self._resting: asyncio.Task[None] | None = None

    def begins(self) -> None:
        """Everything that waits is told, and from now on the page is heard."""
        quiet.note(quiet.Event.SEATED, room=self._here.id)
        self._way.carries(self._chair.outbox, self)

    def gone(self) -> None:
        """See `Hearer.gone`."""
        if self._resting is not None:
            self._resting.cancel()
        self._here.rise(self._chair, self._clock.now())
        quiet.note(quiet.Event.UNSEATED, room=self._here.id)

    def listens(self) -> bool:
        """See `Hearer.listens`."""
        self._was_put_off = self._asked or self._resting is not None
        if not self._was_put_off and (wait := self._chair.pace.frame(self._clock.now())):
            self._resting, self._was_put_off = asyncio.create_task(self._rests(wait)), True
        return not self._was_put_off

    async def _rests(self, seconds: float) -> None:
        await self._clock.wait_until(self._clock.now() + seconds)
        self._resting = None
        self._goes_on()

    def _goes_on(self) -> None:
        self._was_put_off = False
        self._way.goes_on()

    def hears(self, message: Message) -> None:
        """See `Hearer.hears`."""
        self._chair.sign = self._clock.now()
        if self._chair.outbox.closing is not None:
            return  # nobody who is on the way out is heard any more
        try:
            self._takes(decode.read(message))
        except Garbled as garbled:
            self._garbled(garbled.why)
        except Exception as trouble:
            quiet.note(quiet.Event.BUG, room=self._here.id, trouble=trouble)
            self._chair.outbox.close(Close.BUG)

    def _garbled(self, why: Why) -> None:
        quiet.note(quiet.Event.GARBLED, room=self._here.id)
        self._tell(told.Refused(no=why.value))
        if self._chair.pace.garbled():
            self._chair.outbox.close(Close.GARBLED)

    def _takes(self, frame: frames.FromPage) -> None:
        match frame:
            case frames.Tock():
                return
            case frames.Hello():
                raise Garbled(Why.UNKNOWN_FRAME)
            case frames.WhoIsHere():
                self._here.telling.roster(self._chair)
            case _:
                self._asks(frame)

    def _asks(self, frame: ActFrame) -> None:
        seat = self._chair.seat
        if no := self._too_fast(frame):
            return self._tell(no)
        try:
            act = decode.act(frame, seat, self._here.tags)
        except Refused as refused:
            return self._tell(told.Refused(no=refused.no.value, n=frame.n))
        self._asked = True
        self._here.commits.put(Asked(act, seat, frame.n, partial(self._answered, frame.n)))

    def _answered(self, n: int, answer: Answer) -> None:
        self._asked = False
        if self._was_put_off:  # a turn later: whoever asked with us is answered first, and a line may close
            asyncio.get_running_loop().call_soon(self._goes_on)
        if isinstance(answer, No):
            about = facts(self._here.room, self._chair.seat, answer, self._here.now())
            self._tell(told.Refused(no=answer.value, n=n, facts=about))
        elif answer is End.DONE:
            self._tell(told.Ok(n=n))
        else:
            self._chair.outbox.close(Close.OUT_OF_TOUCH if answer is End.UNSURE else Close.BUG)

    def _too_fast(self, frame: ActFrame) -> told.Refused | None:
        now, pace = self._chair.sign, self._chair.pace
        if isinstance(frame, NEVER_TOO_FAST):
            return None
        no, wait = No.TOO_FAST, pace.act(now)
        if not wait and isinstance(frame, frames.Answer):
            no, wait = No.RESPONSE_RESTS, pace.answer(now)
        return told.Refused(no=no.value, n=frame.n, facts=told.Facts(seconds=wait)) if wait else None

    def _tell(self, frame: told.Told) -> None:
        self._chair.outbox.put(encode.frame(frame))

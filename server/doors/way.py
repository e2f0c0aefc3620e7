"""How the frames of an open line travel, and who hears what comes on it."""

from typing import Final, Protocol

from server.live.outbox import Outbox

Message = str | bytes
LINGER: Final = 5.0
"""Seconds a closing line has for its last frames; whoever does not read them by then is let go."""


class Hearer(Protocol):
    """Whoever hears a line, one message after the other."""

    def listens(self) -> bool:
        """Whether it hears the next one now. Where not, it says `goes_on` to its way as soon as it would."""

    def hears(self, message: Message) -> None:
        """The next one, for which it listens. It may not fail."""

    def gone(self) -> None:
        """Nothing comes any more. Told once."""


class Carrier(Protocol):
    """The way of one line. Two are: `server.doors.direct`, and `server.doors.plain` under any other server."""

    async def first(self) -> Message | None:
        """What comes first; None where they went without a word."""

    def carries(self, outbox: Outbox, hearer: Hearer | None) -> None:
        """From now on: what waits in the outbox goes out, what comes goes to the hearer."""

    def goes_on(self) -> None:
        """The hearer listens again."""

    async def lasts(self) -> None:
        """As long as the application has to stay for it."""

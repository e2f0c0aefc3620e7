"""What a step lets out besides the next room: pieces of news that carry words or pass at once."""

from dataclasses import dataclass
from enum import Enum

from server.room.seat import SeatId
from server.room.words import Words


@dataclass(frozen=True, slots=True)
class ShareRef:
    """Which words: whose, and which of that seat's acts. Its tag is checked before a rule sees it."""

    seat: SeatId
    number: int


class To(Enum):
    """The audiences a piece can have. A piece names exactly one (decision 4)."""

    CIRCLE = "circle"
    DESK = "desk"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Audience:
    """`CIRCLE`, `DESK`, or one `SEAT`."""

    to: To
    seat: SeatId | None = None


CIRCLE = Audience(To.CIRCLE)
DESK = Audience(To.DESK)


def only(seat: SeatId) -> Audience:
    """The audience of one seat alone."""
    return Audience(To.SEAT, seat)


class About(Enum):
    """What a letter between a person and the desk is about."""

    LOBBY = "lobby"
    SUPPORT = "support"
    BACK_CHANNEL = "back_channel"
    REPORT = "report"
    HANDLED = "handled"
    """What came of a report: a code, and no words."""
    NOTE = "note"
    ASK = "ask"


class Kindness(Enum):
    """The closed set of answers (product §4)."""

    HEARD = "heard"
    SAME_HERE = "same_here"
    WITH_YOU = "with_you"
    THANK_YOU = "thank_you"
    CELEBRATE = "celebrate"


class Saying(Enum):
    """What kind of thing is said into the circle: a share, a reply to one, or the facilitator's topic."""

    SHARE = "share"
    REPLY = "reply"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Said:
    """Words for the circle. `ref` names them from now on."""

    ref: ShareRef
    words: Words
    kind: Saying = Saying.SHARE
    answers: ShareRef | None = None
    audience: Audience = CIRCLE


@dataclass(frozen=True, slots=True)
class Edited:
    """The same share, in better words of its own author."""

    ref: ShareRef
    words: Words
    audience: Audience = CIRCLE


@dataclass(frozen=True, slots=True)
class Retracted:
    """A share is gone. Holds nothing of it; the line deletes the body in the same step."""

    ref: ShareRef
    by_author: bool
    audience: Audience = CIRCLE


@dataclass(frozen=True, slots=True)
class LetterSent:
    """Words between one person and the desk, or on the back channel. `of` is the person it concerns."""

    by: SeatId
    of: SeatId
    number: int
    about: About
    words: Words
    audience: Audience
    shown: ShareRef | None = None
    """In a report and what came of it: the share that is reported."""
    code: str | None = None
    """In a report: what is wrong; then what came of it. Both from closed lists."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody answered a share kindly. No name travels: a set, not a tally."""

    ref: ShareRef
    kind: Kindness
    audience: Audience = CIRCLE


Effect = Said | Edited | Retracted | LetterSent | Answered

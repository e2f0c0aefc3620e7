"""A person's place in one meeting, and what they are there."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

from server.room.words import Name

SeatId = NewType("SeatId", str)
"""Opaque, fresh in each meeting; says nothing of the person."""


class Role(Enum):
    """What somebody is in this meeting. Order is rank: nobody acts on a higher one (product §1)."""

    PARTICIPANT = "participant"
    READER = "reader"
    TIMEKEEPER = "timekeeper"
    GREETER = "greeter"
    HUB_HOST = "hub_host"
    """Sits in a physical room of people, with the one device that is there."""
    PEER_SUPPORT_SPECIALIST = "peer_support_specialist"
    CO_FACILITATOR = "co_facilitator"
    FACILITATOR = "facilitator"
    SUPERVISOR = "supervisor"
    SAFEGUARDING_LEAD = "safeguarding_lead"


class Standing(Enum):
    """The second axis: what somebody is to the group."""

    MEMBER = "member"
    GUEST = "guest"
    OUT_UNTIL_REVIEWED = "out_until_reviewed"


class Where(Enum):
    """Where a seat is on its way through a meeting."""

    LOBBY = "lobby"
    CIRCLE = "circle"
    DECLINED = "declined"
    LEFT = "left"
    OUT = "out"


class Removal(Enum):
    """How somebody is out: for this session, or until somebody else has looked at it."""

    FOR_SESSION = "for_session"
    UNTIL_REVIEWED = "until_reviewed"


@dataclass(frozen=True, slots=True)
class Out:
    """Why a seat is out. `reason` is a code from the closed list, never somebody's words."""

    kind: Removal
    reason: str
    by: SeatId
    at: float


@dataclass(frozen=True, slots=True)
class Code:
    """What lets a phone take over one seat of a physical room, once. Never the digits: only their imprint."""

    imprint: str
    until: float
    misses: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat. Times are the line's, in seconds; the two `…_since` are versions of the room."""

    id: SeatId
    name: Name
    role: Role = Role.PARTICIPANT
    where: Where = Where.LOBBY
    pronouns: Name = Name("")
    standing: Standing = Standing.GUEST
    newcomer: bool = False
    welcomed_by: SeatId | None = None
    listen_only: bool = False
    patience: float = field(default=1.0, repr=False)
    """The private multiplier of this person's turns: 1, 1.5 or 2."""
    invitation: int = 0
    cleared: bool = False
    """Came by a link that only checked adults get. Nobody else is made a guide where people are under 18."""
    line: int = 0
    """How often this seat has arrived. The newest line wins."""
    instance: str = ""
    """Where that line is. An instance that falls silent takes its lines along."""
    knocked_at: float = 0.0
    away_since: float | None = None
    stepped_out: bool = False
    inside_since: float | None = None
    inside_for: float = 0.0
    """Seconds in the circle before that; for a note in this person's own hands, and shown to nobody."""
    circle_since: int | None = None
    desk_since: int | None = None
    muted: bool = False
    quiet_until: float | None = None
    out: Out | None = None
    declined: str | None = None
    """The code of the kind reason, where somebody was not let in."""
    sent_back: bool = False
    second_look: bool = False
    """Has used the one letter that somebody outside may write: a second look, please."""
    listed: bool = False
    """In a room of two where somebody is under 18: an adult who does not hear it, is seen, and can come in."""
    hosts: bool = False
    """Others sit with this person in a physical room: a hub of the meeting."""
    hub: SeatId | None = None
    """Whose physical room this person sits in. That one speaks for them, where they have no line of their own."""
    on_phone: bool = False
    """Somebody in a physical room whose own phone is bound to this seat: then the line is theirs."""
    phone: str = field(default="", repr=False)
    """Which phone that is. Another one, or none from now on: what the old one holds is worth nothing."""
    code: Code | None = field(default=None, repr=False)
    marked: bool = False
    """Came by the same invitation as someone who was asked to leave: a word to the desk, nothing else."""
    experience: tuple[str, ...] = ()
    """What this guide says of their own life, in codes from the closed list."""
    has_time: bool = False
    """This guide has time for talks alone."""

"""What lies over the meeting, and which acts it lets through. Releasing restores exactly what was.

Care, leaving, coming back, time and passing never come here: `step` looks at them first.
"""

from dataclasses import replace
from typing import Final

from server.room import floor
from server.room.acts import (
    Act,
    Admit,
    Answer,
    AnswerAside,
    AskAside,
    AskPatience,
    Assent,
    BackToLobby,
    ChoosePrompt,
    ComeIn,
    Decline,
    DeclineAside,
    Edit,
    EndAside,
    EndForAll,
    Extend,
    GiveRole,
    GoSlowly,
    GoTo,
    Ground,
    GuardDoor,
    HandleReport,
    HandOver,
    HangWall,
    HoldEveryone,
    Knock,
    LeaveHere,
    LetInAfterAll,
    ListenOnly,
    LockDoor,
    MoreTime,
    Mute,
    MuteAll,
    OfferTime,
    PassAside,
    Pause,
    ProposeAside,
    PutNote,
    PutTopic,
    RaiseHand,
    Remove,
    Retract,
    RevokeInvitation,
    SeatHere,
    Share,
    Shield,
    ShowCode,
    SitHere,
    TakeAside,
    TakeSeatBack,
    TakeSupport,
    TakeTurn,
    TellExperience,
    TimePasses,
    UndoRemove,
    Veil,
    Welcome,
)
from server.room.apart import is_apart
from server.room.format import Phase
from server.room.powers import Power, may
from server.room.refusals import No
from server.room.room import Holds, Room
from server.room.seat import Seat, Where

QUIET: Final = frozenset({
    Knock, HangWall, ListenOnly, AskPatience, MoreTime, Assent, Retract,
    AskAside, AnswerAside, EndAside, ComeIn, TellExperience, OfferTime,
    SeatHere, LeaveHere, ShowCode, SitHere, TakeSeatBack,
})  # fmt: skip
"""Standing at the door or beside, and what reaches nobody: open under everything but the end."""

EASES: Final = frozenset({
    Decline, LetInAfterAll, BackToLobby, Welcome, PutNote, RevokeInvitation, Extend, EndForAll, Veil,
    TakeSupport, HandleReport, Ground, Shield, Mute, MuteAll, GoSlowly, LockDoor, GuardDoor, Pause,
    HoldEveryone, Remove, UndoRemove, GiveRole, HandOver, TakeAside, ProposeAside, PassAside, DeclineAside,
})  # fmt: skip
"""What protects, ends a hold, or brings a second adult: never itself held."""

LEADS: Final = frozenset({Admit, PutTopic, GoTo, ChoosePrompt})
"""What a guide may do while the others wait; but not where the guides themselves are missing."""

AFTER_THE_END: Final = frozenset({TakeSupport, AskAside, TakeAside, AnswerAside, EndAside})
"""Until it is wiped: nobody is left alone with what came up, and who stays behind gets a room of two."""

SPEAKS: Final = frozenset({Share, Edit, PutTopic, Answer, TakeTurn})
"""What reaches the circle by words or signs."""


def hold(room: Room, holds: Holds, now: float) -> Room:
    """Lay something over the meeting or take it away; the time of a turn stands still meanwhile."""
    return floor.thaw(floor.freeze(replace(room, holds=holds), now), now)


def forbids(room: Room, act: Act) -> No | None:
    """Why this cannot be done now; None where nothing lies in its way."""
    if room.closed_at is not None:
        return None if type(act) in AFTER_THE_END else No.MEETING_OVER
    if isinstance(act, TimePasses) or type(act) in QUIET:
        return None
    asker = room.seats.get(act.seat)
    if asker is None or asker.where is not Where.CIRCLE:
        return None  # the rule has a better name for it, and the lobby learns nothing of the circle
    if is_apart(room, asker.id):
        return No.YOU_ARE_ASIDE
    return _keeps_listening(room, asker, act) or _waits(room, asker, act)


def _keeps_listening(room: Room, asker: Seat, act: Act) -> No | None:
    guards = may(asker, Power.PROTECT)
    if room.holds.everyone_held and not guards:
        return No.ROOM_IS_LOCKED
    if type(act) in SPEAKS and (asker.muted or (room.holds.all_muted and not guards)):
        return No.MUTED
    return No.MUTED if isinstance(act, RaiseHand) and asker.muted else None


def _waits(room: Room, asker: Seat, act: Act) -> No | None:
    holds = room.holds
    if type(act) in EASES:
        return None
    if holds.facilitator_lost_at is not None:
        return missing(room)
    if type(act) in LEADS and may(asker, Power.ADMIT):
        return None
    if holds.paused_by is not None:
        return No.ROOM_IS_PAUSED
    if holds.shielded_by is not None:
        return No.BEHIND_THE_SHIELD
    if holds.grounding is not None:
        return No.GROUNDING_NOW
    return No.NOT_OPEN_YET if room.phase in (Phase.SCHEDULED, Phase.LOBBY_OPEN) else None


def missing(room: Room) -> No:
    """What to say where too few guides are here."""
    return No.TWO_ADULTS_NEEDED if room.format.quorum > 1 else No.FACILITATOR_AWAY

"""What a page sends: one Struct for each frame, named as the act it asks for. Unknown fields are refused.

A frame never says who asks; the line it came on does. `n` is this page's own number for the act.
"""

import re
from typing import Annotated, get_args

from msgspec import Meta, Struct

from server.room.effects import About, Kindness
from server.room.format import Crosstalk, Mode, Order, Phase
from server.room.seat import Removal, Role, SeatId

LONGEST = 16_384
"""Bytes one frame may have."""
DEEPEST = 4
"""How far values in a frame may lie inside each other. Ours need two."""
LARGEST = 2**53 - 1
"""The largest whole number that every page can hold."""

# `$` alone would let a line end slip in behind.
Number = Annotated[int, Meta(ge=0, le=LARGEST)]
Who = Annotated[SeatId, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$(?!\n)")]
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,39}$(?!\n)")]
"""A word from one of our closed lists. Its shape leaves no room for anybody's own words."""
Digest = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}$(?!\n)")]
"""32 bytes, base64url."""
Patience = Annotated[float, Meta(ge=1, le=2, multiple_of=0.5)]


def named(kind: str) -> str:
    """How the wire spells a class: RaiseHand is raise_hand."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()


class Frame(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="is", tag=named):
    """Anything a page sends."""


class Ref(Struct, frozen=True, forbid_unknown_fields=True, rename={"number": "n"}):
    """A share as it was told: whose, which of their acts, its words' hash, the house's tag over these."""

    seat: Who
    number: Number
    h: Digest
    tag: Digest


class Which(Struct, frozen=True, forbid_unknown_fields=True, rename={"number": "n"}):
    """Which share: whose, and which of their acts. Without a tag, for who need not have heard it."""

    seat: Who
    number: Number


# ── the line ────────────────────────────────────────────────────────────────────────────────────


class Hello(Frame, frozen=True):
    """The first frame on a line. With `gen` and `seq`: go on from there."""

    ticket: Annotated[str, Meta(min_length=1, max_length=2_048)]
    gen: Annotated[str, Meta(max_length=64)] | None = None
    seq: Number | None = None
    can: Annotated[tuple[Code, ...], Meta(max_length=16)] = ()


class Tock(Frame, frozen=True):
    """Still here: the answer to a tick."""


class WhoIsHere(Frame, frozen=True):
    """The whole roster, please: above fifty seats a picture shows only the near ones."""


class Asked(Frame, frozen=True):
    """Anything that asks the room for an act."""

    n: Number


class Own(Asked, frozen=True, kw_only=True):
    """What somebody does with their own seat or, with `here`, for one who sits in their physical room."""

    here: Who | None = None


# ── the lobby ───────────────────────────────────────────────────────────────────────────────────


class Admit(Asked, frozen=True):
    whom: Annotated[tuple[Who, ...], Meta(min_length=1, max_length=200)]


class Decline(Asked, frozen=True):
    whom: Who
    reason: Code


class LetInAfterAll(Asked, frozen=True):
    whom: Who


class BackToLobby(Asked, frozen=True):
    whom: Who


class Welcome(Asked, frozen=True):
    whom: Who


class PutNote(Asked, frozen=True):
    note: Code | None


class RevokeInvitation(Asked, frozen=True):
    invitation: Number


# ── presence ────────────────────────────────────────────────────────────────────────────────────


class Leave(Asked, frozen=True):
    pass


class ListenOnly(Own, frozen=True):
    on: bool


class AskPatience(Own, frozen=True):
    patience: Patience


# ── the hour ────────────────────────────────────────────────────────────────────────────────────


class GoTo(Asked, frozen=True):
    phase: Phase


class Extend(Asked, frozen=True):
    minutes: Number


class Assent(Own, frozen=True):
    pass


class ChoosePrompt(Asked, frozen=True):
    prompt: Number


class EndForAll(Asked, frozen=True):
    pass


# ── the floor ───────────────────────────────────────────────────────────────────────────────────


class StartRound(Asked, frozen=True):
    pass


class SetMode(Asked, frozen=True):
    mode: Mode


class SetOrder(Asked, frozen=True):
    order: Order


class SetCrosstalk(Asked, frozen=True):
    crosstalk: Crosstalk


class TakeTurn(Own, frozen=True):
    turn: Number


class Done(Own, frozen=True):
    turn: Number


class PassTurn(Own, frozen=True):
    turn: Number


class ComeBackToMe(Own, frozen=True):
    turn: Number


class Next(Asked, frozen=True):
    turn: Number


class GiveFloor(Asked, frozen=True):
    whom: Who
    turn: Number


class TakeBackFloor(Asked, frozen=True):
    turn: Number
    reason: Code | None = None


class MoreTime(Own, frozen=True):
    turn: Number


class RaiseHand(Own, frozen=True):
    pass


class LowerHand(Own, frozen=True):
    whom: Who


class CloseHands(Asked, frozen=True):
    on: bool


class Reorder(Asked, frozen=True):
    whom: Who
    place: Number
    queue: Number


# ── words into the circle. How long they may be is for the room to say ──────────────────────────


class Share(Own, frozen=True):
    words: str
    answers: Ref | None = None


class PutTopic(Asked, frozen=True):
    words: str


class Edit(Own, frozen=True):
    ref: Ref
    words: str


class Retract(Own, frozen=True):
    ref: Ref
    reason: Code | None = None


class Veil(Asked, frozen=True):
    ref: Ref
    on: bool


class Answer(Own, frozen=True):
    ref: Ref
    kind: Kindness


class Wish(Own, frozen=True):
    turn: Number
    wish: Code


class QuietPlease(Own, frozen=True):
    turn: Number
    on: bool


# ── care ────────────────────────────────────────────────────────────────────────────────────────


class AskForSupport(Own, frozen=True):
    pass


class TakeSupport(Asked, frozen=True):
    whom: Who


class CloseSupport(Own, frozen=True):
    whom: Who


class WriteLetter(Asked, frozen=True):
    whom: Who
    about: About
    words: str


class Report(Asked, frozen=True):
    ref: Ref
    code: Code
    words: str


class HandleReport(Asked, frozen=True):
    whom: Who
    shown: Which
    found: Code


class Ground(Asked, frozen=True):
    exercise: Code | None


class Shield(Asked, frozen=True):
    on: bool


# ── the desk ────────────────────────────────────────────────────────────────────────────────────


class Mute(Asked, frozen=True):
    whom: Who
    on: bool


class MuteAll(Asked, frozen=True):
    on: bool


class GoSlowly(Asked, frozen=True):
    seconds: Number | None


class LockDoor(Asked, frozen=True):
    on: bool


class GuardDoor(Asked, frozen=True):
    on: bool


class Pause(Asked, frozen=True):
    on: bool


class HoldEveryone(Asked, frozen=True):
    on: bool


class Remove(Asked, frozen=True):
    whom: Who
    kind: Removal
    reason: Code


class UndoRemove(Asked, frozen=True):
    whom: Who


class GiveRole(Asked, frozen=True):
    whom: Who
    role: Role


class HandOver(Asked, frozen=True):
    whom: Who


# ── one to one ──────────────────────────────────────────────────────────────────────────────────


class AskAside(Asked, frozen=True):
    to: Who | None = None


class TakeAside(Asked, frozen=True):
    whom: Who
    second: Who | None = None


class ProposeAside(Asked, frozen=True):
    whom: Who
    minutes: Number


class AnswerAside(Asked, frozen=True):
    yes: bool


class PassAside(Asked, frozen=True):
    whom: Who
    to: Who


class DeclineAside(Asked, frozen=True):
    whom: Who
    reason: Code


class EndAside(Asked, frozen=True):
    whom: Who


class ComeIn(Asked, frozen=True):
    pass


class TellExperience(Asked, frozen=True):
    tags: Annotated[tuple[Code, ...], Meta(max_length=32)]


class OfferTime(Asked, frozen=True):
    on: bool


# ── a physical room ─────────────────────────────────────────────────────────────────────────────


class SeatHere(Asked, frozen=True):
    name: Annotated[str, Meta(max_length=256)]
    numbered: bool
    newcomer: bool
    agreed: bool


class LeaveHere(Asked, frozen=True):
    whom: Who


class TakeSeatBack(Asked, frozen=True):
    whom: Who


LineFrame = Hello | Tock | WhoIsHere
ActFrame = (
    Admit | Decline | LetInAfterAll | BackToLobby | Welcome | PutNote | RevokeInvitation
    | Leave | ListenOnly | AskPatience
    | GoTo | Extend | Assent | ChoosePrompt | EndForAll
    | StartRound | SetMode | SetOrder | SetCrosstalk | TakeTurn | Done | PassTurn | ComeBackToMe | Next
    | GiveFloor | TakeBackFloor | MoreTime | RaiseHand | LowerHand | CloseHands | Reorder
    | Share | PutTopic | Edit | Retract | Veil | Answer | Wish | QuietPlease
    | AskForSupport | TakeSupport | CloseSupport | WriteLetter | Report | HandleReport | Ground | Shield
    | Mute | MuteAll | GoSlowly | LockDoor | GuardDoor | Pause | HoldEveryone | Remove | UndoRemove | GiveRole
    | HandOver
    | AskAside | TakeAside | ProposeAside | AnswerAside | PassAside | DeclineAside | EndAside | ComeIn
    | TellExperience | OfferTime
    | SeatHere | LeaveHere | TakeSeatBack
)  # fmt: skip
FromPage = LineFrame | ActFrame

TAGS = frozenset(named(kind.__name__) for kind in get_args(FromPage))
"""What `is` may be in a frame from a page."""

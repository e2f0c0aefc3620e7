"""Everything that can be asked of a room, one value each, grouped by the rulebook that answers it.

Every act of a person carries `seat`, the one who asks; the door fills it in, never the frame.
"""

from dataclasses import dataclass

from server.room.effects import About, Kindness, ShareRef
from server.room.format import Crosstalk, Mode, Order, Phase
from server.room.seat import Removal, Role, SeatId
from server.room.words import Name, Words

# ── the lobby: coming in ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody stands at the door, having agreed, with a name. A facilitator's link goes straight in."""

    seat: SeatId
    name: Name
    role: Role
    invitation: int
    agreement: str
    limits: str
    pronouns: Name = Name("")
    newcomer: bool = False
    listen_only: bool = False
    patience: float = 1.0
    listed: bool = False
    """In a room of two: waits beside it, seen by name, and comes in only by choice."""


@dataclass(frozen=True, slots=True)
class Admit:
    """Let one or several in."""

    seat: SeatId
    whom: tuple[SeatId, ...]


@dataclass(frozen=True, slots=True)
class Decline:
    """Not today, with a kind reason from the list."""

    seat: SeatId
    whom: SeatId
    reason: str


@dataclass(frozen=True, slots=True)
class LetInAfterAll:
    """Take a decline back."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class BackToLobby:
    """Ask somebody to wait outside for a moment."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class Welcome:
    """Say welcome to a newcomer by a wordless sign."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class PutNote:
    """One of the ready notes for everyone waiting; None takes it away."""

    seat: SeatId
    note: str | None


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    """An invitation lets nobody new in from now on."""

    seat: SeatId
    invitation: int


@dataclass(frozen=True, slots=True)
class HangWall:
    """A screen in the room shows the circle from now on; `seat` is the wall's own name, not a person's."""

    seat: SeatId
    invitation: int


LobbyAct = (
    Knock | HangWall | Admit | Decline | LetInAfterAll | BackToLobby | Welcome | PutNote | RevokeInvitation
)

# ── presence: lines, leaving, coming back ─────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Arrive:
    """A line opened for this seat, on this instance. A `line` not above the seat's is an old ticket."""

    seat: SeatId
    line: int
    instance: str = ""


@dataclass(frozen=True, slots=True)
class LineDropped:
    """The line `line` of this seat closed or fell silent at `since`."""

    seat: SeatId
    line: int
    since: float


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody goes, quietly."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class ListenOnly:
    """Turns pass by on their own, unseen; or come again."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class AskPatience:
    """The private multiplier of one's own turns: 1, 1.5 or 2."""

    seat: SeatId
    patience: float


PresenceAct = Arrive | LineDropped | Leave | ListenOnly | AskPatience

# ── phases: the hour ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class GoTo:
    """To any phase, at any time. The closing reserve is respected by time, not by this."""

    seat: SeatId
    phase: Phase


@dataclass(frozen=True, slots=True)
class Extend:
    """More time for the whole meeting."""

    seat: SeatId
    minutes: int


@dataclass(frozen=True, slots=True)
class Assent:
    """Yes to the agreement in the circle. Silence is not a yes."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class ChoosePrompt:
    """Which prompt of this part stands in the middle of the circle."""

    seat: SeatId
    prompt: int


@dataclass(frozen=True, slots=True)
class EndForAll:
    """Close now."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class TimePasses:
    """The deadline `rang_for` has come. The line's time, not an instance's."""

    rang_for: float


PhaseAct = GoTo | Extend | Assent | ChoosePrompt | EndForAll | TimePasses

# ── the floor: rounds and hands ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StartRound:
    """Invite each seat once, newcomers never first. A round that is on begins anew."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class SetMode:
    """Take turns another way. Nobody loses their place."""

    seat: SeatId
    mode: Mode


@dataclass(frozen=True, slots=True)
class SetOrder:
    """Who of the raised hands comes next."""

    seat: SeatId
    order: Order


@dataclass(frozen=True, slots=True)
class SetCrosstalk:
    """Whether people may answer shares."""

    seat: SeatId
    crosstalk: Crosstalk


@dataclass(frozen=True, slots=True)
class TakeTurn:
    """Yes, I would like this turn."""

    seat: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class Done:
    """My turn is over."""

    seat: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class PassTurn:
    """One action from any state, without a reason, never refused. An old `turn` has simply passed already."""

    seat: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class ComeBackToMe:
    """Later, please: at the end of the round, once."""

    seat: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class Next:
    """Move the floor on. Carries the turn that was seen, so that two presses move once."""

    seat: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class GiveFloor:
    """This person speaks now."""

    seat: SeatId
    whom: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class TakeBackFloor:
    """The floor rests with nobody. A reason code is told to the person alone."""

    seat: SeatId
    turn: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MoreTime:
    """A bit more time for whoever has the floor: asked by themselves, a timekeeper or the desk."""

    seat: SeatId
    turn: int


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """I would like to speak."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class LowerHand:
    """One's own hand, or by the desk somebody's."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class CloseHands:
    """No new hands in this part, or open again."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class Reorder:
    """Move somebody to `place` (from 0) among the hands or those to be invited; `queue` is what was seen."""

    seat: SeatId
    whom: SeatId
    place: int
    queue: int


FloorAct = (
    StartRound | SetMode | SetOrder | SetCrosstalk | TakeTurn | Done | PassTurn | ComeBackToMe | Next
    | GiveFloor | TakeBackFloor | MoreTime | RaiseHand | LowerHand | CloseHands | Reorder
)  # fmt: skip

# ── sharing: words into the circle ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Share:
    """Words for the circle. `number` is this seat's count of acts; `answers` makes it a reply."""

    seat: SeatId
    number: int
    words: Words
    answers: ShareRef | None = None


@dataclass(frozen=True, slots=True)
class PutTopic:
    """A facilitator's own words in the middle of the circle, for those here now."""

    seat: SeatId
    number: int
    words: Words


@dataclass(frozen=True, slots=True)
class Edit:
    """Better words for one's own share. `said_at` came back with the verified tag."""

    seat: SeatId
    ref: ShareRef
    words: Words


@dataclass(frozen=True, slots=True)
class Retract:
    """Take one's own share back, or by the desk somebody's, with a reason code told to them alone."""

    seat: SeatId
    ref: ShareRef
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Veil:
    """Fold a share behind a note, or unfold it."""

    seat: SeatId
    ref: ShareRef
    on: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the kind answers."""

    seat: SeatId
    ref: ShareRef
    kind: Kindness


@dataclass(frozen=True, slots=True)
class Wish:
    """What the speaker would like back. `wish` is listen, same_here or ideas."""

    seat: SeatId
    turn: int
    wish: str


@dataclass(frozen=True, slots=True)
class QuietPlease:
    """The speaker would like no answers for now, or welcomes them again."""

    seat: SeatId
    turn: int
    on: bool


SharingAct = Share | PutTopic | Edit | Retract | Veil | Answer | Wish | QuietPlease

# ── care ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AskForSupport:
    """I need support now. Never refused, whatever is locked."""

    seat: SeatId
    brought: bool = False
    """By the host of their physical room. What somebody calls for by themselves is not the host's to see."""


@dataclass(frozen=True, slots=True)
class TakeSupport:
    """I'm with you: a facilitator takes a signal by name."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class CloseSupport:
    """The signal is closed: by the person themselves (a mistake, or better now), or by who took it."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class WriteLetter:
    """Words to the desk (`whom` is oneself), from the desk to one person, or between facilitators.

    A letter to the desk is never refused by a lock, a mute or a pause (`reference/meetings.md` finding 9).
    """

    seat: SeatId
    number: int
    whom: SeatId
    about: About
    words: Words


@dataclass(frozen=True, slots=True)
class Report:
    """A share as it was displayed, to the desk, with what is wrong. The reported person is not told."""

    seat: SeatId
    number: int
    ref: ShareRef
    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class HandleReport:
    """A guide has dealt with what `whom` told the desk about the share `shown`: they hear what came of it."""

    seat: SeatId
    number: int
    whom: SeatId
    shown: ShareRef
    found: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Grounding together, in step: `look_around`, `breathe`, or None to end it."""

    seat: SeatId
    exercise: str | None


@dataclass(frozen=True, slots=True)
class Shield:
    """The quiet screen, up or down."""

    seat: SeatId
    on: bool


CareAct = AskForSupport | TakeSupport | CloseSupport | WriteLetter | Report | HandleReport | Ground | Shield

# ── the desk ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Mute:
    """Ask one person to listen for a while, or give the words back."""

    seat: SeatId
    whom: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class MuteAll:
    """All listen."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class GoSlowly:
    """Slow mode: one share each `seconds`; None ends it."""

    seat: SeatId
    seconds: int | None


@dataclass(frozen=True, slots=True)
class LockDoor:
    """No one new in the circle; the lobby stays open."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class GuardDoor:
    """Raid mode: for now the door opens to nobody who has no seat yet; who waits already is let in as ever."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Everything waits, nothing is lost; the same button ends it."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class HoldEveryone:
    """Lockdown: only guides can speak; the newest are listed. Releasing restores exactly what was."""

    seat: SeatId
    on: bool


@dataclass(frozen=True, slots=True)
class Remove:
    """Out: for this session, or until reviewed; with a reason code."""

    seat: SeatId
    whom: SeatId
    kind: Removal
    reason: str


@dataclass(frozen=True, slots=True)
class UndoRemove:
    """Within one minute a removal for this session can be taken back: the person waits in the lobby."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class GiveRole:
    """Name a co-facilitator, or give a service role; `PARTICIPANT` takes it away."""

    seat: SeatId
    whom: SeatId
    role: Role


@dataclass(frozen=True, slots=True)
class HandOver:
    """They get the desk; I stay in the circle."""

    seat: SeatId
    whom: SeatId


DeskAct = (
    Mute | MuteAll | GoSlowly | LockDoor | GuardDoor | Pause | HoldEveryone | Remove | UndoRemove | GiveRole
    | HandOver
)  # fmt: skip

# ── one to one ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class AskAside:
    """May I talk with one of you alone, with `to` or whoever is free? Only the guides see it."""

    seat: SeatId
    to: SeatId | None = None


@dataclass(frozen=True, slots=True)
class TakeAside:
    """Time alone with `whom`: their wish is granted or, where they did not ask, they are."""

    seat: SeatId
    whom: SeatId
    second: SeatId | None = None


@dataclass(frozen=True, slots=True)
class ProposeAside:
    """Not now, but so many minutes from now?"""

    seat: SeatId
    whom: SeatId
    minutes: int


@dataclass(frozen=True, slots=True)
class AnswerAside:
    """Yes, or no without a trace."""

    seat: SeatId
    yes: bool


@dataclass(frozen=True, slots=True)
class PassAside:
    """Ask another guide to take this wish."""

    seat: SeatId
    whom: SeatId
    to: SeatId


@dataclass(frozen=True, slots=True)
class DeclineAside:
    """Not today, for a reason from the list."""

    seat: SeatId
    whom: SeatId
    reason: str


@dataclass(frozen=True, slots=True)
class EndAside:
    """Back from it, or not wanted any more. The person's own, or the guide's who is with them."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class ComeIn:
    """The listed adult comes into the room of two."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class TellExperience:
    """What a guide has lived, by their own choice from the list; nothing takes it back."""

    seat: SeatId
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferTime:
    """A guide has time for talks alone now, or no more."""

    seat: SeatId
    on: bool


AsideAct = (
    AskAside | TakeAside | ProposeAside | AnswerAside | PassAside | DeclineAside | EndAside | ComeIn
    | TellExperience | OfferTime
)  # fmt: skip

# ── a physical room ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SeatHere:
    """Somebody sits with me in a physical room: `fresh` is their seat. `numbered` counts after the name."""

    seat: SeatId
    fresh: SeatId
    name: Name
    numbered: bool
    newcomer: bool
    agreed: bool
    """They heard the agreement and what can't stay in the room, and said yes."""


@dataclass(frozen=True, slots=True)
class LeaveHere:
    """Somebody in my room has gone."""

    seat: SeatId
    whom: SeatId


@dataclass(frozen=True, slots=True)
class ShowCode:
    """A phone may take over the seat of `whom` with a code that has this imprint."""

    seat: SeatId
    whom: SeatId
    imprint: str


@dataclass(frozen=True, slots=True)
class SitHere:
    """A phone with a code sits down on the seat it is for; `seat` is the phone's own name, not a person's."""

    seat: SeatId
    imprint: str
    invitation: int
    agreement: str
    limits: str


@dataclass(frozen=True, slots=True)
class TakeSeatBack:
    """I speak for them again; whatever phone was bound to their seat no longer is."""

    seat: SeatId
    whom: SeatId


Relayed = (
    ListenOnly | AskPatience | Assent | TakeTurn | Done | PassTurn | ComeBackToMe | MoreTime | RaiseHand
    | LowerHand | Share | Edit | Retract | Answer | Wish | QuietPlease | AskForSupport | CloseSupport
)  # fmt: skip
"""What a host may do or type for somebody in their room: never a letter, a report, or anything of the desk."""


@dataclass(frozen=True, slots=True)
class Relay:
    """For somebody in my room, as if they had done it: it is shown as theirs. Who that is stands in the act."""

    seat: SeatId
    act: Relayed


HubAct = SeatHere | LeaveHere | ShowCode | SitHere | TakeSeatBack | Relay

Act = AsideAct | HubAct | LobbyAct | PresenceAct | PhaseAct | FloorAct | SharingAct | CareAct | DeskAct

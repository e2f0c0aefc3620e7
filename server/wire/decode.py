"""From a message to a frame, and from a frame to an act. What cannot be read leaves nothing but a name."""

from typing import assert_never, cast

from msgspec import DecodeError
from msgspec.json import Decoder, Encoder

from server.room import acts
from server.room.acts import Act
from server.room.effects import ShareRef
from server.room.seat import SeatId
from server.room.words import Name, Words
from server.wire import frames
from server.wire.frames import LONGEST, ActFrame, FromPage
from server.wire.garbled import Garbled, Why, trouble
from server.wire.tags import Tags

_decoder: Decoder[FromPage] = Decoder(FromPage)
_encoder = Encoder()


def read(message: str | bytes) -> FromPage:
    """The frame in a message. Raises `Garbled`, from outside any `except`, so that no error tags along."""
    if isinstance(message, bytes):
        raise Garbled(Why.BINARY)
    raw = _utf8(message)
    if raw is None:
        raise Garbled(Why.LONE_SURROGATE)
    if len(raw) > LONGEST:
        raise Garbled(Why.TOO_LONG)
    frame = _frame(raw)
    if frame is None:
        raise Garbled(trouble(message) or Why.WRONG_FIELDS)
    # What we would have written ourselves holds no key twice; anything else is looked at closely.
    if _encoder.encode(frame) != raw and (why := trouble(message)):
        raise Garbled(why)
    return frame


def _utf8(message: str) -> bytes | None:
    try:
        return message.encode()
    except UnicodeEncodeError:
        return None


def _frame(raw: bytes) -> FromPage | None:
    try:
        return _decoder.decode(raw)
    except (DecodeError, RecursionError):
        return None


def act(frame: ActFrame, seat: SeatId, tags: Tags) -> Act:
    """What `frame` asks for, on behalf of `seat`. Raises `Refused` where a share's tag is not ours."""
    if isinstance(frame, frames.Own) and frame.here is not None:
        return acts.Relay(seat, cast(acts.Relayed, _act(frame, frame.here, tags)))
    return _act(frame, seat, tags)


def _act(frame: ActFrame, seat: SeatId, tags: Tags) -> Act:
    match frame:
        case frames.Share():  # what is asked for most
            answers = None if frame.answers is None else tags.known(frame.answers)
            return acts.Share(seat, frame.n, _words(frame.words), answers)
        case frames.Admit():  # the lobby
            return acts.Admit(seat, frame.whom)
        case frames.Decline():
            return acts.Decline(seat, frame.whom, frame.reason)
        case frames.LetInAfterAll():
            return acts.LetInAfterAll(seat, frame.whom)
        case frames.BackToLobby():
            return acts.BackToLobby(seat, frame.whom)
        case frames.Welcome():
            return acts.Welcome(seat, frame.whom)
        case frames.PutNote():
            return acts.PutNote(seat, frame.note)
        case frames.RevokeInvitation():
            return acts.RevokeInvitation(seat, frame.invitation)
        case frames.Leave():  # presence
            return acts.Leave(seat)
        case frames.ListenOnly():
            return acts.ListenOnly(seat, frame.on)
        case frames.AskPatience():
            return acts.AskPatience(seat, frame.patience)
        case frames.GoTo():  # the hour
            return acts.GoTo(seat, frame.phase)
        case frames.Extend():
            return acts.Extend(seat, frame.minutes)
        case frames.Assent():
            return acts.Assent(seat)
        case frames.ChoosePrompt():
            return acts.ChoosePrompt(seat, frame.prompt)
        case frames.EndForAll():
            return acts.EndForAll(seat)
        case frames.StartRound():  # the floor
            return acts.StartRound(seat)
        case frames.SetMode():
            return acts.SetMode(seat, frame.mode)
        case frames.SetOrder():
            return acts.SetOrder(seat, frame.order)
        case frames.SetCrosstalk():
            return acts.SetCrosstalk(seat, frame.crosstalk)
        case frames.TakeTurn():
            return acts.TakeTurn(seat, frame.turn)
        case frames.Done():
            return acts.Done(seat, frame.turn)
        case frames.PassTurn():
            return acts.PassTurn(seat, frame.turn)
        case frames.ComeBackToMe():
            return acts.ComeBackToMe(seat, frame.turn)
        case frames.Next():
            return acts.Next(seat, frame.turn)
        case frames.GiveFloor():
            return acts.GiveFloor(seat, frame.whom, frame.turn)
        case frames.TakeBackFloor():
            return acts.TakeBackFloor(seat, frame.turn, frame.reason)
        case frames.MoreTime():
            return acts.MoreTime(seat, frame.turn)
        case frames.RaiseHand():
            return acts.RaiseHand(seat)
        case frames.LowerHand():
            return acts.LowerHand(seat, frame.whom)
        case frames.CloseHands():
            return acts.CloseHands(seat, frame.on)
        case frames.Reorder():
            return acts.Reorder(seat, frame.whom, frame.place, frame.queue)
        case frames.PutTopic():  # more words into the circle
            return acts.PutTopic(seat, frame.n, _words(frame.words))
        case frames.Edit():
            return acts.Edit(seat, tags.known(frame.ref), _words(frame.words))
        case frames.Retract():
            return acts.Retract(seat, tags.known(frame.ref), frame.reason)
        case frames.Veil():
            return acts.Veil(seat, tags.known(frame.ref), frame.on)
        case frames.Answer():
            return acts.Answer(seat, tags.known(frame.ref), frame.kind)
        case frames.Wish():
            return acts.Wish(seat, frame.turn, frame.wish)
        case frames.QuietPlease():
            return acts.QuietPlease(seat, frame.turn, frame.on)
        case frames.AskForSupport():  # care
            return acts.AskForSupport(seat)
        case frames.TakeSupport():
            return acts.TakeSupport(seat, frame.whom)
        case frames.CloseSupport():
            return acts.CloseSupport(seat, frame.whom)
        case frames.WriteLetter():
            return acts.WriteLetter(seat, frame.n, frame.whom, frame.about, _words(frame.words))
        case frames.Report():
            words = _words(frame.words)
            return acts.Report(seat, frame.n, tags.shown(frame.ref, words), frame.code, words)
        case frames.HandleReport():
            shown = ShareRef(frame.shown.seat, frame.shown.number)
            return acts.HandleReport(seat, frame.n, frame.whom, shown, frame.found)
        case frames.Ground():
            return acts.Ground(seat, frame.exercise)
        case frames.Shield():
            return acts.Shield(seat, frame.on)
        case frames.Mute():  # the desk
            return acts.Mute(seat, frame.whom, frame.on)
        case frames.MuteAll():
            return acts.MuteAll(seat, frame.on)
        case frames.GoSlowly():
            return acts.GoSlowly(seat, frame.seconds)
        case frames.LockDoor():
            return acts.LockDoor(seat, frame.on)
        case frames.GuardDoor():
            return acts.GuardDoor(seat, frame.on)
        case frames.Pause():
            return acts.Pause(seat, frame.on)
        case frames.HoldEveryone():
            return acts.HoldEveryone(seat, frame.on)
        case frames.Remove():
            return acts.Remove(seat, frame.whom, frame.kind, frame.reason)
        case frames.UndoRemove():
            return acts.UndoRemove(seat, frame.whom)
        case frames.GiveRole():
            return acts.GiveRole(seat, frame.whom, frame.role)
        case frames.HandOver():
            return acts.HandOver(seat, frame.whom)
        case frames.AskAside():  # one to one
            return acts.AskAside(seat, frame.to)
        case frames.TakeAside():
            return acts.TakeAside(seat, frame.whom, frame.second)
        case frames.ProposeAside():
            return acts.ProposeAside(seat, frame.whom, frame.minutes)
        case frames.AnswerAside():
            return acts.AnswerAside(seat, frame.yes)
        case frames.PassAside():
            return acts.PassAside(seat, frame.whom, frame.to)
        case frames.DeclineAside():
            return acts.DeclineAside(seat, frame.whom, frame.reason)
        case frames.EndAside():
            return acts.EndAside(seat, frame.whom)
        case frames.ComeIn():
            return acts.ComeIn(seat)
        case frames.TellExperience():
            return acts.TellExperience(seat, frame.tags)
        case frames.OfferTime():
            return acts.OfferTime(seat, frame.on)
        case frames.SeatHere():  # a physical room
            fresh, name = tags.fresh(seat, frame.n), Name(frame.name)
            return acts.SeatHere(seat, fresh, name, frame.numbered, frame.newcomer, frame.agreed)
        case frames.LeaveHere():
            return acts.LeaveHere(seat, frame.whom)
        case frames.TakeSeatBack():
            return acts.TakeSeatBack(seat, frame.whom)
        case _:
            assert_never(frame)


def _words(text: str) -> Words:
    return Words(text.encode())

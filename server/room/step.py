"""The one way in: each act to its rule. The table of contents of the product.

Care is looked at before any lock; what lies over the meeting before any rule; time last of all.
"""

from dataclasses import replace
from typing import assert_never

from server.room import (
    aside,
    care,
    companion,
    desk,
    floor,
    giving,
    hands,
    holding,
    hours,
    hubs,
    lobby,
    mending,
    phases,
    presence,
    room_of_two,
    rounds,
    sharing,
    walls,
)
from server.room.acts import (
    Act,
    Admit,
    Answer,
    AnswerAside,
    Arrive,
    AskAside,
    AskForSupport,
    AskPatience,
    Assent,
    BackToLobby,
    ChoosePrompt,
    CloseHands,
    CloseSupport,
    ComeBackToMe,
    ComeIn,
    Decline,
    DeclineAside,
    Done,
    Edit,
    EndAside,
    EndForAll,
    Extend,
    GiveFloor,
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
    Leave,
    LeaveHere,
    LetInAfterAll,
    LineDropped,
    ListenOnly,
    LockDoor,
    LowerHand,
    MoreTime,
    Mute,
    MuteAll,
    Next,
    OfferTime,
    PassAside,
    PassTurn,
    Pause,
    ProposeAside,
    PutNote,
    PutTopic,
    QuietPlease,
    RaiseHand,
    Relay,
    Remove,
    Reorder,
    Report,
    Retract,
    RevokeInvitation,
    SeatHere,
    SetCrosstalk,
    SetMode,
    SetOrder,
    Share,
    Shield,
    ShowCode,
    SitHere,
    StartRound,
    TakeAside,
    TakeBackFloor,
    TakeSeatBack,
    TakeSupport,
    TakeTurn,
    TellExperience,
    TimePasses,
    UndoRemove,
    Veil,
    Welcome,
    Wish,
    WriteLetter,
)
from server.room.refusals import Refused
from server.room.room import Outcome, Room


def step(room: Room, act: Act, now: float) -> Outcome:
    """What `act` does to `room`, at the line's `now`. Raises `Refused`, and then nothing has changed."""
    after, effects = _answered(room, act, now)
    after = aside.kept(after, now)
    if after.seats is not room.seats and after.closed_at is None:
        after = hubs.kept(after, now)
    if after is not room:
        after = replace(floor.faded(room, after), version=room.version + 1)
    return after, effects


def _answered(room: Room, act: Act, now: float) -> Outcome:
    match act:
        case Share():  # what is asked for most, so it is looked for first
            return sharing.share(_unforbidden(room, act), act, now)
        case Relay():  # as if that person had done it
            return _answered(room, hubs.on_behalf(room, act), now)
        case AskForSupport():  # above every lock, always
            return care.ask_for_support(room, act, now)
        case CloseSupport():
            return care.close_support(room, act, now)
        case WriteLetter():
            return care.write_letter(room, act, now)
        case Report():
            return care.report(room, act, now)
        case Arrive() if act.seat in room.walls:
            return walls.lights_up(room, act)
        case LineDropped() if act.seat in room.walls:
            return walls.goes_dark(room, act, now)
        case Leave():
            return presence.leave(room, act, now)
        case Arrive():
            return presence.arrive(room, act, now)
        case LineDropped():
            return presence.line_dropped(room, act, now)
        case TimePasses():
            return phases.time_passes(room, act, now)
        case PassTurn():  # never refused
            return rounds.pass_turn(room, act, now)
        case _ if no := holding.forbids(room, act):
            raise Refused(no)
        # the lobby
        case Knock():
            return lobby.knock(room, act, now)
        case HangWall():
            return walls.hang(room, act, now)
        case Admit():
            return lobby.admit(room, act, now)
        case Decline():
            return lobby.decline(room, act, now)
        case LetInAfterAll():
            return lobby.let_in_after_all(room, act, now)
        case BackToLobby():
            return lobby.back_to_lobby(room, act, now)
        case Welcome():
            return lobby.welcome(room, act, now)
        case PutNote():
            return lobby.put_note(room, act, now)
        case RevokeInvitation():
            return lobby.revoke_invitation(room, act, now)
        # presence
        case ListenOnly():
            return presence.listen_only(room, act, now)
        case AskPatience():
            return presence.ask_patience(room, act, now)
        # the hour
        case GoTo():
            return phases.go_to(room, act, now)
        case Extend():
            return phases.extend(room, act, now)
        case Assent():
            return phases.assent(room, act, now)
        case ChoosePrompt():
            return phases.choose_prompt(room, act, now)
        case EndForAll():
            return phases.end_for_all(room, act, now)
        # the floor
        case StartRound():
            return rounds.start_round(room, act, now)
        case ComeBackToMe():
            return rounds.come_back_to_me(room, act, now)
        case SetMode():
            return floor.set_mode(room, act, now)
        case SetOrder():
            return hands.set_order(room, act, now)
        case SetCrosstalk():
            return floor.set_crosstalk(room, act, now)
        case TakeTurn():
            return floor.take_turn(room, act, now)
        case Done():
            return floor.done(room, act, now)
        case Next():
            return giving.next_turn(room, act, now)
        case GiveFloor():
            return giving.give(room, act, now)
        case TakeBackFloor():
            return giving.take_back(room, act, now)
        case MoreTime():
            return floor.more_time(room, act, now)
        case RaiseHand():
            return hands.raise_hand(room, act, now)
        case LowerHand():
            return hands.lower_hand(room, act, now)
        case CloseHands():
            return hands.close_hands(room, act, now)
        case Reorder():
            return hands.reorder(room, act, now)
        # more words into the circle
        case PutTopic():
            return sharing.put_topic(room, act, now)
        case Edit():
            return mending.edit(room, act, now)
        case Retract():
            return mending.retract(room, act, now)
        case Veil():
            return mending.veil(room, act, now)
        case Answer():
            return sharing.answer(room, act, now)
        case Wish():
            return sharing.wish(room, act, now)
        case QuietPlease():
            return sharing.quiet_please(room, act, now)
        # care
        case TakeSupport():
            return care.take_support(room, act, now)
        case Ground():
            return care.ground(room, act, now)
        case HandleReport():
            return care.handle_report(room, act, now)
        case Shield():
            return care.shield(room, act, now)
        # one to one
        case AskAside():
            return aside.ask_aside(room, act, now)
        case TakeAside():
            return aside.take_aside(room, act, now)
        case ProposeAside():
            return aside.propose_aside(room, act, now)
        case AnswerAside():
            return aside.answer_aside(room, act, now)
        case PassAside():
            return aside.pass_aside(room, act, now)
        case DeclineAside():
            return aside.decline_aside(room, act, now)
        case EndAside():
            return aside.end_aside(room, act, now)
        case ComeIn():
            return room_of_two.come_in_listed(room, act, now)
        case TellExperience():
            return hours.tell_experience(room, act, now)
        case OfferTime():
            return hours.offer_time(room, act, now)
        # a physical room
        case SeatHere():
            return hubs.seat_here(room, act, now)
        case LeaveHere():
            return hubs.leave_here(room, act, now)
        case ShowCode():
            return companion.show_code(room, act, now)
        case SitHere():
            return companion.sit_here(room, act, now)
        case TakeSeatBack():
            return companion.take_seat_back(room, act, now)
        # the desk
        case Mute():
            return desk.mute(room, act, now)
        case MuteAll():
            return desk.mute_all(room, act, now)
        case GoSlowly():
            return desk.go_slowly(room, act, now)
        case LockDoor():
            return desk.lock_door(room, act, now)
        case GuardDoor():
            return desk.guard_door(room, act, now)
        case Pause():
            return desk.pause(room, act, now)
        case HoldEveryone():
            return desk.hold_everyone(room, act, now)
        case Remove():
            return desk.remove(room, act, now)
        case UndoRemove():
            return desk.undo_remove(room, act, now)
        case GiveRole():
            return desk.give_role(room, act, now)
        case HandOver():
            return desk.hand_over(room, act, now)
        case _:
            assert_never(act)


def _unforbidden(room: Room, act: Act) -> Room:
    if no := holding.forbids(room, act):
        raise Refused(no)
    return room

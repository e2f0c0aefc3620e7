"""What people might do next, by chance: mostly what fits the room as it is, sometimes what does not.

The dice are handed in, so that a seed replays an evening and hypothesis can shrink one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from server.room import acts
from server.room.acts import Act
from server.room.codes import EXERCISES, EXPERIENCE, FOUND, NOT_TODAY, NOTES, WHY, WRONG
from server.room.effects import About, Kindness, ShareRef
from server.room.format import Crosstalk, Mode, Order
from server.room.pace import waits
from server.room.phases import PARTS
from server.room.powers import DESK
from server.room.room import Room
from server.room.seat import Removal, Role, SeatId, Where
from server.room.words import Name, Words
from tests.room.dice import Dice, one_of, rarely, seats
from tests.room.room_chances import a_host, a_room

CAST = {
    SeatId("p1"): ("Ana", Role.PARTICIPANT),
    SeatId("p2"): ("Bo", Role.PARTICIPANT),
    SeatId("p3"): ("Cy", Role.PARTICIPANT),
    SeatId("p4"): ("Dia", Role.PARTICIPANT),
    SeatId("p5"): ("Eva", Role.PARTICIPANT),
    SeatId("p6"): ("Finn", Role.PARTICIPANT),
    SeatId("p7"): ("Gus", Role.PARTICIPANT),
    SeatId("f1"): ("Fay", Role.FACILITATOR),
    SeatId("f2"): ("Hugo", Role.CO_FACILITATOR),
    SeatId("s1"): ("Sol", Role.SUPERVISOR),
    SeatId("r1"): ("Rae", Role.HUB_HOST),
}
NEW_HERE = frozenset({"Cy", "Eva"})


def in_circle(room: Room, dice: Dice) -> SeatId:
    """Mostly somebody in the circle."""
    return one_of(dice, seats(room, lambda seat: seat.where is Where.CIRCLE or rarely(dice, 12)))


def at_desk(room: Room, dice: Dice) -> SeatId:
    """Mostly a guide."""
    if rarely(dice, 8):
        return in_circle(room, dice)
    return one_of(dice, seats(room, lambda seat: seat.role in DESK and seat.where is Where.CIRCLE))


def waiting(room: Room, dice: Dice) -> SeatId:
    """Mostly somebody in the lobby."""
    return one_of(dice, seats(room, lambda seat: seat.where is Where.LOBBY or rarely(dice, 12)))


def holder(room: Room, dice: Dice) -> SeatId:
    """Mostly who has the floor."""
    held = room.floor.holder
    return in_circle(room, dice) if held is None or rarely(dice, 6) else held


def turn(room: Room, dice: Dice) -> int:
    """Mostly the turn that is."""
    return room.floor.turn - rarely(dice, 10)


def words(dice: Dice) -> Words:
    """Nobody reads them. Rarely too long, or none."""
    return Words(b"" if rarely(dice, 40) else b"\xc3\xb1" * (5000 if rarely(dice, 60) else 3))


def share_ref(room: Room, dice: Dice) -> ShareRef:
    """Some share, of somebody."""
    return ShareRef(in_circle(room, dice), dice.below(8))


# ── one act each ────────────────────────────────────────────────────────────────────────────────────────


def knock(room: Room, dice: Dice) -> Act:
    """Somebody of the cast at the door, rarely again."""
    absent = [seat for seat in CAST if seat not in room.seats or rarely(dice, 10)]
    seat = one_of(dice, absent or list(CAST))
    name, role = CAST[seat]
    return acts.Knock(
        seat,
        Name("Fay" if rarely(dice, 30) else name),
        role,
        invitation=dice.below(3),
        agreement=room.format.agreement,
        limits="v0" if rarely(dice, 30) else room.format.limits,
        newcomer=name in NEW_HERE,
        listen_only=rarely(dice, 10),
        patience=one_of(dice, (1.0, 1.5, 2.0)),
    )


def arrive(room: Room, dice: Dice) -> Act:
    """A line, mostly for who has none."""
    away = seats(room, lambda seat: seat.away_since is not None and not rarely(dice, 8))
    seat = one_of(dice, away)
    known = room.seats.get(seat)
    return acts.Arrive(seat, (known.line if known else 0) + 1 - rarely(dice, 20))


def line_dropped(room: Room, dice: Dice, now: float) -> Act:
    """A line is lost; often the one of whoever has the floor."""
    seat = one_of(dice, (in_circle(room, dice), holder(room, dice)))
    known = room.seats.get(seat)
    return acts.LineDropped(seat, known.line if known else 0, now - one_of(dice, (0.0, 1.0, 5.0)))


def knock_and_come(room: Room, dice: Dice, now: float) -> Act:
    return one_of(dice, (knock, knock, arrive, arrive, arrive))(room, dice)


def the_wall(room: Room, dice: Dice, now: float) -> Act:
    """A screen in the room: hung, lit, or gone dark."""
    number = dice.below(3)
    wall = SeatId(f"w{number}")
    hung = room.walls.get(wall)
    if hung is None:
        return acts.HangWall(wall, 3 + number)
    if hung.away_since is None:
        return acts.LineDropped(wall, hung.line, now)
    return acts.Arrive(wall, hung.line + 1 - rarely(dice, 20))


def at_the_door(room: Room, dice: Dice, now: float) -> Act:
    guide, whom = at_desk(room, dice), waiting(room, dice)
    match dice.below(16):
        case 0:
            return acts.Decline(guide, whom, one_of(dice, sorted(NOT_TODAY)))
        case 1:
            declined = seats(room, lambda seat: seat.where is Where.DECLINED)
            return acts.LetInAfterAll(guide, one_of(dice, declined))
        case 2:
            return acts.BackToLobby(guide, in_circle(room, dice))
        case 3:
            return acts.Welcome(guide, in_circle(room, dice))
        case 4:
            return acts.PutNote(guide, one_of(dice, (None, *sorted(NOTES))))
        case 5 if rarely(dice, 4):
            return acts.RevokeInvitation(guide, dice.below(6))
        case 6:
            return the_wall(room, dice, now)
        case _:
            return acts.Admit(guide, (whom, waiting(room, dice)))


def coming_and_going(room: Room, dice: Dice, now: float) -> Act:
    match dice.below(12):
        case 0:
            return acts.Leave(in_circle(room, dice))
        case 1 | 2:
            listens = seats(room, lambda seat: seat.listen_only)
            return acts.ListenOnly(one_of(dice, (in_circle(room, dice), *listens)), not rarely(dice, 2))
        case 3:
            return acts.AskPatience(in_circle(room, dice), one_of(dice, (1.0, 1.5, 2.0, 9.0)))
        case 4 | 5 | 6 | 7:
            return line_dropped(room, dice, now)
        case _:
            return arrive(room, dice)


def the_hour(room: Room, dice: Dice, now: float) -> Act:
    guide = at_desk(room, dice)
    match dice.below(12):
        case 0:
            return acts.Extend(guide, one_of(dice, (5, 10, 45, -1)))
        case 1 | 2:
            return acts.Assent(in_circle(room, dice))
        case 3:
            return acts.ChoosePrompt(guide, dice.below(3))
        case 4 if rarely(dice, 8):
            return acts.EndForAll(guide)
        case _:
            return acts.GoTo(guide, one_of(dice, PARTS))


def ones_own_turn(room: Room, dice: Dice, now: float) -> Act:
    who, seen = holder(room, dice), turn(room, dice)
    match dice.below(9):
        case 0 | 1 | 2:
            return acts.TakeTurn(who, seen)
        case 3 | 4:
            return acts.Done(who, seen)
        case 5 | 6:
            return acts.PassTurn(one_of(dice, (who, who, in_circle(room, dice))), seen)
        case 7:
            return acts.ComeBackToMe(who, seen)
        case _:
            return acts.MoreTime(one_of(dice, (who, in_circle(room, dice))), seen)


def hands(room: Room, dice: Dice, now: float) -> Act:
    who = in_circle(room, dice)
    match dice.below(8):
        case 0:
            return acts.LowerHand(one_of(dice, (who, at_desk(room, dice))), who)
        case 1:
            return acts.CloseHands(at_desk(room, dice), rarely(dice, 3))
        case 2:
            line = room.floor.to_ask if room.floor.round_on else room.floor.hands
            whom = one_of(dice, line or (who,))
            return acts.Reorder(at_desk(room, dice), whom, dice.below(4), room.floor.queue - rarely(dice, 8))
        case _:
            return acts.RaiseHand(who)


def the_guides_floor(room: Room, dice: Dice, now: float) -> Act:
    guide, seen = at_desk(room, dice), turn(room, dice)
    match dice.below(12):
        case 0 | 1 | 2 | 3:
            return acts.StartRound(guide) if not room.floor.round_on else acts.Next(guide, seen)
        case 4 | 5:
            return acts.Next(guide, seen)
        case 6 | 7:
            return acts.GiveFloor(guide, in_circle(room, dice), seen)
        case 8:
            return acts.TakeBackFloor(guide, seen, one_of(dice, (None, *sorted(WHY))))
        case 9:
            return acts.SetMode(guide, one_of(dice, tuple(Mode)))
        case 10:
            return acts.SetOrder(guide, one_of(dice, tuple(Order)))
        case _:
            return acts.SetCrosstalk(guide, one_of(dice, tuple(Crosstalk)))


def talk(room: Room, dice: Dice, now: float) -> Act:
    who = one_of(dice, (holder(room, dice), in_circle(room, dice)))
    match dice.below(12):
        case 0 | 1 | 2 | 3:
            return acts.Share(who, dice.below(8), words(dice))
        case 4:
            return acts.Share(who, dice.below(8), words(dice), share_ref(room, dice))
        case 5:
            return acts.PutTopic(at_desk(room, dice), dice.below(8), words(dice))
        case 6:
            own = ShareRef(who, dice.below(8))
            return acts.Edit(who, own if not rarely(dice, 4) else share_ref(room, dice), words(dice))
        case 7 if rarely(dice, 4):
            return acts.Retract(who, ShareRef(who, dice.below(8)))
        case 7 | 8:
            return acts.Wish(who, turn(room, dice), one_of(dice, ("listen", "same_here", "ideas", "cake")))
        case 9:
            return acts.QuietPlease(who, turn(room, dice), not rarely(dice, 3))
        case 10 if rarely(dice, 3):
            guide, ref = at_desk(room, dice), share_ref(room, dice)
            if rarely(dice, 2):
                return acts.Retract(guide, ref, one_of(dice, sorted(WHY)))
            return acts.Veil(guide, ref, not rarely(dice, 3))
        case _:
            return acts.Answer(who, share_ref(room, dice), one_of(dice, tuple(Kindness)))


def care(room: Room, dice: Dice, now: float) -> Act:
    anyone, guide = one_of(dice, seats(room, lambda seat: True)), at_desk(room, dice)
    asked = one_of(dice, [signal.seat for signal in room.signals] or [anyone])
    match dice.below(10):
        case 0 | 1:
            return acts.AskForSupport(anyone)
        case 2 | 3:
            return acts.TakeSupport(guide, asked)
        case 4:
            return acts.CloseSupport(one_of(dice, (asked, guide)), asked)
        case 5:
            about = one_of(dice, tuple(About))
            return acts.WriteLetter(
                *one_of(dice, ((anyone, 1, anyone), (guide, 2, anyone))), about, words(dice)
            )
        case 6:
            ref, code = share_ref(room, dice), one_of(dice, sorted(WRONG))
            return acts.Report(anyone, 3, ref, code, words(dice))
        case 7:
            return acts.HandleReport(guide, 4, anyone, share_ref(room, dice), one_of(dice, sorted(FOUND)))
        case 8:
            return acts.Ground(guide, one_of(dice, (None, *sorted(EXERCISES), None)))
        case _:
            return acts.Shield(guide, room.holds.shielded_by is None)


def the_desk(room: Room, dice: Dice, now: float) -> Act:
    guide, whom, holds = at_desk(room, dice), in_circle(room, dice), room.holds
    match dice.below(18):
        case 0 | 1:
            return acts.Mute(guide, one_of(dice, (whom, holder(room, dice))), True)
        case 2 | 3:
            return acts.Mute(guide, one_of(dice, seats(room, lambda seat: seat.muted)), False)
        case 4 | 5:
            return acts.MuteAll(guide, not holds.all_muted)
        case 6 | 7:
            return acts.GoSlowly(guide, 30 if holds.slow is None else None)
        case 8 if dice.below(2):
            return acts.LockDoor(guide, not holds.door_locked)
        case 8:
            return acts.GuardDoor(guide, not holds.door_guarded)
        case 9 | 10:
            return acts.Pause(guide, holds.paused_by is None)
        case 11 | 12:
            return acts.HoldEveryone(guide, not holds.everyone_held)
        case 13 if rarely(dice, 3):
            kind = one_of(dice, tuple(Removal))
            return acts.Remove(guide, whom, kind, one_of(dice, sorted(WHY)))
        case 14:
            out = seats(room, lambda seat: seat.where is Where.OUT)
            return acts.UndoRemove(guide, one_of(dice, out))
        case 15 if rarely(dice, 4):
            return acts.HandOver(guide, whom)
        case _:
            return acts.GiveRole(guide, whom, one_of(dice, tuple(Role)))


def alone(room: Room, dice: Dice, now: float) -> Act:
    """Asked for, offered, passed on, over."""
    guide, other = at_desk(room, dice), at_desk(room, dice)
    wished = [aside.seat for aside in room.asides] or [in_circle(room, dice)]
    whom = one_of(dice, (one_of(dice, wished), in_circle(room, dice)))
    match dice.below(16):
        case 0 | 1 | 2:
            asker = one_of(dice, (in_circle(room, dice), waiting(room, dice)))
            return acts.AskAside(asker, one_of(dice, (None, None, other)))
        case 3 | 4 | 5:
            return acts.TakeAside(guide, whom, one_of(dice, (None, other, other)))
        case 6 | 7 | 8:
            return acts.AnswerAside(whom, not rarely(dice, 4))
        case 9:
            return acts.PassAside(guide, whom, other)
        case 10:
            return acts.DeclineAside(guide, whom, one_of(dice, sorted(NOT_TODAY)))
        case 11:
            return acts.ComeIn(whom)
        case 12 | 13:
            return acts.ProposeAside(guide, whom, one_of(dice, (5, 20, 0, 900)))
        case 14 if dice.below(2):
            return acts.OfferTime(guide, not rarely(dice, 3))
        case 14:
            return acts.TellExperience(guide, (one_of(dice, (*sorted(EXPERIENCE), "cake")),))
        case _:
            return acts.EndAside(one_of(dice, (whom, guide)), whom)


def brought(room: Room, dice: Dice, now: float) -> Act:
    """A host does for somebody in their room what that person might do."""
    act = one_of(dice, (ones_own_turn, ones_own_turn, hands, talk, care))(room, dice, now)
    here = seats(room, lambda seat: seat.hub is not None)
    held = room.floor.holder
    whom = held if held in here and not rarely(dice, 4) else one_of(dice, here)
    if not isinstance(act, get_args(acts.Relayed)):
        act = acts.RaiseHand(whom)
    own = {"seat": whom, **({"whom": whom} if isinstance(act, acts.LowerHand | acts.CloseSupport) else {})}
    hub = room.seats[whom].hub if whom in room.seats else None
    host = a_host(room, dice) if hub is None or rarely(dice, 8) else hub
    return acts.Relay(host, replace(act, **own))


def released(room: Room, guide: SeatId) -> Act:
    """The end of what is held."""
    holds = room.holds
    if holds.paused_by is not None:
        return acts.Pause(guide, False)
    if holds.everyone_held:
        return acts.HoldEveryone(guide, False)
    if holds.shielded_by is not None:
        return acts.Shield(guide, False)
    if holds.all_muted:
        return acts.MuteAll(guide, False)
    return acts.Ground(guide, None)


Chance = Callable[[Room, Dice, float], Act]

CHANCES: dict[Chance, int] = {
    ones_own_turn: 8,
    talk: 6,
    the_guides_floor: 5,
    hands: 4,
    coming_and_going: 3,
    knock_and_come: 3,
    at_the_door: 3,
    care: 3,
    the_hour: 1,
    alone: 2,
    a_room: 2,
    brought: 3,
    the_desk: 2,
}
"""What may happen, and how often."""

WEIGHTED = tuple(chance for chance, weight in CHANCES.items() for _ in range(weight))


def an_act(room: Room, dice: Dice, now: float) -> Act:
    """What somebody does next. What lies over the meeting is mostly soon taken away again."""
    if waits(room) and rarely(dice, 3):
        return released(room, at_desk(room, dice))
    return one_of(dice, WEIGHTED)(room, dice, now)

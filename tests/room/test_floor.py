"""One floor: who holds it, how it is given and taken, and what it does when people come and go."""

from dataclasses import replace

import pytest

from server.room import floor
from server.room.acts import (
    Act,
    CloseHands,
    ComeBackToMe,
    Done,
    GiveFloor,
    HoldEveryone,
    LowerHand,
    MoreTime,
    Next,
    RaiseHand,
    Reorder,
    SetCrosstalk,
    SetMode,
    SetOrder,
    StartRound,
    TakeBackFloor,
    TakeTurn,
)
from server.room.format import Crosstalk, Mode, Order, Part, Phase
from server.room.picture import you
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.rounds import is_next, still_to_ask
from server.room.seat import Role, SeatId, Where
from tests.room.circle import ANA, BO, CY, EVENING, FAY, GIL, NIA, after, but, circle

HANDS = Mode.RAISE_HANDS


def hands_up(*who: SeatId, **changes: object) -> Room:
    """Hands are raised in this order, and nobody speaks yet."""
    room = circle(FAY, ANA, BO, CY, mode=HANDS, phase=Phase.SHARING, **changes)
    return after(room, *(RaiseHand(seat) for seat in who))


def refuses(room: Room, act: Act, no: No) -> None:
    """The room says no, by this name."""
    with pytest.raises(Refused, match=f"^{no.value}$"):
        after(room, act)


# ── hands ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_hands_come_in_the_order_they_were_raised() -> None:
    room = after(hands_up(BO, ANA), Next(FAY, 0))
    assert (room.floor.holder, room.floor.invited, room.floor.hands) == (BO, False, (ANA,))
    assert is_next(room, ANA)
    assert after(room, Done(BO, 1)).floor.holder == ANA


def test_the_floor_rests_until_the_desk_begins() -> None:
    assert hands_up(ANA).floor.holder is None


def test_once_hands_are_called_the_next_one_need_not_wait_for_the_desk() -> None:
    room = after(hands_up(), Next(FAY, 0), RaiseHand(ANA))
    assert room.floor.holder == ANA
    assert after(room, RaiseHand(BO)).floor.holder == ANA


def test_what_the_desk_took_back_rests_until_it_moves_on() -> None:
    room = after(hands_up(ANA), Next(FAY, 0), TakeBackFloor(FAY, 1), RaiseHand(ANA))
    assert (room.floor.holder, room.floor.hands) == (None, (ANA,))
    assert after(room, Next(FAY, room.floor.turn)).floor.holder == ANA


def test_quiet_first_calls_those_who_spoke_less() -> None:
    room = after(hands_up(ANA, order=Order.QUIET_FIRST), Next(FAY, 0), RaiseHand(BO))
    spoken = after(room, Done(ANA, 1), RaiseHand(ANA), RaiseHand(CY))
    assert (spoken.floor.holder, spoken.floor.hands) == (BO, (CY, ANA))


def test_another_order_keeps_every_hand() -> None:
    room = after(hands_up(BO, ANA), Next(FAY, 0), Done(BO, 1), RaiseHand(BO), RaiseHand(CY))
    assert after(room, SetOrder(FAY, Order.QUIET_FIRST)).floor.hands == (CY, BO)


def test_where_the_facilitator_picks_nobody_is_called_by_itself() -> None:
    room = after(hands_up(ANA, BO, order=Order.FACILITATORS_PICK), Next(FAY, 0))
    assert room.floor.holder is None
    assert not is_next(room, ANA)
    picked = after(room, GiveFloor(FAY, BO, room.floor.turn))
    assert (picked.floor.holder, picked.floor.invited) == (BO, False)


def test_a_hand_of_somebody_away_waits_for_them() -> None:
    room = after(but(hands_up(ANA, BO), ANA, stepped_out=True), Next(FAY, 0))
    assert (room.floor.holder, room.floor.hands) == (BO, (ANA,))


def test_raising_a_hand_twice_raises_it_once() -> None:
    room = hands_up(ANA)
    assert after(room, RaiseHand(ANA)) is room
    speaking = after(room, Next(FAY, 0))
    assert after(speaking, RaiseHand(ANA)) is speaking


def test_when_no_hand_can_be_raised() -> None:
    refuses(after(hands_up(), CloseHands(FAY, True)), RaiseHand(ANA), No.HANDS_ARE_CLOSED)
    refuses(after(hands_up(), StartRound(FAY)), RaiseHand(ANA), No.ROUND_IS_ON)
    refuses(but(hands_up(), ANA, listen_only=True), RaiseHand(ANA), No.YOU_ARE_LISTENING)
    refuses(but(hands_up(), ANA, muted=True), RaiseHand(ANA), No.MUTED)


def test_hands_that_are_up_stay_up_when_no_new_ones_are_taken() -> None:
    room = after(hands_up(ANA), CloseHands(FAY, True))
    assert room.floor.hands == (ANA,)
    assert after(room, CloseHands(FAY, False), RaiseHand(BO)).floor.hands == (ANA, BO)


def test_one_lowers_ones_own_hand_and_the_desk_anybodys() -> None:
    room = hands_up(ANA, BO)
    assert after(room, LowerHand(ANA, ANA)).floor.hands == (BO,)
    assert after(room, LowerHand(FAY, ANA)).floor.hands == (BO,)
    refuses(room, LowerHand(BO, ANA), No.NOT_ALLOWED)
    assert after(room, LowerHand(CY, CY)) is room


def test_the_desk_puts_hands_in_another_order_if_it_saw_the_newest() -> None:
    room = hands_up(ANA, BO, CY)
    seen = room.floor.queue
    moved = after(room, Reorder(FAY, CY, 1, seen))
    assert moved.floor.hands == (ANA, CY, BO)
    assert moved.floor.queue == seen + 1
    refuses(moved, Reorder(FAY, CY, 0, seen), No.ALREADY_MOVED_ON)
    refuses(room, Reorder(FAY, FAY, 0, seen), No.NO_SUCH_SEAT)


# ── turns ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def asked() -> Room:
    """A round has begun and Ana is asked; turn 1."""
    return after(circle(FAY, ANA, BO, CY), StartRound(FAY))


def test_saying_yes_starts_the_time_and_no_new_turn(asked: Room) -> None:
    taken = after(asked, TakeTurn(ANA, 1), now=12.0)
    assert (taken.floor.turn, taken.floor.invited, taken.floor.since) == (1, False, 12.0)
    assert after(taken, TakeTurn(ANA, 1), now=50.0) is taken


def test_two_presses_move_the_floor_once(asked: Room) -> None:
    moved = after(asked, Next(FAY, 1))
    for again in (Next(FAY, 1), GiveFloor(FAY, CY, 1), TakeBackFloor(FAY, 1), Done(ANA, 1), MoreTime(FAY, 1)):
        refuses(moved, again, No.ALREADY_MOVED_ON)


def test_a_turn_is_taken_by_whom_it_is_offered_to(asked: Room) -> None:
    refuses(asked, TakeTurn(BO, 1), No.TURN_IS_TAKEN)
    refuses(asked, TakeTurn(ANA, 0), No.ALREADY_MOVED_ON)
    refuses(circle(FAY, ANA), TakeTurn(ANA, 0), No.NOT_YOUR_TURN)
    refuses(asked, Done(BO, 1), No.NOT_YOUR_TURN)


def test_the_desk_offers_a_turn_and_takes_nobody_by_surprise(asked: Room) -> None:
    offered = after(asked, GiveFloor(FAY, FAY, 1), GiveFloor(FAY, CY, 2))
    assert (offered.floor.holder, offered.floor.invited) == (CY, True)
    assert still_to_ask(offered) == (BO, ANA), "Ana's invitation was cut short; it comes back"
    assert after(offered, GiveFloor(FAY, CY, 3)) is offered


def test_a_guide_who_takes_the_floor_has_it_at_once(asked: Room) -> None:
    room = after(asked, GiveFloor(FAY, FAY, 1))
    assert (room.floor.holder, room.floor.invited) == (FAY, False)
    assert FAY not in still_to_ask(room)


def test_a_turn_given_to_who_only_listens_passes_by(asked: Room) -> None:
    taken = after(asked, TakeTurn(ANA, 1))
    room = after(but(taken, CY, listen_only=True), GiveFloor(FAY, CY, 1))
    assert (room.floor.holder, room.floor.turn) == (BO, 2)


@pytest.mark.parametrize("gone", [{"where": Where.LEFT}, {"where": Where.LOBBY}, {"stepped_out": True}])
def test_the_floor_is_given_only_to_who_is_here(gone: dict[str, object]) -> None:
    refuses(but(circle(FAY, ANA), ANA, **gone), GiveFloor(FAY, ANA, 0), No.NO_SUCH_SEAT)
    refuses(circle(FAY), GiveFloor(FAY, ANA, 0), No.NO_SUCH_SEAT)


def test_the_floor_taken_back_rests_and_the_reason_is_for_the_person_alone(asked: Room) -> None:
    room = after(asked, TakeTurn(ANA, 1), TakeBackFloor(FAY, 1, "talk-over"))
    assert (room.floor.holder, room.floor.turn, room.floor.until) == (None, 2, None)
    assert [noted.code for noted in you(room, ANA).record] == ["talk-over"]
    assert you(room, BO).record == ()
    assert after(room, TakeBackFloor(FAY, 2)) is room
    assert after(asked, TakeBackFloor(FAY, 1)).record == ()


def test_the_round_goes_on_after_the_floor_was_taken_back(asked: Room) -> None:
    room = after(asked, TakeBackFloor(FAY, 1))
    assert after(room, Next(FAY, 2)).floor.holder == BO


def test_when_nobody_waits_the_floor_stays_where_it_is() -> None:
    room = after(circle(FAY, ANA, mode=Mode.OPEN, calling=True))
    assert after(room, Next(FAY, 0)) is room


@pytest.mark.parametrize(
    "act",
    [
        Next(ANA, 1),
        GiveFloor(ANA, BO, 1),
        TakeBackFloor(BO, 1),
        SetMode(ANA, Mode.OPEN),
        SetOrder(ANA, Order.QUIET_FIRST),
        SetCrosstalk(ANA, Crosstalk.OPEN),
        CloseHands(ANA, True),
        Reorder(ANA, BO, 0, 1),
    ],
)
def test_the_floor_of_others_is_moved_by_guides_alone(asked: Room, act: Act) -> None:
    refuses(asked, act, No.NOT_ALLOWED)


# ── time ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_bit_more_time_for_whoever_speaks(asked: Room) -> None:
    room = after(but(asked, CY, role=Role.TIMEKEEPER), TakeTurn(ANA, 1))
    until = room.floor.until
    assert until is not None
    for who in (ANA, CY, FAY):
        assert after(room, MoreTime(who, 1), now=5.0).floor.until == until + 60.0
    assert after(room, MoreTime(ANA, 1), now=until + 100).floor.until == until + 160.0
    refuses(room, MoreTime(BO, 1), No.NOT_ALLOWED)


def test_an_invitation_has_no_time_to_add_to(asked: Room) -> None:
    assert after(asked, MoreTime(FAY, 1)) is asked


def test_the_end_of_the_time_never_moves_the_floor(asked: Room) -> None:
    room = after(asked, TakeTurn(ANA, 1))
    assert floor.deadline(room) is None
    assert floor.clock(room, 10_000.0) is room


@pytest.mark.parametrize("taken", [False, True])
def test_a_pause_takes_no_time_from_a_turn(asked: Room, taken: bool) -> None:
    room = after(asked, TakeTurn(ANA, 1), now=10.0) if taken else asked
    paused = replace(room, holds=replace(room.holds, paused_by=FAY, paused_at=20.0))
    still = floor.freeze(paused, 20.0)
    assert floor.freeze(still, 25.0) is still
    assert floor.deadline(still) is None
    assert floor.thaw(still, 50.0) is still, "not while it is still paused"
    on = floor.thaw(replace(still, holds=room.holds), 120.0)
    assert on.floor.since == room.floor.since + 100.0
    assert on.floor.until == (None if room.floor.until is None else room.floor.until + 100.0)
    assert floor.thaw(on, 130.0) is on


def test_a_turn_that_came_during_a_pause_has_its_whole_time_after_it(asked: Room) -> None:
    paused = floor.freeze(replace(asked, holds=replace(asked.holds, paused_by=FAY)), 20.0)
    moved = floor.move_on(paused, 60.0)
    on = floor.thaw(replace(moved, holds=asked.holds), 100.0)
    assert (on.floor.holder, on.floor.since, floor.deadline(on)) == (BO, 100.0, 130.0)


def test_more_time_while_everyone_is_held_counts_from_where_time_stopped(asked: Room) -> None:
    room = after(asked, TakeTurn(ANA, 1))
    held = after(room, HoldEveryone(FAY, True), now=150.0)
    assert after(held, MoreTime(FAY, 1), now=500.0).floor.until == 210.0


# ── people come and go ──────────────────────────────────────────────────────────────────────────────────────


def test_who_steps_out_keeps_hand_and_place() -> None:
    room = after(circle(FAY, ANA, BO, CY, hands=(BO,)), StartRound(FAY))
    out = floor.someone_left(but(room, BO, stepped_out=True), BO, 10.0)
    assert still_to_ask(out) == (CY, FAY)
    back = but(out, BO, stepped_out=False)
    assert (still_to_ask(back), back.floor.hands) == ((BO, CY, FAY), (BO,))


def test_who_steps_out_unheard_is_asked_again(asked: Room) -> None:
    out = floor.someone_left(but(asked, ANA, stepped_out=True), ANA, 10.0)
    assert out.floor.holder == BO
    assert still_to_ask(but(out, ANA, stepped_out=False)) == (CY, FAY, ANA)


def test_who_steps_out_after_speaking_had_the_turn(asked: Room) -> None:
    room = after(asked, TakeTurn(ANA, 1))
    spoke = replace(room, floor=replace(room.floor, spoke=True))
    out = floor.someone_left(but(spoke, ANA, stepped_out=True), ANA, 10.0)
    assert ANA not in (*out.floor.to_ask, *out.floor.later)


def test_who_is_gone_keeps_nothing_and_holds_nobody_up(asked: Room) -> None:
    room = after(asked, ComeBackToMe(ANA, 1))
    for gone in (ANA, BO):
        room = floor.someone_left(but(room, gone, where=Where.LEFT), gone, 10.0)
    assert (room.floor.holder, room.floor.to_ask, room.floor.later) == (CY, (FAY,), ())


def test_who_is_asked_to_listen_loses_the_hand_and_keeps_the_place() -> None:
    room = after(circle(FAY, ANA, BO, CY, hands=(BO,)), StartRound(FAY))
    muted = floor.someone_left(but(room, BO, muted=True), BO, 10.0)
    assert (still_to_ask(muted), muted.floor.hands) == ((CY, FAY), ())
    assert still_to_ask(but(muted, BO, muted=False)) == (BO, CY, FAY)


# ── parts and modes ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_part_takes_turns_its_own_way() -> None:
    room = circle(FAY, ANA, mode=Mode.OPEN, hands_closed=True, calling=True, turns_had={ANA: 3})
    part = Part(Phase.SHARING, 30, HANDS, Order.QUIET_FIRST, turn=90, crosstalk=Crosstalk.ASK_FIRST)
    begun = floor.begin_part(room, part, 5.0).floor
    assert (begun.mode, begun.order, begun.crosstalk) == (HANDS, Order.QUIET_FIRST, Crosstalk.ASK_FIRST)
    assert (begun.pace, begun.hands_closed, begun.calling, dict(begun.turns_had)) == (90, False, False, {})


def test_whoever_speaks_may_finish_when_the_next_part_begins(asked: Room) -> None:
    room = after(asked, TakeTurn(ANA, 1))
    closing = EVENING.part(Phase.CLOSING)
    assert closing is not None
    after_part = floor.begin_part(room, closing, 5.0)
    assert (after_part.floor.holder, after_part.floor.turn) == (ANA, 1)
    assert after(after_part, Done(ANA, 1)).floor.holder is None


@pytest.mark.parametrize("other", [mode for mode in Mode if mode is not Mode.ROUND_ROBIN])
def test_taking_turns_another_way_loses_nobody(other: Mode) -> None:
    room = after(circle(FAY, ANA, BO, CY, hands=(CY,)), StartRound(FAY), ComeBackToMe(ANA, 1))
    there = after(room, SetMode(FAY, other))
    assert there.floor.hands == (CY,)
    back = after(there, SetMode(FAY, Mode.ROUND_ROBIN))
    assert back.floor == room.floor
    assert after(room, SetMode(FAY, Mode.ROUND_ROBIN)) is room


def test_crosstalk_is_set_by_the_desk(asked: Room) -> None:
    assert after(asked, SetCrosstalk(FAY, Crosstalk.OPEN)).floor.crosstalk is Crosstalk.OPEN


def test_nobody_speaks_of_who_is_new(asked: Room) -> None:
    room = circle(FAY, NIA, BO, GIL, mode=HANDS, hands=(NIA,))
    assert after(room, Next(FAY, 0)).floor.holder == NIA, "whoever raised a hand asked for it"

"""A round, and first of all that nobody can see who passed (decision 15)."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from server.room import floor
from server.room.acts import (
    Act,
    ComeBackToMe,
    Done,
    GiveFloor,
    LineDropped,
    Next,
    PassTurn,
    Reorder,
    SetMode,
    StartRound,
    TakeTurn,
    TimePasses,
)
from server.room.company import present
from server.room.format import Mode, Phase
from server.room.picture import picture, you
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.rounds import is_next, may_come_back, still_to_ask
from server.room.seat import SeatId
from server.room.seen import Sight
from tests.room.circle import ANA, BO, CY, FAY, GIL, NIA, after, but, circle

START = StartRound(FAY)


def passes(room: Room) -> Room:
    """Whoever has the floor passes."""
    assert room.floor.holder is not None
    return after(room, PassTurn(room.floor.holder, room.floor.turn))


def all_asked(room: Room) -> list[SeatId]:
    """Everybody who is asked from now on, while each passes."""
    asked = []
    while room.floor.holder is not None:
        asked.append(room.floor.holder)
        room = passes(room)
    return asked


# ── the law that was there before the rule ──────────────────────────────────────────────────────────────────


def speaks_and_is_done(room: Room) -> Room:
    """Ana takes her turn and ends it."""
    return after(room, TakeTurn(ANA, room.floor.turn), Done(ANA, room.floor.turn), now=30.0)


def passes_it_on(room: Room) -> Room:
    """Ana passes."""
    return after(room, PassTurn(ANA, room.floor.turn), now=30.0)


def asks_to_come_back(room: Room) -> Room:
    """Ana says later."""
    return after(room, ComeBackToMe(ANA, room.floor.turn), now=30.0)


def does_not_answer(room: Room) -> Room:
    """Ana's invitation lapses."""
    return floor.clock(room, 30.0)


def loses_her_line(room: Room) -> Room:
    """Ana spoke and is away for a minute; that she leaves the picture is another change, later."""
    room = after(room, TakeTurn(ANA, room.floor.turn), LineDropped(ANA, 0, -30.0), now=-30.0)
    return after(room, TimePasses(30.0), now=30.0)


def is_moved_on(room: Room) -> Room:
    """The desk moves on."""
    return after(room, Next(FAY, room.floor.turn), now=30.0)


ENDINGS = [speaks_and_is_done, passes_it_on, asks_to_come_back, does_not_answer, loses_her_line, is_moved_on]


def received_by_others(room: Room) -> list[bytes]:
    """All that reaches everyone but Ana and the desk."""
    eyes = [sight for sight in Sight if sight is not Sight.DESK]
    others = [seat for seat in room.seats if seat != ANA]
    pictures = [msgspec.json.encode(picture(room, sight)) for sight in eyes]
    return pictures + [msgspec.json.encode(you(room, seat)) for seat in others]


@pytest.mark.parametrize("ends", ENDINGS)
def test_nobody_can_see_how_a_turn_ended(ends: Callable[[Room], Room]) -> None:
    room = after(circle(FAY, ANA, BO, CY, NIA), START)
    moved = ends(room)
    assert moved.floor.holder == BO, "the same next holder, or the law says nothing"
    assert received_by_others(moved) == received_by_others(passes_it_on(room))
    assert received_by_others(moved) != received_by_others(room)


def test_the_floor_does_not_go_to_somebody_whose_line_is_lost_as_well() -> None:
    room = after(circle(FAY, ANA, BO, CY), START, *(LineDropped(seat, 0, 0.0) for seat in (ANA, BO)))
    moved = after(room, TakeTurn(ANA, 1), TimePasses(60.0), now=60.0)
    assert (moved.floor.holder, moved.floor.turn) == (CY, 2)
    assert BO in moved.floor.to_ask, "and keeps the place"


def test_whose_line_was_lost_leaves_the_picture_with_the_next_change() -> None:
    moved = loses_her_line(after(circle(FAY, ANA, BO, CY), START))
    assert ANA in [seat.id for seat in present(moved)]
    later = after(moved, TakeTurn(BO, moved.floor.turn), now=40.0)
    assert ANA not in [seat.id for seat in present(later)]


def test_who_only_listens_is_passed_by_unseen() -> None:
    room = after(but(circle(FAY, ANA, BO, CY), BO, listen_only=True), START)
    assert still_to_ask(room) == (CY, FAY)
    moved = passes(room)
    assert moved.floor.holder == CY
    assert moved.floor.turn == room.floor.turn + 1


# ── who is asked, and in which order ────────────────────────────────────────────────────────────────────────


def test_each_is_asked_once_and_guides_last() -> None:
    room = after(circle(FAY, ANA, BO, GIL, CY), START)
    assert all_asked(room) == [ANA, BO, CY, FAY, GIL]


def test_somebody_new_is_never_first() -> None:
    assert all_asked(after(circle(NIA, ANA, BO, FAY), START)) == [ANA, NIA, BO, FAY]


def test_where_all_are_new_the_guide_begins() -> None:
    assert all_asked(after(circle(NIA, FAY), START)) == [FAY, NIA]


def test_somebody_new_does_not_come_first_because_the_others_only_listen() -> None:
    room = but(circle(ANA, NIA, FAY), ANA, listen_only=True)
    assert all_asked(after(room, START)) == [FAY, NIA]


def test_where_nobody_can_speak_the_round_is_over_at_once() -> None:
    room = after(but(circle(FAY), FAY, listen_only=True), START)
    assert (room.floor.holder, room.floor.round_on) == (None, False)


def test_the_desk_does_not_begin_with_somebody_new() -> None:
    room = circle(FAY, ANA, BO, NIA)
    for not_begun in (room, after(room, START)):
        with pytest.raises(Refused, match=No.NOT_A_NEWCOMER_FIRST.value):
            after(not_begun, GiveFloor(FAY, NIA, not_begun.floor.turn))
    begun = after(room, START, TakeTurn(ANA, 1), Done(ANA, 1))
    assert after(begun, GiveFloor(FAY, NIA, begun.floor.turn)).floor.holder == NIA


def test_only_guides_start_a_round() -> None:
    with pytest.raises(Refused, match=No.NOT_ALLOWED.value):
        after(circle(FAY, ANA), StartRound(ANA))


def test_whoever_comes_late_is_asked_too_but_once() -> None:
    room = floor.entered(after(circle(FAY, ANA, BO), START), BO, 0.0)
    assert still_to_ask(room) == (BO, FAY)
    late = but(circle(FAY, ANA, BO), ANA, listen_only=False)
    late = replace(room, seats={**late.seats, CY: but(circle(CY), CY).seats[CY]})
    assert all_asked(floor.entered(late, CY, 0.0)) == [ANA, BO, FAY, CY]


def test_outside_a_round_nobody_waits_for_an_invitation() -> None:
    room = circle(FAY, ANA)
    assert floor.entered(room, ANA, 0.0) is room


def test_a_new_round_asks_everyone_again() -> None:
    room = passes(after(circle(FAY, ANA, BO), START))
    assert all_asked(after(room, START)) == [ANA, BO, FAY]


def test_after_the_round_the_floor_rests() -> None:
    room = after(circle(FAY, ANA), START)
    done = passes(passes(room))
    assert (done.floor.holder, done.floor.round_on, done.floor.asked) == (None, False, frozenset())


# ── pass and later ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_pass_before_the_turn_takes_it_out_of_the_round() -> None:
    room = after(circle(FAY, ANA, BO, CY), START, PassTurn(BO, 1))
    assert all_asked(room) == [ANA, CY, FAY]


def test_a_pass_takes_a_raised_hand_down() -> None:
    room = circle(FAY, ANA, mode=Mode.RAISE_HANDS, hands=(ANA,))
    assert after(room, PassTurn(ANA, 0)).floor.hands == ()


def test_a_pass_that_comes_late_changes_nothing() -> None:
    room = passes(after(circle(FAY, ANA, BO), START))
    assert after(room, PassTurn(ANA, 1)) is room


def test_a_pass_pressed_just_before_the_invitation_still_counts() -> None:
    room = passes(after(circle(FAY, ANA, BO), START))
    assert after(room, PassTurn(BO, 1)).floor.holder == FAY


def test_an_old_pass_does_not_take_a_turn_that_was_said_yes_to() -> None:
    room = passes(after(circle(FAY, ANA, BO), START))
    spoken = after(room, TakeTurn(BO, 2))
    assert after(spoken, PassTurn(BO, 1)) is spoken


def test_later_comes_at_the_end_of_the_round_after_those_who_came_late() -> None:
    room = after(circle(FAY, ANA, BO), START, ComeBackToMe(ANA, 1))
    assert all_asked(room) == [BO, FAY, ANA]


def test_later_is_for_once() -> None:
    room = after(circle(FAY, ANA), START, ComeBackToMe(ANA, 1), PassTurn(FAY, 2))
    assert room.floor.holder == ANA
    assert not may_come_back(room, ANA)
    with pytest.raises(Refused, match=No.LATER_ONCE.value):
        after(room, ComeBackToMe(ANA, 3))


@pytest.mark.parametrize(
    ("act", "no"),
    [
        (ComeBackToMe(ANA, 0), No.ALREADY_MOVED_ON),
        (ComeBackToMe(BO, 1), No.NOT_YOUR_TURN),
    ],
)
def test_later_is_said_to_a_turn_of_ones_own(act: Act, no: No) -> None:
    with pytest.raises(Refused, match=no.value):
        after(circle(FAY, ANA, BO), START, act)


def test_outside_a_round_there_is_no_later() -> None:
    room = after(circle(FAY, ANA, mode=Mode.OPEN), GiveFloor(FAY, ANA, 0))
    assert not may_come_back(room, ANA)
    with pytest.raises(Refused, match=No.ALREADY_MOVED_ON.value):
        after(room, ComeBackToMe(ANA, 1))


def test_an_invitation_without_an_answer_comes_back_once_and_is_then_a_pass() -> None:
    room = after(circle(FAY, ANA), START)
    assert floor.deadline(room) == 30.0
    assert floor.clock(room, 29.9) is room
    later = floor.clock(room, 30.0)
    assert still_to_ask(later) == (ANA,)
    again = floor.clock(after(later, PassTurn(FAY, 2), now=30.0), 60.0)
    assert (again.floor.holder, again.floor.round_on) == (None, False)


def test_an_invitation_that_the_desk_cut_short_is_not_lost() -> None:
    room = after(circle(FAY, ANA, BO), START, Next(FAY, 1))
    assert all_asked(room) == [BO, FAY, ANA]


# ── leaving, and what the desk and oneself may see ──────────────────────────────────────────────────────────


def test_being_next_is_told_to_oneself() -> None:
    room = after(circle(FAY, ANA, BO, CY), START)
    assert [seat for seat in room.seats if is_next(room, seat)] == [BO]
    assert may_come_back(room, ANA) and not may_come_back(room, BO)


def test_the_desk_may_put_them_in_another_order() -> None:
    room = after(but(circle(FAY, ANA, BO, CY, NIA), CY, listen_only=True), START)
    moved = after(room, Reorder(FAY, FAY, 0, room.floor.queue))
    assert still_to_ask(moved) == (FAY, BO, NIA)
    assert moved.floor.to_ask == (FAY, CY, BO, NIA), "whom turns pass by keeps the place"


def test_a_round_waits_while_turns_are_taken_another_way() -> None:
    room = passes(after(circle(FAY, ANA, BO, CY), START))
    other = after(room, SetMode(FAY, Mode.OPEN))
    assert still_to_ask(other) == ()
    assert not other.floor.round_on
    back = after(other, SetMode(FAY, Mode.ROUND_ROBIN))
    assert still_to_ask(back) == still_to_ask(room) == (CY, FAY)


def test_a_turn_lasts_the_same_for_all_and_longer_for_who_asked_for_it() -> None:
    room = but(circle(FAY, ANA, BO, CY, NIA), BO, patience=1.5)
    ana = after(room, START, TakeTurn(ANA, 1), now=10.0)
    assert ana.floor.until == 10.0 + 120.0, "(11 minutes - 1) for five people"
    bo = after(ana, Done(ANA, 1), TakeTurn(BO, 2), now=20.0)
    assert bo.floor.until == 20.0 + 180.0


def test_a_turn_is_never_shorter_than_a_minute_nor_longer_than_five() -> None:
    alone = after(circle(ANA, FAY), START, TakeTurn(ANA, 1))
    assert alone.floor.until == 300.0
    crowd = [SeatId(f"p{n}") for n in range(30)]
    assert after(circle(*crowd, FAY), START, TakeTurn(crowd[0], 1)).floor.until == 60.0
    unplanned = after(circle(ANA, FAY, phase=Phase.FOCUS), GiveFloor(FAY, FAY, 0))
    assert unplanned.floor.until == 300.0
    set_by_format = after(circle(ANA, FAY, phase=Phase.SHARING), GiveFloor(FAY, FAY, 0))
    assert set_by_format.floor.until == 120.0

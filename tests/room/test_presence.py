"""Presence: what a lost line does and when, leaving, and coming back to the same seat."""

from dataclasses import replace

import pytest

from server.room.acts import (
    Admit,
    Arrive,
    AskForSupport,
    AskPatience,
    EndForAll,
    GiveFloor,
    HoldEveryone,
    Leave,
    LineDropped,
    ListenOnly,
    Next,
    Pause,
    PutNote,
    Remove,
    StartRound,
    TakeSupport,
    TakeTurn,
)
from server.room.seat import Removal, Where
from tests.room.scene import Scene, seat_of

# ── one person's line ─────────────────────────────────────────────────────────────────────────────


def test_a_lost_line_shows_nothing_and_keeps_place_and_floor(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", GiveFloor, whom="Ana")
    scene.does("Ana", TakeTurn)
    before = scene.circle()
    scene.drops("Ana")
    scene.later(59)
    assert scene.circle() == before
    assert scene.room.floor.holder == seat_of("Ana")


def test_back_within_a_minute_it_is_the_same_seat_with_the_same_ears(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.raises_hand("Ana")
    before = scene.seat("Ana")
    scene.drops("Ana")
    scene.does("Fay", GiveFloor, whom="Bo")
    scene.says("Bo", "while Ana is in the tunnel")
    scene.later(59)
    scene.returns("Ana")
    assert scene.seat("Ana") == replace(before, line=2)
    assert scene.heard_by("Ana") == ["Bo: while Ana is in the tunnel"]
    assert scene.room.floor.hands == (seat_of("Ana"),)


def test_after_a_minute_somebody_steps_out_and_the_floor_moves_on_before_they_fade(scene: Scene) -> None:
    scene.arrives("Ana", "Bo", "Cy")
    for name in ("Ana", "Bo", "Cy"):
        scene.raises_hand(name)
    scene.does("Fay", Next)
    scene.drops("Ana", "Cy")
    scene.later(60)
    assert scene.room.floor.holder == seat_of("Bo")
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana", "Bo"]
    scene.does("Fay", PutNote, note="soon")
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Bo"]
    assert seat_of("Cy") in scene.room.floor.hands


def test_back_after_a_minute_the_hand_is_still_raised_and_nothing_earlier_is_told(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.raises_hand("Ana")
    scene.drops("Ana")
    scene.later(61)
    assert scene.seat("Ana").circle_since is None
    scene.does("Fay", GiveFloor, whom="Bo")
    scene.says("Bo", "too late for Ana")
    scene.returns("Ana")
    assert scene.seat("Ana").circle_since == scene.room.version
    assert scene.room.floor.hands == (seat_of("Ana"),)
    scene.says("Bo", "in time for Ana")
    assert scene.heard_by("Ana") == ["Bo: in time for Ana"]


def test_in_lockdown_whoever_stepped_out_comes_back_through_the_lobby(scene: Scene) -> None:
    scene.arrives("Ana", "Bo", "Gil")
    scene.drops("Ana", "Gil")
    scene.does("Fay", HoldEveryone, on=True)
    scene.drops("Bo")
    scene.later(59)
    scene.returns("Bo")
    scene.later(1)
    scene.returns("Ana")
    scene.returns("Gil")
    assert {name: scene.seat(name).where for name in ("Ana", "Bo", "Gil")} == {
        "Ana": Where.LOBBY,
        "Bo": Where.CIRCLE,
        "Gil": Where.CIRCLE,
    }
    assert scene.seat("Ana").circle_since is None
    scene.does("Fay", Admit, whom=("Ana",))


def test_somebody_waiting_who_drops_is_not_shown_until_they_are_back(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.drops("Ana")
    assert scene.desk().waiting[0].away
    scene.later(60)
    assert scene.desk().waiting == ()
    scene.returns("Ana")
    assert [waiting.name for waiting in scene.desk().waiting] == ["Ana"]


def test_whoever_knocks_and_never_opens_a_line_is_gone_in_a_minute(scene: Scene) -> None:
    scene.stands_at_the_door("Ana")
    scene.later(60)
    assert scene.desk().waiting == ()


def test_the_newest_line_wins_and_an_old_one_takes_nothing_along(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.returns("Ana")
    scene.changes_nothing("Ana", LineDropped, line=1, since=0.0)
    scene.cannot("Ana", Arrive, "open-elsewhere", line=2)
    scene.cannot("Ana", Arrive, "open-elsewhere", line=1)
    scene.drops("Ana")
    scene.changes_nothing("Ana", LineDropped, line=2, since=0.0)


def test_a_line_cannot_have_dropped_in_the_time_to_come(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", LineDropped, line=1, since=9_999.0)
    assert scene.seat("Ana").away_since == scene.now


def test_nobody_arrives_on_a_seat_that_is_not_there(scene: Scene) -> None:
    scene.cannot("Ana", Arrive, "no-such-seat", line=1)
    scene.cannot("Ana", Leave, "no-such-seat")
    scene.cannot("Ana", LineDropped, "no-such-seat", line=1, since=0.0)


# ── leaving and coming back ───────────────────────────────────────────────────────────────────────


def test_somebody_leaves_quietly_and_the_floor_moves_on(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    for name in ("Ana", "Bo"):
        scene.raises_hand(name)
    scene.does("Fay", Next)
    scene.does("Ana", Leave)
    assert scene.room.floor.holder == seat_of("Bo")
    assert scene.seat("Ana").circle_since is None
    assert scene.heard == []
    scene.changes_nothing("Ana", Leave)


def test_leaving_is_possible_under_every_hold_and_after_the_end(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", Pause, on=True)
    scene.does("Fay", HoldEveryone, on=True)
    scene.does("Ana", Leave)
    scene.does("Fay", EndForAll)
    scene.does("Bo", Leave)
    assert scene.seat("Ana").where is scene.seat("Bo").where is Where.LEFT


def test_who_left_by_choice_knocks_again_by_coming_back(scene: Scene) -> None:
    scene.arrives("Ana", "Gil")
    scene.does("Ana", Leave)
    scene.does("Gil", Leave)
    scene.returns("Ana")
    scene.returns("Gil")
    assert (scene.seat("Ana").where, scene.seat("Gil").where) == (Where.LOBBY, Where.CIRCLE)
    assert [waiting.name for waiting in scene.desk().waiting] == ["Ana"]


def test_who_has_a_signal_in_their_hands_and_goes_leaves_it_open_for_another(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo")
    scene.does("Ana", AskForSupport)
    scene.does("Bo", AskForSupport)
    scene.does("Gil", TakeSupport, whom="Ana")
    scene.does("Fay", TakeSupport, whom="Bo")
    scene.later(120)
    scene.does("Gil", Leave)
    assert scene.you("Ana").support == "asked"
    assert scene.you("Bo").support == "seen"
    scene.later(60)
    assert scene.you("Ana").support == "escalated"


@pytest.mark.parametrize(
    ("kind", "no"),
    [(Removal.FOR_SESSION, "out-for-this-session"), (Removal.UNTIL_REVIEWED, "out-until-reviewed")],
)
def test_who_is_out_does_not_come_back_by_any_line(scene: Scene, kind: Removal, no: str) -> None:
    scene.arrives("Ana")
    scene.does("Fay", Remove, whom="Ana", kind=kind, reason="scared")
    scene.cannot("Ana", Arrive, no, line=2)
    scene.cannot_knock("Ana", no)


def test_after_the_end_a_line_may_come_back_to_say_goodbye(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.drops("Ana")
    scene.does("Fay", EndForAll)
    scene.returns("Ana")
    assert scene.seat("Ana").away_since is None


# ── what is one's own ─────────────────────────────────────────────────────────────────────────────


def test_who_only_listens_is_passed_by_unseen_and_may_change_their_mind(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", StartRound)
    first, other = ("Ana", "Bo") if scene.room.floor.holder == seat_of("Ana") else ("Bo", "Ana")
    scene.does(first, ListenOnly, on=True)
    assert scene.room.floor.holder == seat_of(other)
    assert scene.you(first).listen_only
    assert "listen" not in repr(scene.circle())
    scene.changes_nothing(first, ListenOnly, on=True)
    scene.does(first, ListenOnly, on=False)
    assert not scene.you(first).listen_only


def test_more_time_for_ones_own_turns_is_nobody_elses_business(scene: Scene) -> None:
    scene.arrives("Ana")
    before = scene.circle()
    scene.does("Ana", AskPatience, patience=2.0)
    scene.changes_nothing("Ana", AskPatience, patience=2.0)
    scene.cannot("Ana", AskPatience, "not-allowed", patience=3.0)
    assert scene.you("Ana").patience == 2.0
    assert scene.circle() == before
    assert scene.you("Fay").patience == 1.0

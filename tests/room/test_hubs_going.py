"""A physical room comes and goes with its host: every place in it is held, and the floor never waits there."""

import pytest

from server.room import acts
from server.room.acts import (
    Admit,
    BackToLobby,
    Done,
    GiveRole,
    Leave,
    LeaveHere,
    Next,
    RaiseHand,
    Remove,
    SeatHere,
    Share,
    StartRound,
    TakeTurn,
)
from server.room.format import Mode, Phase
from server.room.seat import Removal, Role, Where
from tests.room.room_scene import BIG, RoomScene, asked, two_sit_here
from tests.room.scene import seat_of


@pytest.fixture
def scene() -> RoomScene:
    return two_sit_here()


def test_the_hosts_line_holds_every_place_in_the_room_and_finds_it_again(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    before = scene.circle()
    scene.drops("Hal")
    assert scene.circle() == before, "nothing is shown"
    scene.later(61)
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana"]
    assert scene.room.floor.hands == (seat_of("Uma"),), "the hand is kept"
    scene.returns("Hal")
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Hal", "Ana", "Uma", "Val"]
    assert scene.circle().floor.hands == (seat_of("Uma"),)


def test_the_floor_never_goes_to_a_room_whose_line_is_gone(scene: RoomScene) -> None:
    scene.goes_to(Phase.CHECKIN)
    scene.does("Fay", StartRound)
    turn = scene.room.floor.turn
    scene.drops("Hal")
    scene.does("Hal", Done)
    scene.does("Ana", Done)
    scene.relays("Uma", TakeTurn)
    scene.later(61)
    assert scene.room.floor.holder == seat_of("Fay"), "Uma had the turn, and Val is there no more than she is"
    assert scene.room.floor.turn == turn + 3
    still = [seat.name for seat in scene.circle().seats]
    assert still == ["Fay", "Hal", "Ana", "Uma", "Val"], "nobody can see that it was a lost line: not yet"
    scene.does("Fay", TakeTurn)
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana"]
    scene.returns("Hal")
    scene.does("Fay", Done)
    assert scene.room.floor.holder == seat_of("Val")


def test_a_floor_that_leaves_the_room_with_its_host_moves_once() -> None:
    scene = RoomScene(BIG)
    scene.sits_here("Uma", "Val")
    scene.goes_to(Phase.CHECKIN)
    scene.does("Fay", StartRound)
    assert scene.room.floor.holder == seat_of("Hal"), "and Uma would be next"
    turn = scene.room.floor.turn
    scene.does("Fay", BackToLobby, whom="Hal")
    assert (scene.room.floor.holder, scene.room.floor.turn) == (seat_of("Fay"), turn + 1)


def test_one_may_be_away_and_back_in_a_minute_and_nothing_is_lost(scene: RoomScene) -> None:
    scene.drops("Hal")
    assert [scene.seat(name).away_since for name in ("Uma", "Val")] == [scene.now] * 2
    scene.later(30)
    scene.returns("Hal")
    assert [scene.seat(name).away_since for name in ("Uma", "Val")] == [None, None]
    assert scene.seat("Uma").circle_since is None


def test_a_host_in_the_lobby_takes_the_room_out_of_the_circle_and_back(scene: RoomScene) -> None:
    scene.does("Fay", BackToLobby, whom="Hal")
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana"]
    scene.does("Fay", Admit, whom=("Hal",))
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Hal", "Ana", "Uma", "Val"]


def test_one_person_of_a_room_may_be_asked_to_wait_outside(scene: RoomScene) -> None:
    scene.does("Fay", BackToLobby, whom="Uma")
    assert scene.host_sees("Uma").where == "lobby"
    scene.drops("Hal")
    scene.later(61)
    assert scene.seat("Uma").stepped_out
    scene.returns("Hal")
    scene.does("Fay", Admit, whom=("Uma",))
    assert scene.seat("Uma").where is Where.CIRCLE and scene.seat("Uma").circle_since is None


def test_when_the_host_goes_the_room_goes_too(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    scene.does("Hal", Leave)
    assert {scene.seat(name).where for name in ("Uma", "Val")} == {Where.LEFT}
    assert scene.circle().floor.hands == ()
    scene.returns("Hal")
    scene.does("Fay", Admit, whom=("Hal",))
    assert scene.you("Hal").here == ()


def test_a_room_that_goes_before_the_beginning_leaves_nobody_waiting_for_a_guide() -> None:
    scene = RoomScene()
    scene.sits_here("Uma")
    scene.drops("Fay")
    scene.later(21)
    assert scene.circle().held.waits_for == "facilitator"
    scene.does("Hal", Leave)
    assert scene.circle().held.waits_for is None


def test_somebody_in_the_room_may_go(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    scene.does("Fay", Next)
    scene.does("Hal", LeaveHere, whom="Uma")
    assert scene.seat("Uma").where is Where.LEFT and scene.room.floor.holder is None
    scene.changes_nothing("Hal", LeaveHere, whom="Uma")
    scene.cannot("Hal", LeaveHere, "not-allowed", whom="Ana")
    assert [one.name for one in scene.you("Hal").here] == ["Val"]


def test_who_is_out_is_out_for_their_host_too(scene: RoomScene) -> None:
    scene.does("Fay", Remove, whom="Uma", kind=Removal.FOR_SESSION, reason="unkind")
    assert [one.name for one in scene.you("Hal").here] == ["Val"]
    scene.cannot_relay("Uma", RaiseHand, "not-allowed")


def test_a_role_that_is_taken_away_leaves_those_who_sit_there_their_voice(scene: RoomScene) -> None:
    scene.does("Fay", GiveRole, whom="Hal", role=Role.PARTICIPANT)
    scene.cannot("Hal", SeatHere, "not-allowed", **asked("Wes"))
    scene.relays("Uma", RaiseHand)
    assert scene.host_sees("Uma").hand


def test_an_open_floor_is_open_to_a_room(scene: RoomScene) -> None:
    scene.does("Fay", acts.SetMode, mode=Mode.OPEN)
    scene.relays("Val", Share, words="May I?")
    assert scene.heard_by("Ana") == ["Val: May I?"]


def test_the_end_is_the_end_for_a_room(scene: RoomScene) -> None:
    scene.does("Fay", acts.EndForAll)
    scene.cannot_relay("Val", Share, "meeting-over", words="one more")
    scene.cannot("Hal", SeatHere, "meeting-over", **asked("Wes"))
    scene.does("Hal", Leave)
    assert scene.room.closed_at is not None

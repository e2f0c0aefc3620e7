"""Pictures: each pair of eyes sees the whole room as it may, and nothing more."""

from dataclasses import fields, replace

import pytest

from server.room import picture as pictures
from server.room.acts import (
    Admit,
    AskForSupport,
    AskPatience,
    Decline,
    EndForAll,
    GiveFloor,
    GiveRole,
    Leave,
    Mute,
    Next,
    Pause,
    RaiseHand,
    Remove,
    StartRound,
    TakeTurn,
)
from server.room.company import name_of
from server.room.format import Phase
from server.room.picture import picture, roster, sight_of
from server.room.seat import Removal, Role
from server.room.seen import LobbyPicture, Picture, Sight
from tests.room.scene import EVENING, Scene, seat_of

SHAPES_OF_THEIR_OWN = (Sight.LOBBY, Sight.WALL)


def seen(scene: Scene, sight: Sight) -> Picture:
    view = picture(scene.room, sight)
    assert isinstance(view, Picture)
    return view


def test_each_seat_has_eyes_of_its_role_and_place(scene: Scene) -> None:
    scene.arrives("Gil", "Sol", "Ana", "Bo")
    scene.knocks("Cy")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.GREETER)
    scene.does("Fay", GiveRole, whom="Bo", role=Role.TIMEKEEPER)
    wanted = {
        "Fay": Sight.DESK,
        "Gil": Sight.DESK,
        "Sol": Sight.DESK,
        "Ana": Sight.GREETER,
        "Bo": Sight.TIMEKEEPER,
        "Cy": Sight.LOBBY,
        "Nobody": None,
    }
    assert {name: sight_of(scene.room, seat_of(name)) for name in wanted} == wanted
    scene.does("Bo", Leave)
    assert sight_of(scene.room, seat_of("Bo")) is None


def test_only_the_desk_sees_the_desk_a_greeter_the_door_a_timekeeper_the_time(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.raises_hand("Ana")
    scene.does("Fay", Next)
    views = {sight: seen(scene, sight) for sight in Sight if sight not in SHAPES_OF_THEIR_OWN}
    assert [sight for sight, view in views.items() if view.desk is not None] == [Sight.DESK]
    assert [sight for sight, view in views.items() if view.waiting] == [Sight.GREETER]
    assert [sight for sight, view in views.items() if view.turn_until is not None] == [Sight.TIMEKEEPER]


def test_in_a_round_the_circle_sees_who_has_the_floor_and_not_who_was_or_will_be_asked(scene: Scene) -> None:
    scene.arrives("Ana", "Bo", "Cy")
    scene.raises_hand("Cy")
    scene.does("Fay", StartRound)
    floor = scene.circle().floor
    assert (floor.holder, floor.round_on, floor.hands) == (seat_of("Ana"), True, ())
    assert scene.desk().to_ask[:2] == (seat_of("Bo"), seat_of("Cy"))
    assert (scene.you("Bo").next, scene.you("Cy").next, scene.you("Cy").in_round) == (True, False, True)
    assert (scene.you("Ana").invited, scene.you("Bo").invited) == (True, False)


def test_whose_turn_it_is_sees_their_time_and_so_does_the_desk(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Ana", AskPatience, patience=1.5)
    scene.raises_hand("Ana")
    scene.does("Fay", Next)
    assert (scene.you("Ana").turn_until, scene.you("Ana").turn_seconds) == (180.0, 180.0)
    assert (scene.you("Bo").turn_until, scene.you("Bo").turn_seconds) == (None, None)
    assert scene.desk().turn_until == 180.0
    scene.does("Fay", GiveFloor, whom="Bo")
    assert (scene.you("Bo").turn_until, scene.you("Bo").turn_seconds) == (None, None)
    scene.does("Bo", TakeTurn)
    assert scene.you("Bo").turn_seconds == 120.0


def test_what_is_one_seats_alone_is_in_no_picture_of_the_circle(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    before = scene.circle()
    scene.does("Ana", AskForSupport)
    scene.does("Ana", AskPatience, patience=2.0)
    scene.does("Fay", Mute, whom="Ana", on=True)
    scene.drops("Bo")
    assert scene.circle() == before
    assert scene.you("Ana") != replace(scene.you("Bo"), seat=seat_of("Ana"), name="Ana")


def test_somebody_away_is_shown_to_the_desk_and_awaited_guides_to_all(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.drops("Ana", "Fay")
    scene.later(10)
    assert [seat.away for seat in scene.circle().seats] == [False, False]
    assert [seat.away for seat in seen(scene, Sight.DESK).seats] == [True, True]
    scene.later(10)
    assert [(seat.name, seat.away) for seat in scene.circle().seats] == [("Fay", True), ("Ana", False)]


def test_the_desk_still_sees_who_stepped_out_and_keeps_a_place(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.drops("Ana")
    scene.later(60)
    assert [seat.name for seat in seen(scene, Sight.DESK).seats] == ["Fay", "Bo"]
    assert [(seat.name, seat.away) for seat in scene.desk().stepped_out] == [("Ana", True)]
    scene.returns("Ana")
    assert scene.desk().stepped_out == ()


def test_a_large_circle_is_shown_by_those_who_are_near_and_a_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "NEAR", 4)
    scene = Scene(replace(EVENING, capacity=50))
    people = [f"Guest {letter}" for letter in "abcdefgh"]
    scene.arrives("Fay", *people[:3])
    assert (len(scene.circle().seats), scene.circle().more) == (4, 0)
    scene.arrives(*people[3:])
    scene.goes_to(Phase.SHARING)
    scene.does(people[5], RaiseHand)
    scene.does("Fay", GiveFloor, whom=people[2])
    view = scene.circle()
    assert [seat.name for seat in view.seats] == ["Fay", "Guest c", "Guest f"]
    assert view.more == 6
    assert [seat.name for seat in roster(scene.room, Sight.CIRCLE)] == ["Fay", *people]


# ── the lobby ─────────────────────────────────────────────────────────────────────────────────────


def test_the_lobby_sees_a_closed_list(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    names = {field.name for field in fields(LobbyPicture)}
    assert names == {"sight", "door", "starts", "note", "guides", "have_time"}
    assert "Ana" not in repr(scene.lobby())
    assert "Ana" not in repr(scene.you("Bo"))


def test_the_lobby_sees_whether_the_door_is_open() -> None:
    scene = Scene()
    scene.knocks("Ana")
    assert (scene.lobby().door, scene.lobby().guides) == ("not_open_yet", ())
    scene.arrives("Fay")
    assert (scene.lobby().door, scene.lobby().guides) == ("open", ("Fay",))
    scene.does("Fay", Pause, on=True)
    assert scene.lobby().door == "paused"
    scene.does("Fay", EndForAll)
    assert scene.lobby().door == "closed"


def test_who_is_not_let_in_or_out_sees_why_and_the_desk_sees_since_when(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.later(50)
    scene.does("Fay", Decline, whom="Bo", reason="age")
    scene.later(10)
    scene.does("Fay", Remove, whom="Ana", kind=Removal.UNTIL_REVIEWED, reason="contact")
    assert [(gone.name, gone.how, gone.reason, gone.at) for gone in scene.desk().gone] == [
        ("Ana", "until_reviewed", "contact", 60.0),
        ("Bo", "declined", "age", 50.0),
    ]
    assert (scene.you("Bo").out, scene.you("Bo").decided_by) == ("declined", "Fay")


def test_the_desk_sees_which_invitations_are_in_use(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.knocks("Bo")
    scene.does("Fay", Admit, whom=("Bo",))
    assert len(scene.desk().invitations) == 2


def test_nobody_has_no_name(scene: Scene) -> None:
    assert (name_of(scene.room, None), name_of(scene.room, seat_of("Nobody"))) == (None, None)

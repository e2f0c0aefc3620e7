"""The wall of a physical room: nobody, never hidden, and shown no more than the circle shows."""

import pytest

from server.room.acts import (
    Admit,
    Arrive,
    AskForSupport,
    EndForAll,
    Ground,
    GuardDoor,
    HangWall,
    HoldEveryone,
    Leave,
    LineDropped,
    Next,
    Pause,
    RevokeInvitation,
    Share,
    Shield,
    WriteLetter,
)
from server.room.effects import About, Audience, To
from server.room.hears import Piece, hears
from server.room.picture import picture, sight_of
from server.room.seen import Sight, WallPicture
from server.room.walls import MOST, line_of
from tests.room.scene import Scene, seat_of

LINK = 9


def hung(scene: Scene, wall: str = "Wall", invitation: int = LINK) -> None:
    """A screen with this link, and its line."""
    scene.does(wall, HangWall, invitation=invitation)
    scene.does(wall, Arrive, line=(line_of(scene.room, seat_of(wall)) or 0) + 1)


def shown(scene: Scene) -> WallPicture:
    view = picture(scene.room, Sight.WALL)
    assert isinstance(view, WallPicture)
    return view


def test_a_wall_shows_names_and_floor_as_the_circle_sees_them(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.raises_hand("Ana")
    scene.raises_hand("Bo")
    scene.does("Fay", Next)
    hung(scene)
    circle = scene.circle()
    assert [seat.name for seat in shown(scene).seats] == [seat.name for seat in circle.seats]
    assert (shown(scene).floor.holder, shown(scene).floor.hands) == (circle.floor.holder, circle.floor.hands)
    assert sight_of(scene.room, seat_of("Wall")) is Sight.WALL


def test_everyone_in_the_circle_sees_that_a_wall_shows_it(scene: Scene) -> None:
    assert scene.circle().walls == 0
    hung(scene)
    assert scene.circle().walls == 1
    assert [(wall.invitation, wall.lit) for wall in scene.desk().walls] == [(LINK, True)]


def test_a_wall_without_a_line_shows_nothing_and_is_not_counted(scene: Scene) -> None:
    hung(scene)
    scene.does("Wall", LineDropped, line=1, since=scene.now)
    assert scene.circle().walls == 0
    assert [wall.lit for wall in scene.desk().walls] == [False]
    scene.changes_nothing("Wall", LineDropped, line=1, since=scene.now)
    hung(scene)
    assert scene.circle().walls == 1


def test_the_same_link_is_the_same_wall_on_its_newest_line(scene: Scene) -> None:
    hung(scene)
    scene.changes_nothing("Wall", HangWall, invitation=LINK)
    scene.cannot("Wall", Arrive, "open-elsewhere", line=1)
    scene.changes_nothing("Wall", LineDropped, line=0, since=scene.now)
    hung(scene)
    assert scene.circle().walls == 1


def test_taking_back_its_link_takes_the_wall_down(scene: Scene) -> None:
    hung(scene)
    hung(scene, "Other", LINK + 1)
    scene.does("Fay", RevokeInvitation, invitation=LINK)
    assert [wall.invitation for wall in scene.desk().walls] == [LINK + 1]
    scene.cannot("Wall", HangWall, "link-not-valid", invitation=LINK)
    assert line_of(scene.room, seat_of("Wall")) is None


def test_a_guarded_door_lets_no_new_wall_in_and_there_are_never_many(scene: Scene) -> None:
    scene.does("Fay", GuardDoor, on=True)
    scene.cannot("Wall", HangWall, "door-is-guarded", invitation=LINK)
    scene.does("Fay", GuardDoor, on=False)
    for number in range(MOST):
        hung(scene, f"Wall {number}", LINK + number)
    scene.cannot("One more", HangWall, "room-is-full", invitation=LINK + MOST)


@pytest.mark.parametrize(
    ("act", "how"),
    [
        (AskForSupport, {}),
        (Leave, {}),
        (Share, {"words": "from the wall"}),
        (WriteLetter, {"whom": "Wall", "about": About.SUPPORT, "words": "a letter"}),
        (Pause, {"on": True}),
    ],
)
def test_nothing_can_be_done_from_a_wall(scene: Scene, act: type, how: dict[str, object]) -> None:
    hung(scene)
    scene.cannot("Wall", act, "no-such-seat", **how)


def test_nothing_can_be_done_to_a_wall_as_to_a_person(scene: Scene) -> None:
    hung(scene)
    scene.cannot("Fay", Admit, "no-such-seat", whom=("Wall",))


@pytest.mark.parametrize("to", To)
def test_a_wall_hears_no_piece_of_any_audience(scene: Scene, to: To) -> None:
    hung(scene)
    audience = Audience(to, seat_of("Wall") if to is To.SEAT else None)
    assert not hears(scene.room, seat_of("Wall"), Piece(audience, scene.room.version))


@pytest.mark.parametrize(
    ("act", "how", "why"),
    [
        (Pause, {"on": True}, "paused"),
        (Shield, {"on": True}, "shield"),
        (HoldEveryone, {"on": True}, "everyone"),
        (Ground, {"exercise": "breathe"}, "grounding"),
    ],
)
def test_what_lies_over_the_meeting_has_nobodys_name_on_the_wall(
    scene: Scene, act: type, how: dict[str, object], why: str
) -> None:
    scene.later(5)
    scene.does("Fay", act, **how)
    held = shown(scene).held
    assert (held.why, held.grounding_since) == (why, scene.now if why == "grounding" else None)
    assert "Fay" not in repr(held)


def test_a_wall_waits_with_the_circle_for_its_guide(scene: Scene) -> None:
    scene.arrives("Ana")
    hung(scene)
    scene.drops("Fay")
    scene.later(21)
    assert (shown(scene).held.why, shown(scene).held.closes_at) == ("waiting", 20 + 600.0)
    assert [seat.away for seat in shown(scene).seats] == [True, False]


def test_after_the_end_a_wall_says_so(scene: Scene) -> None:
    hung(scene)
    scene.does("Fay", EndForAll)
    assert shown(scene).phase == "closed"
    scene.cannot("Late", HangWall, "meeting-over", invitation=LINK)


def test_a_large_circle_is_shown_by_those_whom_everybody_needs_to_see(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene()
    scene.arrives("Fay", "Ana", "Bo")
    monkeypatch.setattr("server.room.picture.NEAR", 2)
    assert ([seat.name for seat in shown(scene).seats], shown(scene).more) == (["Fay"], 2)

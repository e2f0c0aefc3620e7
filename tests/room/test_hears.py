"""Who may hear a piece of news: by audience, and by the version that let somebody in."""

import pytest

from server.room.acts import Admit, BackToLobby, Decline, GiveRole, Leave, Remove
from server.room.effects import CIRCLE, DESK, only
from server.room.hears import Piece, hears
from server.room.seat import Removal, Role
from tests.room.scene import Scene, seat_of


def ears(scene: Scene, piece: Piece) -> set[str]:
    return {name for name in ("Fay", "Gil", "Ana", "Bo", "Nobody") if hears(scene.room, seat_of(name), piece)}


@pytest.fixture
def evening(scene: Scene) -> Scene:
    """Fay, Gil and Ana sit in the circle; Bo waits."""
    scene.arrives("Gil", "Ana")
    scene.knocks("Bo")
    return scene


def test_each_audience_is_what_it_says(evening: Scene) -> None:
    now = evening.room.version
    assert ears(evening, Piece(CIRCLE, now)) == {"Fay", "Gil", "Ana"}
    assert ears(evening, Piece(DESK, now)) == {"Fay", "Gil"}
    assert ears(evening, Piece(only(seat_of("Ana")), now)) == {"Ana"}
    assert ears(evening, Piece(only(seat_of("Bo")), now)) == {"Bo"}


def test_nobody_hears_what_came_before_them(evening: Scene) -> None:
    before = Piece(CIRCLE, evening.room.version)
    evening.does("Fay", Admit, whom=("Bo",))
    assert "Bo" not in ears(evening, before)
    assert "Bo" in ears(evening, Piece(CIRCLE, evening.room.version))


def test_told_late_a_piece_still_misses_whoever_was_outside_then(evening: Scene) -> None:
    evening.does("Fay", BackToLobby, whom="Ana")
    meanwhile = Piece(CIRCLE, evening.room.version)
    evening.does("Fay", Admit, whom=("Ana",))
    assert "Ana" not in ears(evening, meanwhile)


def test_the_desk_is_heard_from_the_version_that_gave_it(evening: Scene) -> None:
    before = Piece(DESK, evening.room.version)
    evening.does("Fay", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)
    after = Piece(DESK, evening.room.version)
    assert ("Ana" in ears(evening, before), "Ana" in ears(evening, after)) == (False, True)
    evening.does("Fay", GiveRole, whom="Ana", role=Role.PARTICIPANT)
    assert "Ana" not in ears(evening, after)


def test_whoever_is_gone_is_told_nothing_more_also_nothing_of_their_own(evening: Scene) -> None:
    pieces = [Piece(audience, 0) for audience in (CIRCLE, DESK, only(seat_of("Ana")), only(seat_of("Bo")))]
    evening.does("Fay", Remove, whom="Ana", kind=Removal.FOR_SESSION, reason="unkind")
    evening.does("Fay", Decline, whom="Bo", reason="full")
    evening.does("Gil", Leave)
    evening.later(1)
    assert [ears(evening, Piece(piece.audience, evening.room.version)) for piece in pieces] == [
        {"Fay"},
        {"Fay"},
        set(),
        set(),
    ]


def test_whoever_stepped_out_is_told_nothing_until_they_are_back(evening: Scene) -> None:
    evening.drops("Ana")
    evening.later(60)
    assert "Ana" not in ears(evening, Piece(CIRCLE, evening.room.version))

"""A phone of one's own in a physical room: one is there once, and when it goes the host speaks again."""

from dataclasses import replace

import pytest

from server.room.acts import (
    AnswerAside,
    Arrive,
    AskAside,
    AskForSupport,
    BackToLobby,
    CloseSupport,
    EndAside,
    HoldEveryone,
    Leave,
    LeaveHere,
    LineDropped,
    ListenOnly,
    Next,
    RaiseHand,
    Remove,
    RevokeInvitation,
    Share,
    ShowCode,
    TakeAside,
    TakeSeatBack,
    WriteLetter,
)
from server.room.companion import LIFE, MISSES
from server.room.effects import About
from server.room.seat import Removal, Where
from tests.room.room_scene import CODE, RoomScene, two_sit_here
from tests.room.scene import seat_of


@pytest.fixture
def scene() -> RoomScene:
    return two_sit_here()


# ── the code ──────────────────────────────────────────────────────────────────────────────────────


def test_a_code_binds_a_phone_to_the_seat_and_nobody_is_there_twice(scene: RoomScene) -> None:
    before = [seat.name for seat in scene.circle().seats]
    scene.binds("Uma")
    assert [seat.name for seat in scene.circle().seats] == before
    assert scene.host_sees("Uma").phone and not scene.host_sees("Val").phone
    assert (scene.you("Uma").hub, scene.you("Uma").where) == ("Hal", "circle")


def test_from_then_on_they_hear_and_speak_for_themselves(scene: RoomScene) -> None:
    scene.does("Fay", WriteLetter, whom="Uma", about=About.NOTE, words="before")
    scene.binds("Uma")
    scene.raises_hand("Uma")
    scene.does("Fay", Next)
    scene.says("Uma", "My own words.")
    scene.does("Fay", WriteLetter, whom="Uma", about=About.NOTE, words="after")
    assert scene.heard_by("Uma") == ["Uma: My own words.", "letter from Fay: after"]
    assert scene.heard_by("Hal") == ["letter from Fay: before", "Uma: My own words."]
    scene.cannot_relay("Uma", Share, "has-own-phone", words="what Uma means is")
    scene.cannot("Hal", LeaveHere, "has-own-phone", whom="Uma")


def test_a_host_sees_nothing_that_is_somebodys_own_once_they_have_a_phone(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.raises_hand("Uma")
    known = scene.host_sees("Uma")
    assert (known.name, known.phone, known.bound, known.hand) == ("Uma", True, True, False)


def test_a_code_is_good_once(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.does("Uma", Leave)
    scene.changes_nothing_typed(CODE)
    assert not scene.host_sees("Uma").bound


def test_a_code_runs_out(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.later(LIFE)
    scene.types(CODE)
    assert not scene.host_sees("Uma").bound


def test_a_new_code_is_the_only_one(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.does("Hal", ShowCode, whom="Uma", imprint="another")
    scene.types(CODE)
    assert not scene.host_sees("Uma").bound
    scene.types("another")
    assert scene.host_sees("Uma").bound


def test_no_two_seats_have_one_code(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.cannot("Hal", ShowCode, "house-is-busy", whom="Val", imprint=CODE)


def test_after_a_few_wrong_ones_no_code_is_good_any_more(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    for guess in range(MISSES - 1):
        scene.types(f"guess {guess}")
    scene.does("Hal", ShowCode, whom="Val", imprint="another")
    scene.types("one more")
    scene.types(CODE)
    assert not scene.host_sees("Uma").bound, "its tries were used up"
    scene.types("another")
    assert scene.host_sees("Val").bound, "the newer one had some left"


def test_without_an_open_code_a_guess_leaves_no_trace(scene: RoomScene) -> None:
    scene.changes_nothing_typed("a guess")


def test_whoever_sits_down_has_agreed_and_came_by_a_link_that_holds(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.cannot_type(CODE, "agreement-first", agreement="")
    scene.cannot_type(CODE, "agreement-has-changed", limits="v0")
    scene.does("Fay", RevokeInvitation, invitation=1)
    scene.cannot_type(CODE, "link-not-valid")


def test_a_host_shows_codes_for_their_own_room_alone(scene: RoomScene) -> None:
    scene.cannot("Hal", ShowCode, "not-allowed", whom="Ana", imprint=CODE)
    scene.cannot("Fay", ShowCode, "not-allowed", whom="Uma", imprint=CODE)
    scene.does("Hal", LeaveHere, whom="Uma")
    scene.cannot("Hal", ShowCode, "no-such-seat", whom="Uma", imprint=CODE)
    scene.does("Fay", BackToLobby, whom="Hal")
    scene.cannot("Hal", ShowCode, "still-in-the-lobby", whom="Val", imprint=CODE)


def test_a_code_for_who_is_out_by_now_binds_nothing(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.does("Fay", Remove, whom="Uma", kind=Removal.FOR_SESSION, reason="unkind")
    scene.types(CODE)
    assert scene.seat("Uma").phone == ""


def test_what_somebody_calls_for_by_their_own_phone_is_not_the_hosts_to_see_or_close(
    scene: RoomScene,
) -> None:
    scene.binds("Uma")
    scene.does("Uma", AskForSupport)
    scene.does("Uma", Leave)
    assert scene.host_sees("Uma").support is None
    scene.cannot_relay("Uma", CloseSupport, "not-allowed", whom="Uma")
    scene.relays("Uma", AskForSupport)
    assert [signal.seat for signal in scene.desk().signals] == [seat_of("Uma")], "it was called for already"


# ── back to the host ──────────────────────────────────────────────────────────────────────────────


def test_a_seat_without_a_phone_takes_no_line(scene: RoomScene) -> None:
    scene.cannot("Uma", Arrive, "no-such-seat", line=5)
    scene.changes_nothing("Uma", LineDropped, line=0, since=0.0)


def test_a_phone_that_leaves_goes_alone_and_the_host_speaks_again(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.raises_hand("Uma")
    scene.does("Uma", Leave)
    assert scene.seat("Uma").where is Where.CIRCLE and scene.circle().floor.hands == (seat_of("Uma"),)
    scene.relays("Uma", RaiseHand)
    scene.cannot("Uma", Arrive, "no-such-seat", line=9)


def test_a_host_takes_a_seat_back_from_a_phone_that_was_lost(scene: RoomScene) -> None:
    scene.binds("Uma")
    line = scene.seat("Uma").line
    scene.does("Hal", TakeSeatBack, whom="Uma")
    assert scene.seat("Uma").line > line, "no ticket of that phone is good any more"
    scene.relays("Uma", RaiseHand)
    scene.changes_nothing("Hal", TakeSeatBack, whom="Uma")
    scene.cannot("Hal", TakeSeatBack, "not-allowed", whom="Ana")


def test_taking_a_seat_back_takes_its_code_back_too(scene: RoomScene) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.does("Hal", TakeSeatBack, whom="Uma")
    scene.types(CODE)
    assert not scene.host_sees("Uma").bound


def test_another_phone_takes_over_from_the_first_and_hears_nothing_of_before(scene: RoomScene) -> None:
    scene.binds("Uma", "first")
    since = scene.seat("Uma").circle_since
    scene.binds("Uma", "second")
    now = scene.seat("Uma")
    assert now.phone == seat_of("second") and since is not None
    assert now.circle_since is not None and now.circle_since > since


def test_while_a_phone_is_silent_the_host_may_speak_and_after_a_minute_it_falls_back(
    scene: RoomScene,
) -> None:
    scene.binds("Uma")
    scene.drops("Uma")
    scene.relays("Uma", RaiseHand)
    before = scene.circle()
    scene.later(61)
    uma = scene.seat("Uma")
    assert (uma.on_phone, uma.stepped_out, uma.away_since, uma.circle_since) == (False, False, None, None)
    assert scene.circle().seats[3] == replace(before.seats[3], phone=False), "nobody left"
    scene.returns("Uma")
    assert scene.host_sees("Uma").phone and scene.seat("Uma").circle_since == scene.room.version


def test_a_turn_that_was_taken_by_phone_goes_on_by_the_host(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.raises_hand("Uma")
    scene.does("Fay", Next)
    turn = scene.room.floor.turn
    scene.drops("Uma")
    scene.later(61)
    assert (scene.room.floor.holder, scene.room.floor.turn) == (seat_of("Uma"), turn)
    scene.relays("Uma", Share, words="As I was saying.")
    assert scene.heard_by("Ana") == ["Uma: As I was saying."]


def test_a_phone_stays_when_the_hosts_line_is_lost(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.drops("Hal")
    scene.later(61)
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana", "Uma"]
    scene.raises_hand("Uma")


def test_when_the_whole_house_is_without_a_line_all_step_out_and_all_come_back(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.drops("Uma", "Hal")
    scene.later(61)
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana"]
    scene.returns("Hal")
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Hal", "Ana", "Uma", "Val"]
    assert not scene.host_sees("Uma").phone and scene.host_sees("Uma").bound
    scene.returns("Uma")
    assert scene.host_sees("Uma").phone


def test_a_seat_that_falls_back_to_a_host_who_is_away_goes_when_they_go(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.drops("Uma")
    scene.later(30)
    scene.drops("Hal")
    scene.later(31)
    assert not scene.seat("Uma").on_phone and not scene.seat("Uma").stepped_out
    scene.later(30)
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana"]


def test_when_the_host_goes_home_who_has_a_phone_stays_as_everybody_online(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.does("Hal", Leave)
    assert [(seat.name, seat.hub) for seat in scene.circle().seats] == [
        ("Fay", None),
        ("Ana", None),
        ("Uma", None),
    ]
    scene.drops("Uma")
    scene.returns("Uma")
    scene.does("Uma", Leave)
    assert scene.seat("Uma").where is Where.LEFT


def test_a_phone_that_comes_back_after_its_room_has_gone_waits_at_the_door(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.drops("Uma")
    scene.later(61)
    scene.does("Hal", Leave)
    assert scene.seat("Uma").where is Where.LEFT
    scene.returns("Uma")
    assert (scene.seat("Uma").where, scene.seat("Uma").hub) == (Where.LOBBY, None)


def test_a_phone_that_binds_while_the_circle_has_lost_the_room_comes_back_with_its_line(
    scene: RoomScene,
) -> None:
    scene.does("Hal", ShowCode, whom="Uma", imprint=CODE)
    scene.drops("Hal")
    scene.later(61)
    scene.types(CODE)
    assert scene.seat("Uma").stepped_out and scene.seat("Uma").circle_since is None
    scene.returns("Uma")
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana", "Uma"]


def test_in_lockdown_a_phone_that_dropped_out_waits_to_be_let_in(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.drops("Uma", "Hal")
    scene.later(61)
    scene.does("Fay", HoldEveryone, on=True)
    scene.returns("Uma")
    assert scene.seat("Uma").where is Where.LOBBY and scene.seat("Uma").circle_since is None


# ── one to one ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def apart(scene: RoomScene) -> RoomScene:
    """Uma has a phone and is in a room of two with Gil."""
    scene.arrives("Gil")
    scene.binds("Uma")
    scene.does("Gil", TakeAside, whom="Uma")
    scene.does("Uma", AnswerAside, yes=True)
    return scene


def test_with_a_phone_one_may_talk_alone_and_the_place_waits(apart: RoomScene) -> None:
    apart.drops("Uma")
    apart.later(300)
    apart.does("Ana", ListenOnly, on=True)
    assert apart.seat("Uma").stepped_out and apart.seat("Uma").on_phone, "nobody speaks for them meanwhile"
    apart.does("Uma", EndAside, whom="Uma")
    apart.returns("Uma")
    assert not apart.seat("Uma").stepped_out and apart.host_sees("Uma").phone


def test_a_host_who_takes_the_seat_back_ends_it(apart: RoomScene) -> None:
    apart.does("Hal", TakeSeatBack, whom="Uma")
    assert apart.room.asides == ()
    assert not apart.seat("Uma").stepped_out and apart.seat("Uma").circle_since is None


def test_a_wish_goes_with_the_phone(scene: RoomScene) -> None:
    scene.binds("Uma")
    scene.does("Uma", AskAside)
    scene.does("Uma", Leave)
    assert scene.room.asides == ()

"""A physical room in the circle: its people are asked, raise, pass and speak as everybody; their host brings it."""

from dataclasses import replace

import pytest

from server.room import acts
from server.room.acts import (
    Act,
    AskForSupport,
    BackToLobby,
    CloseSupport,
    Done,
    Edit,
    GiveRole,
    GuardDoor,
    HandOver,
    HoldEveryone,
    Leave,
    LockDoor,
    LowerHand,
    Mute,
    Next,
    PassTurn,
    RaiseHand,
    Relay,
    Retract,
    SeatHere,
    Share,
    StartRound,
    TakeAside,
    TakeSupport,
    TakeTurn,
    WriteLetter,
)
from server.room.effects import About, ShareRef
from server.room.format import Format, Phase
from server.room.hubs import RELAYED, on_behalf
from server.room.lobby import LARGEST
from server.room.seat import Role, Seat, SeatId, Where
from server.room.words import Name, Words
from tests.room.room_scene import BIG, RoomScene, asked, two_sit_here
from tests.room.scene import EVENING, YOUTH, Scene, seat_of


@pytest.fixture
def scene() -> RoomScene:
    return two_sit_here()


# ── sitting down ──────────────────────────────────────────────────────────────────────────────────


def test_who_sits_in_a_room_is_in_the_circle_as_everybody(scene: RoomScene) -> None:
    seen = {seat.name: seat for seat in scene.circle().seats}
    assert list(seen) == ["Fay", "Hal", "Ana", "Uma", "Val"]
    assert seen["Uma"].hub == seat_of("Hal") and seen["Ana"].hub is None
    assert scene.done()[-2:] == ["admit", "admit"], "the desk can read who brought whom"


def test_a_seat_may_have_a_number_instead_of_a_name(scene: RoomScene) -> None:
    scene.knocks("Seat 2")
    for _ in range(2):
        scene.sits_here(f"x{len(scene.room.seats)}", name="Seat", numbered=True)
    assert [seat.name for seat in scene.circle().seats[-2:]] == ["Seat 1", "Seat 3"]


def test_a_word_for_a_chair_keeps_to_the_rules_of_names(scene: RoomScene) -> None:
    scene.cannot("Hal", SeatHere, "name-looks-official", **asked("x", name="Facilitator", numbered=True))
    scene.cannot("Hal", SeatHere, "name-taken", **asked("x", name="Ana"))
    scene.cannot("Hal", SeatHere, "name-not-usable", **asked("x", name="\x00", numbered=True))


def test_nobody_is_seated_who_has_not_agreed(scene: RoomScene) -> None:
    scene.cannot("Hal", SeatHere, "agreement-first", **asked("Wes", agreed=False))


def test_only_a_host_or_a_guide_seats_people(scene: RoomScene) -> None:
    scene.cannot("Ana", SeatHere, "not-allowed", **asked("Wes"))
    scene.sits_here("Wes", host="Fay")
    assert [one.name for one in scene.you("Fay").here] == ["Wes"]
    assert scene.you("Ana").here == ()


@pytest.mark.parametrize(
    ("lays", "because"),
    [(LockDoor, "room-is-locked"), (GuardDoor, "door-is-guarded"), (HoldEveryone, "room-is-locked")],
)
def test_the_doors_of_the_meeting_hold_for_a_room_too(
    lays: type[Act], because: str, scene: RoomScene
) -> None:
    scene.does("Fay", lays, on=True)
    scene.cannot("Hal", SeatHere, because, **asked("Wes"))
    scene.does("Fay", lays, on=False)
    scene.sits_here("Wes")


def test_without_a_guide_nobody_sits_down(scene: RoomScene) -> None:
    scene.drops("Fay")
    scene.cannot("Hal", SeatHere, "facilitator-away", **asked("Wes"))


def test_a_room_brings_no_more_people_than_the_circle_has_places() -> None:
    scene = RoomScene()
    scene.sits_here("Uma", "Val", "Wes")
    scene.cannot("Hal", SeatHere, "room-is-full", **asked("Xia"))
    crowd = {SeatId(f"n{n}"): Seat(SeatId(f"n{n}"), Name(f"n{n}")) for n in range(LARGEST)}
    scene.room = replace(
        scene.room, seats={**scene.room.seats, **crowd}, format=replace(EVENING, capacity=2_000)
    )
    scene.cannot("Hal", SeatHere, "room-is-full", **asked("Xia"))


@pytest.mark.parametrize("format", [replace(BIG, aside=True), replace(BIG, hours=True)])
def test_where_two_talk_alone_there_is_no_room_full_of_people(format: Format, scene: RoomScene) -> None:
    scene.room = replace(scene.room, format=format)
    scene.cannot("Hal", SeatHere, "one-to-one-here", **asked("Wes"))


def test_people_may_sit_down_before_the_circle_begins() -> None:
    scene = RoomScene()
    scene.sits_here("Uma")
    assert scene.part() is Phase.LOBBY_OPEN and scene.seat("Uma").where is Where.CIRCLE


def test_under_18_only_a_checked_adult_hosts_a_room() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Pat", "Ana")
    scene.cannot("Fay", GiveRole, "not-allowed", whom="Ana", role=Role.HUB_HOST)
    scene.does("Fay", GiveRole, whom="Gil", role=Role.PARTICIPANT)
    scene.does("Fay", GiveRole, whom="Gil", role=Role.HUB_HOST)
    assert scene.seat("Gil").role is Role.HUB_HOST


def test_a_host_by_a_link_of_their_own_waits_to_be_let_in_and_counts_as_checked() -> None:
    scene = Scene(EVENING)
    scene.arrives("Fay")
    scene.does("Hal", acts.Knock, role=Role.HUB_HOST, invitation=9)
    assert scene.seat("Hal").where is Where.LOBBY and scene.seat("Hal").cleared


# ── speaking ──────────────────────────────────────────────────────────────────────────────────────


def test_a_host_raises_a_hand_for_somebody_and_it_stands_in_the_same_line(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    scene.raises_hand("Ana")
    assert scene.circle().floor.hands == (seat_of("Uma"), seat_of("Ana"))
    assert scene.host_sees("Uma").hand and not scene.host_sees("Val").hand
    scene.relays("Uma", LowerHand, whom="Uma")
    assert scene.circle().floor.hands == (seat_of("Ana"),)


def test_what_a_host_types_is_the_persons_own(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    scene.does("Fay", Next)
    scene.relays("Uma", Share, words="It was a long week.")
    assert scene.heard_by("Ana") == scene.heard_by("Hal") == ["Uma: It was a long week."]
    assert scene.heard_by("Uma") == [], "without a line of their own they hear through their host"


def test_the_number_of_relayed_words_is_none_of_the_persons_own_phone(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    scene.does("Fay", Next)
    said = on_behalf(scene.room, Relay(seat_of("Hal"), Share(seat_of("Uma"), 3, Words(b"mine"))))
    assert isinstance(said, Share) and said.number == RELAYED + 3
    scene.relays("Uma", Share, words="mine", number=3)
    scene.relays("Uma", Edit, ref=ShareRef(seat_of("Uma"), RELAYED + 3), words="better")
    scene.relays("Uma", Retract, ref=ShareRef(seat_of("Uma"), RELAYED + 3))
    assert scene.heard_by("Ana") == ["Uma: mine", "Uma: better", "taken back: Uma"]
    assert scene.room.retracted == (ShareRef(seat_of("Uma"), RELAYED + 3),)


def test_only_passed_or_finished_may_be_relayed(scene: RoomScene) -> None:
    scene.relays("Uma", RaiseHand)
    scene.relays("Val", RaiseHand)
    scene.does("Fay", Next)
    scene.relays("Uma", Done)
    assert scene.room.floor.holder == seat_of("Val")
    scene.relays("Val", PassTurn)
    assert scene.room.floor.holder is None and scene.heard == []


def test_nobody_is_spoken_over_by_a_room(scene: RoomScene) -> None:
    scene.cannot_relay("Uma", Share, "not-your-turn", words="can I just say")
    scene.does("Fay", Mute, whom="Uma", on=True)
    scene.cannot_relay("Uma", RaiseHand, "muted")
    assert scene.host_sees("Uma").muted


def test_a_host_speaks_for_nobody_else(scene: RoomScene) -> None:
    scene.cannot_relay("Ana", RaiseHand, "not-allowed")
    scene.cannot_relay("Uma", RaiseHand, "not-allowed", host="Fay")
    scene.cannot_relay("Hal", RaiseHand, "not-allowed")
    scene.cannot_relay("Nobody", RaiseHand, "no-such-seat")
    scene.cannot_relay("Uma", RaiseHand, "no-such-seat", host="Nobody")


def test_a_host_who_waits_outside_speaks_for_nobody_but_may_call_for_help(scene: RoomScene) -> None:
    scene.does("Fay", BackToLobby, whom="Hal")
    scene.cannot_relay("Uma", RaiseHand, "still-in-the-lobby")
    scene.relays("Uma", AskForSupport)
    assert [signal.seat for signal in scene.desk().signals] == [seat_of("Uma")]


def test_help_for_somebody_in_the_room_is_asked_seen_and_closed(scene: RoomScene) -> None:
    scene.relays("Uma", AskForSupport)
    assert scene.host_sees("Uma").support == "asked"
    scene.does("Fay", TakeSupport, whom="Uma")
    assert (scene.host_sees("Uma").support, scene.host_sees("Uma").support_by) == ("seen", "Fay")
    scene.does("Fay", WriteLetter, whom="Uma", about=About.SUPPORT, words="I'm here")
    assert scene.heard_by("Hal") == ["letter from Fay: I'm here"], "their host reads it to them"
    scene.does("Fay", Leave)
    assert scene.host_sees("Uma").support == "asked", "who had taken it is gone"
    scene.relays("Uma", CloseSupport, whom="Uma")
    scene.relays("Uma", CloseSupport, whom="Uma")
    assert scene.host_sees("Uma").support is None


def test_a_host_who_sits_at_the_desk_reads_a_letter_for_somebody_once(scene: RoomScene) -> None:
    scene.sits_here("Wes", host="Fay")
    scene.arrives("Gil")
    scene.does("Gil", WriteLetter, whom="Wes", about=About.NOTE, words="hello Wes")
    assert scene.heard_by("Fay") == ["letter from Gil: hello Wes"]


def test_who_has_no_phone_is_asked_into_no_room_of_two(scene: RoomScene) -> None:
    scene.cannot("Fay", TakeAside, "no-phone-there", whom="Uma")


@pytest.mark.parametrize(("act", "about"), [(GiveRole, {"role": Role.CO_FACILITATOR}), (HandOver, {})])
def test_nobody_in_a_room_gets_a_desk(act: type[Act], about: dict[str, Role], scene: RoomScene) -> None:
    scene.cannot("Fay", act, "not-allowed", whom="Uma", **about)


# ── the round ─────────────────────────────────────────────────────────────────────────────────────


def test_a_round_asks_room_and_online_by_turns_and_guides_last(scene: RoomScene) -> None:
    scene.arrives("Bo")
    scene.goes_to(Phase.CHECKIN)
    scene.does("Fay", StartRound)
    asked_in_order = [scene.room.floor.holder]
    while scene.room.floor.round_on:
        scene.does(str(scene.room.floor.holder), Done)
        asked_in_order.append(scene.room.floor.holder)
    assert asked_in_order[:-1] == [seat_of(name) for name in ("Hal", "Ana", "Uma", "Bo", "Val", "Fay")]


def test_somebody_in_a_room_is_asked_and_their_host_answers(scene: RoomScene) -> None:
    scene.goes_to(Phase.CHECKIN)
    scene.does("Fay", StartRound)
    assert (scene.host_sees("Uma").in_round, scene.host_sees("Uma").invited) == (True, False)
    scene.does("Hal", Done)
    scene.does("Ana", Done)
    assert scene.host_sees("Uma").invited and scene.host_sees("Uma").may_come_back
    scene.relays("Uma", TakeTurn)
    scene.relays("Uma", Share, words="Here.")
    scene.relays("Uma", Done)
    assert scene.host_sees("Val").invited

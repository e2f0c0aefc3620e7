"""What lies over a meeting: whom it holds, what eases, and that letting go restores exactly what was."""

from dataclasses import replace
from typing import Any

import pytest

from server.room.acts import (
    Act,
    Admit,
    Answer,
    AskForSupport,
    AskPatience,
    ChoosePrompt,
    Done,
    Edit,
    EndForAll,
    Extend,
    GiveFloor,
    Ground,
    HandOver,
    HoldEveryone,
    ListenOnly,
    LockDoor,
    MoreTime,
    Mute,
    MuteAll,
    Next,
    PassTurn,
    Pause,
    PutTopic,
    RaiseHand,
    Remove,
    Retract,
    Share,
    Shield,
    StartRound,
    TakeSupport,
    TakeTurn,
    TimePasses,
    WriteLetter,
)
from server.room.effects import About, Kindness, ShareRef
from server.room.format import Phase
from server.room.holding import forbids
from server.room.room import Room
from server.room.seat import Removal, Where
from tests.room.scene import YOUTH, Scene, seat_of

HELD: dict[str, tuple[type[Act], dict[str, Any], dict[str, Any]]] = {
    "room-is-paused": (Pause, {"on": True}, {"on": False}),
    "behind-the-shield": (Shield, {"on": True}, {"on": False}),
    "grounding-now": (Ground, {"exercise": "breathe"}, {"exercise": None}),
}
"""What holds everyone, guides too: how it begins and how it ends."""

HELD_BUT_GUIDES = HELD | {
    "room-is-locked": (HoldEveryone, {"on": True}, {"on": False}),
    "muted": (MuteAll, {"on": True}, {"on": False}),
}


def speaking(scene: Scene) -> None:
    """Ana has the floor, Bo's hand is raised, and a good part of her time is over."""
    scene.arrives("Ana", "Bo")
    scene.raises_hand("Ana")
    scene.raises_hand("Bo")
    scene.does("Fay", Next)
    scene.says("Ana", "well")
    scene.later(40)


def resting(room: Room) -> Room:
    """The room without what may differ after a hold: its count of changes, its record, the shifted time."""
    floor = replace(room.floor, since=0.0, until=None)
    return replace(room, version=0, record=(), floor=floor)


@pytest.mark.parametrize("no", HELD)
def test_everything_waits_and_goes_on_exactly_where_it_stopped(scene: Scene, no: str) -> None:
    act, on, off = HELD[no]
    speaking(scene)
    before = scene.room
    assert before.floor.until is not None
    scene.does("Fay", act, **on)
    scene.cannot("Ana", Share, no, words="I was")
    scene.cannot("Ana", Done, no)
    scene.cannot("Bo", RaiseHand, no)
    scene.cannot("Fay", Next, no)
    scene.cannot("Fay", StartRound, no)
    scene.later(500)
    scene.does("Fay", act, **off)
    assert resting(scene.room) == resting(before)
    assert scene.room.floor.until == before.floor.until + 500
    scene.says("Ana", "I was saying")


@pytest.mark.parametrize("no", HELD)
def test_meanwhile_a_guide_may_say_what_is_happening_and_let_people_in(scene: Scene, no: str) -> None:
    act, on, _ = HELD[no]
    speaking(scene)
    scene.knocks("Cy")
    scene.does("Fay", act, **on)
    scene.does("Fay", PutTopic, words="let's breathe")
    scene.does("Fay", Admit, whom=("Cy",))
    scene.goes_to(Phase.CHECKIN)
    scene.does("Fay", ChoosePrompt, prompt=1)
    scene.cannot("Bo", PutTopic, no, words="no")
    assert scene.heard_by("Bo")[-1] == "Fay: let's breathe"


@pytest.mark.parametrize("no", HELD_BUT_GUIDES)
def test_what_protects_is_never_itself_held(scene: Scene, no: str) -> None:
    act, on, _ = HELD_BUT_GUIDES[no]
    speaking(scene)
    scene.does("Bo", AskForSupport)
    scene.does("Fay", act, **on)
    scene.does("Fay", TakeSupport, whom="Bo")
    scene.does("Fay", Mute, whom="Bo", on=True)
    scene.does("Fay", LockDoor, on=True)
    scene.does("Fay", Extend, minutes=5)
    scene.does("Fay", Remove, whom="Bo", kind=Removal.FOR_SESSION, reason="unkind")
    scene.does("Fay", EndForAll)
    assert scene.seat("Bo").where is Where.OUT


@pytest.mark.parametrize("no", HELD_BUT_GUIDES)
def test_what_is_ones_own_and_passing_and_letters_go_through(scene: Scene, no: str) -> None:
    act, on, _ = HELD_BUT_GUIDES[no]
    speaking(scene)
    scene.does("Fay", act, **on)
    scene.does("Ana", Retract, ref=ShareRef(seat_of("Ana"), 1))
    scene.does("Bo", AskPatience, patience=1.5)
    scene.does("Bo", ListenOnly, on=True)
    scene.does("Ana", MoreTime)
    scene.does("Ana", WriteLetter, whom="Ana", about=About.NOTE, words="is it me?")
    scene.does("Ana", AskForSupport)
    scene.does("Ana", PassTurn)
    assert scene.room.floor.holder is None
    assert scene.heard_by("Fay")[-1] == "letter from Ana: is it me?"


def test_in_lockdown_only_guides_act_and_afterwards_everything_is_as_it_was(scene: Scene) -> None:
    speaking(scene)
    scene.does("Fay", MuteAll, on=True)
    scene.does("Fay", LockDoor, on=True)
    before = scene.room
    scene.does("Fay", HoldEveryone, on=True)
    scene.cannot("Ana", Share, "room-is-locked", words="what")
    scene.cannot("Bo", RaiseHand, "room-is-locked")
    scene.does("Fay", PutTopic, words="give us a moment")
    scene.later(100)
    scene.does("Fay", HoldEveryone, on=False)
    assert resting(scene.room) == resting(before)
    scene.cannot("Ana", Share, "muted", words="what")
    scene.does("Fay", MuteAll, on=False)
    scene.says("Ana", "there we are")


def test_lockdown_lists_who_came_in_the_last_five_minutes(scene: Scene) -> None:
    scene.arrives("Ana", "Cy")
    scene.later(100)
    scene.arrives("Bo")
    scene.later(201)
    assert scene.desk().recent == ()
    scene.does("Fay", HoldEveryone, on=True)
    assert scene.desk().recent == (seat_of("Bo"),)
    scene.later(1000)
    assert scene.desk().recent == (seat_of("Bo"),)
    scene.does("Fay", Remove, whom="Bo", kind=Removal.FOR_SESSION, reason="scared")
    assert scene.desk().recent == ()


def test_all_listen_and_guides_may_speak(scene: Scene) -> None:
    speaking(scene)
    scene.does("Fay", MuteAll, on=True)
    until = scene.room.floor.until
    assert until is not None
    scene.cannot("Ana", Share, "muted", words="but")
    scene.cannot("Ana", Edit, "muted", ref=ShareRef(seat_of("Ana"), 1), words="but")
    scene.cannot("Bo", Answer, "muted", ref=ShareRef(seat_of("Ana"), 1), kind=Kindness.HEARD)
    scene.does("Fay", PutTopic, words="listen to this")
    scene.later(30)
    scene.does("Fay", MuteAll, on=False)
    assert scene.room.floor.until == until + 30
    assert scene.room.floor.holder == seat_of("Ana")


def test_one_person_listening_sends_nothing_and_raises_nothing(scene: Scene) -> None:
    speaking(scene)
    scene.does("Fay", Mute, whom="Ana", on=True)
    for act, how in (
        (Share, {"words": "but"}),
        (Edit, {"ref": ShareRef(seat_of("Ana"), 1), "words": "but"}),
        (Answer, {"ref": ShareRef(seat_of("Ana"), 1), "kind": Kindness.HEARD}),
        (RaiseHand, {}),
        (TakeTurn, {}),
    ):
        scene.cannot("Ana", act, "muted", **how)
    scene.says("Bo", "mine now")


def test_a_guide_who_was_asked_to_listen_does_not_speak_as_a_guide(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.does("Fay", Mute, whom="Gil", on=True)
    scene.cannot("Gil", PutTopic, "muted", words="still")


def test_two_holds_at_once_end_one_by_one(scene: Scene) -> None:
    speaking(scene)
    until = scene.room.floor.until
    assert until is not None
    scene.does("Fay", Pause, on=True)
    scene.later(10)
    scene.does("Fay", Shield, on=True)
    scene.later(10)
    scene.does("Fay", Pause, on=False)
    scene.cannot("Ana", Share, "behind-the-shield", words="now?")
    scene.later(10)
    scene.does("Fay", Shield, on=False)
    assert scene.room.floor.until == until + 30


def test_with_guides_missing_nobody_leads_but_whoever_is_left_may_protect_and_end() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana", "Bo")
    scene.knocks("Cy")
    scene.goes_to(Phase.SHARING)
    scene.drops("Gil")
    scene.later(20)
    scene.cannot("Fay", Admit, "two-adults-needed", whom=("Cy",))
    scene.cannot("Fay", PutTopic, "two-adults-needed", words="just us")
    scene.cannot("Fay", GiveFloor, "two-adults-needed", whom="Ana")
    scene.does("Fay", Mute, whom="Bo", on=True)
    scene.does("Fay", EndForAll)


def test_a_safeguarding_lead_may_guard_where_no_guide_is_left(scene: Scene) -> None:
    scene.arrives("Ana", "Sol")
    scene.drops("Fay")
    scene.later(20)
    scene.does("Sol", Shield, on=True)
    scene.does("Sol", Remove, whom="Ana", kind=Removal.FOR_SESSION, reason="selling")
    scene.cannot("Sol", PutTopic, "facilitator-away", words="I am not your guide")
    scene.cannot("Sol", HandOver, "not-allowed", whom="Fay")


def test_the_lobby_learns_nothing_of_what_lies_over_the_circle(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.does("Fay", HoldEveryone, on=True)
    scene.does("Fay", Shield, on=True)
    scene.cannot("Ana", Share, "still-in-the-lobby", words="hello?")
    scene.cannot("Nobody", Share, "no-such-seat", words="hello?")


def test_time_itself_is_never_held(scene: Scene) -> None:
    scene.does("Fay", Pause, on=True)
    assert forbids(scene.room, TimePasses(0.0)) is None

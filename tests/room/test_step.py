"""The one way in: every act has its rule, a change counts one, and a no changes nothing."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from server.room import step as step_module
from server.room.acts import (
    Act,
    AskForSupport,
    GiveFloor,
    HangWall,
    Knock,
    PassTurn,
    Pause,
    PutNote,
    RaiseHand,
    Relay,
    Share,
    SitHere,
    TimePasses,
)
from server.room.effects import About, ShareRef
from server.room.refusals import No, Refused
from server.room.seat import Removal, Role
from server.room.step import step
from tests.room.scene import Scene, seat_of

ALL = get_args(Act)


def test_a_change_counts_one_and_what_changes_nothing_counts_nothing(scene: Scene) -> None:
    before = scene.room
    scene.does("Fay", PutNote, note="soon")
    assert scene.room.version == before.version + 1
    same, _ = step(scene.room, PutNote(seat_of("Fay"), "soon"), scene.now)
    assert same is scene.room


def test_a_share_changes_no_state_once_its_turn_has_begun(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", GiveFloor, whom="Ana")
    scene.says("Ana", "one")
    before = scene.room
    scene.says("Ana", "two")
    assert scene.room is before
    assert scene.heard_by("Fay") == ["Ana: one", "Ana: two"]


def test_the_same_room_and_act_give_the_same_answer(scene: Scene) -> None:
    act = Pause(seat_of("Fay"), True)
    assert step(scene.room, act, 5.0) == step(scene.room, act, 5.0)


def test_a_refusal_has_a_name_and_holds_nothing_else(scene: Scene) -> None:
    scene.arrives("Ana")
    with pytest.raises(Refused) as refusal:
        scene.says("Ana", "may I")
    assert (refusal.value.no, refusal.value.args) == (No.NOT_YOUR_TURN, ("not-your-turn",))


def test_care_is_looked_at_before_any_lock() -> None:
    source = Path(step_module.__file__).read_text()
    cases = re.findall(r"case (\w+)\(\)", source)
    before = source[: source.index("holding.forbids")]
    assert cases[:3] == [Share.__name__, Relay.__name__, AskForSupport.__name__], "a relayed call is one too"
    for care in ("AskForSupport", "CloseSupport", "WriteLetter", "Report", "Leave", "PassTurn"):
        assert f"case {care}()" in before


def test_every_act_is_asked_by_somebody_but_time() -> None:
    assert [act for act in ALL if "seat" not in {field.name for field in fields(act)}] == [TimePasses]


@pytest.mark.parametrize("act", [act for act in ALL if act is not TimePasses], ids=lambda act: act.__name__)
def test_nobody_whom_the_room_does_not_know_can_do_anything_but_come(scene: Scene, act: type[Act]) -> None:
    how = {field.name: ANYTHING.get(field.name, 1) for field in fields(act) if field.name != "seat"}
    before = scene.room
    if act is PassTurn:
        return scene.changes_nothing("Nobody", act, **how)
    if act in (Knock, HangWall, SitHere):
        return scene.does("Nobody", act, **how)
    with pytest.raises(Refused):
        scene.does("Nobody", act, **how)
    assert scene.room is before
    return None


ANYTHING: dict[str, object] = {
    "whom": "Fay",
    "name": "Nobody",
    "pronouns": "",
    "role": Role.PARTICIPANT,
    "agreement": "v1",
    "limits": "v1",
    "newcomer": False,
    "patience": 1.0,
    "words": "let me",
    "reason": "unkind",
    "code": "unsafe",
    "about": About.NOTE,
    "kind": Removal.FOR_SESSION,
    "ref": ShareRef(seat_of("Fay"), 1),
    "answers": None,
    "act": RaiseHand(seat_of("Fay")),
}
"""Something that would do, if somebody else asked; 1 for the rest."""


def test_whom_it_does_not_know_the_room_calls_by_the_same_name(scene: Scene) -> None:
    scene.cannot("Nobody", Share, "no-such-seat", words="hello")

"""The desk: listening, slowly, locked, paused, held, out, and who sits there."""

import pytest

from server.room.acts import (
    Act,
    Admit,
    Arrive,
    BackToLobby,
    Decline,
    EndForAll,
    GiveFloor,
    GoSlowly,
    GuardDoor,
    HoldEveryone,
    Leave,
    LockDoor,
    Mute,
    MuteAll,
    Pause,
    Remove,
    RevokeInvitation,
    Share,
    UndoRemove,
)
from server.room.picture import sight_of
from server.room.record import LONGEST, noted
from server.room.seat import Removal, Standing, Where
from server.room.seen import Sight
from tests.room.scene import Scene, seat_of


def removes(scene: Scene, whom: str, kind: Removal = Removal.FOR_SESSION, by: str = "Fay") -> None:
    scene.does(by, Remove, whom=whom, kind=kind, reason="unkind")


OUT = {"kind": Removal.FOR_SESSION, "reason": "unkind"}

# ── listening, slowly, locked, paused, held ───────────────────────────────────────────────────────


def test_one_person_is_asked_to_listen_and_the_floor_moves_on(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", GiveFloor, whom="Ana")
    before = scene.circle().seats
    scene.does("Fay", Mute, whom="Ana", on=True)
    assert (scene.you("Ana").muted, scene.room.floor.holder) == (True, None)
    assert scene.desk().muted == (seat_of("Ana"),)
    assert scene.circle().seats == before
    scene.changes_nothing("Fay", Mute, whom="Ana", on=True)
    scene.does("Fay", Mute, whom="Ana", on=False)
    assert not scene.you("Ana").muted
    assert [line.what for line in scene.you("Ana").record] == ["admit", "mute", "unmute"]


def test_nobody_asks_their_own_or_a_higher_role_to_listen(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    scene.knocks("Bo")
    scene.cannot("Gil", Mute, "same-or-higher-role", whom="Fay", on=True)
    scene.cannot("Fay", Mute, "same-or-higher-role", whom="Fay", on=True)
    scene.cannot("Ana", Mute, "not-allowed", whom="Gil", on=True)
    scene.cannot("Fay", Mute, "no-such-seat", whom="Bo", on=True)
    scene.cannot("Fay", Mute, "no-such-seat", whom="Nobody", on=True)


@pytest.mark.parametrize("act", [MuteAll, LockDoor, GuardDoor, Pause, HoldEveryone])
def test_the_same_button_ends_what_it_began(scene: Scene, act: type[Act]) -> None:
    scene.arrives("Ana")
    before = scene.room.holds
    scene.changes_nothing("Fay", act, on=False)
    scene.does("Fay", act, on=True)
    assert scene.room.holds != before
    scene.changes_nothing("Fay", act, on=True)
    scene.does("Fay", act, on=False)
    assert scene.room.holds == before
    for on in (True, False):
        scene.cannot("Ana", act, "not-allowed", on=on)


def test_a_pause_stays_with_whoever_began_it_and_any_guide_ends_it(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.later(7)
    scene.does("Fay", Pause, on=True)
    assert (scene.circle().held.paused_by, scene.room.holds.paused_at) == ("Fay", 7.0)
    scene.changes_nothing("Gil", Pause, on=True)
    scene.does("Gil", Pause, on=False)
    assert (scene.circle().held.paused_by, scene.room.holds.paused_at) == (None, None)


def test_going_slowly_is_one_share_each_until_it_ends(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", GiveFloor, whom="Ana")
    scene.does("Fay", GoSlowly, seconds=30)
    scene.says("Ana", "one")
    scene.cannot("Ana", Share, "slow-mode", words="two")
    assert scene.you("Ana").quiet_until == 30
    scene.does("Fay", GoSlowly, seconds=None)
    assert scene.you("Ana").quiet_until is None
    scene.says("Ana", "two")
    scene.cannot("Bo", GoSlowly, "not-allowed", seconds=30)
    for seconds in (0, -5, 301):
        scene.cannot("Fay", GoSlowly, "not-allowed", seconds=seconds)
    scene.changes_nothing("Fay", GoSlowly, seconds=None)


# ── out, and back ─────────────────────────────────────────────────────────────────────────────────


def test_who_is_out_hears_nothing_more_and_knows_why_and_by_whom(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.raises_hand("Bo")
    removes(scene, "Bo")
    scene.does("Fay", GiveFloor, whom="Ana")
    scene.says("Ana", "after Bo")
    bo = scene.you("Bo")
    assert (bo.out, bo.reason, bo.decided_by) == ("for_session", "unkind", "Fay")
    assert scene.heard_by("Bo") == []
    assert sight_of(scene.room, seat_of("Bo")) is None
    assert scene.room.floor.hands == ()
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana"]


def test_the_others_are_told_nothing_of_a_removal(scene: Scene) -> None:
    scene.arrives("Ana", "Bo", "Cy")
    scene.does("Bo", Leave)
    left = scene.circle()
    scene.arrives("Bob")
    removes(scene, "Bob")
    assert scene.circle() == left
    assert "unkind" not in repr((scene.circle(), scene.lobby(), scene.you("Ana")))


def test_the_three_kinds_differ_in_the_way_back(scene: Scene) -> None:
    scene.arrives("Ana", "Bo", "Cy")
    removes(scene, "Ana")
    removes(scene, "Bo", Removal.UNTIL_REVIEWED)
    scene.does("Fay", BackToLobby, whom="Cy")
    scene.cannot("Ana", Arrive, "out-for-this-session", line=2)
    scene.cannot("Bo", Arrive, "out-until-reviewed", line=2)
    scene.does("Fay", Admit, whom=("Cy",))
    assert [scene.seat(name).standing for name in ("Ana", "Bo")] == [
        Standing.GUEST,
        Standing.OUT_UNTIL_REVIEWED,
    ]


def test_a_removal_is_taken_back_within_a_minute_and_they_wait_in_the_lobby(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    removes(scene, "Ana")
    scene.does("Fay", BackToLobby, whom="Bo")
    removes(scene, "Bo")
    scene.later(60)
    scene.does("Fay", UndoRemove, whom="Ana")
    assert (scene.seat("Ana").where, scene.seat("Ana").out, scene.seat("Ana").circle_since) == (
        Where.LOBBY,
        None,
        None,
    )
    scene.returns("Ana")
    scene.later(1)
    scene.cannot("Fay", UndoRemove, "cannot-undo", whom="Bo")
    scene.cannot("Fay", UndoRemove, "no-such-seat", whom="Ana")
    scene.cannot("Ana", UndoRemove, "still-in-the-lobby", whom="Bo")
    assert [gone.name for gone in scene.desk().gone] == ["Bo"]


def test_what_somebody_else_shall_look_at_is_not_taken_back_by_the_desk(scene: Scene) -> None:
    scene.arrives("Ana")
    removes(scene, "Ana", Removal.UNTIL_REVIEWED)
    scene.cannot("Fay", UndoRemove, "cannot-undo", whom="Ana")


def test_a_removal_can_become_more_serious(scene: Scene) -> None:
    scene.arrives("Ana")
    removes(scene, "Ana")
    scene.changes_nothing("Fay", Remove, whom="Ana", **OUT)
    removes(scene, "Ana", Removal.UNTIL_REVIEWED)
    assert scene.you("Ana").out == "until_reviewed"


def test_somebody_waiting_or_gone_can_be_out_too(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.knocks("Cy")
    scene.does("Ana", Leave)
    scene.does("Fay", Decline, whom="Cy", reason="full")
    for name in ("Ana", "Bo", "Cy"):
        removes(scene, name)
        scene.cannot_knock(name, "out-for-this-session")
    assert scene.you("Cy").reason == "unkind"


def test_a_removal_needs_a_reason_from_the_list_and_a_higher_role(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Sol")
    scene.cannot("Fay", Remove, "not-allowed", whom="Ana", kind=Removal.FOR_SESSION, reason="I had enough")
    scene.cannot("Ana", Remove, "not-allowed", whom="Gil", **OUT)
    scene.cannot("Gil", Remove, "same-or-higher-role", whom="Fay", **OUT)
    scene.cannot("Fay", Remove, "same-or-higher-role", whom="Fay", **OUT)
    scene.cannot("Fay", Remove, "no-such-seat", whom="Nobody", **OUT)
    removes(scene, "Fay", by="Sol")
    assert scene.seat("Fay").where is Where.OUT


def test_removing_the_last_guide_makes_the_room_wait(scene: Scene) -> None:
    scene.arrives("Ana", "Sol")
    removes(scene, "Fay", by="Sol")
    assert scene.circle().held.waits_for == "facilitator"
    scene.cannot_knock("Fay", "out-for-this-session")


# ── the record ────────────────────────────────────────────────────────────────────────────────────


def test_every_act_of_moderation_leaves_a_line_without_content(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    for on in (True, False):
        for act in (Mute, MuteAll, LockDoor, GuardDoor, Pause, HoldEveryone):
            scene.does("Fay", act, on=on, **({"whom": "Ana"} if act is Mute else {}))
    scene.does("Fay", GoSlowly, seconds=10)
    scene.does("Fay", GoSlowly, seconds=None)
    scene.does("Fay", RevokeInvitation, invitation=7)
    removes(scene, "Ana")
    scene.does("Gil", UndoRemove, whom="Ana")
    scene.does("Gil", EndForAll)
    assert scene.done()[1:] == [
        "mute",
        "mute_all",
        "lock_door",
        "guard_door",
        "pause",
        "hold_everyone",
        "unmute",
        "unmute_all",
        "open_door",
        "unguard_door",
        "go_on",
        "release_everyone",
        "go_slowly",
        "end_slowly",
        "revoke_invitation",
        "remove",
        "undo_remove",
        "end_for_all",
    ]


def test_co_facilitators_see_the_record_and_each_person_what_is_about_them(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo")
    removes(scene, "Ana")
    (line,) = [line for line in scene.desk().record if line.what == "remove"]
    assert (line.by, line.whom, line.code) == ("Fay", "Ana", "unkind")
    assert sight_of(scene.room, seat_of("Gil")) is Sight.DESK
    assert [line.what for line in scene.you("Ana").record] == ["admit", "remove"]
    assert [line.what for line in scene.you("Bo").record] == ["admit"]


def test_the_record_has_a_bound_far_beyond_any_evening(scene: Scene) -> None:
    room = scene.room
    for number in range(LONGEST + 5):
        room = noted(room, float(number), seat_of("Fay"), "pause")
    assert (len(room.record), room.record[-1].at) == (LONGEST, LONGEST + 4.0)

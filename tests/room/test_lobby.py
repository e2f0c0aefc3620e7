"""The lobby: knocking, being let in, kindly not, and asked outside for a word."""

from dataclasses import replace

import pytest

from server.room import lobby
from server.room.acts import (
    Admit,
    Arrive,
    BackToLobby,
    Decline,
    GiveFloor,
    GiveRole,
    HoldEveryone,
    Leave,
    LetInAfterAll,
    LockDoor,
    Pause,
    PutNote,
    Remove,
    RevokeInvitation,
    Share,
    StartRound,
    Welcome,
)
from server.room.format import Phase
from server.room.picture import sight_of
from server.room.seat import Removal, Role, Where
from server.room.seen import Sight
from server.room.words import Name
from tests.room.scene import EVENING, YOUTH, Scene, seat_of

# ── knocking ──────────────────────────────────────────────────────────────────────────────────────


def test_who_knocks_waits_and_sees_only_the_guides_names(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    assert scene.seat("Bo").where is Where.LOBBY
    assert scene.lobby().guides == ("Fay",)
    assert scene.lobby().door == "open"
    assert [waiting.name for waiting in scene.desk().waiting] == ["Bo"]


def test_a_guides_link_goes_straight_in_also_where_every_place_is_taken() -> None:
    scene = Scene(replace(EVENING, capacity=2))
    scene.arrives("Fay", "Ana", "Gil")
    assert scene.seat("Gil").where is Where.CIRCLE
    assert sight_of(scene.room, seat_of("Gil")) is Sight.DESK


def test_nobody_comes_to_the_door_without_the_agreement(scene: Scene) -> None:
    scene.cannot_knock("Ana", "agreement-first", agreement="")
    scene.cannot_knock("Ana", "agreement-first", limits="")


@pytest.mark.parametrize("which", ["agreement", "limits"])
def test_yes_to_an_older_agreement_is_asked_again(scene: Scene, which: str) -> None:
    scene.cannot_knock("Ana", "agreement-has-changed", **{which: "v0"})


def test_two_people_are_never_called_the_same(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.cannot_knock("Cy", "name-taken", name="ANA")
    scene.cannot_knock("Cy", "name-looks-like-another", name="An\u0430")


def test_nobody_takes_the_name_of_somebody_who_left(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", Leave)
    scene.cannot_knock("Cy", "name-taken", name="Ana")
    scene.knocks("Cy", name="Ana C")
    scene.returns("Ana")
    assert [waiting.name for waiting in scene.desk().waiting] == ["Ana", "Ana C"]


def test_what_somebody_says_of_themselves_comes_along(scene: Scene) -> None:
    scene.knocks("Ana", pronouns="she/her", listen_only=True, patience=1.5)
    ana = scene.you("Ana")
    assert (ana.listen_only, ana.patience) == (True, 1.5)
    assert scene.seat("Ana").pronouns == Name("she/her")


def test_more_time_is_one_of_three_sizes(scene: Scene) -> None:
    scene.cannot_knock("Ana", "not-allowed", patience=7.0)


def test_a_facilitators_link_used_again_moves_the_seat(scene: Scene) -> None:
    before = scene.seat("Fay")
    scene.uses_the_link_again("Fay")
    scene.returns("Fay")
    assert scene.seat("Fay") == replace(before, line=2)
    scene.cannot("Fay", Arrive, "open-elsewhere", line=1)


def test_a_facilitator_who_left_comes_back_by_the_same_link_to_the_same_desk(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.does("Fay", Leave)
    scene.uses_the_link_again("Fay")
    scene.returns("Fay")
    assert scene.seat("Fay").where is Where.CIRCLE
    assert scene.seat("Fay").desk_since == scene.room.version


def test_somebody_who_left_and_knocks_with_their_old_seat_waits_like_everybody(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", Leave)
    scene.stands_at_the_door("Ana")
    assert scene.seat("Ana").where is Where.LOBBY
    scene.uses_the_link_again("Ana")


def test_a_revoked_invitation_lets_nobody_new_in_and_whoever_is_here_stays(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", RevokeInvitation, invitation=1)
    scene.cannot_knock("Bo", "link-not-valid")
    scene.changes_nothing("Fay", RevokeInvitation, invitation=1)
    assert scene.seat("Ana").where is Where.CIRCLE
    assert scene.desk().revoked == (1,)
    scene.cannot("Ana", RevokeInvitation, "not-allowed", invitation=2)


def test_after_a_removal_the_next_knock_by_that_invitation_is_marked_for_the_desk(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", Remove, whom="Bo", kind=Removal.FOR_SESSION, reason="unkind")
    scene.knocks("Bob")
    scene.arrives("Gil")
    assert (scene.seat("Bob").marked, scene.desk().waiting[0].marked) == (True, True)
    assert not scene.seat("Ana").marked
    assert not scene.seat("Gil").marked


def test_a_meeting_has_an_end_of_its_seats(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lobby, "LARGEST", 2)
    scene.knocks("Ana")
    scene.cannot_knock("Bo", "room-is-full")
    scene.arrives("Gil")


def test_nobody_knocks_at_a_meeting_that_is_over(scene: Scene) -> None:
    scene.later(3600)
    scene.cannot_knock("Ana", "meeting-over")


# ── letting in ────────────────────────────────────────────────────────────────────────────────────


def test_whoever_is_let_in_hears_the_circle_from_then_on(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.raises_hand("Ana")
    scene.does("Fay", GiveFloor, whom="Ana")
    scene.says("Ana", "before Bo")
    scene.does("Fay", Admit, whom=("Bo",))
    scene.says("Ana", "with Bo")
    assert scene.heard_by("Bo") == ["Ana: with Bo"]
    assert scene.heard_by("Ana") == ["Ana: before Bo", "Ana: with Bo"]


def test_several_come_in_together_and_those_who_are_in_already_are_no_trouble(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.knocks("Cy")
    scene.does("Fay", Admit, whom=("Ana", "Bo", "Cy", "Bo"))
    assert [seat.name for seat in scene.circle().seats] == ["Fay", "Ana", "Bo", "Cy"]
    scene.changes_nothing("Fay", Admit, whom=("Bo", "Cy"))


def test_two_guides_who_let_in_at_once_never_overfill_the_circle() -> None:
    scene = Scene(replace(EVENING, capacity=4))
    scene.arrives("Fay", "Gil", "Ana")
    scene.knocks("Bo")
    scene.knocks("Cy")
    scene.cannot("Fay", Admit, "room-is-full", whom=("Bo", "Cy"))
    scene.does("Fay", Admit, whom=("Bo",))
    scene.cannot("Gil", Admit, "room-is-full", whom=("Cy",))
    scene.does("Bo", Leave)
    scene.does("Gil", Admit, whom=("Cy",))


def test_who_has_gone_from_the_lobby_cannot_be_let_in(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.does("Ana", Leave)
    scene.cannot("Fay", Admit, "no-such-seat", whom=("Ana",))
    scene.cannot("Fay", Admit, "no-such-seat", whom=("Nobody",))


def test_a_locked_door_keeps_the_lobby_open_and_lets_guides_pass(scene: Scene) -> None:
    scene.does("Fay", LockDoor, on=True)
    scene.knocks("Ana")
    scene.cannot("Fay", Admit, "room-is-locked", whom=("Ana",))
    scene.arrives("Gil")
    scene.does("Fay", BackToLobby, whom="Gil")
    scene.does("Fay", Admit, whom=("Gil",))
    scene.does("Fay", LockDoor, on=False)
    scene.does("Fay", Admit, whom=("Ana",))


def test_in_lockdown_the_late_newcomer_still_finds_an_open_lobby(scene: Scene) -> None:
    scene.does("Fay", HoldEveryone, on=True)
    scene.knocks("Nia")
    scene.does("Fay", Admit, whom=("Nia",))
    assert scene.seat("Nia").where is Where.CIRCLE


def test_a_greeter_lets_in_and_nothing_else(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.GREETER)
    scene.knocks("Bo")
    scene.does("Ana", Admit, whom=("Bo",))
    scene.does("Ana", PutNote, note="soon")
    scene.cannot("Ana", BackToLobby, "not-allowed", whom="Bo")
    scene.cannot("Ana", Pause, "not-allowed", on=True)
    scene.cannot("Bo", Admit, "not-allowed", whom=("Bo",))


def test_nobody_is_let_into_a_room_that_waits_for_its_second_adult() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay")
    scene.knocks("Ana")
    scene.cannot("Fay", Admit, "two-adults-needed", whom=("Ana",))
    scene.arrives("Gil")
    scene.does("Fay", Admit, whom=("Ana",))


def test_nobody_is_let_in_while_the_only_guide_has_no_line(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.GREETER)
    scene.knocks("Bo")
    scene.drops("Fay")
    scene.cannot("Ana", Admit, "facilitator-away", whom=("Bo",))


def test_somebody_waiting_can_do_nothing_in_the_circle(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.cannot("Ana", Share, "still-in-the-lobby", words="hello?")
    scene.cannot("Ana", Admit, "still-in-the-lobby", whom=("Ana",))


# ── not today, and after all ──────────────────────────────────────────────────────────────────────


def test_a_decline_has_a_reason_from_the_list_and_a_name(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.cannot("Fay", Decline, "not-allowed", whom="Ana", reason="because I say so")
    scene.does("Fay", Decline, whom="Ana", reason="full")
    assert (scene.you("Ana").out, scene.you("Ana").reason) == ("declined", "full")
    scene.cannot("Ana", Arrive, "not-let-in", line=2)
    scene.cannot_knock("Ana", "not-let-in")
    assert scene.desk().gone[0].how == "declined"


def test_only_somebody_waiting_can_be_declined(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.cannot("Fay", Decline, "no-such-seat", whom="Ana", reason="full")


def test_a_greeter_does_not_turn_away_a_guide(scene: Scene) -> None:
    scene.arrives("Ana", "Gil")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.GREETER)
    scene.does("Fay", BackToLobby, whom="Gil")
    scene.cannot("Ana", Decline, "same-or-higher-role", whom="Gil", reason="full")


def test_a_decline_is_taken_back_within_five_minutes(scene: Scene) -> None:
    for name in ("Ana", "Bo"):
        scene.knocks(name)
        scene.does("Fay", Decline, whom=name, reason="no-answer")
    scene.later(300)
    scene.arrives("Cy")
    scene.cannot("Cy", LetInAfterAll, "not-allowed", whom="Ana")
    scene.does("Fay", LetInAfterAll, whom="Ana")
    assert (scene.seat("Ana").where, scene.seat("Ana").declined) == (Where.CIRCLE, None)
    scene.later(1)
    scene.cannot("Fay", LetInAfterAll, "cannot-undo", whom="Bo")
    scene.cannot("Fay", LetInAfterAll, "no-such-seat", whom="Ana")


def test_after_all_means_once_the_line_is_there_again(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.does("Fay", Decline, whom="Ana", reason="no-answer")
    scene.drops("Ana")
    scene.later(120)
    scene.does("Fay", LetInAfterAll, whom="Ana")
    scene.later(0)
    assert scene.seat("Ana").stepped_out
    scene.returns("Ana")
    assert scene.seat("Ana").circle_since == scene.room.version


# ── a word outside ────────────────────────────────────────────────────────────────────────────────


def test_back_in_the_lobby_somebody_hears_nothing_of_the_circle_and_keeps_no_place(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.raises_hand("Bo")
    scene.does("Fay", BackToLobby, whom="Bo")
    bo = scene.seat("Bo")
    assert (bo.where, bo.circle_since, bo.sent_back) == (Where.LOBBY, None, True)
    assert scene.room.floor.hands == ()
    assert scene.desk().waiting[0].sent_back
    scene.does("Fay", Admit, whom=("Bo",))
    assert not scene.seat("Bo").sent_back


def test_nobody_sends_out_somebody_of_their_own_role_or_a_higher_one(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    scene.cannot("Gil", BackToLobby, "same-or-higher-role", whom="Fay")
    scene.cannot("Fay", BackToLobby, "same-or-higher-role", whom="Fay")
    scene.cannot("Ana", BackToLobby, "not-allowed", whom="Gil")
    scene.does("Gil", BackToLobby, whom="Ana")
    scene.cannot("Gil", BackToLobby, "no-such-seat", whom="Ana")


def test_sending_out_the_second_adult_makes_the_room_wait() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana")
    scene.goes_to(Phase.SHARING)
    scene.does("Fay", BackToLobby, whom="Gil")
    assert scene.circle().held.waits_for == "two_adults"


# ── kindness at the door ──────────────────────────────────────────────────────────────────────────


def test_a_newcomer_is_marked_for_the_desk_and_welcomed_once(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.knocks("Nia")
    assert scene.desk().waiting[0].newcomer
    scene.does("Fay", Admit, whom=("Nia",))
    assert scene.desk().newcomers == (seat_of("Nia"),)
    scene.does("Fay", Welcome, whom="Nia")
    scene.changes_nothing("Gil", Welcome, whom="Nia")
    assert (scene.desk().newcomers, scene.you("Nia").welcomed_by) == ((), "Fay")


def test_a_welcome_is_for_newcomers_who_are_here(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Nia")
    scene.cannot("Fay", Welcome, "no-such-seat", whom="Ana")
    scene.cannot("Fay", Welcome, "no-such-seat", whom="Nia")
    scene.does("Fay", Admit, whom=("Nia",))
    scene.cannot("Ana", Welcome, "not-allowed", whom="Nia")


def test_a_newcomer_who_comes_during_a_round_is_asked_last(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", StartRound)
    scene.arrives("Nia")
    assert scene.desk().to_ask[-1] == seat_of("Nia")


def test_everyone_waiting_reads_one_of_the_ready_notes(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.cannot("Fay", PutNote, "not-allowed", note="meet me outside")
    scene.does("Fay", PutNote, note="soon")
    assert scene.lobby().note == "soon"
    scene.changes_nothing("Fay", PutNote, note="soon")
    scene.does("Fay", PutNote, note=None)
    assert scene.lobby().note is None
    scene.cannot("Ana", PutNote, "still-in-the-lobby", note="soon")

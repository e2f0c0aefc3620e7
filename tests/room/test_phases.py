"""The hour: from the lobby to the end, on time, whatever happens in between."""

from dataclasses import replace

import pytest

from server.room.acts import (
    Admit,
    Assent,
    ChoosePrompt,
    EndForAll,
    Extend,
    GiveRole,
    GoTo,
    HoldEveryone,
    MuteAll,
    Pause,
    RaiseHand,
    Share,
    Shield,
    StartRound,
    TimePasses,
)
from server.room.format import Mode, Phase
from server.room.phases import EARLY, deadlines, opened, time_passes
from server.room.room import RoomId
from server.room.seat import Role
from tests.room.scene import EVENING, YOUTH, Scene, seat_of

# ── what a guide decides ──────────────────────────────────────────────────────────────────────────


def test_a_room_opens_with_its_lobby_and_knows_its_end() -> None:
    room = opened(RoomId("tonight"), EVENING, starts=100.0)
    assert (room.phase, room.starts, room.ends) == (Phase.LOBBY_OPEN, 100.0, 3700.0)
    assert deadlines(room) == (3700.0,)


def test_the_circle_waits_for_a_guide_to_begin() -> None:
    scene = Scene()
    scene.arrives("Fay", "Ana")
    scene.cannot("Ana", Share, "not-open-yet", words="hello?")
    scene.cannot("Ana", RaiseHand, "not-open-yet")
    scene.cannot("Fay", StartRound, "not-open-yet")
    scene.goes_to(Phase.OPENING)
    scene.says("Fay", "welcome")
    assert scene.heard_by("Ana") == ["Fay: welcome"]


def test_a_part_brings_its_way_of_taking_turns_and_its_first_prompt(scene: Scene) -> None:
    scene.goes_to(Phase.CHECKIN)
    room = scene.room
    assert (room.phase, room.floor.mode, room.prompt) == (Phase.CHECKIN, Mode.ROUND_ROBIN, 0)
    assert (room.phase_since, room.phase_ends) == (0.0, 600.0)
    scene.goes_to(Phase.SHARING)
    assert (scene.room.floor.mode, scene.room.prompt) == (Mode.RAISE_HANDS, None)


def test_a_guide_goes_to_any_part_forwards_or_back_and_nobody_else_does(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.cannot("Ana", GoTo, "not-allowed", phase=Phase.CLOSING)
    scene.goes_to(Phase.CLOSING)
    scene.goes_to(Phase.AGREEMENTS)
    scene.changes_nothing("Fay", GoTo, phase=Phase.AGREEMENTS)


@pytest.mark.parametrize("phase", [Phase.SCHEDULED, Phase.LOBBY_OPEN, Phase.FOCUS])
def test_what_is_no_part_of_this_format_cannot_be_gone_to(scene: Scene, phase: Phase) -> None:
    scene.cannot("Fay", GoTo, "not-allowed", phase=phase)


def test_every_meeting_has_a_closing_also_where_its_format_forgot_it() -> None:
    scene = Scene(replace(EVENING, parts=EVENING.parts[:-1]))
    scene.arrives("Fay")
    scene.goes_to(Phase.SHARING)
    scene.goes_to(Phase.CLOSING)
    assert scene.room.phase_ends == scene.now + EVENING.closing_reserve * 60


def test_a_part_ends_before_the_closing_whatever_its_minutes(scene: Scene) -> None:
    scene.later(50 * 60)
    scene.goes_to(Phase.CHECKIN)
    assert scene.room.phase_ends == 55 * 60


def test_in_the_closing_nobody_goes_back_but_there_can_be_more_time(scene: Scene) -> None:
    scene.later(55 * 60)
    assert scene.part() is Phase.CLOSING
    scene.cannot("Fay", GoTo, "time-to-close", phase=Phase.SHARING)
    scene.does("Fay", Extend, minutes=10)
    scene.goes_to(Phase.SHARING)


def test_going_to_the_end_ends_it(scene: Scene) -> None:
    scene.goes_to(Phase.CLOSED)
    assert scene.room.closed_at == scene.now


def test_where_two_adults_are_asked_for_one_cannot_begin_alone() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay")
    scene.cannot("Fay", GoTo, "two-adults-needed", phase=Phase.OPENING)
    scene.arrives("Gil")
    scene.goes_to(Phase.OPENING)


def test_a_prompt_is_one_of_those_this_part_offers(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.cannot("Fay", ChoosePrompt, "not-allowed", prompt=0)
    scene.goes_to(Phase.CHECKIN)
    scene.does("Fay", ChoosePrompt, prompt=2)
    scene.changes_nothing("Fay", ChoosePrompt, prompt=2)
    scene.cannot("Fay", ChoosePrompt, "not-allowed", prompt=3)
    scene.cannot("Fay", ChoosePrompt, "not-allowed", prompt=-1)
    scene.cannot("Ana", ChoosePrompt, "not-allowed", prompt=1)
    assert scene.circle().prompt == 2


def test_no_part_no_prompt() -> None:
    scene = Scene()
    scene.arrives("Fay")
    scene.cannot("Fay", ChoosePrompt, "not-allowed", prompt=0)


def test_a_yes_to_the_agreement_is_seen_by_the_desk_and_oneself(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.knocks("Cy")
    before = scene.circle()
    scene.does("Ana", Assent)
    scene.changes_nothing("Ana", Assent)
    scene.cannot("Cy", Assent, "still-in-the-lobby")
    assert scene.desk().assented == (seat_of("Ana"),)
    assert (scene.you("Ana").assented, scene.you("Bo").assented) == (True, False)
    assert scene.circle() == before


# ── more time, and the end ────────────────────────────────────────────────────────────────────────


def test_an_extension_moves_the_end_of_the_meeting_and_of_its_part(scene: Scene) -> None:
    before = scene.room
    assert before.phase_ends is not None
    scene.does("Fay", Extend, minutes=15)
    assert (scene.room.ends, scene.room.phase_ends) == (before.ends + 900, before.phase_ends + 900)
    assert scene.done() == ["extend"]


def test_before_it_has_begun_only_the_end_moves() -> None:
    scene = Scene()
    scene.arrives("Fay")
    scene.does("Fay", Extend, minutes=15)
    assert (scene.room.ends, scene.room.phase_ends) == (4500.0, None)


def test_a_meeting_becomes_an_hour_longer_at_most(scene: Scene) -> None:
    scene.does("Fay", Extend, minutes=45)
    scene.cannot("Fay", Extend, "no-more-time", minutes=16)
    scene.cannot("Fay", Extend, "no-more-time", minutes=0)
    scene.cannot("Fay", Extend, "no-more-time", minutes=-10)
    scene.does("Fay", Extend, minutes=15)


def test_a_timekeeper_extends_and_nothing_else(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.TIMEKEEPER)
    scene.does("Ana", Extend, minutes=5)
    scene.cannot("Ana", EndForAll, "not-allowed")
    scene.cannot("Bo", Extend, "not-allowed", minutes=5)


def test_ended_for_all_it_is_over_for_all(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.raises_hand("Ana")
    scene.cannot("Ana", EndForAll, "not-allowed")
    scene.later(60)
    scene.does("Fay", EndForAll)
    room = scene.room
    assert (room.phase, room.closed_at, room.ended_early) == (Phase.CLOSED, 60.0, True)
    assert (room.floor.holder, room.floor.hands, deadlines(room)) == (None, (), ())
    assert scene.lobby().door == "closed"
    scene.cannot("Ana", Share, "meeting-over", words="wait")
    scene.cannot("Fay", Extend, "meeting-over", minutes=5)
    scene.cannot("Fay", EndForAll, "meeting-over")


# ── what time brings ──────────────────────────────────────────────────────────────────────────────


def test_a_meeting_comes_to_its_closing_and_ends_on_time(scene: Scene) -> None:
    scene.later(55 * 60 - 1)
    assert scene.part() is Phase.SHARING
    scene.later(1)
    assert (scene.room.phase, scene.room.phase_ends) == (Phase.CLOSING, 3600.0)
    scene.later(299)
    assert scene.part() is Phase.CLOSING
    scene.later(1)
    assert (scene.room.closed_at, scene.room.ended_early) == (3600.0, False)


def test_a_lobby_where_nobody_began_closes_with_its_hour() -> None:
    scene = Scene()
    scene.knocks("Ana")
    scene.later(3599)
    assert scene.part() is Phase.LOBBY_OPEN
    scene.later(1)
    assert scene.part() is Phase.CLOSED


def test_no_part_but_the_closing_follows_by_itself(scene: Scene) -> None:
    scene.goes_to(Phase.OPENING)
    scene.later(54 * 60)
    assert scene.part() is Phase.OPENING


@pytest.mark.parametrize(
    ("act", "how"), [(Pause, {"on": True}), (Shield, {"on": True}), (HoldEveryone, {"on": True})]
)
def test_a_held_circle_comes_to_its_closing_when_it_is_let_go(
    scene: Scene, act: type[Pause], how: dict[str, bool]
) -> None:
    scene.later(54 * 60)
    scene.does("Fay", act, **how)
    scene.later(2 * 60)
    assert scene.part() is Phase.SHARING
    scene.does("Fay", act, on=False)
    scene.later(0)
    assert scene.part() is Phase.CLOSING


def test_a_held_circle_still_ends_on_time(scene: Scene) -> None:
    scene.later(54 * 60)
    scene.does("Fay", Pause, on=True)
    scene.later(6 * 60)
    assert scene.room.closed_at == 3600.0


def test_all_listening_does_not_keep_the_closing_away(scene: Scene) -> None:
    scene.does("Fay", MuteAll, on=True)
    scene.later(55 * 60)
    assert scene.part() is Phase.CLOSING


def test_a_ring_may_come_a_breath_early_but_no_earlier(scene: Scene) -> None:
    ends = scene.room.ends
    rung, _ = time_passes(scene.room, TimePasses(ends), ends - EARLY)
    assert rung.phase is Phase.CLOSED
    closing = scene.room.ends - 300
    for far in (closing - 1, 0.0):
        same, effects = time_passes(scene.room, TimePasses(closing), far)
        assert same is scene.room
        assert effects == ()


def test_a_ring_that_comes_twice_or_late_changes_nothing(scene: Scene) -> None:
    scene.later(3600)
    closed = scene.room
    again, _ = time_passes(closed, TimePasses(3600.0), 3601.0)
    assert again is closed


def test_everything_that_is_due_comes_with_one_ring(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.drops("Ana", "Fay")
    room, _ = time_passes(scene.room, TimePasses(3600.0), 3600.0)
    assert (room.phase, room.closed_at) == (Phase.CLOSED, 3600.0)


def test_deadlines_stand_in_order_and_are_only_what_is_to_come(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.does("Fay", Admit, whom=("Bo",))
    scene.drops("Ana")
    scene.later(10)
    scene.drops("Fay")
    assert deadlines(scene.room) == (30.0, 60.0, 70.0, 3300.0, 3600.0)
    scene.later(60)
    assert deadlines(scene.room) == (30.0 + 600, 3600.0)

"""Who sits at the desk: roles given, taken back, handed over, and never leaving a room alone."""

from dataclasses import replace

import pytest

from server.room.acts import AskForSupport, GiveRole, HandOver, Leave, Mute, TakeSupport
from server.room.format import Phase
from server.room.picture import sight_of
from server.room.powers import GUIDES
from server.room.seat import Role, Where
from server.room.seen import Sight
from tests.room.scene import YOUTH, Scene, seat_of


def test_a_service_role_has_its_own_sight_and_power_and_can_be_taken_back(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.GREETER)
    assert sight_of(scene.room, seat_of("Ana")) is Sight.GREETER
    assert scene.circle().seats[1].mark == "greeter"
    scene.changes_nothing("Fay", GiveRole, whom="Ana", role=Role.GREETER)
    scene.does("Fay", GiveRole, whom="Ana", role=Role.PARTICIPANT)
    assert (sight_of(scene.room, seat_of("Ana")), scene.circle().seats[1].mark) == (Sight.CIRCLE, None)
    assert [(line.what, line.code) for line in scene.you("Ana").record[1:]] == [
        ("give_role", "greeter"),
        ("give_role", "participant"),
    ]


def test_a_co_facilitator_keeps_the_room_open(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)
    scene.does("Fay", Leave)
    assert scene.circle().held.waits_for is None


def test_a_role_given_to_somebody_who_stepped_out_is_theirs_when_they_are_back(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.drops("Ana")
    scene.later(60)
    scene.does("Fay", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)
    assert scene.seat("Ana").desk_since is None
    scene.returns("Ana")
    assert scene.seat("Ana").desk_since == scene.room.version


@pytest.mark.parametrize(
    "role",
    [Role.FACILITATOR, Role.SUPERVISOR, Role.SAFEGUARDING_LEAD, Role.PEER_SUPPORT_SPECIALIST],
)
def test_some_roles_come_by_their_own_link_only(scene: Scene, role: Role) -> None:
    scene.arrives("Ana")
    scene.cannot("Fay", GiveRole, "not-allowed", whom="Ana", role=role)


def test_nobody_changes_the_role_of_an_equal_or_makes_somebody_higher_than_themselves(scene: Scene) -> None:
    scene.arrives("Gil", "Pat", "Ana")
    scene.knocks("Bo")
    scene.cannot("Gil", GiveRole, "same-or-higher-role", whom="Fay", role=Role.PARTICIPANT)
    scene.cannot("Pat", GiveRole, "same-or-higher-role", whom="Ana", role=Role.CO_FACILITATOR)
    scene.cannot("Ana", GiveRole, "not-allowed", whom="Ana", role=Role.CO_FACILITATOR)
    scene.cannot("Fay", GiveRole, "no-such-seat", whom="Bo", role=Role.GREETER)
    scene.does("Gil", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)


def test_the_only_guide_does_not_step_down_or_hand_over_to_nobody(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.cannot("Fay", GiveRole, "last-facilitator", whom="Fay", role=Role.PARTICIPANT)
    scene.drops("Ana")
    scene.cannot("Fay", HandOver, "last-facilitator", whom="Ana")
    scene.returns("Ana")
    scene.does("Fay", HandOver, whom="Ana")


def test_where_others_guide_on_one_may_step_down(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.does("Fay", GiveRole, whom="Fay", role=Role.PARTICIPANT)
    assert (scene.seat("Fay").role, scene.seat("Fay").desk_since) == (Role.PARTICIPANT, None)
    assert scene.circle().held.waits_for is None


def test_a_signal_waits_for_another_when_who_took_it_leaves_the_desk(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo")
    scene.does("Ana", AskForSupport)
    scene.does("Gil", TakeSupport, whom="Ana")
    scene.does("Fay", GiveRole, whom="Bo", role=Role.CO_FACILITATOR)
    assert scene.you("Ana").support == "seen"
    scene.does("Fay", GiveRole, whom="Gil", role=Role.PARTICIPANT)
    assert scene.you("Ana").support == "asked"


def test_the_desk_handed_over_keeps_the_signals_of_whoever_gets_it(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    scene.does("Ana", AskForSupport)
    scene.does("Gil", TakeSupport, whom="Ana")
    scene.does("Fay", HandOver, whom="Gil")
    assert scene.you("Ana").support_by == "Gil"


def test_whoever_gets_the_desk_has_all_of_it_and_can_hand_it_back(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", HandOver, whom="Ana")
    assert (scene.seat("Fay").role, scene.seat("Ana").role) == (Role.PARTICIPANT, Role.FACILITATOR)
    assert scene.seat("Ana").desk_since == scene.room.version
    assert scene.seat("Fay").where is Where.CIRCLE
    scene.does("Ana", Mute, whom="Fay", on=True)
    scene.cannot("Fay", Mute, "not-allowed", whom="Bo", on=True)
    scene.does("Ana", HandOver, whom="Fay")
    assert scene.seat("Fay").role is Role.FACILITATOR


def test_the_desk_is_not_handed_to_oneself_or_to_somebody_waiting(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.cannot("Fay", HandOver, "same-or-higher-role", whom="Fay")
    scene.cannot("Fay", HandOver, "no-such-seat", whom="Ana")
    scene.cannot("Ana", HandOver, "still-in-the-lobby", whom="Fay")


def test_among_people_under_18_only_a_checked_adult_is_made_a_guide() -> None:
    scene = Scene(replace(YOUTH, capacity=8))
    scene.arrives("Fay", "Gil", "Pat", "Ana")
    scene.goes_to(Phase.SHARING)
    scene.cannot("Fay", GiveRole, "not-allowed", whom="Ana", role=Role.CO_FACILITATOR)
    scene.cannot("Fay", HandOver, "not-allowed", whom="Ana")
    scene.does("Fay", GiveRole, whom="Ana", role=Role.TIMEKEEPER)
    scene.does("Fay", HandOver, whom="Gil")
    scene.does("Gil", GiveRole, whom="Fay", role=Role.CO_FACILITATOR)
    assert scene.seat("Fay").role in GUIDES


def test_of_two_adults_neither_steps_down() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana")
    scene.cannot("Gil", GiveRole, "two-adults-needed", whom="Gil", role=Role.PARTICIPANT)
    scene.cannot("Fay", GiveRole, "two-adults-needed", whom="Gil", role=Role.PARTICIPANT)
    scene.cannot("Fay", HandOver, "two-adults-needed", whom="Gil")


def test_a_third_adult_named_while_the_room_waits_lets_it_go_on() -> None:
    scene = Scene(replace(YOUTH, under_18=False))
    scene.arrives("Fay", "Gil", "Ana")
    scene.goes_to(Phase.SHARING)
    scene.does("Gil", Leave)
    assert scene.circle().held.waits_for == "two_adults"
    scene.does("Fay", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)
    assert scene.circle().held.waits_for is None

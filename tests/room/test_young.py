"""Among people under 18: who reads a letter, who is listed beside a room of two, and who may take time for somebody."""

from dataclasses import replace

import pytest

from server.room.acts import (
    Admit,
    AnswerAside,
    AskAside,
    AskForSupport,
    CloseSupport,
    Decline,
    HandOver,
    Knock,
    Leave,
    Remove,
    TakeAside,
    WriteLetter,
)
from server.room.effects import About
from server.room.picture import picture
from server.room.refusals import Refused
from server.room.room_of_two import way
from server.room.seat import Removal, Role
from server.room.seen import Picture, Sight
from tests.room.scene import YOUTH, Scene, seat_of
from tests.room.test_aside import TWO, Beside


@pytest.fixture
def young() -> Scene:
    """A circle of people under 18: Fay and Gil guide, Ana and Bo take part."""
    scene = Scene(replace(YOUTH, capacity=8))
    scene.arrives("Fay", "Gil", "Ana", "Bo")
    return scene


def writes(scene: Scene, by: str, to: str, about: About = About.NOTE) -> None:
    scene.does(by, WriteLetter, whom=to, about=about, words="how are you doing")


def cannot_write(scene: Scene, by: str, to: str) -> None:
    scene.cannot(by, WriteLetter, "two-adults-needed", whom=to, about=About.NOTE, words="how are you doing")


# ── letters ───────────────────────────────────────────────────────────────────────────────────────


def test_what_an_adult_writes_to_somebody_young_a_second_one_reads(young: Scene) -> None:
    writes(young, "Fay", "Ana")
    assert young.heard_by("Gil") == young.heard_by("Ana") != []
    young.drops("Gil")
    cannot_write(young, "Fay", "Ana")
    young.returns("Gil")
    writes(young, "Fay", "Ana")


def test_while_waiting_at_the_door_nobody_is_written_to_by_one_adult_alone() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay")
    scene.knocks("Ana")
    writes(scene, "Ana", "Ana", About.LOBBY)
    cannot_write(scene, "Fay", "Ana")
    scene.arrives("Sol")
    writes(scene, "Fay", "Ana")


def test_who_calls_for_support_is_answered_by_whoever_is_there(young: Scene) -> None:
    young.does("Gil", Leave)
    young.does("Ana", AskForSupport)
    writes(young, "Fay", "Ana")
    cannot_write(young, "Fay", "Bo")
    young.does("Ana", CloseSupport, whom="Ana")
    cannot_write(young, "Fay", "Ana")


def test_the_rule_is_for_the_young_and_not_between_checked_adults(young: Scene) -> None:
    young.arrives("Pat")
    young.does("Fay", HandOver, whom="Gil")
    young.drops("Pat")
    assert young.seat("Fay").role is Role.PARTICIPANT
    writes(young, "Gil", "Fay")
    cannot_write(young, "Gil", "Ana")


def test_among_adults_one_guide_may_write() -> None:
    scene = Scene()
    scene.arrives("Fay", "Ana")
    writes(scene, "Fay", "Ana")


# ── the second adult ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def four() -> Scene:
    """The same with Pat and Hal, who guide as well: so that two of the adults can go."""
    scene = Scene(replace(YOUTH, capacity=8))
    scene.arrives("Fay", "Gil", "Pat", "Ana", "Bo")
    scene.does("Hal", Knock, role=Role.CO_FACILITATOR, invitation=9)
    scene.returns("Hal")
    scene.does("Fay", TakeAside, whom="Ana", second=seat_of("Gil"))
    scene.does("Ana", AnswerAside, yes=True)
    return scene


def test_a_second_adult_is_free_to_come_in(four: Scene) -> None:
    four.cannot("Gil", TakeAside, "already-aside", whom="Bo", second=seat_of("Pat"))
    four.cannot("Pat", TakeAside, "second-adult-needed", whom="Bo", second=seat_of("Fay"))
    four.does("Bo", AskAside)
    four.does("Pat", TakeAside, whom="Bo", second=seat_of("Gil"))
    seen = four.you("Bo").aside
    assert seen is not None and (seen.stage, seen.second) == ("open", "Gil")


def test_who_is_listed_is_neither_sent_away_nor_let_in_by_others(four: Scene) -> None:
    two = Beside(four)
    for who in ("Fay", "Gil", "Ana"):
        two.comes(who)
    seen = picture(two.room, Sight.DESK)
    assert isinstance(seen, Picture) and seen.desk is not None
    assert (seen.desk.waiting, seen.listed) == ((), ("Gil",))
    for act in (Decline(seat_of("Fay"), seat_of("Gil"), "full"), Admit(seat_of("Fay"), (seat_of("Gil"),))):
        with pytest.raises(Refused, match="no-such-seat"):
            two.does(act)


def test_an_adult_who_was_asked_to_leave_is_not_on_any_list(four: Scene) -> None:
    four.does("Fay", Remove, whom="Gil", kind=Removal.FOR_SESSION, reason="unkind")
    assert way(four.room, seat_of("Gil"), TWO, seat_of("Gil")) is None
    assert way(four.room, seat_of("Ana"), TWO, seat_of("Ana")) is not None

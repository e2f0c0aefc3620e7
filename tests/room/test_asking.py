"""Whom one asks for a talk alone, and when: what guides tell of themselves, a line that is shared, a later moment."""

from dataclasses import replace

import pytest

from server.room.acts import (
    AnswerAside,
    AskAside,
    DeclineAside,
    EndAside,
    GiveRole,
    HandOver,
    Leave,
    OfferTime,
    PassAside,
    ProposeAside,
    TakeAside,
    TellExperience,
)
from server.room.codes import EXPERIENCE
from server.room.format import Phase
from server.room.seat import Role
from server.room.seen_alone import AsideSeen, HasTime
from tests.room.scene import EVENING, Scene, seat_of
from tests.room.test_aside import stage, takes

HOUR = 3600.0


@pytest.fixture
def hours() -> Scene:
    """Fay and Pat hold hours; Ana, Bo and Cy have asked, in this order."""
    scene = Scene(replace(EVENING, hours=True))
    scene.arrives("Fay", "Pat")
    for name in ("Ana", "Bo", "Cy"):
        scene.knocks(name)
    return scene


@pytest.fixture
def circle() -> Scene:
    """Fay and Gil guide; Ana and Bo take part."""
    scene = Scene()
    scene.arrives("Fay", "Gil", "Ana", "Bo")
    scene.goes_to(Phase.CHECKIN)
    return scene


def mine(scene: Scene, who: str) -> AsideSeen:
    seen = scene.you(who).aside
    assert seen is not None
    return seen


def asks(scene: Scene, who: str, to: str | None) -> None:
    scene.does(who, AskAside, to=seat_of(to) if to else None)


# ── what a guide tells of themselves ──────────────────────────────────────────────────────────────


def test_who_asks_reads_what_a_guide_has_chosen_to_say(hours: Scene) -> None:
    hours.does("Pat", TellExperience, tags=("grief", "alcohol", "grief"))
    hours.changes_nothing("Pat", TellExperience, tags=("alcohol", "grief"))
    fay = HasTime(seat_of("Fay"), "Fay", (), busy=False)
    pat = HasTime(seat_of("Pat"), "Pat", ("alcohol", "grief"), busy=False)
    assert hours.lobby().have_time == hours.circle().have_time == (fay, pat)
    hours.does("Pat", TellExperience, tags=())
    assert hours.lobby().have_time[1].experience == ()


def test_nothing_is_said_of_anybody_that_is_not_on_the_list_or_by_themselves(circle: Scene) -> None:
    circle.cannot("Fay", TellExperience, "not-allowed", tags=("grief", "rehab twice"))
    circle.cannot("Ana", TellExperience, "not-allowed", tags=("grief",))
    circle.does("Fay", TellExperience, tags=tuple(EXPERIENCE))
    assert {seat.experience for seat in circle.room.seats.values()} == {(), tuple(sorted(EXPERIENCE))}


def test_in_a_circle_a_guide_has_time_when_they_say_so(circle: Scene) -> None:
    circle.does("Gil", TellExperience, tags=("family",))
    assert circle.circle().have_time == circle.lobby().have_time == ()
    circle.does("Gil", OfferTime, on=True)
    circle.changes_nothing("Gil", OfferTime, on=True)
    assert [(one.name, one.experience) for one in circle.circle().have_time] == [("Gil", ("family",))]
    circle.cannot("Ana", OfferTime, "not-allowed", on=True)
    circle.does("Gil", OfferTime, on=False)
    assert circle.circle().have_time == ()


def test_who_does_not_guide_any_more_has_no_hours(circle: Scene) -> None:
    circle.does("Gil", OfferTime, on=True)
    circle.does("Fay", GiveRole, whom="Gil", role=Role.PARTICIPANT)
    assert circle.circle().have_time == ()
    circle.does("Fay", HandOver, whom="Gil")
    circle.does("Gil", Leave)
    assert circle.circle().have_time == ()


def test_who_talks_is_busy_where_they_hold_hours_and_nobody_can_tell_with_whom_in_a_circle(
    hours: Scene, circle: Scene
) -> None:
    takes(hours, "Pat", "Ana")
    assert [(one.name, one.busy) for one in hours.lobby().have_time] == [("Fay", False), ("Pat", True)]
    circle.does("Fay", OfferTime, on=True)
    asks(circle, "Ana", "Fay")
    before = circle.circle().have_time
    takes(circle, "Fay", "Ana")
    assert circle.circle().have_time == before != ()


# ── for one of them, or for whoever is free ───────────────────────────────────────────────────────


def test_one_may_ask_for_one_guide_and_think_again(hours: Scene) -> None:
    asks(hours, "Bo", "Pat")
    hours.changes_nothing("Bo", AskAside, to=seat_of("Pat"))
    assert (mine(hours, "Bo").stage, mine(hours, "Bo").guide) == ("waiting", "Pat")
    assert [(one.name, one.to, one.guide_name) for one in hours.desk().asides] == [
        ("Ana", None, None),
        ("Bo", seat_of("Pat"), "Pat"),
        ("Cy", None, None),
    ]
    asks(hours, "Bo", None)
    assert mine(hours, "Bo").guide is None
    hours.cannot("Bo", AskAside, "no-such-seat", to=seat_of("Ana"))
    hours.cannot("Bo", AskAside, "no-such-seat", to=seat_of("Nobody"))


def test_before_one_are_those_whom_the_same_guide_may_take(hours: Scene) -> None:
    asks(hours, "Ana", "Pat")
    asks(hours, "Cy", "Fay")
    assert [mine(hours, who).before for who in ("Ana", "Bo", "Cy")] == [0, 1, 1]
    asks(hours, "Bo", "Pat")
    assert [mine(hours, who).before for who in ("Ana", "Bo", "Cy")] == [0, 1, 0]


def test_who_asked_for_another_is_asked_and_keeps_their_place_by_a_no(hours: Scene) -> None:
    asks(hours, "Ana", "Pat")
    takes(hours, "Fay", "Ana")
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").guide) == ("offered", "Fay")
    hours.does("Ana", AnswerAside, yes=False)
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").guide, mine(hours, "Ana").before) == (
        "waiting",
        "Pat",
        0,
    )
    takes(hours, "Fay", "Ana")
    hours.does("Fay", EndAside, whom="Ana")
    assert stage(hours, "Ana") == "waiting"
    takes(hours, "Fay", "Ana")
    takes(hours, "Pat", "Ana")
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").guide) == ("open", "Pat")


def test_handed_over_it_is_another_guides_to_ask(hours: Scene) -> None:
    asks(hours, "Ana", "Pat")
    hours.does("Pat", PassAside, whom="Ana", to=seat_of("Fay"))
    assert mine(hours, "Ana").guide == "Fay"
    takes(hours, "Fay", "Ana")
    hours.does("Ana", AnswerAside, yes=True)
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").guide) == ("open", "Fay")


def test_where_the_one_they_asked_for_goes_whoever_is_free_may_take_it(hours: Scene) -> None:
    asks(hours, "Ana", "Pat")
    hours.does("Pat", Leave)
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").guide) == ("waiting", None)
    takes(hours, "Fay", "Ana")
    assert stage(hours, "Ana") == "open"


# ── a later moment ────────────────────────────────────────────────────────────────────────────────


def proposes(scene: Scene, guide: str, whom: str, minutes: int) -> None:
    scene.does(guide, ProposeAside, whom=whom, minutes=minutes)


def test_a_guide_names_a_later_moment_and_they_meet_then(hours: Scene) -> None:
    proposes(hours, "Pat", "Ana", 20)
    assert mine(hours, "Ana") == AsideSeen("proposed", 0, "Pat", None, 1200.0)
    assert mine(hours, "Bo").before == 0
    hours.does("Ana", AnswerAside, yes=True)
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").moment) == ("agreed", 1200.0)
    hours.cannot("Ana", AnswerAside, "already-moved-on", yes=True)
    hours.changes_nothing("Ana", AskAside)
    hours.later(1200)
    takes(hours, "Pat", "Ana")
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").moment) == ("open", None)


def test_a_no_leaves_the_wish_as_it_was_and_nothing_else(hours: Scene) -> None:
    before = replace(hours.room, version=0)
    proposes(hours, "Pat", "Ana", 20)
    hours.does("Ana", AnswerAside, yes=False)
    assert replace(hours.room, version=0) == before
    proposes(hours, "Pat", "Ana", 20)
    hours.does("Pat", EndAside, whom="Ana")
    assert replace(hours.room, version=0) == before
    proposes(hours, "Pat", "Ana", 20)
    hours.does("Ana", EndAside, whom="Ana")
    assert [one.name for one in hours.desk().asides] == ["Bo", "Cy"]


def test_the_moment_lies_within_the_meeting(hours: Scene) -> None:
    hours.later(600)
    for minutes in (0, 51):
        hours.cannot("Pat", ProposeAside, "no-more-time", whom="Ana", minutes=minutes)
    proposes(hours, "Pat", "Ana", 50)
    assert mine(hours, "Ana").moment == HOUR == hours.room.ends


def test_what_is_agreed_with_one_is_not_anothers_to_change(hours: Scene) -> None:
    asks(hours, "Ana", "Fay")
    proposes(hours, "Pat", "Ana", 20)
    hours.does("Ana", AnswerAside, yes=True)
    hours.cannot("Fay", TakeAside, "already-aside", whom="Ana")
    hours.cannot("Fay", ProposeAside, "already-moved-on", whom="Ana", minutes=5)
    hours.cannot("Fay", DeclineAside, "already-moved-on", whom="Ana", reason="full")
    hours.cannot("Pat", PassAside, "already-moved-on", whom="Ana", to=seat_of("Fay"))
    hours.cannot("Pat", EndAside, "not-allowed", whom="Ana")
    proposes(hours, "Pat", "Ana", 30)
    assert stage(hours, "Ana") == "proposed"
    hours.does("Ana", AnswerAside, yes=True)
    hours.does("Pat", DeclineAside, whom="Ana", reason="closed")
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").moment) == ("declined", None)


def test_who_has_time_after_all_takes_it_before_there_is_an_answer(hours: Scene) -> None:
    proposes(hours, "Pat", "Ana", 20)
    takes(hours, "Fay", "Ana")
    assert (mine(hours, "Ana").stage, mine(hours, "Ana").guide) == ("open", "Fay")


def test_a_moment_goes_with_the_guide_who_named_it(hours: Scene) -> None:
    proposes(hours, "Pat", "Ana", 20)
    hours.does("Ana", AnswerAside, yes=True)
    proposes(hours, "Pat", "Bo", 40)
    hours.does("Pat", Leave)
    assert [(one.name, one.stage, one.moment) for one in hours.desk().asides] == [
        ("Ana", "waiting", None),
        ("Bo", "waiting", None),
        ("Cy", "waiting", None),
    ]


def test_no_moment_is_named_to_who_has_not_asked(circle: Scene) -> None:
    circle.cannot("Fay", ProposeAside, "already-moved-on", whom="Ana", minutes=5)
    takes(circle, "Fay", "Ana")
    circle.cannot("Fay", ProposeAside, "already-moved-on", whom="Ana", minutes=5)
    circle.cannot("Bo", ProposeAside, "not-allowed", whom="Ana", minutes=5)
    assert circle.done() == ["admit", "admit"]

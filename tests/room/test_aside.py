"""One to one: wished for or offered, agreed or not without a trace; the place in the circle is kept."""

from dataclasses import replace

import pytest

from server.room.acts import (
    Act,
    Admit,
    AnswerAside,
    Arrive,
    AskAside,
    ComeIn,
    DeclineAside,
    EndAside,
    EndForAll,
    GiveRole,
    Knock,
    Leave,
    PassAside,
    SetMode,
    Share,
    StartRound,
    TakeAside,
)
from server.room.format import Format, Mode, Part, Phase
from server.room.picture import picture
from server.room.refusals import Refused
from server.room.room import Room, RoomId
from server.room.room_of_two import of_two, room_of_two, way
from server.room.seat import Role, SeatId, Where
from server.room.seen import Picture, Sight
from server.room.step import step
from server.room.words import Words
from tests.room.scene import EVENING, YOUTH, Scene, seat_of

HOURS = replace(EVENING, hours=True)
YOUNG_HOURS = replace(YOUTH, hours=True)


@pytest.fixture
def circle() -> Scene:
    """Fay and Gil guide; Ana and Bo take part."""
    scene = Scene()
    scene.arrives("Fay", "Gil", "Ana", "Bo")
    scene.goes_to(Phase.CHECKIN)
    return scene


@pytest.fixture
def hours() -> Scene:
    """Pat and Gil are there; Ana, then Bo, come from the landing page."""
    scene = Scene(HOURS)
    scene.arrives("Fay", "Pat")
    scene.knocks("Ana")
    scene.knocks("Bo")
    return scene


def takes(scene: Scene, guide: str, whom: str, second: str | None = None) -> None:
    """Yes to a wish, or an invitation."""
    scene.does(guide, TakeAside, whom=whom, second=seat_of(second) if second else None)


def stage(scene: Scene, who: str) -> str | None:
    """How far it is for this person."""
    seen = scene.you(who).aside
    return seen.stage if seen else None


# ── hours ─────────────────────────────────────────────────────────────────────────────────────────


def test_where_guides_hold_hours_to_knock_is_to_ask_and_waiting_is_honest(hours: Scene) -> None:
    ana, bo = hours.you("Ana").aside, hours.you("Bo").aside
    assert ana is not None and bo is not None
    assert (ana.stage, ana.before, bo.stage, bo.before) == ("waiting", 0, "waiting", 1)


def test_nobody_is_let_into_the_circle_of_the_guides(hours: Scene) -> None:
    hours.cannot("Pat", Admit, "one-to-one-here", whom=("Ana",))


def test_a_wish_is_granted_and_the_line_moves_up(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    seen = hours.you("Ana").aside
    assert seen is not None and (seen.stage, seen.guide) == ("open", "Pat")
    moved = hours.you("Bo").aside
    assert moved is not None and moved.before == 0


def test_one_specialist_sees_one_person_at_a_time(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    hours.cannot("Pat", TakeAside, "already-aside", whom="Bo")
    hours.cannot("Fay", TakeAside, "already-aside", whom="Ana")
    takes(hours, "Fay", "Bo")
    assert stage(hours, "Bo") == "open"


def test_a_wish_can_be_handed_to_another_who_shares_the_line(hours: Scene) -> None:
    hours.does("Pat", PassAside, whom="Ana", to=seat_of("Fay"))
    hours.changes_nothing("Pat", PassAside, whom="Ana", to=seat_of("Fay"))
    assert [(one.name, one.guide_name) for one in hours.desk().asides] == [("Ana", "Fay"), ("Bo", None)]
    hours.cannot("Pat", PassAside, "no-such-seat", whom="Ana", to=seat_of("Bo"))
    hours.does("Fay", Leave)
    assert [one.guide for one in hours.desk().asides] == [None, None]


def test_not_today_comes_with_a_kind_reason_and_one_may_ask_again(hours: Scene) -> None:
    hours.does("Pat", DeclineAside, whom="Ana", reason="full")
    seen = hours.you("Ana").aside
    assert seen is not None and (seen.stage, seen.reason) == ("declined", "full")
    assert [one.name for one in hours.desk().asides] == ["Bo"]
    hours.cannot("Pat", DeclineAside, "already-moved-on", whom="Ana", reason="full")
    hours.cannot("Pat", TakeAside, "already-aside", whom="Ana")
    hours.cannot("Pat", DeclineAside, "not-allowed", whom="Bo", reason="because")
    hours.does("Ana", AskAside)
    assert stage(hours, "Ana") == "waiting"


def test_who_goes_does_not_wait_any_more_and_asks_anew_by_knocking(hours: Scene) -> None:
    hours.does("Ana", Leave)
    assert stage(hours, "Ana") is None
    hours.uses_the_link_again("Fay")
    hours.does("Ana", Knock, role=Role.PARTICIPANT, invitation=1)
    assert [one.name for one in hours.desk().asides] == ["Bo", "Ana"]


def test_one_may_stop_waiting_and_stay(hours: Scene) -> None:
    hours.does("Ana", EndAside, whom="Ana")
    hours.changes_nothing("Ana", EndAside, whom="Ana")
    assert hours.seat("Ana").where is Where.LOBBY
    hours.cannot("Pat", EndAside, "not-allowed", whom="Bo")


def test_nothing_of_it_is_in_the_record_or_stays_in_the_room(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    hours.does("Pat", EndAside, whom="Ana")
    assert hours.done() == []
    assert hours.room.asides_had == 2
    assert [aside.seat for aside in hours.room.asides] == [seat_of("Bo")]


# ── out of a circle ───────────────────────────────────────────────────────────────────────────────


def test_a_wish_from_inside_a_circle_is_unseen_there(circle: Scene) -> None:
    before, bo = circle.circle(), circle.you("Bo")
    circle.does("Ana", AskAside)
    circle.changes_nothing("Ana", AskAside)
    assert (circle.circle(), circle.you("Bo")) == (before, bo)
    assert [one.name for one in circle.desk().asides] == ["Ana"]


def test_an_invitation_is_declined_without_a_trace(circle: Scene) -> None:
    before = replace(circle.room, version=0, asides_had=0)
    takes(circle, "Fay", "Ana")
    assert stage(circle, "Ana") == "offered"
    circle.changes_nothing("Fay", TakeAside, whom="Ana")
    circle.does("Ana", AnswerAside, yes=False)
    assert replace(circle.room, version=0, asides_had=0) == before
    circle.cannot("Ana", AnswerAside, "already-moved-on", yes=True)


def test_the_circle_sees_at_most_that_somebody_stepped_out(circle: Scene) -> None:
    takes(circle, "Fay", "Ana")
    circle.does("Ana", AnswerAside, yes=True)
    assert [seat.name for seat in circle.circle().seats] == ["Fay", "Gil", "Bo"]
    assert "aside" not in repr(circle.you("Bo")).replace("aside=None", "")
    assert [(one.name, one.guide_name, one.stage) for one in circle.desk().asides] == [("Ana", "Fay", "open")]


def test_who_is_aside_hears_and_says_nothing_and_keeps_the_place(circle: Scene) -> None:
    circle.does("Fay", StartRound)
    assert circle.you("Ana").in_round or circle.room.floor.holder == seat_of("Ana")
    takes(circle, "Fay", "Ana")
    circle.does("Ana", AnswerAside, yes=True)
    order = list(circle.room.seats)
    circle.cannot("Ana", Share, "you-are-aside", words="hello")
    circle.does("Gil", SetMode, mode=Mode.OPEN)
    circle.says("Gil", "go on")
    assert circle.heard_by("Bo")[-1:] == ["Gil: go on"] and circle.heard_by("Ana") == []
    circle.returns("Ana")
    assert circle.seat("Ana").circle_since is None
    circle.does("Ana", EndAside, whom="Ana")
    assert circle.seat("Ana").circle_since == circle.room.version
    assert list(circle.room.seats) == order
    assert circle.seat("Ana").stepped_out is False


def test_a_guide_goes_only_where_the_circle_does_without_them(circle: Scene) -> None:
    circle.does("Gil", Leave)
    takes(circle, "Fay", "Ana")
    circle.cannot("Ana", AnswerAside, "circle-needs-you", yes=True)


def test_the_circle_waits_when_the_other_guide_is_lost_meanwhile(circle: Scene) -> None:
    takes(circle, "Fay", "Ana")
    circle.does("Ana", AnswerAside, yes=True)
    circle.drops("Gil")
    circle.later(21)
    assert circle.circle().held.waits_for == "facilitator"
    circle.does("Fay", EndAside, whom="Ana")
    assert circle.circle().held.waits_for is None


def test_two_invitations_of_one_guide_are_not_both_agreed(circle: Scene) -> None:
    takes(circle, "Fay", "Ana")
    takes(circle, "Fay", "Bo")
    circle.does("Ana", AnswerAside, yes=True)
    circle.cannot("Bo", AnswerAside, "already-aside", yes=True)


def test_a_guide_who_goes_takes_the_invitation_along_and_the_person_comes_back(circle: Scene) -> None:
    takes(circle, "Fay", "Ana")
    circle.does("Ana", AnswerAside, yes=True)
    circle.does("Fay", Leave)
    assert stage(circle, "Ana") is None
    assert circle.seat("Ana").circle_since == circle.room.version


def test_guides_do_not_ask_each_other(circle: Scene) -> None:
    circle.changes_nothing("Gil", AskAside)
    circle.cannot("Fay", TakeAside, "same-or-higher-role", whom="Gil")
    circle.does("Ana", AskAside)
    circle.does("Fay", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)
    assert circle.desk().asides == ()


def test_who_is_out_or_gone_cannot_ask(circle: Scene) -> None:
    circle.does("Ana", Leave)
    circle.cannot("Ana", AskAside, "not-allowed")


def test_somebody_stays_behind_in_a_room_of_two_when_the_circle_has_ended(circle: Scene) -> None:
    circle.does("Fay", EndForAll)
    circle.does("Ana", AskAside)
    takes(circle, "Fay", "Ana")
    assert stage(circle, "Ana") == "open"
    circle.does("Ana", EndAside, whom="Ana")
    assert circle.room.asides == ()


# ── the room of two ───────────────────────────────────────────────────────────────────────────────

TWO = replace(EVENING, id="one-to-one", code="c6", parts=(Part(Phase.OPENING, 40, Mode.OPEN),))


class Beside:
    """The room of two, as the door opens it: by what the parent knows, and nothing else."""

    def __init__(self, parent: Scene, format: Format = TWO) -> None:
        self.parent = parent
        self.format = of_two(format, parent.room.format)
        self.room: Room = room_of_two(RoomId("two"), self.format, parent.now)

    def comes(self, who: str) -> None:
        found = way(self.parent.room, seat_of(who), self.format, seat_of(who))
        assert found is not None, who
        self.does(found[1])
        self.does(Arrive(seat_of(who), self.room.seats[seat_of(who)].line + 1))

    def does(self, act: Act) -> None:
        self.room, self.let_out = step(self.room, act, self.parent.now)

    def circle(self) -> Picture:
        seen = picture(self.room, Sight.CIRCLE)
        assert isinstance(seen, Picture)
        return seen

    def inside(self) -> list[str]:
        return [seat.name for seat in self.circle().seats]


def says(who: str) -> Share:
    return Share(seat_of(who), 1, Words(b"hello"))


def test_two_come_in_by_themselves_and_talk(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    two = Beside(hours)
    two.comes("Ana")
    assert two.inside() == []
    two.comes("Pat")
    assert sorted(two.inside()) == ["Ana", "Pat"]
    two.does(says("Ana"))
    assert len(two.let_out) == 1


def test_nobody_else_has_a_way_there(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    assert way(hours.room, seat_of("Bo"), TWO, SeatId("x")) is None
    assert way(hours.room, seat_of("Fay"), TWO, SeatId("x")) is None


@pytest.mark.parametrize("who", ["Ana", "Fay"])
def test_either_may_end_it(circle: Scene, who: str) -> None:
    takes(circle, "Fay", "Ana")
    circle.does("Ana", AnswerAside, yes=True)
    two = Beside(circle)
    two.comes("Fay")
    two.comes("Ana")
    two.does(EndForAll(seat_of(who)))
    assert two.room.phase is Phase.CLOSED


def test_who_is_sent_outside_there_waits(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    two = Beside(hours)
    two.comes("Pat")
    two.comes("Ana")
    two.room = replace(
        two.room,
        seats={
            **two.room.seats,
            seat_of("Ana"): replace(two.room.seats[seat_of("Ana")], where=Where.LOBBY, sent_back=True),
        },
    )
    two.does(says("Pat"))
    assert two.inside() == ["Pat"]


def test_a_closed_room_of_two_lets_nobody_in(hours: Scene) -> None:
    takes(hours, "Pat", "Ana")
    two = Beside(hours)
    two.comes("Pat")
    two.does(EndForAll(seat_of("Pat")))
    with pytest.raises(Refused, match="meeting-over"):
        two.comes("Ana")


# ── under 18 ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def young() -> Scene:
    """Hours for people under 18: Fay, Gil and Pat are checked; Ana asks."""
    scene = Scene(YOUNG_HOURS)
    scene.arrives("Fay", "Gil", "Pat")
    scene.knocks("Ana")
    return scene


def test_under_18_no_room_of_two_opens_without_a_second_checked_adult(young: Scene) -> None:
    young.cannot("Pat", TakeAside, "second-adult-needed", whom="Ana")
    young.cannot("Pat", TakeAside, "second-adult-needed", whom="Ana", second=seat_of("Pat"))
    young.cannot("Pat", TakeAside, "second-adult-needed", whom="Ana", second=seat_of("Ana"))
    young.cannot("Pat", TakeAside, "second-adult-needed", whom="Ana", second=seat_of("Nobody"))
    young.drops("Gil")
    young.cannot("Pat", TakeAside, "second-adult-needed", whom="Ana", second=seat_of("Gil"))
    takes(young, "Pat", "Ana", "Fay")
    seen = young.you("Ana").aside
    assert seen is not None and (seen.guide, seen.second) == ("Pat", "Fay")


def test_the_second_adult_is_listed_and_hears_nothing_until_they_are_seen_to_come_in(young: Scene) -> None:
    takes(young, "Pat", "Ana", "Fay")
    two = Beside(young)
    two.comes("Pat")
    two.comes("Ana")
    assert two.inside() == ["Pat"], "one adult is not enough for Ana to be let in"
    two.comes("Fay")
    assert sorted(two.inside()) == ["Ana", "Pat"]
    assert two.circle().listed == ("Fay",)
    two.does(ComeIn(seat_of("Fay")))
    assert two.circle().listed == ()
    assert two.room.seats[seat_of("Fay")].circle_since == two.room.version
    assert sorted(two.inside()) == ["Ana", "Fay", "Pat"]
    with pytest.raises(Refused, match="not-allowed"):
        two.does(ComeIn(seat_of("Fay")))


def test_the_room_of_two_waits_when_the_second_adult_goes_and_goes_on_when_they_are_back(
    young: Scene,
) -> None:
    takes(young, "Pat", "Ana", "Fay")
    two = Beside(young)
    for who in ("Pat", "Fay", "Ana"):
        two.comes(who)
    two.does(Leave(seat_of("Fay")))
    assert two.circle().held.waits_for == "two_adults"
    with pytest.raises(Refused, match="two-adults-needed"):
        two.does(says("Ana"))
    two.comes("Fay")
    assert two.circle().held.waits_for is None


def test_a_circle_of_minors_keeps_its_two_adults_when_one_goes_aside() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana")
    takes(scene, "Fay", "Ana", "Gil")
    scene.cannot("Ana", AnswerAside, "circle-needs-you", yes=True)
    scene.arrives("Pat")
    scene.does("Ana", AnswerAside, yes=True)
    assert stage(scene, "Ana") == "open"

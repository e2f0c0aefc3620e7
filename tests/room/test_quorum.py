"""No facilitator, no room: everything waits, nothing is lost, and it goes on exactly where it stopped."""

from dataclasses import replace

from server.room.acts import Admit, Done, Leave, LineDropped, Next, Pause, Share
from server.room.format import Phase
from tests.room.scene import YOUTH, Scene, seat_of


def test_twenty_seconds_without_a_guide_everything_waits_and_says_so(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.raises_hand("Ana")
    scene.drops("Fay")
    scene.later(19)
    assert scene.circle().held.waits_for is None
    scene.later(1)
    assert scene.circle().held.waits_for == "facilitator"
    assert scene.circle().held.closes_at == 20 + 600
    assert scene.lobby().door == "paused"
    assert [seat.away for seat in scene.circle().seats] == [True, False]
    scene.cannot("Ana", Share, "facilitator-away", words="is anybody here?")
    assert scene.room.floor.hands == (seat_of("Ana"),)


def test_another_guide_is_enough(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.drops("Fay")
    scene.later(600)
    assert scene.circle().held.waits_for is None


def test_a_guide_who_comes_back_finds_the_turn_where_it_stopped(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.raises_hand("Ana")
    scene.does("Fay", Next)
    scene.later(50)
    before = scene.room.floor
    assert before.until is not None
    scene.drops("Fay")
    scene.later(20 + 300)
    scene.cannot("Ana", Done, "facilitator-away")
    scene.returns("Fay")
    assert scene.circle().held.waits_for is None
    assert scene.room.floor == replace(before, since=before.since + 300, until=before.until + 300)
    scene.says("Ana", "as I was saying")


def test_a_facilitators_link_on_another_device_saves_the_room(scene: Scene) -> None:
    scene.drops("Fay")
    scene.later(30)
    scene.uses_the_link_again("Fay")
    scene.returns("Fay")
    assert scene.circle().held.waits_for is None


def test_ten_minutes_without_a_guide_the_room_closes(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.drops("Fay")
    scene.later(20 + 599)
    assert scene.room.closed_at is None
    scene.later(1)
    assert scene.room.closed_at == 20 + 600
    assert scene.room.ended_early
    scene.does("Ana", Leave)
    assert scene.room.holds.facilitator_lost_at == 20


def test_an_instance_that_fell_silent_counts_from_its_last_beat(scene: Scene) -> None:
    scene.later(100)
    scene.does("Fay", LineDropped, line=1, since=75.0)
    scene.later(0)
    assert scene.room.holds.facilitator_lost_at == 95


def test_a_lone_guide_may_leave_and_the_room_waits_at_once(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", Leave)
    assert scene.room.holds.facilitator_lost_at == scene.now
    scene.cannot("Ana", Share, "facilitator-away", words="oh")
    scene.arrives("Gil")
    assert scene.room.holds.facilitator_lost_at is None


def test_where_two_adults_are_asked_for_one_is_not_enough() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana")
    scene.goes_to(Phase.SHARING)
    scene.drops("Gil")
    scene.later(20)
    assert scene.circle().held.waits_for == "two_adults"
    scene.cannot("Ana", Share, "two-adults-needed", words="hello")
    scene.cannot("Fay", Share, "two-adults-needed", words="one moment")
    scene.later(10)
    scene.returns("Gil")
    assert scene.circle().held.waits_for is None


def test_one_of_two_adults_back_is_still_not_two() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana")
    scene.goes_to(Phase.SHARING)
    scene.drops("Gil", "Fay")
    scene.later(30)
    scene.returns("Fay")
    assert scene.circle().held.waits_for == "two_adults"
    scene.returns("Gil")
    assert scene.circle().held.waits_for is None


def test_before_anybody_is_let_in_a_guide_may_come_and_go() -> None:
    scene = Scene()
    scene.arrives("Fay")
    scene.knocks("Ana")
    scene.drops("Fay")
    scene.later(30)
    assert scene.lobby().door == "open"
    scene.later(30)
    assert scene.lobby().door == "not_open_yet"
    scene.returns("Fay")
    scene.does("Fay", Admit, whom=("Ana",))
    scene.drops("Fay")
    scene.later(20)
    assert scene.circle().held.waits_for == "facilitator"


def test_a_safeguarding_lead_who_is_early_waits_for_the_guides_like_everybody() -> None:
    scene = Scene()
    scene.arrives("Sol")
    scene.later(1200)
    assert scene.circle().held.waits_for is None
    scene.arrives("Fay")


def test_nobody_is_waited_for_where_nobody_is_left_who_needs_them() -> None:
    scene = Scene()
    scene.arrives("Fay", "Ana")
    scene.drops("Fay")
    scene.later(20)
    assert scene.circle().held.waits_for == "facilitator"
    scene.does("Ana", Leave)
    assert scene.circle().held.waits_for is None


def test_a_second_adult_whose_line_flickers_does_not_stop_the_evening() -> None:
    scene = Scene(YOUTH)
    scene.arrives("Fay", "Gil", "Ana")
    scene.goes_to(Phase.SHARING)
    scene.drops("Gil")
    scene.later(5)
    scene.goes_to(Phase.CLOSING)
    scene.returns("Gil")


def test_a_pause_and_a_lost_guide_together_keep_the_turn_until_both_are_over(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.raises_hand("Ana")
    scene.does("Fay", Next)
    until = scene.room.floor.until
    assert until is not None
    scene.later(10)
    scene.does("Fay", Pause, on=True)
    scene.drops("Fay")
    scene.later(100)
    scene.returns("Fay")
    scene.later(20)
    scene.does("Fay", Pause, on=False)
    assert scene.room.floor.until == until + 120

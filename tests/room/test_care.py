"""Care: the way to a guide, letters, reports, grounding. It is open in every state."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from server.room.acts import (
    AskForSupport,
    BackToLobby,
    CloseSupport,
    Decline,
    EndForAll,
    GiveRole,
    Ground,
    HoldEveryone,
    Knock,
    Leave,
    Mute,
    MuteAll,
    Pause,
    Remove,
    Shield,
    TakeSupport,
    WriteLetter,
)
from server.room.effects import About
from server.room.seat import Removal, Role
from server.room.words import LONGEST
from tests.room.scene import YOUTH, Scene

# ── "I need support now" ──────────────────────────────────────────────────────────────────────────

HARD = {
    "waiting in the lobby": lambda scene: scene.does("Fay", BackToLobby, whom="Ana"),
    "asked to listen": lambda scene: scene.does("Fay", Mute, whom="Ana", on=True),
    "all listening": lambda scene: scene.does("Fay", MuteAll, on=True),
    "paused": lambda scene: scene.does("Fay", Pause, on=True),
    "behind the shield": lambda scene: scene.does("Fay", Shield, on=True),
    "grounding": lambda scene: scene.does("Fay", Ground, exercise="look_around"),
    "everyone held": lambda scene: scene.does("Fay", HoldEveryone, on=True),
    "no guide": lambda scene: (scene.drops("Fay"), scene.later(30)),
    "out": lambda scene: scene.does("Fay", Remove, whom="Ana", kind=Removal.UNTIL_REVIEWED, reason="unkind"),
    "not let in": lambda scene: (
        scene.does("Fay", BackToLobby, whom="Ana"),
        scene.does("Fay", Decline, whom="Ana", reason="full"),
    ),
    "gone": lambda scene: scene.does("Ana", Leave),
    "without a line": lambda scene: (scene.drops("Ana"), scene.later(100)),
    "closed": lambda scene: scene.does("Fay", EndForAll),
}


@pytest.mark.parametrize("how", HARD.values(), ids=HARD)
def test_whoever_asks_for_support_is_heard_by_the_desk_alone(
    scene: Scene, how: Callable[[Scene], object]
) -> None:
    scene.arrives("Ana", "Bo")
    how(scene)
    seen = scene.circle()
    scene.does("Ana", AskForSupport)
    assert [(signal.name, signal.taken_by) for signal in scene.desk().signals] == [("Ana", None)]
    assert scene.you("Ana").support == "asked"
    assert scene.circle() == seen
    assert scene.you("Bo").support is None
    assert scene.heard == []


def test_only_somebody_the_room_does_not_know_cannot_ask(scene: Scene) -> None:
    scene.cannot("Ana", AskForSupport, "no-such-seat")
    scene.cannot("Ana", CloseSupport, "no-such-seat", whom="Ana")


def test_asked_twice_it_is_one_signal_with_its_first_minute(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", AskForSupport)
    scene.later(50)
    scene.changes_nothing("Ana", AskForSupport)
    scene.later(10)
    assert scene.you("Ana").support == "escalated"


def test_a_guide_takes_it_by_name_and_by_one_alone(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo")
    scene.does("Ana", AskForSupport)
    scene.does("Gil", TakeSupport, whom="Ana")
    assert (scene.you("Ana").support, scene.you("Ana").support_by) == ("seen", "Gil")
    scene.changes_nothing("Gil", TakeSupport, whom="Ana")
    scene.cannot("Fay", TakeSupport, "already-moved-on", whom="Ana")
    scene.cannot("Fay", TakeSupport, "no-such-seat", whom="Bo")
    scene.cannot("Bo", TakeSupport, "not-allowed", whom="Ana")
    scene.later(600)
    assert scene.you("Ana").support == "seen"


def test_a_guide_who_needs_support_is_taken_by_another(scene: Scene) -> None:
    scene.arrives("Gil")
    scene.does("Fay", AskForSupport)
    scene.cannot("Fay", TakeSupport, "no-such-seat", whom="Fay")
    scene.does("Gil", TakeSupport, whom="Fay")


def test_a_minute_without_an_answer_and_it_is_told_as_unanswered(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Ana", AskForSupport)
    scene.later(30)
    scene.does("Bo", AskForSupport)
    scene.later(30)
    assert [signal.escalated for signal in scene.desk().signals] == [True, False]
    scene.later(29)
    assert scene.you("Bo").support == "asked"
    scene.later(1)
    assert scene.you("Bo").support == "escalated"
    scene.does("Fay", TakeSupport, whom="Bo")
    assert scene.you("Bo").support == "seen"


def test_it_escalates_also_while_everything_else_waits(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", Pause, on=True)
    scene.does("Ana", AskForSupport)
    scene.later(60)
    assert scene.you("Ana").support == "escalated"


def test_it_is_closed_by_the_person_or_by_who_took_it(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo")
    scene.does("Ana", AskForSupport)
    scene.does("Bo", AskForSupport)
    scene.does("Gil", TakeSupport, whom="Ana")
    scene.cannot("Fay", CloseSupport, "not-allowed", whom="Ana")
    scene.cannot("Bo", CloseSupport, "not-allowed", whom="Ana")
    scene.does("Gil", CloseSupport, whom="Ana")
    scene.does("Bo", CloseSupport, whom="Bo")
    assert scene.desk().signals == ()
    scene.changes_nothing("Bo", CloseSupport, whom="Bo")


def test_asked_again_after_it_was_taken_it_is_a_new_signal(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", AskForSupport)
    scene.does("Fay", TakeSupport, whom="Ana")
    scene.later(300)
    scene.does("Ana", AskForSupport)
    assert (scene.you("Ana").support, len(scene.desk().signals)) == ("asked", 1)


def test_after_the_end_a_signal_can_still_be_taken(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", EndForAll)
    scene.does("Ana", AskForSupport)
    scene.does("Fay", TakeSupport, whom="Ana")
    scene.does("Ana", CloseSupport, whom="Ana")


# ── letters ───────────────────────────────────────────────────────────────────────────────────────


def writes(scene: Scene, who: str, text: str, to: str | None = None, about: About = About.NOTE) -> None:
    scene.does(who, WriteLetter, whom=to or who, about=about, words=text)


@pytest.mark.parametrize("how", HARD.values(), ids=HARD)
def test_a_letter_to_the_desk_is_never_refused_to_whoever_belongs_to_the_meeting(
    scene: Scene, how: Callable[[Scene], object]
) -> None:
    scene.arrives("Ana", "Gil", "Bo")
    how(scene)
    writes(scene, "Ana", "can we talk?", about=About.ASK)
    assert scene.heard_by("Gil") == ["letter from Ana: can we talk?"]
    assert scene.heard_by("Bo") == []


def test_a_letter_and_its_answer_are_heard_by_the_person_and_the_whole_desk(scene: Scene) -> None:
    scene.arrives("Gil", "Bo")
    scene.knocks("Ana")
    scene.knocks("Cy")
    writes(scene, "Ana", "it is my first time", about=About.LOBBY)
    writes(scene, "Gil", "you are welcome", to="Ana", about=About.LOBBY)
    both = ["letter from Ana: it is my first time", "letter from Gil: you are welcome"]
    assert scene.heard_by("Ana") == both
    assert scene.heard_by("Fay") == both
    assert scene.heard_by("Gil") == both
    assert (scene.heard_by("Bo"), scene.heard_by("Cy")) == ([], [])


def test_a_guide_who_writes_to_a_guide_is_heard_once_by_the_desk(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    writes(scene, "Gil", "shall I take Ana?", to="Fay")
    assert scene.heard_by("Fay") == scene.heard_by("Gil") == ["letter from Gil: shall I take Ana?"]


def test_the_back_channel_is_the_guides_own(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    writes(scene, "Fay", "watch the time?", about=About.BACK_CHANNEL)
    assert scene.heard_by("Gil") == ["letter from Fay: watch the time?"]
    assert scene.heard_by("Ana") == []
    words = {"whom": "Ana", "words": "let me in", "about": About.BACK_CHANNEL}
    scene.cannot("Ana", WriteLetter, "not-allowed", **words)


def test_a_new_co_facilitator_hears_the_back_channel_from_then_on(scene: Scene) -> None:
    scene.arrives("Ana")
    writes(scene, "Fay", "just me", about=About.BACK_CHANNEL)
    scene.does("Fay", GiveRole, whom="Ana", role=Role.CO_FACILITATOR)
    writes(scene, "Fay", "welcome to the desk", about=About.BACK_CHANNEL)
    scene.does("Fay", GiveRole, whom="Ana", role=Role.PARTICIPANT)
    writes(scene, "Fay", "just me again", about=About.BACK_CHANNEL)
    assert scene.heard_by("Ana") == ["letter from Fay: welcome to the desk"]


def test_people_do_not_write_to_each_other(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.cannot("Ana", WriteLetter, "not-allowed", whom="Bo", about=About.NOTE, words="psst")
    scene.cannot("Ana", WriteLetter, "not-allowed", whom="Fay", about=About.NOTE, words="psst")


def test_a_letter_has_words_and_not_too_many(scene: Scene) -> None:
    scene.arrives("Ana")
    letter = {"whom": "Ana", "about": About.NOTE}
    scene.cannot("Ana", WriteLetter, "nothing-to-send", words="", **letter)
    scene.cannot("Ana", WriteLetter, "share-too-long", words="a" * (LONGEST + 1), **letter)
    scene.does("Ana", WriteLetter, words="a" * LONGEST, **letter)


def test_the_desk_writes_to_nobody_who_is_not_here(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", Leave)
    for whom in ("Ana", "Nobody"):
        scene.cannot("Fay", WriteLetter, "no-such-seat", whom=whom, about=About.NOTE, words="hello?")
    scene.cannot("Nobody", WriteLetter, "no-such-seat", whom="Nobody", about=About.NOTE, words="hello?")


def test_who_is_out_asks_once_for_a_second_look(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Fay", Remove, whom="Ana", kind=Removal.FOR_SESSION, reason="talk-over")
    letter = {"whom": "Ana", "words": "that was not how it was"}
    scene.cannot("Ana", WriteLetter, "not-allowed", about=About.NOTE, **letter)
    scene.does("Ana", WriteLetter, about=About.ASK, **letter)
    assert scene.heard_by("Fay") == ["letter from Ana: that was not how it was"]
    scene.cannot("Ana", WriteLetter, "not-allowed", about=About.ASK, **letter)


def test_who_is_outside_may_write_while_their_call_for_support_is_open(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.does("Ana", Leave)
    letter = {"whom": "Ana", "about": About.SUPPORT, "words": "I am on the bus"}
    scene.cannot("Ana", WriteLetter, "not-allowed", **letter)
    scene.does("Ana", AskForSupport)
    scene.does("Ana", WriteLetter, **letter)
    scene.does("Ana", WriteLetter, **letter)
    scene.does("Ana", CloseSupport, whom="Ana")
    scene.cannot("Ana", WriteLetter, "not-allowed", **letter)
    assert len(scene.heard_by("Fay")) == 2


# ── grounding and the quiet screen ────────────────────────────────────────────────────────────────


def test_everyone_grounds_in_step(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.later(10)
    scene.does("Fay", Ground, exercise="breathe")
    held = scene.circle().held
    assert (held.grounding, held.grounding_since) == ("breathe", 10.0)
    scene.changes_nothing("Fay", Ground, exercise="breathe")
    scene.later(5)
    scene.does("Fay", Ground, exercise="look_around")
    assert scene.circle().held.grounding_since == 15.0
    scene.does("Fay", Ground, exercise=None)
    assert scene.circle().held.grounding is None
    scene.changes_nothing("Fay", Ground, exercise=None)
    scene.cannot("Fay", Ground, "not-allowed", exercise="push-ups")
    scene.cannot("Ana", Ground, "not-allowed", exercise="breathe")
    assert scene.done()[1:] == ["ground", "ground", "end_grounding"]


def test_the_quiet_screen_says_who_put_it_up(scene: Scene) -> None:
    scene.arrives("Gil", "Ana")
    scene.does("Fay", Shield, on=True)
    scene.changes_nothing("Gil", Shield, on=True)
    assert scene.circle().held.shielded_by == "Fay"
    scene.does("Gil", Shield, on=False)
    scene.changes_nothing("Gil", Shield, on=False)
    assert scene.circle().held.shielded_by is None
    scene.cannot("Ana", Shield, "not-allowed", on=True)


def test_a_youth_room_offers_the_same_way_to_a_guide() -> None:
    scene = Scene(replace(YOUTH, capacity=6))
    scene.does("Ana", Knock, role=Role.PARTICIPANT, invitation=1)
    scene.does("Ana", AskForSupport)
    scene.later(60)
    assert scene.you("Ana").support == "escalated"
    scene.arrives("Fay")
    scene.does("Fay", TakeSupport, whom="Ana")

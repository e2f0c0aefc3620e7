"""A report reaches the desk as it was shown, past whoever it is about, and whoever told it hears what came of it."""

import pytest

from server.room.acts import (
    Act,
    Admit,
    BackToLobby,
    EndForAll,
    Ground,
    HandleReport,
    HandOver,
    HoldEveryone,
    Leave,
    Pause,
    Report,
    Retract,
    WriteLetter,
)
from server.room.effects import About, ShareRef
from server.room.format import Phase
from tests.room.scene import Scene, seat_of


def reports(scene: Scene, who: str, whose: str, **otherwise: object) -> None:
    scene.does(who, Report, **(_report(whose) | otherwise))


def _report(whose: str) -> dict[str, object]:
    return {"ref": ShareRef(seat_of(whose), 1), "code": "unsafe", "words": "as it was shown"}


def test_a_report_reaches_the_desk_and_the_reporter_and_nobody_else(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo", "Cy")
    reports(scene, "Ana", "Bo")
    told = ["letter from Ana: as it was shown"]
    assert {name: scene.heard_by(name) for name in ("Fay", "Gil", "Ana", "Bo", "Cy")} == {
        "Fay": told,
        "Gil": told,
        "Ana": told,
        "Bo": [],
        "Cy": [],
    }


def test_no_letter_passes_for_a_report(scene: Scene) -> None:
    """The desk would read made-up words as what somebody said."""
    scene.arrives("Ana", "Bo")
    for who in ("Ana", "Fay"):
        for about in (About.REPORT, About.HANDLED):
            scene.cannot(who, WriteLetter, "not-allowed", whom="Ana", about=about, words="Bo said so")


def test_a_guides_own_report_is_heard_by_the_desk_once(scene: Scene) -> None:
    scene.arrives("Gil", "Bo")
    reports(scene, "Gil", "Bo")
    assert len(scene.heard_by("Gil")) == len(scene.heard_by("Fay")) == 1


def test_a_report_holds_also_after_the_share_was_taken_back_and_after_the_end(scene: Scene) -> None:
    scene.goes_to(Phase.CHECKIN)
    scene.arrives("Ana", "Bo")
    scene.does("Bo", Retract, ref=ShareRef(seat_of("Bo"), 1))
    reports(scene, "Ana", "Bo")
    scene.does("Bo", Leave)
    scene.does("Fay", EndForAll)
    reports(scene, "Ana", "Bo")
    assert len([line for line in scene.heard_by("Fay") if line.startswith("letter")]) == 2


def test_a_report_says_what_is_wrong_from_the_list(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.cannot("Ana", Report, "not-allowed", **_report("Bo") | {"code": "I do not like him"})
    scene.cannot("Ana", Report, "nothing-to-send", **_report("Bo") | {"words": ""})
    scene.cannot("Nobody", Report, "no-such-seat", **_report("Bo"))


def test_a_report_about_a_guide_goes_to_the_other_guides_only(scene: Scene) -> None:
    scene.arrives("Gil", "Sol", "Ana")
    reports(scene, "Ana", "Fay")
    told = ["letter from Ana: as it was shown"]
    assert (scene.heard_by("Gil"), scene.heard_by("Sol"), scene.heard_by("Ana")) == (told, told, told)
    assert scene.heard_by("Fay") == []


def test_a_report_about_the_only_guide_is_not_handed_to_them(scene: Scene) -> None:
    scene.arrives("Ana", "Gil")
    scene.does("Fay", BackToLobby, whom="Gil")
    scene.cannot("Ana", Report, "nobody-else-to-tell", **_report("Fay"))
    scene.does("Fay", Admit, whom=("Gil",))
    scene.cannot("Gil", Report, "nobody-else-to-tell", **_report("Fay"))
    reports(scene, "Ana", "Fay")
    assert scene.heard_by("Gil") == ["letter from Ana: as it was shown"]


def handles(scene: Scene, who: str, whom: str, whose: str, found: str = "acted") -> None:
    scene.does(who, HandleReport, whom=whom, shown=ShareRef(seat_of(whose), 1), found=found)


def test_who_told_hears_that_it_was_dealt_with_and_so_does_the_desk(scene: Scene) -> None:
    scene.arrives("Gil", "Ana", "Bo", "Cy")
    reports(scene, "Ana", "Bo")
    handles(scene, "Gil", "Ana", "Bo", "no-rule-broken")
    told = ["letter from Ana: as it was shown", "letter from Gil: no-rule-broken"]
    assert [scene.heard_by(name) for name in ("Fay", "Gil", "Ana")] == [told] * 3
    assert [scene.heard_by(name) for name in ("Bo", "Cy")] == [[], []]


def test_what_came_of_a_report_about_a_guide_goes_past_them_too(scene: Scene) -> None:
    scene.arrives("Gil", "Sol", "Ana")
    reports(scene, "Ana", "Fay")
    handles(scene, "Gil", "Ana", "Fay")
    told = ["letter from Ana: as it was shown", "letter from Gil: acted"]
    assert [scene.heard_by(name) for name in ("Gil", "Sol", "Ana", "Fay")] == [told, told, told, []]


def test_only_the_desk_deals_with_reports_and_nobody_with_one_about_themselves(scene: Scene) -> None:
    scene.arrives("Ana", "Bo", "Gil")
    about = {"whom": "Ana", "shown": ShareRef(seat_of("Bo"), 1), "found": "acted"}
    scene.cannot("Bo", HandleReport, "not-allowed", **about)
    scene.cannot("Ana", HandleReport, "not-allowed", **about)
    scene.cannot("Fay", HandleReport, "not-allowed", **about | {"found": "I asked him"})
    scene.cannot("Fay", HandleReport, "no-such-seat", **about | {"whom": "Nobody"})
    scene.cannot("Fay", HandleReport, "not-allowed", **about | {"shown": ShareRef(seat_of("Fay"), 1)})


@pytest.mark.parametrize(
    ("act", "about"), [(Pause, {"on": True}), (HoldEveryone, {"on": True}), (Ground, {"exercise": "breathe"})]
)
def test_nothing_holds_up_dealing_with_a_report(
    scene: Scene, act: type[Act], about: dict[str, object]
) -> None:
    scene.arrives("Sol", "Ana", "Bo")
    scene.does("Fay", act, **about)
    handles(scene, "Sol", "Ana", "Bo")
    assert scene.heard_by("Ana")[-1] == "letter from Sol: acted"


def test_who_handed_the_desk_over_is_reported_like_anybody(scene: Scene) -> None:
    scene.arrives("Ana", "Bo")
    scene.does("Fay", HandOver, whom="Bo")
    reports(scene, "Ana", "Fay")
    assert scene.heard_by("Bo") == ["letter from Ana: as it was shown"]
    assert scene.heard_by("Fay") == []

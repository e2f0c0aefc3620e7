"""The pages of the house at every size, in both lights, for every reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages.conftest import INVITATION, House, Visit

PAGES = {
    "front": "/",
    "landing": f"/come/c1#{INVITATION}",
    "landing without a link": "/come/c6",
    "agreement": f"/come/c5/agreement#{INVITATION}",
    "agreement without a link": "/come/c1/agreement",
    "help": "/help?from=/come/c1",
    "what we keep": "/keep",
    "not valid": "/come/zz",
    "gone": "/nowhere",
    "no line": "/no-line",
    "plain": "/weather",
}
OURS = [name for name in PAGES if name != "plain"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def drawn(page: Page) -> None:
    """Waits until the page is drawn as it now is."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def sideways(page: Page) -> int:
    """How far the page would move under a thumb that goes sideways."""
    drawn(page)
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_either_light(visit: Visit, name: str) -> None:
    page = visit(PAGES[name])
    for light in ("light", "dark"):
        page.emulate_media(color_scheme=light)
        drawn(page)
        found = Axe().run(page, options=RULES)
        assert len(found.response["passes"]) > 10
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_sideways(visit: Visit, name: str) -> None:
    """At 320 and on, on its side, at 200 % zoom; from right to left; in letters twice as large."""
    page = visit(PAGES[name])
    for width, height in ((320, 640), (740, 360), (640, 400), (1280, 800), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        assert sideways(page) == 0, (width, height)
    for change in ("dir = 'rtl'", "style.fontSize = '200%'", "dir = 'ltr'"):
        page.evaluate(f"document.documentElement.{change}")
        assert sideways(page) == 0, change


def test_both_doors_are_in_sight_at_once_and_large_enough(visit: Visit, house: House) -> None:
    page = visit("/weather", width=320, height=568)
    for name in OURS:
        page.goto(house.address + PAGES[name])
        page.mouse.wheel(0, 400)
        for door in (".to-care", ".out"):
            box = page.locator(f".threshold {door}").bounding_box()
            assert box is not None
            assert box["height"] >= 44
            assert box["width"] >= 44
            assert 0 <= box["y"] < 120


def test_dark_is_dark_and_light_is_light(visit: Visit) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert visit("/", color_scheme="light").evaluate(ground) == "rgb(236, 238, 232)"
    assert visit("/", color_scheme="dark").evaluate(ground) == "rgb(19, 26, 27)"


def test_with_reduced_motion_nothing_takes_time(visit: Visit) -> None:
    took = "getComputedStyle(document.querySelector('.do')).transitionDuration"
    landing = PAGES["landing"]
    assert set(visit(landing).evaluate(took).split(", ")) == {"1e-05s"}
    assert "0.3s" in visit(landing, reduced_motion="no-preference").evaluate(took)


def test_the_ember_is_a_number_the_sheet_can_move(visit: Visit) -> None:
    """The registered property survives being laid into one sheet, inside its layer."""
    page = visit("/")
    page.evaluate("""() => {
        const circle = document.createElement("section"), ember = document.createElement("span")
        circle.className = "circle"; ember.className = "ember"
        circle.append(ember)
        document.querySelector("main").append(circle)
    }""")
    # Only a registered number has a value before anybody gave it one, and only such a number can glide.
    assert page.evaluate("getComputedStyle(document.querySelector('.ember')).getPropertyValue('--at')") == "0"


def test_a_page_without_script_can_be_read_and_left(visit: Visit, house: House) -> None:
    page = visit("/come/c1/agreement", java_script_enabled=False)
    assert page.get_by_text("What is said here stays here.").is_visible()
    assert not page.get_by_role("button", name="Knock").is_visible()
    assert page.locator("noscript .panel").is_visible()
    page.get_by_role("link", name="I need support now").click()
    page.get_by_label("These lines are for").select_option("mx")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("link", name="Call 800 911 2000").first.is_visible()
    page.get_by_role("link", name="Leave fast").click()
    assert page.url == f"{house.address}/weather"

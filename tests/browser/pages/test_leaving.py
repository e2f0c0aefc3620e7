"""The way out, on every page, by one tap or three presses of a key."""

from playwright.sync_api import Page

from tests.browser.pages.conftest import INVITATION, House, Visit
from tests.browser.pages.test_looks import OURS, PAGES


def is_gone(page: Page, house: House) -> None:
    page.wait_for_url(f"{house.address}/weather")
    assert page.title() == "Weather"


def test_one_tap_leaves_from_every_page(visit: Visit, house: House) -> None:
    page = visit("/weather")
    for name in OURS:
        page.goto(house.address + PAGES[name])
        page.get_by_role("link", name="Leave fast").click()
        is_gone(page, house)


def test_three_presses_of_shift_leave_also_while_writing(visit: Visit, house: House) -> None:
    page = visit(f"/come/c1/agreement#{INVITATION}")
    page.get_by_label("What should we call you here?").fill("Noor")
    for _ in range(3):
        page.keyboard.press("Shift")
    is_gone(page, house)


def test_writing_capitals_does_not_leave(visit: Visit, house: House) -> None:
    page = visit(f"/come/c1/agreement#{INVITATION}")
    page.get_by_label("What should we call you here?").focus()
    for letter in "NOOR":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.get_by_label("What should we call you here?").input_value() == "NOOR"
    assert page.url.endswith("/agreement")


def test_the_page_is_empty_before_the_next_one_comes(visit: Visit, house: House) -> None:
    page = visit("/keep")
    page.evaluate("""addEventListener("pagehide", () =>
        sessionStorage.setItem("left", document.documentElement.childElementCount))""")
    assert page.evaluate("document.documentElement.childElementCount") == 2
    page.locator("[data-leave]").click()
    is_gone(page, house)
    assert page.evaluate("sessionStorage.getItem('left')") == "0"


def test_back_does_not_show_where_one_was(visit: Visit, house: House) -> None:
    page = visit("/weather?before")
    page.goto(f"{house.address}/come/c1#{INVITATION}")
    page.get_by_role("link", name="Come in").first.click()
    page.wait_for_url("**/agreement")
    page.get_by_role("link", name="Leave fast").click()
    is_gone(page, house)
    page.go_back()
    assert page.url == f"{house.address}/weather?before"

"""From a link to a knock, as a person lives it."""

import re

from playwright.sync_api import Page, expect

from server.room.seat import Role
from tests.browser.pages.conftest import INVITATION, House, Visit, invited_as


def before_the_door(visit: Visit, **about: object) -> Page:
    return visit(f"/come/c1/agreement#{INVITATION}", **about)


def fill(page: Page, name: str = "Noor") -> None:
    page.get_by_label("What should we call you here?").fill(name)
    page.get_by_label("I've read both, and I agree").check()


def tab_to(page: Page, wanted: str) -> list[str]:
    """Tabs until the focus is on what is wanted, and always to be seen; gives what was passed on the way."""
    passed: list[str] = []
    while wanted not in passed:
        assert len(passed) < 40, passed
        page.keyboard.press("Tab")
        passed.append(
            page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        )
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
    return passed


def test_the_secret_of_a_link_leaves_the_address_bar_and_comes_along(visit: Visit, house: House) -> None:
    page = visit(f"/come/c1#{INVITATION}")
    assert page.url == f"{house.address}/come/c1"
    page.get_by_role("link", name="Come in").first.click()
    page.wait_for_url("**/agreement")
    assert page.evaluate("history.state.invitation") == INVITATION
    page.reload()
    assert page.evaluate("history.state.invitation") == INVITATION


def test_a_whole_visit_is_one_step_of_the_browsers_memory(visit: Visit) -> None:
    page = visit(f"/come/c1#{INVITATION}")
    steps = page.evaluate("history.length")
    page.get_by_role("link", name="Come in").first.click()
    page.wait_for_url("**/agreement")
    page.get_by_role("link", name="I need support now").click()
    page.wait_for_url("**/help?**")
    page.get_by_role("link", name="Back").click()
    page.wait_for_url("**/agreement")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/agreement?lang=es")
    assert page.evaluate("history.length") == steps
    assert page.evaluate("history.state.invitation") == INVITATION


def test_skipping_to_the_main_part_keeps_the_invitation(visit: Visit) -> None:
    page = before_the_door(visit)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("history.state.invitation") == INVITATION


def test_a_knock_says_what_was_chosen_and_beside_it_a_number_of_chance(visit: Visit, house: House) -> None:
    house.answers.append({"in": "/keep"})
    page = before_the_door(visit)
    fill(page)
    page.get_by_label("Pronouns").fill("they")
    page.get_by_label("I need more time for my turns").check()
    page.get_by_role("button", name="Knock").click()
    page.wait_for_url("**/keep")
    [knock] = house.knocks
    assert re.fullmatch(r"[\w-]{24}", str(knock.pop("once")))
    assert house.knocks == [
        {
            "invitation": INVITATION,
            "name": "Noor",
            "pronouns": "they",
            "listen_only": False,
            "more_time": True,
            "newcomer": False,
            "agreed": {"agreement": "v1", "limits": "v1"},
        }
    ]


def test_all_of_it_works_from_the_keyboard(visit: Visit, house: House) -> None:
    house.answers.append({"in": "/keep"})
    page = visit(f"/come/c1#{INVITATION}", width=1280, height=800)
    on_the_way = tab_to(page, "Come in")
    assert on_the_way[1:3] == ["I need support now", "Leave fast"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreement")
    tab_to(page, "name")
    page.keyboard.type("Bo")
    tab_to(page, "agreed")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/keep")
    assert [knock["name"] for knock in house.knocks] == ["Bo"]


REFUSALS: list[tuple[dict[str, object], str, str]] = [
    ({"refused": "name-taken"}, "Someone here is already called that.", "name"),
    ({"refused": "name-not-usable"}, "A name needs 1 to 24 letters", "name"),
    ({"refused": "room-is-full"}, "All places are taken.", "knock"),
    ({"refused": "never-heard-of"}, "This page has fallen behind", "knock"),
]


def test_a_refusal_is_a_sentence_beside_what_it_is_about(visit: Visit, house: House) -> None:
    page = before_the_door(visit)
    fill(page, "Noor")
    button = page.get_by_role("button", name="Knock")
    button.focus()
    for answer, sentence, about in REFUSALS:
        house.answers.append(answer)
        page.keyboard.press("Enter")
        beside = page.locator(f"[data-refused-at={about}]")
        expect(beside).to_contain_text(sentence)
        expect(beside).to_be_in_viewport()
        expect(button).to_be_focused()
        expect(page.get_by_role("alert").filter(has_text=re.compile("."))).to_have_count(1)
        assert page.locator("#name").input_value() == "Noor"
        assert (page.locator("#name").get_attribute("aria-invalid") == "true") == (about == "name")
    house.answers.append({"in": "/keep"})
    page.keyboard.press("Enter")
    page.wait_for_url("**/keep")


def test_a_knock_without_a_name_or_a_promise_asks_for_it_and_sends_nothing(
    visit: Visit, house: House
) -> None:
    page = before_the_door(visit)
    page.get_by_role("button", name="Knock").click()
    expect(page.locator("#name-refused")).to_contain_text("A name needs 1 to 24 letters")
    page.get_by_label("What should we call you here?").fill("Noor")
    page.get_by_role("button", name="Knock").click()
    expect(page.locator("#name-refused")).to_be_empty()
    expect(page.locator("#agreed-refused")).to_contain_text("First comes the agreement.")
    assert house.knocks == []


def test_a_knock_without_a_line_keeps_what_was_typed(visit: Visit, house: House) -> None:
    page = before_the_door(visit)
    fill(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Knock").click()
    expect(page.locator("[data-refused-at=knock]")).to_contain_text("We can't reach the room")
    page.context.set_offline(False)
    house.answers.append({"in": "/keep"})
    page.get_by_role("button", name="Knock").click()
    page.wait_for_url("**/keep")
    assert [knock["name"] for knock in house.knocks] == ["Noor"]


def test_without_a_link_there_is_everything_to_read_and_nothing_to_knock_with(visit: Visit) -> None:
    page = visit("/come/c1")
    expect(page.get_by_text("To come in you need a link.")).to_be_visible()
    expect(page.get_by_role("link", name="Come in")).to_have_count(0)
    page = visit("/come/c1/agreement")
    expect(page.get_by_text("To knock you need a link")).to_be_visible()
    expect(page.get_by_role("button", name="Knock")).to_have_count(0)


def test_a_link_pasted_over_the_open_page_counts(visit: Visit, house: House) -> None:
    page = visit("/come/c1/agreement")
    page.goto(f"{house.address}/come/c1/agreement#{INVITATION}")
    expect(page.get_by_role("button", name="Knock")).to_be_visible()
    assert page.url == f"{house.address}/come/c1/agreement"


def test_a_link_says_when_and_with_whom_before_anyone_knocks(visit: Visit) -> None:
    page = visit(f"/come/c1#{INVITATION}")
    expect(page.locator("[data-told=when] dd")).to_have_text("Tuesday 7:00 PM")
    expect(page.locator("[data-told=guides] dd")).to_have_text("Fay and Gil")
    page = visit(f"/come/c1/agreement?lang=es#{INVITATION}")
    expect(page.get_by_text("Quien guía (Fay y Gil) se compromete")).to_be_visible()
    page = visit("/come/c1")
    expect(page.locator("[data-told]:visible")).to_have_count(0)


def test_a_guide_is_not_asked_whether_they_only_listen(visit: Visit) -> None:
    page = visit(f"/come/c1/agreement#{invited_as(Role.FACILITATOR, 'Fay')}")
    expect(page.get_by_text("The guides have promised")).to_be_visible()
    expect(page.get_by_label("I need more time for my turns")).to_be_visible()
    expect(page.get_by_label("I'd like to listen only")).to_be_hidden()
    expect(before_the_door(visit).get_by_label("I'd like to listen only")).to_be_visible()


def test_a_browser_that_cannot_keep_the_promise_is_told(visit: Visit, house: House) -> None:
    page = visit("/keep")
    page.context.add_init_script("delete globalThis.WebSocket")
    page.goto(f"{house.address}/come/c1/agreement#{INVITATION}")
    expect(page.locator("[data-missing=browser]")).to_be_visible()
    expect(page.get_by_role("button", name="Knock")).to_have_count(0)

"""A keyboard comes up on the screen of a small phone: what is being written, and what sends it, stays in sight."""

from playwright.sync_api import expect

from tests.browser.evening import PHONE, Company
from tests.browser.person import Person, is_drawn
from tests.browser.test_the_desk import opened

KEYBOARD = 300
"""Pixels of the screen it takes. `interactive-widget=resizes-content` makes the page as much smaller."""
ON_TOP = """it => {
    const { left, top, width, height } = it.getBoundingClientRect()
    const points = [[0.1, 0.5], [0.5, 0.5], [0.9, 0.5]].map(([x, y]) => [left + x * width, top + y * height])
    return points.every(([x, y]) => it.contains(document.elementFromPoint(x, y)))
}"""


def comes_up(person: Person, keyboard: int = KEYBOARD) -> None:
    person.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"] - keyboard})
    is_drawn(person.page)
    is_drawn(person.page)


def test_the_keyboard_never_covers_what_one_writes(evening: Company) -> None:
    _, ana = opened(evening)
    box = ana.place.get_by_label("Your words to the circle")
    box.tap() if ana.page.evaluate("'ontouchstart' in window") else box.click()
    comes_up(ana)
    ana.page.keyboard.type("One word after the other, and ")
    for _ in range(12):
        ana.page.keyboard.type("again and again and again ")
        expect(box).to_be_in_viewport(ratio=0.5)
        assert box.evaluate(ON_TOP)
    expect(ana.place.get_by_role("button", name="Share this")).to_be_in_viewport(ratio=0.9)
    ana.presses("Share this", ana.place).hears("One word after the other")
    assert "interactive-widget=resizes-content" in str(
        ana.page.locator("meta[name=viewport]").get_attribute("content")
    )


def test_everything_one_does_is_within_a_thumbs_reach(evening: Company) -> None:
    """At 360 pixels: whole on the screen, in its lower half, and no target is smaller than a thumb."""
    _, ana = opened(evening)
    ana.writes("Something.")
    buttons = ana.place.locator("button:visible, summary:visible")
    assert buttons.count() >= 3
    for button in buttons.all():
        box = button.bounding_box()
        assert box is not None
        assert box["y"] > PHONE["height"] / 2, button.inner_text()
        assert box["y"] + box["height"] <= PHONE["height"] or button.evaluate("it => !!it.closest('.reach')")
        assert min(box["width"], box["height"]) >= 44, button.inner_text()

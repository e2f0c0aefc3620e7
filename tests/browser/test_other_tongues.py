"""Every page in languages nobody speaks: longer words fit, words outside catalogues show, right becomes left."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.house import House
from tests.browser.pages.conftest import INVITATION
from tests.browser.ruler import CARE_TO_OUT, CUT, OUTSIDE
from tests.browser.states import DRAWN
from tests.browser.watch import Watch

PAGES = (
    "/",
    "/come/c1",
    "/come/c5/agreement",
    "/help",
    "/keep",
    "/come/zz",
    "/receipt",
    "/no-line",
    "/weather",
)
NAMES = "Fay|Gil|Ana|Bo|Cy|Dee|Noor|Eli|Ed|Person"
"""Whoever is in an evening of the patterns."""
UNFOLD = "() => document.querySelectorAll('details').forEach(it => { it.open = true })"


@contextmanager
def reader(house: House, chromium: Browser) -> Iterator[Page]:
    """Somebody who only looks, on the smallest of phones."""
    watch = Watch(house.address)
    context = chromium.new_context(
        locale="en-US",
        reduced_motion="reduce",
        service_workers="block",
        viewport={"width": 320, "height": 740},
    )
    watch.over(context)
    yield context.new_page()
    context.close()
    assert (watch.strayed, watch.broken) == ([], [])


def every_view(page: Page, house: House, lang: str) -> Iterator[str]:
    """All that is printed, then all that is drawn."""
    for path in PAGES:
        page.goto(f"{house.address}{path}?lang={lang}" + f"#{INVITATION}" * ("/come/c" in path))
        page.evaluate(DRAWN)
        yield path
    page.goto(f"{house.address}/patterns?lang={lang}")
    page.locator("main li a").first.wait_for()
    states = page.locator("main li a").all_inner_texts()
    assert len(states) > 50
    for state in states:
        page.evaluate("name => { location.hash = encodeURIComponent(name) }", state)
        page.locator("main[data-view]").wait_for()
        page.evaluate(UNFOLD)
        page.evaluate(DRAWN)
        yield state


def test_longer_words_fit_and_none_stands_outside_the_catalogues(house: House, chromium: Browser) -> None:
    found: list[str] = []
    with reader(house, chromium) as page:
        for view in every_view(page, house, "en-XA"):
            found += [f"{view}: {what}" for what in page.evaluate(CUT)]
            found += [f"{view}: in no catalogue: {text}" for text in page.evaluate(OUTSIDE, NAMES)]
    assert not found, "\n".join(found)


def test_from_right_to_left_nothing_is_cut_and_the_doors_are_mirrored(
    house: House, chromium: Browser
) -> None:
    found: list[str] = []
    with reader(house, chromium) as page:
        for view in every_view(page, house, "ar-XB"):
            assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", view
            found += [f"{view}: {what}" for what in page.evaluate(CUT)]
            page.set_viewport_size(
                {"width": 740, "height": 740}
            )  # on the smallest, they stand one on the other
            found += [f"{view}: the doors are not mirrored"] * (page.evaluate(CARE_TO_OUT) > 0)
            page.set_viewport_size({"width": 320, "height": 740})
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "markup", ["<p>Come in</p>", "<p>⟦Comé⟧ in</p>", '<button title="Go on">⟦x⟧</button>']
)
def test_what_it_looks_for_would_be_noticed(house: House, chromium: Browser, markup: str) -> None:
    with reader(house, chromium) as page:
        page.set_content(f"<main>{markup}<p>⟦Háás ⟦á⟧ said⟧ Fay 7:50 PM</p></main>")
        assert len(page.evaluate(OUTSIDE, NAMES)) == 1
        assert page.evaluate(CUT) == []
        page.set_content(
            "<p><nobr>a line of so many words that it reaches out of a page as small as ours</nobr></p>"
        )
        assert page.evaluate(CUT)

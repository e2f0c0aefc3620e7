"""Every state of every page: nothing for axe to find, nothing sideways, no heavier than it may be."""

import gzip
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from tests.browser.evening import Company
from tests.browser.house import House
from tests.browser.states import DRAWN, through

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
SIZES = ((320, 640, "ltr"), (320, 640, "rtl"), (640, 400, "ltr"), (1280, 800, "rtl"))
"""The smallest phone, both ways; a laptop at 200 %; a laptop."""
HEAVIEST = 100_000
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_state_can_be_read_by_everyone_at_every_size(evening: Company) -> None:
    found: list[str] = []
    for state, person in through(evening):
        page = person.page
        found += [f"{state}: {what}" for what in (*axe_finds(page), *moves_sideways(page))]
    assert not found, "\n".join(found)


def test_every_state_we_draw_for_ourselves_can_be_read_by_everyone(house: House, evening: Company) -> None:
    """States that few evenings come to: nobody has to live through them first."""
    page = evening.person("Lee").page
    page.goto(f"{house.address}/patterns")
    names = page.locator(".kept-list a").all_inner_texts()
    assert len(names) > 60
    found: list[str] = []
    for name in names:
        page.goto(f"{house.address}/patterns#{name}")
        page.evaluate(DRAWN)
        expect(page.locator("main h1").first).not_to_have_text("Patterns")
        seen = Axe().run(page, options=RULES).response["violations"]
        found += [f"{name}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in seen]
        if page.evaluate(SIDEWAYS) > 0:
            found.append(f"{name}: moves sideways")
    assert not found, "\n".join(found)


def axe_finds(page: Page) -> list[str]:
    page.evaluate(DRAWN)
    found = Axe().run(page, options=RULES)
    assert len(found.response["passes"]) > 10
    page.emulate_media(color_scheme="dark")
    page.evaluate(DRAWN)
    in_the_dark = Axe().run(page, options=CONTRAST)
    page.emulate_media(color_scheme="light")
    every = found.response["violations"] + in_the_dark.response["violations"]
    return [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in every]


def moves_sideways(page: Page) -> list[str]:
    usual, moved = page.viewport_size, []
    for width, height, way in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("way => { document.documentElement.dir = way }", way)
        page.evaluate(DRAWN)
        if page.evaluate(SIDEWAYS) > 0:
            moved.append(f"moves sideways at {width}, {way}")
    page.evaluate("document.documentElement.dir = 'ltr'")
    assert usual is not None
    page.set_viewport_size(usual)
    return moved


def test_the_room_page_weighs_little(evening: Company) -> None:
    fay = evening.guide("Fay")
    weighed: dict[str, int] = {}
    fay.page.on("response", lambda response: weighed.update({response.url: weight(response)}))
    fay.page.reload(wait_until="networkidle")
    fay.is_in()
    assert any(url.endswith(".js") for url in weighed) and any(url.endswith(".css") for url in weighed)
    assert sum(weighed.values()) <= HEAVIEST, "\n".join(f"{bytes} {url}" for url, bytes in weighed.items())


def weight(response: Response) -> int:
    """Bytes on the line: as they came where they came packed, else as they are."""
    body = response.body() if response.status == 200 else b""
    return len(gzip.compress(body, 9)) if response.headers.get("content-encoding") == "gzip" else len(body)


def test_the_help_card_opens_without_a_line_from_the_room(evening: Company) -> None:
    fay = evening.guide("Fay")
    ana = evening.participant("Ana", fay, service_workers="allow")
    ana.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    evening.takes_the_line_from(ana)
    ana.place_is("Finding the room again.")
    ana.presses("I need support now").reads("Your line is down. You are not alone.").reads("Call 911")
    other = ana.context.new_page()
    other.goto(evening.house.address + "/help")
    expect(other.get_by_role("link", name=re.compile("Call 911")).first).to_be_visible()
    kept = other.evaluate("""async () => (await Promise.all((await caches.keys()).map(async name =>
        (await (await caches.open(name)).keys()).map(asked => new URL(asked.url).pathname)))).flat()""")
    assert kept and not [path for path in kept if path.startswith(("/in", "/come", "/formats", "/line"))]

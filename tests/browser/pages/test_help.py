"""The help card: chosen by the person, told to nobody, and there without a line."""

from playwright.sync_api import Page, expect

from server.doors.offline import kept
from tests.browser.pages.conftest import INVITATION, House, Visit


def kept_by(page: Page) -> list[str]:
    """Everything this browser keeps of us, once the worker has come to rest."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return list(
        page.evaluate("""async () => {
            const shelves = await Promise.all((await caches.keys()).map(name => caches.open(name)))
            const kept = (await Promise.all(shelves.map(shelf => shelf.keys()))).flat()
            return kept.map(({ url }) => url.slice(location.origin.length)).sort()
        }""")
    )


def test_choosing_a_country_shows_its_lines_and_tells_nobody(visit: Visit) -> None:
    page = visit("/help", service_workers="allow")
    expect(page.get_by_role("link", name="Call 911").first).to_be_visible()
    kept_by(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("These lines are for").select_option("uk")
    expect(page.get_by_role("link", name="Call 999").first).to_be_visible()
    expect(page.get_by_role("link", name="Call 911")).to_have_count(0)
    assert page.get_by_role("link", name="Call 116 123").get_attribute("href") == "tel:116123"
    assert asked == []


def test_a_browser_keeps_the_card_and_the_way_out_and_nothing_else(visit: Visit, house: House) -> None:
    page = visit(f"/come/c1#{INVITATION}", service_workers="allow")
    page.goto(f"{house.address}/keep")
    assert kept_by(page) == sorted(kept(house.assets))
    assert not [path for path in kept(house.assets) if "/in" in path or "/come" in path or "words" in path]


def test_help_opens_with_no_line_in_the_language_one_chose(visit: Visit, house: House) -> None:
    page = visit("/keep", service_workers="allow")
    kept_by(page)
    page.context.set_offline(True)
    page.goto(f"{house.address}/help?lang=es&from=/come/c1")
    expect(page.get_by_role("heading", name="Ayuda ahora")).to_be_visible()
    page.locator("select").select_option("es")
    expect(page.get_by_role("link", name="112").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(236, 238, 232)"
    page.locator("[data-leave]").click()
    page.wait_for_url("**/weather")
    assert page.title() == "El tiempo" or page.title() == "Weather"


def test_with_a_line_help_comes_fresh(visit: Visit) -> None:
    page = visit("/help", service_workers="allow")
    kept_by(page)
    with page.expect_response("**/help") as answered:
        page.reload()
    assert answered.value.status == 200
    assert answered.value.headers["cache-control"] == "no-store"


def test_no_script_may_come_from_words(visit: Visit) -> None:
    """Trusted Types hold: the one policy there is makes an address, and nothing makes markup."""
    page = visit("/weather")
    blocked = """() => { try { document.body.innerHTML = "<b>x</b>"; return false } catch (error) {
        return error instanceof TypeError } }"""
    assert page.evaluate(blocked)
    another = "() => { try { trustedTypes.createPolicy('mine', {}); return false } catch { return true } }"
    assert page.evaluate(another)

"""The wall of a physical room, in a browser of its own: large, calm, and readable from across the room."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.evening import Company
from tests.browser.states import DRAWN
from tests.browser.test_looks import RULES
from tests.browser.wall import on_a_wall, shows, through

SMALLEST = 32
"""Pixels of a letter on 1920 × 1080. From 3 m, on a screen of 1.2 m, its capitals fill 16 minutes of arc."""
LETTERS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  while (walk.nextNode()) {
    const held = walk.currentNode.parentElement, text = walk.currentNode.data.trim()
    const seen = held.checkVisibility() && !held.closest(".unseen, .skip, noscript, script")
    if (seen && text) found.push([parseFloat(getComputedStyle(held).fontSize), text])
  }
  return found }"""
OVER = """() => {
  const page = document.documentElement
  const boxes = [...document.querySelectorAll("h1, p, .name")].filter(it => it.checkVisibility())
  const over = boxes.map(it => it.getBoundingClientRect())
    .map(({ left, top, right, bottom }) => Math.max(-left, -top, right - innerWidth, bottom - innerHeight))
  return [page.scrollWidth - innerWidth, page.scrollHeight - innerHeight, ...over] }"""


def looks_at(page: Page, state: str) -> list[str]:
    """What is too small, over the edge, or in somebody's way."""
    page.evaluate(DRAWN)
    letters = page.evaluate(LETTERS)
    assert letters, state
    small = [f"{size} px: {text}" for size, text in letters if size < SMALLEST - 0.1]
    over = [f"{by} px over the edge" for by in page.evaluate(OVER) if by > 1]
    axe = [str(one["id"]) for one in Axe().run(page, options=RULES).response["violations"]]
    return [f"{state}: {what}" for what in (*small, *over, *axe)]


def test_every_state_of_a_wall_is_readable_from_three_metres(evening: Company) -> None:
    page = on_a_wall(evening, evening.links.wall)
    found = [what for state in through(evening, page) for what in looks_at(page, state)]
    assert not found, "\n".join(found)
    assert "#" not in page.url, "the secret of the link left the address at once"


def test_a_wall_without_its_link_says_where_to_get_one(evening: Company) -> None:
    page = on_a_wall(evening, evening.house.address + "/wall")
    shows(page, "This screen needs its link")
    assert not looks_at(page, "no link")


def test_a_guide_hangs_a_wall_from_the_desk_and_takes_it_down(evening: Company) -> None:
    fay = evening.guide()
    fay.unfolds("In the room with you", fay.desk).at_the_desk("Make its link")
    page = on_a_wall(evening, fay.desk.get_by_label("The link of the screen").input_value())
    shows(page, "Welcome. Have a seat.")
    fay.reads("A screen shows the circle").reads("A screen in the room shows this circle")
    fay.at_the_desk("Take it down…").asks_once("Take the screen down?", "Take it down")
    shows(page, "This screen has been taken down")
    fay.does_not_read("A screen in the room shows this circle")
    page.reload()
    shows(page, "This screen has been taken down")

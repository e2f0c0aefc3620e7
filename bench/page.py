"""What a person's own device has to do: the room on a slow line and a slow phone, and one more share among 500.

Chromium is told to be slow by its own means: 400 kbit/s, 400 ms to and fro, a processor six times slower. It
slows pages, not the line of a room that is open already.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from bench.contestants import OURS
from bench.crowd import started
from bench.guests import CODE
from bench.house import SECRET
from server.doors.invitations import Links, invite
from tests import chromium
from tests.browser.evening import KNOCK, LAPTOP, PHONE

SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TIMES = 5
READY, FRAME = 2.0, 16.0
"""Seconds until somebody can do something; milliseconds of the page's one thread for one share."""
SHARES, MORE = 500, 20
WIDE, SMALL = (ViewportSize(width=it["width"], height=it["height"]) for it in (LAPTOP, PHONE))
BARE: Any = {"service_workers": "block", "locale": "en-US"}


@contextmanager
def a_meeting() -> Iterator[tuple[Browser, str, Links]]:
    """A house in a process of its own, a browser, and a way in."""
    with started(OURS) as stage, sync_playwright() as playwright:
        house = f"http://127.0.0.1:{stage.place.port}"
        links = invite(SECRET, house, code=CODE, starts=int(time.time()), minutes=60, guides=("Fay",))
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.FLAGS))
        yield browser, house, links
        browser.close()


def seated(context: BrowserContext, house: str, link: str, name: str) -> str:
    """Knocks as the form does, before anything is slow; where the room is."""
    page = context.new_page()
    page.goto(f"{house}/health")
    asked = {
        "invitation": link.partition("#")[2],
        "name": name,
        "agreed": {"agreement": "v1", "limits": "v1"},
    }
    door = page.evaluate(KNOCK, asked)
    page.close()
    return f"{house}{door}"


def slowed(page: Page) -> CDPSession:
    """From here on."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_3G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    return tools


def opened(context: BrowserContext, room: str) -> float:
    """Seconds from the address to a button that can be pressed."""
    page = context.new_page()
    page.set_viewport_size(SMALL)
    slowed(page)
    began = time.monotonic()
    page.goto(room, wait_until="commit")
    page.locator("main[data-view=room] section.place button").first.click(trial=True, timeout=60_000)
    taken = time.monotonic() - began
    page.close()
    return taken


def slow_phone() -> int:
    """The room on slow 3G and a slow processor: with an empty cache, and come from the page before."""
    first, again = [], []
    with a_meeting() as (browser, house, links):
        for _ in range(TIMES):
            context = browser.new_context(**BARE)
            room = seated(context, house, links.guides[0], "Fay")
            first.append(opened(context, room))
            again.append(opened(context, room))
            context.close()
    say(
        f"room on slow 3G, a sixth of the processor: {median(again):.2f} s, with nothing kept {median(first):.2f} s"
    )
    return int(median(again) > READY)


def five_hundred() -> int:
    """One more share in a circle that has heard so many: what it costs the page of somebody who listens."""
    with a_meeting() as (browser, house, links):
        fay = inside(browser, house, links.guides[0], "Fay")
        fay.set_viewport_size(WIDE)
        ana = inside(browser, house, links.participants, "Ana")
        fay.get_by_role("button", name="Let Ana in").click()
        for name in ("Begin", "Change how we take turns", "Open talk"):
            fay.get_by_text(name, exact=True).first.click()
        fay.set_viewport_size(SMALL)
        hears(ana, fay, SHARES)
        tools = fay.context.new_cdp_session(fay)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})  # a busy machine does not count
        before = busy(tools)
        hears(ana, fay, MORE)
        each = (busy(tools) - before) * 1000 / MORE
    say(f"one more share among {SHARES}: {each:.1f} ms of the page's one thread")
    return int(each > FRAME)


def inside(browser: Browser, house: str, link: str, name: str) -> Page:
    """In a browser of their own, at the door or in."""
    context = browser.new_context(**BARE)
    page = context.new_page()
    page.goto(seated(context, house, link, name))
    page.locator("main:is([data-view=room], [data-view=lobby])").wait_for()
    return page


def hears(speaker: Page, listener: Page, many: int) -> None:
    """One share after the other, through the box as people do. Nobody looks at the listener's page meanwhile."""
    box, place = speaker.locator('[data-box="say"]'), speaker.locator("section.place")
    spoken, heard = (page.locator(".words article.share") for page in (speaker, listener))
    known = spoken.count()
    for number in range(known, known + many):
        box.fill(f"A few words, number {number}.")
        place.get_by_role("button", name="Share this").click()
        spoken.nth(number).wait_for(state="attached")
    heard.nth(known + many - 1).wait_for(state="attached")


def busy(tools: CDPSession) -> float:
    """Seconds this page's thread has worked so far."""
    told = {it["name"]: it["value"] for it in tools.send("Performance.getMetrics")["metrics"]}
    return float(told["TaskDuration"])


def say(line: str) -> None:
    print(line, flush=True)

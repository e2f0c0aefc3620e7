"""Stops a page as a phone in a pocket does: nothing in it runs, while its browser goes on answering pings."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

BUSY = "() => { const until = performance.now() + 250; while (performance.now() < until); }"


@contextmanager
def stopped(browser: Browser, page: Page) -> Iterator[None]:
    """The page's own process stands still for the block (decision 13)."""
    process = renderer_of(browser, page)
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def renderer_of(browser: Browser, page: Page) -> int:
    """The renderer that worked while this page did."""
    session = browser.new_browser_cdp_session()
    before = _worked(session.send("SystemInfo.getProcessInfo"))
    page.evaluate(BUSY)
    after = _worked(session.send("SystemInfo.getProcessInfo"))
    session.detach()
    return max(after, key=lambda process: after[process] - before.get(process, 0.0))


def _worked(told: dict[str, list[dict[str, object]]]) -> dict[int, float]:
    return {
        int(str(process["id"])): float(str(process["cpuTime"]))
        for process in told["processInfo"]
        if process["type"] == "renderer"
    }

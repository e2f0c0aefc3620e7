"""One browser and one house for all; an evening for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests import chromium as the_machines
from tests.browser.evening import Company, company
from tests.browser.house import House, a_house
from tests.browser.person import A_WHILE


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own browser, told to talk to nobody but us."""
    expect.set_options(timeout=A_WHILE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=the_machines.path(), args=list(the_machines.FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    with a_house() as house:
        yield house


@pytest.fixture
def evening(house: House, chromium: Browser) -> Iterator[Company]:
    """A support circle with one guide's link and one for everybody."""
    with company(house, chromium) as evening:
        yield evening


@pytest.fixture
def an_evening(house: House, chromium: Browser) -> Iterator[Callable[..., Company]]:
    """An evening of another kind: another format, more guides, fewer minutes."""
    with ExitStack() as stack:
        yield lambda **about: stack.enter_context(company(house, chromium, **about))

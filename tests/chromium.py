"""The browser of the tests: the machine's own Chromium, told to talk to nobody but us."""

import os
from functools import cache

from tests.borrow import borrow

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def path() -> str:
    """Where Chromium is; `ALCOVE_TEST_CHROMIUM` names another one."""
    return os.environ.get("ALCOVE_TEST_CHROMIUM") or borrow(
        ("chromium", "chromium-browser", "google-chrome"), "chromium"
    )

"""A real house for the doors' tests."""

import gc
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.evening import Evening, an_evening


@pytest.fixture
async def evening() -> AsyncIterator[Evening]:
    """One meeting that nobody has opened yet."""
    async with an_evening() as evening:
        yield evening


@pytest.fixture
def no_collecting() -> Iterator[None]:
    """What goes does so by itself, not because Python happens to collect."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()

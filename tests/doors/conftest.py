"""A real house for the doors' tests."""

from collections.abc import AsyncIterator

import pytest

from tests.evening import Evening, an_evening


@pytest.fixture
async def evening() -> AsyncIterator[Evening]:
    """One meeting that nobody has opened yet."""
    async with an_evening() as evening:
        yield evening

"""Each journey has a house of its own, with a meeting that nobody has opened yet."""

from collections.abc import AsyncIterator

import pytest

from tests.evening import Evening, an_evening


@pytest.fixture
async def evening() -> AsyncIterator[Evening]:
    """A support circle with one guide's link and one for everybody."""
    async with an_evening() as evening:
        yield evening

"""Both ends of each kind of line."""

import pytest

from server.line.memory import Memory, MemoryLine
from tests.line.ends import Ends, Hand, Heard


@pytest.fixture
def ends() -> Ends:
    """Two instances on one line."""
    memory = Memory(Hand())
    here, there = Heard(), Heard()
    return Ends(MemoryLine(memory, here), MemoryLine(memory, there), here, there)

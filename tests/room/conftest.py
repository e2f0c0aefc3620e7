"""Where the scenes begin."""

import pytest

from server.room.format import Phase
from tests.room.scene import Scene


@pytest.fixture
def scene() -> Scene:
    """Fay is here, the circle is open, and whoever would like to speak raises a hand."""
    scene = Scene()
    scene.arrives("Fay")
    scene.goes_to(Phase.SHARING)
    return scene

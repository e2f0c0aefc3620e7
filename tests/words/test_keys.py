"""Every text a page or the server asks for by name exists, so that nobody ever reads a key."""

import re
from collections.abc import Iterator
from pathlib import Path

from server.doors.catalogue import LANGUAGES, Catalogue

ROOT = Path(__file__).parents[2]
ASKS = re.compile(r"""(?<![\w.])(?:t|say|words\.text|catalogue\.text)\(\s*(["'])([a-z0-9][\w.-]*)\1\s*[,)]""")
PLACES = (("web/js", "*.js"), ("web/pages", "*.html"), ("server", "*.py"))


def asked() -> Iterator[tuple[str, str]]:
    """Each key that is written out in full, and where it is asked for."""
    for folder, kind in PLACES:
        for path in sorted((ROOT / folder).rglob(kind)):
            for _, key in ASKS.findall(path.read_text("utf-8")):
                yield str(path.relative_to(ROOT)), key


def test_every_key_that_is_asked_for_has_a_text() -> None:
    found = list(asked())
    assert len(found) > 5
    for lang in LANGUAGES:
        texts = Catalogue.of(lang).texts
        assert not [(place, key) for place, key in found if key not in texts]

"""What we keep and where it ends, as the page shows it."""

from collections.abc import Iterator, Mapping

from server.doors.catalogue import Catalogue
from server.doors.landing import begun

HEADINGS = ("gone", "sealed", "kept", "needed", "asked", "beyond")


def promise(words: Catalogue) -> Iterator[Mapping[str, object]]:
    """Each heading with all its lines, as many as the catalogue has."""
    for name in HEADINGS:
        said = f"what-we-keep.{name}"
        yield {
            "name": name,
            "title": words.text(f"{said}.title").removesuffix(":"),
            "lines": [begun(line) for line in numbered(said, words)],
            "after": [words.texts[key] for key in (f"{said}.small", f"{said}.secret") if key in words.texts],
        }


def numbered(said: str, words: Catalogue) -> Iterator[str]:
    n = 1
    while line := words.texts.get(f"{said}.{n}"):
        yield line
        n += 1

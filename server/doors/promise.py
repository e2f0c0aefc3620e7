"""What we keep and where it ends, as the page shows it: the closed list in plain words, and the limits."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from server.doors.catalogue import Catalogue
from server.doors.landing import begun
from server.keep.closed_list import LIST, Item

HEADINGS = ("gone", "beyond")
"""What goes and what no program can stop; between them stands the list itself."""
AFTER = ("small", "receipt", "secret")


def promise(words: Catalogue) -> Iterator[Mapping[str, object]]:
    """Each heading with all its lines, as many as the catalogue has."""
    for name in HEADINGS:
        said = f"what-we-keep.{name}"
        yield {
            "name": name,
            "title": words.text(f"{said}.title").removesuffix(":"),
            "lines": [begun(line) for line in numbered(said, words)],
            "after": [words.texts[key] for it in AFTER if (key := f"{said}.{it}") in words.texts],
        }


def numbered(said: str, words: Catalogue) -> Iterator[str]:
    n = 1
    while line := words.texts.get(f"{said}.{n}"):
        yield line
        n += 1


def closed_list(words: Catalogue) -> Iterator[Mapping[str, object]]:
    """Everything that can be written, by the place where it would be found."""
    for place, items in groupby(LIST, lambda item: item.place):
        yield {
            "name": place.value,
            "title": words.text(f"kept.{place.value}"),
            "items": [told(item, words) for item in items],
        }


def told(item: Item, words: Catalogue) -> Mapping[str, str]:
    """One item: what it is, what for, and how long it stays."""
    ends = [words.text("kept.sealed")] if item.sealed else []
    return {
        "name": item.name,
        "what": words.text(f"kept.{item.name}"),
        "why": words.text(f"kept.{item.name}.for"),
        "until": " ".join([words.text(f"kept.life.{item.life.value}"), *ends]),
    }

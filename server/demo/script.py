"""The evening as a value: who is there, and the steps of the hour."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMATS = Path(__file__).parent / "formats"
"""The evening's own format: an hour, with chairs for guests beside the cast."""


@dataclass(frozen=True, slots=True)
class Bit:
    """What one person does in their turn of a round: `does` is `pass` or `later`; `then` are kind answers."""

    says: tuple[str, ...] = ()
    does: str | None = None
    then: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the cast."""

    name: str
    role: str = "participant"
    job: str | None = None
    newcomer: bool = False
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A whole evening."""

    format: str
    title: str
    cast: tuple[Part, ...]
    steps: tuple[dict[str, Any], ...] = field(repr=False)


def read(language: str) -> Script:
    """The evening in `language`, else in English."""
    here = Path(__file__).parent
    path = here / f"evening.{language}.toml"
    document = tomllib.loads((path if path.exists() else here / "evening.en.toml").read_text())
    cast = tuple(Part(name, **about) for name, about in document["cast"].items())
    return Script(document["format"], document["title"], cast, tuple(document["step"]))


def bits(step: dict[str, Any]) -> dict[str, Bit]:
    """Who does what in a round."""
    return {
        name: Bit(
            tuple(told.get("says", ())),
            told.get("does"),
            tuple((who, kind) for who, kind in told.get("then", ())),
        )
        for name, told in step["round"].items()
    }

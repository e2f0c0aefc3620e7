"""Meeting formats: the shipped documents and a host's own, read once, refused by name where they break."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

from server.formats.document import Document, Stage
from server.formats.rules import broken

__all__ = ["Document", "NotAFormat", "folder", "library", "read", "shipped", "texts"]

SHIPPED = Path(__file__).parent
_CHOICES = frozenset({"mode", "order", "phase", "crosstalk", "schema", "every", "led_by", "focus", "venue"})


class NotAFormat(ValueError):
    """A document that does not hold: which file, which rule, and where in it."""

    def __init__(self, file: str, rule: str, place: str) -> None:
        super().__init__(f"{file}: {rule} at {place}")
        self.file, self.rule, self.place = file, rule, place


def read(path: Path) -> Document:
    """One document, whole and checked."""
    try:
        document = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Document)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise NotAFormat(path.name, "not-toml", str(trouble)) from None
    except msgspec.ValidationError as trouble:
        raise NotAFormat(path.name, *_misfit(str(trouble))) from None
    for rule, place in broken(document):
        raise NotAFormat(path.name, rule, place)
    return document


def _misfit(trouble: str) -> tuple[str, str]:
    """msgspec says what and where in one sentence; we want a name and a place."""
    said, _, place = trouble.rpartition(" - at `$.")
    place = place.rstrip("`") if said else "document"
    field = place.rpartition(".")[2]
    return (f"unknown-{field}" if field in _CHOICES and "nvalid" in said else "wrong-field"), (
        place if said else trouble
    )


def folder(path: Path) -> tuple[Document, ...]:
    """Every document of a folder, by file name."""
    return tuple(read(file) for file in sorted(path.glob("*.toml")))


@cache
def shipped() -> tuple[Document, ...]:
    """Those we wrote, in the order of their codes."""
    return tuple(sorted(folder(SHIPPED), key=lambda document: document.code))


def library(own: Path | None = None) -> Mapping[str, Document]:
    """All formats of this house by their neutral code: ours, and a host's own beside them."""
    documents: dict[str, Document] = {}
    for document in (*shipped(), *(folder(own) if own else ())):
        _alone(document, documents.values())
        documents[document.code] = document
    return documents


def _alone(document: Document, others: Iterable[Document]) -> None:
    for other in others:
        if document.code == other.code:
            raise NotAFormat(f"{document.id}.toml", "code-taken", "code")
        if document.id == other.id:
            raise NotAFormat(f"{document.id}.toml", "id-taken", "id")


def texts(document: Document, lang: str) -> dict[str, object]:
    """Everything pages show of a format, in `lang` or else in the document's first language."""
    spoken = lang if lang in document.langs else document.langs[0]
    return {
        "code": document.code,
        "lang": spoken,
        "title": document.title[spoken],
        "summary": document.summary[spoken],
        "newcomers": document.newcomers[spoken],
        "minutes": document.minutes,
        "places": [document.capacity.least, document.capacity.most],
        "ages": [document.ages.first, document.ages.last],
        "under_18": document.under_18,
        "hours": document.hours,
        "crosstalk": document.crosstalk.value,
        "agreement": document.agreement,
        "limits": document.limits,
        "every": document.landing.every,
        "led_by": document.landing.led_by,
        "focus": document.landing.focus,
        "venue": document.landing.venue,
        "needs": document.landing.needs[spoken],
        "phases": {stage.phase.value: _stage(document, stage, spoken) for stage in document.phases},
    }


def _stage(document: Document, stage: Stage, lang: str) -> dict[str, object]:
    return {
        "minutes": stage.minutes,
        "mode": stage.mode.value,
        "script": stage.script.get(lang, []),
        "script_under_18": stage.script_under_18.get(lang, []),
        "prompts": document.prompts(stage, lang),
    }

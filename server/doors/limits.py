"""What can't stay in the room, in the variants that a host's place and a meeting's format ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from server.doors.catalogue import Catalogue
from server.doors.landing import begun
from server.formats import Document


@dataclass(frozen=True, slots=True)
class Place:
    """What the host knows of the law around this house. Where nothing is known, the strictest is said."""

    law: Literal["law-unknown", "law-everyone"] = "law-unknown"
    run_by: Literal["run-by-peers", "run-by-program"] = "run-by-peers"
    guardian: Literal["guardian-unknown", "guardian-may", "guardian-may-not"] = "guardian-unknown"
    envelope: Literal["envelope-none", "envelope-offered"] = "envelope-none"


def limits(document: Document, place: Place, emergency: str, words: Catalogue) -> Iterator[dict[str, str]]:
    """The five parts, then what is particular to this meeting, each with its title."""
    guides = words.text("the-guides")
    fills = {
        "guides": guides,
        "law_line": words.text(place.law, guides=guides),
        "envelope_line": words.text(place.envelope, emergency_number=emergency),
    }
    if document.under_18:
        line = words.text(place.guardian)
        yield {"title": words.text("limits.under-18"), "text": words.text("under-18", guardian_line=line)}
    for name in ("can", "act", "cannot", "choose", "where"):
        said = words.text(f"limits-v1.{name}", **fills)
        yield {"title": words.text(f"limits-v1.{name}.title"), "text": begun(said)}
    yield {"title": words.text("limits.run-by"), "text": words.text(place.run_by)}
    if document.capacity.most == 2 and not document.under_18:
        alone = words.text("one-to-one-adult", name=words.text("the-guide"))
        yield {"title": words.text("limits.two"), "text": alone}

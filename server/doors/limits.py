"""What can't stay in the room, in the variants that a host's place and a meeting's format ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from server.doors.catalogue import Catalogue
from server.doors.landing import begun
from server.formats import Document

A_HOLE = "{guides}"
"""Left open beside the text: who guides is in the invitation, which this house never sees before a knock."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the host knows of the law around this house. Where nothing is known, the strictest is said."""

    law: Literal["law-unknown", "law-everyone"] = "law-unknown"
    run_by: Literal["run-by-peers", "run-by-program"] = "run-by-peers"
    guardian: Literal["guardian-unknown", "guardian-may", "guardian-may-not"] = "guardian-unknown"
    envelope: Literal["envelope-none", "envelope-offered"] = "envelope-none"


def limits(document: Document, place: Place, emergency: str, words: Catalogue) -> Iterator[dict[str, str]]:
    """The five parts, then what is particular to this meeting, each with its title."""
    envelope = words.text(place.envelope, emergency_number=emergency)

    def said(name: str, guides: str) -> str:
        law = words.text(place.law, guides=guides)
        return begun(words.text(f"limits-v1.{name}", guides=guides, law_line=law, envelope_line=envelope))

    if document.under_18:
        line = words.text(place.guardian)
        yield {"title": words.text("limits.under-18"), "text": words.text("under-18", guardian_line=line)}
    for name in ("can", "act", "cannot", "choose", "where"):
        title, named = words.text(f"limits-v1.{name}.title"), said(name, A_HOLE)
        part = {"title": title, "text": said(name, words.text("limits.the-guides"))}
        yield part | {"named": named} if A_HOLE in named else part
    yield {"title": words.text("limits.run-by"), "text": words.text(place.run_by)}
    if document.capacity.most == 2 and not document.under_18:
        alone = words.text("one-to-one-adult", name=words.text("the-guide"))
        yield {"title": words.text("limits.two"), "text": alone}

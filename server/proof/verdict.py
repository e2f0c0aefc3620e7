"""What a proof comes to: nothing found, something found, or a run that says nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from server.proof import controls
from server.proof.looking import Found, Report
from server.proof.proving import Proof

MEMORY: Final = "memory of "


class Verdict(Enum):
    """How it ended, and the exit code that says so."""

    NOTHING_FOUND = 0
    FOUND = 1
    VOID = 2
    """A control was missed, a place that was asked for could not be looked at, or the evening was not whole."""


@dataclass(frozen=True)
class Judged:
    """The verdict, and what it rests on."""

    verdict: Verdict
    why_void: list[str]
    found: list[Found]
    """What must not be: anywhere outside the house's memory at any time, or in scrubbed memory after the end."""
    in_memory: Mapping[str, list[Found]]
    """What else the house's memory still holds after the end, by process: what is freed is not overwritten."""


def judged(proof: Proof, processes: Collection[str], scrubbed: Collection[str]) -> Judged:
    """`processes` are the house's; `scrubbed` those of them that overwrite what they free."""
    ours = {f"{MEMORY}{name}" for name in processes}
    may_hold = ours - {f"{MEMORY}{name}" for name in scrubbed}
    outside = {it for it in said(proof.during) if it.place not in ours}
    after = set(said(proof.after))
    bad = outside | {it for it in after if it.place not in may_hold}
    void = list(_void(proof, ours))
    in_memory = {place: sorted(it for it in after if it.place == place) for place in sorted(may_hold)}
    verdict = Verdict.VOID if void else Verdict.FOUND if bad else Verdict.NOTHING_FOUND
    return Judged(verdict, void, sorted(bad), in_memory)


def said(report: Report) -> Iterator[Found]:
    """What was found of the evening; the controls are another matter."""
    return (it for it in report.found if it.kind not in controls.EVERY)


def _void(proof: Proof, ours: Collection[str]) -> Iterator[str]:
    for kind in proof.missed:
        yield f"the control was not found: {kind}"
    if not proof.receipts:
        yield "nobody got a receipt"
    for when, report in (("during the evening", proof.during), ("after it", proof.after)):
        for it in report.looked:
            if it.out_of_reach:
                yield f"{when}, {it.place}: {it.out_of_reach}"
    seen = {it.place for it in said(proof.during)}
    reached = {it.place for it in proof.during.looked if it.place in ours}
    for place in sorted(reached - seen):
        yield f"{place}: not even the living words were found there"

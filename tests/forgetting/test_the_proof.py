"""The proof itself, on three houses that overwrite what they free; one of them is killed in the middle."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from server.keep.reports import fresh_key
from server.proof.controls import EVERY
from server.proof.evening import KINDS, OFFERED
from server.proof.looking import Found, Looked, Report
from server.proof.proving import Deployment, Proof, Proving
from server.proof.verdict import MEMORY, Verdict, judged, said
from server.proven import drawn, told
from server.wire.frames import ActFrame, named
from tests import redis_server
from tests.house.plan import ROOT
from tests.houses import SECRET, Instance, a_meeting, running

HASTY = (sys.executable, "-m", "tests.forgetting.hasty", "serve")
OVERWRITING = {"ALCOVE_SCRUB": "1"}
TOKEN = "a-token-of-the-host"
SOON = 3.0


async def proof_of(instances: list[Instance], redis: str, folder: Path, falls: bool = True) -> Proof:
    """All of it on these houses; the last one dies while everything said so far still rests on the line."""

    async def the_last_one_dies(there: Deployment) -> Deployment:
        if falls:
            await asyncio.to_thread(instances.pop().dies)
        return on(there, instances)

    async with a_meeting(instances) as houses:
        links = houses.links.guides, houses.links.participants
        there = Deployment((), *links, SECRET.encode(), (redis,), passing=(str(folder),))
        there = replace(there, headers={"Authorization": f"Bearer {TOKEN}"}, offers=frozenset(OFFERED))
        there = replace(there, databases=(str(folder / "shelf.db"),))
        return await Proving(on(there, instances), drawn, the_last_one_dies, lets_go=SOON).runs()


def on(there: Deployment, instances: list[Instance]) -> Deployment:
    """The same house on these instances."""
    return replace(
        there,
        houses=tuple(it.address for it in instances),
        processes={f"house {it.port}": it.process.pid for it in instances},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the houses were told to put what passes; and where their logs go."""
    return tmp_path_factory.mktemp("passing")


async def test_nothing_is_left_anywhere_and_the_search_would_have_found_it(folder: Path) -> None:
    environ = OVERWRITING | {
        "TMPDIR": str(folder),
        "ALCOVE_METRICS_TOKEN": TOKEN,
        "ALCOVE_SHELF": f"sqlite:///{folder}/shelf.db",
        "ALCOVE_REPORTS": str(folder),
        "ALCOVE_SAFEGUARDING_KEY": fresh_key()[0],
    }
    with (
        redis_server.served() as redis,
        (folder / "log").open("wb") as log,
        running(redis.address, 3, HASTY, log=log, **environ) as instances,
    ):
        processes = [f"house {it.port}" for it in instances]
        proof = await proof_of(instances, redis.address, folder)
    verdict = judged(proof, processes, scrubbed=processes)
    assert (verdict.why_void, verdict.found) == ([], []), "\n".join(told(proof, verdict))
    assert verdict.verdict is Verdict.NOTHING_FOUND
    assert proof.receipts == 4 and proof.kinds == len(KINDS) + sum(map(len, OFFERED.values()))
    assert b"room-wiped" in (folder / "log").read_bytes(), "the houses wrote no log that could be searched"
    living = {it.kind for it in said(proof.during) if it.place.startswith(MEMORY)}
    assert {"name", "pronouns", "the key of the meeting"} <= living
    assert len(looked(proof.during) & looked(proof.after)) > 25


def test_every_frame_that_carries_words_is_sent_in_the_evening() -> None:
    played = "".join(
        (ROOT / "server/proof" / name).read_text() for name in ("evening.py", "played.py", "taken_along.py")
    )
    kinds = [kind for kind in get_args(ActFrame) if "words" in kind.__struct_fields__]
    assert len(kinds) == 5
    assert [kind.__name__ for kind in kinds if f'"{named(kind.__name__)}"' not in played] == []


def looked(report: Report) -> set[str]:
    """Where something was read at all."""
    return {it.place for it in report.looked if it.size}


# ── a proof that could not say no would be none ─────────────────────────────────────────────────

HOUSE = "house 8000"
CLEAN = Report([Looked(f"{MEMORY}{HOUSE}", 1), Looked("Redis 1: keys", 1)], [])
LIVING = Report(CLEAN.looked, [Found(f"{MEMORY}{HOUSE}", "name", "as it is")])
PROVEN = Proof(LIVING, CLEAN, missed=[], receipts=2, kinds=1)


def verdict(proof: Proof, *, scrubbed: bool = True) -> Verdict:
    return judged(proof, [HOUSE], [HOUSE] if scrubbed else []).verdict


def with_found(report: Report, *found: Found) -> Report:
    return Report(report.looked, [*report.found, *found])


def test_a_clean_run_is_clean() -> None:
    assert verdict(PROVEN) is Verdict.NOTHING_FOUND


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_one_control_missed_and_the_run_is_void(kind: str) -> None:
    assert verdict(replace(PROVEN, missed=[kind])) is Verdict.VOID


def test_without_a_receipt_the_run_is_void() -> None:
    assert verdict(replace(PROVEN, receipts=0)) is Verdict.VOID


def test_a_place_that_nobody_could_look_at_is_not_clean() -> None:
    hidden = Report([*CLEAN.looked, Looked("Redis 1: memory", 0, "needs root")], [])
    assert verdict(replace(PROVEN, after=hidden)) is Verdict.VOID
    assert verdict(replace(PROVEN, during=with_found(hidden, *LIVING.found))) is Verdict.VOID


def test_a_search_that_sees_no_living_words_is_blind() -> None:
    assert verdict(replace(PROVEN, during=CLEAN)) is Verdict.VOID


@pytest.mark.parametrize("kind", [*KINDS, *(kind for kinds in OFFERED.values() for kind in kinds)])
def test_one_word_outside_memory_is_found_whatever_it_is(kind: str) -> None:
    rests = Found("Redis 1: keys", kind, "base64")
    assert verdict(replace(PROVEN, after=with_found(CLEAN, rests))) is Verdict.FOUND
    assert verdict(replace(PROVEN, during=with_found(LIVING, rests))) is Verdict.FOUND


def test_in_memory_after_the_end_it_counts_where_memory_is_overwritten() -> None:
    left = replace(PROVEN, after=LIVING)
    assert verdict(left) is Verdict.FOUND
    assert verdict(left, scrubbed=False) is Verdict.NOTHING_FOUND
    assert judged(left, [HOUSE], []).in_memory == {f"{MEMORY}{HOUSE}": LIVING.found}

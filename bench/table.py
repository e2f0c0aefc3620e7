"""The record of a run as tables a person can read. Only ratios travel."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bench.rounds import quartiles

Record = Mapping[str, Any]
ONLY_RATIOS = (
    "Only the ratios travel: microseconds belong to the machine they were measured on, "
    "and so does every number that is not divided by one taken beside it."
)


def tables(record: Record) -> str:
    """All of it, as Markdown."""
    parts = [_machine(record["machine"]), ONLY_RATIOS, _costs(record), _beside(record), _slow(record["slow"])]
    if record["missing"]:
        parts.append(f"Not measured, since not to be had here: {', '.join(record['missing'])}.")
    parts.append(_verdict(record))
    return "\n\n".join(part for part in parts if part) + "\n"


def _machine(machine: Mapping[str, Any]) -> str:
    return (
        f"Measured {machine['day']} on {machine['cores']} cores of {machine['cpu']}, {machine['system']}, "
        f"Python {machine['python']}, everything on loopback; load average {machine['load'][0]:.1f} at the start."
    )


def _costs(record: Record) -> str:
    """CPU per delivery, to the floor: median and quartiles."""
    ratios: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for run in record["runs"]:
        ratios[run["contestant"]][run["scene"]].append(
            run["with_redis" if "×" in run["contestant"] else "ratio"]
        )
    scenes = list(dict.fromkeys(run["scene"] for run in record["runs"]))
    rows = ((name, *(_ratio(of.get(scene)) for scene in scenes)) for name, of in ratios.items())
    return _table(("server CPU per delivery, floor = 1", *scenes), rows)


def _ratio(numbers: list[float] | None) -> str:
    if not numbers:
        return "–"
    low, middle, high = quartiles(numbers)
    return f"**{middle:.2f}** ({low:.2f}–{high:.2f})"


def _beside(record: Record) -> str:
    """What else a line costs, and what Redis did."""
    idle, rows = record["idle"], []
    for name in dict.fromkeys(run["contestant"] for run in record["runs"]):
        mine = [run for run in record["runs"] if run["contestant"] == name]
        rows.append(
            (
                name,
                _kib(idle.get(name)),
                _middle(mine, "join_us", "100"),
                _middle(mine, "join_us", "1,000"),
                _middle(mine, "redis", "16"),
                _middle(mine, "p50_us", "15"),
                _middle(mine, "p99_us", "15"),
            )
        )
    head = (
        "",
        "idle KiB a line",
        "join µs, 100",
        "join µs, 1,000",
        "Redis µs a delivery",
        "p50 µs, 15",
        "p99 µs, 15",
    )
    return _table(head, rows)


def _middle(runs: list[Mapping[str, Any]], what: str, scene: str) -> str:
    known = [run["cost"][what] for run in runs if run["scene"] == scene]
    return f"{quartiles(known)[1]:,.0f}" if any(known) else "–"


def _kib(known: float | None) -> str:
    return "–" if known is None else f"{known:.1f}"


def _slow(slow: Mapping[str, Mapping[str, float]]) -> str:
    rows = (
        (
            name,
            f"{it['lost']:,}",
            f"{it['grew_mib']:+.1f}",
            f"{it['p99_after_us'] / it['p99_before_us']:.1f}×",
        )
        for name, it in slow.items()
    )
    return _table(("one of 20 stops reading", "lost by the others", "MiB more", "p99 of the others"), rows)


def _verdict(record: Record) -> str:
    void = [run for run in record["runs"] if run["cost"]["lost"] or run["cost"]["doubled"]]
    if not void:
        return f"Nothing was lost or doubled in any of {len(record['runs'])} runs."
    return "VOID: " + "; ".join(
        f"{run['contestant']} in {run['scene']} lost {run['cost']['lost']}, doubled {run['cost']['doubled']}"
        for run in void
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(_lines(tuple(head), rows))


def _lines(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"

"""What every test may lean on, the order of the parts, and how long each may take (decision 35)."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import redis_server

HERE = Path(__file__).parent
BUDGETS = {
    "house": 10,
    "front": 10,
    "formats": 10,
    "room": 45,
    "wire": 15,
    "line": 60,
    "keep": 10,
    "words": 10,
    "live": 30,
    "doors": 60,
    "promises": 90,
    "forgetting": 75,
    "faults": 45,
    "hosting": 20,
    "journeys": 75,
    "browser": 230,
}
"""Part → seconds on two slow cores, in the order they run: the quick and the deep first, browsers last."""

_spent: defaultdict[str, float] = defaultdict(float)


def part_of(path: Path) -> str:
    """The folder under `tests/` that a file belongs to."""
    return path.relative_to(HERE).parts[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {part: number for number, part in enumerate(BUDGETS)}
    items.sort(key=lambda item: order.get(part_of(item.path), len(order)))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _spent[part_of(HERE.parent / report.nodeid.split("::")[0])] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for part, seconds in _spent.items():
        budget = BUDGETS.get(part, 10)
        over = " · over" if seconds > budget else ""
        terminalreporter.write_line(f"· tests/{part}: {seconds:.1f} s of {budget}{over}")


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a real Redis that lives for this run."""
    with redis_server.running() as url:
        yield url

"""The security page names a test for every row of its lists, and every test it names is there."""

import re

from tests.house.plan import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
ROWS = [f"W{n}" for n in range(1, 17)] + [f"H{n}" for n in range(1, 14)]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def named(text: str) -> list[tuple[str, str]]:
    """Every test a text names, by file and name."""
    return [(found[1], found[2]) for found in NAMED.finditer(text)]


def test_every_row_is_there_and_names_a_test() -> None:
    rows = {found[1]: found[0] for found in re.finditer(r"^\| ([WH]\d+) \|.*$", PAGE, re.MULTILINE)}
    assert list(rows) == ROWS
    assert [row for row, text in rows.items() if not named(text)] == []


def test_every_test_it_names_is_there() -> None:
    missing = [
        f"{path}::{name}"
        for path, name in named(PAGE)
        if not re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text(), re.MULTILINE)
    ]
    assert len(named(PAGE)) > 50 and missing == []

"""No word that a person reads stands outside the catalogues, or it would be read in one language only."""

from pathlib import Path

import pytest

from tests.words.outside import in_page, in_script, in_server

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "web" / "pages").glob("*.html"))
SCRIPTS = [
    path
    for path in sorted([*(ROOT / "web" / "js").rglob("*.js"), ROOT / "web" / "sw.js"])
    if "patterns" not in str(path)  # development only: an evening that nobody ever had
]
FOR_PEOPLE = ("doors", "formats", "keep", "live", "room", "wire")
"""The floors whose texts reach people; what the front says, it says to a host at a keyboard."""
FOR_MACHINES = {
    "doors/metrics.py": 3,  # what a host's dashboard shows beside a count
    "wire/schema.py": 1,  # AsyncAPI, for whoever writes another page
    "wire/told.py": 1,
}
PATHS = {"M14 4H6v16h8M10 12h10m-4-4 4 4-4 4"}
"""A sign that is drawn."""


def test_no_page_says_anything_by_itself() -> None:
    assert len(PAGES) > 10
    assert [(path.name, text) for path in PAGES for text in in_page(path.read_text("utf-8"))] == []


def test_no_script_says_anything_by_itself() -> None:
    assert len(SCRIPTS) > 60
    found = [(path.name, text) for path in SCRIPTS for text in in_script(path.read_text("utf-8"))]
    assert [(name, text) for name, text in found if text not in PATHS] == []


def test_the_server_says_nothing_to_people_by_itself() -> None:
    server = ROOT / "server"
    files = [path for floor in FOR_PEOPLE for path in sorted((server / floor).glob("*.py"))]
    found = {str(path.relative_to(server)): len(in_server(path.read_text("utf-8"))) for path in files}
    assert len(files) > 80
    assert {name: count for name, count in found.items() if count} == FOR_MACHINES


@pytest.mark.parametrize(
    "page",
    [
        "<p>Come in</p>",
        "<p>{{ t('x') }} or not</p>",
        '<button title="Go">{{ t("do.go") }}</button>',
        '<img alt="A lamp" src="{{ x }}">',
        "{% if a %}Wait{% endif %}",
    ],
)
def test_a_page_that_did_would_be_noticed(page: str) -> None:
    assert in_page(page)


@pytest.mark.parametrize(
    "script",
    [
        "html`<p>Come in</p>`",
        "html`<p>${t('x')} or not</p>`",
        'html`<p aria-label="Words">${a}</p>`',
        "html`<ul>${all.map(one => html`<li>Seat ${one}</li>`)}</ul>`",
        "html`<${Do} press=${() => go()}>Go<//>`",
        "place.textContent = 'You can come in now'",
        "say(`The turn of ${name}`)",
    ],
)
def test_a_script_that_did_would_be_noticed(script: str) -> None:
    assert in_script(script)


def test_what_is_filled_in_is_not_noticed() -> None:
    assert not in_page('<p class="soft" aria-label="{{ t("x") }}">{{ t("y") }} · {{ n }}</p>')
    assert not in_script(
        'html`<${Do} class="may big" press=${() => ask("Raise hand")}>${t("do.x")} · ${n}<//>`'.replace(
            "Raise hand", "raise_hand"
        )
    )
    assert not in_script(
        "// A comment of several words\nconst at = /Some Words/.test(text) ? 'a b' : `/in/${handle}`"
    )


def test_a_module_that_did_would_be_noticed() -> None:
    assert in_server('def page():\n    return Text("You are in now.")')
    assert not in_server('"""You are in now."""\nraise Garbled("Nobody reads this.")')

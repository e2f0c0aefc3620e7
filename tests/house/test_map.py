"""The map at the door of the house names the floors that are there, each once, and no other."""

import re

import server
from tests.house.plan import ROOT


def floors_on_the_map(text: str) -> list[str]:
    return re.findall(r"^- ``(\w+)``", text, re.MULTILINE)


def floors_in_the_house() -> list[str]:
    return [it.name for it in (ROOT / "server").iterdir() if it.is_dir() and not it.name.startswith("_")]


def test_the_map_is_true() -> None:
    assert sorted(floors_on_the_map(server.__doc__ or "")) == sorted(floors_in_the_house())


def test_a_floor_is_found_on_the_map_only_where_it_is_named() -> None:
    assert floors_on_the_map("- ``room``  the rules\n- ``cellar``  what nobody sees\n") == ["room", "cellar"]


def test_every_file_the_map_sends_the_reader_to_is_there() -> None:
    named = re.findall(r"``(\w+/\w+)``", server.__doc__ or "")
    assert named
    assert [it for it in named if not (ROOT / "server" / f"{it}.py").exists()] == []

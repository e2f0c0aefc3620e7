"""What a host types: links that hold, and refusals that tell what to do instead."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from server.__main__ import app
from server.doors.invitations import read
from server.formats import library
from server.kindly import UNFIT
from server.room.seat import Role
from tests import redis_server

SECRET = "a-long-secret-for-the-tests-of-this-house"
TUESDAY = "2026-12-01T19:00+01:00"
SEVEN = int(datetime(2026, 12, 1, 18, tzinfo=UTC).timestamp())
Type = Callable[..., Result]
COMMANDS = sorted(str(name) for name in get_command(app).list_commands(None))  # type: ignore[attr-defined]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Somebody at the command line, with a house secret in their environment and nothing else."""
    monkeypatch.setenv("ALCOVE_SECRET", SECRET)
    return lambda *words: CliRunner().invoke(app, list(words))


def links(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return re.findall(r"https?://\S+", result.output)


def test_open_prints_links_that_the_house_can_read(types: Type) -> None:
    to_guide, to_take_part = links(types("open", "--guide", "Fay", "--at", TUESDAY))
    guide = read(to_guide.partition("#")[2], SECRET.encode(), SEVEN)
    guest = read(to_take_part.partition("#")[2], SECRET.encode(), SEVEN)
    assert (guide.role, guest.role) == (Role.FACILITATOR, Role.PARTICIPANT)
    assert (guest.room, guest.guides, guest.starts, guest.minutes) == (guide.room, ("Fay",), SEVEN, 60)


def test_the_link_for_a_wall_is_printed_where_it_is_asked_for(types: Type) -> None:
    to_guide, wall, to_host, _ = links(types("open", "--guide", "Fay", "--at", TUESDAY, "--wall"))
    printed = (read(link.partition("#")[2], SECRET.encode(), SEVEN) for link in (wall, to_host, to_guide))
    hung, host, guide = printed
    assert (hung.wall, guide.wall, hung.room == guide.room) == (True, False, True)
    assert (host.role, host.wall, host.room == guide.room) == (Role.HUB_HOST, False, True)
    assert host.seat is not None, "a dead laptop is not a lost room"
    assert len({1, hung.number, host.number, guide.number}) == 4


def test_two_who_guide_get_a_link_each(types: Type) -> None:
    assert len(links(types("open", "--guide", "Fay", "--guide", "Gil", "--at", TUESDAY))) == 3


@pytest.mark.parametrize("document", library().values(), ids=lambda document: document.id)
def test_every_shipped_format_opens_by_name_and_by_code(types: Type, document: object) -> None:
    assert hasattr(document, "id") and hasattr(document, "code")
    for name in (document.id, document.code):
        to_guide, _ = links(types("open", "--guide", "Fay", "--format", name, "--at", TUESDAY))
        assert f"/come/{document.code}#" in to_guide


def test_another_length_is_one_that_the_format_has(types: Type) -> None:
    lengths = next(it.lengths for it in library().values() if it.lengths)
    name = next(it.id for it in library().values() if it.lengths)
    to_guide, _ = links(
        types("open", "--guide", "Fay", "--format", name, "--minutes", str(lengths[0]), "--at", TUESDAY)
    )
    assert read(to_guide.partition("#")[2], SECRET.encode(), SEVEN).minutes == lengths[0]


def test_a_phone_gets_a_code_only_where_it_can_come_in(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    here = types("open", "--guide", "Fay", "--at", TUESDAY)
    monkeypatch.setenv("ALCOVE_PUBLIC_URL", "https://circle.example")
    away = types("open", "--guide", "Fay", "--at", TUESDAY)
    assert "█" not in here.output
    assert "█" in away.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "secret-society"], "There are: support-circle"),
        (["--at", "2026-12-01T19:00"], "its zone"),
        (["--at", "tomorrow"], "its zone"),
        (["--minutes", "7"], "--minutes"),
    ],
)
def test_what_cannot_be_meant_is_told_kindly(types: Type, words: list[str], told: str) -> None:
    result = types("open", "--guide", "Fay", *words)
    assert result.exit_code == UNFIT
    assert told in result.output
    assert "Traceback" not in result.output


def test_links_need_a_secret_that_the_house_knows_too(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALCOVE_SECRET")
    result = types("open", "--guide", "Fay", "--at", TUESDAY)
    assert result.exit_code == UNFIT
    assert "ALCOVE_SECRET" in result.output


@pytest.mark.parametrize("command", ["serve", "demo", "open", "check"])
def test_a_house_set_up_wrongly_does_not_start(
    types: Type, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("ALCOVE_PORT", "eighty")
    result = types(command, *(["--guide", "Fay"] if command == "open" else []))
    assert result.exit_code == UNFIT
    assert result.output.strip() == "ALCOVE_PORT: must be a number from 1 to 65535"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_each_command_in_a_sentence(types: Type, command: str) -> None:
    """The same sentence stands in the list of all and over the command's own options."""
    listed = re.search(rf"^  {command} +(\S.+?)\s*$", types("--help").output, re.MULTILINE)
    assert listed and not listed[1].endswith("..."), f"{command} is not told whole in the list"
    told = " ".join(types(command, "--help").output.split("Options:")[0].split())
    assert listed[1].rstrip(".") in told
    assert re.search(r"(?<= )[A-Z][^.]{15,90}\.", told), told


def test_what_everybody_needs_is_told_first(types: Type) -> None:
    told = types("--help").output.partition("Commands:")[2].split()
    assert [word for word in told if word in COMMANDS][:4] == ["serve", "demo", "open", "check"]


def test_a_house_does_not_open_on_a_redis_that_writes_to_disk(
    types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    with redis_server.served("--save", "3600", "1") as redis:
        monkeypatch.setenv("ALCOVE_REDIS_URL", redis.address)
        # The real `serve` closes this process's logs, and this process is the test's own.
        monkeypatch.setattr("server.__main__.begun", lambda settings: settings)
        for command in ("check", "serve"):
            refused = types(command)
            assert refused.exit_code == UNFIT
            assert 'set `save ""`' in refused.output

"""What the shipped files promise, read from the files: nothing is written, nothing is open, nobody is root."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from server.settings import KNOBS, from_environment
from tests.hosting.shipped import HOSTING, ROOT, Composed, compose, new_secrets, read, settings_of

CLIENTS = (("docker", "compose"), ("docker-compose",))
HOUSES = ("house-1", "house-2")


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """As a host makes them."""
    made = new_secrets(tmp_path / "secrets", "https://circle.example")
    assert made.returncode == 0, made.stderr
    return tmp_path / "secrets"


def promises_broken(service: Composed) -> list[str]:
    """What one service may do and should not."""
    kept = {
        "its files can be changed": service.get("read_only") is True,
        "it has powers of root": service.get("cap_drop") == ["ALL"] and "cap_add" not in service,
        "it may gain powers": "no-new-privileges:true" in service.get("security_opt", ()),
        "it is root": service.get("user", "0").split(":")[0] not in ("0", "root"),
        "a crash may write memory down": service.get("ulimits") == {"core": 0},
        "its memory may go to a disk": service.get("mem_limit") == service.get("memswap_limit") is not None,
        "nobody looks after it": "healthcheck" in service,
        "it can write to the host": not [
            it for it in service.get("volumes", ()) if it[0] in "./~" and not it.endswith(":ro")
        ],
    }
    return [what for what, holds in kept.items() if not holds]


def test_no_service_may_do_more_than_it_must() -> None:
    services = compose()["services"]
    assert set(services) == {*HOUSES, "redis", "proxy"}
    assert {name: promises_broken(service) for name, service in services.items()} == dict.fromkeys(
        services, []
    )


def test_a_service_that_might_would_be_noticed() -> None:
    assert (
        len(promises_broken({"volumes": ["./here:/there"], "cap_drop": ["ALL"], "cap_add": ["SYS_ADMIN"]}))
        == 8
    )


def test_only_the_proxy_can_be_reached_from_the_street() -> None:
    services = compose()["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert services["redis"]["network_mode"] == "none"
    assert all(services[house]["networks"] == ["inside"] for house in HOUSES)
    assert compose()["networks"]["inside"] == {"internal": True}


def test_redis_has_no_place_to_keep_anything() -> None:
    settings = dict(
        line.split(maxsplit=1)
        for line in (HOSTING / "redis.conf").read_text().splitlines()
        if line[:1].isalpha()
    )
    assert (settings["save"], settings["appendonly"], settings["slowlog-log-slower-than"]) == (
        '""',
        "no",
        "-1",
    )
    assert (settings["port"], settings["crash-log-enabled"], settings["maxmemory-policy"]) == (
        "0",
        "no",
        "noeviction",
    )
    assert all(it.startswith(("/tmp:", "/data:")) for it in compose()["services"]["redis"]["tmpfs"])
    assert compose()["volumes"]["line"]["driver_opts"]["type"] == "tmpfs"


def test_the_houses_are_set_up_by_settings_that_exist_and_hold_together(secrets: Path) -> None:
    for house in HOUSES:
        told = settings_of(compose()["services"][house], secrets)
        assert told.keys() <= KNOBS.keys() and len(told) >= 7
        settings = from_environment(told)
        assert settings.is_https and settings.proxies == 1 and len(settings.secret) >= 32


def test_secrets_are_fresh_private_and_never_written_over(secrets: Path, tmp_path: Path) -> None:
    assert new_secrets(tmp_path / "other", "https://circle.example").returncode == 0
    first, second = ((folder / "house.env").read_text() for folder in (secrets, tmp_path / "other"))
    alike = {line for line in first.splitlines() if line in second.splitlines()}
    assert alike == {"ALCOVE_PUBLIC_URL=https://circle.example"}
    assert (secrets / "house.env").stat().st_mode & 0o077 == 0
    assert "{" not in (secrets / "users.acl").read_text()
    for told in re.findall(r"unix://\w+:(\w+)@", first):
        assert told not in (secrets / "users.acl").read_text(), "Redis is given a hash"
    again = new_secrets(secrets, "https://circle.example")
    assert again.returncode == 1 and (secrets / "house.env").read_text() == first
    for odd in ("", "circle.example", "http://circle.example"):
        assert new_secrets(tmp_path / "nobody", odd).returncode == 1 and not (tmp_path / "nobody").exists()


def test_the_image_takes_in_no_secret_and_only_what_the_lock_names() -> None:
    listed = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in listed and {it[1:] for it in listed if it.startswith("!")} == {
        "LICENSE", "requirements.lock", "server", "web",
    }  # fmt: skip
    file = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in file and "USER 10001:10001" in file
    copied = {it for line in re.findall(r"^COPY (?!--from)(.+) \S+$", file, re.M) for it in line.split()}
    assert copied == {it[1:] for it in listed if it.startswith("!")}


def test_every_client_that_is_here_understands_the_file(secrets: Path, tmp_path: Path) -> None:
    """Beside our own reading, which needs none: it knows the very services that a client would start."""
    text = (ROOT / "docker-compose.yml").read_text()
    assert set(read(text)["services"]) == set(compose()["services"])
    (tmp_path / "docker-compose.yml").write_text(text.replace("docs/hosting/secrets", "secrets"))
    for client in CLIENTS:
        if (
            shutil.which(client[0])
            and subprocess.run([*client, "version"], capture_output=True).returncode == 0
        ):
            told = subprocess.run(
                [*client, "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True
            )
            assert told.returncode == 0, told.stderr


def test_redis_lets_a_house_do_all_that_its_scripts_do_and_no_more() -> None:
    scripts = "".join(it.read_text() for it in (ROOT / "server/line/lua").iterdir())
    [house] = [it for it in (HOSTING / "users.acl").read_text().splitlines() if it.startswith("user alcove ")]
    may = set(re.findall(r"\+(\w+)", house))
    does = {it.lower() for it in re.findall(r"redis\.call\('(\w+)'", scripts)}
    assert does - may == set()
    assert may - does == {"ping", "eval", "evalsha", "subscribe", "unsubscribe"}

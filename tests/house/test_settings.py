"""The host's knobs: what is meant is read, what cannot be meant is refused by name and never quoted."""

from pathlib import Path

import pytest

from server.settings import KNOBS, Unfit, from_environment

SECRET = "a-long-secret-for-the-tests-of-this-house"
AWAY = {"ALCOVE_HOST": "0.0.0.0", "ALCOVE_PUBLIC_URL": "https://circle.example", "ALCOVE_SECRET": SECRET}


def test_nothing_set_means_this_machine_only() -> None:
    settings = from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://127.0.0.1:8000"


def test_the_public_address_follows_the_port() -> None:
    assert from_environment({"ALCOVE_PORT": "9000"}).public_url == "http://127.0.0.1:9000"


def test_a_proxy_with_https_opens_the_house_beyond_this_machine() -> None:
    settings = from_environment(AWAY)
    assert settings.is_https
    assert settings.secret == SECRET.encode()


def test_a_certificate_of_ones_own_makes_the_address_https(tmp_path: Path) -> None:
    for name in ("cert", "key"):
        (tmp_path / name).write_text("pem")
    own = {"ALCOVE_TLS_CERT": f"{tmp_path}/cert", "ALCOVE_TLS_KEY": f"{tmp_path}/key"}
    settings = from_environment({"ALCOVE_HOST": "192.168.1.4", "ALCOVE_SECRET": SECRET, **own})
    assert settings.public_url == "https://192.168.1.4:8000"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"ALCOVE_PORT": "eighty"}, "ALCOVE_PORT: must be a number from 1 to 65535"),
        ({"ALCOVE_PORT": "70000"}, "ALCOVE_PORT"),
        ({"ALCOVE_HOST": "192.168.1.4"}, "ALCOVE_TLS_CERT"),
        ({"ALCOVE_HOST": "0.0.0.0"}, "ALCOVE_PUBLIC_URL=https"),
        ({"ALCOVE_PUBLIC_URL": "http://circle.example"}, "https"),
        ({"ALCOVE_PUBLIC_URL": "https://circle.example/path"}, "nothing after it"),
        ({"ALCOVE_PUBLIC_URL": "https://circle.example"}, "ALCOVE_SECRET: needed beyond this machine"),
        ({**AWAY, "ALCOVE_PUBLIC_URL": "https://0.0.0.0"}, "ALCOVE_PUBLIC_URL: needed"),
        ({"ALCOVE_SECRET": "short"}, "ALCOVE_SECRET: must have 32"),
        ({"ALCOVE_TLS_CERT": __file__}, "belong together"),
        ({"ALCOVE_TLS_CERT": "/nowhere"}, "ALCOVE_TLS_CERT: is not a file"),
        ({"ALCOVE_REDIS_URL": "http://redis"}, "ALCOVE_REDIS_URL: begins with redis://"),
        ({"ALCOVE_REDIS_URL": "unix:///run/redis"}, "ALCOVE_SECRET: needed with ALCOVE_REDIS_URL"),
        ({"ALCOVE_FORMATS": "/nowhere"}, "ALCOVE_FORMATS: is not a folder"),
        ({"ALCOVE_LANG": "fr"}, "ALCOVE_LANG: must be one of en, es"),
        ({"ALCOVE_COUNTRY": "Spain"}, "ALCOVE_COUNTRY"),
        ({"ALCOVE_QUICK_EXIT": "javascript:1"}, "ALCOVE_QUICK_EXIT: begins with https://"),
        ({"ALCOVE_PATTERNS": "yes"}, "ALCOVE_PATTERNS"),
        ({"ALCOVE_SECERT": SECRET}, "ALCOVE_SECERT: no such setting"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(given: dict[str, str], named: str) -> None:
    with pytest.raises(Unfit) as unfit:
        from_environment(given)
    assert named in str(unfit.value)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Unfit) as unfit:
        from_environment({"ALCOVE_PORT": "x", "ALCOVE_LANG": "x", "ALCOVE_SECRET": "x"})
    assert len(unfit.value.reasons) == 3


def test_a_refused_value_is_never_quoted() -> None:
    told_by_mistake = "hunter-two"
    for name in KNOBS:
        try:
            from_environment({name: told_by_mistake})
        except Unfit as unfit:
            assert told_by_mistake not in str(unfit), name


def test_the_secret_does_not_show_itself() -> None:
    assert SECRET not in repr(from_environment({"ALCOVE_SECRET": SECRET}))


def test_the_redis_that_instances_share_is_named_with_one_secret_for_all() -> None:
    settings = from_environment(
        {"ALCOVE_REDIS_URL": "redis+cluster://me:word@cluster", "ALCOVE_SECRET": SECRET}
    )
    assert settings.redis_url == "redis+cluster://me:word@cluster"
    assert "word" not in repr(settings)


def test_the_readme_tells_every_knob() -> None:
    assert table() in (Path(__file__).parents[2] / "README.md").read_text()


def test_a_knob_the_readme_forgets_would_be_noticed() -> None:
    assert "ALCOVE_PORT" in table()
    assert (
        table().replace("ALCOVE_PORT", "ALCOVE_DOOR")
        not in (Path(__file__).parents[2] / "README.md").read_text()
    )


def table() -> str:
    """The settings as the README shows them."""
    rows = [
        f"| `{name}` | {f'`{default}`' if default else ''} | {means} |"
        for name, (default, means) in KNOBS.items()
    ]
    return "\n".join(["| setting | unless set | what it means |", "| --- | --- | --- |", *rows])

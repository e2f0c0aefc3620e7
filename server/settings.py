"""Every knob, read once from the environment. What cannot be meant is refused before a door opens."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

KNOBS: dict[str, tuple[str, str]] = {
    "ALCOVE_HOST": ("127.0.0.1", "The address to listen on. Beyond this machine only with https."),
    "ALCOVE_PORT": ("8000", "The port to listen on."),
    "ALCOVE_PUBLIC_URL": (
        "",
        "How people reach us, like `https://circle.example`. Empty: this machine only.",
    ),
    "ALCOVE_SECRET": ("", "The house secret, 32 characters or more. Empty: a new one at each start."),
    "ALCOVE_REDIS_URL": (
        "",
        "The Redis that several instances share: `redis://`, `rediss://`, `unix://` or `redis+cluster://`. "
        "Empty: one instance, in its own memory.",
    ),
    "ALCOVE_REDIS_CHECK_URL": (
        "",
        "The same Redis, by a user who may look at its settings. Empty: the user of ALCOVE_REDIS_URL looks.",
    ),
    "ALCOVE_REDIS_REPLICAS": ("0", "How many replicas it has, if you must: a failover may then lose words."),
    "ALCOVE_TLS_CERT": ("", "A certificate of your own (PEM), where no proxy brings https."),
    "ALCOVE_TLS_KEY": ("", "The key that belongs to the certificate (PEM)."),
    "ALCOVE_PROXIES": (
        "0",
        "How many proxies of your own stand in front, one behind the other. Each must add to `X-Forwarded-For`, "
        "or all people count as one.",
    ),
    "ALCOVE_SAFEGUARDING_KEY": (
        "",
        "Whom reports go to past the desk, and for an hour after a meeting: `python -m server safeguarding-key`.",
    ),
    "ALCOVE_REPORTS": ("", "The folder where those reports wait, each sealed to that key."),
    "ALCOVE_SHELF": (
        "",
        "A database where people may keep their own words, sealed in their browser: `sqlite:////srv/alcove/shelf.db` "
        "or `postgresql://…`. Empty: there is no shelf.",
    ),
    "ALCOVE_ISSUER": (
        "",
        "Whom a note that somebody came is from. Empty: *Community group*, in the reader's language.",
    ),
    "ALCOVE_METRICS_TOKEN": (
        "",
        "Shows `/metrics` (OpenMetrics, counts only) to whoever brings it as a bearer.",
    ),
    "ALCOVE_URING": (
        "auto",
        "`off` writes to each line by itself. `auto` writes to a whole room in one system call where Linux offers "
        "io_uring; such writes are not seen by filters on system calls (seccomp).",
    ),
    "ALCOVE_SCRUB": (
        "0",
        "`1` overwrites memory as soon as it is freed (Linux with glibc). Costs some speed.",
    ),
    "ALCOVE_FORMATS": ("", "A folder with your own meeting formats (TOML), beside the ones that come along."),
    "ALCOVE_LANG": ("en", "The language of a page whose browser asks for neither: `en` or `es`."),
    "ALCOVE_COUNTRY": ("", "Whose help lines come first on the help page, e.g. `US` or `ES`."),
    "ALCOVE_QUICK_EXIT": ("", "Where *Leave fast* leads. Empty: a plain weather page of the house."),
    "ALCOVE_PATTERNS": ("0", "`1` shows `/patterns`, every part in every state. For development."),
}
"""Name → (default, what it means). The README shows this table; a test holds the two together."""

_KEY = r"[\w-]{43}"
_SHELF = r"sqlite:////\S+|postgresql://\S+"
A_SHELF = "begins with sqlite://// and the path of a file, or with postgresql://"
A_KEY = "is what `python -m server safeguarding-key` gives the house"
_REDIS = r"(rediss?(\+cluster)?|unix)://\S+"
_ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[::1\])(:[0-9]{1,5})?")
LANGUAGES = ("en", "es")
SHORTEST_SECRET = 32
A_SECRET = "`openssl rand -base64 32` makes one"
REDIS_URL = "begins with redis://, rediss://, redis+cluster://, rediss+cluster:// or unix://"


class Unfit(Exception):
    """Settings that cannot be meant, each by name and with the way out. Never quotes a value."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Settings:
    """The house as its host wants it."""

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    """Scheme, host and port, without a slash at the end: also the one origin that may knock."""
    secret: bytes = field(default=b"", repr=False)
    """Empty where the host set none: `serve` then hands in a fresh one."""
    redis_url: str = field(default="", repr=False)
    """Where instances meet, with user and password. Empty: nowhere, the line is in this process."""
    safeguarding_key: str = ""
    """The public half, base64url: reports can be sealed with it and not opened."""
    reports: Path | None = None
    shelf: str = field(default="", repr=False)
    """Where boxes rest that only their owners can open. Empty: nowhere."""
    metrics_token: str = field(default="", repr=False)
    issuer: str = ""
    redis_check_url: str = field(default="", repr=False)
    redis_replicas: int = 0
    tls_cert: Path | None = None
    tls_key: Path | None = None
    scrub: bool = False
    uring: str = "auto"
    """`auto` or `off`."""
    proxies: int = 0
    """Whose word on where somebody comes from is believed."""
    formats: Path | None = None
    lang: str = "en"
    country: str | None = None
    quick_exit: str = "/weather"
    patterns: bool = False

    @property
    def is_https(self) -> bool:
        """Whether people come in by https, by our own certificate or a proxy's."""
        return self.public_url.startswith("https://")


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings, or `Unfit` with everything that is wrong at once."""
    asked = _Reading(environ)
    settings = Settings(
        host=(host := asked.text("ALCOVE_HOST")),
        port=(port := asked.number("ALCOVE_PORT", 1, 65_535)),
        tls_cert=(cert := asked.path("ALCOVE_TLS_CERT", Path.is_file, "is not a file")),
        tls_key=(key := asked.path("ALCOVE_TLS_KEY", Path.is_file, "is not a file")),
        public_url=asked.origin("ALCOVE_PUBLIC_URL") or _own_url(host, port, tls=bool(cert)),
        secret=asked.secret("ALCOVE_SECRET"),
        redis_url=asked.matching("ALCOVE_REDIS_URL", _REDIS, REDIS_URL),
        redis_check_url=asked.matching("ALCOVE_REDIS_CHECK_URL", _REDIS, REDIS_URL),
        redis_replicas=asked.number("ALCOVE_REDIS_REPLICAS", 0, 100),
        proxies=asked.number("ALCOVE_PROXIES", 0, 9),
        safeguarding_key=(lead := asked.matching("ALCOVE_SAFEGUARDING_KEY", _KEY, A_KEY)),
        reports=(reports := asked.path("ALCOVE_REPORTS", Path.is_dir, "is not a folder")),
        shelf=asked.matching("ALCOVE_SHELF", _SHELF, A_SHELF),
        metrics_token=asked.matching("ALCOVE_METRICS_TOKEN", r"\S{16,}", "must have 16 characters or more"),
        issuer=asked.matching("ALCOVE_ISSUER", r"[^\x00-\x1f]{1,80}", "is a name of at most 80 letters"),
        scrub=asked.one_of("ALCOVE_SCRUB", ("0", "1")) == "1",
        uring=asked.one_of("ALCOVE_URING", ("auto", "off")),
        formats=asked.path("ALCOVE_FORMATS", Path.is_dir, "is not a folder"),
        lang=asked.one_of("ALCOVE_LANG", LANGUAGES),
        country=asked.matching("ALCOVE_COUNTRY", "[A-Z]{2}", "is a country in two capitals, like US") or None,
        quick_exit=asked.matching("ALCOVE_QUICK_EXIT", r"https://\S+", "begins with https://") or "/weather",
        patterns=asked.one_of("ALCOVE_PATTERNS", ("0", "1")) == "1",
    )
    if bool(cert) != bool(key):
        asked.no("ALCOVE_TLS_CERT", "and ALCOVE_TLS_KEY belong together: set both, or neither")
    if bool(lead) != bool(reports):
        asked.no("ALCOVE_SAFEGUARDING_KEY", "and ALCOVE_REPORTS belong together: set both, or neither")
    if settings.redis_url and not settings.secret:
        asked.no("ALCOVE_SECRET", f"needed with ALCOVE_REDIS_URL, the same for every instance. {A_SECRET}")
    if not asked.reasons:
        asked.reasons += _unsafe(settings)
    if asked.reasons:
        raise Unfit(*asked.reasons)
    return settings


def is_this_machine(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _own_url(host: str, port: int, *, tls: bool) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if tls else 'http'}://{shown}:{port}"


def _unsafe(settings: Settings) -> list[str]:
    """Decision 29: beyond this machine, browsers give no safe cookie and no cryptography without https."""
    reached = urlsplit(settings.public_url).hostname or ""
    if is_this_machine(settings.host) and is_this_machine(reached):
        return []
    if not settings.is_https:
        return [
            "ALCOVE_HOST: beyond this machine people need https. Put a proxy with https in front and set "
            "ALCOVE_PUBLIC_URL=https://…, or set ALCOVE_TLS_CERT and ALCOVE_TLS_KEY"
        ]
    if reached in ("0.0.0.0", "::"):
        return ["ALCOVE_PUBLIC_URL: needed, for nobody can find the way to every address at once"]
    if not settings.secret:
        return [f"ALCOVE_SECRET: needed beyond this machine, or each restart ends every link. {A_SECRET}"]
    return []


class _Reading:
    """One pass over the environment, gathering what is wrong instead of stopping at the first."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.reasons = [
            f"{name}: no such setting"
            for name in sorted(environ)
            if name.startswith("ALCOVE_") and not name.startswith("ALCOVE_TEST_") and name not in KNOBS
        ]

    def no(self, name: str, why: str) -> None:
        self.reasons.append(f"{name}: {why}")

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip() or KNOBS[name][0]

    def number(self, name: str, least: int, most: int) -> int:
        given = self.text(name)
        if given.isascii() and given.isdigit() and least <= int(given) <= most:
            return int(given)
        self.no(name, f"must be a number from {least} to {most}")
        return least

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        given = self.text(name)
        if given not in choices:
            self.no(name, f"must be one of {', '.join(choices)}")
        return given

    def matching(self, name: str, pattern: str, why: str) -> str:
        given = self.text(name)
        if given and not re.fullmatch(pattern, given):
            self.no(name, why)
        return given

    def path(self, name: str, is_there: Callable[[Path], bool], why: str) -> Path | None:
        given = self.text(name)
        if given and not is_there(Path(given)):
            self.no(name, why)
        return Path(given) if given else None

    def origin(self, name: str) -> str:
        given = self.text(name).rstrip("/")
        if given and not _ORIGIN.fullmatch(given):
            self.no(name, "is https://, a name in small letters and perhaps a port; nothing after it")
        return given

    def secret(self, name: str) -> bytes:
        given = self.text(name).encode()
        if given and len(given) < SHORTEST_SECRET:
            self.no(name, f"must have {SHORTEST_SECRET} characters or more; {A_SECRET}")
        return given

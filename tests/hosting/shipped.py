"""The files a host takes from us, and secrets made by the script that makes theirs."""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import playwright

ROOT = Path(__file__).parents[2]
HOSTING = ROOT / "docs" / "hosting"
DRIVER = Path(playwright.__file__).parent / "driver"
READS = """
const { yaml } = require(process.argv[1] + "/package/lib/utilsBundle")
const text = require("fs").readFileSync(0, "utf8")
console.log(JSON.stringify(yaml.parse(text, { merge: true })))
"""
"""The browsers' driver can read YAML, and is pinned like all else."""

Composed = dict[str, Any]


def read(text: str) -> Composed:
    """What a YAML file says, its merges done."""
    asked = [str(DRIVER / "node"), "-e", READS, str(DRIVER)]
    told = subprocess.run(asked, input=text, capture_output=True, text=True, check=True)
    answer: Composed = json.loads(told.stdout)
    return answer


@cache
def compose() -> Composed:
    """docker-compose.yml, as it is shipped."""
    return read((ROOT / "docker-compose.yml").read_text())


def settings_of(service: Composed, secrets: Path) -> dict[str, str]:
    """The environment a house gets there: its own, and what stands in the host's file."""
    lines = (secrets / "house.env").read_text().splitlines()
    own: dict[str, str] = service.get("environment", {})
    return dict(line.split("=", 1) for line in lines) | own


def new_secrets(folder: Path, address: str) -> "subprocess.CompletedProcess[str]":
    """As a host makes them, once."""
    asked = [str(HOSTING / "new-secrets"), address, str(folder)]
    return subprocess.run(asked, capture_output=True, text=True, check=False)

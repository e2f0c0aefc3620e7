"""How the command line tells a host what they can mend: in their words, without a trace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from server.settings import Unfit

UNFIT = 78
"""The exit code of a house that will not start as it is set up (EX_CONFIG)."""


@contextmanager
def told_kindly() -> Iterator[None]:
    """What the host can mend is told in their words, without a trace, and ends with 78."""
    from server.formats import NotAFormat

    try:
        yield
    except Unfit as unfit:
        for reason in unfit.reasons:
            typer.echo(reason, err=True)
        sys.exit(UNFIT)
    except NotAFormat as trouble:
        typer.echo(f"A meeting format does not hold: {trouble}", err=True)
        sys.exit(UNFIT)


def contents(file: Path) -> bytes:
    """What is in a file of the host's, or one sentence."""
    try:
        return file.read_bytes()
    except OSError:
        raise Unfit(f"{file}: cannot be read") from None

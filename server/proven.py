"""The command that proves it: a host's own house, an evening full of words that exist nowhere else, and a search."""

import asyncio
import os
import secrets
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from server.kindly import told_kindly
from server.settings import Unfit, from_environment

if TYPE_CHECKING:
    from server.proof.looking import Report
    from server.proof.proving import Deployment, Proof
    from server.proof.verdict import Judged

HERE = ("127.0.0.1", "localhost", "::1")


def add_to(app: typer.Typer) -> None:
    """This command, beside the ones of the house."""
    app.command("forget-proof")(forget_proof)


def forget_proof(
    url: Annotated[
        list[str], typer.Option(metavar="URL", help="Where the house is. Say it again for each instance.")
    ],
    redis: Annotated[
        list[str],
        typer.Option(metavar="URL", show_default=False, help="Its Redis; each master of a cluster."),
    ] = [],  # noqa: B006
    process: Annotated[
        list[int],
        typer.Option(
            metavar="PID", show_default=False, help="Its processes. Unless said: who listens there."
        ),
    ] = [],  # noqa: B006
    look: Annotated[
        list[str],
        typer.Option(metavar="PATH", show_default=False, help="Where else to look: logs, a proxy's folder."),
    ] = [],  # noqa: B006
    memory: Annotated[bool, typer.Option(help="Look into memory too; needs root.")] = True,
) -> None:
    """Play an evening and search everything for it.

    In your own house, with words that exist nowhere else.
    ALCOVE_SECRET must be the same here. Ends with 0 where nothing was found, 1 where something was, and 2 where
    the run says nothing: a control was missed, or a place could not be looked at. Takes two minutes."""
    from server.proof.controls import NoRedis
    from server.proof.played import NotPlayed
    from server.proof.processes import environment
    from server.proof.proving import Proving
    from server.proof.verdict import judged
    from server.scrubbing import is_told

    with told_kindly():
        there = deployment(url, redis, process, look, memory)
        scrubbed = [name for name, number in there.processes.items() if is_told(environment(number))]
        try:
            proof = asyncio.run(Proving(there, drawn).runs())
        except NotPlayed as no:
            raise Unfit(f"The evening could not be played: {no}") from None
        except NoRedis:
            raise Unfit("The controls need a redis-server on this machine, to spoil it") from None
    verdict = judged(proof, there.processes, scrubbed)
    for line in told(proof, verdict):
        typer.echo(line)
    if "lead" in there.offers:
        typer.echo(
            "A report of this proof waits for your safeguarding lead: *other*, by a name of random letters."
        )
    raise typer.Exit(verdict.verdict.value)


def deployment(
    url: list[str], redis: list[str], process: list[int], look: list[str], memory: bool
) -> "Deployment":
    """The house as it was named, with a meeting of its own for the proof."""
    from dataclasses import replace

    from server.__main__ import meeting
    from server.proof.proving import Deployment

    settings = from_environment()
    if not settings.secret:
        raise Unfit("ALCOVE_SECRET: needed here, and the same as where the house runs")
    links = meeting(replace(settings, public_url=url[0]), "support-circle", ("Fay", "Gil"))
    token = settings.metrics_token
    return Deployment(
        tuple(it.rstrip("/") for it in url),
        links.guides,
        links.participants,
        settings.secret,
        tuple(redis),
        dict(processes(url, process)),
        memory,
        (*look, *([str(settings.reports)] if settings.reports else [])),
        (tempfile.gettempdir(),),
        {"Authorization": f"Bearer {token}"} if token else {},
        frozenset(name for name, it in (("shelf", settings.shelf), ("lead", settings.reports)) if it),
        tuple(filter(None, [settings.shelf.partition("sqlite:///")[2]])),
    )


def processes(url: list[str], named: list[int]) -> Iterator[tuple[str, int]]:
    """The house's own, as the host named them, or as they listen on this machine."""
    from server.proof.processes import behind

    found = named or sorted(
        {one for it in map(urlsplit, url) if it.hostname in HERE and it.port for one in behind(it.port)}
    )
    if not found:
        raise Unfit("--process: nobody was found at that address on this machine; name the house's processes")
    for number in found:
        yield f"the house ({number})", number


def drawn(letters: int) -> str:
    """A word that exists nowhere else."""
    from server.proof.canaries import LETTERS

    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def told(proof: "Proof", judged: "Judged") -> Iterator[str]:
    """All of it, for a person."""
    from server.proof.controls import EVERY
    from server.proof.verdict import Verdict

    yield f"An evening of {proof.kinds} kinds of words, each one of a kind. {proof.receipts} receipts were given.\n"
    yield from looked(proof.after)
    yield f"\nControls left on purpose, not found: {', '.join(proof.missed) or 'none'} (of up to {len(EVERY)})"
    for it in judged.found:
        yield f"FOUND     {it.kind}, {it.spelling}, in {it.place}"
    for place, found in judged.in_memory.items():
        kinds = sorted({it.kind for it in found})
        yield f"Not overwritten, in {place}: {', '.join(kinds) or 'nothing'}"
    for why in judged.why_void:
        yield f"VOID      {why}"
    yield {
        Verdict.NOTHING_FOUND: "\nNothing was found.",
        Verdict.FOUND: "\nWords of the evening were found.",
        Verdict.VOID: "\nThis run proves nothing.",
    }[judged.verdict]


def looked(report: "Report") -> Iterator[str]:
    """Each place and how much was read; many files of one folder are one line."""
    from server.proof.looking import IN_A_FOLDER

    folders: dict[str, tuple[int, int]] = {}
    for it in report.looked:
        inside = it.place.startswith("/") and not it.place.endswith(IN_A_FOLDER)
        place = os.path.dirname(it.place) if inside else it.place.removesuffix(IN_A_FOLDER)
        many, size = folders.get(place, (0, 0))
        folders[place] = many + 1, size + it.size
    for place, (many, size) in folders.items():
        yield f"looked    {size:>12,} bytes  {place}{f' ({many} files)' if many > 1 else ''}"

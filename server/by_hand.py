"""Commands for what people hold in their own hands: receipts and notes, and the reports a lead reads."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from server.kindly import contents, told_kindly
from server.settings import Unfit

if TYPE_CHECKING:
    from server.keep.reports import Report


def add_to(app: typer.Typer) -> None:
    """These commands, beside the ones of the house."""
    app.command("verify-receipt")(verify_receipt)
    app.command("safeguarding-key")(safeguarding_key)
    app.command("reports")(reports)


def verify_receipt(
    file: Annotated[Path, typer.Argument(help="A receipt, or a note that somebody came.")],
    key: Annotated[
        str, typer.Option(metavar="KEY", show_default=False, help="The house's key, from its page /keys.")
    ] = "",
) -> None:
    """Check a signed file, offline. Ends with 1 where it does not hold."""
    from server.keep.signing import checked
    from server.spoken import told

    with told_kindly():
        verdict, statement = checked(contents(file), key or None)
        for line in told(verdict, statement):
            typer.echo(line)
    if not verdict.holds:
        raise typer.Exit(1)


def safeguarding_key() -> None:
    """Make both halves of a safeguarding key.

    One half is for the house, the other for the safeguarding lead alone."""
    from server.keep.reports import fresh_key

    house, lead = fresh_key()
    typer.echo(f"For the house:\n\n  ALCOVE_SAFEGUARDING_KEY={house}\n")
    typer.echo(f"For the lead alone, in a file that the house never sees:\n\n  {lead}")


def reports(
    folder: Annotated[Path, typer.Argument(help="Where reports wait: ALCOVE_REPORTS of the house.")],
    key: Annotated[Path, typer.Option(metavar="FILE", help="The lead's half of the key.")],
    handled: Annotated[
        str,
        typer.Option(metavar="NAME", show_default=False, help="A person has dealt with this one: it goes."),
    ] = "",
) -> None:
    """Read the reports that wait, as their lead."""
    from server.keep.reports import Tray

    with told_kindly():
        if handled and not Tray(folder).handle(handled):
            raise Unfit("--handled: no report of that name waits")
        for name, box in Tray(folder).waiting():
            it = _opened(name, box, key)
            typer.echo(
                f"{name}  {it.code}\n  {it.name or 'someone'} (seat {it.seat}) said here:\n  {it.words}\n"
            )


def _opened(name: str, box: bytes, key: Path) -> "Report":
    from server.keep.reports import CannotOpen, opened, private_half

    try:
        return opened(box, private_half(contents(key).decode()))
    except ValueError:
        raise Unfit(f"{key}: is no key of a lead") from None
    except CannotOpen:
        raise Unfit(f"{name}: is for another key") from None

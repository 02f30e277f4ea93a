"""schemelang render: the contract that people read and sign."""

import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
from attrs import frozen

from schemelang.checks.examples_hold import found_in
from schemelang.cli.binding import agreed, engine, found_out, record_on, worked_out
from schemelang.cli.explain import find_party
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import ERRORS, REFUSED, USAGE, figures_option, load_scheme, stop, tell
from schemelang.cli.saving import put, save
from schemelang.cli.terminal import with_progress
from schemelang.cli.varying import Varying, varying, what_is_varied
from schemelang.cli.writing import distinct, safe_name
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.document.contract import Contract, Identity, Index, Tags
from schemelang.document.diary import as_ics, events, without_a_day
from schemelang.document.html import as_html, index_html
from schemelang.document.matter import Matter
from schemelang.document.views import views, write_index
from schemelang.integrity.identity import identify
from schemelang.integrity.record import Agreed, Record
from schemelang.model.model import Scheme
from schemelang.outcome.examples import run_examples
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.standing import say_standing

_ADD = "Add   --figures FILE   or   --figures FOLDER"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@figures_option
@click.option("--for", "party", metavar="PARTY", help="Write the contract of one practice or group, by code or name.")
@click.option("--all", "everybody", is_flag=True, help="Write everybody's contracts, with an index of totals.")
@click.option(
    "--as",
    "document",
    type=click.Choice(["contract", "variation"]),
    default="contract",
    help="The contract, or the document that varies another: what changes, in words and pounds, and the contract then.",
)
@click.option(
    "--of",
    type=click.Path(path_type=Path),
    metavar="OLD",
    help="The scheme that is varied, if the file does not say which.",
)
@click.option(
    "--tags",
    type=click.Choice(["adobe", "docusign"]),
    help="Put the marks of a service for electronic signatures into the places to sign.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "pdf", "docx", "ics"]),
    default="html",
    help="The contract as a page, a PDF or a Word file, or its payment calendar for a diary.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="The folder to write to.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def render(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: Path,
    paths: Sequence[Path],
    party: str | None,
    everybody: bool,  # noqa: FBT001 - click gives a flag so
    document: str,
    of: Path | None,
    tags: Tags | None,
    form: str,
    out: Path,
    force: bool,  # noqa: FBT001
) -> None:
    """Write the contract as one HTML page, or one page for everybody who takes part; or its payment calendar.

    A PDF or a Word file is a copy of the page, with the same words and the same document ID.

    With   --as variation   it writes the document that varies another contract, with that contract as varied in it.

    An example or a guarantee that does not hold is said, here and in the contract, and exits with 1.
    """
    _refuse_what_does_not_go_together(party, everybody=everybody, document=document, of=of, form=form)
    lay_out = None if form == "ics" else _layout(form)
    loaded = load_scheme(file)
    if tags and not loaded.scheme.standing.is_in_force:
        stop(USAGE, f"--tags marks places to sign, and there are none: {say_standing(loaded.scheme.standing)}.")
    old = what_is_varied(file, loaded, of) if document == "variation" else None
    outcome, found = _worked_out(loaded, paths)
    runs = run_examples(loaded.scheme, loaded.graph)
    matter = Matter(
        scheme=loaded.scheme,
        graph=loaded.graph,
        examples=runs,
        outcome=outcome,
        party=None,
        tags=tags or "",
        certificate=found_out(loaded, runs),
    )
    copies = _Contracts(agreed(loaded)) if old is None else varying(loaded, matter, paths, old)
    if not everybody:
        matter = matter.for_party(_code(outcome, party))
    if lay_out is None:
        _write_diary(matter, out, everybody=everybody, force=force)
    elif everybody:
        _write_all(copies, matter, lay_out, out, force=force)
    else:
        _write_one(copies, matter, lay_out, out, force=force)
    everything = (*(each for run in runs for each in found_in(run, loaded.graph)), *found)
    tell(everything)
    sys.exit(ERRORS if has_errors(everything) else 0)


@frozen
class _Contracts:
    """Contracts of one scheme, to be written for each copy."""

    agreed: Agreed
    ending: str = ""
    what: str = "contracts"

    def record(self, matter: Matter) -> Record:
        return record_on(self.agreed, matter)

    def index(self, written: Mapping[str, Matter]) -> Index:
        return write_index(written)


def _refuse_what_does_not_go_together(
    party: str | None, *, everybody: bool, document: str, of: Path | None, form: str
) -> None:
    if everybody and party is not None:
        stop(USAGE, "--for writes the contract of one party and --all those of everybody: give one of them.")
    if of is not None and document == "contract":
        stop(USAGE, "--of names the scheme that is varied. Add   --as variation")
    if form == "ics" and document == "variation":
        stop(USAGE, "A payment calendar is that of a contract. Leave out   --as variation")


def _worked_out(loaded: Compiled, paths: Sequence[Path]) -> tuple[Outcome | None, tuple[Diagnostic, ...]]:
    if not paths:
        return None, ()
    return worked_out(loaded, paths)


def _code(outcome: Outcome | None, party: str | None) -> str | None:
    if party is None:
        return None
    if outcome is None:
        stop(USAGE, f"A contract for one party needs its figures. {_ADD}")
    return find_party(outcome.figures, party)


@frozen
class _Layout:
    """How a contract is laid out, and how the names of such files end."""

    ending: str
    write: Callable[[Contract, Identity], bytes]


_PACKAGES = {"pdf": ("A PDF", "typst"), "docx": ("A Word file", "docx")}
"""What a form is called, and the package that it needs."""


def _layout(form: str) -> _Layout:
    """Return how a form of the contract is laid out; where its package is not there, say how to get it."""
    if form in _PACKAGES:
        called, package = _PACKAGES[form]
        if importlib.util.find_spec(package) is None:
            stop(USAGE, f'{called} needs one more package. Get it with   pip install "schemelang[{form}]"')
    if form == "pdf":
        from schemelang.document.pdf import as_pdf

        return _Layout(form, as_pdf)
    if form == "docx":
        from schemelang.document.word import as_word

        return _Layout(form, as_word)
    return _Layout(form, lambda contract, identity: as_html(contract, identity).encode())


def _write_one(copies: _Contracts | Varying, matter: Matter, lay_out: _Layout, out: Path, *, force: bool) -> None:
    """Write one contract or variation, and say its document ID."""
    contract, identity = identify(copies.record(matter), engine())
    name = f"{_name(matter.scheme, matter.party)}{copies.ending}.{lay_out.ending}"
    save(out, {name: lay_out.write(contract, identity)}, force=force)
    click.echo(f"Document ID: {identity.id}")


def _write_all(copies: _Contracts | Varying, matter: Matter, lay_out: _Layout, out: Path, *, force: bool) -> None:
    """Write the contract of everybody and of each party and, of pages, the one that leads to them."""
    if matter.outcome is None:
        stop(USAGE, f"Contracts for everybody need figures. {_ADD}")
    every = views(matter)
    codes = [each.party for each in every]
    index, *names = distinct([f"{_name(matter.scheme, code)}{copies.ending}" for code in ("index", *codes)])
    written = {f"{name}.{lay_out.ending}": each for name, each in zip(names, every, strict=True)}
    by = engine()
    files = {
        name: lay_out.write(*identify(copies.record(each), by))
        for name, each in with_progress([*written.items()], f"Writing {copies.what.removesuffix('s')}")
    }
    if lay_out.ending == "html":
        files[f"{index}.html"] = index_html(copies.index(written)).encode()
    put(out, files, force=force)
    where = f"{out / index}.html, and {len(written)} {copies.what} beside it"
    click.echo(f"Written: {where if lay_out.ending == 'html' else f'{len(written)} {copies.what} in {out}'}")


def _write_diary(matter: Matter, out: Path, *, everybody: bool, force: bool) -> None:
    """Write the payment calendar of one copy, or a file for each."""
    if everybody and matter.outcome is None:
        stop(USAGE, f"Calendars for everybody need figures. {_ADD}")
    every = [each for each in (views(matter) if everybody else (matter,)) if events(each)]
    if not every:
        stop(REFUSED, "No payment has a day yet, so that there is no calendar to write.")
    names = distinct([_name(matter.scheme, each.party) for each in every])
    save(out, {f"{name}.ics": as_ics(each).encode() for name, each in zip(names, every, strict=True)}, force=force)
    missing = without_a_day(matter)
    if missing:
        click.echo(f"Not in it, because the day is not known yet: {missing} of what is to be paid.", err=True)


def _name(scheme: Scheme, code: str | None) -> str:
    return safe_name(scheme.name if code is None else f"{scheme.name}-{code}")

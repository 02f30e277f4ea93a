"""Checks a file and says what came of it, unless that was kept; click is not needed for it."""

from functools import partial
from typing import TYPE_CHECKING

from schemelang.cli.compiling import compile_source, report
from schemelang.cli.examined import Found, examined
from schemelang.cli.keeping import Compiled, keep_checked, kept_checked
from schemelang.cli.reading import load_beside, read_source
from schemelang.cli.shelves import Answer
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.formats.checked import Checked
from schemelang.formats.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from schemelang.figures.figures import Figures


def checked(path: "Path | str", figures: "Sequence[Path]" = ()) -> Checked:
    """Check one file; one that has not changed since an earlier run is taken as it was then."""
    source, found = read_source(path)
    if source is None:
        return Checked(file=str(path), found=found)
    load = partial(load_beside, path)
    before = None if figures else kept_checked(source, load)
    if before is not None:
        return before
    compiled, found = compile_source(source, path)
    if compiled is None:
        return Checked(file=str(path), found=found)
    one = _examined(path, compiled, found, figures)
    if not figures:
        keep_checked(source, one, answer_of(one), compiled.texts)
    return one


def answer_of(one: Checked) -> Answer:
    """Return all that is said of a file, so that it can be said again at once."""
    return (
        int(has_errors(one.found)),
        report(one.found),
        report(one.found, colour=True),
        f"{verdict(one)}\n",
        certificate_of(one),
    )


def _examined(
    path: "Path | str", compiled: Compiled, found: tuple[Diagnostic, ...], figures: "Sequence[Path]"
) -> Checked:
    """Run every check and every prover on a scheme that compiles, unless nothing has changed on which they rest."""
    from schemelang.model.model import Example, Guarantee, Payment

    scheme = compiled.scheme
    if figures:
        from schemelang.cli.loading import load_figures  # which may have to stop with a usage of the command line

        more, certificate = _found(compiled, load_figures(figures, scheme))
    else:
        more, certificate = examined(compiled, partial(_found, compiled))
    return Checked(
        file=str(path),
        found=found + more,
        title=scheme.title,
        payments=sum(isinstance(block, Payment) for block in scheme.blocks),
        examples=sum(isinstance(block, Example) for block in scheme.blocks),
        guarantees=sum(isinstance(block, Guarantee) for block in scheme.blocks),
        certificate=certificate,
    )


def _found(compiled: Compiled, figures: "Figures | None" = None) -> Found:
    from schemelang.checks.examine import examine  # none of this is needed for what is kept

    done = examine(compiled.scheme, compiled.graph, figures)
    return done.found, done.certificate


def certificate_of(one: Checked) -> str:
    """Write the certificate of a scheme that pays something and has no errors, as it stands after the verdict."""
    from schemelang.formats.text import certificate_text  # only when it is asked for

    return f"\n{certificate_text(one.certificate, one.title)}\n" if one.payments and one.certificate else ""

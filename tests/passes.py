"""The passes as the tests run them: from a case's files to what is found in them."""

import os
from datetime import date
from pathlib import Path

from attrs import frozen

from booked import scene
from compiled import scheme_of
from paid import found_in_paying
from recorded import ENGINE, page_of, record_of
from schemelang.checks.examine import check
from schemelang.checks.mutation import mutation
from schemelang.cli.compiling import compile_file
from schemelang.dates import carried_holidays
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.columns import known_headings
from schemelang.figures.csv_text import read_csv
from schemelang.figures.errors import FileUnreadable
from schemelang.figures.files import fingerprint, same_files
from schemelang.figures.from_files import read_figures
from schemelang.figures.known import Known
from schemelang.figures.nhs.bank_holidays import read_bank_holidays
from schemelang.figures.table import Table
from schemelang.graph.graph import RuleGraph
from schemelang.integrity.errors import SchemeSaysOtherwise
from schemelang.integrity.register import (
    Signed,
    Signing,
    misdated,
    paid_unsigned,
    places_to_sign,
    read_register,
    sign,
    signed_another,
    unsigned,
    write_register,
)
from schemelang.integrity.seal import Keys, check_seal, new_keys, read_secret, seal
from schemelang.integrity.verifying import differences, verify_page
from schemelang.model.model import Scheme
from schemelang.outcome.examples import run_examples
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Outcome
from schemelang.simulation.asked import read_asked
from schemelang.simulation.trials import begin
from schemelang.source import CellPlace

SHARED_SCHEME = Path(__file__).parent / "cases" / "bad" / "figures.scheme"
CONTRACTS = sorted(Path(__file__).parents[1].glob("contracts/*/*.scheme"))


PUBLISHED_SCHEME = SHARED_SCHEME.with_name("published.scheme")
PUBLISHED = frozenset(f"SCH{number}" for number in range(590, 600))
"""What is found in published files. The scheme of their cases has its own, and so does the table of who takes part."""


_MUTATED = ("SCH470", "SCH471")
"""What is found only when a scheme is changed."""


@frozen
class Case:
    """How far a case got, and all that was found in it."""

    found: tuple[Diagnostic, ...]
    scheme: Scheme | None = None
    graph: RuleGraph | None = None
    outcome: Outcome | None = None


def run_case(path: Path) -> Case:
    """Run a scheme, with the figures of the same name beside it; or figures, with the shared scheme.

    Beside figures there may be a second file of them, which ends in .other; beside a scheme one of bank holidays.
    """
    if path.suffix == ".csv" and path.resolve().parent.name in PUBLISHED:
        return with_published(path)
    if path.suffix == ".csv":
        files = [each for each in (path, path.with_suffix(".other")) if each.exists()]
        return with_figures(compiled(Path(os.path.relpath(SHARED_SCHEME))), files)
    if path.with_suffix(".change").exists():
        return with_a_change(path)
    if path.with_suffix(".paying").exists():
        figures = path.with_suffix(".csv")
        return Case(found_in_paying(path, tables_of([figures] if figures.exists() else [], Known())[0]))
    case = compiled(path)
    if path.with_suffix(".asked").exists():
        return Case(asked_what_if(case, path.with_suffix(".asked")))
    if path.resolve().parent.name in _MUTATED and case.scheme is not None and case.graph is not None:
        return Case(case.found + mutation(case.scheme, case.graph).found)
    holidays = path.with_suffix(".json")
    if holidays.exists():
        return Case(case.found + read_bank_holidays(holidays.name, holidays.read_bytes(), carried_holidays())[1])
    files = [each for each in (path.with_suffix(".csv"), path.with_suffix(".other")) if each.exists()]
    return with_figures(case, files) if files else case


def asked_what_if(case: Case, path: Path) -> tuple[Diagnostic, ...]:
    """Ask of the first worked example of a scheme what there would be if, by the options in the lines of a file.

    Beside it there may be a table of scenarios, which ends in .scenarios.
    """
    assert case.scheme is not None, "a scheme of which this is asked compiles"
    assert case.graph is not None, "a scheme of which this is asked compiles"
    outcome = run_examples(case.scheme, case.graph)[0].outcome
    assert outcome is not None, "its worked example can be read"
    options = [line.partition(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    settings, varyings = ([text for name, _, text in options if name == wanted] for wanted in ("--set", "--vary"))
    rows = path.with_suffix(".scenarios")
    table = read_csv("scenarios.csv", rows.read_bytes())[0] if rows.exists() else None
    return read_asked(settings, varyings, begin(case.scheme, outcome, "the example").world, table=table)[1]


def with_published(path: Path) -> Case:
    """Read a published file for the scheme that those cases share, beside the table that says who takes part."""
    code, scheme = path.resolve().parent.name, compiled(Path(os.path.relpath(PUBLISHED_SCHEME))).scheme
    assert scheme is not None, "the shared scheme compiles"
    return Case(found_in_published(code, scheme, path.name, path.read_bytes()))


def found_in_published(code: str, scheme: Scheme, name: str, content: bytes) -> tuple[Diagnostic, ...]:
    """Return what is found in a published file for a code, by the side of what that code needs."""
    roster, _ = read_csv("practices.csv", PUBLISHED_SCHEME.with_suffix(".csv").read_bytes())
    table, found = read_csv(name, content, known_headings(scheme))
    assert roster is not None
    assert table is not None
    tables = (table,) if code in ("SCH591", "SCH592") else (roster, table)
    return found + read_figures(tables, scheme, partial=code != "SCH591")[1]


def with_a_change(path: Path) -> Case:
    """Write the contract of a scheme, make the change beside it in the page or in the scheme, and verify it.

    Or sign it for the parties that are named there, one a line, hold it against a seal, or do something with a ledger.
    """
    first, *parties = path.with_suffix(".change").read_text(encoding="utf-8").splitlines()
    if first.startswith("seal"):
        return Case(held_against_a_seal(first))
    if first.startswith("ledger"):
        return Case(scene(first, path.read_text(encoding="utf-8")))
    if first.startswith("sign"):
        return Case(signed(path.read_text(encoding="utf-8"), first, parties))
    where, before, _, now = path.with_suffix(".change").read_text(encoding="utf-8").splitlines()
    text = path.read_text(encoding="utf-8")
    record = record_of(text)
    if where == "in the scheme":
        said = differences(record.agreed, record_of(text.replace(before, now)).agreed)
        place = CellPlace("small.html")
        return Case((SchemeSaysOtherwise(place=place, path=place.file, scheme=path.name, differences="\n".join(said)),))
    page = page_of(record, where.partition(" of ")[2] or ENGINE)
    assert page.count(before) == 1, "a change is made in one place"
    verified = verify_page("small.html", page.replace(before, now).encode(), ENGINE)
    return Case((verified,) if isinstance(verified, Diagnostic) else ())


def signed(text: str, how: str, parties: list[str]) -> tuple[Diagnostic, ...]:
    """Sign the contract of a scheme for parties; then read the register, change the scheme, or look who is missing."""
    record = record_of(text)
    register: list[Signed] = []
    for party in parties:
        signing = Signing(party=party, by="Dr Ann Hall", role="Partner", on=date(2013, 3, 1))
        found = sign("small.html", register, record, signing)
        if isinstance(found, Diagnostic):
            return (found,)
        register.append(found)
    if how == "sign, and lose a letter":
        read = read_register("small.signatures", write_register(register).replace("Partner", ""))
        return (read,) if isinstance(read, Diagnostic) else ()
    if how == "sign, and look at the day":
        return tuple(each for signed in register for each in misdated("small.html", scheme_of(text), signed))
    if how == "sign, and pay":
        return paid_unsigned("small.scheme", places_to_sign(record.contract), register)
    if how == "sign, and change the price":
        return signed_another("small.scheme", register, record_of(text.replace("£2", "£3")).agreed)
    return unsigned("small.html", record, register)


def held_against_a_seal(how: str) -> tuple[Diagnostic, ...]:
    """Seal a page, and hold another page against the seal, or the seal against another key."""
    one, two = new_keys(bytes(32), ""), new_keys(b"1" * 32, "")
    page, public = (b"another page", one.public) if how == "seal another page" else (b"a page", two.public)
    held = check_seal("small.html", page, sealed(one, b"a page"), public)
    return () if isinstance(held, str) else (held,)


def sealed(keys: Keys, content: bytes) -> bytes:
    """Seal a page with a key that has no passphrase."""
    key = read_secret(keys.secret, "")
    assert not isinstance(key, str)
    return seal(content, key, "0000 0000 0000 0000")


def figures_of(contract: Path) -> list[Path]:
    """Return the files of figures of a contract: its own folder of them, or the one of all its neighbours."""
    folder = contract.parent / "figures"
    own = folder / contract.stem
    return sorted((own if own.is_dir() else folder).glob("*.csv"))


def compiled(path: Path) -> Case:
    """Compile a scheme and check it."""
    compiled, found = compile_file(path)
    if compiled is None:
        return Case(found)
    return Case(found + check(compiled.scheme, compiled.graph), compiled.scheme, compiled.graph)


def with_figures(case: Case, paths: list[Path]) -> Case:
    """Read figures for a scheme that compiles, and evaluate it."""
    assert case.scheme is not None, "the scheme of a case with figures compiles"
    assert case.graph is not None, "the scheme of a case with figures compiles"
    tables, found = tables_of(paths, known_headings(case.scheme))
    if has_errors(found):
        return Case(case.found + found)
    figures, problems = read_figures(tables, case.scheme)
    found = case.found + found + problems
    if figures is None:
        return Case(found)
    outcome, problems = evaluate(case.graph, figures)
    return Case(found + problems, case.scheme, case.graph, outcome)


def tables_of(paths: list[Path], known: Known) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """Read several files of figures."""
    tables: list[Table] = []
    found: list[Diagnostic] = []
    marks: list[tuple[str, str]] = []
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError:
            found.append(FileUnreadable(place=CellPlace(path.name), path=path.name))
            continue
        marks.append((path.name, fingerprint(content)))
        table, problems = read_csv(path.name, content, known)
        found.extend(problems)
        tables.extend([table] if table else [])
    return tuple(tables), (*found, *same_files(marks))

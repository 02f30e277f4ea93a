"""The files that money is paid by, and what each of them must be told before it can be written."""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from attrs import frozen

from schemelang.cli.loading import REFUSED, USAGE, count, stop, tell
from schemelang.cli.saving import save, see_that_free
from schemelang.cli.terminal import clean
from schemelang.cli.writing import safe_name
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.model.model import Scheme
from schemelang.outcome.outcome import Outcome
from schemelang.paying.due import Due
from schemelang.paying.payer import nothing_due
from schemelang.paying.written import Written
from schemelang.quantities import Misread, read_money

if TYPE_CHECKING:  # a form is read only when it is asked for
    from schemelang.paying.agency import Agency
    from schemelang.paying.template import Template

FORMS = ("xlsx", "agency", "transparency", "ocds", "cashflow", "accrual")
"""The forms that finance reads."""

RUN_FORMS = ("xlsx", "agency", "transparency", "ocds")
"""Those that hold what a run pays."""

_MOST_DAYS = 60


@frozen(kw_only=True)
class Settings:
    """What was said on the command line about the files that money is paid by."""

    template: Path | None
    deadline: int | None
    fill: tuple[tuple[str, str], ...]
    paycode: tuple[tuple[str, str], ...]
    nominee: tuple[tuple[str, str], ...]
    payer: str | None
    threshold: int | None
    ocid_prefix: str | None

    @property
    def given(self) -> dict[str, object]:
        """What was given, by the name of its option."""
        facts: dict[str, object] = {
            "--template": self.template,
            "--deadline": self.deadline,
            "--fill": self.fill or None,
            "--paycode": self.paycode or None,
            "--nominee": self.nominee or None,
            "--payer": self.payer,
            "--threshold": self.threshold,
            "--ocid-prefix": self.ocid_prefix,
        }
        return {name: value for name, value in facts.items() if value is not None}


_TAKES: dict[str, dict[str, str]] = {
    "agency": {
        "--template": "the agency's own headings, --template FILE.csv",
        "--deadline": "how many working days before the payment date it must have the file, --deadline DAYS",
    },
    "transparency": {"--threshold": "over which amount spending is published, --threshold £25000"},
    "ocds": {"--ocid-prefix": "your own prefix as a publisher, --ocid-prefix ocds-abc123"},
}
"""What each form must be told, and what to say when it is not."""

_MAY: dict[str, set[str]] = {
    "agency": {"--fill", "--paycode", "--nominee", "--payer"},
    "transparency": {"--fill", "--payer"},
    "ocds": {"--payer"},
}
_AS_AT = {"ocds", "accrual"}


# ---------------------------------------------------------------- options


class _Pair(click.ParamType[tuple[str, str]]):
    """A name and what it is to be: NAME=VALUE. Nothing after the equals sign is nothing, where that `may_be_blank`."""

    name = "name=value"

    def __init__(self, *, may_be_blank: bool) -> None:
        """Say whether the value may be left out."""
        self.may_be_blank = may_be_blank

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        """Cut a pair at its first equals sign."""
        name, equals, what = str(value).partition("=")
        if not (name.strip() and equals and (what.strip() or self.may_be_blank)):
            self.fail(f'"{value}" is no pair: write NAME=VALUE', param, ctx)
        return name.strip(), what.strip()


class _Pence(click.ParamType[int]):
    """An amount of money, in pence."""

    name = "amount"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Read an amount with or without its pound sign."""
        text = str(value).strip()
        read = read_money(text if text.startswith("£") else f"£{text}")
        if isinstance(read, Misread) or (read * 100).denominator != 1:
            self.fail(f'"{value}" is not an amount: write 500 or £25,000', param, ctx)
        return int(read * 100)


class _Prefix(click.ParamType[str]):
    """The prefix under which a publisher is known to the Open Contracting Partnership."""

    name = "prefix"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """See that a prefix has the form in which they are given out."""
        if not re.fullmatch(r"ocds-[0-9a-z]{6}", str(value)):
            self.fail(
                f'"{value}" is no prefix: it is ocds- and six letters or figures, as you registered it', param, ctx
            )
        return str(value)


_OPTIONS = (
    click.option(
        "--template", type=click.Path(path_type=Path), metavar="FILE", help="The payment agency's own headings, as CSV."
    ),
    click.option(
        "--deadline",
        type=click.IntRange(0, _MOST_DAYS),
        metavar="DAYS",
        help="How many working days before a payment the agency must have its file.",
    ),
    click.option(
        "--fill", type=_Pair(may_be_blank=True), multiple=True, metavar="HEADING=TEXT", help="The same in every row."
    ),
    click.option(
        "--paycode",
        type=_Pair(may_be_blank=False),
        multiple=True,
        metavar="PAYMENT=CODE",
        help="The agency's pay code of a payment.",
    ),
    click.option(
        "--nominee",
        type=_Pair(may_be_blank=False),
        multiple=True,
        metavar="GROUP=CODE",
        help="Who is paid for a group, where each group nominates somebody.",
    ),
    click.option("--payer", metavar="NAME", help="Only what this party pays."),
    click.option("--threshold", type=_Pence(), metavar="AMOUNT", help="Publish spending over this amount."),
    click.option("--ocid-prefix", type=_Prefix(), metavar="PREFIX", help="Your prefix as an OCDS publisher."),
)


def paying_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options about payments, and hand them over as one."""

    @wraps(command)
    def packed(**given: Any) -> None:  # noqa: ANN401 - whatever options there are
        names = ("template", "deadline", "fill", "paycode", "nominee", "payer", "threshold", "ocid_prefix")
        settings = Settings(**{name: given.pop(name) for name in names})
        command(settings=settings, **given)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed


def insist_on_settings(form: str, settings: Settings, *, as_at: date | None, out: Path | None) -> None:
    """Stop where a form is not told what it must be, or is told what it does not read."""
    needed = _TAKES.get(form, {})
    for name, words in needed.items():
        if name not in settings.given:
            stop(USAGE, f"--format {form} must be told {words}")
    for name in settings.given:
        if name not in {*needed, *_MAY.get(form, set())}:
            forms = [each for each in FORMS if name in {*_TAKES.get(each, {}), *_MAY.get(each, set())}]
            stop(USAGE, f"{name} is read with --format {' or '.join(forms)} only.")
    if form in _AS_AT and as_at is None:
        stop(USAGE, f"--format {form} speaks of a day: add --as-at DATE")
    if form == "xlsx" and out is None:
        stop(USAGE, "A workbook is a file: say with --out DIR where it is to go.")


# ---------------------------------------------------------------- writing


@frozen(kw_only=True)
class Run:
    """What is paid by a run, and what it was worked out from.

    `file` is the scheme's, and `recorded` which run of a ledger it is.
    """

    file: Path
    scheme: Scheme
    outcome: Outcome
    paid: tuple[Due, ...]
    as_at: date | None
    recorded: int | None = None

    @property
    def once_more(self) -> str:
        """How its file is written once what is in the way is put right; nothing where it can simply be run again."""
        if self.recorded is None:
            return ""
        return f"The run is recorded. Once that is put right, write its file with   --again {self.recorded}"


def see_that_it_can_be_written(form: str, run: Run, settings: Settings, out: Path | None, *, force: bool) -> None:
    """Stop before anything is recorded, where the file that it is paid by could not be written."""
    if form not in FORMS:
        return
    written = _written(form, run, _of_payer(run, settings.payer), settings)
    if not isinstance(written, Written):
        _refuse(written)
    if out is not None and not force:
        see_that_free(out, _names(run, written))


def put_payments(form: str, run: Run, settings: Settings, out: Path | None, *, force: bool) -> None:
    """Write a file of payments with its control totals beside it or, without a folder, said after it."""
    paid = _of_payer(run, settings.payer)
    written = _written(form, run, paid, settings)
    if not isinstance(written, Written):
        if run.once_more:
            click.echo(run.once_more, err=True)
        _refuse(written)
    empty = nothing_due(str(run.file), run.scheme, paid, run.as_at) if form in _TAKES else ()
    tell((*empty, *written.found))
    if out is None:
        click.echo(written.content.decode(), nl=False)
    else:
        name, beside = _names(run, written)
        text = _control_text(run.scheme.title, name, written, run.as_at)
        save(out, {name: written.content, beside: text.encode()}, force=force, besides=run.once_more)
    for line in written.control:
        click.echo(clean(line), err=True)


def _names(run: Run, written: Written) -> tuple[str, str]:
    day = "" if run.as_at is None else f"-{run.as_at.isoformat()}"
    name = f"{safe_name(run.scheme.name)}{day}-{written.ending}"
    return name, f"{name}.control.txt"


def _written(form: str, run: Run, paid: Sequence[Due], settings: Settings) -> Written | tuple[Diagnostic, ...]:
    match form:
        case "xlsx":
            from schemelang.paying.book import book

            return book(run.scheme, run.outcome, paid, run.as_at)
        case "cashflow":
            from schemelang.paying.book import cash_flow

            return cash_flow(run.scheme, run.outcome)
        case "accrual":
            from schemelang.paying.book import accrual

            assert run.as_at is not None, "insisted on"
            return accrual(run.scheme, run.outcome, run.as_at)
        case "agency":
            from schemelang.paying.agency import agency

            return agency(run.scheme, paid, _agency(run, settings))
        case "transparency":
            from schemelang.paying.transparency import transparency

            assert settings.threshold is not None, "insisted on"
            return transparency(run.scheme, paid, over=settings.threshold, fill=_filled(settings))
        case _:
            from schemelang.paying.ocds import ocds

            assert settings.ocid_prefix is not None, "insisted on"
            assert run.as_at is not None, "insisted on"
            return ocds(run.scheme, paid, prefix=settings.ocid_prefix, as_at=run.as_at)


def _of_payer(run: Run, payer: str | None) -> tuple[Due, ...]:
    """Return what one payer pays, if one is named."""
    payers = sorted({part.payer for part in run.outcome.graph.due})
    if payer is not None and payer not in payers:
        stop(USAGE, f'Nobody called "{payer}" pays under this scheme. It is paid by: {", ".join(payers)}.')
    return tuple(due for due in run.paid if payer in (None, due.payer))


def _agency(run: Run, settings: Settings) -> "Agency":
    """Read what the agency asks for."""
    from schemelang.paying.agency import Agency

    assert settings.deadline is not None, "insisted on"
    payments = {part.payment for part in run.outcome.graph.due}
    groups = {member.code for member in run.outcome.figures.members}
    return Agency(
        template=_template(settings),
        paycodes=_known("--paycode", settings.paycode, payments, "payment"),
        nominees=_known("--nominee", settings.nominee, groups, "group with the code"),
        working_days=settings.deadline,
    )


def _template(settings: Settings) -> "Template":
    from schemelang.paying.template import read_template

    assert settings.template is not None, "insisted on"
    try:
        content = settings.template.read_bytes()
    except OSError:
        stop(REFUSED, f"{settings.template} cannot be read; nothing was written.")
    template, found = read_template(str(settings.template), content, _once("--fill", settings.fill))
    if template is None:
        _refuse(found)
    return template


def _known(option: str, pairs: Sequence[tuple[str, str]], names: Collection[str], what: str) -> Mapping[str, str]:
    """See that what is named is there."""
    said = _once(option, pairs)
    for name in said:
        if name not in names:
            stop(USAGE, f'{option}: there is no {what} "{name}".')
    return said


def _filled(settings: Settings) -> Mapping[str, str]:
    from schemelang.paying.template import plain
    from schemelang.paying.transparency import FILLED

    fill = {plain(name): value for name, value in _once("--fill", settings.fill).items()}
    known = {plain(name): name for name in sorted(FILLED)}
    for name in fill:
        if name not in known:
            stop(USAGE, f"--fill: with --format transparency these can be said: {', '.join(known.values())}.")
    return {known[name]: value for name, value in fill.items()}


def _once(option: str, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """See that nothing is said twice."""
    said: dict[str, str] = {}
    for name, value in pairs:
        if said.setdefault(name, value) != value:
            stop(USAGE, f'{option}: "{name}" is given as "{said[name]}" and as "{value}".')
    return said


def _refuse(found: Sequence[Diagnostic]) -> NoReturn:
    assert has_errors(tuple(found)), "what is refused has a reason"
    tell(found)
    stop(REFUSED, f"{count(found)}; nothing was written.")


def _control_text(title: str, name: str, written: Written, as_at: date | None) -> str:
    """Say on a page of its own what a file is checked by, before it is sent and after it has come."""
    day = [] if as_at is None else [f"As at {say_date(as_at)}."]
    fingerprint = f"SHA-256 of the file: {hashlib.sha256(written.content).hexdigest()}"
    return "\r\n".join((f"Control totals of {name}", title, *day, *written.control, fingerprint, ""))

"""The certificate for people: claims and how each came out, what the scheme can cost, and where one more changes pay.

All that is written here stays within cp1252, so that the plainest Windows console can show it; what an author wrote
is shown as written.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemelang.explanation.values import listed, say_counted
from schemelang.formats.verdict import claims_counted
from schemelang.plaintext import reveal, wrapped
from schemelang.proof.in_words import ended, of_what, said, status
from schemelang.proof.proof import ASSUMED, KINDS, Budget, Certificate, Claim, Cliff, Most
from schemelang.quantities import say_money, say_number

WIDTH = 80
_STATUS_WIDTH = 13
_MOST_CLIFFS = 12
_INDENT = 6
_WIDTHS = (16, 16, 13, 13)
_COLUMNS = ("with one less", "there", "each before", "each after")


def certificate_text(certificate: Certificate, title: str) -> str:
    """Write a certificate, each of its lines within the width of a plain terminal, and end with a line's end."""
    rows = [*_heading(certificate, title), "", *_claims(certificate)]
    if certificate.budget is not None:
        rows += ["", *_budget(certificate.budget)]
    if certificate.cliffs:
        rows += ["", *_cliffs(certificate.cliffs)]
    return "".join(f"{row}\n" for row in rows)


def _heading(certificate: Certificate, title: str) -> Iterator[str]:
    yield from _wrapped(f'Certificate of "{reveal(title)}": {claims_counted(certificate)}.')
    yield from _wrapped(ASSUMED)


# ---------------------------------------------------------------- claims


def _claims(certificate: Certificate) -> Iterator[str]:
    """Write each claim with its status before it; what is the same of several blocks is said once."""
    for (kind, word, sentences), alike in groupby(certificate.claims, key=_alike):
        titles = [f'"{reveal(claim.about)}"' for claim in alike if claim.about]
        about = f", in {listed(titles, 'and')}" if titles else ""
        first, *rest = _wrapped(f"{KINDS[kind]}{about}", indent=_STATUS_WIDTH)
        yield word.ljust(_STATUS_WIDTH) + first[_STATUS_WIDTH:]
        yield from rest
        for sentence in sentences:
            yield from _wrapped(reveal(sentence), indent=_STATUS_WIDTH)


def _alike(claim: Claim) -> tuple[str, str, tuple[str, ...]]:
    """Return by what a claim is the same as another, of another block."""
    return claim.kind, status(claim.verdict), said(claim)


# ---------------------------------------------------------------- money


def _budget(budget: Budget) -> Iterator[str]:
    """Say what the scheme can cost, to whom, and what can be asked back."""
    over = "with the figures that were given" if budget.given_figures else "whatever the figures are"
    yield f"What it can cost, {over}"
    yield from _most("in all", budget.total)
    yield from _most("to one of those who are paid", budget.one)
    yield from _most("asked back of one of them", budget.back)


def _most(what: str, most: Most) -> Iterator[str]:
    if most.amount is None:
        yield from _wrapped(f"{what}: not bounded; {ended(reveal(most.why))}", indent=2, hanging=4)
    else:
        why = f"; {ended(reveal(most.why))}" if most.why else ""
        yield from _wrapped(f"{what}: at most {say_money(most.amount)}{why}", indent=2, hanging=4)


def _cliffs(cliffs: tuple[Cliff, ...]) -> Iterator[str]:
    """Write a table of the counts at which pay changes, figure by figure."""
    yield from _wrapped(
        "Where one more changes pay, all else staying as it is. The last two columns say what each one more is worth "
        "before the count and after it."
    )
    yield _row("", _COLUMNS)
    shown = cliffs[:_MOST_CLIFFS]
    for (payment, paid), theirs in groupby(shown, key=lambda cliff: (cliff.payment, cliff.paid)):
        yield from _wrapped(reveal(f"{payment}, {paid}"), indent=2, hanging=4)
        for figure, counts in groupby(theirs, key=_figure):
            yield from _wrapped(reveal(figure), indent=4, hanging=6)
            for cliff in counts:
                yield from _cliff(cliff)
    if len(cliffs) > len(shown):
        yield f"  and {len(cliffs) - len(shown)} more, which --format json has"


def _figure(cliff: Cliff) -> str:
    """Say of which figure a count is, and out of how many."""
    return of_what(cliff) + ("" if cliff.out_of is None else f", out of {say_counted(cliff.out_of, cliff.unit)}")


def _cliff(cliff: Cliff) -> Iterator[str]:
    """Write a count with what is paid with one less and there, and what each one more is worth on both sides."""
    amounts = (cliff.before, cliff.after, cliff.below, cliff.beyond)
    yield _row(say_number(cliff.count), ["-" if each is None else say_money(each) for each in amounts])
    yield from _wrapped(reveal(cliff.what), indent=_INDENT + 2)


def _row(first: str, cells: Sequence[str]) -> str:
    amounts = "".join(cell.rjust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    return f"{' ' * _INDENT}{first}".ljust(WIDTH - len(amounts)) + amounts


# ---------------------------------------------------------------- lines


def _wrapped(words: str, indent: int = 0, hanging: int | None = None) -> list[str]:
    rest = indent if hanging is None else hanging
    return wrapped(words, WIDTH, " " * indent, " " * rest)

"""What came of checking one file, in a line; and how the claims about it came out, in numbers."""

from schemelang.diagnostic import has_errors
from schemelang.formats.checked import Checked
from schemelang.proof.proof import Accepted, Broken, Certificate, Proved, Tried, Unchecked


def verdict(checked: Checked) -> str:
    """Say in a line what was checked and how it came out, and no more than that."""
    found = _summary(checked)
    if has_errors(checked.found):
        return f"{checked.file}: {found}{'' if checked.certificate else ', so nothing is proved'}."
    advice = f", {found}" if checked.found else ""
    return f"{checked.file}: no errors{advice}. {_examples(checked.examples)}{_guarantees(checked)}"


def _summary(checked: Checked) -> str:
    if not checked.found:
        return ""
    from schemelang.report import summary  # only where there is something to report

    return summary(checked.found)


def _examples(number: int) -> str:
    if not number:
        return "It has no worked example."
    return "Its worked example holds." if number == 1 else f"Its {number} worked examples hold."


def _guarantees(checked: Checked) -> str:
    """Say how many of the guarantees are proved."""
    number, claims = checked.guarantees, () if checked.certificate is None else checked.certificate.claims
    proved = sum(claim.kind == "guarantee" and isinstance(claim.verdict, Proved) for claim in claims)
    if not number:
        return ""
    if number == 1:
        return (
            " Its guarantee is proved." if proved else " Its guarantee is not proved; evaluate tests it on the figures."
        )
    if proved == number:
        return f" Its {number} guarantees are proved."
    if not proved:
        return f" Its {number} guarantees are not proved; evaluate tests them on the figures."
    return f" Of its {number} guarantees {proved} {'is' if proved == 1 else 'are'} proved; evaluate tests the others."


_COUNTED = {
    Proved: "proved",
    Tried: "tried and not proved",
    Broken: "broken",
    Accepted: "broken and accepted",
    Unchecked: "not checked",
}


def claims_counted(certificate: Certificate) -> str:
    """Say how many claims came out in which way: 7 claims proved, 2 not checked."""
    numbers = {
        words: sum(isinstance(claim.verdict, kind) for claim in certificate.claims) for kind, words in _COUNTED.items()
    }
    first, *rest = ((number, words) for words, number in numbers.items() if number or words == "proved")
    proved = f"{first[0]} claim{'' if first[0] == 1 else 's'} {first[1]}"
    return ", ".join((proved, *(f"{number} {words}" for number, words in rest)))

"""The certificate: each kind of claim is in it, in order, and of a scheme with errors there is none."""

from pathlib import Path

import pytest

from compiled import HEADING, scheme_of
from passes import CONTRACTS, compiled
from schemelang.checks.certificate import NOT_LOOKED_AT, PROVERS, certify
from schemelang.checks.examine import examine
from schemelang.graph.from_model import lower
from schemelang.proof.proof import KINDS, Unchecked
from subjects import small_subject

PAYMENT = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
payment grant "A grant"
    to each practice
    start with        £2 for each patient in list_size
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""


def test_every_kind_of_claim_is_there_in_order() -> None:
    """Each kind has a claim, in the order in which they are listed; a guarantee only where there is one."""
    kinds = list(dict.fromkeys(claim.kind for claim in certify(small_subject(PAYMENT)).claims))

    assert kinds == [kind for kind in KINDS if kind != "guarantee"]


def test_what_no_prover_looks_at_is_said() -> None:
    """A kind that no prover has a claim of is not checked, and says so."""
    subject = small_subject(PAYMENT)
    looked_at = {claim.kind for prover in PROVERS for claim in prover(subject)}
    bare = {claim.kind for claim in certify(subject).claims if claim.verdict == Unchecked(NOT_LOOKED_AT)}

    assert bare == set(KINDS) - looked_at - {"guarantee", "cliffs", "budget", "repay"}


def test_a_scheme_with_errors_has_no_certificate() -> None:
    """A scheme whose example does not hold is not proved at all."""
    example = '\nexample "Wrong"\n    given list_size of Ash is 10\n    then grant of Ash is £21\n'
    scheme = scheme_of(HEADING + PAYMENT + example)
    graph, _ = lower(scheme)
    assert graph is not None

    examined = examine(scheme, graph)

    assert "SCH401" in {each.code for each in examined.found}
    assert examined.certificate is None


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_each_contract_has_its_certificate(path: Path) -> None:
    """Each contract has a claim of every kind, and the same every time."""
    case = compiled(path)
    assert case.scheme is not None
    assert case.graph is not None
    certificate = examine(case.scheme, case.graph).certificate
    assert certificate is not None

    assert {claim.kind for claim in certificate.claims} >= set(KINDS) - {"guarantee"}
    assert certificate == examine(case.scheme, case.graph).certificate

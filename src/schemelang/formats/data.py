"""What `check` has to say, as data: `docs/findings.schema.json` defines the form.

An amount is a decimal number, or a fraction such as 1/3, as text, so that no program takes it for what it is not.
"""

from collections.abc import Sequence
from typing import Any, assert_never

from schemelang.formats.checked import Checked
from schemelang.proof.proof import (
    ASSUMED,
    KINDS,
    Accepted,
    Broken,
    Budget,
    Certificate,
    Claim,
    Cliff,
    Most,
    Moved,
    Noted,
    Proved,
    Story,
    Tried,
    Unchecked,
)
from schemelang.quantities import exact
from schemelang.report import as_json
from schemelang.source import Span

VERSION = 2
"""Goes up when a program that reads the form would have to change."""

Data = dict[str, Any]


def as_data(every: Sequence[Checked]) -> Data:
    """Return all that was found in some files, in order, and the certificate of each scheme that has one."""
    found = [each for one in every for each in one.found]
    return {"version": VERSION, "findings": as_json(found), "schemes": [_scheme(one) for one in every]}


def _scheme(one: Checked) -> Data:
    certificate = None if one.certificate is None else certificate_data(one.certificate)
    return {"file": one.file, "title": one.title, "examples": one.examples, "certificate": certificate}


def certificate_data(certificate: Certificate) -> Data:
    """Return a certificate as data."""
    budget = certificate.budget
    return {
        "assumed": ASSUMED,
        "claims": [_claim(claim) for claim in certificate.claims],
        "budget": None if budget is None else _budget(budget),
        "cliffs": [_cliff(cliff) for cliff in certificate.cliffs],
    }


def _claim(claim: Claim) -> Data:
    said = {"kind": claim.kind, "claim": KINDS[claim.kind], "about": claim.about}
    return {**said, **_verdict(claim), "how": claim.how, **_place(claim.place)}


def _verdict(claim: Claim) -> Data:
    verdict = claim.verdict
    match verdict:
        case Proved():
            return {"status": "proved"}
        case Tried(points, why):
            return {"status": "tried", "points": points, "why": why}
        case Broken(story):
            return {"status": "broken", "story": _story(story)}
        case Accepted(story, because):
            return {"status": "accepted", "story": _story(story), "because": because}
        case Unchecked(why):
            return {"status": "not checked", "why": why}
        case Noted(words):
            return {"status": "noted", "words": words}
        case _:
            assert_never(verdict)


def _story(story: Story) -> Data:
    pay = None if story.pay is None else _moved(story.pay)
    return {"words": story.words, "figures": [_moved(each) for each in story.figures], "pay": pay}


def _moved(moved: Moved) -> Data:
    return {"what": moved.what, "before": moved.before, "after": moved.after}


def _budget(budget: Budget) -> Data:
    return {
        "total": _most(budget.total),
        "one": _most(budget.one),
        "back": _most(budget.back),
        "given_figures": budget.given_figures,
    }


def _most(most: Most) -> Data:
    return {"amount": None if most.amount is None else exact(most.amount), "why": most.why}


def _cliff(cliff: Cliff) -> Data:
    return {
        "payment": cliff.payment,
        "who": cliff.who,
        "paid": cliff.paid,
        "figure": cliff.figure,
        "when": cliff.when,
        "unit": cliff.unit,
        "count": exact(cliff.count),
        "out_of": None if cliff.out_of is None else exact(cliff.out_of),
        "before": exact(cliff.before),
        "after": exact(cliff.after),
        "below": None if cliff.below is None else exact(cliff.below),
        "beyond": None if cliff.beyond is None else exact(cliff.beyond),
        "others": exact(cliff.others),
        "what": cliff.what,
        **_place(cliff.place),
    }


def _place(place: Span) -> Data:
    line, column = place.source.position(place.start)
    return {"file": place.source.name, "line": line, "column": column}

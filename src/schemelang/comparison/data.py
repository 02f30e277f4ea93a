"""A comparison as data. Its schema is docs/comparison.schema.json."""

from typing import assert_never

from schemelang.comparison.comparison import (
    Bound,
    Cited,
    ClaimChange,
    ClauseChange,
    Comparison,
    Gone,
    Money,
    New,
    Part,
    Pay,
    Payee,
    Reworded,
    Sentence,
    Side,
    Trial,
    Unfit,
    Words,
)
from schemelang.quantities import decimal_pence, exact

FORMAT = "schemelang-comparison-1"

Data = dict[str, object]


def as_data(comparison: Comparison) -> Data:
    """Return all that is different. Money is a decimal string of pounds, never a number."""
    return {
        "format": FORMAT,
        "before": _side(comparison.before),
        "now": _side(comparison.now),
        "different": comparison.is_different,
        "clauses": [_clause(clause) for clause in comparison.clauses],
        "money": [_money(each) for each in comparison.money],
        "examples_not_holding": list(comparison.not_holding),
        "proofs": [_claim(claim) for claim in comparison.proofs],
        "bounds": [_bound(bound) for bound in comparison.bounds],
    }


def _side(side: Side) -> Data:
    scheme = side.scheme
    standing = scheme.standing.word or None
    return {"file": side.name, "scheme": scheme.name, "title": scheme.title, "standing": standing}


# ---------------------------------------------------------------- words


def _clause(clause: ClauseChange) -> Data:
    return {
        "block": clause.anchor,
        "what": clause.what,
        "before": _cited(clause.before),
        "now": _cited(clause.now),
        "sentences": [_sentence(sentence) for sentence in clause.sentences],
    }


def _cited(cited: Cited | None) -> Data | None:
    if cited is None:
        return None
    return {"number": cited.number, "heading": cited.heading, "section": cited.section}


def _sentence(sentence: Sentence) -> Data:
    match sentence:
        case Reworded(label=label, before=before, now=now, numbers=numbers):
            pairs = [{"before": one, "now": other} for one, other in numbers]
            return {"what": "changed", "about": label, "before": _words(before), "now": _words(now), "numbers": pairs}
        case Gone(label, text):
            return {"what": "gone", "about": label, "text": text}
        case New(label, text):
            return {"what": "new", "about": label, "text": text}
        case _:
            assert_never(sentence)


def _words(words: Words) -> list[Data]:
    return [{"text": run.text, "changed": run.changed} for run in words]


# ---------------------------------------------------------------- money


def _money(money: Money) -> Data:
    match money:
        case Trial():
            return _trial(money)
        case Unfit(title=title, origin=origin, before=before, now=now):
            fits = {"before": before, "now": now}
            return {"on": origin, "title": title, "compared": False, "fits": fits}
        case _:
            assert_never(money)


def _trial(trial: Trial) -> Data:
    largest = trial.losers[0] if trial.losers else None
    return {
        "on": trial.origin,
        "title": trial.title,
        "compared": True,
        "files": list(trial.files),
        "not_given": {"before": list(trial.lacking_before), "now": list(trial.lacking_now)},
        "guarantees_broken": {"before": list(trial.broken_before), "now": list(trial.broken_now)},
        "totals": _sums(trial.before, trial.now),
        "largest_loss": None if largest is None else {"payee": largest.code, "amount": decimal_pence(-largest.change)},
        "payments": [_part(part) for part in trial.parts],
        "payees": [_payee(payee) for payee in trial.payees],
    }


def _part(part: Part) -> Data:
    return {"title": part.title, **_sums(part.before, part.now)}


def _payee(payee: Payee) -> Data:
    before, now = (None if pay is None else pay.pence for pay in (payee.before, payee.now))
    return {
        "payee": payee.code,
        "payee_name": payee.name,
        **_sums(before, now),
        "held": {"before": _is_held(payee.before), "now": _is_held(payee.now)},
    }


def _is_held(pay: Pay | None) -> bool:
    return pay is not None and pay.held


def _sums(before: int | None, now: int | None) -> Data:
    one, other = (None if pence is None else decimal_pence(pence) for pence in (before, now))
    return {"before": one, "now": other, "change": decimal_pence((now or 0) - (before or 0))}


# ---------------------------------------------------------------- proofs


def _claim(claim: ClaimChange) -> Data:
    return {
        "claim": claim.kind,
        "about": claim.about,
        "what": claim.what,
        "before": claim.before,
        "now": claim.now,
    }


def _bound(bound: Bound) -> Data:
    one, other = (None if amount is None else exact(amount) for amount in (bound.before, bound.now))
    return {"what": bound.what, "before": one, "now": other}

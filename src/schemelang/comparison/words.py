"""What a comparison says in sentences, for a terminal and for a page alike."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from schemelang.comparison.comparison import (
    Bound,
    ClaimChange,
    ClauseChange,
    Comparison,
    Origin,
    Part,
    Payee,
    Trial,
    Unfit,
)
from schemelang.explanation.values import listed, one_or_many
from schemelang.proof.proof import KINDS
from schemelang.quantities import say_money, say_pence, say_roughly

NO_EXAMPLES = "No figures were passed, and neither scheme has a worked example, so money is not compared."
ON_EXAMPLES = (
    "No figures were passed. These are the worked examples of the schemes themselves, in which nobody is real. "
    "With figures of your own, add   --figures PATH"
)
_ORIGINS: dict[Origin, str] = {
    "figures": "on the figures passed",
    "both": "on the example “{title}”, which is in both schemes",
    "before": "on the example “{title}” of the old scheme",
    "now": "on the example “{title}” of the new scheme",
}


def title_of(comparison: Comparison) -> str:
    """Name what is compared."""
    before, now = comparison.before.scheme.title, comparison.now.scheme.title
    return now if before == now else f"{now}, compared with {before}"


def on_what(money: Trial | Unfit) -> str:
    """Say on whose figures money was compared."""
    return _ORIGINS[money.origin].format(title=money.title)


# ---------------------------------------------------------------- clauses


def how_many_clauses(clauses: Sequence[ClauseChange]) -> str:
    """Say how many clauses are changed, new and gone."""
    if not clauses:
        return "No clause is changed, new or gone."
    counts = {what: sum(clause.what == what for clause in clauses) for what in ("changed", "new", "gone")}
    said = [f"{_clauses(number)} {what}" for what, number in counts.items() if number]
    return f"{listed(said, 'and')}."


def _clauses(number: int) -> str:
    return "1 clause is" if number == 1 else f"{number} clauses are"


def becomes(numbers: Sequence[tuple[str, str]]) -> str:
    """Say which number stands in the place of which: 90% becomes 95%."""
    return listed([f"{before} becomes {now}" for before, now in numbers], "and")


# ---------------------------------------------------------------- money


def who_moves(trial: Trial) -> Iterator[str]:
    """Say how many are paid more, less and the same, and of how many that is not known yet."""
    settled = [payee for payee in trial.payees if not payee.change and not payee.is_open]
    waiting = trial.waiting
    if not trial.payees:
        yield "Neither scheme pays anybody on these figures."
        return
    if len(settled) == len(trial.payees):
        yield "Everybody is paid the same."
        return
    if trial.gainers or trial.losers:
        yield f"{_moved(trial.gainers, 'more')} and {_moved(trial.losers, 'less', nobody='nobody')}."
    if settled:
        yield f"{_moved(settled, 'the same')}."
    if waiting:
        has = "has money" if len(waiting) == 1 else "have money"
        of_whom = "what changes for it" if len(waiting) == 1 else "what changes for them"
        yield f"{_counted(waiting)} {has} held for want of figures, so {of_whom} is not known yet."


def _moved(payees: Sequence[Payee], how: str, *, nobody: str = "Nobody") -> str:
    """Say that so many are paid more, less or the same."""
    if not payees:
        return f"{nobody} is paid {how}"
    return f"{_counted(payees)} {'is' if len(payees) == 1 else 'are'} paid {how}"


def _counted(payees: Sequence[Payee]) -> str:
    """Say how many they are, and what they are if they are all of one kind: 3 practices."""
    kinds = {payee.kind or "payee" for payee in payees}
    kind = kinds.pop() if len(kinds) == 1 else "payee"
    return f"{len(payees)} {one_or_many(Fraction(len(payees)), kind)}"


def largest_loss(trial: Trial) -> Iterator[str]:
    """Say who loses most, and how much that is of what they were paid."""
    if not trial.losers:
        return
    loser = trial.losers[0]
    before = 0 if loser.before is None else loser.before.pence
    part = f", which is {say_roughly(Fraction(-loser.change, before))} of what it was paid" if before > 0 else ""
    yield f"The largest loss is that of {loser.called}: {say_pence(-loser.change)}{part}."
    alike = sum(payee.change == loser.change for payee in trial.losers) - 1
    if alike:
        yield f"{alike} more {'loses' if alike == 1 else 'lose'} as much."


def in_all(trial: Trial) -> str:
    """Say what both schemes pay in all, and how much more or less that is."""
    held = ", as far as it is known" if any(payee.is_open for payee in trial.payees) else ""
    if trial.before == trial.now:
        return f"In all, both schemes pay {say_pence(trial.now)}{held}."
    both = f"In all, the old scheme pays {say_pence(trial.before)} and the new scheme {say_pence(trial.now)}"
    return f"{both}{held}: {more_or_less(trial.now - trial.before)}."


def more_or_less(pence: int) -> str:
    """Say a difference: £20.00 less, £10.00 more."""
    return f"{say_pence(abs(pence))} {'more' if pence > 0 else 'less'}"


def sums_of(payee: Payee) -> tuple[str, str, str]:
    """Return what somebody is paid before and now, and the change; a dash by a scheme that does not pay them."""
    before, now = (None if pay is None else pay.pence for pay in (payee.before, payee.now))
    return _sums(before, now)


def sums_of_part(part: Part) -> tuple[str, str, str]:
    """Return what a payment comes to before and now, and the change; a dash by a scheme that does not have it."""
    return _sums(part.before, part.now)


def _sums(before: int | None, now: int | None) -> tuple[str, str, str]:
    change = (now or 0) - (before or 0)
    said = ["\u2013" if pence is None else say_pence(pence) for pence in (before, now)]
    return said[0], said[1], f"+{say_pence(change)}" if change > 0 else say_pence(change)


def changed_payees(trial: Trial) -> tuple[Payee, ...]:
    """Return those who are paid otherwise, the largest loss first, then those of whom that is not known yet."""
    waiting = (payee for payee in trial.waiting if payee.change)
    return (*trial.losers, *reversed(trial.gainers), *waiting)


def remark(payee: Payee) -> str:
    """Say what must be known of a payee's sums: that one scheme does not pay it, or that money of its is held."""
    if payee.before is None:
        only = "not paid before"
    elif payee.now is None:
        only = "no longer paid"
    else:
        only = ""
    return ", ".join(filter(None, (only, "not known yet" if payee.is_open else "")))


def lacking(trial: Trial) -> Iterator[str]:
    """Say which figures only one of the schemes asks for, and what became of what hangs on them."""
    only = ((trial.lacking_now, "new", trial.lacking_before), (trial.lacking_before, "old", trial.lacking_now))
    for titles, which, others in only:
        new = [title for title in titles if title not in others]
        if new:
            them = listed([f"“{title}”" for title in new], "and")
            hangs = "it" if len(new) == 1 else "them"
            yield (
                f"Only the {which} scheme asks for {them}, which these figures do not give. "
                f"What hangs on {hangs} is worked out there as if it were not reported."
            )


def guarantees(trial: Trial) -> Iterator[str]:
    """Say which guarantees do not hold on these figures, and by which scheme."""
    for title in dict.fromkeys((*trial.broken_now, *trial.broken_before)):
        if title not in trial.broken_before:
            who = "by the new scheme"
        else:
            who = "by either scheme" if title in trial.broken_now else "by the old scheme"
        yield f"The guarantee “{title}” does not hold on these figures {who}."


def unfit(money: Unfit) -> str:
    """Say which scheme the figures do not fit."""
    if money.before:
        fit = "fit the old scheme and not the new one"
    elif money.now:
        fit = "fit the new scheme and not the old one"
    else:
        fit = "fit neither scheme"
    return f"These figures {fit}, so money is not compared on them."


def moved_parts(trial: Trial) -> tuple[Part, ...]:
    """Return the payments that come to another sum, where there are several."""
    if len(trial.parts) == 1:
        return ()
    return tuple(part for part in trial.parts if part.before != part.now)


# ---------------------------------------------------------------- standing, examples and proofs


def standing(comparison: Comparison) -> Iterator[str]:
    """Say of a scheme that is not in force that nothing of its is to be paid."""
    for side, which in ((comparison.before, "old"), (comparison.now, "new")):
        if not side.scheme.standing.is_in_force:
            yield f"The {which} scheme is not in force. Nothing is to be paid under it: its sums are what it would pay."


def what_holds(comparison: Comparison) -> Iterator[str]:
    """Say which examples no longer hold, what is proved of one scheme and not of the other, and how far each can go."""
    yield from examples_that_fail(comparison)
    yield from map(say_claim, comparison.proofs)
    yield from map(say_bound, comparison.bounds)


def examples_that_fail(comparison: Comparison) -> Iterator[str]:
    """Name the worked examples that do not come out as they say."""
    titles = [f"“{title}”" for title in comparison.not_holding]
    if titles:
        what = "example of the new scheme does" if len(titles) == 1 else "examples of the new scheme do"
        yield f"{len(titles)} worked {what} not come out as written: {listed(titles, 'and')}."


def say_claim(change: ClaimChange) -> str:
    """Say how a claim came out by both schemes."""
    claim = KINDS[change.kind]
    about = f", for “{change.about}”" if change.about else ""
    match change.what:
        case "gained":
            return f"Proved now, and not before: {claim}{about}."
        case "lost":
            return f"No longer proved: {claim}{about}. Now {change.now}."
        case "otherwise":
            before = "" if change.before is None else f" Before, this was said: {change.before}."
            return f"{claim}{about}: {change.now}.{before}"
        case _:
            assert_never(change.what)


def say_bound(bound: Bound) -> str:
    """Say how far something can go under both schemes, and how far apart these are."""
    before, now = _limit(bound.before), _limit(bound.now)
    if bound.before is None or bound.now is None:
        return f"{bound.what}: {before} before, {now} now."
    if bound.before == bound.now:
        return f"{bound.what}: {now}, as before."
    difference = bound.now - bound.before
    way = "more" if difference > 0 else "less"
    return f"{bound.what}: {before} before, {now} now, {say_money(abs(difference))} {way}."


def _limit(amount: Fraction | None) -> str:
    return "without a limit" if amount is None else say_money(amount)

"""What follows the steps of a payment made into rules: tranches, lines of sharing, and instalments."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from schemelang.graph.bench import Spot, said
from schemelang.graph.cuts import Paid, Slice, Tranched, Way
from schemelang.graph.from_balance import add_up, settle
from schemelang.graph.from_expression import needed
from schemelang.graph.from_overspend import is_owed, with_overspend
from schemelang.graph.from_steps import Stair
from schemelang.graph.graph import (
    Apportioned,
    Constant,
    Cut,
    DayAfter,
    Difference,
    DuePart,
    Over,
    Portion,
    Product,
    Role,
    Round,
    RuleId,
    RuleKind,
    TakenBack,
    Weight,
    When,
)
from schemelang.light import evolve
from schemelang.model import model
from schemelang.model.model import Changes, Payment, Quantity, SharedAmong, SharedWith, Sharing, Type
from schemelang.quantities import say_percent

_MONEY = Type(Quantity.MONEY)
_NUMBER = Type(Quantity.NUMBER)
_ALL = Fraction(1)
_PENNY = Fraction(1, 100)


def cut_up(payment: Payment, amount: RuleId, spot: Spot) -> tuple[DuePart, ...]:
    """Make the rules of all tranches and of what they come to together, and return what falls due."""
    ways: list[Way] = []
    for number, tranche in enumerate(payment.tranches, 1):
        cut = Tranched(
            payment=payment, tranche=tranche, number=number, amount=amount, spot=spot.at(f"tranche {number}")
        )
        own = [way for way in ways if way.slice.cut.is_on_account == cut.is_on_account]
        ways += _ways(cut, _paid(cut), own)
    settled = settle(tuple(ways), spot)
    add_up(payment, settled, spot)
    return tuple(part for way in settled for part in (*_due(way), *_taken_back(way)))


# ---------------------------------------------------------------- tranches


def _paid(cut: Tranched) -> Paid:
    """Make a tranche, before and after its condition."""
    portion = _on_account(cut) if cut.is_on_account else _portion(cut)
    if cut.tranche.condition is None:
        return Paid(tranche=_make(cut, "", portion, Role.TRANCHE), offered=None, condition=None)
    offered = _make(cut, "offered", portion, Role.OFFERED)
    condition = needed(cut.tranche.condition, cut.spot.at("condition"))
    stair = Stair(spot=cut.spot, level=cut.payment.level, type=_MONEY)
    when = When(condition, offered, stair.nothing)
    return Paid(tranche=_make(cut, "", when, Role.TRANCHE), offered=offered, condition=condition)


def _on_account(cut: Tranched) -> RuleKind:
    """Make the amount that is paid on account, in whole pence."""
    much = cut.tranche.much
    assert isinstance(much, model.OnAccount), "only such a tranche is asked about"
    return Round(needed(much.amount, cut.spot.at("amount")), _PENNY, "down")


def _portion(cut: Tranched) -> RuleKind:
    """Make the part of the amount that a tranche is; what is paid on account is none."""
    every = enumerate(cut.payment.tranches, 1)
    own = [number for number, each in every if not isinstance(each.much, model.OnAccount)]
    shares = tuple(_asked(cut, number) for number in own)
    return Portion(cut.amount, shares, own.index(cut.number), "last")


def _asked(cut: Tranched, number: int) -> Cut:
    """Return how much of the amount a tranche is, with a rule where that is an amount of money."""
    tranche = cut.payment.tranches[number - 1]
    assert not isinstance(tranche.much, model.OnAccount), "what is paid on account is no part of the amount"
    if not isinstance(tranche.much, model.Constant):
        return tranche.much
    return evolve(cut.spot, part=f"tranche {number} asked").make(
        Constant(tranche.much.value),
        role=Role.ASKED,
        level=cut.payment.level,
        of=_MONEY,
        title=said(tranche.much.span),
        span=tranche.much.span,
    )


def _make(cut: Tranched, word: str, kind: RuleKind, role: Role) -> RuleId:
    """Make an amount of a tranche at the payment's own level."""
    return cut.spot.at(word).make(
        kind, role=role, level=cut.payment.level, of=_MONEY, title=cut.title, span=cut.tranche.span
    )


# ---------------------------------------------------------------- lines of sharing


def _ways(cut: Tranched, paid: Paid, before: list[Way]) -> Iterator[Way]:
    """Make what each line of sharing gives to whom; where nothing is shared, that is the tranche itself."""
    lines, scheme = cut.payment.sharing, cut.spot.bench.scheme
    asked = tuple(_asked_for(cut, number, before) for number in range(1, len(lines) + 1))
    if not lines:
        whole = Slice(cut=cut, paid=paid, line=None, number=1, asked=())
        way = _to_party(whole, cut.payment.payee, paid.tranche, paid.offered)
        yield with_overspend(way, scheme)
    for number, line in enumerate(lines, 1):
        each = Slice(cut=cut, paid=paid, line=line, number=number, asked=asked)
        pool = _pool(each, "portion", paid.tranche, Role.POOL)
        staked = None if paid.offered is None else _pool(each, "portion at stake", paid.offered, Role.POOL)
        if isinstance(line, SharedWith):
            yield with_overspend(_to_party(each, line.party, pool, staked), scheme)
        else:
            yield from (with_overspend(way, scheme) for way in _to_members(each, line, pool, staked))


def _to_party(each: Slice, party: str | None, pool: RuleId, staked: RuleId | None) -> Way:
    """Return the way of money that is not shared any further."""
    return Way(slice=each, level=each.cut.payment.level, payee=party, pool=pool, share=pool, stake=staked)


def _to_members(each: Slice, line: SharedAmong, pool: RuleId, staked: RuleId | None) -> Iterator[Way]:
    """Make each member's part, and what is left where somebody else has the odd pennies."""
    weight = weigh(each.cut, line, each.number)
    owed = is_owed(each.cut.payment, each.cut.spot.bench.scheme)
    share = _shared(each, line, Apportioned(pool, weight, line.method, owed), "share", Role.SHARE)
    stake = None
    if staked is not None:
        stake = _shared(each, line, Apportioned(staked, weight, line.method, owed), "stake", Role.STAKE)
    yield Way(slice=each, level=line.members.singular, payee=None, pool=pool, share=share, stake=stake)
    if line.odd_pennies is not None:
        left = _left(each, line, pool, share, "odd pennies")
        left_stake = (
            None if staked is None or stake is None else _left(each, line, staked, stake, "odd pennies at stake")
        )
        level = each.cut.payment.level
        yield Way(slice=each, level=level, payee=line.odd_pennies, pool=left, share=left, stake=left_stake, odd=True)


def _pool(each: Slice, word: str, whole: RuleId, role: Role) -> RuleId:
    """Make what of a tranche a line of sharing is about, which is all of it where there is one line."""
    if not each.several:
        return whole
    portion = Portion(whole, each.asked, each.number - 1, "last")
    return each.make(f"{word} {each.number}", portion, role, each.cut.payment.level, each.title)


def _shared(each: Slice, line: SharedAmong, kind: Apportioned, word: str, role: Role) -> RuleId:
    """Make each member's part of a pool."""
    level = line.members.singular
    return each.make(f"{word}{each.word}", kind, role, level, f"the {level}'s part of {each.title}")


def _left(each: Slice, line: SharedAmong, pool: RuleId, share: RuleId, word: str) -> RuleId:
    """Make the odd pennies that members' parts, rounded down, leave of a pool."""
    level, title = each.cut.payment.level, f"the odd pennies of {each.title}"
    parts = each.make(
        f"{word} beside{each.word}",
        Over(share, "total", line.members, None),
        Role.PART,
        level,
        f"what the {line.members.plural} have of {each.title}",
    )
    return each.make(f"{word}{each.word}", Difference(pool, parts), Role.POOL, level, title)


def counts_for(basis: RuleId | None, group: str, says: Changes, meets: RuleId | None = None) -> Weight:
    """Return what a member counts for, with what the scheme says of one that comes or goes."""
    moves = None if group == model.SCHEME else says.moves
    return Weight(basis, group, says.joins, says.leaves, meets, says.merges, says.splits, says.closes, moves)


def weigh(cut: Tranched, line: SharedAmong, number: int) -> RuleId:
    """Return the rule of what a line shares by, one for the whole payment."""
    spot = evolve(cut.spot, part="weight" if len(cut.payment.sharing) == 1 else f"weight {number}")
    basis = None if line.basis is None else needed(line.basis, spot.at("basis"))
    meets = None if line.meets is None else needed(line.meets, spot.at("condition"))
    return spot.make(
        counts_for(basis, cut.payment.level, cut.payment.changes_of(line.members.singular), meets),
        role=Role.WEIGHT,
        level=line.members.singular,
        of=_NUMBER if line.basis is None else line.basis.type,
        title=said(line.span),
        span=line.span,
    )


# ---------------------------------------------------------------- pounds that a line of sharing asks for


def _asked_for(cut: Tranched, number: int, before: list[Way]) -> Cut:
    """Return how much of a tranche a line of sharing asks for; of pounds, what earlier tranches have left unpaid."""
    line = cut.payment.sharing[number - 1]
    if not isinstance(line.much, model.Constant):
        return line.much
    earlier = [way for way in before if way.slice.number == number and not way.odd]
    if not earlier:
        return _pounds(cut, line, number)
    last = earlier[-1].slice
    asked = last.asked[number - 1]
    assert isinstance(asked, RuleId), "pounds are asked for by a rule"
    taken = earlier[-1].pool
    title = f"what is left of {said(line.span)}"
    return cut.spot.at(f"asked {number}").make(
        Difference(asked, taken), role=Role.ASKED, level=cut.payment.level, of=_MONEY, title=title, span=line.span
    )


def _pounds(cut: Tranched, line: Sharing, number: int) -> RuleId:
    """Make the money that a line of sharing asks for in all."""
    assert isinstance(line.much, model.Constant), "only pounds are asked for"
    spot, level = evolve(cut.spot, part=f"asked {number}"), cut.payment.level
    constant = Constant(line.much.value)
    if isinstance(line, SharedWith) or not line.each:
        title = said(line.much.span)
        return spot.make(constant, role=Role.ASKED, level=level, of=_MONEY, title=title, span=line.span)
    words, them = said(line.much.span), line.members.plural
    one = spot.at("one").make(constant, role=Role.PART, level=level, of=_MONEY, title=words, span=line.much.span)
    counted = Over(weigh(cut, line, number), "total", line.members, None)
    many = spot.at("counted").make(
        counted, role=Role.ASKED, level=level, of=_NUMBER, title=f"the {them} that count", span=line.span
    )
    exact = spot.at("exact").make(
        Product((one, many)), role=Role.PART, level=level, of=_MONEY, title=said(line.span), span=line.span
    )
    title = f"{words} for each {line.members.singular} that counts"
    return spot.make(Round(exact, _PENNY, "down"), role=Role.ASKED, level=level, of=_MONEY, title=title, span=line.span)


# ---------------------------------------------------------------- what falls due


def _due(way: Way) -> Iterator[DuePart]:
    """Make the instalments of one way, and return a part for each of its days and each who pays it."""
    cut = way.slice.cut
    every = ((dates.period, number, day) for dates in cut.tranche.dates for number, day in enumerate(dates.days, 1))
    for period, number, day in every:
        line = _instalment(way, number)
        due = day if isinstance(day, date) else _day_after(cut, day)
        one = _due_part(way, number, line)
        yield from (evolve(each, period=period, day=due) for each in _by_payers(way, one))


def _taken_back(way: Way) -> Iterator[DuePart]:
    """Make the instalments in which what is below nothing is taken back, and return a part for each of their days."""
    cut = way.slice.cut
    for number, done in enumerate(way.recoveries, 1):
        for instalment, day in enumerate(done.days, 1):
            line = _instalment_back(way, number, done, instalment)
            part = evolve(_due_part(way, instalment, line), instalments=len(done.days), stake=None, recovers=done)
            every = [(dates.period, each) for dates in cut.tranche.dates for each in _by_payers(way, part)]
            yield from (evolve(each, period=period, day=day) for period, each in every)


def _instalment_back(way: Way, number: int, done: TakenBack, instalment: int) -> RuleId:
    """Make one instalment of what is taken back, once for each payee however many instalments the part itself has."""
    each, count = way.slice, len(done.days)
    word = f"{'odd pennies' if way.odd else 'share'}{each.word} back {number} instalment {instalment}"
    return each.cut.spot.at(word).make(
        Portion(way.share, (Fraction(1, count),) * count, instalment - 1, done.odd_pennies),
        role=Role.INSTALMENT,
        level=way.level,
        of=_MONEY,
        title=f"instalment {instalment} of {count} of what is taken back of {each.title}",
        span=each.cut.tranche.span,
    )


def _due_part(way: Way, number: int, line: RuleId) -> DuePart:
    """Return an instalment of one way, as its first payer pays it in the first period."""
    each, cut = way.slice, way.slice.cut
    return DuePart(
        payment=cut.payment.name,
        payer=cut.payment.payer,
        payee=way.payee,
        level=way.level,
        tranche=cut.number,
        sharing=each.number if each.several else 0,
        called=cut.called,
        portion=way.portion,
        pool=way.pool,
        instalment=number,
        instalments=len(cut.tranche.days),
        period=None,
        day=date.min,
        amount=line,
        line=line,
        paid_by="",
        share=way.share,
        stake=way.stake,
        condition=each.paid.condition,
        is_shared=isinstance(each.line, SharedAmong) and not way.odd,
        balance=way.balance,
        recoveries=way.recoveries,
    )


def _by_payers(way: Way, due: DuePart) -> Iterator[DuePart]:
    """Give each payer its part of what falls due: each co-payer its percentage, and the payer what they leave."""
    payment, cut = way.slice.cut.payment, way.slice.cut
    shares: tuple[Cut, ...] = ("rest", *(each.share for each in payment.co_payers))
    if len(shares) == 1:
        yield due
        return
    titles = {block.name: block.title for block in cut.spot.bench.scheme.blocks}
    parties = (payment.payer, *(each.party for each in payment.co_payers))
    for index, (party, share) in enumerate(zip(parties, shares, strict=True)):
        paid_by = f"{say_percent(share) if isinstance(share, Fraction) else 'the rest'} paid by {titles[party]}"
        rule = evolve(cut.spot, part=f"{due.line.part} from {party}").make(
            Portion(due.line, shares, index, "last"),
            role=Role.PAYER,
            level=due.level,
            of=_MONEY,
            title=paid_by,
            span=cut.tranche.span,
        )
        yield evolve(due, payer=party, amount=rule, paid_by=paid_by)


def _day_after(cut: Tranched, day: model.DayAfter) -> DayAfter:
    """Make what gives the day from which another is counted."""
    after = needed(day.after, cut.spot.at("day"))
    return DayAfter(number=day.number, lag=day.lag, after=after, or_next=day.or_next, not_before=day.not_before)


def _instalment(way: Way, number: int) -> RuleId:
    """Make one instalment of a tranche; a single one is the whole of it."""
    each, cut = way.slice, way.slice.cut
    count = len(cut.tranche.days)
    if count == 1:
        return way.share
    equal = (Fraction(1, count),) * count
    word = f"share{each.word} " if each.several else ""
    word = f"odd pennies{each.word} " if way.odd else word
    return cut.spot.at(f"{word}instalment {number}").make(
        Portion(way.share, equal, number - 1, cut.tranche.odd_pennies),
        role=Role.INSTALMENT,
        level=way.level,
        of=_MONEY,
        title=f"instalment {number} of {count} of {each.title}",
        span=cut.tranche.span,
    )

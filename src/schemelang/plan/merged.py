"""Steps of figures of those that merged: added up, or the same for all of them."""

from schemelang.graph.graph import Constant, Joint, RuleId, Settled
from schemelang.outcome.outcome import Lack
from schemelang.plan.case import Case, Worked
from schemelang.plan.gathered import Putting, together
from schemelang.plan.lacks import Members
from schemelang.plan.plan import Place, Shape, WasThere


def joint(case: Case, kind: Joint) -> Worked:
    """Put a member's figure together with the figures of those that merged into it."""
    need, bench, level = case.as_it_is(case.need(kind.need)), case.bench, case.rule.level
    if (level, level) not in case.lowering.ground.most:
        return need
    is_joint = bench.is_equal(bench.merging(level), bench.number(2))
    return case.choose(is_joint, _of_all(case, kind, need), need)


def _of_all(case: Case, kind: Joint, need: Worked) -> Worked:
    """Put together what those have that merged, each as it was, of one into which others went."""
    bench, lacks, quotients, level = case.bench, case.lacks, case.quotients, case.rule.level
    among = case.members(level, level)
    counts = _counts(case, kind, among)
    lack = bench.choose(counts, _own_lack(case, kind, need), lacks.none)
    of_others = lacks.first(bench.choose(bench.goes_on(level), lacks.none, lack), among)
    lack = lacks.merged((lack, of_others))
    if kind.add:
        return case.comes_to(together(case, among, need.number, counts, Putting("total")), lack)
    least, most = (together(case, among, need.number, counts, Putting(how)) for how in ("lowest", "highest"))
    apart = bench.no(quotients.is_nothing(quotients.less(most, least)))
    return case.comes_to(least, lack, ((apart, Lack.APART),))


def _counts(case: Case, kind: Joint, among: Members) -> Place:
    """Say who has to have a figure: who was there when it was counted, or has it; or the one that goes on."""
    bench, lacks, level = case.bench, case.lacks, case.rule.level
    there = bench.was_there(WasThere(case.rule.moment, kind.at_end), Shape(level, case.axis))
    has = bench.either(bench.no(lacks.is_one(case.need(kind.given).lack, Lack.NOT_REPORTED)), there)
    nobody = bench.no(among.over(has, "greatest"))
    return bench.either(has, bench.both(bench.goes_on(level), nobody))


def _own_lack(case: Case, kind: Joint, need: Worked) -> Place:
    """Say what each lacks: what counts in place of a figure is taken only where it is laid down."""
    settled = case.lowering.graph.by_id[kind.need].kind
    assert isinstance(settled, Settled), "a figure is settled before it is added to another"
    instead = [action for _, action in settled.actions if isinstance(action, RuleId)]
    if all(isinstance(case.lowering.graph.by_id[each].kind, Constant) for each in instead):
        return need.lack
    given = case.need(kind.given).lack
    return case.bench.choose(case.lacks.missing(given), given, need.lack)

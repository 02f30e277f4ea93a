"""What must hold for every scheme and all figures, searched for a counterexample."""

import random
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from schemelang.compile import compile_scheme
from schemelang.figures.from_files import read_figures
from schemelang.figures.table import Cell, Table
from schemelang.graph.graph import Role, RuleId
from schemelang.model.model import Payment, Scheme
from schemelang.outcome.from_graph import evaluate
from schemelang.outcome.outcome import Absent, Outcome, Status
from schemelang.source import CellPlace, Source

HEADING = """
scheme any_package "Any package"
    offered by ccg
    offered to practices
    runs 1 April 2013 to 31 March 2014
    groups practices into networks
    if not reported, hold the payment
    if a practice joins, pay by days
    if a practice leaves, pay by days
"""
BLOCKS = (
    """party ccg "The commissioner"
    code 08V
""",
    """figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
""",
    """figure register "Patients on the register"
    is a count of patients for each practice on 1 January 2013
""",
    """figure planned "Care plans"
    is a count of patients for each practice on 31 March 2014
    never more than register
""",
    """indicator {indicator} "Care planned" for each practice
    is planned out of register
    measured on 31 March 2014
    if there are no patients, leave it out
""",
    """target together "Together" for each network
    met when {condition}
""",
    """payment package "The package"
    to each network
    start with {price} for each patient in total register
    {step}
    round to the nearest penny, {halves}
    pay {advance}% in advance, kept whatever the outcome,
        in {instalments} equal instalments on the 15th of each month from April 2013, odd pennies in the {odd}
    pay the balance on 30 June 2014 only if together is met
    share among its practices {basis}, odd pennies by {method}
""",
)
CONDITIONS = (
    "pooled {indicator} is at least {threshold}%",
    "every practice has {indicator} of at least {threshold}%",
    "average {indicator} is at least {threshold}%",
    "at least 2 practices have {indicator} of at least {threshold}%",
    "pooled {indicator} is at least {threshold}% or every practice has {indicator} of at least 50%",
)
STEPS = ("", "never more than £5,000.55", "less 3% of the amount so far", "times 97.3%", "add £12.34")


@frozen
class Terms:
    """The choices that make one scheme."""

    condition: str
    step: str
    price: str
    halves: str
    advance: int
    instalments: int
    odd: str
    basis: str
    method: str
    indicator: str = "care_planned"

    def text(self, order: int = 0) -> str:
        """Return the scheme, its blocks in an order of their own."""
        blocks = [block.format(**self.holes()) for block in BLOCKS]
        random.Random(order).shuffle(blocks)  # noqa: S311 - an order to try, no secret
        return HEADING + "\n".join(blocks)

    def holes(self) -> dict[str, object]:
        """Return what stands in each hole of the blocks."""
        condition = self.condition.replace("{indicator}", self.indicator)
        return {
            "condition": condition,
            "step": self.step,
            "price": self.price,
            "halves": self.halves,
            "advance": self.advance,
            "instalments": self.instalments,
            "odd": self.odd,
            "basis": self.basis,
            "method": self.method,
            "indicator": self.indicator,
        }


Row = tuple[str, str, str, str, str]
ROWS = st.lists(
    st.tuples(st.sampled_from(("North", "South")), st.integers(1, 30_000), st.integers(0, 900), st.integers(0, 100)),
    min_size=1,
    max_size=7,
)


@st.composite
def terms(draw: st.DrawFn, method: str | None = None) -> Terms:
    """Draw the choices of a scheme."""
    threshold = draw(st.integers(1, 100))
    return Terms(
        condition=draw(st.sampled_from(CONDITIONS)).replace("{threshold}", str(threshold)),
        step=draw(st.sampled_from(STEPS)),
        price=draw(st.sampled_from(("£35", "£1.115", "£0.07", "£99.99", "33p"))),
        halves=draw(st.sampled_from(("halves up", "halves down", "halves to even"))),
        advance=draw(st.integers(0, 100)),
        instalments=draw(st.integers(1, 12)),
        odd=draw(st.sampled_from(("first", "last"))),
        basis=draw(st.sampled_from(("equally", "by list_size"))),
        method=method or draw(st.sampled_from(("Sainte-Laguë", "largest remainder"))),
    )


def rows_of(drawn: list[tuple[str, int, int, int]]) -> list[Row]:
    """Turn what was drawn into rows: a code, a network, a list, a register and the care plans."""
    return [
        (f"P{place:02}", network, str(patients), str(ill), str(ill * part // 100))
        for place, (network, patients, register, part) in enumerate(drawn)
        for ill in [min(register, patients)]
    ]


def table(rows: list[Row]) -> Table:
    """Return rows as a file of figures."""
    names = ("practice", "network", "list_size", "register", "planned")
    headings = tuple(Cell(name, CellPlace("figures.csv", 1, name)) for name in names)
    cells = [
        tuple(Cell(text, CellPlace("figures.csv", line, name)) for name, text in zip(names, row, strict=True))
        for line, row in enumerate(rows, 2)
    ]
    return Table("figures.csv", headings, tuple(cells))


def compiled(text: str) -> Scheme:
    """Return the scheme of a text that compiles."""
    scheme = compile_scheme(Source("any.scheme", text)).scheme
    assert scheme is not None, text
    return scheme


def paid(text: str, rows: list[Row]) -> Outcome:
    """Return what comes of a scheme and its figures."""
    compilation = compile_scheme(Source("any.scheme", text))
    assert compilation.scheme is not None, text
    assert compilation.graph is not None, text
    figures, found = read_figures((table(rows),), compilation.scheme)
    assert figures is not None, found
    return evaluate(compilation.graph, figures)[0]


def lines_of(outcome: Outcome) -> list[tuple[object, ...]]:
    """Return what is paid, without the rules it rests on."""
    return [(line.day, line.payee, line.part.tranche, line.pence, line.status) for line in outcome.ledger]


def received(outcome: Outcome) -> Counter[str]:
    """Return the pence that each practice is paid in all."""
    sums: Counter[str] = Counter()
    for line in outcome.ledger:
        sums[line.payee] += line.pence or 0
    return sums


@given(terms(), ROWS)
def test_every_penny_of_a_tranche_reaches_the_practices(chosen: Terms, drawn: list[tuple[str, int, int, int]]) -> None:
    """Instalments make up their share, and the shares of a group make up its tranche, to the penny."""
    outcome = paid(chosen.text(), rows_of(drawn))

    for tranche in (1, 2):
        for (network, _), value in outcome.values[RuleId("package", f"tranche {tranche}")].items():
            lines = [each for each in outcome.ledger if (each.group, each.part.tranche) == (network, tranche)]
            if not isinstance(value, Absent):
                assert value == Fraction(sum(line.pence or 0 for line in lines), 100)


@given(terms(), ROWS)
def test_tranches_make_up_the_amount(chosen: Terms, drawn: list[tuple[str, int, int, int]]) -> None:
    """What is paid in advance and what is offered make up the amount after the last step."""
    outcome = paid(chosen.text(), rows_of(drawn))
    amount = next(rule.id for rule in outcome.graph.rules if rule.role is Role.AMOUNT)

    for key, value in outcome.values[amount].items():
        advance = outcome.values[RuleId("package", "tranche 1")][key]
        offered = outcome.values[RuleId("package", "tranche 2 offered")][key]
        if not isinstance(value, Absent):
            assert isinstance(advance, Fraction)
            assert isinstance(offered, Fraction)
            assert advance + offered == value


@given(terms(), ROWS)
def test_a_tranche_that_is_not_earned_pays_nothing(chosen: Terms, drawn: list[tuple[str, int, int, int]]) -> None:
    """A line is paid only where its network meets the target, and is nothing where it does not."""
    outcome = paid(chosen.text(), rows_of(drawn))

    for line in outcome.ledger:
        met = outcome.values[RuleId("together")][(line.group, None)]
        if line.part.tranche == 2 and line.status is Status.NOT_EARNED:
            assert (met, line.pence) == (False, 0)
        if line.part.tranche == 2 and line.status is Status.PAYABLE:
            assert met is True


@given(terms(), ROWS, st.integers(1, 1000))
def test_the_order_of_blocks_changes_no_payment(
    chosen: Terms, drawn: list[tuple[str, int, int, int]], order: int
) -> None:
    """The blocks of a scheme may stand in any order."""
    rows = rows_of(drawn)

    assert lines_of(paid(chosen.text(), rows)) == lines_of(paid(chosen.text(order), rows))


@given(terms(), ROWS, st.integers(1, 1000))
def test_the_order_of_rows_changes_no_payment(
    chosen: Terms, drawn: list[tuple[str, int, int, int]], order: int
) -> None:
    """The rows of a file may stand in any order."""
    rows = rows_of(drawn)
    shuffled = random.Random(order).sample(rows, len(rows))  # noqa: S311 - an order to try, no secret

    assert lines_of(paid(chosen.text(), rows)) == lines_of(paid(chosen.text(), shuffled))


@given(terms(), ROWS, st.sampled_from(("capillary_glucose", "rounding", "tranche_1", "payment_due", "share_of")))
def test_a_name_changes_no_payment(chosen: Terms, drawn: list[tuple[str, int, int, int]], name: str) -> None:
    """An indicator may have any name; what it is called is never what it is."""
    rows = rows_of(drawn)
    renamed = Terms(**{**{key: getattr(chosen, key) for key in Terms.__annotations__}, "indicator": name})

    assert lines_of(paid(chosen.text(), rows)) == lines_of(paid(renamed.text(), rows))


@given(terms(method="Sainte-Laguë"), ROWS, st.data())
def test_more_care_plans_never_pay_anybody_less(
    chosen: Terms, drawn: list[tuple[str, int, int, int]], data: st.DataObject
) -> None:
    """With one more care plan in one practice, nobody in the scheme is paid less."""
    rows = rows_of(drawn)
    able = [place for place, row in enumerate(rows) if int(row[4]) < int(row[3])]
    if not able:
        return
    place = data.draw(st.sampled_from(able))
    better = [*rows]
    better[place] = (*rows[place][:4], str(int(rows[place][4]) + 1))
    before, after = received(paid(chosen.text(), rows)), received(paid(chosen.text(), better))

    assert all(after[practice] >= before[practice] for practice in before)


@given(terms(), ROWS)
def test_nobody_is_paid_above_the_cap(chosen: Terms, drawn: list[tuple[str, int, int, int]]) -> None:
    """A cap before the last rounding is never passed by more than the rounding itself."""
    capped = Terms(
        **{**{key: getattr(chosen, key) for key in Terms.__annotations__}, "step": "never more than £5,000.55"}
    )
    outcome = paid(capped.text(), rows_of(drawn))

    for value in outcome.values[RuleId("package")].values():
        assert isinstance(value, Absent) or (isinstance(value, Fraction) and value <= Fraction("5000.55"))


@given(terms(), ROWS, st.data())
def test_a_missing_figure_holds_and_never_counts_as_nothing(
    chosen: Terms, drawn: list[tuple[str, int, int, int]], data: st.DataObject
) -> None:
    """Without one practice's care plans its network's second tranche is held, and nothing else changes."""
    rows = rows_of(drawn)
    place = data.draw(st.integers(0, len(rows) - 1))
    network = rows[place][1]
    missing = [*rows]
    missing[place] = (*rows[place][:4], "")
    before, after = paid(chosen.text(), rows), paid(chosen.text(), missing)

    for line, was, now in zip(before.ledger, lines_of(before), lines_of(after), strict=True):
        if (line.group, line.part.tranche) == (network, 2):
            assert now[3:] == (None, Status.HELD)
        else:
            assert now == was


LEVELS = (
    HEADING
    + """
    groups networks into localities
    if a practice merges, add the figures together
    if a network joins, pay in full
    if a network leaves, pay in full
party ccg "The commissioner"
    code 08V
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
indicator part "Part" for each practice
    is list_size out of list_size
    if there are no patients, leave it out
target large "Large" for each locality
    met when total list_size is at least {least}
payment among_networks "Among networks"
    to each locality
    start with £0.37 for each patient in total list_size
    round to the nearest penny, halves up
    pay 100% on 30 June 2014
    share among its networks by total list_size, odd pennies by {method}
payment among_practices "Among practices"
    to each locality
    start with £1,000.01
    pay 100% on 30 June 2014 only if large is met
    share among its practices by list_size, odd pennies by {method}
payment straight "Straight"
    to each practice
    start with £0.11 for each patient in list_size
    round to the nearest penny, halves up
    pay 100% on 30 June 2014
"""
)
METHODS = st.sampled_from(("Sainte-Laguë", "largest remainder"))
CHAINED = st.lists(
    st.tuples(st.sampled_from(("North", "South", "West")), st.integers(1, 30_000)), min_size=2, max_size=8
)
LOCALITIES = {"North": "East", "South": "East", "West": "Hill"}


def paid_in_chain(text: str, rows: Sequence[tuple[str, ...]]) -> Outcome:
    """Return what comes of a scheme with localities: rows of a code, a network, a list, a last day and a successor."""
    names = ("practice", "network", "list_size", "to", "merged into", "locality")
    headings = tuple(Cell(name, CellPlace("figures.csv", 1, name)) for name in names)
    cells = [
        tuple(
            Cell(written, CellPlace("figures.csv", line, name))
            for name, written in zip(names, (*row, LOCALITIES[row[1]]), strict=True)
        )
        for line, row in enumerate(rows, 2)
    ]
    compilation = compile_scheme(Source("any.scheme", text))
    assert compilation.scheme is not None, text
    assert compilation.graph is not None, text
    figures, found = read_figures((Table("figures.csv", headings, tuple(cells)),), compilation.scheme)
    assert figures is not None, found
    return evaluate(compilation.graph, figures)[0]


@given(METHODS, CHAINED, st.integers(1, 60_000))
def test_every_penny_of_a_locality_reaches_its_networks_or_its_practices(
    method: str, drawn: list[tuple[str, int]], least: int
) -> None:
    """Shares make up the locality's money, whether one step of the chain is taken or two."""
    rows = [(f"P{place}", network, str(patients), "", "") for place, (network, patients) in enumerate(drawn)]
    outcome = paid_in_chain(LEVELS.format(method=method, least=least), rows)

    for payment in ("among_networks", "among_practices"):
        for (locality, _), value in outcome.values[RuleId(payment)].items():
            lines = [line for line in outcome.ledger if (line.payment, line.group) == (payment, locality)]
            assert value == Fraction(sum(line.pence or 0 for line in lines), 100)


@given(METHODS, CHAINED, st.integers(1, 60_000), st.data())
def test_two_that_merge_are_paid_what_one_with_the_figures_of_both_is(
    method: str, drawn: list[tuple[str, int]], least: int, data: st.DataObject
) -> None:
    """Nobody gains or loses a penny by how a merger is written down, nor do the others."""
    text = LEVELS.format(method=method, least=least)
    rows = [(f"P{place}", network, str(patients), "", "") for place, (network, patients) in enumerate(drawn)]
    stays = data.draw(st.integers(0, len(rows) - 1))
    code, network, patients, *_ = rows[stays]
    gone = data.draw(st.integers(1, 30_000))
    day = data.draw(st.sampled_from(("1 April 2013", "30 September 2013", "30 March 2014")))
    went = (data.draw(st.sampled_from(("A0", "Z9"))), network, str(gone), day, code)
    as_one = [*rows[:stays], (code, network, str(int(patients) + gone), "", ""), *rows[stays + 1 :]]

    assert lines_of(paid_in_chain(text, [*rows, went])) == lines_of(paid_in_chain(text, as_one))


def test_the_laws_are_about_schemes_that_pay() -> None:
    """The schemes of these laws have a payment: the laws are not about nothing."""
    condition = CONDITIONS[0].replace("{threshold}", "50")
    chosen = Terms(condition, "", "£35", "halves up", 70, 9, "last", "equally", "Sainte-Laguë")

    assert any(isinstance(block, Payment) for block in compiled(chosen.text()).blocks)
    assert received(paid(chosen.text(), [("P00", "North", "100", "50", "40")]))["P00"] == 175_000

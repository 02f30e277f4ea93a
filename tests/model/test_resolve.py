"""What a scheme means once it is resolved: types, levels, times, and what is done about gaps."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from compiled import HEADING, scheme_of
from meant import FIGURES, block, condition, worked
from schemelang.dates import Period
from schemelang.model import model
from schemelang.model.from_ast import resolve
from schemelang.model.model import Kind, Quantity, Type
from schemelang.model.parts import parts
from schemelang.model.stated import Decision
from schemelang.source import Source
from schemelang.syntax.parser import parse

GALLERY = Path(__file__).parent.parent / "gallery"
PRACTICES, NETWORKS = Kind("practice", "practices"), Kind("network", "networks")
MONEY, SHARE, NUMBER = Type(Quantity.MONEY), Type(Quantity.SHARE), Type(Quantity.NUMBER)
YES_NO, DATE = Type(Quantity.YES_NO), Type(Quantity.DATE)
PATIENTS = Type(Quantity.COUNT, "patient")
QUARTER_1 = Period(date(2013, 4, 1), date(2013, 6, 30), "quarter 1")
QUARTER_4 = Period(date(2014, 1, 1), date(2014, 3, 31), "quarter 4")
YEAR = Period(date(2013, 4, 1), date(2014, 3, 31), "the year")


# Types


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("£5", MONEY),
        ("-£5", MONEY),
        ("12%", SHARE),
        ("1,000", NUMBER),
        ("yes", YES_NO),
        ("1 April 2013", DATE),
        ("list_size", PATIENTS),
        ("cost", MONEY),
        ("opened", DATE),
        ("in_balance", YES_NO),
        ("reviews", SHARE),
        ("own_target", YES_NO),
        ("list_size + 5", Type(Quantity.NUMBER, "patient")),
        ("list_size - register on 30 June 2013", PATIENTS),
        ("cost - £5", MONEY),
        ("£5 × list_size", MONEY),
        ("5% × 5%", SHARE),
        ("list_size × 5%", NUMBER),
        ("cost ÷ list_size", MONEY),
        ("cost / cost", NUMBER),
        ("5% ÷ 2", SHARE),
        ("list_size ÷ 4,975", NUMBER),
        ("£5 for each patient in list_size", MONEY),
        ("5 for each patient in list_size", NUMBER),
        ("10% of cost", MONEY),
        ("10% of list_size", PATIENTS),
        ("greater of cost and £5", MONEY),
        ("smaller of list_size and 5", Type(Quantity.NUMBER, "patient")),
    ],
)
def test_type(words: str, of: Type) -> None:
    """What words come to is of the right kind."""
    assert worked(words).type == of


def test_share_is_of_one() -> None:
    """A percentage is kept as a fraction of one, an amount in pounds, however either is written."""
    written = [worked(words) for words in ("12.5%", "12.5 per cent", "£2.3m", "95p", "-£1.50", "no")]

    assert [each.value for each in written if isinstance(each, model.Constant)] == [
        Fraction(1, 8),
        Fraction(1, 8),
        2_300_000,
        Fraction(95, 100),
        Fraction(-3, 2),
        False,
    ]


def test_signs_are_kept() -> None:
    """What is taken off or divided by has the sign -1."""
    added, divided = worked("cost - £5 + £6"), worked("cost × 2 ÷ 3 / 4")

    assert isinstance(added, model.SumOf)
    assert [sign for sign, _ in added.terms] == [1, -1, 1]
    assert isinstance(divided, model.ProductOf)
    assert [power for power, _ in divided.factors] == [1, 1, -1, -1]


@pytest.mark.parametrize(
    ("one", "other"),
    [("children", "child"), ("people", "person"), ("bodies", "body"), ("diagnoses", "diagnosis"), ("classes", "class")],
)
def test_units_are_in_the_singular(one: str, other: str) -> None:
    """A rate for each of something finds it in a figure that counts several."""
    figure = f"""
figure counted
    is a count of {one} for each practice on 1 April 2013
value worked for each practice
    is                £5 for each {other} in counted
"""
    rate = block(figure, model.Value).expression

    assert isinstance(rate, model.RateOf)
    assert rate.unit == rate.base.type.unit


# Comparisons and conditions


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("is at least", "at_least"),
        (">=", "at_least"),
        ("is ≥", "at_least"),
        ("is at most", "at_most"),
        ("≤", "at_most"),
        ("is more than", "more_than"),
        ("is >", "more_than"),
        ("is less than", "less_than"),
        ("<", "less_than"),
        ("is", "equal"),
        ("is not", "not_equal"),
    ],
)
def test_comparison(words: str, comparator: str) -> None:
    """Words and signs stand for the same comparisons."""
    compared = condition(f"cost {words} £5", "for each practice")

    assert isinstance(compared, model.Compared)
    assert compared.comparator == comparator


@pytest.mark.parametrize(
    ("words", "least", "most", "said"),
    [
        ("own_target and in_balance", 2, None, "and"),
        ("own_target or in_balance", 1, None, "or"),
        ("not in_balance", 0, 0, "not"),
        ("own_target is not met", 0, 0, "not"),
        ("at least 1 of own_target and in_balance", 1, None, "of"),
        ("at most 1 of own_target and in_balance", 0, 1, "of"),
    ],
)
def test_quorum(words: str, least: int, most: int | None, said: str) -> None:
    """And, or, not and so many of several are all so many of several."""
    quorum = condition(words, "for each practice")

    assert isinstance(quorum, model.Quorum)
    assert (quorum.least, quorum.most, quorum.said) == (least, most, said)


def test_met_is_the_target_itself() -> None:
    """That a target is met is what it comes to."""
    met = condition("own_target is met", "for each practice")

    assert (type(met), met.type) == (model.ReadBlock, YES_NO)


# Levels


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("£5", "scheme"),
        ("inflation", "scheme"),
        ("growth", "network"),
        ("cost", "practice"),
        ("growth + inflation", "network"),
        ("list_size × growth", "practice"),
    ],
)
def test_level_is_that_of_the_finest(words: str, level: str) -> None:
    """A value belongs to the finest of its parts; what groups have may be read by their members."""
    assert worked(words).level == level


@pytest.mark.parametrize("how", ["total", "average", "lowest", "highest"])
def test_members_put_together(how: str) -> None:
    """Members' values become one for the group, on the day they are counted or the nearest of the term."""
    over = worked(f"{how} register on 30 June 2013", "for each network")

    assert isinstance(over, model.Over)
    assert (over.how, over.members, over.level, over.day) == (how, PRACTICES, "network", date(2013, 6, 30))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("total list_size", date(2013, 4, 1)),
        ("total cost", date(2014, 3, 31)),
        ("lowest reviews", date(2014, 3, 31)),
        ("total (list_size × inflation)", date(2014, 3, 31)),
        ("number of practices that meet own_target", date(2014, 3, 31)),
        ("number of practices that meet in_balance", date(2014, 3, 31)),
    ],
)
def test_day_of_members(words: str, day: date) -> None:
    """Members are those of the last day that anything is counted on, moved into the term; else of its end."""
    over = worked(words, "for each network")

    assert isinstance(over, model.Over)
    assert over.day == day


def test_pooled() -> None:
    """A pooled indicator has one value for the group."""
    pooled = condition("pooled reviews is at least 75%")

    assert isinstance(pooled, model.Compared)
    assert isinstance(pooled.left, model.PooledOf)
    assert (pooled.left.indicator, pooled.left.members, pooled.left.level) == ("reviews", PRACTICES, "network")


def test_scheme_pools_everybody() -> None:
    """Without a level of its own a block is worked out once, for the whole scheme."""
    pooled = worked("pooled reviews", "")

    assert (type(pooled), pooled.level) == (model.PooledOf, "scheme")


@pytest.mark.parametrize(
    ("words", "how", "operand"),
    [
        ("every practice has reviews of at least 60%", "every", "reviews of at least 60%"),
        ("every practice meets own_target", "every", "own_target"),
    ],
)
def test_every_member(words: str, how: str, operand: str) -> None:
    """What every member has or meets is one yes or no for the group."""
    every = condition(words)

    assert isinstance(every, model.Over)
    assert (every.how, every.operand.span.words, every.level, every.type) == (how, operand, "network", YES_NO)


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("at least 4 practices have reviews of at least 60%", "at_least"),
        ("at most 4 practices have reviews of less than 60%", "at_most"),
        ("at least 4 practices meet own_target", "at_least"),
    ],
)
def test_some_members(words: str, comparator: str) -> None:
    """How many members have or meet something is counted and compared."""
    some = condition(words)

    assert isinstance(some, model.Compared)
    assert isinstance(some.left, model.Over)
    assert isinstance(some.right, model.Constant)
    assert (some.left.how, some.comparator, some.right.value) == ("number", comparator, 4)


def test_members_are_those_that_are_named() -> None:
    """What a network has is asked of each practice, if that is what the words say."""
    every = condition("every practice has growth of at least 1%", "")
    networks = condition("every network has growth of at least 1%", "")

    assert isinstance(every, model.Over)
    assert isinstance(networks, model.Over)
    assert (every.members, networks.members) == (PRACTICES, NETWORKS)


def test_guarantee_may_be_about_anybody() -> None:
    """A guarantee holds for each party of whatever level it is about."""
    grant = "payment grant to each practice start with £5 pay 100% on 30 June 2014 "
    each = block(grant + "guarantee enough always grant is at least £1", model.Guarantee)
    all_ = block(grant + "guarantee enough always total grant during the year is at most £1", model.Guarantee)
    everything = block(grant + "guarantee enough always total of all payments is at most £1", model.Guarantee)

    assert [each.condition.level, all_.condition.level, everything.condition.level] == ["practice", "scheme", "scheme"]


# Times


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("list_size", None),
        ("list_size on 1 January 2013", None),
        ("cost", None),
        ("cost during the year", None),
        ("register on 30 June 2013", QUARTER_1),
        ("register at the end of quarter 4", QUARTER_4),
        ("seen during quarter 1", QUARTER_1),
    ],
)
def test_period_read(words: str, period: Period | None) -> None:
    """A figure given for each period is read at one of them; one that is given once needs no time."""
    read = worked(words)

    assert isinstance(read, model.ReadFigure)
    assert read.period == period


def test_indicator_reads_when_it_is_measured() -> None:
    """The figures of an indicator are those of the day on which it is measured."""
    indicator = block("", model.Indicator)

    assert indicator.moment == date(2014, 3, 31)
    assert [part.period for part in parts(indicator.expression) if isinstance(part, model.ReadFigure)] == [
        QUARTER_4,
        QUARTER_4,
    ]


@pytest.mark.parametrize(
    ("when", "time"),
    [
        ("on 1 January 2012", model.Once(date(2012, 1, 1))),
        ("during the year", model.Once(YEAR)),
        ("during June 2013", model.Once(Period(date(2013, 6, 1), date(2013, 6, 30), "June 2013"))),
        ("during half-year 1", model.Once(Period(date(2013, 4, 1), date(2013, 9, 30), "half-year 1"))),
        ("at the end of each month", model.Each("month", at_end=True)),
        ("during each half-year", model.Each("half_year", at_end=False)),
    ],
)
def test_when_a_figure_is_given(when: str, time: model.Time) -> None:
    """A figure is given once, even before the term, or for each period."""
    figure = block(f"figure counted is a count of patients for each practice {when}", model.Figure)

    assert figure.time == time


def test_limit_of_the_same_period() -> None:
    """A limit by another figure is that figure at each of its periods."""
    figures = scheme_of(HEADING + FIGURES).blocks
    reviewed = next(each for each in figures if isinstance(each, model.Figure) and each.name == "reviewed")

    assert isinstance(reviewed.most, model.ReadFigure)
    assert (reviewed.most.figure, reviewed.most.series, reviewed.least) == ("register", "quarter", None)


def test_limits_may_name_each_other() -> None:
    """A figure may be no more than another that is no less than it."""
    scheme = scheme_of(
        HEADING
        + """
figure part is a count of patients for each practice during each quarter never more than whole
figure whole is a count of patients for each practice during each quarter never less than part
"""
    )

    assert [block.name for block in scheme.blocks if isinstance(block, model.Figure)] == ["part", "whole"]


# What is not there


@pytest.mark.parametrize(
    ("lines", "absences"),
    [
        ("", model.Absences(model.Hold(), None, None)),
        ("if not reported, leave it out", model.Absences(model.LeaveOut(), None, None)),
        (
            "if suppressed, hold the payment if not applicable, leave it out",
            model.Absences(model.Hold(), model.Hold(), model.LeaveOut()),
        ),
    ],
)
def test_absences(lines: str, absences: model.Absences) -> None:
    """A figure says what is done when it is not a number, and otherwise the heading does."""
    assert block(f"figure counted is money for each practice {lines}", model.Figure).absences == absences


@pytest.mark.parametrize(
    ("kind", "counted", "of", "value"),
    [
        ("a count of patients for each practice on 1 April 2013", "5", NUMBER, 5),
        ("money for each practice", "0", MONEY, 0),
        ("a percentage for each practice", "0", SHARE, 0),
        ("yes or no for each practice", "no", YES_NO, False),
    ],
)
def test_what_counts_instead(kind: str, counted: str, of: Type, value: Fraction | bool) -> None:  # noqa: FBT001
    """What counts instead of a figure is of its kind, and a plain 0 is of any kind of number."""
    figure = block(f"figure counted is {kind} if not reported, count it as {counted}", model.Figure)
    action = figure.absences.not_reported

    assert isinstance(action, model.CountAs)
    assert isinstance(action.value, model.Constant)
    assert (action.value.type.quantity, action.value.value) == (
        of.quantity if counted != "0" else figure.type.quantity,
        value,
    )


def test_another_figure_counts_instead() -> None:
    """What counts instead of a figure may be another, even one that is declared later."""
    later = """
figure wanted is a count of patients for each practice on 1 April 2013 if not reported, count it as estimate
figure estimate is a count of patients for each practice on 1 April 2012
"""
    figures = [each for each in scheme_of(HEADING + later).blocks if isinstance(each, model.Figure)]
    action = figures[0].absences.not_reported

    assert isinstance(action, model.CountAs)
    assert isinstance(action.value, model.ReadFigure)
    assert action.value.figure == "estimate"


def test_share_of_nobody() -> None:
    """A part out of a whole says what it is when the whole is nothing, in an indicator and in a value."""
    indicator = block("", model.Indicator).expression
    value = block(
        "value worked for each practice is cost out of cost if there is no money, count it as 0", model.Value
    ).expression

    assert isinstance(indicator, model.RatioOf)
    assert indicator.empty == model.LeaveOut()
    assert isinstance(value, model.RatioOf)
    assert isinstance(value.empty, model.CountAs)
    assert value.empty.value.type == SHARE


# The heading


def test_heading() -> None:
    """The heading's lines are kept, its numbers and its dates."""
    scheme = scheme_of(
        """
scheme small
    offered by        ccg
    offered to        32 practices
    runs              1 April 2013 to 31 March 2014
    groups            practices into 8 networks
    approved by       "the LMC" on 1 February 2013
    sign by           28 February 2013
    as well as        "one thing"
    instead of        "another"
    if a practice joins,   pay in full
    if a practice leaves,  pay nothing
party ccg
    code              08V
"""
    )

    assert scheme.title == "Small"
    assert (scheme.leaf, scheme.leaf_number) == (PRACTICES, 32)
    assert scheme.groupings == (model.Grouping(PRACTICES, NETWORKS, 8),)
    assert scheme.standing.approved_by == (Decision(body="the LMC", day=date(2013, 2, 1)),)
    assert (scheme.standing.word, scheme.sign_by) == ("approved", date(2013, 2, 28))
    assert (scheme.as_well_as, scheme.instead_of) == (("one thing",), ("another",))
    assert scheme.changes_of("practice") == model.Changes(joins="in_full", leaves="nothing")
    assert scheme.levels == ("practice", "network", "scheme")


def test_titles_are_made_of_names() -> None:
    """A block without a title has its name as words."""
    assert block("value price_of_care is £5", model.Value).title == "Price of care"


# Prose and examples


def test_prose() -> None:
    """Prose is parted into paragraphs, and values between braces are read, for each network where there are any."""
    clause = block(
        """
clause aim "What it is for"
    > The register has {total register on 30 June 2013} patients,
    > and {50%} of them count.
    >
    > {£5}
    done by           31 March 2014
    evidence          "a list"
""",
        model.Clause,
    )

    assert [
        [part if isinstance(part, str) else part.expression.span.words for part in paragraph]
        for paragraph in clause.paragraphs
    ] == [
        ["The register has ", "total register on 30 June 2013", " patients,", " ", "and ", "50%", " of them count."],
        ["£5"],
    ]
    assert (clause.done_by, clause.evidence) == (date(2014, 3, 31), ("a list",))


def test_example() -> None:
    """An example keeps its tables as words, what is given and what must come of it."""
    example = block(
        """
payment grant to each practice start with £100 pay 100% on 30 June 2014
example "Ash"
    | practice | cost |
    | Ash      | £5   |
    | practice | list_size |
    | Ash      | 900       |
    given             inflation is 2%
    given             growth of North during the year is 3%
    then              grant of Ash is £100
    then              grant of "Ash House" on 30 June 2014 is not £5
    then              grant of Ash during the year is at least £5
    then              own_target of Ash is not met
""",
        model.Example,
    )

    assert [[words.text for words in table.headings] for table in example.tables] == [
        ["practice", "cost"],
        ["practice", "list_size"],
    ]
    assert [(each.figure, each.party, each.value) for each in example.givens] == [
        ("inflation", None, Fraction(2, 100)),
        ("growth", "North", Fraction(3, 100)),
    ]
    assert [(each.block, each.party, each.moment, each.comparator, each.value) for each in example.expectations] == [
        ("grant", "Ash", None, "equal", 100),
        ("grant", "Ash House", date(2014, 6, 30), "not_equal", 5),
        ("grant", "Ash", YEAR, "at_least", 5),
        ("own_target", "Ash", None, "equal", False),
    ]


# Order, and what stops


def test_order_of_blocks_means_nothing() -> None:
    """A block may use what is declared after it."""
    late = "payment grant to each practice start with price pay 100% on 30 June 2014 value price is £5"

    assert block(late, model.Payment).name == "grant"


def test_long_chains_are_read() -> None:
    """Values that rest on one another a thousand deep are read like any others."""
    chain = "".join(f"value v{number} is v{number + 1} + £1 " for number in range(1000))

    assert block(chain + "value v1000 is £1 value top is v0", model.Value).expression.type == MONEY


def test_gallery_means_something() -> None:
    """The first two schemes of the gallery are resolved whole."""
    for path in sorted(GALLERY.glob("[ab]_*.scheme")):
        source = Source(path.name, path.read_text(encoding="utf-8"))
        file, _ = parse(source)
        assert file is not None

        scheme, found = resolve(file, source)

        assert found == ()
        assert scheme is not None
        assert len(scheme.blocks) == len(file.items) - 1


def test_one_of_several_words() -> None:
    """A figure that is one of several words is held against one of them, as it is written there."""
    text = FIGURES + 'figure sector is one of "Primary  care" and "acute" for each practice '
    scheme = scheme_of(HEADING + text + 'target own for each practice met when sector is not "PRIMARY CARE"')
    target = next(each for each in scheme.blocks if isinstance(each, model.Target))

    assert isinstance(target.condition, model.Compared)
    assert isinstance(target.condition.right, model.Constant)
    assert target.condition.left.type == Type(Quantity.CATEGORY, words=("Primary care", "acute"))
    assert (target.condition.comparator, target.condition.right.value) == ("not_equal", "Primary care")

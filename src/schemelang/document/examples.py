"""The worked examples: their figures as they are written, their steps, and whether they still hold."""

from collections.abc import Iterator

from schemelang.dates import Period, say_date
from schemelang.document.contract import (
    Bullets,
    Clause,
    Column,
    Fact,
    Facts,
    Notice,
    Paragraph,
    Part,
    Row,
    Section,
    Table,
    Text,
)
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.explanation.values import say_comparator
from schemelang.explanation.words import say_value
from schemelang.graph.graph import Role, Rule, RuleId
from schemelang.light import evolve
from schemelang.model.model import (
    Example,
    Expectation,
    Figure,
    NamedParty,
    Payment,
    Quantity,
)
from schemelang.model.stated import ExampleTable, GivenFigure
from schemelang.outcome.examples import ExampleRun, Held

_WORDS = {Quantity.YES_NO, Quantity.DATE, Quantity.CATEGORY}


def worked_examples(matter: Matter) -> Section:
    """Give each example with its figures, its steps and its results. Nobody real is in them."""
    clauses = tuple(_example(matter, run, place) for place, run in enumerate(matter.examples, 1))
    return Section(anchor="section-examples", heading="Worked examples", clauses=clauses)


def examples_as_stated(matter: Matter) -> tuple[Clause, ...]:
    """Give each example as its author wrote it: its figures and what must come of them, and nothing worked out."""
    return tuple(_as_stated(matter, run, place) for place, run in enumerate(matter.examples, 1))


def _as_stated(matter: Matter, run: ExampleRun, place: int) -> Clause:
    here = evolve(matter, outcome=run.outcome)
    results = tuple(_result(here, held.expectation) for held in run.results)
    parts = (*_figures(matter, run.example), *((Bullets(results),) if results else ()))
    return Clause(anchor=f"example-{place}", heading=run.example.title, parts=parts)


def _example(matter: Matter, run: ExampleRun, place: int) -> Clause:
    """Give one example; where its figures could not be read, say so."""
    here = evolve(matter, outcome=run.outcome, party=None)
    parts: tuple[Part, ...] = (*_figures(matter, run.example), *_results(here, run))
    if run.outcome is None:
        parts = (*parts, Notice("does not hold", ("The figures of this example cannot be read.",)))
    else:
        parts = (*parts, *_steps(here, run))
    return Clause(anchor=f"example-{place}", heading=run.example.title, parts=parts)


# ---------------------------------------------------------------- figures


def _figures(matter: Matter, example: Example) -> Iterator[Part]:
    figures = {figure.name: figure for figure in matter.blocks(Figure)}
    for table in example.tables:
        yield _table(table, figures)
    if example.givens:
        yield Facts(tuple(_given(given, figures) for given in example.givens))


def _table(table: ExampleTable, figures: dict[str, Figure]) -> Table:
    """Give a table as it is written, with the titles of its figures for headings."""
    return Table(
        caption="Given these figures",
        columns=tuple(_column(heading.text, figures) for heading in table.headings),
        rows=tuple(Row(tuple((cell.text,) for cell in row)) for row in table.rows),
        keys=max(1, sum(heading.text not in figures for heading in table.headings)),
    )


def _column(heading: str, figures: dict[str, Figure]) -> Column:
    figure = figures.get(heading)
    if figure is None:
        return Column(capital(heading.replace("_", " ")))
    return Column(figure.title, numeric=figure.type.quantity not in _WORDS)


def _given(given: GivenFigure, figures: dict[str, Figure]) -> Fact:
    figure = figures[given.figure]
    whose = f" for {given.party}" if given.party else ""
    during = f", {given.period.name}" if given.period else ""
    return Fact(f"{figure.title}{whose}{during}", (say_value(given.value, figure.type),))


# ---------------------------------------------------------------- results


def _results(matter: Matter, run: ExampleRun) -> Iterator[Part]:
    """List what must come of it, and mark what does not."""
    if run.results:
        yield Paragraph(("What this contract then gives:" if run.holds else "What this contract should then give:",))
        yield Bullets(tuple(_result(matter, held.expectation) for held in run.results))
    for held in run.results:
        if not held.holds:
            yield Notice("does not hold", _failure(matter, held))


def _result(matter: Matter, expectation: Expectation) -> Text:
    return (*linked(_said(matter, expectation), matter), ".")


def _said(matter: Matter, expectation: Expectation) -> str:
    """Say what a result must be; whether something is met or answered yes comes before whom it is so for."""
    rule, title = matter.graph.by_id[RuleId(expectation.block)], matter.title(expectation.block)
    whom = _called(matter, expectation.party) if expectation.party else ""
    if rule.type.quantity is Quantity.YES_NO:
        for_whom = f" for {whom}" if whom else ""
        so = expectation.value is (expectation.comparator == "equal")
        return f"{_answer(rule, title, so=so)}{for_whom}{_moment(expectation)}"
    value = f"{say_comparator(expectation.comparator, rule.type)} {say_value(expectation.value, rule.type)}"
    for_whom = f" for {whom}" if whom else ""
    return f"{title}{for_whom}{_moment(expectation)} {value}"


def _answer(rule: Rule, title: str, *, so: bool) -> str:
    if rule.role is Role.TARGET:
        return f"The target “{title}” is {'met' if so else 'not met'}"
    return f"The answer to “{title}” is {'yes' if so else 'no'}"


def _called(matter: Matter, party: str) -> str:
    """Return what a party is called: a named party by its title, any other as the example calls it."""
    named = (each.title for each in matter.blocks(NamedParty) if each.name == party)
    return next(named, party)


def _moment(expectation: Expectation) -> str:
    match expectation.moment:
        case None:
            return ""
        case Period(name=name):
            return f" during {name}"
        case day:
            return f" on {say_date(day)}"


def _failure(matter: Matter, held: Held) -> Text:
    """Say what the scheme now gives instead of what an example says."""
    said = _said(matter, held.expectation)
    if held.value is None:
        return (f"Does not hold: “{said}” cannot be asked, because there is {held.why}.",)
    rule = matter.graph.by_id[RuleId(held.expectation.block)]
    return (f"Does not hold: “{said}”. The scheme now gives {say_value(held.value, rule.type)}.",)


# ---------------------------------------------------------------- steps


def _steps(matter: Matter, run: ExampleRun) -> Iterator[Part]:
    """Tell how each payment of which the example speaks came about."""
    payments = {payment.name: payment for payment in matter.blocks(Payment)}
    asked = [each.expectation for each in run.results if each.value is not None and each.expectation.block in payments]
    named = {each.name for each in matter.blocks(NamedParty)}
    levels = [(each.block, matter.at(payments[each.block].level, each.party)) for each in asked]
    levels = [(block, party) for block, party in levels if party not in named]
    for name, party in dict.fromkeys(levels):
        whom = f" for {party}" if party else ""
        yield Paragraph((*linked(payments[name].title, matter), f"{whom} comes about like this:"))
        from schemelang.document.reckoning import period_by_period, reckoning  # the outcomes of examples are shown

        tell = reckoning if payments[name].each is None else period_by_period
        yield from tell(matter, payments[name], party)

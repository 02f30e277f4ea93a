"""The rule graph as text and as pictures."""

import re

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from compiled import small
from schemelang.graph.dump import as_dot, as_mermaid, as_text

BLOCKS = """
figure list_size "Registered \\ <b>patients</b>"
    is a count of patients for each practice on 1 April 2013
    if suppressed,      count it as 5
    if not applicable,  leave it out

value rate "A #1 rate"
    is                £2.50

payment small_payment "Small payment"
    to each network
    start with        rate × total list_size
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
    share             among its practices equally, odd pennies by largest remainder
"""


RULES = """
list_size.given given practice 2013-04-01 a count of patient given list_size
list_size.if suppressed part scheme once a number constant 5
list_size figure practice 2013-04-01 a count of patient settled not_reported hold, {suppressed}, {left_out}
rate value scheme once money constant 2.5
small_payment.step 1 amount factor 2 part network once a count of patient {total_list_size}
small_payment.step 1 step network once money product: rate, small_payment.step 1 amount factor 2
small_payment.step 2 amount network once money round to 0.01 half_up: small_payment.step 1
small_payment.tranche 1 tranche network once money part 1 of 1, odd pennies last: small_payment.step 2
small_payment.weight weight practice once a number weight in network, joins by_days, leaves by_days
small_payment.tranche 1 share share practice once money {apportioned}
small_payment payment network once money total: small_payment.tranche 1
small_payment.received received practice once money total: small_payment.tranche 1 share
""".format(
    suppressed="suppressed list_size.if suppressed",
    left_out="not_applicable leave_out: list_size.given, list_size.if suppressed",
    total_list_size="total over practices on 2013-04-01: list_size",
    apportioned="apportioned by largest_remainder: small_payment.tranche 1, small_payment.weight",
)


def squeezed(text: str) -> str:
    """Return a text with its columns narrowed to one blank."""
    return re.sub(" +", " ", text)


def test_text() -> None:
    """Each rule is one line: id, role, level, time, type, what it does, and what it needs."""
    rules, due = squeezed(as_text(small(BLOCKS))).split("\n\n")

    assert rules == RULES.strip()
    assert due == "2014-06-30 small_payment tranche 1, 1 of 1 ccg to each practice: small_payment.tranche 1 share\n"


def test_columns_stand_under_each_other() -> None:
    """Columns begin at the same place in every line, so that one longer name moves no other line."""
    rules = as_text(small(BLOCKS)).split("\n\n")[0].splitlines()
    begins = [[found.start() for found in re.finditer(r"(?<=  )\S", line)][:5] for line in rules]

    assert begins == [[46, 58, 70, 82, 102]] * len(rules)


KINDS = """
figure list_size "Registered patients"
    is a count of patients for each practice at the end of each quarter
figure opened "Opened"
    is a date for each practice

indicator coverage "Coverage" for each practice
    is                list_size out of list_size
    measured          on 30 June 2013
    if there are no patients,  leave it out

value least_and_greatest "Least and greatest" for each practice
    is                greater of (smaller of coverage and 50%) and (100% - coverage)

target no_choice "No choice" for each network
    met when          not pooled coverage is at least 90%
                      or at least 2 practices have coverage of at least 30%

target is_new "New" for each practice
    met when          opened is 1 April 2013

payment grant "Grant"
    to                hospital
    start with        £1,000
    nothing if        yes is no
    pay 50%           on 30 June 2014 only if total other is at most £100
    pay 50%           in advance, kept whatever the outcome, in 2 equal instalments
                      on the 1st of each month from April 2013, odd pennies in the first

payment other "Other"
    to each practice
    start with        £10
    pay 100%          on 30 June 2014
"""


def test_every_kind_has_words() -> None:
    """Every kind of rule says what it does, with the facts that it has."""
    rules = as_text(small(KINDS)).split("\n\n")[0].splitlines()

    assert {line[101:].split(":")[0].strip() for line in rules} >= {
        "at least 0 and at most 0",
        "at least 1",
        "at quarter 1, 2013-04-01 to 2013-06-30",
        "at_most",
        "constant 0.3",
        "constant 2013-04-01",
        "constant no",
        "constant yes",
        "difference",
        "greatest",
        "least",
        "number over practices on 2013-06-30",
        "part 2 of 2 equal parts, odd pennies first",
        "pooled over practices on 2013-06-30",
        "ratio",
        "settled empty leave_out",
        "total over practices at any time",
        "when",
    }


def test_due_part_names_its_condition() -> None:
    """A part that falls due says to whom it goes and what it hangs on, in the order of the scheme."""
    due = squeezed(as_text(small(KINDS))).split("\n\n")[1].splitlines()

    assert due == [
        "2014-06-30 grant tranche 1, 1 of 1 ccg to hospital: grant.tranche 1 if grant.tranche 1 condition",
        "2013-04-01 grant tranche 2, 1 of 2 ccg to hospital: grant.tranche 2 instalment 1",
        "2013-05-01 grant tranche 2, 2 of 2 ccg to hospital: grant.tranche 2 instalment 2",
        "2014-06-30 other tranche 1, 1 of 1 ccg to each practice: other.tranche 1",
    ]


def test_nothing_due() -> None:
    """Rules of which nothing falls due are followed by nothing."""
    assert squeezed(as_text(small("value one is 1"))) == "one value scheme once a number constant 1\n"


def test_mermaid() -> None:
    """A picture for Mermaid has a box round each clause, and signs that would mean something are numbers."""
    rows = as_mermaid(small(BLOCKS)).splitlines()

    assert rows[:3] == [
        "flowchart LR",
        '    subgraph c1["list_size"]',
        '        n1["Registered #92; #60;b#62;patients#60;#47;b#62;<br>given list_size"]',
    ]
    assert rows[7] == '        n4["A #35;1 rate<br>constant 2.5"]'
    assert rows[-2:] == ["    n8 --> n11", "    n10 --> n12"]


def test_dot() -> None:
    """A picture for Graphviz has a box round each clause, and nothing in a text ends it."""
    rows = as_dot(small(BLOCKS)).splitlines()

    assert rows[:6] == [
        "digraph scheme {",
        "    rankdir=LR;",
        "    node [shape=box];",
        "    subgraph cluster_1 {",
        '        label="list_size";',
        '        n1 [label="Registered \\\\ <b>patients</b>\\ngiven list_size"];',
    ]
    assert rows[-2:] == ["    n10 -> n12;", "}"]


def quoted(row: str) -> list[str]:
    """Return what stands between quotation marks, as Graphviz reads them."""
    return re.findall(r'"((?:[^"\\]|\\.)*)"', row)


@given(st.text())
def test_any_title_stays_inside_its_marks(title: str) -> None:
    """Whatever a title holds, each node is one row with one text in it."""
    graph = small("value one is 1")
    titled = evolve(graph, rules=(evolve(graph.rules[0], title=title),))
    dot, mermaid = as_dot(titled).split("\n"), as_mermaid(titled).split("\n")

    assert [len(rows) for rows in (dot, mermaid)] == [9, 5]
    assert dot[5].count('"') == 2 + dot[5].count('\\"')
    assert len(quoted(dot[5])) == 1
    assert re.fullmatch(r' +n1\["[^"<>]*<br>constant 1"\]', mermaid[2])

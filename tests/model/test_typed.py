"""Which numbers are typed into a clause: those written in figures, outside braces and outside words."""

import pytest

from compiled import HEADING, scheme_of
from schemelang.model.model import Clause
from schemelang.model.typed import typed_numbers, typed_places


def clause(*prose: str) -> Clause:
    """Read a clause of a few lines."""
    lines = "".join(f"    > {line}\n" for line in prose)
    scheme = scheme_of(f'{HEADING}\nvalue price "Price"\n    is £5\n\nclause aim "Aim 1"\n{lines}')
    (found,) = (block for block in scheme.blocks if isinstance(block, Clause))
    return found


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("within 28 days, or 1,000 of them", ["28", "1,000"]),
        ("£2.3m, £10,000 and 62.5%.", ["£2.3m", "£10,000", "62.5%"]),
        ("by 1 April 2015, or in January 2016, or in 2017", ["1 April 2015", "January 2016", "2017"]),
        ("on the 15th, before 9am", ["15th", "9am"]),
        ("140/80 or less", ["140/80"]),
        ("an 18-week wait", ["18"]),
        ("HbA1c by DM007 after COVID-19", []),
        ("in 2013/14, 2020-21 and 2020-2021", []),
        ("{price} for each, and {70%} of it", []),
        ("three months' notice", []),
    ],
)
def test_a_number_is_what_is_written_in_figures(words: str, numbers: list[str]) -> None:
    """Amounts, percentages, dates and counts are numbers; parts of words, names of years and quoted values are not."""
    found = clause(words)

    assert list(typed_numbers(found)) == numbers
    assert [place.words for place in typed_places(found)] == numbers


def test_a_number_is_named_once_and_found_wherever_it_stands() -> None:
    """The contract names each number once; each of its places can be underlined, and the title is no prose."""
    found = clause("28 days, or {price}", "another 28 days")

    assert typed_numbers(found) == ("28",)
    assert [place.line - found.span.line for place in typed_places(found)] == [1, 2]

"""What a contract says of a practice that moves from one network to another, and of networks of one day."""

from pathlib import Path

import pytest

from document.written import contract_of, told

CASES = Path(__file__).parents[1] / "cases" / "good" / "membership"
MOVES = (CASES / "moves_in_october.scheme").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("says", "has"),
    [
        (
            "pay by days",
            "a practice that moves from one network to another has a share of the money of each for its days",
        ),
        ("pay nothing", "a practice that moves from one network to another has no share of the money of either."),
        ("hold the payment", "The money of both is held until it is."),
    ],
)
def test_what_one_has_that_moves(says: str, has: str) -> None:
    """It stands beside joining and leaving, in the words of the payment."""
    scheme = MOVES[: MOVES.index("example ")].replace(
        "if a practice moves,   pay by days", f"if a practice moves, {says}"
    )

    assert f"Payment for lists: {has}" in told(contract_of(scheme)) or has in told(contract_of(scheme))


def test_each_days_are_listed() -> None:
    """The table of members has a row for each network in which a practice is, with its days."""
    figures = (CASES / "moves_in_october.csv").read_bytes()
    words = told(contract_of(MOVES[: MOVES.index("example ")], {"a.csv": figures}))

    assert "Ash | Ash | North | 1 April 2024 to 30 September 2024" in words
    assert "Ash | Ash | South | 1 October 2024 to 31 March 2025" in words


def test_networks_of_one_day() -> None:
    """The day of which the networks are taken is a term of the contract."""
    scheme = (CASES / "networks_of_a_day.scheme").read_text(encoding="utf-8")
    words = told(contract_of(scheme[: scheme.index("example ")]))

    assert "Practices are grouped into networks as they were on 1 April 2024." in words

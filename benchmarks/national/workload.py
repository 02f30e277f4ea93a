"""What the national workload is: its forty indicators, the sums that are laid down for it, and how its codes look.

Everything is a whole number, so that no sum is rounded before it is meant to be: money in pence, points in
thousandths, shares in hundredths of a percent. The thresholds are drawn once, from a seed.
"""

from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

SEED = 20261121
MONTHS, TO_A_NETWORK, TO_A_BLOCK = 12, 5, 1_000
TERM = (
    "April 2025",
    "May 2025",
    "June 2025",
    "July 2025",
    "August 2025",
    "September 2025",
    "October 2025",
    "November 2025",
    "December 2025",
    "January 2026",
    "February 2026",
    "March 2026",
)

VALUE_OF_A_POINT = 22_062  # pence
AVERAGE_LIST = 9_964
LEAST_SAVING, SHARE_OF_SAVING, CAP_OF_SAVING, LEAST_QUALITY = 200, 5_000, 500, 5_000  # hundredths of a percent
ON_ACCOUNT, MOST_RECOVERED = 7_000, 5_000  # hundredths of a percent
LEAST_FACTOR, MOST_FACTOR = 2_500, 40_000  # ten-thousandths

Numbers: TypeAlias = NDArray[Any]
Kind = Literal["own", "pooled", "all"]


class Indicator(NamedTuple):
    """One of the forty: thresholds and target in hundredths of a percent, points of a month in thousandths."""

    name: str
    title: str
    kind: Kind
    lower: int
    upper: int
    target: int
    points: int
    by_prevalence: bool


class Drawn(NamedTuple):
    """The indicators, with what practices reach of each on average, and how many patients each is about."""

    indicators: tuple[Indicator, ...]
    reached: Numbers
    prevalence: Numbers


TITLES: dict[Kind, dict[str, str]] = {
    "own": {
        "blood_pressure": "Blood pressure controlled",
        "cholesterol": "Cholesterol lowered",
        "heart_failure": "Heart failure reviewed",
        "stroke": "Blood thinned after a stroke",
        "rhythm": "Blood thinned for an irregular heartbeat",
        "blood_sugar": "Blood sugar controlled in diabetes",
        "feet": "Feet examined in diabetes",
        "eyes": "Eyes screened in diabetes",
        "asthma": "Asthma reviewed",
        "lungs": "Chronic lung disease reviewed",
        "kidneys": "Kidney disease monitored",
        "epilepsy": "Epilepsy reviewed",
        "thyroid": "Thyroid function tested",
        "arthritis": "Arthritis reviewed",
        "bones": "Bones protected after a fracture",
        "depression": "Depression followed up",
        "mental_health": "Physical health checked in mental illness",
        "dementia": "Care plan agreed in dementia",
        "learning": "Yearly check in learning disability",
        "frailty": "Frailty reviewed",
        "last_year_of_life": "Wishes recorded in the last year of life",
        "carers": "Carers offered support",
        "weight": "Help with weight offered",
        "smoking": "Help to stop smoking offered",
        "alcohol": "Advice about alcohol given",
    },
    "pooled": {
        "cervix": "Cervix screened",
        "bowel": "Bowel screened",
        "breast": "Breast screened",
        "flu": "Flu vaccine given",
        "pneumonia": "Pneumonia vaccine given",
        "measles": "Measles vaccine given",
        "whooping_cough": "Whooping cough vaccine given",
        "health_checks": "Health check at forty done",
        "early_diabetes": "Early diabetes followed up",
        "early_cancer": "Signs of cancer referred in time",
    },
    "all": {
        "medicines": "Medicines reviewed",
        "discharge": "Seen after leaving hospital",
        "housebound": "Visited at home",
        "care_homes": "Care plan agreed in a care home",
        "crisis": "Followed up after a crisis",
    },
}


def drawn() -> Drawn:
    """Draw the thresholds and points of the indicators, the same each time."""
    chance = np.random.default_rng([SEED, 999_999])
    titles = [each for several in TITLES.values() for each in several.items()]
    kinds = [kind for kind, several in TITLES.items() for _ in several]
    many, half = len(titles), 0.5
    lower = chance.integers(20, 56, many) * 100
    upper = np.minimum(lower + chance.integers(15, 41, many) * 100, 9_500)
    reached = (lower + upper) / 2 / 1e4 + chance.normal(0, 0.03, many)
    targets = {
        "own": np.zeros(many),
        "pooled": np.round((reached - 0.01) * 1e4),
        "all": np.round((reached - 0.14) * 1e4),
    }
    points = chance.integers(1, 37, many) * 1_000 // MONTHS  # 1 to 36 points a year
    by_prevalence = chance.random(many) < half
    prevalence = chance.uniform(0.01, 0.12, many)
    thresholds = zip(lower.tolist(), upper.tolist(), points.tolist(), by_prevalence.tolist(), strict=True)
    target = [int(targets[kind][at]) for at, kind in enumerate(kinds)]
    indicators = tuple(
        Indicator(name, title, kinds[at], low, high, target[at], most, factor)
        for at, ((name, title), (low, high, most, factor)) in enumerate(zip(titles, thresholds, strict=True))
    )
    return Drawn(indicators, reached, prevalence)


def practice_code(number: int) -> str:
    """Write the code of a practice, so that the order of the codes is that of the numbers."""
    return f"P{number:07}"


def network_code(number: int) -> str:
    """Write the code of the network in which a practice is."""
    return f"C{number // TO_A_NETWORK:06}"

"""Makes the extracts under contracts/tower_hamlets/figures/ from the published files.

    python tools/extract_tower_hamlets.py FOLDER

FOLDER holds the published files, each under the path named below; SOURCES.md beside the extracts says what they are.
Every figure is copied as it was published, and beside it stand the name of the published file and the row,
counted as a spreadsheet counts, with the headings in row 1.
A figure that was not published is left empty, and so are its file and its row.
The extracts are kept in the repository, so this script is run only to make them again; no test runs it.

The one extract that nobody published is care_plans_invented.csv. For each practice

    care plans = diabetes register x care-plan share of its network, rounded down
    screened   = diabetes register x screening share of its network, rounded down

where within each network, in order of code, the first practice stands 2 points above its network's share,
the second 2 points below, the third 2 points above, and so on.
Two practices are set apart so that the schemes have something to show: Health E1 has a share of its own,
below a floor of 60%, and Tredegar Practice is given what leaves Network 5 exactly 3 patients below 90%.
Practices that are not in the mapping of January 2022 have no counts, and keep their place in the order.
"""

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

MAPPING = "qof/raw_2020-21/MAPPING_NHS_GEOGRAPHIES_2021.csv"
LATER_MAPPING = "list_size/gp-reg-pat-prac-map_2022-01.csv"
LISTS = "list_size/gp-reg-pat-prac-all_2021-01.csv"
REGISTERS = "qof/raw_2020-21/PREVALENCE_2021_v2.csv"
POINTS = "qof/heec_qof_cvd_achievement_wide.csv"

EXTRACTS = Path(__file__).parent.parent / "contracts" / "tower_hamlets" / "figures"

NETWORKS = {
    "U50771": "Tower Hamlets Network 1 PCN",
    "U54453": "Tower Hamlets Network 2 PCN",
    "U87199": "Tower Hamlets Network 5 PCN",
    "U08803": "Tower Hamlets Network 6 PCN",
    "U60865": "Tower Hamlets Network 7 PCN",
    "U09193": "Tower Hamlets Network 8 PCN",
    "U37286": "Tower Network PCN",
}

# Invented: the share of the diabetes register with a care plan and the share screened, in hundredths.
INVENTED_SHARES = {
    "U50771": (92, 83),
    "U54453": (93, 84),
    "U87199": (90, 82),
    "U08803": (96, 78),
    "U60865": (93, 84),
    "U09193": (97, 86),
    "U37286": (85, 76),
}
STEP = 2
HEALTH_E1 = "F84733"
HEALTH_E1_SHARES = (56, 71)
TREDEGAR = "F84696"
TREDEGAR_CARE_PLANS = 217
INVENTED = "invented for illustration"


class Published(NamedTuple):
    """A published row: its cells by heading, the file's name, and its row as a spreadsheet counts."""

    cells: Mapping[str, str]
    file: str
    row: int

    def figure(self, heading: str, sign: str = "") -> tuple[str, str, str]:
        """Give a figure as published, its file and its row."""
        return self.cells[heading] + sign, self.file, str(self.row)


NOT_PUBLISHED = ("", "", "")

Row = tuple[str, ...]


def main(folder: Path) -> None:
    """Make every extract from the published files in a folder."""
    mapping = practices(folder)
    later = by_code(published(folder, LATER_MAPPING), "PRACTICE_CODE")
    registers = published(folder, REGISTERS)
    hypertension = by_code((row for row in registers if row.cells["GROUP_CODE"] == "HYP"), "PRACTICE_CODE")
    diabetes = by_code((row for row in registers if row.cells["GROUP_CODE"] == "DM"), "PRACTICE_CODE")
    lists = by_code(published(folder, LISTS), "CODE")
    points = by_code(published(folder, POINTS), "Practice.Code")

    write_practices(mapping, later)
    write("list_size", ("list_size",), ((code, *lists[code].figure("NUMBER_OF_PATIENTS")) for code in mapping))
    write(
        "registers",
        ("hypertension_register", "diabetes_register"),
        ((code, *hypertension[code].figure("REGISTER"), *diabetes[code].figure("REGISTER")) for code in mapping),
    )
    write(
        "hypertension_points",
        ("hypertension_points",),
        (
            (code, *(points[code].figure("Achievement_HYP", "%") if code in points else NOT_PUBLISHED))
            for code in mapping
        ),
    )
    write("care_plans_invented", ("care_plans", "screened"), invented(mapping, later, diabetes))


# Reading


def published(folder: Path, path: str) -> list[Published]:
    """Read a published file, refusing a row of the wrong length."""
    with (folder / path).open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file, strict=True)
    name = Path(path).name
    return [
        Published(dict(zip(headings, cells, strict=True)), name, number) for number, cells in enumerate(rows, start=2)
    ]


def by_code(rows: Iterable[Published], heading: str) -> dict[str, Published]:
    """Find rows by practice code, refusing a code that stands in two of them."""
    found: dict[str, Published] = {}
    for row in rows:
        code = row.cells[heading]
        if code in found:
            sys.exit(f"{row.file}: {code} stands in row {found[code].row} and in row {row.row}")
        found[code] = row
    return found


def practices(folder: Path) -> dict[str, Published]:
    """Find the practices of the networks, in order of network name and then of code."""
    rows = [row for row in published(folder, MAPPING) if row.cells["PCN_ODS_CODE"] in NETWORKS]
    for row in rows:
        if row.cells["PCN_NAME"] != NETWORKS[row.cells["PCN_ODS_CODE"]]:
            sys.exit(f"{row.file}: row {row.row} gives {row.cells['PCN_ODS_CODE']} another name")
    rows.sort(key=lambda row: (row.cells["PCN_NAME"], row.cells["PRACTICE_CODE"]))
    return by_code(rows, "PRACTICE_CODE")


# Inventing


def invented(
    mapping: Mapping[str, Published], later: Mapping[str, Published], diabetes: Mapping[str, Published]
) -> Iterable[Row]:
    """Invent care plans and screening for every practice that is in the later mapping."""
    for code, row in mapping.items():
        if code not in later:
            yield code, *NOT_PUBLISHED, *NOT_PUBLISHED
            continue
        network = row.cells["PCN_ODS_CODE"]
        members = [other for other in mapping if mapping[other].cells["PCN_ODS_CODE"] == network]
        care_plans, screened = counts(code, network, members.index(code), int(diabetes[code].cells["REGISTER"]))
        yield code, str(care_plans), INVENTED, "", str(screened), INVENTED, ""


def counts(code: str, network: str, place: int, register: int) -> tuple[int, int]:
    """Work out the invented counts of one practice, which stands at a place in its network."""
    step = STEP if place % 2 == 0 else -STEP
    care, screening = (share + step for share in INVENTED_SHARES[network])
    if code == HEALTH_E1:
        care, screening = HEALTH_E1_SHARES
    care_plans = TREDEGAR_CARE_PLANS if code == TREDEGAR else register * care // 100
    return care_plans, register * screening // 100


# Writing


def write_practices(mapping: Mapping[str, Published], later: Mapping[str, Published]) -> None:
    """Write who belongs to which network, and whether the later mapping still has them."""
    headings = (
        "practice",
        "practice_name",
        "network",
        "network_name",
        "practice_published_file",
        "practice_published_row",
        "in_january_2022_mapping",
        "in_january_2022_mapping_published_file",
        "in_january_2022_mapping_published_row",
    )
    names = ("PRACTICE_CODE", "PRACTICE_NAME", "PCN_ODS_CODE", "PCN_NAME")
    write_rows(
        "practices",
        headings,
        (
            (*(row.cells[name] for name in names), row.file, str(row.row), *still_there(later.get(code)))
            for code, row in mapping.items()
        ),
    )


def still_there(row: Published | None) -> Row:
    """Say whether the later mapping has a practice, and where; a practice it has not has no row in it."""
    return ("yes", row.file, str(row.row)) if row is not None else ("no", Path(LATER_MAPPING).name, "")


def write(name: str, figures: Row, rows: Iterable[Row]) -> None:
    """Write an extract of figures by practice, each with its published file and row."""
    columns = ((figure, f"{figure}_published_file", f"{figure}_published_row") for figure in figures)
    write_rows(name, ("practice", *(column for three in columns for column in three)), rows)


def write_rows(name: str, headings: Row, rows: Iterable[Row]) -> None:
    """Write an extract as UTF-8 with plain line ends."""
    with (EXTRACTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder_given]:
            main(Path(folder_given))
        case _:
            sys.exit(__doc__)

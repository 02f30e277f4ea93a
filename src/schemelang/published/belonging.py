"""Who belongs where, and since when: practices and their networks, all practices, and who succeeded whom."""

import re

from schemelang.published.layout import NETWORK, OPEN_DAY, ORGANISATION, WORDS, Column, Content, Layout, Sort

_ODS = "NHS England, Organisation Data Service"
_WRITTEN_DAY = Content("days, such as 1 September 2021", re.compile(".{6,20}"), Sort.DAY)
_STATUS = Content("one of A, C, D and P", re.compile("[ACDP]"))


def _column(name: str, holds: Content = WORDS, *also: str) -> Column:
    return Column(name=name, holds=holds, also=also)


PARTNERS = Layout(
    name="ePCN",
    what="the sheet of core partners of the workbook ePCN: the network of each practice, from a first day to a last",
    publisher=_ODS,
    columns=(
        _column("Partner Organisation Code", ORGANISATION, "ods_code", "organisation_code"),
        _column("PCN Code", NETWORK),
        _column("PCN Name"),
        _column("Practice to PCN Relationship Start Date", OPEN_DAY),
        _column("Practice to PCN Relationship End Date", OPEN_DAY),
        Column(name="Partner Name", holds=WORDS, optional=True),
    ),
    whose="Partner Organisation Code",
    practice_name="Partner Name",
    group="PCN Code",
    group_name="PCN Name",
    joined="Practice to PCN Relationship Start Date",
    left="Practice to PCN Relationship End Date",
    lists=True,
)
NETWORKS = Layout(
    name="ePCN networks",
    what="the sheet of networks of the workbook ePCN: their names, their addresses and the days of opening and closing",
    publisher=_ODS,
    columns=(
        _column("PCN Code", NETWORK),
        _column("PCN Name"),
        _column("Open Date", OPEN_DAY),
        _column("Close Date", OPEN_DAY),
        _column("Postcode"),
    ),
    whose="PCN Code",
)
PRACTICES = Layout(
    name="ODS practices",
    what="the file epraccur: every prescribing practice, with the days on which it opened and closed",
    publisher=_ODS,
    columns=(
        _column("Organisation Code", ORGANISATION),
        _column("Name"),
        _column("National Grouping"),
        _column("High Level Health Geography"),
        *(_column(f"Address Line {number}") for number in range(1, 6)),
        _column("Postcode"),
        _column("Open Date", OPEN_DAY),
        _column("Close Date", OPEN_DAY),
        _column("Status Code", _STATUS),
        _column("Organisation Sub-Type Code"),
        _column("Commissioner"),
        _column("Join Provider/Purchaser Date", OPEN_DAY),
        _column("Left Provider/Purchaser Date", OPEN_DAY),
        _column("Contact Telephone Number"),
        *(_column(f"Null {number}") for number in range(19, 22)),
        _column("Amended Record Indicator"),
        _column("Null 23"),
        _column("Provider/Purchaser"),
        _column("Null 25"),
        _column("Prescribing Setting"),
        _column("Null 27"),
    ),
    whose="Organisation Code",
    practice_name="Name",
    joined="Open Date",
    left="Close Date",
    status="Status Code",
    lists=True,
    headless=True,
)
SUCCESSORS = Layout(
    name="Successors",
    what="a table of your own: the code of each practice that was merged into another, that other, and its first day",
    publisher="the commissioner",
    columns=(
        _column("old code", ORGANISATION, "predecessor_code"),
        _column("new code", ORGANISATION, "successor_code"),
        _column("from", _WRITTEN_DAY, "date", "succession_date", "effective_date"),
    ),
    whose="old code",
    successor="new code",
    left="from",
    lists=True,
    published=False,
)

LAYOUTS = (PARTNERS, NETWORKS, PRACTICES, SUCCESSORS)

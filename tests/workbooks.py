"""The smallest workbooks that are any, from the cells of their sheets."""

import zipfile
from collections.abc import Collection, Mapping
from html import escape
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "<sheetData>%s</sheetData>"
HIDDEN = 'state="hidden"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text(cell: str, words: str) -> str:
    """Write a cell that holds words."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def workbook(sheets: Mapping[str, str], hidden: Collection[str] = ()) -> bytes:
    """Write a workbook with the rows of its sheets."""
    numbered = list(enumerate(sheets, 1))
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" {HIDDEN if name in hidden else ""} r:id="r{number}"/>'
        for number, name in numbered
    )
    targets = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in numbered
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{targets}</Relationships>',
    }
    parts |= {
        f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{MAIN}">{SHEET % sheets[name]}</worksheet>'
        for number, name in numbered
    }
    return zipped(parts)


def workbook_cut() -> bytes:
    """Write a file that is packed as a workbook is, and is none."""
    return zipped({"content.xml": "<x/>"})


def zipped(parts: Mapping[str, str]) -> bytes:
    """Pack files as a workbook packs them, the same each time."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2013, 1, 1, 0, 0, 0)), words)
    return content.getvalue()

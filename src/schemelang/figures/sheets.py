"""A sheet of a workbook as it is read, whatever the form of the workbook."""

from attrs import frozen

from schemelang.figures.shape import Row
from schemelang.source import CellPlace


@frozen
class Sheet:
    """The filled rows of a sheet, whether its tab is shown, and the cells that show a fault or have no result."""

    place: CellPlace
    rows: tuple[Row, ...]
    shown: bool
    lost: tuple[str, ...] = ()

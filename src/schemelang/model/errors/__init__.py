"""What can be wrong with what a scheme means: names and lines (SCH1xx), quantities and choices (SCH2xx)."""

from typing import TYPE_CHECKING

from schemelang.later import later

if TYPE_CHECKING:
    from schemelang.model.errors import choices as choices
    from schemelang.model.errors import elsewhere as elsewhere
    from schemelang.model.errors import exceptions as exceptions
    from schemelang.model.errors import naming as naming
    from schemelang.model.errors import numerals as numerals
    from schemelang.model.errors import payments as payments
    from schemelang.model.errors import published as published
    from schemelang.model.errors import quantities as quantities
    from schemelang.model.errors import readings as readings
    from schemelang.model.errors import reductions as reductions
    from schemelang.model.errors import savings as savings
    from schemelang.model.errors import scales as scales
    from schemelang.model.errors import tables as tables
    from schemelang.model.errors import tail as tail
    from schemelang.model.errors import varying as varying

vars().update(
    later(
        __name__,
        "choices",
        "elsewhere",
        "exceptions",
        "naming",
        "numerals",
        "payments",
        "published",
        "quantities",
        "readings",
        "reductions",
        "savings",
        "scales",
        "tables",
        "tail",
        "varying",
    )
)

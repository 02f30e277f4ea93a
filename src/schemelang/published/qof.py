"""The Quality and Outcomes Framework: the raw files of each year, and the tables for each practice."""

import re

from schemelang.light import evolve
from schemelang.published.layout import (
    CODE,
    COUNT,
    NETWORK,
    NUMBER,
    PRACTICE,
    SHARE,
    SIGNS,
    WORDS,
    Column,
    Layout,
)

_PUBLISHER = "NHS England, Quality and Outcomes Framework"
_SIGNS = {**SIGNS, "-": "not reported"}
_PRACTICE_OR_NOBODY = evolve(PRACTICE, pattern=re.compile(f"{PRACTICE.pattern.pattern}|NA", re.ASCII))
"""What others have put together may have a row that is about nobody."""
_PRACTICE_CODE = Column(name="PRACTICE_CODE", holds=PRACTICE)

PREVALENCE = Layout(
    name="QOF prevalence",
    what="the raw file PREVALENCE: a row for each practice and each group of conditions",
    publisher=_PUBLISHER,
    columns=(
        _PRACTICE_CODE,
        Column(name="GROUP_CODE", holds=CODE),
        Column(name="REGISTER", holds=COUNT),
        Column(name="PATIENT_LIST_TYPE", holds=CODE),
        Column(name="PRACTICE_LIST_SIZE", holds=COUNT),
    ),
    whose="PRACTICE_CODE",
    rows=("GROUP_CODE",),
    signs=_SIGNS,
    within=(("REGISTER", "PRACTICE_LIST_SIZE"),),
)
ACHIEVEMENT = Layout(
    name="QOF achievement",
    what="the raw files ACHIEVEMENT, of all England or of one region: a row for each practice, indicator and measure",
    publisher=_PUBLISHER,
    columns=(
        _PRACTICE_CODE,
        Column(name="INDICATOR_CODE", holds=CODE),
        Column(name="MEASURE", holds=CODE),
        Column(name="VALUE", holds=NUMBER),
    ),
    whose="PRACTICE_CODE",
    rows=("INDICATOR_CODE", "MEASURE"),
    signs=_SIGNS,
)
INDICATORS = Layout(
    name="QOF indicators",
    what="the raw file MAPPING_INDICATORS: a row for each indicator, with its points",
    publisher=_PUBLISHER,
    columns=(
        Column(name="INDICATOR_CODE", holds=CODE),
        Column(name="INDICATOR_POINT_VALUE", holds=NUMBER),
        Column(name="GROUP_CODE", holds=CODE),
        Column(name="DOMAIN_CODE", holds=CODE),
        Column(name="PATIENT_LIST_TYPE", holds=WORDS),
    ),
    rows=("INDICATOR_CODE",),
    signs=_SIGNS,
)
MAXIMUM_POINTS = Layout(
    name="QOF maximum points",
    what="the raw file ORGANISATION_REFERENCE: the points that each practice could win",
    publisher=_PUBLISHER,
    columns=(_PRACTICE_CODE, Column(name="REVISED_MAXIMUM_POINTS", holds=NUMBER)),
    whose="PRACTICE_CODE",
    signs=_SIGNS,
)
ADJUSTMENTS = Layout(
    name="QOF adjustments",
    what="the raw file MAPPING_PCAS_EXCL_TO_INDICATOR: why patients are left out of each indicator",
    publisher=_PUBLISHER,
    columns=(
        Column(name="INDICATOR_CODE", holds=CODE),
        Column(name="PCA_EXCL_NAME", holds=WORDS),
        Column(name="PCA_EXCL_DESCRIPTION", holds=WORDS),
        Column(name="TYPE", holds=WORDS),
    ),
    rows=("INDICATOR_CODE", "PCA_EXCL_NAME"),
)
VALIDATION = Layout(
    name="QOF validation",
    what="the raw file PRACTICE_VALIDATION_OUTCOMES: the rules by which a practice's results were held back",
    publisher=_PUBLISHER,
    columns=(_PRACTICE_CODE, Column(name="VALIDATION_RULE", holds=COUNT), Column(name="RULE_DESCRIPTION", holds=WORDS)),
    whose="PRACTICE_CODE",
)
GEOGRAPHIES = Layout(
    name="QOF geographies",
    what="the raw file MAPPING_NHS_GEOGRAPHIES: the network of each practice, and all that the network is in",
    publisher=_PUBLISHER,
    columns=(
        Column(name="NAT_CODE", holds=CODE),
        Column(name="PCN_ODS_CODE", holds=NETWORK),
        Column(name="PCN_NAME", holds=WORDS),
        _PRACTICE_CODE,
        Column(name="PRACTICE_NAME", holds=WORDS),
    ),
    whose="PRACTICE_CODE",
    practice_name="PRACTICE_NAME",
    group="PCN_ODS_CODE",
    group_name="PCN_NAME",
    lists=True,
)
POINTS = Layout(
    name="QOF points",
    what="the table of points that each practice won, saved from the workbook of practice results",
    publisher=_PUBLISHER,
    columns=(
        Column(name="Practice code", holds=PRACTICE),
        Column(name="List size", holds=COUNT),
        Column(name="Achievement score", holds=NUMBER, also=("achievement_score_[0-9]+_max",)),
        Column(name="QOF points total (%)", holds=SHARE, also=("qof_points_total_[0-9]+_available_%",)),
        Column(
            name="Total points for indicators where register exists",
            holds=NUMBER,
            also=("total_points_for_indicators_where_register_exists_.*",),
            optional=True,
        ),
        Column(
            name="Points achieved (%)",
            holds=SHARE,
            also=("points_achieved_max_qof_points_available_%",),
            optional=True,
        ),
        Column(name="PCN ODS code", holds=NETWORK, optional=True),
        Column(name="PCN name", holds=WORDS, optional=True),
        Column(name="Practice name", holds=WORDS, optional=True),
    ),
    whose="Practice code",
    signs=_SIGNS,
    within=(("Achievement score", "Total points for indicators where register exists"),),
    practice_name="Practice name",
    group="PCN ODS code",
    group_name="PCN name",
)
WIDE = Layout(
    name="QOF achievement by condition",
    what="a table made from the practice results, with columns such as Achievement_AF, Prevalence_AF and List.Size_AF",
    publisher=f"{_PUBLISHER}, put together by others",
    columns=(Column(name="Practice.Code", holds=_PRACTICE_OR_NOBODY), Column(name="Achievement_AF", holds=SHARE)),
    whose="Practice.Code",
    signs=_SIGNS,
    families=(
        Column(name="Achievement", holds=SHARE, also=("achievement_[a-z]+",)),
        Column(name="Prevalence", holds=SHARE, also=("prevalence_[a-z]+",)),
        Column(name="List size", holds=COUNT, also=("list_size_[a-z]+",)),
    ),
)

LAYOUTS = (
    PREVALENCE,
    ACHIEVEMENT,
    INDICATORS,
    MAXIMUM_POINTS,
    ADJUSTMENTS,
    VALIDATION,
    GEOGRAPHIES,
    POINTS,
    WIDE,
)

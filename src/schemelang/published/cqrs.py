"""Extracts of the Calculating Quality Reporting Service, and the lists that belong to them."""

from schemelang.published.layout import (
    CODE,
    DAY,
    NUMBER,
    ORGANISATION,
    WORDS,
    YES_NO,
    Column,
    Layout,
    LookUp,
)

_PUBLISHER = "NHS England, Calculating Quality Reporting Service"
_SHORT = LookUp("CQRS fields", ("IND_CODE", "FIELD_NAME"), "SHORT_NAME")
_SHORT_NAME = Column(name="SHORT_NAME", holds=WORDS, optional=True)
_ORGANISATION = Column(name="ORG_CODE", holds=ORGANISATION)
_ACHIEVED = Column(name="ACH_DATE", holds=DAY)
_INDICATOR = Column(name="IND_CODE", holds=CODE)
_FIELD = Column(name="FIELD_NAME", holds=WORDS)
_VALUE = Column(name="VALUE", holds=NUMBER)
_SERVICE = Column(name="QUALITY_SERVICE", holds=CODE)

EXTRACT = Layout(
    name="CQRS",
    what="an extract of CQRS: a row for each practice or network, indicator and field, and for each submission of it",
    publisher=_PUBLISHER,
    columns=(
        _SERVICE,
        _ORGANISATION,
        _ACHIEVED,
        _INDICATOR,
        _FIELD,
        _VALUE,
        Column(name="SUBMIT_DATE", holds=DAY),
        Column(name="SUBMIT_TIME", holds=WORDS),
        Column(name="LAST_SUBMISSION", holds=YES_NO),
        _SHORT_NAME,
    ),
    whose="ORG_CODE",
    when="ACH_DATE",
    rows=("IND_CODE", "FIELD_NAME"),
    kept={"LAST_SUBMISSION": ("Y",)},
    latest=("SUBMIT_DATE", "SUBMIT_TIME"),
    looked_up=_SHORT,
)
OLDER_EXTRACT = Layout(
    name="CQRS",
    what="an extract of CQRS as it was before: approved rows count",
    publisher=_PUBLISHER,
    columns=(
        Column(name="PRMRY_MDCL_CARE_SRVC_SHRT_NAME", holds=WORDS),
        _ORGANISATION,
        _ACHIEVED,
        _INDICATOR,
        _FIELD,
        _VALUE,
        Column(name="APPROVED_STATUS", holds=WORDS),
        _SHORT_NAME,
    ),
    whose="ORG_CODE",
    when="ACH_DATE",
    rows=("IND_CODE", "FIELD_NAME"),
    kept={"APPROVED_STATUS": ("Approved",)},
    looked_up=_SHORT,
)
POINTS = Layout(
    name="CQRS points",
    what="the points of CQRS: a row for each practice and indicator",
    publisher=_PUBLISHER,
    columns=(
        _SERVICE,
        _ORGANISATION,
        _ACHIEVED,
        _INDICATOR,
        Column(name="POINTS", holds=NUMBER),
        Column(name="APPROVED", holds=WORDS),
    ),
    whose="ORG_CODE",
    when="ACH_DATE",
    rows=("IND_CODE",),
    kept={"APPROVED": ("Approved",)},
)
FIELDS = Layout(
    name="CQRS fields",
    what="the list of the fields of CQRS, with a short name for each",
    publisher=_PUBLISHER,
    columns=(
        Column(name="SERVICE_YEAR", holds=WORDS),
        _INDICATOR,
        _FIELD,
        Column(name="SHORT_NAME", holds=WORDS),
    ),
    rows=("IND_CODE", "FIELD_NAME"),
)
DEFINITIONS = Layout(
    name="CQRS definitions",
    what="the list of the indicators of a service, with what each counts",
    publisher=_PUBLISHER,
    columns=(
        Column(name="SERVICE_YEAR", holds=WORDS),
        Column(name="INDICATOR_ID", holds=CODE),
        Column(name="INDICATOR_DESCRIPTION", holds=WORDS),
        Column(name="MEASURE_TYPE", holds=WORDS),
    ),
    rows=("INDICATOR_ID", "MEASURE_TYPE"),
)
CONTROL = Layout(
    name="CQRS indicators",
    what="the list of the indicators of a year, with their points and what each is published under",
    publisher=_PUBLISHER,
    columns=(
        Column(name="INDICATOR_CODE", holds=CODE),
        Column(name="REGISTER_FLAG", holds=WORDS),
        Column(name="INDICATOR_POINT_VALUE", holds=NUMBER),
        Column(name="AUTOMATIC_MANUAL_ENTRY", holds=WORDS),
    ),
    rows=("INDICATOR_CODE",),
)
RULES = Layout(
    name="CQRS validation rules",
    what="the list of rules by which results are held back",
    publisher=_PUBLISHER,
    columns=(Column(name="RULE", holds=CODE), Column(name="DESCRIPTION", holds=WORDS)),
    rows=("RULE",),
)
PARTICIPATION = Layout(
    name="CQRS participation",
    what="the list of practices that take part in a service, from their first day to their last",
    publisher=_PUBLISHER,
    columns=(
        _SERVICE,
        Column(name="SP_ORG_CODE", holds=ORGANISATION),
        Column(name="SP_ORG_NAME", holds=WORDS),
        Column(name="PART_ST_DT", holds=DAY),
        Column(name="PART_ED_DT", holds=DAY),
    ),
    whose="SP_ORG_CODE",
    practice_name="SP_ORG_NAME",
)

LAYOUTS = (EXTRACT, OLDER_EXTRACT, POINTS, FIELDS, DEFINITIONS, CONTROL, RULES, PARTICIPATION)

"""Patients Registered at a GP Practice: how many, of what age, and where each practice belongs."""

from schemelang.published.layout import (
    CODE,
    COUNT,
    DAY,
    NETWORK,
    ORGANISATION,
    PRACTICE,
    WORDS,
    Column,
    Layout,
)

_PUBLISHER = "NHS England, Patients Registered at a GP Practice"
_EXTRACTED = Column(name="EXTRACT_DATE", holds=DAY)
_NUMBER = Column(name="NUMBER_OF_PATIENTS", holds=COUNT)
_SEX = Column(name="SEX", holds=CODE)

ALL = Layout(
    name="Registered patients",
    what="the file gp-reg-pat-prac-all: a row for each practice, with all its patients",
    publisher=_PUBLISHER,
    columns=(
        _EXTRACTED,
        Column(name="TYPE", holds=CODE),
        Column(name="CODE", holds=PRACTICE),
        _SEX,
        Column(name="AGE", holds=CODE),
        _NUMBER,
    ),
    whose="CODE",
    when="EXTRACT_DATE",
    kept={"SEX": ("ALL",), "AGE": ("ALL",)},
)
BY_AGE = Layout(
    name="Registered patients by age",
    what="the file gp-reg-pat-prac-quin-age: rows for each practice by sex and by five years of age, and for all",
    publisher=_PUBLISHER,
    columns=(
        _EXTRACTED,
        Column(name="ORG_TYPE", holds=WORDS),
        Column(name="ORG_CODE", holds=ORGANISATION),
        _SEX,
        Column(name="AGE_GROUP_5", holds=CODE),
        _NUMBER,
    ),
    whose="ORG_CODE",
    when="EXTRACT_DATE",
    rows=("SEX", "AGE_GROUP_5"),
)
MAP = Layout(
    name="Practices and their networks",
    what="the file gp-reg-pat-prac-map: the network of each practice, on the day of the extract",
    publisher=_PUBLISHER,
    columns=(
        _EXTRACTED,
        Column(name="PRACTICE_CODE", holds=PRACTICE),
        Column(name="PRACTICE_NAME", holds=WORDS),
        Column(name="PCN_CODE", holds=NETWORK),
        Column(name="PCN_NAME", holds=WORDS),
    ),
    whose="PRACTICE_CODE",
    when="EXTRACT_DATE",
    practice_name="PRACTICE_NAME",
    group="PCN_CODE",
    group_name="PCN_NAME",
    lists=True,
)

LAYOUTS = (ALL, BY_AGE, MAP)

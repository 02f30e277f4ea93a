"""Explanations as text: what a practice manager reads, and what is not said twice."""

from datetime import date

from attrs import evolve

from compiled import Cell, small
from explained import explained, from_files, gallery, worked_example, worked_out
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text
from schemelang.figures.figures import Published
from schemelang.graph.graph import Weight

DIABETES = gallery("a_diabetes_package.scheme")
SHORT_OF_ITS_FLOOR = worked_example(DIABETES, 0)

NOT_EARNED = """\
Ash, Care package payment, 30% due on 30 June 2014: not earned, £0.00 of £9,450.00
  Not met. Birch: Agreed care plans of at least 60%: 50 out of 100 is 50%, 10 patients short of 60%.
  the practice's part of 30% of Care package payment: 9,000 out of 10,000 by Registered
      patients, of £0.00                                                                       £0.00
    Registered patients (line 52 of the scheme)                                                9,000
    Birch: Registered patients (line 53 of the scheme)                                         1,000
    North: 30% of Care package payment: only if the network's target is met, which is not so   £0.00
      The network's target: all 3 must be met, and 2 are                                     not met
        the result for Agreed care plans of all the network's practices counted as one is at
            least 90%: 930 out of 1,000 is 93%                                                   met
          Ash: 880 out of 900                                                                97.77…%
            Patients with an agreed care plan on 31 March 2014 (line 52 of the scheme)           880
            Patients on the diabetes register on 31 March 2014 (line 52 of the scheme)           900
          Birch: 50 out of 100                                                                   50%
            Patients with an agreed care plan on 31 March 2014 (line 53 of the scheme)            50
            Patients on the diabetes register on 31 March 2014 (line 53 of the scheme)           100
        the result for Retinal screening of all the network's practices counted as one is at
            least 80%: 890 out of 1,000 is 89%                                                   met
          Ash: 800 out of 900                                                                88.88…%
            Patients who attended retinal screening on 31 March 2014 (line 52 of the scheme)     800
            Patients on the diabetes register on 31 March 2014 (line 52 of the scheme)           900
          Birch: 90 out of 100                                                                   90%
            Patients who attended retinal screening on 31 March 2014 (line 53 of the scheme)      90
            Patients on the diabetes register on 31 March 2014 (line 53 of the scheme)           100
        every practice has Agreed care plans of at least 60%: 1 of 2 practices does          not met
          Ash: 880 out of 900 is 97.77…%                                                         met
          Birch: 50 out of 100 is 50%, 10 patients short of 60%                              not met
      30% of £35,000.00                                                                   £10,500.00
        1. Start with £35 for each patient in the total of Patients on the diabetes
            register on 30 June 2013: 1,000 patients at £35 each                          £35,000.00
          the total of Patients on the diabetes register on 30 June 2013: 2 practices          1,000
            Ash (line 52 of the scheme)                                                          900
            Birch (line 53 of the scheme)                                                        100
        2. Round to the nearest penny, halves up: £35,000.00 stays as it is               £35,000.00
"""

INSTALMENTS = """\
Birch, Care package payment, 70%, instalment 8 of 9, due on 15 February 2014: payable, £272.22
  part 8 of 9 equal parts of £2,450.00, £272.2222… rounded down                              £272.22
    the practice's part of 70% of Care package payment: 1,000 out of 10,000 by Registered
        patients, of £24,500.00                                                            £2,450.00
      Ash: Registered patients (line 52 of the scheme)                                         9,000
      Registered patients (line 53 of the scheme)                                              1,000
      North: 70% of Care package payment: 70% of £35,000.00                               £24,500.00
        1. Start with £35 for each patient in the total of Patients on the diabetes
            register on 30 June 2013: 1,000 patients at £35 each                          £35,000.00
          the total of Patients on the diabetes register on 30 June 2013: 2 practices          1,000
            Ash (line 52 of the scheme)                                                          900
            Birch (line 53 of the scheme)                                                        100
        2. Round to the nearest penny, halves up: £35,000.00 stays as it is               £35,000.00

Birch, Care package payment, 70%, instalment 9 of 9, due on 15 March 2014: payable, £272.24
  part 9 of 9 equal parts of £2,450.00, £272.2222… and the odd pennies                       £272.24
    the practice's part of 70% of Care package payment: as above                           £2,450.00
"""

GROUP = """\
East, Immunisation package payment, 50% due on 1 April 2010: payable, £7,000.00
  50% of Immunisation package payment: 50% of £14,000.00                                   £7,000.00
    1. Start with £14,000                                                                 £14,000.00
  Elm: the practice's part of 50% of Immunisation package payment: 1 of 2 equal parts of
      £7,000.00                                                                            £3,500.00
  Fir: the practice's part of 50% of Immunisation package payment: 1 of 2 equal parts of
      £7,000.00                                                                            £3,500.00
"""

FILES = {
    "lists.csv": """
practice,practice_name,network,list_size
F84016,Ash,North,9000
F84017,Birch,North,1000
""",
    "registers.csv": """
practice,quarter,diabetes_register,care_plans,screened
F84016,1,900,,
F84017,1,100,,
F84016,4,900,880,800
F84017,4,100,,90
""",
}
HELD = """\
Ash (F84016), Care package payment, 30% due on 30 June 2014: held, £9,450.00 if it is earned
  Not known. Birch: Patients with an agreed care plan, quarter 4: not reported, the cell is empty
      (registers.csv, row 5, column care_plans).
"""


def test_not_earned() -> None:
    """A payment that is not earned says which practice is short, by how many patients, and every reason."""
    assert as_text(explain_party(SHORT_OF_ITS_FLOOR, "Ash", None)[-1:]) == NOT_EARNED


def test_instalments() -> None:
    """What was explained once is then only referred to, and odd pennies say where they fall."""
    assert as_text(explain_party(SHORT_OF_ITS_FLOOR, "Birch", None)[7:9]) == INSTALMENTS


def test_group() -> None:
    """A group has its own waterfall, then its members' parts."""
    outcome = worked_example(gallery("b_immunisation_package.scheme"), 0)

    assert as_text(explain_party(outcome, "East", None)[:1]) == GROUP


def test_held() -> None:
    """A held payment says which figure of which practice is missing, and in which cell it should be."""
    held = as_text([explained(from_files(DIABETES, FILES), "F84016")])

    assert held.startswith(HELD)


def test_reasons_given_once() -> None:
    """Why several parts are held is said once."""
    graph = small("""
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
payment it "It"
    to each practice
    start with        £1 for each patient in list_size
    round             down to the penny
    pay 100%          in 2 equal instalments on the 1st of each month from July 2013, odd pennies in the last
""")
    outcome = worked_out(graph, {"North": "Ash"}, {})

    assert (
        as_text(explain_party(outcome, "Ash", None))
        == """\
Ash Surgery (Ash), It, instalment 1 of 2, due on 1 July 2013: held
  Not known. Ash Surgery: Registered patients: not reported, it was not given.
  100% of It                                                                               not known
    1. Start with £1 for each patient in Registered patients                               not known
      Registered patients: it was not given                                             not reported
    2. Pay a practice that joins or leaves during the term for its days only               not known
    3. Round down to the penny                                                             not known
instalment 2 of 2, due on 1 August 2013: held
"""
    )


def test_published() -> None:
    """A figure taken from a published file says from which row."""
    explanation = explained(SHORT_OF_ITS_FLOOR, "Ash")
    leaf = explanation.reason.reasons[0]
    taken = evolve(leaf, published=Published("nhs_list_sizes.csv", "4012"))
    reason = evolve(explanation.reason, reasons=(taken,))

    assert "(line 52 of the scheme; from nhs_list_sizes.csv, row 4012)" in as_text([evolve(explanation, reason=reason)])

    remark = evolve(leaf, published=Published("invented for illustration", ""))
    said = as_text([evolve(explanation, reason=evolve(explanation.reason, reasons=(remark,)))])
    assert "(line 52 of the scheme; invented for illustration)" in said


def test_deep_reasons() -> None:
    """However deep reasons lie, they are written, and with room for their words."""
    explanation = explained(SHORT_OF_ITS_FLOOR, "Ash")
    leaf = explanation.reason.reasons[0]
    reason = leaf
    for number in range(2000):
        reason = evolve(leaf, title=f"Value {number}", reasons=(reason,), place=None)
    lines = as_text([evolve(explanation, reason=reason)]).splitlines()

    assert len(lines) > 2000
    assert max(map(len, lines)) <= 100


def test_heading_of_blanks() -> None:
    """A heading of nothing but blanks has a line all the same."""
    explanation = explained(SHORT_OF_ITS_FLOOR, "Ash")

    assert as_text([evolve(explanation, heading=" ")]).startswith("\n")


def test_nothing_to_explain() -> None:
    """Of somebody who is paid nothing there is nothing to say."""
    assert as_text(explain_party(SHORT_OF_ITS_FLOOR, "Elm", None)) == ""


def test_signs_of_windows() -> None:
    """Every sign that is written can be shown by a Windows terminal."""
    assert as_text(explain_party(SHORT_OF_ITS_FLOOR, "North", None)).encode("cp1252")


EVERY_STEP = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
figure seen "Patients seen"
    is a count of patients for each practice during each quarter
    if not reported,  count it as 0
figure agreed "Agreed"
    is yes or no for each practice on 1 January 2013
value rate "The most for each patient"
    is                £12
value also "The same"
    is                rate
value most "Most" for each practice
    is                rate × list_size
value ceiling "The ceiling" for each practice
    is                smaller of most and £9,000
indicator reach "Reach" for each practice
    is                seen during quarter 4 out of list_size
    if there are no patients,  count it as 0%
payment fee "Fee"
    to each practice
    start with        £10 for each patient in list_size
    times             reach
    add               £100 only if agreed is yes
    less              5% of the amount so far
    never more than   greater of ceiling and also
    never less than   £50
    round             down to the pound
    pay 100%          on 30 June 2014
"""
WATERFALL = """\
Ash Surgery (Ash), Fee due on 30 June 2014: payable, £570.00
  1. Start with £10 for each patient in Registered patients: 90 patients at £10 each         £900.00
    Registered patients                                                                           90
  2. Multiply by Reach: £900.00 times 55.55…%                                                £500.00
    Reach: 50 out of 90                                                                      55.55…%
      Patients seen during quarter 4                                                              50
      Registered patients                                                                         90
  3. Add £100, but only if the answer to “Agreed” is yes: this is so                         £600.00
    the answer to “Agreed” is yes                                                                met
      Agreed                                                                                     yes
    the amount so far plus £100: £500.00 plus £100                                           £600.00
      the amount so far: as above                                                            £500.00
  4. Take off 5% of the amount so far: £600.00 less £30.00                                   £570.00
    5% of the amount so far: 5% of £600.00                                                    £30.00
      the amount so far: as above                                                            £600.00
  5. Go no higher than the greater of the ceiling and the same: the smaller of £570.00 and
      £1,080.00                                                                              £570.00
    the greater of the ceiling and the same: the greater of £1,080.00 and £12.00           £1,080.00
      The ceiling: the smaller of £1,080.00 and £9,000                                     £1,080.00
        Most: £12 times 90                                                                 £1,080.00
          The most for each patient                                                           £12.00
          Registered patients                                                                     90
      The same: the most for each patient (£12)                                               £12.00
        The most for each patient                                                             £12.00
  6. Go no lower than £50: the greater of £570.00 and £50                                    £570.00
  7. Pay a practice that joins or leaves during the term for its days only: it is there
      throughout                                                                             £570.00
  8. Round down to the pound: £570.00 stays as it is                                         £570.00
"""
COUNTED_INSTEAD = """\
Birch Surgery (Birch), Fee due on 30 June 2014: payable, £50.00
  1. Start with £10 for each patient in Registered patients: 0 patients at £10 each            £0.00
    Registered patients                                                                            0
  2. Multiply by Reach: £0.00 times 0%                                                         £0.00
    Reach: there is nothing to divide by, so 0% counts instead                                    0%
      Patients seen during quarter 4 out of Registered patients: 0 out of 0, there is
          nothing to divide by                                                             not known
        Patients seen during quarter 4: not reported, so 0 counts instead                          0
          Patients seen, quarter 4: it was not given                                    not reported
        Registered patients                                                                        0
  3. Add £100, but only if the answer to “Agreed” is yes: this is not so                       £0.00
    the answer to “Agreed” is yes                                                            not met
      Agreed                                                                                      no
    the amount so far plus £100: £0.00 plus £100                                             £100.00
      the amount so far: as above                                                              £0.00
  4. Take off 5% of the amount so far: £0.00 less £0.00                                        £0.00
    5% of the amount so far: 5% of £0.00                                                       £0.00
      the amount so far: as above                                                              £0.00
  5. Go no higher than the greater of the ceiling and the same: the smaller of £0.00 and
      £12.00                                                                                   £0.00
    the greater of the ceiling and the same: the greater of £0.00 and £12.00                  £12.00
      The ceiling: the smaller of £0.00 and £9,000                                             £0.00
        Most: £12 times 0                                                                      £0.00
          The most for each patient                                                           £12.00
          Registered patients                                                                      0
      The same: the most for each patient (£12)                                               £12.00
        The most for each patient                                                             £12.00
  6. Go no lower than £50: the greater of £0.00 and £50                                       £50.00
  7. Pay a practice that joins or leaves during the term for its days only: it is there
      throughout                                                                              £50.00
  8. Round down to the pound: £50.00 stays as it is                                           £50.00
"""


def test_every_step() -> None:
    """Each step says what it did to the amount so far, and what is repeated is not explained again."""
    cells: dict[str, dict[str, Cell]] = {
        "list_size": {"Ash": 90, "Birch": 0},
        "seen": {"Ash": 50},
        "agreed": {"Ash": True, "Birch": False},
    }
    outcome = worked_out(small(EVERY_STEP), {"North": "Ash Birch"}, cells)

    assert as_text(explain_party(outcome, "Ash", None)) == WATERFALL
    assert as_text(explain_party(outcome, "Birch", None)) == COUNTED_INSTEAD


COMINGS_AND_GOINGS = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 January 2013
target large "Large" for each network
    met when          total list_size is at least 10
payment by_list "By list"
    to each network
    start with        £365
    pay 100%          on 30 June 2014
    share             among its practices by list_size, odd pennies by Sainte-Laguë
payment equally "Equally"
    to each network
    start with        £365
    pay 100%          on 30 June 2014
    share             among its practices equally, odd pennies by Sainte-Laguë
payment to_each "To each"
    to each practice
    start with        £365
    nothing unless    large is met
    round             to the nearest penny, halves up
    pay 100%          on 30 June 2014
"""
FOR_ITS_DAYS = """\
Birch Surgery (Birch), By list due on 30 June 2014: payable, £121.44
  the practice's part of 100% of By list: 49.8630… out of 149.8630… by Registered patients,
      of £365.00, £121.4442… before odd pennies by Sainte-Laguë                              £121.44
    Ash Surgery: Registered patients                                                             100
    Registered patients: 100 for 182 of 365 days                                            49.8630…
    North: 100% of By list                                                                   £365.00
      1. Start with £365                                                                     £365.00

Birch Surgery (Birch), Equally due on 30 June 2014: payable, £121.44
  the practice's part of 100% of Equally: 182 out of 547 days, of £365.00, £121.4442…
      before odd pennies by Sainte-Laguë                                                     £121.44
    North: 100% of Equally                                                                   £365.00
      1. Start with £365                                                                     £365.00

Birch Surgery (Birch), To each due on 30 June 2014: payable, £182.00
  1. Start with £365                                                                         £365.00
  2. Pay nothing unless Large is met: this is so                                             £365.00
    North: Large: it is 100                                                                      met
      the total of Registered patients: 1 practice                                               100
        Ash Surgery                                                                              100
  3. Pay a practice that joins or leaves during the term for its days only: £365.00 for 182
      of 365 days                                                                            £182.00
  4. Round to the nearest penny, halves up: £182.00 stays as it is                           £182.00
"""
IN_NO_NETWORK = """\
Dock Surgery (Dock), To each due on 30 June 2014: held
  Not known. Dock Surgery: Large: it is in no network.
  1. Start with £365                                                                         £365.00
  2. Pay nothing unless Large is met: this is not known                                    not known
    Large: it is in no network                                                             not known
  3. Pay a practice that joins or leaves during the term for its days only                 not known
  4. Round to the nearest penny, halves up                                                 not known
"""


def test_part_of_the_term() -> None:
    """A practice that joined has a part for its days, and one in no network has nothing to read there."""
    cells: dict[str, dict[str, Cell]] = {"list_size": {"Ash": 100, "Birch": 100, "Dock": 7}}
    stays = {"Birch": (date(2013, 10, 1), date(2014, 3, 31))}
    outcome = worked_out(small(COMINGS_AND_GOINGS), {"North": "Ash Birch", "": "Dock"}, cells, stays)

    assert as_text(explain_party(outcome, "Birch", None)) == FOR_ITS_DAYS
    assert as_text(explain_party(outcome, "Dock", None)) == IN_NO_NETWORK


def test_paid_nothing_for_coming() -> None:
    """A practice that is paid nothing because it joined is told so."""
    graph = small(COMINGS_AND_GOINGS)
    rules = tuple(
        evolve(rule, kind=evolve(rule.kind, joins="nothing")) if isinstance(rule.kind, Weight) else rule
        for rule in graph.rules
    )
    cells: dict[str, dict[str, Cell]] = {"list_size": {"Ash": 100, "Birch": 100}}
    stays = {"Birch": (date(2013, 10, 1), date(2014, 3, 31))}
    outcome = worked_out(evolve(graph, rules=rules), {"North": "Ash Birch"}, cells, stays)
    shared, _, to_each = as_text(explain_party(outcome, "Birch", None)).split("\n\n")

    assert "not there for the whole term, so it counts for nothing" in shared
    assert (
        "Nothing is paid. Birch Surgery: Pay nothing to a practice that joins, and pay one that leaves for\n"
        "      its days only: it is not there at all."
    ) in to_each


def test_shared_among_those_that_meet_what_is_asked() -> None:
    """One that does not meet what is asked is told so, and the others which part each of them has."""
    graph = small("""
figure leads "The practice leads"
    is yes or no for each practice
payment fee "Fee"
    to each network
    start with        £50
    pay 100%          on 30 June 2014
    share             among its practices that meet leads equally, odd pennies by largest remainder
""")
    cells: dict[str, dict[str, Cell]] = {"leads": {"Ash": True, "Birch": False, "Cedar": True}}
    outcome = worked_out(graph, {"North": "Ash Birch Cedar"}, cells)
    leads, does_not = (" ".join(as_text(explain_party(outcome, party, None)).split()) for party in ("Ash", "Birch"))

    assert "1 of 2 equal parts (2 of 3 practices meet what is asked) of £50.00 £25.00" in leads
    assert "it does not meet what is asked, so it has no part of £50.00 £0.00" in does_not
    assert "days" not in does_not

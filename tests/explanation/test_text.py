"""Explanations as text: what a practice manager reads, and what is not said twice."""

from attrs import evolve

from compiled import small
from explained import explained, from_files, gallery, worked_example, worked_out
from schemelang.explanation.explanation import Reason
from schemelang.explanation.from_outcome import explain_party
from schemelang.explanation.text import as_text
from schemelang.figures.figures import Published

DIABETES = gallery("a_diabetes_package.scheme")
SHORT_OF_ITS_FLOOR = worked_example(DIABETES, 0)

NOT_EARNED = """\
Ash, Care package payment, 30% due on 30 June 2014: not earned, £0.00 of £9,450.00
  Not met. Birch: Agreed care plans of at least 60%: 50 out of 100 is 50%, 10 patients short of 60%.
  the practice's part of 30% of Care package payment: 9,000 out of 10,000 by Registered
      patients, of £0.00                                                                       £0.00
    Registered patients (line 52 of the scheme)                                                9,000
    Birch: Registered patients (line 53 of the scheme)                                         1,000
    North: 30% of Care package payment: only if The network's target is met, which is not so   £0.00
      The network's target: all 3 must be met, and 2 are                                     not met
        the network's own figure (all its practices pooled) of Agreed care plans is at least
            90%: 930 out of 1,000 is 93%                                                         met
          Ash: 880 out of 900                                                                97.77…%
            Patients with an agreed care plan on 31 March 2014 (line 52 of the scheme)           880
            Patients on the diabetes register on 31 March 2014 (line 52 of the scheme)           900
          Birch: 50 out of 100                                                                   50%
            Patients with an agreed care plan on 31 March 2014 (line 53 of the scheme)            50
            Patients on the diabetes register on 31 March 2014 (line 53 of the scheme)           100
        the network's own figure (all its practices pooled) of Retinal screening is at least
            80%: 890 out of 1,000 is 89%                                                         met
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

    assert as_text(explain_party(outcome, "Ash", None)) == """\
Ash Surgery (Ash), It, instalment 1 of 2, due on 1 July 2013: held
  Not known. Ash Surgery: Registered patients: not reported, it was not given.
  100% of It                                                                               not known
    1. Start with £1 for each patient in Registered patients                               not known
      Registered patients: it was not given                                             not reported
    2. Round down to the penny                                                             not known

Ash Surgery (Ash), It, instalment 2 of 2, due on 1 August 2013: held
  Why: as above.
  100% of It: as above                                                                     not known
"""


def test_published() -> None:
    """A figure taken from a published file says from which row."""
    explanation = explained(SHORT_OF_ITS_FLOOR, "Ash")
    leaf = explanation.reason.reasons[0]
    taken = evolve(leaf, published=Published("nhs_list_sizes.csv", "4012"))
    reason = evolve(explanation.reason, reasons=(taken,))

    assert "(line 52 of the scheme; from nhs_list_sizes.csv, row 4012)" in as_text(
        [evolve(explanation, reason=reason)]
    )


def test_deep_reasons() -> None:
    """However deep reasons lie, they are written, and with room for their words."""
    explanation = explained(SHORT_OF_ITS_FLOOR, "Ash")
    leaf = explanation.reason.reasons[0]
    reason: Reason = leaf
    for number in range(2000):
        reason = evolve(leaf, title=f"Value {number}", reasons=(reason,), place=None)
    lines = as_text([evolve(explanation, reason=reason)]).splitlines()

    assert len(lines) > 2000
    assert max(map(len, lines)) <= 100


def test_nothing_to_explain() -> None:
    """Of somebody who is paid nothing there is nothing to say."""
    assert as_text(explain_party(SHORT_OF_ITS_FLOOR, "Elm", None)) == ""


def test_signs_of_windows() -> None:
    """Every sign that is written can be shown by a Windows terminal."""
    assert as_text(explain_party(SHORT_OF_ITS_FLOOR, "North", None)).encode("cp1252")

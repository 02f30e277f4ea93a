"""Schemes by chance, of every construct that moves money, for tests that hold engines against each other.

A scheme is made of a few blocks, each of which reads figures and blocks that were made before it.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

from attrs import Factory, frozen

HEADING = """
scheme any "Any scheme"
    offered by icb
    offered to practices
    runs 1 April 2024 to 31 March 2025
    groups practices into networks
{localities}    if not reported, hold the payment
    if a practice joins, {joins}
    if a practice leaves, {leaves}
    if a practice merges, {merges}

party icb "The board"
    code QXX
party office "The office"
    code NO1
{pays}
"""
FIGURES = """
figure list_size "Registered patients"
    is a count of patients for each practice on 1 April 2024{count}
figure register "Patients on the register"
    is a count of patients for each practice on 31 March 2025
    never more than list_size{count}
figure planned "Patients with a plan"
    is a count of patients for each practice on 31 March 2025
    never more than register{count}
figure declined "Patients who declined"
    is a count of patients for each practice on 31 March 2025{count}
figure frail "Frail patients"
    is a count of patients for each practice at the end of each quarter{count}
figure seen "Patients seen"
    is a count of patients for each practice during each month{count}
figure cost "Cost"
    is money for each practice during the year{money}
figure spent "Spent"
    is money for each practice during each quarter{money}
figure weight "Weighted patients"
    is a number of patients for each practice{count}
figure rate "Rate"
    is a percentage for each practice during the year{share}
figure agreed "Agreed"
    is yes or no for each practice
figure opened "Opened"
    is a date for each practice
figure setting "Setting"
    is one of "town", "country" and "island" for each practice
figure pot "Pot"
    is money for each network during the year{money}
figure growth "Growth"
    is a percentage for each network during the year{share}
figure meetings "Meetings"
    is a count of patients for each network during each quarter{count}
figure inflation "Inflation"
    is a percentage during the year
value everybody "Everybody"
    is total list_size
value typical "Typical"
    is the 75th percentile of register
judgement carried_out "Carried out" for each network
    is a percentage
    > It was carried out.
    decided by "the director", by 30 June 2025
    if undecided, {undecided}
judgement sound "Sound" for each practice
    is yes or no
    > It is sound.
    decided by "the director", by 30 June 2025
    if undecided, hold the payment
"""
ABSENCES = {
    "count": ("suppressed, count it as 5", "suppressed, leave it out", "not reported, count it as 0", ""),
    "money": ("not applicable, count it as £0", "not reported, leave it out", "suppressed, hold the payment", ""),
    "share": ("not applicable, count it as 0%", "suppressed, leave it out", "not reported, count it as 12.5%", ""),
}
_PENNIES = ("£35", "£1.115", "£0.07", "33p", "£99.99", "£0.005")
_MONEY = ("£500", "£12.34", "£5,000.55", "£0", "£100,000", "£25,000,000")
_SHARES = ("50%", "2%", "33.3%", "100%", "0%", "97.25%", "66.67%")
_DAYS = ("1 April 2024", "30 June 2024", "15 October 2023", "31 March 2025")
_COMPARED = ("at least", "at most", "more than", "less than")
_PART_YEAR = ("pay by days", "pay in full", "pay nothing", "hold the payment")
_ODD = ("Sainte-Laguë", "largest remainder")
_COUNTS = ("list_size", "register", "planned", "declined", "weight")
_NO_PATIENTS = ("leave it out", "count it as 0%", "hold the payment")
_LOCALITIES = """    groups networks into localities
    if a network joins, {changes}
    if a network leaves, {changes}
"""
_WHERE = ("agreed", "list_size is less than 7", 'setting is "island"')
_PARTS = (
    "pay 100% on 30 June 2025{only_if}",
    "pay 60% in advance, kept whatever the outcome, on 30 April 2024\n    pay 40% on 30 June 2025{only_if}",
    """pay 33.3% on 1 April 2025
    pay the balance in 7 equal instalments on the 1st of each month from May 2025, odd pennies in the {odd}""",
    "pay £500 on 1 April 2025\n    pay the balance on 30 June 2025",
    "pay 100% within 30 working days after the end of the year",
)
_WITHIN_DAYS = "pay 100% within {days} working days after opened"
_SHARING = (
    "share among its practices{among} {basis}, odd pennies by {odd}",
    "share among its practices{among} {basis}, odd pennies to office",
    """share 5% with office
    share 33.3% among its practices equally, odd pennies by Sainte-Laguë
    share the rest among its practices{among} {basis}, odd pennies by {odd}""",
    """share £12.34 with office
    share £3.33 with each practice, odd pennies by Sainte-Laguë
    share the rest among its practices{among} {basis}, odd pennies by largest remainder""",
)
_OVERPAID = (
    "recover it from the next payment",
    "recover 33% of it by invoice",
    "recover it from future payments only, up to £5.55",
    "recover it in {number} equal instalments on the 1st of each month from July 2025, odd pennies in the {odd}",
    "recover 33% of it in {number} equal instalments on the 1st of each month from July 2025, odd pennies in the {odd}",
    "carry it forward",
    "write it off",
)
T = TypeVar("T")


@frozen
class Names:
    """What has been made so far at one level, by what it is."""

    money: list[str] = Factory(list)
    shares: list[str] = Factory(list)
    points: list[str] = Factory(list)
    met: list[str] = Factory(list)


@frozen
class Maker:
    """A scheme as far as it has been made."""

    random: Random
    localities: bool
    practice: Names = Factory(Names)
    network: Names = Factory(Names)
    blocks: list[str] = Factory(list)

    def one(self, them: Sequence[T]) -> T:
        """Choose one."""
        return self.random.choice(them)

    def perhaps(self, words: str, in_ten: int = 5) -> str:
        """Say something, or not."""
        return words if self.random.randrange(10) < in_ten else ""

    def name(self, kind: str) -> str:
        """Make a name that nothing has yet."""
        return f"{kind}_{len(self.blocks)}"

    # ------------------------------------------------------------ expressions

    def count(self, level: str) -> str:
        """Say a number of patients."""
        own = (
            *_COUNTS,
            "(frail on 30 June 2024)",
            "(latest frail)",
            "(average frail over the year)",
            "(total seen over the year)",
            "(seen during May 2024)",
            "(total seen over the previous year)",
            "everybody",
            "typical",
            '(list_size of "Elm")',
            f"(register + {self.one(_COUNTS)})",
            f"(greater of planned and {self.one(_COUNTS)})",
        )
        if level == "practice":
            return self.one(own)
        how = self.one(("total", "total", "highest", "lowest", "average", "median"))
        return self.one(
            (f"({how} {self.one(_COUNTS)})", "(meetings during quarter 3)", "(total meetings over the year)")
        )

    def money(self, level: str, depth: int = 2) -> str:
        """Say an amount of money."""
        names = (self.practice if level == "practice" else self.network).money
        plain = ["cost", "(total spent over the year)", "(spent during quarter 2)"]
        if level == "network":
            plain = ["pot", "(total cost)", "(highest cost)", *(f"(total {name})" for name in self.practice.money[-2:])]
        plain += [*names, *names, f"({self.one(_PENNIES)} for each patient in {self.count(level)})"]
        if depth == 0:
            return self.one(plain)
        one, other = self.money(level, depth - 1), self.money(level, 0)
        made = (
            f"({one} + {other})",
            f"({one} - {other})",
            f"(greater of {one} and {other})",
            f"(smaller of {one} and {self.one(_MONEY)})",
            f"({self.one(_SHARES)} of {one})",
            f"({self.share(level)} × {one})",
        )
        return self.one((*plain, *made))

    def share(self, level: str) -> str:
        """Say a percentage."""
        if level == "practice":
            return self.one(("rate", "growth", "inflation", *self.practice.shares, *self.practice.shares))
        of_members = [f"({how} {name})" for how in ("pooled", "average") for name in self.practice.shares[:2]]
        return self.one(("growth", "inflation", "carried_out", *of_members, *self.network.shares))

    def condition(self, level: str, depth: int = 1) -> str:
        """Say something that is so or not."""
        compared, mark = self.one(_COMPARED), self.one(_SHARES)
        if level == "practice":
            plain = [
                "agreed",
                "sound",
                f"opened is {self.one(('before', 'after'))} {self.one(_DAYS)}",
                f'setting is "{self.one(("town", "country"))}"',
                f"register is {self.one(('reported', 'suppressed'))}",
                f"{self.share(level)} is {compared} {mark}",
                f"{self.one(_COUNTS)} is {compared} {self.one(('0', '5', '100', 'planned'))}",
                f"{self.money(level, 0)} is {compared} {self.one(_MONEY)}",
                *(f"{name} is met" for name in (*self.practice.met, *self.network.met)),
            ]
        else:
            plain = [
                f"{self.share(level)} is {compared} {mark}",
                f"{self.count(level)} is {compared} {self.one(('0', '5', '100'))}",
                f"{self.money(level, 0)} is {compared} {self.one(_MONEY)}",
                *(f"{name} is met" for name in self.network.met),
                *(f"every practice has {name} of at least {mark}" for name in self.practice.shares),
                *(f"at least 2 practices have {name} of at least {mark}" for name in self.practice.shares),
                *(f"every practice meets {name}" for name in self.practice.met),
                *(f"number of practices that meet {name} is at least 2" for name in self.practice.met),
            ]
        if depth == 0:
            return self.one(plain)
        one, other = self.condition(level, 0), self.condition(level, 0)
        return self.one((self.one(plain), f"({one} and {other})", f"({one} or not ({other}))"))

    # ------------------------------------------------------------ blocks

    def indicator(self) -> None:
        """Add a part out of a whole."""
        name, out_of = self.name("indicator"), self.one(("register", "register", "list_size"))
        fewer = "\n    if there are fewer than 5 patients, "
        taken_off = self.perhaps("\n    leaving out declined" + self.perhaps(", up to 10% of register"), 3)
        self.blocks.append(f"""indicator {name} "{name}" for each practice
    is planned out of {out_of}{taken_off if out_of == "register" else ""}
    measured on 31 March 2025
    if there are no patients, {self.one(_NO_PATIENTS)}{self.perhaps(f"{fewer}{self.one(_NO_PATIENTS)}", 2)}
""")
        self.practice.shares.append(name)

    def target(self) -> None:
        """Add something that is met or not."""
        level = self.one(("practice", "network"))
        name = self.name("target")
        self.blocks.append(f"""target {name} "{name}" for each {level}
    met when {self.condition(level)}
""")
        (self.practice if level == "practice" else self.network).met.append(name)

    def value(self) -> None:
        """Add money that is worked out, perhaps step by step."""
        level, name = self.one(("practice", "network")), self.name("value")
        first = f"is {self.money(level)}" if self.random.random() < 0.5 else f"start with {self.money(level)}"
        steps = self.steps(level) if first.startswith("start") else ""
        self.blocks.append(f"""value {name} "{name}" for each {level}
    {first}{steps}
""")
        (self.practice if level == "practice" else self.network).money.append(name)

    def in_periods(self) -> None:
        """Add money of each quarter, and what it comes to over the year."""
        name, how = self.name("quarterly"), self.one(("total", "average", "highest", "lowest"))
        price = self.one(_PENNIES)
        dated = f"is {price} from 1 April 2023\n    is £2 from 1 October 2024"
        each = self.one(
            (
                f"{name}_fee × total seen over the quarter",
                f"spent + ({name}_fee × frail)",
                f"greater of spent and ({name}_fee × frail)",
                f"spent - ({name}_fee × frail)",
            )
        )
        self.blocks.append(f"""value {name}_fee "Fee"
    {dated}
value {name} "{name}" for each practice each quarter
    is {each}
value {name}_year "{name} of the year" for each practice
    is {how} {name} over the year
""")
        self.practice.money.append(f"{name}_year")

    def scale(self) -> None:
        """Add a table by which something is worth something."""
        name, end = self.name("scale"), self.one(("£0", "£250.50"))
        row = self.random.randrange(4)
        if row == 0 and self.practice.shares:
            rows = "\n    ".join(
                f"| {each} | {self.one((10, 40))}% | {self.one((60, 95))}% | 7 |" for each in self.practice.shares[:2]
            )
            number = 7 * len(self.practice.shares[:2])
            self.blocks.append(f"""scale {name}_points "{name}" for each practice
    | indicator | lower | upper | points |
    {rows}
    in between, a straight line
    adds up to {number}
value {name} "{name}" for each practice
    is £12.34 for each point in {name}_points
""")
        elif row == 1:
            self.blocks.append(f"""scale {name} "{name}" for each practice
    goes by {self.one(("cost", "(total spent over the year)"))}
    | from | to below | gives |
    | £0 | £100 | 50% |
    | £100 | £2,000 | 12.5% |
    | £2,000 | and above | 0% |
    below the first row, 0%
    applies to each slice
""")
        elif row == 2:
            self.blocks.append(f"""scale {name} "{name}" for each practice
    goes by {self.share("practice")}
    | at | gives |
    | 20% | £10 |
    | 50% | £33.33 |
    | 90% | £100 |
    in between, a straight line
    below the first row, {end}
    above the last row, £100
""")
        else:
            self.blocks.append(f"""scale {name} "{name}" for each practice
    goes by setting
    | is | gives |
    | "island" | £400 |
    | "country" | £150.55 |
    | anything else | {end} |
""")
        self.practice.money.append(name)

    def carried(self) -> None:
        """Add what is saved in each quarter, where an overspend goes on to the next."""
        name = self.name("saving")
        self.blocks.append(f"""saving {name} "{name}" for each practice each quarter
    budget {self.one(("spent", "£2 for each patient in frail"))}
    spend {self.one(("£3 for each patient in frail", "£0.07 for each patient in total seen over the quarter"))}
    first call none
    counts from the first pound
    if overspent, carry it forward
value {name}_year "{name} of the year" for each practice
    is total {name} over the year
""")
        self.practice.money.append(f"{name}_year")

    def saving(self) -> None:
        """Add what is saved of a budget."""
        level, name = self.one(("practice", "network")), self.name("saving")
        budget, spent = ("cost", "(total spent over the year)") if level == "practice" else ("pot", "total cost")
        counts = self.one(
            ("from the first pound", "from the first pound, once it reaches 2% of budget", "only above 2% of budget")
        )
        overspent = self.one(("write it off", "recover 33% of it by invoice, up to £1,000"))
        self.blocks.append(f"""saving {name} "{name}" for each {level}
    budget {budget}
    spend {spent}
    first call {self.one(("none", "£0.01", "2% of budget"))}
    counts {counts}
    if overspent, {overspent}
""")
        if overspent == "write it off":
            (self.practice if level == "practice" else self.network).money.append(name)

    # ------------------------------------------------------------ payments

    def steps(self, level: str) -> str:
        """Say the steps of a payment after its first."""
        made: Sequence[Callable[[], str]] = (
            lambda: f"add {self.money(level, 0)}",
            lambda: f"add {self.one(_MONEY)} only if {self.condition(level, 0)}",
            lambda: f"less {self.one(_SHARES)} of the amount so far",
            lambda: f"less {self.money(level, 0)}",
            lambda: f"times {self.share(level)}",
            lambda: f"never more than {self.one(_MONEY)}",
            lambda: f"never more than {self.money(level, 1)}",
            lambda: f"never less than {self.one(('£0', '£12.34'))}",
            lambda: f"nothing {self.one(('if', 'unless'))} {self.condition(level)}",
            lambda: "round to the nearest pound, halves to even",
            lambda: f"less (square root of {self.count(level)} to 2 decimal places, halves up) × £3",
            *(self._reduced(*pair) for pair in pairwise(self._mets(level))),
        )
        return "".join(f"\n    {self.one(made)()}" for _ in range(self.random.randrange(4)))

    def _reduced(self, one: str, other: str) -> Callable[[], str]:
        how = self.one(("added together", "one after another"))
        return lambda: f"reduced by 25% for each of {one} and {other} not met, {how}"

    def _mets(self, level: str) -> list[str]:
        return (self.practice if level == "practice" else self.network).met

    def payment(self) -> None:
        """Add a payment."""
        ways = [self._straight, self._straight, self._shared, self._shared, self._on_account, self._each_quarter]
        ways += [self._shared_each_quarter, self._to_localities if self.localities else self._shared]
        self.one(ways)()

    def _amount(self, level: str) -> str:
        rounded = self.one(
            (
                "to the nearest penny, halves up",
                "to the nearest penny, halves down",
                "to the nearest penny, halves to even",
                "down to the penny",
            )
        )
        return f"""start with {self.money(level)}{self.steps(level)}
    never less than £0
    round {rounded}"""

    def _parts(self, level: str) -> str:
        way = self.one((*_PARTS, _WITHIN_DAYS if level == "practice" else _PARTS[0]))
        only_if = self.perhaps(f" only if {self.condition(level)}", 7)
        return way.format(only_if=only_if, odd=self.one(("last", "first")), days=self.random.randrange(1, 40))

    def _straight(self) -> None:
        name = self.name("payment")
        self.blocks.append(f"""payment {name} "{name}"
    to each practice
    {self._amount("practice")}
    {self._parts("practice")}
""")

    def _shared(self) -> None:
        name = self.name("payment")
        met = [f" that meet {each}" for each in self.practice.met]
        among = self.one(("", *met))
        basis = self.one(("equally", *(f"by {each}" for each in ("list_size", "register", "weight", "cost"))))
        sharing = self.one(_SHARING).format(among=among, basis=basis, odd=self.one(_ODD))
        self.blocks.append(f"""payment {name} "{name}"
    to each network
    {self._amount("network")}
    {self._parts("network")}
    {sharing}
""")

    def _on_account(self) -> None:
        name = self.name("payment")
        overpaid = self.one(_OVERPAID).format(number=self.random.randrange(2, 9), odd=self.one(("last", "first")))
        further = self.perhaps(f"\n    if overpaid by more than {self.one(_MONEY)}, write it off", 3)
        account = self.one(("70% of cost", "£1,000.01", "33.3% of cost"))
        instalments = self.perhaps(
            "in 7 equal instalments on the 1st of each month from May 2024, odd pennies in the first"
        )
        self.blocks.append(f"""payment {name} "{name}"
    to each practice
    {self._amount("practice")}
    pay {account} on account, {instalments or "on 1 May 2024"}
    pay the balance on 30 June 2025
    if overpaid, {overpaid}{further}
""")

    def _each_quarter(self) -> None:
        name = self.name("payment")
        start = self.one(
            ("spent", "£1.115 for each patient in frail", "£0.07 for each patient in total seen over the quarter")
        )
        limit = self.perhaps(f"    never more than {self.one(_MONEY)} in the year\n")
        self.blocks.append(f"""payment {name} "{name}"
    to each practice each quarter
    start with {start}
    never less than £0
{limit}    round to the nearest penny, halves up
    pay 100% within 20 working days after the end of each quarter
""")

    def _shared_each_quarter(self) -> None:
        name = self.name("payment")
        self.blocks.append(f"""payment {name} "{name}"
    to each network each quarter
    start with {self.one(("£1.115 for each patient in meetings", "£0.07 for each patient in total frail", "£100.01"))}
    round to the nearest penny, halves up
    pay 100% within 20 working days after the end of each quarter
    share among its practices {self.one(("equally", "by list_size"))}, odd pennies by {self.one(_ODD)}
""")

    def _to_localities(self) -> None:
        name, finer = self.name("payment"), self.one(("networks", "practices"))
        by = "by total list_size" if finer == "networks" else "by list_size"
        self.blocks.append(f"""payment {name} "{name}"
    to each locality
    start with {self.one(("£0.37 for each patient in total list_size", "£1,000.01", "10% of total cost"))}
    round to the nearest penny, halves up
    pay 100% on 30 June 2025
    share among its {finer} {self.one(("equally", by))}, odd pennies by {self.one(_ODD)}
""")

    def exception(self) -> None:
        """Add an exception, or two of which neither wins, to a target, a value or a payment."""
        ways = {
            "target": ("met when register is at least 3", "met when sound", "met when rate is at least 50%"),
            "value": ("is £5", "is cost", "is £0.07 for each patient in list_size"),
            "payment": ("never more than £12.34", "start with £100", "start with cost"),
        }
        to = [(kind, name) for kind in ways for name in self.practice_blocks(kind, ways[kind])]
        if not to:
            return
        kind, it = self.one(to)
        for where in self.random.sample(_WHERE, self.one((1, 1, 2))):
            name = self.name("exception")
            self.blocks.append(f"""exception {name} "{name}"
    to {it}
    where {where}
    instead {self.replaced(it, ways[kind])}
    because "it was agreed"
""")

    def practice_blocks(self, kind: str, ways: Sequence[str]) -> list[str]:
        """Name the blocks of a kind that are of practices and have a line that one of some ways replaces."""
        own = "to each practice\n" if kind == "payment" else "for each practice\n"
        return [
            block.split()[1]
            for block in self.blocks
            if block.startswith(kind)
            and own in block
            and any(block.count(f"\n    {first_words(way)} ") == 1 for way in ways)
        ]

    def replaced(self, it: str, ways: Sequence[str]) -> str:
        """Choose a line that a block has once."""
        block = next(each for each in self.blocks if each.split()[1] == it)
        return self.one([way for way in ways if block.count(f"\n    {first_words(way)} ") == 1])

    def guarantee(self) -> None:
        """Add what must always hold."""
        if any(block.startswith("payment") for block in self.blocks):
            name = self.name("guarantee")
            self.blocks.append(f"""guarantee {name} "{name}"
    always total of all payments is at most {self.one(_MONEY)}
""")


def first_words(line: str) -> str:
    """Return the words by which a line is known."""
    known = ("met when", "start with", "never more than", "is")
    return next(words for words in known if line.startswith(f"{words} "))


def any_scheme(random: Random) -> str:
    """Make the text of a scheme."""
    maker = Maker(random, localities=random.randrange(4) == 0)
    before = (
        maker.indicator,
        maker.indicator,
        maker.target,
        maker.target,
        maker.value,
        maker.value,
        maker.in_periods,
        maker.scale,
        maker.scale,
        maker.saving,
        maker.carried,
    )
    for _ in range(random.randrange(1, 6)):
        maker.one(before)()
    maker.payment()
    for make in (maker.exception, maker.payment, maker.guarantee):
        if random.random() < 0.4:
            make()
    absent = {kind: "".join(f"\n    if {one}" for one in [maker.one(them)] if one) for kind, them in ABSENCES.items()}
    localities = _LOCALITIES.format(changes=maker.one(_PART_YEAR[:3])) if maker.localities else ""
    heading = HEADING.format(
        localities=localities,
        joins=maker.one(_PART_YEAR),
        leaves=maker.one(_PART_YEAR),
        merges=maker.one((*_PART_YEAR, *["add the figures together"] * 3)),
        pays=maker.perhaps("    pays 33.3%", 2),
    )
    figures = FIGURES.format(undecided=maker.one(("hold the payment", "count it as 0%")), **absent)
    return heading + _read_by(figures, "\n".join(maker.blocks), random)


def _read_by(figures: str, blocks: str, random: Random) -> str:
    """Put the figures that are read before the blocks that read them, and some that are not."""
    text = blocks
    for block in reversed(re.split(r"\n(?=figure|value|judgement)", figures)):
        kind_and_name = block.split()[:2]
        if any(re.search(rf"\b{name}\b", text) for name in kind_and_name[1:]) or random.randrange(10) == 0:
            text = f"{block}\n{text}"
    return text

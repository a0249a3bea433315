"""How one number is judged: the letters and the table of docs/design.md, "Verdicts".

The first half of the second reading (see reading.py): one function a rule, and the table as one
list in the page's order, so that the two can be held side by side.
"""

from dataclasses import dataclass, field

TOLERANCE = 1e-9
WORLD = "World"


# Small words: what a cell, a region, a time and "worse" mean.


def number(row, column):
    text = (row.get(column) or "").strip()
    return float(text) if text else None


def region_of(row):
    return row.get("region") or WORLD


def own_rows(facts, sheet, indicator, region):
    """The rows of one indicator in one region; another region's numbers never stand in."""
    return [
        row
        for row in facts.get(sheet, [])
        if row["indicator"] == indicator["indicator"] and region_of(row) == region
    ]


def ends(row, indicator):
    """Lowest and highest number of a row, or None where it has none; zero is a number."""
    low, count, out_of = number(row, "value"), number(row, "count"), number(row, "out_of")
    if low is None and count is not None and out_of and indicator["unit"].startswith("%"):
        low = count / out_of * 100
    high = number(row, "value_high")
    return None if low is None else (low, low if high is None else high)


def months_between(ended_year, until):
    """Full months from the end of a year to a month (year, month)."""
    return max(0, (until[0] - ended_year - 1) * 12 + until[1] - 1)


@dataclass(frozen=True)
class Moment:
    """When is judged: the chosen year Y, the year of the records, and the month of judging."""

    Y: int
    known_year: int
    month: int = 12

    @property
    def day(self):
        return (self.Y, self.month if self.known_year == self.Y else 12)


# A target as what is left to do: a number to reach, to come down to, or two to stay between.


@dataclass(frozen=True)
class Aim:
    kind: str
    direction: str
    low: float | None  # None: no end on this side
    high: float | None

    @property
    def slack(self):
        return TOLERANCE * max(1, *(abs(end) for end in (self.low, self.high) if end is not None))

    def left(self, value):
        """How much is still to go; below 0 where more than asked for is reached."""
        below = [] if self.low is None else [self.low - value]
        above = [] if self.high is None else [value - self.high]
        return max(below + above)

    def left_at_worst(self, both_ends):
        return max(self.left(end) for end in both_ends)

    def met_by(self, both_ends):
        return both_ends is not None and self.left_at_worst(both_ends) <= self.slack

    def is_exactly(self, both_ends):
        return self.kind == "between" or abs(self.left_at_worst(both_ends)) <= self.slack


# What is known: counted values, starting points, the target number T.


def counted_values(facts, indicator, region, moment):
    """Year -> ends. A relation other than direct, a later year and a flow's open year are not."""
    values = {}
    for row in own_rows(facts, "reported_values", indicator, region):
        value_year, value_ends = int(row["year"]), ends(row, indicator)
        direct = (row.get("relation") or "direct") == "direct"
        over = indicator["measure"] != "flow" or value_year < moment.known_year
        if direct and over and value_year <= moment.Y and value_ends is not None:
            values[value_year] = value_ends
    return values


def first_published(facts, indicator, region):
    """Year -> when its direct value was first handed in (a number that grows with time)."""
    order = {}
    for row in own_rows(facts, "all_reported_values", indicator, region):
        if (row.get("relation") or "direct") == "direct":
            order.setdefault(int(row["year"]), row["handed_in"])
    return order


def plan_start(facts, indicator, region, moment, before):
    """(year, ends) of the starting point in force for target years from ``before`` on: the last
    one published of a year under it. None where that is not comparable, or there is none."""
    rows = own_rows(facts, "baselines", indicator, region)
    rows = [row for row in rows if int(row["year"]) < before and int(row["year"]) <= moment.Y]
    if not rows:
        return None
    row = rows[-1]  # in the order of publishing
    row_ends = ends(row, indicator)
    if row.get("comparable") == "no" or row_ends is None:
        return None
    return int(row["year"]), row_ends


@dataclass
class Case:
    """One indicator, region and target year, with the letters of the page."""

    moment: Moment
    tT: int  # noqa: N815 (the letters of the page)
    indicator: dict
    targets: dict  # the indicator's target rows in this region, by year
    values: dict
    start_before: object  # year -> the plan's (year, ends) of an earlier year
    published: dict  # year -> order of first publishing
    row: dict | None = None  # the target row for tT
    aim: Aim | None = None
    t0: int | None = None
    b: tuple | None = None
    first_report: bool = False
    m: tuple | None = None  # (year, ends)
    m_is_start: bool = False
    u: tuple | None = None
    t: int | None = None
    w: tuple | None = None
    w_year: int | None = None
    P: float | None = None
    S: float | None = None
    R: float | None = None
    AF: float | None = None
    compound: float | None = None
    moved: list = field(default_factory=list)  # of each end, towards the target
    worse: int = 0  # the end that gave P

    def __post_init__(self):
        self.row = self.targets.get(self.tT)
        self.direction = self.indicator["direction"]
        self.t0, self.b, self.first_report = self.start_for(self.tT)
        if self.row is None:
            return
        until = [year for year in self.values if year <= min(self.moment.Y, self.tT)]
        latest = max(until, default=None)
        level = self.start_before(self.tT + 1)
        self.latest = latest
        if latest is not None:
            self.m = latest, self.values[latest]
        if level is not None and (latest is None or latest < level[0]):
            self.m, self.m_is_start = level, True
        if latest is not None and (self.t0 is None or latest > self.t0):
            self.t, self.u = latest, self.values[latest]
        self.count = len(until)
        after = [year for year in self.values if year > self.tT]
        if after:
            self.w_year, self.w = max(after), self.values[max(after)]
        self.aim = self.aim_for(self.tT)
        if self.t is not None and self.t0 is not None:
            self.S = (self.t - self.t0) / (self.tT - self.t0)
            if self.aim is not None:
                self.measure()

    def start_for(self, target_year):
        plan = self.start_before(target_year)
        if plan is not None:
            return *plan, False
        early = [year for year in self.values if year < target_year]
        if len(self.values) >= 2 and early:
            return min(early), self.values[min(early)], True
        return None, None, False

    def growth_root(self, target_year):
        """Where growth begins: the start, but of first reports the one handed in first."""
        year, both_ends, is_first = self.start_for(target_year)
        if is_first:
            known = [
                (order, told)
                for told, order in self.published.items()
                if told < target_year and told <= self.moment.Y
            ]
            if known and min(known)[1] in self.values:
                year = min(known)[1]
                both_ends = self.values[year]
        return year, both_ends

    def number_for(self, target_year):
        """T, or None where it needs a start (or an earlier target) that is not there."""
        row = self.targets[target_year]
        value, high = number(row, "value"), number(row, "value_high")
        if row["kind"] == "level":
            return value
        if row["kind"] == "range":  # the end easier to reach
            return min(value, high) if self.direction == "up" else max(value, high)
        if row["kind"] == "growth":
            year, both_ends = self.growth_root(target_year)
            start = both_ends and (max if self.direction == "up" else min)(both_ends)
            if start is None or start <= 0:
                return None
            return start * (1 + value / 100) ** (target_year - year)
        if row["kind"] == "multiple":
            earlier = [year for year in self.targets if year < target_year]
            before = self.number_for(max(earlier)) if earlier else None
            return None if before is None else before * value
        return None  # conditions and what lies between two ends have none

    def aim_for(self, target_year):
        row = self.targets[target_year]
        if row["kind"] == "between":
            return Aim("between", self.direction, number(row, "value"), number(row, "value_high"))
        reach = self.number_for(target_year)
        if reach is None:
            return None
        up = self.direction == "up"
        return Aim(row["kind"], self.direction, reach if up else None, None if up else reach)

    def measure(self):
        """P, R, AF and the compound ratio, each where it means something: each end of a range
        with the same end of the other, and the worse result."""
        aim, elapsed = self.aim, self.t - self.t0
        self.moved = [aim.left(b) - aim.left(u) for b, u in zip(self.b, self.u, strict=True)]
        growing = self.row["kind"] == "growth"
        shares = {
            end: self.moved[end] / aim.left(self.b[end])
            for end in (0, 1)
            if aim.left(self.b[end]) > aim.slack
        }
        if shares:
            self.worse = min(shares, key=shares.get)
        else:
            self.worse = 0 if self.direction == "up" else 1
        b, u = self.b[self.worse], self.u[self.worse]
        if not aim.met_by(self.b):  # otherwise there is no distance to cover
            self.P = min(shares.values())
            self.R = self.growth_pace(shares, elapsed) if growing else self.P / self.S
        unmet = not aim.met_by(self.u) and self.w is None
        if self.R is not None and self.R > TOLERANCE and unmet and self.t < self.tT and not growing:
            to_come, so_far = aim.left(u) / (self.tT - self.t), self.moved[self.worse] / elapsed
            self.AF = to_come / so_far
        if aim.kind == "between":
            return
        reach = aim.low if self.direction == "up" else aim.high
        if min(b, u, reach) > 0 and b != reach:
            observed = (u / b) ** (1 / elapsed) - 1
            required = (reach / b) ** (1 / (self.tT - self.t0)) - 1
            self.compound = (1 if self.direction == "up" else -1) * observed / abs(required)

    @property
    def is_used_up(self):
        """Under growth, nothing is left to grow."""
        if self.row["kind"] != "growth" or self.u is None:
            return False
        return (self.u[0] if self.direction == "up" else self.u[1]) <= 0

    def growth_pace(self, shares, elapsed):
        if self.is_used_up:
            return None
        asked = number(self.row, "value") / 100
        paces = [
            ((self.u[end] / self.b[end]) ** (1 / elapsed) - 1) / asked
            for end in shares
            if self.b[end] > 0 and self.u[end] > 0
        ]
        return min(paces, default=None)

    # What the table asks.

    def met_by(self, both_ends):
        return self.aim is not None and self.aim.met_by(both_ends)

    @property
    def rhythm(self):
        return int(number(self.indicator, "rhythm_months") or 12)

    @property
    def unit(self):
        """One unit of the last decimal that is reported, or None."""
        decimals = number(self.indicator, "decimals")
        return None if decimals is None else 10**-decimals - TOLERANCE

    @property
    def is_past(self):
        return self.tT < self.moment.Y

    @property
    def is_over(self):
        return self.tT < max(self.moment.Y, self.moment.known_year)

    @property
    def in_grace(self):
        return self.is_past and months_between(self.tT, self.moment.day) < self.rhythm

    @property
    def has_final(self):
        return self.w is not None or (self.m is not None and self.m[0] == self.tT)

    def is_stale(self, year):
        return year is not None and year < self.tT and self.age(year) >= 2 * self.rhythm

    def age(self, year):
        return months_between(year, min(self.moment.day, (self.tT + 1, 1)))

    def is_too_old(self, year):
        half = (self.tT - year) * 12 / 2
        return self.w is None and self.is_stale(year) and self.age(year) > half

    @property
    def is_kept_nearly(self):
        """The start met T, and the latest value misses it by less than one unit."""
        if self.m is None or self.m_is_start or self.unit is None or self.met_by(self.m[1]):
            return False
        return self.met_by(self.b) and self.aim.left_at_worst(self.m[1]) < self.unit

    @property
    def is_met(self):
        if self.m is None or not (self.met_by(self.m[1]) or self.is_kept_nearly):
            return False
        if self.is_too_old(self.m[0]):
            return False
        if self.indicator["measure"] == "flow" and self.is_past and not self.in_grace:
            return self.m[0] == self.tT
        return True

    @property
    def is_early(self):
        return self.S < 0.1 - TOLERANCE or (self.count < 3 and self.S < 0.2 - TOLERANCE)

    @property
    def has_pace(self):
        return self.R is not None or self.met_by(self.b) or self.is_used_up

    @property
    def is_standing_still(self):
        """The ends did not move the same way, or by less than one unit, or hardly at all."""
        signs = {(move > 0) - (move < 0) for move in self.moved}
        if len(signs) > 1 or (self.unit is not None and abs(self.moved[self.worse]) < self.unit):
            return True
        return abs(self.R) < 0.05 - TOLERANCE


# The flags of the table.


def no_flags(case):
    return set()


def start_flags(case):
    if not case.met_by(case.b):
        return set()
    return {"baseline_at_target" if case.aim.is_exactly(case.b) else "baseline_better_than_target"}


def flags_when_met(case):
    year, both_ends = case.m
    flags = set()
    if case.w is not None and not case.met_by(case.w):
        flags.add("lost_since")
    if case.indicator["measure"] == "flow" and case.in_grace and not case.has_final:
        flags.add("awaiting_final")
    if case.m_is_start:
        return flags | {"baseline_only"}
    flags |= start_flags(case)
    if year < case.tT:
        flags.add("before_target_year")
    if case.is_kept_nearly:
        flags.add("kept_within_unit")
    if case.u is not None and case.moved and max(case.moved) < -case.aim.slack:
        flags.add("worsening")
    if case.row["kind"] == "range":
        low, high = number(case.row, "value"), number(case.row, "value_high")
        decisive = both_ends[0] if case.direction == "up" else both_ends[1]
        if low - case.aim.slack <= decisive <= high + case.aim.slack:
            flags.add("within_range")
    return flags


def flags_while_open(case):
    """What a verdict that is not closed may carry from row 7 on."""
    flags = set()
    if not case.is_over and case.m is not None and case.m[0] == case.tT:
        flags.add("target_year_running")
    if case.in_grace and not case.has_final:
        flags.add("awaiting_final")
    return flags


def lost_flags(case):
    return flags_while_open(case) | {"target_lost"} | start_flags(case)


def earlier_met(case):
    if case.met_by(case.u):
        return set()
    met = [year for year, value in case.values.items() if year < case.t and case.met_by(value)]
    return {f"was_achieved_{max(met)}"} if met else set()


def flags_when_unsure(case):
    return flags_while_open(case) | earlier_met(case)


def flags_on_the_way(case):
    flags = {"early_signal"} if case.S < 0.2 - TOLERANCE else set()
    return flags | flags_when_unsure(case)


def pace_at_least(case, band):
    return case.R is not None and band - TOLERANCE <= case.R


# The table, first match. Row 2 gives two statuses, so it stands twice.
TABLE = [
    (1, lambda c: c.row is None, "no_target", no_flags),
    (2, lambda c: c.aim is None and c.values, "no_baseline", flags_while_open),
    (2, lambda c: c.aim is None, "not_reported", flags_while_open),
    (3, lambda c: c.is_met, "achieved", flags_when_met),
    (4, lambda c: c.met_by(c.w), "achieved", lambda c: {"late"}),
    (5, lambda c: c.has_final and c.is_over, "missed", no_flags),
    (6, lambda c: c.is_past and not c.in_grace, "overdue_report", flags_while_open),
    (7, lambda c: c.u is None, "not_reported", flags_while_open),
    (8, lambda c: c.b is None or not c.has_pace, "no_baseline", flags_while_open),
    (9, lambda c: c.is_too_old(c.t), "open", flags_when_unsure),
    (10, lambda c: c.met_by(c.b), "moving_away", lost_flags),
    (11, lambda c: c.is_early, "open", flags_when_unsure),
    (12, lambda c: c.is_used_up, "moving_away", flags_on_the_way),
    (13, lambda c: c.is_standing_still, "no_change", flags_on_the_way),
    (14, lambda c: pace_at_least(c, 0.95), "on_track", flags_on_the_way),
    (15, lambda c: pace_at_least(c, 0.60), "needs_acceleration", flags_on_the_way),
    (16, lambda c: pace_at_least(c, 0.05), "insufficient", flags_on_the_way),
    (17, lambda c: True, "moving_away", flags_on_the_way),
]


def judge_number(case):
    """Status, flags and reason; leaves in the case only the numbers that belong to what is shown,
    and says which value that is (``case.shown``)."""
    rule, status, flags = next(
        (rule, status, flags_of(case)) for rule, fits, status, flags_of in TABLE if fits(case)
    )
    if rule > 1 and case.first_report:
        flags = flags | {"baseline_first_report"}
    case.shown = shown_year(case, rule)
    if case.is_stale(case.m[0] if rule == 3 else case.shown):
        flags = flags | {"stale"}
    if case.shown is None or case.shown != case.t:
        case.S = case.P = case.R = case.AF = case.compound = None
    if status in ("open", "moving_away") and case.met_by(case.b):
        case.S = case.P = case.R = None
    reason = {9: "too_old", 11: "too_early"}.get(rule)
    return status, flags, reason


def shown_year(case, rule):
    if rule == 1:
        return None
    if rule == 2 and case.t is None and case.w is None:
        return case.latest
    if rule == 3:
        return None if case.m_is_start else case.m[0]
    if rule == 4:
        return case.w_year
    if rule == 5:
        return case.m[0] if case.m is not None and case.m[0] == case.tT else case.w_year
    return case.t if case.t is not None else case.w_year

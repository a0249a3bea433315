"""How one number is judged: the letters and the table of docs/design.md section 4.

The first half of the second reading (see reading.py): one function a rule, and the table of
fourteen rows as one list in the page's order, so that the two can be held side by side.
"""

from dataclasses import dataclass

TOLERANCE = 1e-9
WORLD = "World"


# Small words: what a cell, a region, "meets" and "worse" mean.


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


def better_end(low_and_high, direction):
    return max(low_and_high) if direction == "up" else min(low_and_high)


def worse_end(low_and_high, direction):
    return min(low_and_high) if direction == "up" else max(low_and_high)


def meets(value, target, direction):
    slack = TOLERANCE * max(1, abs(target))
    return value >= target - slack if direction == "up" else value <= target + slack


def same(value, target):
    return meets(value, target, "up") and meets(value, target, "down")


# What is known: counted values, the baseline b in t0, the target number T.


def counted_values(facts, indicator, region, year, known_year):
    """Year -> value. A relation other than direct, a later year and a flow's open year are not."""
    values = {}
    for row in own_rows(facts, "reported_values", indicator, region):
        value_year, value_ends = int(row["year"]), ends(row, indicator)
        direct = (row.get("relation") or "direct") == "direct"
        over = indicator["measure"] != "flow" or value_year < known_year
        if direct and over and value_year <= year and value_ends is not None:
            values[value_year] = worse_end(value_ends, indicator["direction"])
    return values


def starting_point(facts, indicator, region, year, values):
    """(t0, b, whether the first report serves as the baseline), or Nones."""
    for row in own_rows(facts, "baselines", indicator, region):
        row_ends = ends(row, indicator)
        if row.get("comparable") != "no" and row_ends is not None and int(row["year"]) <= year:
            return int(row["year"]), better_end(row_ends, indicator["direction"]), False
    if len(values) >= 2:
        return min(values), values[min(values)], True
    return None, None, False


def target_number(targets, target_year, direction, start_year, start):
    """T, or None where it needs a baseline (or an earlier target) that is not there."""
    row = targets[target_year]
    value, high = number(row, "value"), number(row, "value_high")
    if row["kind"] == "level":
        return value
    if row["kind"] == "range":  # the end easier to reach
        return min(value, high) if direction == "up" else max(value, high)
    if row["kind"] == "growth":
        if start is None or start <= 0:
            return None
        return start * (1 + value / 100) ** (target_year - start_year)
    if row["kind"] == "multiple":
        earlier = [year for year in targets if year < target_year]
        if not earlier:
            return None
        before = target_number(targets, max(earlier), direction, start_year, start)
        return None if before is None else before * value
    return None  # conditions have no number


@dataclass
class Case:
    """One indicator, region and target year, with the letters of the page."""

    Y: int
    tT: int  # noqa: N815 (the letters of the page)
    direction: str
    targets: dict  # the indicator's target rows in this region, by year
    values: dict
    t0: int | None
    b: float | None
    first_report: bool
    T: float | None = None
    t: int | None = None  # the year of u
    u: float | None = None
    w: float | None = None
    P: float | None = None
    S: float | None = None
    R: float | None = None
    AF: float | None = None
    compound: float | None = None
    row: dict | None = None  # the target row for tT

    def __post_init__(self):
        self.row = self.targets.get(self.tT)
        if self.row is None:
            return
        self.T = target_number(self.targets, self.tT, self.direction, self.t0, self.b)
        until = min(self.Y, self.tT)
        after_start = [y for y in self.values if self.t0 is None or y > self.t0]
        self.t = max((y for y in after_start if y <= until), default=None)
        self.u = self.values.get(self.t)
        later = [y for y in self.values if self.tT < y <= self.Y]
        self.w = self.values[max(later)] if later else None
        if self.t is not None and self.t0 is not None:
            self.S = (self.t - self.t0) / (self.tT - self.t0)
            if self.T is not None:
                self.measure()

    def met_by(self, value):
        return value is not None and self.T is not None and meets(value, self.T, self.direction)

    def measure(self):
        """P, R, AF and the compound ratio, each where it means something."""
        elapsed, whole = self.t - self.t0, self.tT - self.t0
        growing = self.row["kind"] == "growth"
        unmet = not (self.met_by(self.u) or self.met_by(self.w))
        if not self.met_by(self.b):  # otherwise there is no distance to cover
            self.P = (self.u - self.b) / (self.T - self.b)
            self.R = self.growth_pace(elapsed) if growing else self.P / self.S
        if self.R is not None and self.R > TOLERANCE and unmet and self.t < self.tT and not growing:
            to_come, so_far = (self.T - self.u) / (self.tT - self.t), (self.u - self.b) / elapsed
            self.AF = to_come / so_far
        if min(self.b, self.u, self.T) > 0 and self.b != self.T:
            # Published with the sign of the wanted direction; where the target is still ahead of
            # the baseline, this is the plain ratio of the page.
            observed = (self.u / self.b) ** (1 / elapsed) - 1
            required = (self.T / self.b) ** (1 / whole) - 1
            self.compound = (1 if self.direction == "up" else -1) * observed / abs(required)

    def growth_pace(self, elapsed):
        if self.u <= 0:  # no growth rate leads there
            return None
        return ((self.u / self.b) ** (1 / elapsed) - 1) / (number(self.row, "value") / 100)


# The flags of the table.


def no_flags(case):
    return set()


def baseline_flags(case):
    if not case.met_by(case.b):
        return set()
    return {"baseline_at_target" if same(case.b, case.T) else "baseline_better_than_target"}


def flags_when_met(case):
    flags = baseline_flags(case)
    if case.t < case.tT:
        flags.add("before_target_year")
    if case.w is not None and not case.met_by(case.w):
        flags.add("lost_since")
    if case.b is not None and not meets(case.u, case.b, case.direction):
        flags.add("worsening")
    if case.row["kind"] == "range":
        low, high = sorted([number(case.row, "value"), number(case.row, "value_high")])
        if meets(case.u, low, "up") and meets(case.u, high, "down"):
            flags.add("within_range")
    return flags


def flags_on_the_way(case):
    flags = {"early_signal"} if case.S < 0.2 - TOLERANCE else set()
    met = [year for year, value in case.values.items() if year < case.t and case.met_by(value)]
    return flags | ({f"was_achieved_{max(met)}"} if met else set())


def pace_at_least(case, band):
    return case.R is not None and band - TOLERANCE <= case.R


# The table, first match. Rows 2 and 7 give two statuses each, so they stand twice.
TABLE = [
    (1, lambda c: c.row is None, "no_target", no_flags),
    (2, lambda c: c.T is None and c.values, "no_baseline", no_flags),
    (2, lambda c: c.T is None, "not_reported", no_flags),
    (3, lambda c: c.met_by(c.u), "achieved", flags_when_met),
    (4, lambda c: c.met_by(c.w), "achieved", lambda c: {"late"}),
    (5, lambda c: any(year >= c.tT for year in c.values), "missed", no_flags),
    (6, lambda c: c.tT < c.Y, "overdue_report", no_flags),
    (7, lambda c: c.u is None and c.met_by(c.b), "achieved", lambda c: {"baseline_only"}),
    (7, lambda c: c.u is None, "not_reported", no_flags),
    (8, lambda c: c.b is None, "no_baseline", no_flags),
    (9, lambda c: c.met_by(c.b), "moving_away", lambda c: {"target_lost"} | baseline_flags(c)),
    (10, lambda c: pace_at_least(c, 0.95), "on_track", flags_on_the_way),
    (11, lambda c: pace_at_least(c, 0.60), "needs_acceleration", flags_on_the_way),
    (12, lambda c: c.R is not None and c.R > TOLERANCE, "insufficient", flags_on_the_way),
    (13, lambda c: pace_at_least(c, 0), "no_change", flags_on_the_way),
    (14, lambda c: True, "moving_away", flags_on_the_way),
]


def judge_number(case):
    rule, status, flags = next(
        (rule, status, flags_of(case)) for rule, fits, status, flags_of in TABLE if fits(case)
    )
    if rule > 1 and case.first_report:
        flags = flags | {"baseline_first_report"}
    if rule == 9:
        case.S = None
    return status, flags

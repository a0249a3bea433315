"""Random but valid plan folders, for comparing the program with the second reading.

A folder comes wholly from its seed. Numbers are not spread evenly: most reported values are set
from a wanted pace, so that exact boundaries (0.95, 0.60, 0), targets met early, late or lost
again, and baselines at or beyond their target all turn up often.
"""

import csv
import random
from pathlib import Path

COLUMNS = {
    "goals": "goal,name,purpose,source",
    "objectives": "objective,goal,label,statement,facility_type,facility,code_basis,note,source",
    "indicators": "indicator,objective,name,unit,measure,direction,decimals,rhythm_months,"
    "definition",
    "baselines": "indicator,region,year,value,value_high,count,out_of,comparable,note,source",
    "targets": "indicator,region,year,kind,value,value_high,note,source",
    "conditions": "indicator,target_year,condition,text,due_year,recurs",
    "reported_values": "indicator,year,region,value,value_high,count,out_of,relation,note,source",
    "condition_reports": "indicator,region,target_year,condition,state,done_year,year,evidence",
}
HORIZONS = [[2020, 2030, 2050], [2030, 2050], [2024, 2030], [2020, 2024, 2030, 2050]]
PACES = [0.95, 0.60, 0.05, 0, 1, 1, 1.4, 3, 0.9499, 0.5999, 0.8, 0.7, 0.3, 0.1, -0.2, -1]
FIRST_YEAR, LAST_START, LAST_YEAR = 2010, 2026, 2053


def write_random_plan(folder, seed, goals="ABC", indicators=60):
    """Write the CSV files of one plan into the folder and return the folder. ``goals``: their
    codes. Plans whose seeds differ by a multiple of four have the same target years."""
    plan = Plan(random.Random(seed), goals, HORIZONS[seed % len(HORIZONS)])
    for place in range(indicators):
        plan.add_indicator(place)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, columns in COLUMNS.items():
        with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(","), restval="")
            writer.writeheader()
            writer.writerows(plan.rows[sheet])
    return folder


class Plan:
    """The rows of one plan while they are being made up."""

    def __init__(self, chance, goals, horizons):
        self.chance = chance
        self.horizons = horizons
        self.rows = {sheet: [] for sheet in COLUMNS}
        for goal in goals:
            self.rows["goals"].append({"goal": goal, "name": chance.choice(["", f"Goal {goal}"])})
            for count in range(1, chance.randint(3, 6)):
                self.rows["objectives"].append(
                    {
                        "objective": f"{goal}{count}",
                        "goal": goal,
                        "label": f"Objective {goal}{count}",
                        "facility_type": chance.choice(["core", "global", ""]),
                        "code_basis": chance.choice(["stated", "inferred"]),
                    }
                )

    def add_indicator(self, place):
        """One indicator with all that is known of it; the last objective stays without any."""
        chance = self.chance
        objective = chance.choice(self.rows["objectives"][:-1])["objective"]
        measure = chance.choice(["level", "level", "flow", "cumulative", "conditions"])
        code = f"{objective}.{place + 1}"
        direction = "" if measure == "conditions" else chance.choice(["up", "up", "down"])
        unit = "conditions" if measure == "conditions" else chance.choice(["% of Parties", "sites"])
        self.rows["indicators"].append(
            {
                "indicator": code,
                "objective": objective,
                "name": f"Indicator {code}",
                "unit": unit,
                "measure": measure,
                "direction": direction,
                "decimals": chance.choice(["", "", 0, 1, 1]),
                "rhythm_months": chance.choice(["", 12, 12, 6, 24, 36]),
            }
        )
        if measure == "conditions":
            self.add_checklists(code)
            return
        for region in ["World", *chance.sample(["Africa", "Asia"], chance.choice([0, 0, 1, 2]))]:
            Series(self, code, region, unit, 1 if direction == "up" else -1).add()

    def some_horizons(self):
        wanted = self.chance.choice([0, 1, 2, 3, 4])
        return sorted(self.chance.sample(self.horizons, min(wanted, len(self.horizons))))

    def add_checklists(self, code):
        """Condition targets: none, some or all conditions reported, done early, late or not."""
        chance = self.chance
        for target_year in self.some_horizons():
            target = {"indicator": code, "year": target_year, "kind": "conditions"}
            regions = chance.choice([["World"], ["World"], [""], ["World", "Africa"], ["Africa"]])
            for region in regions:
                self.rows["targets"].append({**target, "region": region})
            mostly_done, reported = chance.choice([0.2, 0.6, 0.95]), chance.choice([0, 0.6, 1, 1])
            with_due_year = chance.choice([0, 0.5, 1, 1])
            for condition in range(1, chance.choice([0, 1, 2, 3, 4]) + 1):
                key = {"indicator": code, "target_year": target_year, "condition": condition}
                due_year = chance.randint(target_year - 12, target_year)
                self.rows["conditions"].append(
                    {
                        **key,
                        "text": f"Condition {condition}",
                        "due_year": due_year if chance.random() < with_due_year else "",
                        "recurs": chance.choice(["", "", "", "yearly"]),
                    }
                )
                for region in regions:
                    self.add_condition_reports({**key, "region": region}, reported, mostly_done)

    def add_condition_reports(self, key, reported, mostly_done):
        """None, one, or one for each of some years; undated ones among them."""
        chance, taken = self.chance, set()
        if chance.random() >= reported:
            return
        for _ in range(chance.choice([1, 1, 1, 2, 4])):
            done = chance.random() < mostly_done
            year = chance.randint(key["target_year"] - 8, key["target_year"] + 3)
            report = {"state": "done" if done else "not done"}
            if done:
                report["done_year"] = year
                report["year"] = chance.choice(["", "", year, year + 1])
            else:
                report["year"] = chance.choice(["", year])
            about = report["year"] or report.get("done_year") or 0
            if about not in taken:
                taken.add(about)
                self.rows["condition_reports"].append({**key, **report})


class Series:
    """The numbers of one indicator in one region."""

    def __init__(self, plan, code, region, unit, sign):
        self.plan, self.chance, self.code, self.region = plan, plan.chance, code, region
        self.percent = unit.startswith("%")
        self.sign = sign  # 1 where more is better, -1 where less is
        self.horizons = plan.some_horizons()
        first_target = min(self.horizons, default=plan.horizons[0])
        self.start_year = self.chance.randint(FIRST_YEAR, min(first_target - 1, LAST_START))
        self.start = self.chance.choice([0, 5, 13, 20, 40, 50, 62.5, 100, -10, -5])
        self.distance = self.chance.choice([5, 10, 20, 30, 50, 100]) * sign
        self.last_kind = None
        self.goals = []  # (target year, number, growth in percent or None)

    def add(self):
        for target_year in self.horizons:
            self.add_target(target_year)
        self.add_baseline()
        self.add_values()

    def row(self, sheet, year, **cells):
        region = self.chance.choice(["World", ""]) if self.region == "World" else self.region
        row = {"indicator": self.code, "region": region, "year": year, **cells}
        self.plan.rows[sheet].append(row)

    def add_target(self, target_year):
        """A later target is usually harder; a first one now and then lies behind the baseline."""
        chance, sign = self.chance, self.sign
        kinds = ["level", "level", "range", "between", "growth"]
        kinds += ["multiple"] * 2 if self.goals and self.last_kind != "between" else []
        kind = self.last_kind = chance.choice(kinds)
        whole = target_year - self.start_year
        if kind == "growth":
            growth = sign * chance.choice([2.5, 5, 10, 25])
            self.goals.append((target_year, self.start * (1 + growth / 100) ** whole, growth))
            self.row("targets", target_year, kind=kind, value=growth)
            return
        if kind == "multiple":
            factor = chance.choice([1.5, 2, 3]) if sign > 0 else chance.choice([0.25, 0.5, 0.75])
            self.goals.append((target_year, self.goals[-1][1] * factor, None))
            self.row("targets", target_year, kind=kind, value=factor)
            return
        if self.goals:
            target = self.goals[-1][1] + chance.choice([0, 0.5, 1, 2]) * self.distance
        else:
            target = self.start + chance.choice([1, 1, 1, 1, 0, -1]) * self.distance
        self.goals.append((target_year, target, None))
        if kind == "level":
            self.row("targets", target_year, kind=kind, value=target)
        else:
            low, high = sorted([target, target + sign * chance.choice([2, 7.5, 25])])
            self.row("targets", target_year, kind=kind, value=low, value_high=high)

    def add_baseline(self):
        """A starting point, a range of one, one that is not comparable, or none."""
        comparable = self.chance.choice(["yes", "yes", "yes", "no", ""])
        if not comparable:
            return
        cells = self.counted(self.start)
        if "value" in cells and self.chance.random() < 0.3:  # the better end is the start
            ends = sorted([self.start, self.start - self.sign * self.chance.choice([1, 10])])
            cells = {"value": ends[0], "value_high": ends[1]}
        self.row("baselines", self.start_year, comparable=comparable, **cells)

    def counted(self, value):
        """The value, or where it is a share the same as a count of 200, or both."""
        if self.percent and 0 <= value <= 100 and float(value * 2).is_integer():
            count = {"count": int(value * 2), "out_of": 200}
            return self.chance.choice([{"value": value}, count, {"value": value, **count}])
        return {"value": value}

    def add_values(self):
        chance = self.chance
        near = [year + step for year in self.horizons for step in (-4, -1, 0, 1, 3)]
        anywhere = list(range(self.start_year - 1, LAST_YEAR))
        soon = list(range(self.start_year + 1, self.start_year + 12))
        pool = sorted(set(chance.choice([near or soon, soon, anywhere, near + soon])))
        years = chance.sample(pool, min(len(pool), chance.choice([0, 1, 2, 3, 4, 6, 9])))
        settled = chance.choice(PACES) if chance.random() < 0.5 else None
        for year in sorted(years):
            value = self.value_in(year, settled)
            cells = self.counted(value)
            if "value" in cells and chance.random() < 0.15:  # the worse end is the value
                ends = sorted([value, value + self.sign * chance.choice([0.5, 4, 20])])
                cells = {"value": ends[0], "value_high": ends[1]}
            self.row("reported_values", year, relation=chance.choice(["", "direct"]), **cells)
            if chance.random() < 0.15:  # context beside it never counts
                context = {"relation": chance.choice(["other definition", "superseded"])}
                self.row("reported_values", year, value=value + 40 * self.sign, **context)
        if self.region == "World" and chance.random() < 0.2:  # a region without its own target
            self.region = "Oceania"
            self.row("reported_values", 2016, value=self.start, relation="direct")
            self.region = "World"

    def value_in(self, year, settled):
        """A value by the wanted pace towards one target, at a target or at the start."""
        chance = self.chance
        if not self.goals or chance.random() < 0.05:
            return chance.choice([self.start, 0, -4, 12, 75])
        target_year, target, growth = chance.choice(self.goals)
        pace = chance.choice(PACES) if settled is None else settled
        if chance.random() < 0.1:  # hardly moved, or hardly lost
            return self.start - self.sign * chance.choice([0.05, 0.2, 0.5, 1, -0.05, -0.5])
        if chance.random() < 0.2:
            return chance.choice([target, target + self.sign * 3, target - self.sign * 3])
        if growth is not None:
            return self.start * (1 + growth * pace / 100) ** (year - self.start_year)
        share = (year - self.start_year) / (target_year - self.start_year)
        return self.start + pace * share * (target - self.start)

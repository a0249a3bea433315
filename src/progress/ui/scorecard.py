"""The scorecard: goals, their objectives, every target year, in word, shape and colour.

Where nothing can be judged yet, the tiles show the targets themselves instead of a wall of grey.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui.components import component, counts, quiet, verdict_word
from progress.wording.headlines import headline
from progress.wording.sentences import target_words
from progress.wording.status_words import row_word


@dataclass(frozen=True)
class Scorecard:
    t: Language
    snapshot: Snapshot
    link: Callable[[str], str]  # objective code -> address
    apart: bool = False  # whether links open a window of their own

    def html(self) -> Markup:
        """The scorecard twice: open for wide screens, in rows that open for narrow ones. The
        style sheet shows one of them, also to screen readers."""
        rows = defaultdict(list)
        for row in self.snapshot.objectives:
            rows[row["goal"]].append(row)
        groups = defaultdict(list)
        for row in self.snapshot.goals:
            groups[row["goal"]].append(row)
        goals = [
            {
                "code": goal["goal"],
                "name": self.t.of(goal, "name"),
                "headlines": [self._headline(group) for group in groups[goal["goal"]]],
                "tiles": self._tiles(rows[goal["goal"]]),
            }
            for goal in self.snapshot.facts["goal"]
            if goal["goal"] in rows
        ]
        return component("scorecard")(
            goals, self.t("name not yet entered"), self.apart, not self.snapshot.is_assessed
        )

    def _headline(self, group: dict) -> tuple[int, Markup, str]:
        """How the goal stands in a target year, or how many of its objectives have a target."""
        if self.snapshot.is_assessed:
            return group["horizon"], counts(self.t, group), headline(self.t, group)
        told = self.t.plural(
            "{n} of {number} objective with a target",
            "{n} of {number} objectives with a target",
            group["objectives"],
            n=group["with_target"],
        )
        return group["horizon"], Markup(""), told

    def _tiles(self, found: list[dict]) -> list[dict]:
        objectives = defaultdict(list)
        for row in found:
            objectives[row["objective"]].append(row)
        return [self._tile(rows) for rows in objectives.values()]

    def _tile(self, rows: list[dict]) -> dict:
        first = rows[0]
        nothing = all(row["reason"] == "not_entered" for row in rows)
        return {
            "address": self.link(first["objective"]),
            "code": first["objective"],
            "name": self.t.of(first, "label") or quiet(self.t("not yet entered")),
            "lines": [] if nothing else [(row["horizon"], *self._line(row)) for row in rows],
            "said": self.t("No target entered yet") if nothing else "",
        }

    def _line(self, row: dict) -> tuple[str, str]:
        """What a tile says of a target year, and what it says quietly beside that."""
        if self.snapshot.is_assessed:
            told, partly = verdict_word(row["family"], row_word(self.t, row)), ""
            if row["assessed"] < row["indicators"] and row["assessed"]:
                partly = self.t("{x} of {y} indicators", x=row["assessed"], y=row["indicators"])
            return told, partly
        return self._targets(row) or quiet(self.t("no target set")), ""

    def _targets(self, row: dict) -> str:
        indicators = {found["indicator"]: found for found in self.snapshot.facts["indicator"]}
        return " · ".join(
            target_words(self.t, verdict, indicators[verdict["indicator"]])
            for verdict in self.snapshot.verdicts
            if verdict["objective"] == row["objective"]
            and verdict["horizon"] == row["horizon"]
            and verdict["status"] != "no_target"
        )

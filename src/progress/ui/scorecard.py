"""The scorecard: goals, their objectives, every target year, in word, shape and colour.

Where nothing can be judged yet, the tiles show the targets themselves instead of a wall of grey.
"""

from collections import defaultdict
from dataclasses import dataclass
from html import escape

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui.markup import counts, target, verdict_word
from progress.wording.headlines import headline
from progress.wording.sentences import target_words
from progress.wording.status_words import row_word


@dataclass(frozen=True)
class Scorecard:
    t: Language
    snapshot: Snapshot
    link: object  # objective code -> address
    apart: bool = False  # whether links open a window of their own

    def html(self) -> str:
        """The scorecard twice: open for wide screens, in rows that open for narrow ones. The
        style sheet shows one of them, also to screen readers."""
        goals = {row["goal"]: row for row in self.snapshot.facts["goal"]}
        rows = defaultdict(list)
        for row in self.snapshot.objectives:
            rows[row["goal"]].append(row)
        groups = defaultdict(list)
        for row in self.snapshot.goals:
            groups[row["goal"]].append(row)
        wide = "".join(
            self._open_goal(goals[code], found, groups[code]) for code, found in rows.items()
        )
        narrow = "".join(
            self._closed_goal(goals[code], found, groups[code]) for code, found in rows.items()
        )
        return f'<div class="p4-wide">{wide}</div><div class="p4-narrow">{narrow}</div>'

    def _open_goal(self, goal: dict, found: list[dict], groups: list[dict]) -> str:
        return (
            f'<section class="p4-goal"><h2>{self._goal_name(goal)}</h2>'
            f"{self._headlines(groups)}{self._tiles(found)}</section>"
        )

    def _closed_goal(self, goal: dict, found: list[dict], groups: list[dict]) -> str:
        return (
            f"<details class=p4-goal><summary>"
            f"<span class=p4-goal-name>{self._goal_name(goal)}</span>"
            f"{self._headlines(groups)}</summary>{self._tiles(found)}</details>"
        )

    def _goal_name(self, goal: dict) -> str:
        name = self.t.of(goal, "name")
        shown = (
            escape(name)
            if name
            else f'<span class="p4-quiet">{escape(self.t("name not yet entered"))}</span>'
        )
        return f'<span class="p4-code">{escape(goal["goal"])}</span> {shown}'

    def _headlines(self, groups: list[dict]) -> str:
        """For each target year how the goal stands, or how many of its objectives have a target."""
        items = []
        for group in groups:
            if self.snapshot.is_assessed:
                told = f"{counts(self.t, group)} <span>{escape(headline(self.t, group))}</span>"
            else:
                told = escape(
                    self.t.plural(
                        "{n} of {number} objective with a target",
                        "{n} of {number} objectives with a target",
                        group["objectives"],
                        n=group["with_target"],
                    )
                )
            items.append(f'<li><span class="p4-year">{group["horizon"]}</span> {told}</li>')
        inline = "" if self.snapshot.is_assessed else " p4-inline"
        return f'<ul class="p4-headlines{inline}">{"".join(items)}</ul>'

    def _tiles(self, found: list[dict]) -> str:
        objectives = defaultdict(list)
        for row in found:
            objectives[row["objective"]].append(row)
        return (
            f'<ul class="p4-tiles">{"".join(self._tile(rows) for rows in objectives.values())}</ul>'
        )

    def _tile(self, rows: list[dict]) -> str:
        first = rows[0]
        label = self.t.of(first, "label")
        name = (
            escape(label)
            if label
            else f'<span class="p4-quiet">{escape(self.t("not yet entered"))}</span>'
        )
        if all(row["reason"] == "not_entered" for row in rows):
            lines = f'<p class="p4-quiet">{escape(self.t("No target entered yet"))}</p>'
        else:
            lines = f"<dl>{''.join(map(self._line, rows))}</dl>"
        return (
            f'<li><a class="p4-tile" {target(self.apart)} '
            f'href="{escape(self.link(first["objective"]))}">'
            f'<span class="p4-name"><span class="p4-code">{escape(first["objective"])}</span> '
            f"{name}</span>"
            f"{lines}</a></li>"
        )

    def _line(self, row: dict) -> str:
        if self.snapshot.is_assessed:
            told = verdict_word(row["family"], row_word(self.t, row))
            if row["assessed"] < row["indicators"] and row["assessed"]:
                partly = self.t("{x} of {y} indicators", x=row["assessed"], y=row["indicators"])
                told += f' <span class="p4-quiet">{escape(partly)}</span>'
        elif targets := self._targets(row):
            told = escape(targets)
        else:
            told = f'<span class="p4-quiet">{escape(self.t("no target set"))}</span>'
        return f"<div><dt>{row['horizon']}</dt><dd>{told}</dd></div>"

    def _targets(self, row: dict) -> str:
        indicators = {found["indicator"]: found for found in self.snapshot.facts["indicator"]}
        return " · ".join(
            target_words(self.t, verdict, indicators[verdict["indicator"]])
            for verdict in self.snapshot.verdicts
            if verdict["objective"] == row["objective"]
            and verdict["horizon"] == row["horizon"]
            and verdict["status"] != "no_target"
        )

"""The light edition in one language: its pages, and the frame around each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import quote, urlencode

from markupsafe import Markup

from progress.export.records import DEMONSTRATION
from progress.language import Language, language_name, languages
from progress.light import reference
from progress.light.board import board
from progress.light.contents import Contents
from progress.light.objective import objective
from progress.light.pages import (
    Body,
    facilities,
    goal,
    goals,
    overview,
    task_forces,
    workplan,
)
from progress.light.template import render
from progress.wording.confirmation import banner
from progress.wording.feedback import feedback
from progress.wording.goal import goal_title
from progress.wording.indicator import IndicatorView
from progress.wording.objective import objective_statuses
from progress.wording.plan import plan_view

FRONT = "index"


@dataclass(frozen=True)
class Page:
    """``name``: of the file, without its ending. ``body``: makes what stands below the heading.
    ``place``: the page of the dashboard that shows the same, with its query. ``goal``,
    ``objective``: the code of the one that it is about."""

    name: str
    heading: str
    description: str
    body: Callable[[], Markup]
    place: str
    goal: str = ""
    objective: str = ""


@dataclass(frozen=True)
class Edition:
    """``full``: where the whole dashboard is, as seen from a page; empty where there is none.
    ``data_place``: the folder of the data files, as seen from a page."""

    t: Language
    contents: Contents
    full: str = ""
    data_place: str = "../data/"

    @property
    def is_demonstration(self) -> bool:
        return self.contents.records.state == DEMONSTRATION

    @cached_property
    def pages(self) -> dict[str, Page]:
        """In the order of the navigation; goals and objectives last."""
        t, made = self.t, self.contents
        plan = plan_view(t, made.snapshot)
        lead = f"{plan.lead} {plan.too_early}".strip()
        listed = [
            Page(FRONT, t("Where the plan stands"), lead, self._body(overview), ""),
            Page("goals", t("Goals"), lead, self._body(goals), "goals"),
            Page("facilities", t("Facilities"), lead, self._body(facilities), "facilities"),
            Page("task_forces", t("Task Forces"), t("Who works on what, and how to join."),
                 self._body(task_forces), "task_forces"),
            Page("workplan", t("Workplan"), t("What the Task Forces do, by when, and who leads it. "
                 "No status rests on it."), self._body(workplan), "workplan"),
            Page("board", t("Board"), lead, self._body(board), "board"),
            Page("data", t("Data"), t("All tables of the plan as files."),
                 lambda: reference.data(t, made, self.data_place), "data"),
            Page("method", t("How a status is made"), t("The rules of the statuses."),
                 lambda: reference.method(t, made.snapshot.filters.judged_year), "method"),
            Page("about", t("About"), t("The Initiative, its plan, and the sources."),
                 lambda: reference.about(t, made, address), "about"),
        ]  # fmt: skip
        return {page.name: page for page in [*listed, *self._goals(), *self._objectives()]}

    def _goals(self) -> list[Page]:
        return [
            Page(
                name_of("goal", row.goal),
                goal_title(self.t, row),
                self.t.of(row, "purpose") or goal_title(self.t, row),
                self._body(partial(goal, row.goal)),
                f"goals?{urlencode({'goal': row.goal})}",
                goal=row.goal,
            )
            for row in self.contents.snapshot.facts.goals
        ]

    def _objectives(self) -> list[Page]:
        t, snapshot = self.t, self.contents.snapshot
        found = []
        for row in snapshot.facts.objectives:
            code = row.objective
            name = t.of(row, "label") or t("name not published yet")
            found.append(
                Page(
                    name_of("objective", code),
                    f"{code} · {name}",
                    self._told(code) or t.of(row, "statement") or name,
                    partial(objective, t, snapshot, row, address, self._tell),
                    f"objective?{urlencode({'objective': code})}",
                    objective=code,
                )
            )
        return found

    def _tell(self, indicator: IndicatorView) -> str:
        """The e-mail about an indicator; the address is in it where that is known."""
        made, last = self.contents, self.contents.last_update
        facts = made.snapshot.facts
        code = facts.indicator[indicator.code].objective
        place = f"{self.full}objective?{urlencode({'objective': code, 'lang': self.t.code})}"
        return feedback(
            self.t,
            facts,
            indicator.code,
            indicator.name,
            place if self.full.startswith("http") else "",
            last.release if last else None,
        )

    def _told(self, code: str) -> str:
        """How an objective stands, in a line; empty where nothing can be judged."""
        t, snapshot = self.t, self.contents.snapshot
        row = snapshot.facts.objective[code]
        if not snapshot.is_assessed:
            return ""
        found = [
            t("{year}: {value}", year=one.status.year, value=one.status.word)
            for one in objective_statuses(t, snapshot, code)
        ]
        return " · ".join(filter(None, (t.of(row, "statement"), *found)))

    def _body(self, make: Body) -> Callable[[], Markup]:
        return lambda: make(self.t, self.contents, address)

    def render(self, name: str) -> str:
        """A whole page; KeyError where there is none of that name."""
        t, page = self.t, self.pages[name]
        initiative = self.contents.snapshot.facts.initiative.get("name")
        whose = t.of(initiative, "value") if initiative else ""
        listed = [page for page in self.pages.values() if "-" not in page.name]
        return render(
            "page.html",
            lang=t.code,
            title=t("{page} · 4 per 1000 strategic plan", page=page.heading),
            description=page.description,
            root="../",
            feed="updates.atom",
            languages=[
                (code, language_name(code), f"../{code}/{name}.html") for code in languages()
            ],
            pages=[
                (
                    f"{one.name}.html",
                    t("Overview") if one.name == FRONT else one.heading,
                    one.name == name,
                )
                for one in listed
            ],
            whose=whose or t("The strategic plan"),
            notice=self._notice(),
            heading=page.heading,
            body=page.body(),
            foot=self._foot(),
            full=self._full(page),
            words={
                "updates": t("Updates"),
                "skip": t("Skip to the content"),
                "pages": t("Pages"),
                "language": t("Language"),
                "light": t("Light edition: the same plan without scripts and without filters."),
                "full": t("The same page with filters and charts"),
            },
        )

    def _notice(self) -> str:
        t = self.t
        if self.is_demonstration:
            return t("Demonstration data: invented, to show what the dashboard can do.")
        return banner(t, self.contents.snapshot.confirmation)

    def _foot(self) -> list[str]:
        t, made = self.t, self.contents
        parts = [t("As published on {day}", day=t.date(made.snapshot.filters.known_on))]
        if (last := made.last_update) is not None:
            day = t.date(made.records.published_on[last.release])
            parts.append(t("Update {number} of {day}", number=last.release, day=day))
        return parts

    def _full(self, page: Page) -> str:
        if not self.full:
            return ""
        wanted = {"lang": self.t.code} | ({"data": "demo"} if self.is_demonstration else {})
        place, _, query = page.place.partition("?")
        return f"{self.full}{place}?{'&'.join(filter(None, (query, urlencode(wanted))))}"


def name_of(kind: str, code: str) -> str:
    """The name of the page of a goal or an objective, safe in an address and as a file whatever
    its code is."""
    return f"{kind}-{quote(code, safe='').replace('%', '~')}"


def address(page: str, **chosen: object) -> str:
    """The address of a page of the dashboard in the light edition, as seen from another of its
    pages; filters other than goal and objective lead to the page as a whole."""
    if page in ("goal", "objective") and chosen.get(page):
        return f"{name_of(page, str(chosen[page]))}.html"
    return f"{page or FRONT}.html"

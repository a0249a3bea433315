"""The scorecard: the whole plan in one picture. How each objective stands in each target year, in
colour and shape; while nothing can be judged, what each objective has and still lacks."""

from collections.abc import Callable

from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.language import Language
from progress.ui.components import component
from progress.wording.plan import plan_view
from progress.wording.readiness import readiness
from progress.wording.scorecard import scorecard
from progress.wording.status_words import families


def matrix(
    t: Language,
    snapshot: Snapshot,
    address: Callable[[str], str],
    apart: bool = False,
    last: Markup = Markup(),  # noqa: B008 - never changes
) -> Markup:
    """``address``: of an objective, by its code. ``apart``: links open a window of their own.
    ``last``: stands below the last goal, where there is room."""
    unnamed = t("not yet entered")
    if snapshot.is_assessed:
        return component("status_matrix")(scorecard(t, snapshot), address, apart, unnamed, last)
    caption = t("What the plan has")
    return component("readiness_matrix")(
        readiness(t, snapshot), address, apart, unnamed, caption, t("Objective")
    )


def years(t: Language, snapshot: Snapshot) -> Markup:
    """For each target year where the objectives are, beside how much of the time is used; and the
    shapes that are used for it."""
    key = component("family_key")(families(t).items())
    return component("plan_years")(plan_view(t, snapshot).years) + key

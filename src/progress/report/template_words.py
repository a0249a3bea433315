"""The fixed words of the board report, by the names that its templates use."""

from progress.language import Language
from progress.wording.numbers import pace_rule


def template_words(t: Language) -> dict[str, str]:
    return {
        "report": t("Board report"),
        "page": t("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "scorecard": t("Scorecard"),
        "aims": t("What the plan aims for"),
        "goal": t("Goal"),
        "objective": t("Objective"),
        "not_entered": t("not yet entered"),
        "part": t("1/2: one of two indicators with a target is assessed."),
        "needs": t("For the board’s attention"),
        "no_need": t("No indicator is off course, behind, overdue or out of date."),
        "more": t("and {number} more: page {page}", number="{number}", page="{page}"),
        "on_page": t("page {page}", page="{page}"),
        "missing": t("Missing before progress can be judged"),
        "no_change": t("No status changed."),
        "all_needs": t("All that needs the board"),
        "all_changes": t("All that changed"),
        "all_revisions": t("Changed in the plan"),
        "what": t("What"),
        "column": t("Column"),
        "update": t("Update"),
        "indicator": t("Indicator"),
        "status": t("Status"),
        "year": t("Target year"),
        "before": t("Before"),
        "after": t("After"),
        "why": t("Why"),
        "behind": t("Explanations"),
        "decisions": t("Other decisions wanted"),
        "late": t("Late in the workplans"),
        "force": t("Task Force"),
        "activity": t("Activity"),
        "milestone": t("Milestone"),
        "due": t("Due"),
        "no_narrative": t("No narrative is reported yet."),
        "distance": t("Distance covered"),
        "time": t("Time passed"),
        "path": t("Required path"),
        "continued": t("At the pace so far"),
        "reported": t("Reported"),
        "start": t("Starting point"),
        "context": t("Other figures, for context"),
        "target": t("Target"),
        "method": t("How a status is made"),
        "sources": t("Sources"),
    } | {f"method_{place}": text for place, text in enumerate(method(t))}


def method(t: Language) -> list[str]:
    """The method in short."""
    return [
        t(
            "For each indicator and target year the report compares two shares: how much of "
            "the distance from the starting point to the target is covered, and how much of "
            "the time has passed."
        ),
        pace_rule(t),
        t(
            "A target in prose is split into conditions that can be checked; they are counted, "
            "never turned into a percentage."
        ),
        t(
            "An objective has met its target only if all its indicators have; otherwise the worst "
            "assessed indicator speaks for it. Goals count objectives, they are never averaged."
        ),
        t(
            "What is not known is shown as not known. Reported values that count something else "
            "than the target are context and never judged."
        ),
        t("Shares and paces are rounded down, what is still needed is rounded up."),
    ]

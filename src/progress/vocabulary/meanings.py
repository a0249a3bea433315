"""What belongs in the columns of our workbooks, in a line each."""

from progress.language import Language


def meanings_of_columns(t: Language) -> dict[str | tuple[str, str], str]:
    """What belongs in a column, or in a column of one table."""
    return {
        "indicator": t("The code of the indicator, such as A1.1"),
        "objective": t("The code of the objective, such as A1"),
        "goal": t("The code of the goal, such as A"),
        "facility": t("The code of the core or global facility"),
        "source": t("The code of the source, from the sheet Sources of the plan"),
        ("source", "source"): t("A short code for the source"),
        "year": t("The year, four digits"),
        ("value", "year"): t("The year the value is of, not the year of the report"),
        ("focal_objective", "year"): t("The year in which the objective is in focus"),
        "region": t("Empty means World"),
        "value": t("The number; of a range the lower end"),
        ("target", "value"): t(
            "The number to reach; of a range the lower end; growth in percent a year; of a "
            "multiple the factor. Empty for conditions"
        ),
        "value_high": t("The upper end of a range, otherwise empty"),
        "count": t("For shares: how many, such as 40"),
        "out_of": t("For shares: of how many, such as 196. The value then follows by itself"),
        "relation": t(
            "Empty if this is the indicator itself; otherwise what else it is, such as superseded. "
            "It is then shown and not judged"
        ),
        "withdraw": t("yes takes the published row with these codes out"),
        "new_year": t("The year to which the target moves; empty otherwise"),
        "new_code": t("The code that it gets in place of this one; empty otherwise"),
        "confirm": t("yes says that the row is right as it stands"),
        "note": t("A remark that is shown beside it"),
        "target_year": t("The year by which the condition is to be met"),
        "condition": t("The number of the condition"),
        "state": t("done or not done"),
        "done_year": t("The year in which it was done; empty otherwise"),
        ("condition_report", "year"): t(
            "The year the report is about; empty means the year in which it was done"
        ),
        "evidence": t("How that can be seen: a document, a link"),
        "summary": t("What happened, in one or two sentences"),
        "cause": t("Why it went so"),
        "next_step": t("What is done next"),
        "owner": t("Who does it"),
        "decision_wanted": t("What the board is asked to decide, if anything"),
        "status": t("established, launched, active, paused or closed"),
        "activity": t("The number of the activity within its Task Force: 1, 2, 3"),
        "year_of_workplan": t("The year of the workplan that it stands in"),
        ("activity", "title"): t("What is done, in a few words"),
        ("activity", "part"): t(
            "What of the implementation strategy it answers, if anything: problem, consequence, "
            "cause, activity, obstacle or success_factor"
        ),
        "part_number": t("Which of these, by its number in the implementation strategy"),
        "lead": t("The body or organisation that leads it; no person"),
        "start": t("When it begins: a day, a month or a year, such as 2026-06-30, 2026-06 or 2026"),
        "due": t("By when it is to be done: a day, a month or a year"),
        ("activity", "state"): t("planned, under way, done or stopped"),
        "done_on": t("When it was done: a day, a month or a year; empty otherwise"),
        "result": t("What came of it, in a sentence"),
        "link": t("The address of a page about it"),
        "milestone": t("The number of the milestone within its activity: 1, 2, 3"),
        ("milestone", "title"): t("What is reached, in a few words"),
        ("partnership", "number"): t("A number for the partnership that stays the same"),
        "organisation": t("The organisation"),
        "country": t("Its country, if it is of one"),
        ("partnership", "kind"): t(
            "partnership, or alliance if it leads a global facility; empty means partnership"
        ),
        "agreement": t("What was agreed, such as a memorandum or a grant agreement"),
        "since": t("Since when: a day, a month or a year"),
        "until": t("Until when; empty if no end is set"),
        ("partnership", "facility"): t("The code of the facility it is for, if it is for one"),
        ("partnership", "objective"): t("The code of the objective it is for, if it is for one"),
        "launched": t("The year or day of the launch"),
        "leader": t("Name and organisation of the leader"),
        "contact": t("How the leader can be reached"),
        "consent": t(
            "yes if the leader agrees to be shown with name and contact; otherwise both stay hidden"
        ),
        "join_link": t("The address of the form for joining"),
        "name": t("The name"),
        "purpose": t("What the goal is for, in a sentence"),
        "label": t("A few words, as they stand on tiles"),
        "statement": t("The full wording"),
        "facility_type": t(
            "core (led by the Secretariat) or global (led by an Alliance); empty if not known"
        ),
        "code_basis": t(
            "stated if the plan gives this code, inferred if it is still to be confirmed"
        ),
        "unit": t("What is counted. For a share it begins with %"),
        "measure": t("level, flow (per year), cumulative (total to date) or conditions"),
        "direction": t("up if more is better, down if less is better; empty for conditions"),
        "decimals": t("How many decimals are shown"),
        "rhythm_months": t("A report is awaited every so many months"),
        "definition": t("What exactly is counted, and how"),
        "comparable": t(
            "yes if the starting point counts the same as the target; no: it is shown and not "
            "judged"
        ),
        "kind": t("level, range, between, growth, multiple or conditions"),
        "text": t("The wording"),
        "due_year": t("The year by which this condition is due, if before the target year"),
        "recurs": t("yearly if it has to be met every year; otherwise empty"),
        "part": t("problem, consequence, cause, activity, obstacle or success_factor"),
        "number": t("The place in the list: 1, 2, 3"),
        "fact": t(
            "What it says of the Initiative; history and 1, 2, 3 for what stands in its history, "
            "such as history_1"
        ),
        ("initiative", "value"): t("The text, as it is shown; an event begins with its date"),
        ("contact", "purpose"): t("What one writes about"),
        "address": t("The e-mail address"),
        "step": t("The place among the steps to join: 1, 2, 3"),
        ("join_step", "text"): t("What to do in this step"),
        "role": t("The name of the role in a Task Force"),
        "partners_only": t("yes if only partners of the Initiative may take it"),
        "eligibility": t("Who may take this role"),
        "duties": t("What the role is there for"),
        "title": t("The title of the document or page"),
        "url": t("Its address"),
    }

"""An objective or an indicator that gets a new code: whatever names it follows."""

from collections.abc import Iterator

from progress.intake.known import Key, Known, Row
from progress.intake.raw_sheet import RawSheet
from progress.schema import NEW_CODE, RENAMED, Sheet
from progress.store import rules
from progress.store.renamings import Names
from progress.vocabulary.marks import plain_code


def codes_before(raw_sheets: list[RawSheet], known: Known) -> Names:
    """The codes that the sheets give to what is in force: new -> old. Other rows may name it by
    either."""
    found: Names = {fact: {} for fact in RENAMED}
    for raw in raw_sheets:
        fact = raw.sheet.table
        if fact not in RENAMED:
            continue
        standing = {str(code) for (code,) in known.get(fact, {})}
        for row in raw.rows:
            old, new = (str(row.cells.get(name) or "").strip() for name in (fact, NEW_CODE.name))
            if new and old in standing and new not in standing:
                found[fact].setdefault(new, old)
    return found


def cannot_rename(
    sheet: Sheet, row: Row, standing: dict[Key, Row], before: Names
) -> Iterator[rules.Finding]:
    """Why a row cannot have its ``new_code``. ``standing``: what is in force in its table."""
    old, new = row[sheet.table], row["new_code"]
    details = {"table": sheet.table, "shown": new}
    spelled = {plain_code(str(code)): str(code) for (code,) in standing if code != old}
    code = message = None
    if row["withdraw"]:
        code, message = "renamed_and_withdrawn", "Withdraw this row or give it a new code, not both"
    elif (old,) not in standing:
        code, message = "nothing_to_rename", "There is no such row in force; write its code now"
    elif new == old:
        code, message = "same_code", "This is its code already; leave this empty"
    elif taken := spelled.get(plain_code(new)):
        code, message = "code_taken", "{taken} is there already; write a code that is free"
        details["taken"] = taken
    elif before[sheet.table].get(new) != old:
        code, message = "code_taken", "{taken} gets this code here already; write another one"
        details["taken"] = before[sheet.table].get(new, new)
    if code and message:
        yield NEW_CODE.name, new, code, message, details

"""The English names of sheets, and what stands above columns in workbooks. A column that is not
here is called as it is in ``schema.py``; in messages and files all of them are, and choices too."""

from progress.schema import SHEETS
from progress.vocabulary.words import Words

ENGLISH = Words(
    instructions="Instructions",
    lists="Lists",
    problems="Problems",
    readings="How it was read",
    sheets={sheet.table: sheet.title for sheet in SHEETS.values()},
    columns={
        "address": "e-mail address",
        "code_basis": "origin of the code",
        "comparable": "counted like the target",
        "consent": "agrees to be named",
        "count": "how many",
        "decimals": "decimals shown",
        "done_year": "year done",
        "due_year": "year due",
        "facility_type": "kind of facility",
        "join_link": "link to join",
        "label": "in a few words",
        "last_leader": "leader now",
        "last_status": "status now",
        "measure": "kind of measure",
        "new_year": "moves to the year",
        "out_of": "out of how many",
        "partners_only": "for partners only",
        "recurs": "comes again",
        "rhythm_months": "months between reports",
        "statement": "full wording",
        "text": "wording",
        "url": "web address",
        "value_high": "upper end",
        "withdraw": "take out",
    },
    choices={},
)

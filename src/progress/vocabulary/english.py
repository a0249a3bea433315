"""The English names of sheets: those of the schema. Columns and choices have their own names."""

from progress.schema import SHEETS
from progress.vocabulary.words import Words

ENGLISH = Words(
    instructions="Instructions",
    lists="Lists",
    problems="Problems",
    readings="How it was read",
    sheets={sheet.table: sheet.title for sheet in SHEETS.values()},
    columns={},
    choices={},
)

"""One workbook with many faults, and the problems it must be given: no fewer, and no others."""

from datetime import date, datetime

FAULTY = {
    "Values": """
        indicator, year,   region, value,  value_high, count, out_of, relation, withdraw, note, oops
        A1.1,      2025,   World,  60
        A1.1,      2001,   World,  "12,5 %"
        B1.1,      2002,   World,  1 200
        A1.1,      2003,   World,  n/a
        A1.1,      2004,   World,  0.455
        A1.1,      2005,   World,  60
        A1.1,      2006,   World,  60
        A1.1,      2007,   World,  TRUE
        A1.1,      2008,   World,  computed
        A1.1,      2009,   World,  #REF!
        A1.9,      2010,   World,  60
        ,          2011,   World,  60
        A1.1,      ,       World,  60
        A1.1,      25,     World,  60
        A1.1,      2014,   World,  ,       ,           ,      ,       ,         ,         why
        B1.1,      2015,   World,  10,     5
        A1.1,      2016,   World,  ,       ,           40
        A1.1,      2017,   World,  50,     ,           40,    196
        A1.1,      2018,   World,  ,       ,           40,    0
        A2.2,      2019,   World,  1
        A1.1,      2025,   ,       61
        A1.1,      2021,   World,  60,     ,           ,      ,       ,         perhaps
        A1.1,      2022,   World,  60
        A1.1,      2023,   World,  60
        A1.1,      2024,   World,
        B1.1,      2020.5, World,  60
        B1.1,      2026,   World,  60
        A1.1,      1999,   World,  60,     , , , , , , , stray
        B1.1,      2025,   World,  300
        """,
    "Conditions": """
        indicator, target_year, condition, state,    done_year
        A2.2,      2030,        1,         perhaps,
        A2.2,      2030,        2,         done,
        A2.2,      2030,        9,         done,     2024
        """,
    "Narratives": """
        objective, sumary
        A1,        It went well
        """,
    "Task Forces": """
        objective, status
        Z1,        active
        A1,        asleep
        """,
    "Focal objectivs": """
        year, objective
        2025, A1
        """,
    "Targets": """
        indicator, year, kind,  value
        A1.1,      2030, level, 90
        """,
    "Valeurs": """
        indicator, year, value
        A1.1,      2025, 60
        """,
}  # fmt: skip

# What is understood, though it stands there otherwise: column and kind, in the order of kinds.
UNDERSTOOD = {
    ("Values", "oops", "other_column"),
    ("Values", "value", "decimal_comma"),
    ("Values", "value", "unit"),
    ("Values", "value", "thousands"),
    ("Values", "value", "no_data"),
    ("Values", "year", "number_as_text"),
    ("Values", "L", "remark"),
    ("Focal objectivs", None, "automatic_sheet"),
}

EXPECTED = [
    ("Values", 6, "value", "percent_format"),
    ("Values", 7, "year", "date_as_year"),
    ("Values", 9, "value", "boolean"),
    ("Values", 10, "value", "formula_without_value"),
    ("Values", 11, "value", "error_cell"),
    ("Values", 12, "indicator", "unknown_code"),
    ("Values", 13, "indicator", "required"),
    ("Values", 14, "year", "required"),
    ("Values", 15, "year", "not_a_year"),
    ("Values", 16, "value", "required"),
    ("Values", 17, "value_high", "range_order"),
    ("Values", 18, "out_of", "count_without_out_of"),
    ("Values", 19, "value", "share_disagrees"),
    ("Values", 20, "out_of", "out_of_not_positive"),
    ("Values", 21, "indicator", "measure_is_conditions"),
    ("Values", 22, "indicator", "duplicate_row"),
    ("Values", 23, "withdraw", "not_yes_or_no"),
    ("Values", 24, None, "hidden_row"),
    ("Values", 25, "value", "merged_cells"),
    ("Values", 27, "year", "not_a_year"),
    ("Values", 28, "value", "date_cell"),
    ("Conditions", 2, "state", "not_a_choice"),
    ("Conditions", 3, "done_year", "required"),
    ("Conditions", 4, "condition", "unknown_code"),
    ("Narratives", 1, "year", "missing_column"),
    ("Narratives", 1, "sumary", "unknown_column"),
    ("Task Forces", 2, "objective", "unknown_code"),
    ("Task Forces", 3, "status", "not_a_choice"),
    ("Targets", None, None, "hidden_sheet"),
    ("Valeurs", None, None, "double_sheet"),
]


def spoil(book):
    """Does to the sheets what cannot be written as text."""
    sheet = book["Values"]
    sheet["D6"].number_format = "0.0%"
    sheet["B7"] = date(2005, 12, 31)
    sheet["B8"] = "2006"
    sheet["D9"] = True
    sheet["D10"] = "=SUM(B2:B4)"
    sheet.row_dimensions[24].hidden = True
    sheet.merge_cells("D25:D26")
    sheet["D28"] = datetime.fromisoformat("2026-01-05T12:30")
    book["Targets"].sheet_state = "hidden"

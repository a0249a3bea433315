"""How large a file may be, and its sheets."""

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAXIMUM_BYTES = 10 * 1024 * 1024
MAXIMUM_COLUMNS = 50
MAXIMUM_CELL = 32_767  # characters; no spreadsheet program keeps more
MAXIMUM_CSV_ROWS = 200_000
MAXIMUM_ROWS = 20_000  # of a sheet of a workbook
MAXIMUM_LISTED = 20_000  # merged cells, styles, references between parts
MAXIMUM_BEYOND = 1_000  # cells further right than the last column
MAXIMUM_TEXT = 20_000_000  # characters of all cells
MAXIMUM_SHEETS = 200

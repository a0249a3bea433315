"""How large a file may be, and its sheets."""

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAXIMUM_BYTES = 10 * 1024 * 1024
MAXIMUM_COLUMNS = 50
MAXIMUM_CELL = 32_767  # characters; no spreadsheet program keeps more
MAXIMUM_CSV_ROWS = 200_000
MAXIMUM_ROWS = 20_000  # of a sheet of a workbook

"""Opens a workbook by what it is inside."""

from progress.xlsx.cells import Spreadsheet
from progress.xlsx.grid import Grid
from progress.xlsx.ods import CONTENT, OpenDocument
from progress.xlsx.package import Package, not_xlsx


def open_spreadsheet(content: bytes) -> Spreadsheet:
    """Raises Refusal where it cannot be read."""
    package = Package(content)
    if "mimetype" in package and CONTENT in package:
        if not package.is_spreadsheet:
            raise not_xlsx()
        return OpenDocument(package)
    return Grid(package)

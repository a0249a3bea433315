"""Which kind of file this is. Workbooks and CSV files are read; for all others one sentence says
what to do, by what they are inside and not only by their name."""

from progress.publishing.provenance import File
from progress.xlsx.limits import MAXIMUM_BYTES
from progress.xlsx.package import Refusal, encrypted, not_xlsx

_ZIP = b"PK"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # also the wrapping of encrypted workbooks
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    "xls": ("file_format", "This is an old Excel workbook (.xls); save it as .xlsx or .csv"),
    "xlsb": ("file_format", "This is a binary Excel workbook (.xlsb); save it as .xlsx or .csv"),
    "fods": ("file_format", "This is a flat OpenDocument file (.fods); save it as .ods or .xlsx"),
    "numbers": ("file_format", "This is a file of Numbers; export it as .xlsx or .csv"),
    "docx": ("file_format", "This is a text document; hand in a spreadsheet"),
    "pdf": ("file_format", "This is a PDF; hand in the spreadsheet it was made of"),
}
_ANY_OTHER = ("file_format", "Save the file as .xlsx or .csv")
WORKBOOKS = ("xlsx", "xlsm", "ods")
TEXTS = ("csv", "tsv", "txt")


def refuse_other_kinds(file: File) -> str:
    """xlsx (any workbook that is read) or csv. Raises Refusal."""
    _, dot, ending = file.name.lower().rpartition(".")
    content = file.content
    if len(content) > MAXIMUM_BYTES:
        raise Refusal("too_large", "Keep the file under 10 MB")
    if ending not in (*WORKBOOKS, *TEXTS) or not dot:
        raise Refusal(*_OTHERS.get(ending, _ANY_OTHER))
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise encrypted()
        raise Refusal(*_OTHERS["xls"])
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        raise Refusal(*_OTHERS["pdf"])
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        message = "This is a web page or XML, not a spreadsheet; save it as .xlsx or .csv"
        raise Refusal("file_format", message)
    if ending in TEXTS:
        if content.startswith(_ZIP + b"\3\4"):
            raise Refusal("file_format", "This is a workbook; give the file the ending .xlsx")
        return "csv"
    if not content:
        raise Refusal("empty_file", "This file is empty")
    if not content.startswith(_ZIP):
        raise not_xlsx()
    return "xlsx"

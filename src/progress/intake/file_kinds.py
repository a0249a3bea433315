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
    "zip": ("file_format", "This is a folder of files (.zip); hand in the files that are in it"),
    "docx": ("file_format", "This is a text document; hand in a spreadsheet"),
    "pdf": ("file_format", "This is a PDF; hand in the spreadsheet it was made of"),
}
_MISNAMED = {
    "web": (
        "file_format",
        "This is a web page or XML, not a spreadsheet; save it as .xlsx or .csv",
    ),
    "text": ("file_format", "This is a text file under another name; give it the ending .csv"),
    "workbook": ("file_format", "This is a workbook under another name; give it the ending .xlsx"),
}
_WEB = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta", b"mime-version")
_BLANK = b"\xef\xbb\xbf \t\r\n"
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
        raise Refusal(*_by_content(ending, content))
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise encrypted()
        raise Refusal(*_OTHERS["xls"])
    start = content[:1024].lstrip(_BLANK).lower()
    if start.startswith(b"%pdf"):
        raise Refusal(*_OTHERS["pdf"])
    if start.startswith(_WEB):
        raise Refusal(*_MISNAMED["web"])
    if ending in TEXTS:
        if content.startswith(_ZIP + b"\3\4") and not _is_workbook(content):
            raise Refusal(*_OTHERS["zip"])
        if content.startswith(_ZIP + b"\3\4"):
            raise Refusal("file_format", "This is a workbook; give the file the ending .xlsx")
        return "csv"
    if not content:
        raise Refusal("empty_file", "This file is empty")
    if not content.startswith(_ZIP):
        raise not_xlsx()
    return "xlsx"


def _by_content(ending: str, content: bytes) -> tuple[str, str]:
    """What to say of a file with another ending: by what it is inside, where that is another thing
    than it is called, such as a web page saved as .xls."""
    if ending in ("xls", "xlsb", "") or ending not in _OTHERS:
        start = content[:1024].lstrip(_BLANK).lower()
        if start.startswith(_WEB):
            return _MISNAMED["web"]
        if content.startswith(_ZIP) and _is_workbook(content) and ending != "xlsb":
            return _MISNAMED["workbook"]
        if ending == "xls" and start and not content.startswith((_OLD_OFFICE, _ZIP)):
            return _MISNAMED["text"] if b"\0" not in content[:1024] else _OTHERS["xls"]
    return _OTHERS.get(ending, _ANY_OTHER)


def _is_workbook(content: bytes) -> bool:
    """Whether a zip file has the parts of a workbook."""
    return b"xl/" in content or b"content.xml" in content or b"[Content_Types].xml" in content

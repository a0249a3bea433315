"""All workbooks at once, one an objective, to be sent to those who report on it."""

import io
import re
import zipfile

from progress.language import Language
from progress.store.store import Store
from progress.workbooks.rows import load
from progress.workbooks.template import write_template


def template_name(lang: str, plan: bool = False, objective: str | None = None) -> str:
    """What a workbook is called: what it is, and of which objective."""
    t = Language(lang)
    what = t("4 per 1000 strategic plan") if plan else t("4 per 1000 report")
    return f"{_file_name(' '.join(filter(None, (what, objective))))}.xlsx"


def zip_name(lang: str) -> str:
    t = Language(lang)
    return f"{_file_name(t('4 per 1000 reports of all objectives'))}.zip"


def write_all(store: Store, lang: str) -> bytes:
    """A zip file with the workbook of each objective."""
    codes = [str(row["objective"]) for row in load(store, None)["objective"]]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:  # workbooks are zips already
        for code in codes:
            packed.writestr(
                template_name(lang, objective=code), write_template(store, lang, objective=code)
            )
    return buffer.getvalue()


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-")

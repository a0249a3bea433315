"""Two pairs of eyes: where an organisation wants them, who handed files in does not publish them.

``PROGRESS_APPROVAL=required``. Files handed in wait as a draft (``drafts``) until somebody else of
the Secretariat has looked at the same comparison and publishes them.
"""

import os

from progress.errors import DataError, NotAllowed

SETTING = "PROGRESS_APPROVAL"
REQUIRED = "required"


def is_required() -> bool:
    """Raises DataError where the setting is neither."""
    said = os.environ.get(SETTING, "").strip().lower()
    if said not in ("", "off", REQUIRED):
        raise DataError(f'{SETTING} is "{REQUIRED}" or "off"')
    return said == REQUIRED


def is_second(handed_in_by: str | None, by: str) -> bool:
    """Whether somebody may publish what somebody handed in."""
    return handed_in_by is not None and _plain(handed_in_by) != _plain(by)


def require_second(handed_in_by: str | None, by: str) -> None:
    """Raises NotAllowed for whoever handed the files in, where another is required."""
    if is_required() and not is_second(handed_in_by, by):
        raise NotAllowed(
            "somebody else than who handed the files in has to publish them; they wait as a draft"
        )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()

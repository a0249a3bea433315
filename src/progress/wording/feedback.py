"""The e-mail to the Secretariat about a figure, with what it takes to find the figure again."""

import re
from urllib.parse import quote

from progress.assessment.facts import Facts
from progress.language import Language, present

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def feedback(
    t: Language, facts: Facts, indicator: str, name: str, address: str, release: int | None
) -> str:
    """A ``mailto:`` address; empty where the plan names nobody to write to. ``address``: where the
    figure was seen. ``release``: the last update then."""
    to = next(
        (row.address for row in facts.contacts if ADDRESS.fullmatch(present(row.address))), None
    )
    if not to:
        return ""
    subject = t("About {code}: {name}", code=indicator, name=name)
    seen = [
        t("{code} · {name}", code=indicator, name=name),
        t("Update {number}", number=release) if release else "",
        address,
    ]
    body = (
        t("What I would like to say about this figure:") + "\n\n\n" + "\n".join(filter(None, seen))
    )
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"

"""The updates as an Atom feed (RFC 4287): each with its note and the statuses it changed."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from progress.assessment.changes import Change, listed
from progress.assessment.facts import Facts
from progress.language import Language
from progress.store.releases import Release
from progress.wording.changes import ChangeView, change_views

ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 10
# What XML cannot hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

ElementTree.register_namespace("", ATOM)

ChangesOf = Callable[[Release], Sequence[Change]]


def feed(
    t: Language,
    facts: Facts,
    updates: Sequence[Release],
    changes_of: ChangesOf,
    page: str,
    scope: str = "",
) -> bytes:
    """``updates``: the newest last. ``page``: the address that entries lead to. ``scope``: what
    is selected, in words; then only updates that changed a status of it are in the feed."""
    initiative = facts.initiative.get("name")
    name = t("Updates of the strategic plan")
    root = Element(f"{{{ATOM}}}feed", {"xml:lang": t.code})
    _text(root, "id", _identifier(f"feed {t.code} {scope}"))
    _text(root, "title", t("{label}: {text}", label=name, text=scope) if scope else name)
    _text(root, "updated", updates[-1].published_at if updates else "2020-01-01T00:00:00Z")
    author = SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", (t.of(initiative, "value") if initiative else "") or name)
    SubElement(root, f"{{{ATOM}}}link", {"href": page, "rel": "alternate"})
    for release in list(reversed(updates))[:MOST_ENTRIES]:
        changed = change_views(t, facts, listed(list(changes_of(release))))
        if changed or not scope:
            _entry(t, root, release, changed, page)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _entry(
    t: Language, root: Element, release: Release, changed: Sequence[ChangeView], page: str
) -> None:
    entry = SubElement(root, f"{{{ATOM}}}entry")
    day = t.date(date.fromisoformat(release.published_at[:10]))
    # The same on every server that has the release.
    _text(entry, "id", _identifier(f"update {release.release} {release.published_at} {t.code}"))
    _text(entry, "title", t("Update {number} of {day}", number=release.release, day=day))
    _text(entry, "updated", release.published_at)
    SubElement(entry, f"{{{ATOM}}}link", {"href": page, "rel": "alternate"})
    lines = [t(release.note)] if release.note else []
    _text(entry, "content", "\n".join([*lines, *map(_line, changed)]))


def _line(row: ChangeView) -> str:
    before, after = (status.word if status else "–" for status in (row.before, row.after))
    why = f" ({row.why})" if row.why else ""
    return f"{row.indicator} {row.name}, {row.year}: {before} → {after}{why}"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = CONTROL.sub("", text)


def _identifier(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"strategic plan: {name}").urn

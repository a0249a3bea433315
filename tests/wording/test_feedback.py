"""The e-mail about a figure."""

from urllib.parse import parse_qs, urlsplit

from progress.assessment.facts import Facts
from progress.language import Language
from progress.rows import Contact
from progress.wording.feedback import feedback

WHERE = "https://example.org/objective?objective=A1&lang=fr"


def contact(address: str) -> Facts:
    names = {"purpose": "", "address": address, "source": None, "release_id": 1}
    known = {name: names.get(name) for name in Contact.__dataclass_fields__}
    return Facts(contacts=(Contact(**known),))


def test_it_says_which_figure_of_which_update_was_seen_where():
    facts = contact("secretariat@4p1000.org")
    parts = urlsplit(feedback(Language("fr"), facts, "A1.1", "Sols & climat", WHERE, 7))
    assert (parts.scheme, parts.path) == ("mailto", "secretariat@4p1000.org")
    given = {name: texts[0] for name, texts in parse_qs(parts.query).items()}
    assert set(given) == {"subject", "body"}
    assert "A1.1" in given["subject"]
    for told in ("A1.1 · Sols & climat", "Mise à jour 7", WHERE):
        assert told in given["body"]


def test_nothing_of_the_plan_adds_a_header():
    name = "x&cc=a@b.org\r\nBcc: a@b.org"
    found = feedback(Language("en"), contact("a@example.org"), "A1.1", name, "", None)
    assert set(parse_qs(urlsplit(found).query)) == {"subject", "body"}
    assert "\n" not in found


def test_without_an_address_there_is_none():
    assert feedback(Language("en"), contact("by telephone"), "A1.1", "Soils", WHERE, 1) == ""

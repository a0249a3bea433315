"""The web API for readers, at the end of the Data page: its addresses, parameters, examples."""

import shlex
from urllib.parse import urlencode, urljoin

import streamlit as st
from markupsafe import Markup

from progress.api.answers import OPEN, ROOT
from progress.api.asked import DEMONSTRATION, MOST_ROWS, PARAMETERS, schema_of
from progress.api.descriptions import addresses, parameters
from progress.assessment.filters import Choices
from progress.language import Language
from progress.ui.components import codes, component, html, link, links, prose_table
from progress.ui.view import View

MOST_LISTED = 12


def show(seen: View) -> None:
    t = seen.t
    st.header(t("Web API"), anchor=False)
    st.markdown(
        t(
            "Other programs and web pages read the same figures here, without a key. Answers are "
            "JSON or CSV, and a parameter that means nothing is an error. Publishing and undoing "
            "are for the Secretariat, with a key; the description has them too."
        )
    )
    described = link(ROOT + "openapi.json", t("Description of the web API (OpenAPI)"))
    st.html(links(described) + _addresses(t))
    with st.expander(t("What can be asked for"), icon=":material/tune:"):
        st.html(_parameters(t, seen.choices))
    with st.expander(t("Examples for the command line"), icon=":material/terminal:"):
        st.code(_examples(seen), language=None, wrap_lines=True)


def _addresses(t: Language) -> Markup:
    words = addresses(t)
    body = [
        [component("path")(ROOT + name), words[name], codes(address.parameters)]
        for name, address in OPEN.items()
    ]
    return prose_table(t("Addresses"), [t("Address"), t("Answer"), t("Parameters")], body)


def _parameters(t: Language, there: Choices) -> Markup:
    words = parameters(t)
    tables = OPEN["status"].tables
    body = [
        [
            codes([name]),
            words[name],
            _possible(t, schema_of(name, tables), getattr(there, name, ())),
        ]
        for name in (*PARAMETERS, "table")
    ]
    return prose_table(t("Parameters"), [t("Parameter"), t("Meaning"), t("Possible")], body)


def _possible(t: Language, schema: dict, there: tuple) -> Markup:
    """What a parameter may be, the plan's own codes where they are few."""
    if "enum" in schema or 0 < len(there) <= MOST_LISTED:
        return codes(schema.get("enum", there))
    if "minimum" in schema:
        low, high = schema["minimum"], schema["maximum"]
        return html(t("{low} to {high}", low=low, high=high))
    if schema.get("format") == "date":
        return html(t("a day such as {day}", day="2025-12-31"))
    return html(t("a code of the plan"))


def _examples(seen: View) -> str:
    """Commands to try, with codes of the plan that is shown."""
    t, possible = seen.t, seen.choices
    goal = {"goal": possible.goal[0]} if possible.goal else {}
    return "\n".join(
        [
            f"# {t('Where the plan stands, as JSON')}",
            f"curl --compressed {_address(seen, 'status', goal)}",
            f"# {t('The reported values as a file for a spreadsheet program')}",
            f"curl -o values.csv {_address(seen, 'values', {'limit': MOST_ROWS, 'format': 'csv'})}",
            f"# {t('What changed since a day')}",
            f"curl {_address(seen, 'changes', {'since': f'{seen.filters.known_on.year}-01-01'})}",
        ]
    )


def _address(seen: View, name: str, given: dict[str, object]) -> str:
    """The whole address, so quoted that a shell takes it as it is."""
    wanted = given | ({"data": DEMONSTRATION} if seen.demo else {})
    query = "?" + urlencode(wanted) if wanted else ""
    return shlex.quote(urljoin(st.context.url or "", ROOT + name + query))

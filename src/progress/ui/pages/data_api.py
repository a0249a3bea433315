"""The web API for readers, at the end of the Data page: its addresses, parameters, examples."""

import shlex
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

import streamlit as st
from markupsafe import Markup

from progress.api.addresses import OPEN, ROOT, address_descriptions, parameter_descriptions
from progress.api.parameters import DEMONSTRATION, MOST_ROWS, possible_values, schemas
from progress.assessment.filters import Choices
from progress.language import Language
from progress.ui.components import codes, component, html, link, links, prose_table
from progress.ui.lids import lid
from progress.ui.view import View

MOST_LISTED = 12


def show(seen: View) -> None:
    t = seen.t
    st.header(t("Web API"), anchor=False)
    st.markdown(
        t(
            "Other programs and web pages read the same figures here, without a key. Answers "
            "are JSON or CSV, and an unknown parameter is an error. Publishing and undoing are "
            "for the Secretariat, with a key; the description has them too."
        )
    )
    described = link(_root() + "openapi.json", t("Description of the web API (OpenAPI)"))
    st.html(links(described) + _addresses(t))
    lid(
        t("What can be asked for"),
        lambda: st.html(_parameters(t, seen.choices)),
        icon=":material/tune:",
        key="parameters",
    )
    lid(
        t("Examples for the command line"),
        lambda: st.code(_examples(seen), language=None, wrap_lines=True),
        icon=":material/terminal:",
        key="examples",
    )


def _addresses(t: Language) -> Markup:
    words = address_descriptions(t)
    body = [
        [component("path")(_root() + name), words[name], codes(list(schemas(address.parameters)))]
        for name, address in OPEN.items()
    ]
    return prose_table(t("Addresses"), [t("Address"), t("Answer"), t("Parameters")], body)


def _parameters(t: Language, there: Choices) -> Markup:
    words = parameter_descriptions(t)
    all_schemas = {
        name: schema
        for address in OPEN.values()
        for name, schema in schemas(address.parameters).items()
    }
    body = [
        [codes([name]), words[name], _possible(t, all_schemas[name], getattr(there, name, ()))]
        for name in words
    ]
    return prose_table(t("Parameters"), [t("Parameter"), t("Meaning"), t("Possible")], body)


def _possible(t: Language, schema: dict[str, Any], there: tuple[object, ...]) -> Markup:
    """What a parameter may be, the plan's own codes where they are few."""
    listed = possible_values(schema)
    if listed or 0 < len(there) <= MOST_LISTED:
        return codes(listed or there)
    if "minimum" in schema:
        low, high = schema["minimum"], schema["maximum"]
        return html(t("{low} to {high}", low=low, high=high))
    if schema.get("format") == "date":
        return html(t("a day such as {day}", day="2025-12-31"))
    return html(t("a code of the plan"))


def _root() -> str:
    """Where the web API is, below the path that the dashboard is under."""
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"/{path}{ROOT}" if path else ROOT


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


def _address(seen: View, name: str, given: Mapping[str, object]) -> str:
    """The whole address, so quoted that a shell takes it as it is."""
    wanted = dict(given) | ({"data": DEMONSTRATION} if seen.demo else {})
    query = "?" + urlencode(wanted) if wanted else ""
    return shlex.quote(urljoin(st.context.url or "", _root() + name + query))

"""How to join a Task Force: what is open to whom, and the e-mail that says it.

Nothing that a visitor chooses here is stored.
"""

from dataclasses import dataclass
from urllib.parse import quote

import streamlit as st

from progress.assessment.task_forces import join_link
from progress.language import Language, present
from progress.rows import TaskForce, TaskForceRole
from progress.ui.markdown import literal
from progress.ui.view import View

PARTNER = "partner"


@dataclass(frozen=True)
class Wish:
    """What a visitor chose: their case, the role they would like, whether they have a login."""

    case: str
    role: str
    has_login: bool


def cases(t: Language) -> dict[str, str]:
    return {
        PARTNER: t("My organisation is a partner of the Initiative"),
        "member": t("My organisation is a member of the Initiative, not a partner"),
        "neither": t("My organisation is neither, or I come on my own"),
    }


def is_open(role: TaskForceRole, case: str) -> bool:
    """Whether a role can be taken; what the plan does not say is left to the Secretariat."""
    return not role.partners_only or case == PARTNER


def show_answer(seen: View, force: TaskForce, roles: dict[str, TaskForceRole], wish: Wish) -> None:
    t = seen.t
    role = roles[wish.role]
    if not is_open(role, wish.case):
        others = [_role_name(t, other) for other in roles.values() if is_open(other, wish.case)]
        st.warning(
            t(
                "{eligibility}. Open to you: {roles}.",
                eligibility=literal(t.of(role, "eligibility")),
                roles=literal(", ".join(others)),
            )
        )
        return
    if duties := t.of(role, "duties"):
        st.text(t("What the role asks for: {duties}.", duties=duties))
    form = join_link(force)
    if wish.has_login and form:
        st.link_button(
            t("Open the form of this Task Force"),
            form,
            icon=":material/open_in_new:",
            type="primary",
        )
        return
    if wish.has_login:
        st.markdown(
            t(
                "This Task Force has no form entered yet; the Secretariat takes your request by "
                "e-mail."
            )
        )
    _show_mail(seen, force, role, wish)


def _show_mail(seen: View, force: TaskForce, role: TaskForceRole, wish: Wish) -> None:
    t = seen.t
    address = next((row.address for row in seen.facts.contacts if present(row.address)), "")
    subject, body = mail(t, force.objective, _role_name(t, role), cases(t)[wish.case])
    if address:
        target = f"mailto:{quote(address)}?subject={quote(subject)}&body={quote(body)}"
        st.link_button(t("Write the e-mail"), target, icon=":material/mail:", type="primary")
    st.markdown(t("Or copy this text:"))
    st.code(
        "\n".join([*([address] if address else []), subject, "", body]),
        language=None,
        wrap_lines=True,
    )


def mail(t: Language, objective: str, role: str, case: str) -> tuple[str, str]:
    """The subject and text of a request to join."""
    subject = t("Joining Task Force {code}: {role}", code=objective, role=role)
    body = t(
        "Dear Secretariat,\n\nI would like to join Task Force {code} as: {role}.\n{case}.\n\n"
        "Name:\nOrganisation:\nCountry:\n\nKind regards",
        code=objective,
        role=role,
        case=case,
    )
    return subject, body


def _role_name(t: Language, role: TaskForceRole) -> str:
    return role.role if t.code == "en" else t.of(role, "role")

"""The parts of the System page, for the Secretariat. Always about the plan's own store, also
where demonstration data is looked at."""

from datetime import UTC, datetime

import streamlit as st

from progress.access.people import Person
from progress.assessment.filters import today
from progress.errors import StoreAway
from progress.language import Language
from progress.server import backup_record, cache, health
from progress.server.health import StoreState
from progress.store.integrity import verify
from progress.telemetry import metrics
from progress.telemetry.failures import last_failure
from progress.ui import downloads
from progress.ui.components import definitions
from progress.ui.markdown import literal
from progress.ui.view import View

RESTORE = ".venv/bin/python -m progress restore {name}"


def show_backup(seen: View, person: Person) -> None:
    t = seen.t
    st.header(t("Backup"), anchor=False)
    state = _state(seen)
    if state:
        _show_last_backup(t, state)
    name = f"progress-{today():%Y-%m-%d}.duckdb"
    downloads.download(
        t("Make a backup and download it"),
        # Made when somebody asks for it, and only for who may have it then.
        lambda: backup_record.download(cache.store(), person),
        name,
        "application/octet-stream",
        key="backup",
    )
    st.markdown(
        t(
            "It holds everything, also contact details that are not shown and the keys (only as "
            "hashes). Keep it where only the Secretariat has access."
        )
    )
    with st.expander(t("How to put a backup back"), icon=":material/settings_backup_restore:"):
        st.markdown(
            t(
                "On the machine of the dashboard: stop the dashboard, run this command, start the "
                "dashboard. While it runs the command is refused. The store that is replaced stays "
                "beside the new one."
            )
        )
        st.code(RESTORE.format(name=name), language=None, wrap_lines=True)
        st.markdown(
            t(
                "A backup has the keys as they were then: who had a key that was revoked later can "
                "publish again. The command names those keys, so that they can be revoked again."
            )
        )


def show_store(seen: View) -> None:
    t = seen.t
    st.header(t("Store"), anchor=False)
    state = _state(seen)
    if state:
        newest = cache.history(False)[-1:]
        facts = [(t("Address"), state.place)]
        if state.bytes is not None:
            facts.append((t("Size"), t("{number} MB", number=t.number(state.bytes / 1e6, 1))))
        facts.append((t("Revision"), t.number(state.revision)))
        for release in newest:
            at = _moment(t, datetime.fromisoformat(release.published_at))
            text = t("{number}, of {moment}", number=release.release, moment=at)
            facts.append((t("Last update"), text))
        st.html(definitions(facts))
    if st.button(t("Check that the store is whole"), icon=":material/rule:", key="verify"):
        with st.spinner(t("Reading everything")):
            _show_verified(t)


def show_work(seen: View) -> None:
    """How often and how quickly pages were shown since the start, and what failed last."""
    t = seen.t
    st.header(t("Since the start"), anchor=False)
    often, average, most = metrics.summary(metrics.PAGE_SECONDS)
    facts = [(t("Started"), _moment(t, datetime.fromtimestamp(metrics.STARTED, UTC)))]
    facts.append((t("Pages shown"), t.number(often)))
    if often:
        facts.append((t("Time for a page"), _durations(t, average, most)))
    failures = metrics.total(metrics.FAILURES)
    facts.append((t("Failures"), t.number(failures)))
    if last := last_failure():
        facts += [
            (t("Last failure"), _moment(t, last.at)),
            (t("What failed"), " · ".join(filter(None, (last.about, last.error, last.place)))),
            (t("Id in the log"), last.id),
        ]
    st.html(definitions(facts))


def show_versions(seen: View) -> None:
    st.header(seen.t("Versions"), anchor=False)
    names = {"progress": seen.t("This program"), "streamlit": "Streamlit", "duckdb": "DuckDB"}
    st.html(definitions([(names[name], found) for name, found in metrics.versions().items()]))


def _state(seen: View) -> StoreState | None:
    try:
        return health.store_state()
    except StoreAway as error:
        st.error(literal(str(error)))
        return None


def _show_last_backup(t: Language, state: StoreState) -> None:
    made = state.backup
    if made is None:
        st.warning(t("No backup has been made on this machine yet."), icon=":material/warning:")
        return
    at = _moment(t, made.moment)
    st.markdown(
        t("Last backup: {moment}, with updates up to {number}.", moment=at, number=made.release)
    )
    if missing := state.release - made.release:
        st.warning(
            t.plural(
                "{number} update since then is in no backup.",
                "{number} updates since then are in no backup.",
                missing,
            ),
            icon=":material/warning:",
        )


def _show_verified(t: Language) -> None:
    problems = verify(cache.store())
    if not problems:
        st.success(t("The store is whole."), icon=":material/check:")
        return
    st.error(t("The store is not whole. Restore a backup, and keep this store for a closer look."))
    st.code("\n".join(problems), language=None, wrap_lines=True)


def _durations(t: Language, average: float, most: float | None) -> str:
    text = t("{number} s on average", number=t.number(average, 2))
    if most is not None:
        text += ", " + t("95 of 100 within {number} s", number=t.number(most))
    return text


def _moment(t: Language, at: datetime) -> str:
    return t("{day} at {time} UTC", day=t.date(at.date()), time=f"{at:%H:%M}")

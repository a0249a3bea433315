"""The dashboard's launcher around a page for the Secretariat, for tests/ui/test_sign_in.py."""

from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from app import routes, show_first_key
from progress.telemetry import log


@asynccontextmanager
async def lifespan(_app):
    log.write()
    show_first_key()
    yield


app = st.App(Path(__file__).with_name("secretariat_page.py"), lifespan=lifespan, routes=routes(""))

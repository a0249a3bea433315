"""The dashboard's launcher around a page that fails."""

from pathlib import Path

import streamlit as st

from app import say_sorry
from progress.telemetry import log

log.write()

app = st.App(Path(__file__).with_name("broken_page.py"), on_script_error=say_sorry)

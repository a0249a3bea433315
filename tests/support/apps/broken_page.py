"""A page that fails halfway."""

import streamlit as st

st.write("What was there before the failure")
raise RuntimeError("a detail that is nobody's business")

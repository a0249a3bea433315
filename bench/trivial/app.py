"""The floor of every comparison: about the least that a Streamlit app with a choice can be."""

import streamlit as st

st.title("Trivial")
choice = st.selectbox("Letter", ["A", "B", "C", "D", "E", "F"])
st.write(f"Shown: letter {choice}.")

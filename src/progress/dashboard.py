"""A stand-in until the real dashboard is here."""

import plotly.graph_objects as go
import streamlit as st

from progress import palette

st.set_page_config(page_title="Progress", layout="wide")
st.title("Progress")
chosen = st.selectbox(
    "Family", palette.FAMILIES, key="family", bind="query-params"
)
figure = go.Figure(
    [
        go.Bar(x=[family], y=[place], marker_color=palette.chart_colour(family), name=family)
        for place, family in enumerate(palette.FAMILIES, 1)
    ]
)
figure.update_layout(margin={"t": 10}, showlegend=False)
st.plotly_chart(figure, key="chart", alt=f"Bars for the six families; {chosen} is chosen")

"""A page for test_palette.py: each family in a chart and as a shape."""

import plotly.graph_objects as go
import streamlit as st

from progress.ui.components import html, shape, style_sheet
from progress.wording import palette

bars = [
    go.Bar(x=[family], y=[1], marker_color=palette.chart_colour(family))
    for family in palette.FAMILIES
]
st.plotly_chart(go.Figure(bars), key="chart", alt="One bar for each family")
st.html(style_sheet())
st.html("<style>.p4-shape { font-size: 4em }</style>")
st.html(html(*(shape(family, title=family) for family in palette.FAMILIES)))

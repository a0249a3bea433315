"""The small picture of how the headline moved: a column an update, the number above it."""

from base64 import b64encode

from markupsafe import Markup

from progress.assessment.snapshot import Snapshot
from progress.server import past
from progress.ui.components import component, html
from progress.ui.view import View
from progress.wording.palette import DARK, LIGHT
from progress.wording.plan import plan_view
from progress.wording.trend import TrendView, trend_view

# In pixels: of a column, and the height of the highest.
STEP, WIDTH, HEIGHT = 30, 18, 56


def trend(seen: View, snapshot: Snapshot) -> Markup:
    """For the target year of the finding; nothing while nothing can be judged, or where only some
    statuses are looked at."""
    leading = plan_view(seen.t, snapshot).leading
    if leading is None or not snapshot.is_assessed or seen.filters.family:
        return html()
    points = past.trend(seen.demo, snapshot, leading.year)
    shown = trend_view(seen.t, points, leading.year)
    return picture(shown) if shown else html()


def picture(shown: TrendView) -> Markup:
    """As an image of its own, because what Streamlit takes as HTML may hold no SVG."""
    sizes = {"step": STEP, "width": WIDTH, "height": HEIGHT}
    colours = {"light": LIGHT["on_track"].fill, "dark": DARK["on_track"].fill}
    drawn = component("trend_svg")(shown, sizes, colours)
    address = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    return component("trend")(shown, address)

"""The templates of the light edition's own parts; all others are those of the pages."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from progress.ui.environment import environment, macro_of

TEMPLATES = environment(Path(__file__).parent / "templates")


@cache
def macro(name: str) -> Callable[..., Markup]:
    """A template's macro, compiled once."""
    return macro_of(TEMPLATES, name)


def render(name: str, **parts: Any) -> str:
    return TEMPLATES.get_template(name).render(**parts)

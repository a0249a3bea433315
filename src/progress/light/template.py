"""The templates of the light edition's own parts; all others are those of the pages."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


@cache
def macro(name: str) -> Callable[..., Markup]:
    """The macro of the template of its name."""
    return cast(
        "Callable[..., Markup]", getattr(ENVIRONMENT.get_template(f"{name}.html").module, name)
    )


def render(name: str, **parts: Any) -> str:
    return ENVIRONMENT.get_template(name).render(**parts)

"""How templates are read: whatever goes in is escaped, and a name that is not given is an error."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def macro_of(templates: Environment, name: str) -> Callable[..., Markup]:
    """The macro in the template of its name."""
    module = templates.get_template(f"{name}.html").module
    return cast("Callable[..., Markup]", getattr(module, name))

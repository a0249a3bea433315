"""What all commands have in common: the store, ``--json``, and how errors end them."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import duckdb

from progress.cli import output
from progress.errors import PlanErrors, ProgressError
from progress.store.location import address, shown
from progress.store.tables import first_line


class StoreCommand(click.Command):
    """A command on a store. Its function gets ``store``, the address, and ``as_json``; what it
    returns is the exit code, None for 0."""

    def __init__(self, *arguments: Any, **details: Any) -> None:
        super().__init__(*arguments, **details)
        self.params += [
            click.Option(
                ["--store"],
                default=address,
                metavar="ADDRESS",
                show_default="PROGRESS_STORE, else data/progress.duckdb",
                help="The store: a path, or postgres:… of a database.",
            ),
            click.Option(
                ["--json", "as_json"],
                is_flag=True,
                help="One JSON document on standard output.",
            ),
        ]

    def invoke(self, ctx: click.Context) -> None:
        ctx.exit(self._run(ctx))

    def _run(self, ctx: click.Context) -> int:
        try:
            code: int | None = super().invoke(ctx)
            sys.stdout.flush()
        except PlanErrors as error:
            for problem in error.problems:
                output.error(output.problem_line(problem.as_json()))
            if ctx.params["as_json"]:
                output.document({"errors": [problem.as_json() for problem in error.problems]})
        except BrokenPipeError:  # whoever read our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except (ProgressError, OSError) as error:
            output.error(f"error: {error}")
        except duckdb.Error as error:  # a damaged file, a full disk
            output.error(f"error: {shown(ctx.params['store'])}: {first_line(error)}")
        else:
            return code or 0
        return 1


class Day(click.ParamType[date]):
    """A day such as 2025-12-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a date, such as 2025-12-31', param, ctx)


class OneLine(click.ParamType[str]):
    """A text for others to read. Control characters could steer the terminal of whoever does."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if output.neutral(text) != text:
            self.fail(
                f'"{output.neutral(text)}" holds a line end or a control character; leave it out',
                param,
                ctx,
            )
        return text


class OutFile(click.ParamType[Path]):
    """A file to write, of one of these kinds."""

    name = "path"

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not value.lower().endswith(self.endings):
            self.fail(f'"{value}" does not end with {" or ".join(self.endings)}', param, ctx)
        return Path(value)
